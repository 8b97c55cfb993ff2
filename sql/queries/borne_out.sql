-- What do several independent sources say alike? Parameters: measure (arrested), nationality (CN), country (KH).
SELECT
    f.measure, f.object, f.nationality, f.offences, f.country, f.period_start, f.period_end, f.value_low, f.value_high, f.sources,
    f.documents, f.first_said, f.last_said,
    (SELECT group_concat(DISTINCT m.source) FROM fact_observations AS m WHERE m.fact_id = f.fact_id) AS who,
    f.evidence
FROM facts AS f
WHERE f.sources > 1 AND (coalesce(:measure, '') = '' OR f.measure = :measure)
    AND (coalesce(:nationality, '') = '' OR f.nationality IN (
        SELECT m.nationality FROM nationality_member AS m WHERE m.code = :nationality))
    AND (coalesce(:country, '') = '' OR f.country = :country)
ORDER BY f.sources DESC, f.value_low DESC, f.fact_id;
