-- Who says so? Each person and organisation to whom figures or quotations are ascribed, or who holds an office in the
-- text, with how often.
CREATE VIEW summary_speakers AS
WITH said AS (
    SELECT s.attributed_to AS name, o.document_id, count(*) AS figures, 0 AS quotations
    FROM observation AS o JOIN series AS s USING (series_id)
    WHERE s.attributed_to <> ''
    GROUP BY s.attributed_to, o.document_id
    UNION ALL
    SELECT speaker, document_id, 0, count(*) FROM statement WHERE speaker <> '' GROUP BY speaker, document_id
    UNION ALL
    SELECT name, document_id, 0, 0 FROM person
)
SELECT
    said.name,
    coalesce(max(p.title), '') AS title,
    coalesce(max(p.role), '') AS role,
    coalesce(max(p.organisation), '') AS organisation,
    max(p.name IS NOT NULL) AS is_person,
    sum(said.figures) AS figures,
    sum(said.quotations) AS quotations,
    count(DISTINCT said.document_id) AS sources
FROM said
LEFT JOIN person AS p ON p.document_id = said.document_id AND p.name = said.name
GROUP BY said.name
ORDER BY figures DESC, quotations DESC, said.name;
