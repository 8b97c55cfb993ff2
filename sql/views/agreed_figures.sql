-- One row a fact, by the keys of the observation that names it, with the values that its members agree on. A group of
-- observations has a row in `fact`; a figure that nobody else states speaks for itself.
-- (One flat join: SQLite looks a fact up in it by its keys, where it would make a temporary table of a UNION.)
CREATE VIEW agreed_figures AS
SELECT
    o.document_id,
    o.ordinal,
    o.series_id,
    CASE WHEN f.ordinal IS NULL THEN o.value_low ELSE f.value_low END AS value_low,
    CASE WHEN f.ordinal IS NULL THEN o.value_high ELSE f.value_high END AS value_high,
    coalesce(f.qualifier, o.qualifier) AS qualifier,
    coalesce(f.offences, s.offences) AS offences,
    coalesce(f.country, s.country) AS country,
    coalesce(f.place, s.place) AS place,
    coalesce(f.period_id, o.period_id) AS period_id,
    coalesce(f.is_total, o.is_total) AS is_total,
    coalesce(f.best_document_id, o.document_id) AS best_document_id,
    coalesce(f.best_ordinal, o.ordinal) AS best_ordinal,
    f.ordinal IS NOT NULL AS is_group
FROM observation AS o
CROSS JOIN series AS s ON s.series_id = o.series_id
LEFT JOIN fact AS f ON f.document_id = o.document_id AND f.ordinal = o.ordinal
WHERE f.ordinal IS NOT NULL
    OR NOT EXISTS (SELECT 1 FROM fact_member AS m WHERE m.document_id = o.document_id AND m.ordinal = o.ordinal);
