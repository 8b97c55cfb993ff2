-- Sums by measure, unit, country and year.
SELECT measure, unit, things, country AS code, year, value_low, value_high, facts AS figures
FROM summary_by_year
WHERE year IS NOT NULL
ORDER BY measure, unit, things, country, year;
