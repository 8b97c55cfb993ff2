-- Sums by measure, unit and country, of figures whose period lies in one year: a longer one would hold them again.
SELECT
    measure, unit, things, country AS code, NULL AS year, sum(value_low) AS value_low,
    CASE WHEN count(value_high) = count(*) THEN sum(value_high) END AS value_high, sum(facts) AS figures
FROM summary_by_year
WHERE year IS NOT NULL AND country <> ''
GROUP BY measure, unit, things, country
ORDER BY measure, unit, things, value_low DESC, country;
