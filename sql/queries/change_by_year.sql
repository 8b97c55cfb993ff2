-- How much did it rise or fall from one year to the next? Computed from the figures, beside what sources state.
-- Parameters: measure (arrested), nationality (CN).
SELECT measure, things, unit, nationality, year, before_low, value_low, computed_low, computed_high, stated_low, stated_high,
    stated_percent_low, stated_percent_high
FROM summary_change_by_year
WHERE (coalesce(:measure, '') = '' OR measure = :measure) AND (coalesce(:nationality, '') = '' OR nationality = :nationality)
ORDER BY measure, unit, things, nationality, year;
