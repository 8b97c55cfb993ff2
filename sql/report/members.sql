-- Which statement states which fact, and which one is to be shown first.
SELECT observation_id, fact_id, is_best
FROM fact_observations;
