-- Figures by single offence: a figure for two offences stands under each, so the rows of one measure must not be added up.
SELECT s.measure, m.code AS offence, s.unit, s.years, sum(s.value_low) AS value_low, sum(s.observations) AS observations
FROM summary_by_offence AS s
JOIN offence_member AS m ON m.offences = s.offences
GROUP BY s.measure, m.code, s.unit, s.years
ORDER BY s.measure, s.years, value_low DESC;
