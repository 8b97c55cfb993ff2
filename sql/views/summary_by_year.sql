-- How many in each country and year, by measure? A part of a whole of the same measure, unit and years is left out: the whole
-- holds it (`counted`, which also says what the columns of a sum hold).
CREATE VIEW summary_by_year AS
SELECT
    r.measure,
    r.unit,
    r.things,
    r.country,
    r.year,
    r.years,
    coalesce((SELECT n.name FROM measure AS n WHERE n.code = r.measure), r.measure) AS measure_name,
    sum(low) FILTER (WHERE is_named) AS value_low,
    CASE WHEN count(high) = count(*) THEN sum(high) FILTER (WHERE is_named) END AS value_high,
    min(is_exact) AS is_exact,
    sum(is_named) AS facts,
    count(*) AS observations,
    count(DISTINCT origin_id) AS sources
FROM counted AS r
WHERE r.axis = 'year'
GROUP BY r.measure, r.unit, r.things, r.country, r.year, r.years
ORDER BY r.measure, r.unit, r.things, r.country, r.years;
