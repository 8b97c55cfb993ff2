-- How far do cases get? Arrested, charged, convicted, deported, per year.
SELECT year, arrested, charged, convicted, deported, charged_percent, convicted_percent, is_exact, facts
FROM summary_ladder
ORDER BY year;
