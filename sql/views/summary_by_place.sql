-- How many in each country and place, by measure and year? Parts as in `counted`, and what the columns of a
-- sum hold.
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
    sum(low) FILTER (WHERE is_named) AS value_low,
    CASE WHEN count(high) = count(*) THEN sum(high) FILTER (WHERE is_named) END AS value_high,
    min(is_exact) AS is_exact,
    sum(is_named) AS facts,
    count(*) AS observations,
    count(DISTINCT origin_id) AS sources
FROM counted AS r
WHERE r.axis = 'place'
GROUP BY r.measure, r.unit, r.things, r.country, r.place, r.year, r.years
ORDER BY r.measure, r.years, r.country, r.place, r.unit, r.things;
