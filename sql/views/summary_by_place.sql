-- How many in each country and place, by measure and year? Parts as in `counted`.
-- A sum over facts, what several sources state counts once: value_low and value_high bound it, things says what is counted
-- where it isn't persons, cases or money, and the columns at the end what it is made of (`sums`).
CREATE VIEW summary_by_place AS
SELECT
    r.measure,
    r.unit,
    r.things,
    r.country,
    r.place,
    r.year,
    r.years,
    coalesce((SELECT n.name FROM country AS n WHERE n.code = r.country), r.country) AS country_name,
    r.value_low,
    r.value_high,
    r.is_exact,
    r.facts,
    r.observations,
    r.sources,
    r.largest_source
FROM sums AS r
WHERE r.axis = 'place'
ORDER BY r.measure, r.years, r.country, r.place, r.unit, r.things;
