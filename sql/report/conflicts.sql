-- Pairs of facts that can't both be right.
SELECT conflict_id, reason, fact_a, fact_b, observation_a, observation_b, difference
FROM conflicts
ORDER BY abs(difference) DESC, conflict_id;
