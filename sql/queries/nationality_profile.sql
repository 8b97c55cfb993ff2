-- What is known of one nationality? Each measure by year and offence. Parameter: nationality (CN).
SELECT nationality, measure, things, unit, years, offences, value_low, value_high, is_exact, facts
FROM summary_offence_matrix
WHERE coalesce(:nationality, '') = '' AND nationality NOT IN ('', 'foreign')
    OR nationality IN (SELECT m.nationality FROM nationality_member AS m WHERE m.code = :nationality)
ORDER BY nationality, measure, years, value_low DESC;
