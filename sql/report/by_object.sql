-- Sums by measure, unit and object, of figures whose period lies in one year, whatever the capitals of its name.
SELECT
    measure, unit, things, lower(object) AS code, NULL AS year, sum(low) AS value_low,
    CASE WHEN count(high) = count(*) THEN sum(high) END AS value_high, count(*) AS figures
FROM counted
WHERE axis = 'object' AND is_named AND year IS NOT NULL AND object <> ''
GROUP BY measure, unit, things, lower(object)
ORDER BY measure, unit, things, value_low DESC, code;
