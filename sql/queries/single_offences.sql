-- How many for each single offence? A figure for two offences stands under each, so the rows of one measure must not be
-- added up. Parameters: offence (overstay), measure (deported), country (KH).
SELECT s.country, s.measure, m.code AS offence, s.things, s.unit, s.years, sum(s.value_low) AS value_low, sum(s.facts) AS facts
FROM summary_by_offence AS s
JOIN offence_member AS m ON m.offences = s.offences
WHERE (coalesce(:offence, '') = '' OR m.code = :offence) AND (coalesce(:measure, '') = '' OR s.measure = :measure)
    AND (coalesce(:country, '') = '' OR s.country = :country)
GROUP BY s.country, s.measure, m.code, s.things, s.unit, s.years
ORDER BY s.country, s.measure, s.years, s.unit, s.things, value_low DESC;
