-- What happened in each year, by measure: the sum over all sources as bounds, and the most that a single source gives.
SELECT years, measure_name AS what, unit, value_low, value_high, observations, sources, largest_source
FROM summary_by_year
WHERE years <> ''
ORDER BY years, measure, unit;
