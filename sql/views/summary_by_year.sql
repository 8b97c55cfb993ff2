-- How many in each year, by measure? A part of a whole of the same measure, unit and years is left out: the whole holds it.
-- value_low and value_high bound the sum; value_high is null where a figure is open upwards, is_exact is 0 where any is not.
-- Two tables that break the same figure down in two ways both add to it: compare `observations` and `sources`.
CREATE VIEW summary_by_year AS
SELECT
    c.measure,
    c.unit,
    c.year,
    c.years,
    coalesce((SELECT n.name FROM measure AS n WHERE n.code = c.measure), c.measure) AS measure_name,
    sum(coalesce(c.value_low, 0)) AS value_low,
    CASE WHEN count(c.value_high) = count(*) THEN sum(c.value_high) END AS value_high,
    min(c.is_exact) AS is_exact,
    count(*) AS observations,
    count(DISTINCT c.document_id) AS sources
FROM countable AS c
LEFT JOIN countable_parts AS held ON held.document_id = c.document_id AND held.ordinal = c.ordinal
WHERE held.ordinal IS NULL
GROUP BY c.measure, c.unit, c.year, c.years
ORDER BY c.measure, c.unit, c.years;
