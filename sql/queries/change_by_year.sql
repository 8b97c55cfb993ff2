-- How much did it rise or fall in a country from one year to the next? Computed from the figures, beside what sources state.
-- Parameters: measure (arrested), country (KH), nationality (CN).
SELECT country, measure, things, unit, nationality, year, before_low, value_low, computed_low, computed_high, stated_low, stated_high,
    stated_percent_low, stated_percent_high
FROM summary_change_by_year
WHERE (coalesce(:measure, '') = '' OR measure = :measure)
    AND (coalesce(:country, '') = '' OR country = :country)
    AND (coalesce(:nationality, '') = '' OR nationality = :nationality)
ORDER BY country, measure, unit, things, nationality, year;
