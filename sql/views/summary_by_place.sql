-- How many in each country and place, by measure and year? Columns as in `sums`, parts as in `counted`.
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
