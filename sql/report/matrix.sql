-- Sums by measure, unit, things, offence and nationality, of figures whose period lies in one year.
SELECT
    measure, unit, things, offences AS row, nationality AS code, sum(value_low) AS value_low,
    CASE WHEN count(value_high) = count(*) THEN sum(value_high) END AS value_high, sum(facts) AS figures
FROM summary_offence_matrix
WHERE year IS NOT NULL AND offences <> '' AND nationality <> ''
GROUP BY measure, unit, things, offences, nationality
ORDER BY measure, unit, things, offences, nationality;
