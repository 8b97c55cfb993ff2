-- What was seized, by year and object.
SELECT years, country, object, unit, value_low, value_high, sources
FROM summary_seizures
ORDER BY years, country, value_low DESC;
