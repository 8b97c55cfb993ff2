-- How far do cases get? Arrested, charged, convicted, deported, by country and year. Parameter: country (KH).
SELECT country, year, arrested, charged, convicted, deported, charged_percent, convicted_percent, is_exact, facts
FROM summary_ladder
WHERE coalesce(:country, '') = '' OR country = :country
ORDER BY country, year;
