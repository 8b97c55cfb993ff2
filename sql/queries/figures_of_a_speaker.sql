-- Which figures does a person or an organisation give, and does another source bear them out? Parameter: speaker (part of a
-- name).
WITH said AS MATERIALIZED (
    SELECT * FROM observations
    WHERE attributed_to <> '' AND (coalesce(:speaker, '') = '' OR attributed_to LIKE '%' || :speaker || '%')
),
stated AS MATERIALIZED (
    SELECT * FROM fact_observations WHERE observation_id IN (SELECT observation_id FROM said)
),
fact AS MATERIALIZED (
    SELECT * FROM facts WHERE fact_id IN (SELECT fact_id FROM stated)
)
SELECT
    o.attributed_to, f.measure, f.nationality, f.offences, f.country, f.period_start, f.period_end, o.value_low,
    o.value_high, o.qualifier, f.sources,
    f.fact_id IN (SELECT fact_a FROM conflicts UNION SELECT fact_b FROM conflicts) AS is_contradicted,
    o.source, o.evidence
FROM said AS o
JOIN stated AS m ON m.observation_id = o.observation_id
JOIN fact AS f ON f.fact_id = m.fact_id
ORDER BY o.attributed_to, f.measure, f.period_start, o.value_low DESC;
