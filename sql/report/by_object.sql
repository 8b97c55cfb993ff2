-- Sums by measure, unit and object, of figures whose period lies in one year, whatever the capitals of its name.
SELECT
    measure, unit, things, lower(object) AS code, NULL AS year, sum(value_low) AS value_low,
    CASE WHEN count(value_high) = count(*) THEN sum(value_high) END AS value_high, sum(facts) AS figures
FROM sums
WHERE axis = 'object' AND year IS NOT NULL AND object <> ''
GROUP BY measure, unit, things, lower(object)
ORDER BY measure, unit, things, value_low DESC, code;
