-- Who was arrested: nationality by year.
SELECT year, nationality, nationality_name, value_low, value_high, observations, sources, largest_source
FROM summary_by_nationality
WHERE measure = 'arrested' AND unit = 'persons'
ORDER BY year, value_low DESC;
