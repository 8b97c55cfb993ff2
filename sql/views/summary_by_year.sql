-- How many in each year, by measure? A part of a whole of the same measure, unit and years is left out: the whole holds it.
-- A sum over facts: what several sources state counts once. value_low and value_high bound it; value_high is null where a
-- figure is open upwards, is_exact is 0 where any is not. facts and observations say what it is made of, sources how many
-- independent ones state any of it, largest_source the most that a single document gives.
CREATE VIEW summary_by_year AS
WITH held AS (
    SELECT DISTINCT document_id, ordinal FROM countable_parts
),
rest AS (
    SELECT
        c.measure, c.unit, c.year, c.years, c.document_id, c.ordinal,
        coalesce(c.value_low, 0) AS low, c.value_high AS high, c.is_exact
    FROM countable AS c
    WHERE (c.document_id << 32 | c.ordinal) NOT IN (SELECT document_id << 32 | ordinal FROM held)
),
told AS (
    SELECT
        r.measure, r.unit, r.year, r.years, r.low, r.high, r.is_exact,
        coalesce(m.document_id, r.document_id) AS document_id,
        m.document_id IS NULL OR (m.document_id = r.document_id AND m.ordinal = r.ordinal) AS is_named
    FROM rest AS r
    LEFT JOIN fact_member AS m ON m.fact_document_id = r.document_id AND m.fact_ordinal = r.ordinal AND m.is_again = 0
),
by_source AS (
    SELECT
        t.measure, t.unit, t.year, t.years, t.document_id,
        coalesce(g.origin_id, t.document_id) AS origin_id,
        sum(t.low) AS told,
        sum(t.low * t.is_named) AS low,
        sum(t.high * t.is_named) AS high,
        sum(t.is_named AND t.high IS NULL) AS open,
        min(t.is_exact) AS is_exact,
        sum(t.is_named) AS facts,
        count(*) AS observations
    FROM told AS t
    LEFT JOIN document_origin AS g USING (document_id)
    GROUP BY t.measure, t.unit, t.year, t.years, t.document_id
)
SELECT
    r.measure,
    r.unit,
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
GROUP BY r.measure, r.unit, r.year, r.years
ORDER BY r.measure, r.unit, r.years;
