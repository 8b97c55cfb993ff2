-- Which years have no source, between the first and the last that a measure has? Parameters: measure (arrested),
-- country (KH).
SELECT measure, country, country_name, year
FROM summary_coverage
WHERE is_missing = 1 AND (coalesce(:measure, '') = '' OR measure = :measure) AND (coalesce(:country, '') = '' OR country = :country)
ORDER BY measure, country, year;
