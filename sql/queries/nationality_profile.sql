-- What is known of one nationality? Each measure by country, year and offence. Parameters: nationality (CN), country
-- (KH).
SELECT nationality, country, measure, things, unit, years, offences, value_low, value_high, is_exact, facts
FROM summary_offence_matrix
WHERE (coalesce(:nationality, '') = '' AND nationality NOT IN ('', 'foreign')
        OR nationality IN (SELECT m.nationality FROM nationality_member AS m WHERE m.code = :nationality))
    AND (coalesce(:country, '') = '' OR country = :country)
ORDER BY nationality, country, measure, years, value_low DESC;
