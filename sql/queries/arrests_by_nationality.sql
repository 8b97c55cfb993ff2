-- Who was arrested where? Nationality by country and year, with the share of all arrests there. Parameters: nationality (CN),
-- country (KH), year (2018).
SELECT t.years, t.country, t.rank, t.nationality, t.nationality_name, t.value_low, t.value_high, t.share, t.facts, t.sources
FROM summary_top_nationalities AS t
WHERE t.measure = 'arrested' AND t.unit = 'persons'
    AND (coalesce(:nationality, '') = '' OR t.nationality IN (
        SELECT m.nationality FROM nationality_member AS m WHERE m.code = :nationality))
    AND (coalesce(:country, '') = '' OR t.country = :country)
    AND (coalesce(:year, '') = '' OR t.year = CAST(:year AS INTEGER))
ORDER BY t.years, t.country, t.rank;
