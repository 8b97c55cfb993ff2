-- Where is it said? Every statement behind a fact, with its words and place. Parameter: fact (a fact_id); without it,
-- of all facts that more than one statement makes.
WITH said AS MATERIALIZED (
    SELECT *, count(*) OVER (PARTITION BY fact_id) AS statements
    FROM fact_observations
    WHERE coalesce(:fact, '') = '' OR fact_id = :fact
)
SELECT
    m.fact_id, m.source, d.publisher, d.published, m.origin, o.attributed_to, o.value_low, o.value_high, o.qualifier, o.cell,
    o.evidence, m.observation_id, m.is_best
FROM said AS m
CROSS JOIN documents AS d ON d.source = m.source
CROSS JOIN observations AS o ON o.observation_id = m.observation_id
WHERE o.source IN (SELECT source FROM said) AND (m.statements > 1 OR :fact <> '')
ORDER BY m.fact_id, d.published, m.source, m.observation_id;
