-- How many in each year, by measure? A part of a whole of the same measure, unit and years is left out: the whole holds it.
-- value_low and value_high bound the sum over all sources; value_high is null where a figure is open upwards, is_exact is 0
-- where any is not. Two sources that state the same thing both add to it, as do two tables that break it down in two ways:
-- largest_source is the most that a single source gives.
CREATE VIEW summary_by_year AS
WITH by_source AS (
    SELECT
        c.measure, c.unit, c.year, c.years, c.document_id,
        sum(coalesce(c.value_low, 0)) AS low,
        CASE WHEN count(c.value_high) = count(*) THEN sum(c.value_high) END AS high,
        min(c.is_exact) AS is_exact,
        count(*) AS observations
    FROM countable AS c
    LEFT JOIN countable_parts AS held ON held.document_id = c.document_id AND held.ordinal = c.ordinal
    WHERE held.ordinal IS NULL
    GROUP BY c.measure, c.unit, c.year, c.years, c.document_id
)
SELECT
    r.measure,
    r.unit,
    r.year,
    r.years,
    coalesce((SELECT n.name FROM measure AS n WHERE n.code = r.measure), r.measure) AS measure_name,
    sum(r.low) AS value_low,
    CASE WHEN count(r.high) = count(*) THEN sum(r.high) END AS value_high,
    min(r.is_exact) AS is_exact,
    sum(r.observations) AS observations,
    count(*) AS sources,
    max(r.low) AS largest_source
FROM by_source AS r
GROUP BY r.measure, r.unit, r.year, r.years
ORDER BY r.measure, r.unit, r.years;
