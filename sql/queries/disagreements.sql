-- Who says otherwise? Facts that can't all be right, both sides with their words. Parameters: measure (deported),
-- country (KH).
SELECT
    c.reason, a.measure, a.object, c.unit, a.nationality, a.offences, a.country, a.place, a.period_start, a.period_end,
    c.value_low_a, c.value_low_b, c.difference, c.source_a, c.evidence_a, c.source_b, c.evidence_b
FROM conflicts AS c
JOIN facts AS a ON a.fact_id = c.fact_a
WHERE (coalesce(:measure, '') = '' OR a.measure = :measure) AND (coalesce(:country, '') = '' OR a.country = :country)
ORDER BY abs(c.difference) DESC, c.conflict_id;
