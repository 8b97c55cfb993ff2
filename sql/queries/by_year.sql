-- What happened in each year, by measure, with the bounds of each sum.
SELECT years, measure_name AS what, unit, value_low, value_high, observations, sources
FROM summary_by_year
WHERE years <> ''
ORDER BY years, measure, unit;
