-- How many in each year, by measure? A part of a whole of the same measure, unit and years is left out: the whole holds it (`counted`).
-- A sum over facts: what several sources state counts once. value_low and value_high bound it; value_high is null where a
-- figure is open upwards, is_exact is 0 where any is not. things says what is counted where it isn't persons, cases or money,
-- facts and observations what it is made of, sources how many independent ones state any of it, largest_source the most that
-- a single document gives.
CREATE VIEW summary_by_year AS
WITH by_source AS (
    SELECT
        measure, unit, things, year, years, origin_id,
        sum(low) AS told,
        sum(low * is_named) AS low,
        sum(high * is_named) AS high,
        sum(is_named AND high IS NULL) AS open,
        min(is_exact) AS is_exact,
        sum(is_named) AS facts,
        count(*) AS observations
    FROM counted
    WHERE axis = 'year'
    GROUP BY measure, unit, things, year, years, document_id
)
SELECT
    r.measure,
    r.unit,
    r.things,
    r.year,
    r.years,
    coalesce((SELECT n.name FROM measure AS n WHERE n.code = r.measure), r.measure) AS measure_name,
    sum(r.low) AS value_low,
    CASE WHEN sum(r.open) = 0 THEN coalesce(sum(r.high), 0) END AS value_high,
    min(r.is_exact) AS is_exact,
    sum(r.facts) AS facts,
    sum(r.observations) AS observations,
    count(DISTINCT r.origin_id) AS sources,
    max(r.told) AS largest_source
FROM by_source AS r
GROUP BY r.measure, r.unit, r.things, r.year, r.years
ORDER BY r.measure, r.unit, r.things, r.years;
