-- Sums of what was seized, of figures whose period lies in one year, whatever the capitals of its name.
SELECT
    'seized' AS measure, unit, lower(object) AS code, NULL AS year, sum(value_low) AS value_low,
    CASE WHEN count(value_high) = count(*) THEN sum(value_high) END AS value_high, sum(facts) AS figures
FROM summary_seizures
WHERE year IS NOT NULL AND object <> ''
GROUP BY unit, lower(object)
ORDER BY unit, value_low DESC, code;
