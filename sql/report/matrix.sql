-- Sums by measure, unit, offence and nationality, of figures whose period lies in one year.
SELECT
    measure, unit, offences AS row, nationality AS code, sum(coalesce(value_low, 0)) AS value_low,
    CASE WHEN count(value_high) = count(*) THEN sum(value_high) END AS value_high, count(*) AS figures
FROM countable
WHERE year IS NOT NULL AND offences <> '' AND nationality <> ''
GROUP BY measure, unit, offences, nationality
ORDER BY measure, unit, offences, nationality;
