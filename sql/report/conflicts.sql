-- Pairs of figures that can't both be right.
SELECT '' AS conflict_id, '' AS reason, '' AS fact_a, '' AS fact_b, '' AS observation_a, '' AS observation_b,
    NULL AS difference
WHERE 0;
