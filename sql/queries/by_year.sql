-- What happened in each country and year? By measure, the sum over facts as bounds. Parameters: measure (arrested), country
-- (KH), year (2018).
SELECT years, country, measure_name AS what, things, unit, value_low, value_high, facts, observations, sources
FROM summary_by_year
WHERE years <> '' AND (coalesce(:measure, '') = '' OR measure = :measure)
    AND (coalesce(:country, '') = '' OR country = :country)
    AND (coalesce(:year, '') = '' OR year = CAST(:year AS INTEGER))
ORDER BY years, country, measure, unit, things;
