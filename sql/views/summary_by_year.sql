-- How many in each country and year, by measure? A part of a whole of the same measure, unit and years is left out: the whole
-- holds it (`counted`). Columns as in `sums`.
CREATE VIEW summary_by_year AS
SELECT
    r.measure,
    r.unit,
    r.things,
    r.country,
    r.year,
    r.years,
    coalesce((SELECT n.name FROM measure AS n WHERE n.code = r.measure), r.measure) AS measure_name,
    r.value_low,
    r.value_high,
    r.is_exact,
    r.facts,
    r.observations,
    r.sources,
    r.largest_source
FROM sums AS r
WHERE r.axis = 'year'
ORDER BY r.measure, r.unit, r.things, r.country, r.years;
