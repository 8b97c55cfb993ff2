-- How many in each year, by measure? A part of a whole of the same measure, unit and years is left out: the whole holds it (`counted`).
-- A sum over facts, what several sources state counts once: value_low and value_high bound it, things says what is counted
-- where it isn't persons, cases or money, and the columns at the end what it is made of (`sums`).
CREATE VIEW summary_by_year AS
SELECT
    r.measure,
    r.unit,
    r.things,
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
ORDER BY r.measure, r.unit, r.things, r.years;
