-- Where is it said? Every statement behind a fact, with its words and place. Parameter: fact (a fact_id); without it,
-- of all facts that more than one statement makes.
SELECT
    m.fact_id, m.source, d.publisher, d.published, m.origin, o.attributed_to, o.value_low, o.value_high, o.qualifier, o.cell,
    o.evidence, m.observation_id, m.is_best
FROM fact_observations AS m
JOIN observations AS o USING (observation_id)
JOIN documents AS d ON d.source = m.source
WHERE CASE WHEN coalesce(:fact, '') = '' THEN m.fact_id IN (SELECT f.fact_id FROM facts AS f WHERE f.observations > 1)
    ELSE m.fact_id = :fact END
ORDER BY m.fact_id, d.published, m.source, m.observation_id;
