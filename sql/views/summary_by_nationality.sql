-- How many of each nationality, by measure, country and year? A figure that covers several nationalities together stands under
-- them all (CN+TW), foreigners not named further under `foreign`. Columns as in `sums`, parts as in `counted`.
CREATE VIEW summary_by_nationality AS
SELECT
    r.measure,
    r.unit,
    r.things,
    r.country,
    r.nationality,
    r.year,
    r.years,
    CASE r.nationality
        WHEN '' THEN 'not stated'
        WHEN 'foreign' THEN 'foreigners not named further'
        ELSE coalesce((
            SELECT group_concat(coalesce(n.name, m.code), ' and ')
            FROM nationality_member AS m LEFT JOIN country AS n USING (code)
            WHERE m.nationality = r.nationality), r.nationality)
    END AS nationality_name,
    r.value_low,
    r.value_high,
    r.is_exact,
    r.facts,
    r.observations,
    r.sources,
    r.largest_source
FROM sums AS r
WHERE r.axis = 'nationality'
ORDER BY r.measure, r.country, r.years, r.unit, r.things, r.value_low DESC, r.nationality;
