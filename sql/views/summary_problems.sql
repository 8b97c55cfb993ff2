-- What could not be taken as it stands, most frequent first, with one example each?
CREATE VIEW summary_problems AS
SELECT
    p.severity,
    p.code,
    count(*) AS problems,
    count(DISTINCT p.document_id) AS sources,
    min(d.source || coalesce(' ' || p.cell, ' line ' || p.line, '') || ': ' || p.message) AS example
FROM problem AS p
JOIN document AS d USING (document_id)
GROUP BY p.severity, p.code
ORDER BY p.severity, problems DESC, p.code;
