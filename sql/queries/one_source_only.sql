-- Which of the largest figures rest on one source alone? Those are to be checked first. Parameters: measure (arrested),
-- country (KH).
SELECT measure, unit, nationality, offences, country, period_start, period_end, value_low, value_high, evidence, fact_id
FROM facts
WHERE sources = 1 AND kind = 'level' AND modality = 'actual' AND is_total = 0 AND unit = 'persons'
    AND (coalesce(:measure, '') = '' OR measure = :measure) AND (coalesce(:country, '') = '' OR country = :country)
ORDER BY value_low DESC, fact_id
LIMIT 50;
