-- How does a measure go in a country, from year to year and quarter to quarter? Parameters: measure (arrested), country (KH),
-- step (year or quarter).
SELECT country, measure, things, unit, period, value_low, value_high, change, change_percent, share, facts, sources
FROM summary_trend
WHERE (coalesce(:measure, '') = '' OR measure = :measure)
    AND (coalesce(:country, '') = '' OR country = :country)
    AND (coalesce(:step, '') = '' OR step = :step)
ORDER BY country, measure, unit, things, step DESC, period;
