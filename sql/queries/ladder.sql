-- How far do cases get: arrested, charged, convicted, deported, per year.
SELECT year, arrested, charged, convicted, deported, charged_percent, convicted_percent, is_exact, facts
FROM summary_ladder
ORDER BY year;
