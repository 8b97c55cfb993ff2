-- Which figures are there, and in which words? The least certain first.
SELECT observation_id, source, measure, unit, nationality, value_low, value_high, confidence, evidence, cell
FROM observations
ORDER BY confidence, source, observation_id;
