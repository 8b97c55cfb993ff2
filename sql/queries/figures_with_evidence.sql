-- Every figure with the words that state it, the least certain first.
SELECT observation_id, source, measure, unit, nationality, value_low, value_high, confidence, evidence, cell
FROM observations
ORDER BY confidence, source, observation_id;
