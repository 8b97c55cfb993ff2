-- Who says so, and how often is it borne out? Each person and organisation to whom figures or quotations are ascribed, or who
-- holds an office in the text. borne_out counts figures that another independent source states too, contradicted those that
-- stand in conflicts.
CREATE VIEW summary_speakers AS
WITH shared AS (
    SELECT m.fact_document_id, m.fact_ordinal
    FROM fact_member AS m LEFT JOIN document_origin AS g USING (document_id)
    GROUP BY m.fact_document_id, m.fact_ordinal
    HAVING count(DISTINCT coalesce(g.origin_id, m.document_id)) > 1
),
disputed AS (
    SELECT document_id, ordinal FROM fact_pair WHERE reason IN ('different_values', 'change_disagrees')
    UNION
    SELECT other_document_id, other_ordinal FROM fact_pair WHERE reason = 'different_values'
),
said AS (
    SELECT
        s.attributed_to AS name,
        o.document_id,
        count(*) AS figures,
        count(b.fact_ordinal) AS borne_out,
        count(x.ordinal) AS contradicted,
        0 AS quotations
    FROM observation AS o
    JOIN series AS s USING (series_id)
    LEFT JOIN fact_member AS m ON m.document_id = o.document_id AND m.ordinal = o.ordinal
    LEFT JOIN shared AS b ON b.fact_document_id = m.fact_document_id AND b.fact_ordinal = m.fact_ordinal
    LEFT JOIN disputed AS x
        ON x.document_id = coalesce(m.fact_document_id, o.document_id) AND x.ordinal = coalesce(m.fact_ordinal, o.ordinal)
    WHERE s.attributed_to <> ''
    GROUP BY s.attributed_to, o.document_id
    UNION ALL
    SELECT speaker, document_id, 0, 0, 0, count(*) FROM statement WHERE speaker <> '' GROUP BY speaker, document_id
    UNION ALL
    SELECT name, document_id, 0, 0, 0, 0 FROM person
)
SELECT
    said.name,
    coalesce(max(p.title), '') AS title,
    coalesce(max(p.role), '') AS role,
    coalesce(max(p.organisation), '') AS organisation,
    max(p.name IS NOT NULL) AS is_person,
    sum(said.figures) AS figures,
    sum(said.borne_out) AS borne_out,
    sum(said.contradicted) AS contradicted,
    sum(said.quotations) AS quotations,
    count(DISTINCT said.document_id) AS sources
FROM said
LEFT JOIN person AS p ON p.document_id = said.document_id AND p.name = said.name
GROUP BY said.name
ORDER BY figures DESC, quotations DESC, said.name;
