-- Everything about one nationality: each measure by year and offence. Parameter: nationality (CN).
SELECT nationality, measure, unit, years, offences, value_low, value_high, is_exact, facts
FROM summary_offence_matrix
WHERE coalesce(:nationality, '') = '' AND nationality NOT IN ('', 'foreign')
    OR nationality IN (SELECT m.nationality FROM nationality_member AS m WHERE m.code = :nationality)
ORDER BY nationality, measure, years, value_low DESC;
