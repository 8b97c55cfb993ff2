-- Which observations state each fact. origin is the same for copies of one text; is_best marks the one to show.
CREATE VIEW fact_observations AS
SELECT * FROM (
    SELECT
        'f-' || substr(named.content_hash, 1, 12) || '-' || f.fact_ordinal AS fact_id,
        substr(d.content_hash, 1, 12) || '-' || f.ordinal AS observation_id,
        d.source,
        substr(coalesce(first.content_hash, d.content_hash), 1, 12) AS origin,
        CASE WHEN g.document_id IS NULL THEN 1
            ELSE g.best_document_id = f.document_id AND g.best_ordinal = f.ordinal END AS is_best
    FROM observation_facts AS f
    JOIN document AS d ON d.document_id = f.document_id
    JOIN document AS named ON named.document_id = f.fact_document_id
    LEFT JOIN document_origin AS r ON r.document_id = f.document_id
    LEFT JOIN document AS first ON first.document_id = r.origin_id
    LEFT JOIN fact AS g ON g.document_id = f.fact_document_id AND g.ordinal = f.fact_ordinal
    -- As in facts.sql: an empty part, so that a join by ids ends.
    UNION ALL
    SELECT NULL, NULL, NULL, NULL, NULL WHERE 0
);
