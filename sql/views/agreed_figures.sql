-- One row a fact, by the keys of the observation that names it, with the values that its members agree on. A group of
-- observations has a row in `fact`; a figure that nobody else states speaks for itself.
CREATE VIEW agreed_figures AS
SELECT
    f.document_id, f.ordinal, o.series_id, f.value_low, f.value_high, f.qualifier, f.offences, f.country, f.place,
    f.period_id, f.is_total, f.best_document_id, f.best_ordinal, 1 AS is_group
FROM fact AS f
JOIN observation AS o ON o.document_id = f.document_id AND o.ordinal = f.ordinal
UNION ALL
SELECT
    o.document_id, o.ordinal, o.series_id, o.value_low, o.value_high, o.qualifier, s.offences, s.country, s.place,
    o.period_id, o.is_total, o.document_id, o.ordinal, 0
FROM observation AS o
JOIN series AS s USING (series_id)
WHERE NOT EXISTS (SELECT 1 FROM fact_member AS m WHERE m.document_id = o.document_id AND m.ordinal = o.ordinal);
