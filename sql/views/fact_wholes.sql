-- Of which fact is each part a part? By the keys of the observations that name them: as a source itself says (part_of), else
-- where a wider fact of another source holds it (fact_within). One whole for each.
CREATE VIEW fact_wholes AS
WITH said AS MATERIALIZED (
    SELECT
        part.fact_document_id AS document_id,
        part.fact_ordinal AS ordinal,
        whole.fact_document_id AS whole_document_id,
        whole.fact_ordinal AS whole_ordinal,
        row_number() OVER (
            PARTITION BY part.fact_document_id, part.fact_ordinal ORDER BY d.content_hash, o.ordinal) AS turn
    FROM observation AS o
    CROSS JOIN document AS d ON d.document_id = o.document_id
    CROSS JOIN observation_facts AS part ON part.document_id = o.document_id AND part.ordinal = o.ordinal
    CROSS JOIN observation_facts AS whole ON whole.document_id = o.document_id AND whole.ordinal = o.part_of
    WHERE o.part_of IS NOT NULL
        AND (part.fact_document_id, part.fact_ordinal) <> (whole.fact_document_id, whole.fact_ordinal)
)
SELECT document_id, ordinal, whole_document_id, whole_ordinal, 1 AS is_said FROM said WHERE turn = 1
UNION ALL
SELECT w.document_id, w.ordinal, w.whole_document_id, w.whole_ordinal, 0
FROM fact_within AS w
-- Facts are told apart by one number, as in counted.sql.
WHERE ((w.document_id << 32) | w.ordinal) NOT IN (SELECT (document_id << 32) | ordinal FROM said);
