-- How many of each nationality, by measure, country and year? A figure that covers several nationalities together stands under
-- them all (CN+TW), foreigners not named further under `foreign`. Parts as in `counted`, and what the columns of a
-- sum hold.
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
    sum(low) FILTER (WHERE is_named) AS value_low,
    CASE WHEN count(high) = count(*) THEN sum(high) FILTER (WHERE is_named) END AS value_high,
    min(is_exact) AS is_exact,
    sum(is_named) AS facts,
    count(*) AS observations,
    count(DISTINCT origin_id) AS sources
FROM counted AS r
WHERE r.axis = 'nationality'
GROUP BY r.measure, r.unit, r.things, r.country, r.nationality, r.year, r.years
ORDER BY r.measure, r.country, r.years, r.unit, r.things, value_low DESC, r.nationality;
