-- How many of each nationality, by measure and year? A figure that covers several nationalities together stands under them
-- all (CN+TW), foreigners not named further under `foreign`. Parts are counted as `counted` says.
-- A sum over facts, what several sources state counts once: value_low and value_high bound it, things says what is counted
-- where it isn't persons, cases or money, and the columns at the end what it is made of (`sums`).
CREATE VIEW summary_by_nationality AS
SELECT
    r.measure,
    r.unit,
    r.things,
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
ORDER BY r.measure, r.years, r.unit, r.things, r.value_low DESC, r.nationality;
