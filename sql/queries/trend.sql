-- How does a measure go from year to year and quarter to quarter? Parameters: measure (arrested), step (year or quarter).
SELECT measure, things, unit, period, value_low, value_high, change, change_percent, share, facts, sources
FROM summary_trend
WHERE (coalesce(:measure, '') = '' OR measure = :measure) AND (coalesce(:step, '') = '' OR step = :step)
ORDER BY measure, unit, things, step DESC, period;
