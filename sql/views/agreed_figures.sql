-- One row a fact, by the keys of the observation that names it, with the values that its members agree on. A group of
-- observations has a row in `fact`; a figure that nobody else states speaks for itself. Weights are in kg, whatever the
-- sources say.
-- (One flat join: SQLite looks a fact up in it by its keys, where it would make a temporary table of a UNION.)
CREATE VIEW agreed_figures AS
SELECT
    o.document_id,
    o.ordinal,
    s.series_id,
    CASE s.unit WHEN 'g' THEN 'kg' ELSE s.unit END AS unit,
    CASE WHEN f.ordinal IS NOT NULL THEN f.value_low WHEN s.unit = 'g' THEN o.value_low / 1000 ELSE o.value_low END AS value_low,
    CASE WHEN f.ordinal IS NOT NULL THEN f.value_high WHEN s.unit = 'g' THEN o.value_high / 1000 ELSE o.value_high END
        AS value_high,
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
LEFT JOIN fact AS f ON f.document_id = o.document_id AND f.ordinal = o.ordinal
-- Of several the best says who and what: "foreigners", where another says "people".
CROSS JOIN series AS s ON s.series_id = CASE WHEN f.ordinal IS NULL THEN o.series_id ELSE (
    SELECT b.series_id FROM observation AS b WHERE b.document_id = f.best_document_id AND b.ordinal = f.best_ordinal) END
WHERE f.ordinal IS NOT NULL
    OR NOT EXISTS (SELECT 1 FROM fact_member AS m WHERE m.document_id = o.document_id AND m.ordinal = o.ordinal);
