-- Which figures does a person or an organisation give, and does another source bear them out? Parameter: speaker (part of a
-- name).
SELECT
    o.attributed_to, f.measure, f.nationality, f.offences, f.country, f.period_start, f.period_end, o.value_low,
    o.value_high, o.qualifier, f.sources,
    EXISTS (SELECT 1 FROM conflicts AS c WHERE f.fact_id IN (c.fact_a, c.fact_b)) AS is_contradicted,
    o.source, o.evidence
FROM observations AS o
JOIN fact_observations AS m USING (observation_id)
JOIN facts AS f USING (fact_id)
WHERE o.attributed_to <> '' AND (coalesce(:speaker, '') = '' OR o.attributed_to LIKE '%' || :speaker || '%')
ORDER BY o.attributed_to, f.measure, f.period_start, o.value_low DESC;
