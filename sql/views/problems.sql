-- One row a thing that could not be taken as it stands, and what can be done about it.
CREATE VIEW problems AS
SELECT
    d.source,
    p.cell,
    p.line,
    p.severity,
    p.code,
    p.message,
    p.run_id
FROM problem AS p
JOIN document AS d USING (document_id);
