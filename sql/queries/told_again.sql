-- Which growing counts were told again later? The earlier figure and the one that took its place. Parameter:
-- country (KH).
WITH told AS MATERIALIZED (
    SELECT * FROM facts WHERE fact_id IN (SELECT fact_id FROM superseded UNION SELECT by_fact_id FROM superseded)
)
SELECT
    s.reason, early.measure, early.object, early.nationality, early.offences, early.country, early.period_start,
    early.period_end AS told_until, early.value_low, later.period_end AS later_until, later.value_low AS later_value,
    early.evidence, later.evidence AS later_evidence
FROM superseded AS s
JOIN told AS early ON early.fact_id = s.fact_id
JOIN told AS later ON later.fact_id = s.by_fact_id
WHERE coalesce(:country, '') = '' OR early.country = :country
ORDER BY early.measure, early.period_start, early.value_low;
