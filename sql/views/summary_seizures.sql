-- What was seized, how much of it, where and when? Objects as the sources name them. Parts as in countable_parts.
-- A sum over facts: what several sources state counts once. value_low and value_high bound it; value_high is null where a
-- figure is open upwards, is_exact is 0 where any is not. facts and observations say what it is made of, sources how many
-- independent ones state any of it, largest_source the most that a single document gives.
CREATE VIEW summary_seizures AS
WITH held AS (
    SELECT DISTINCT document_id, ordinal FROM countable_parts WHERE same_object
),
-- What each part that is counted takes from the nearest whole that is.
taken AS (
    SELECT
        document_id,
        ordinal,
        sum(coalesce(value_low, 0)) AS low,
        CASE WHEN count(value_high) = count(*) THEN sum(value_high) END AS high,
        min(is_exact) AS is_exact
    FROM (
        SELECT
            p.whole_document_id AS document_id, p.whole_ordinal AS ordinal, p.value_low, p.value_high, p.is_exact,
            row_number() OVER (PARTITION BY p.document_id, p.ordinal ORDER BY p.step) AS turn
        FROM countable_parts AS p
        WHERE (p.document_id << 32 | p.ordinal) NOT IN (SELECT document_id << 32 | ordinal FROM held)
            AND (p.whole_document_id << 32 | p.whole_ordinal) NOT IN (SELECT document_id << 32 | ordinal FROM held)
    )
    WHERE turn = 1
    GROUP BY document_id, ordinal
),
-- Each fact less what its parts took; a whole that was taken entirely is gone.
rest AS (
    SELECT
        c.object, c.unit, c.country, c.year, c.years, c.document_id, c.ordinal,
        CASE WHEN t.ordinal IS NULL THEN coalesce(c.value_low, 0)
            ELSE max(coalesce(c.value_low, 0) - coalesce(t.high, c.value_low, 0), 0) END AS low,
        CASE WHEN t.ordinal IS NULL THEN c.value_high ELSE max(c.value_high - t.low, 0) END AS high,
        c.is_exact AND coalesce(t.is_exact, 1) AS is_exact
    FROM countable AS c
    LEFT JOIN taken AS t ON t.document_id = c.document_id AND t.ordinal = c.ordinal
    WHERE (c.document_id << 32 | c.ordinal) NOT IN (SELECT document_id << 32 | ordinal FROM held)
        AND (t.ordinal IS NULL OR t.low < c.value_high OR c.value_high IS NULL)
        AND c.measure = 'seized'
),
told AS (
    SELECT
        r.object, r.unit, r.country, r.year, r.years, r.low, r.high, r.is_exact,
        coalesce(m.document_id, r.document_id) AS document_id,
        m.document_id IS NULL OR (m.document_id = r.document_id AND m.ordinal = r.ordinal) AS is_named
    FROM rest AS r
    LEFT JOIN fact_member AS m ON m.fact_document_id = r.document_id AND m.fact_ordinal = r.ordinal AND m.is_again = 0
),
by_source AS (
    SELECT
        t.object, t.unit, t.country, t.year, t.years, t.document_id,
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
    GROUP BY t.object, t.unit, t.country, t.year, t.years, t.document_id
)
SELECT
    r.object,
    r.unit,
    r.country,
    r.year,
    r.years,
    sum(r.low) AS value_low,
    CASE WHEN sum(r.open) = 0 THEN coalesce(sum(r.high), 0) END AS value_high,
    min(r.is_exact) AS is_exact,
    sum(r.facts) AS facts,
    sum(r.observations) AS observations,
    count(DISTINCT r.origin_id) AS sources,
    max(r.told) AS largest_source
FROM by_source AS r
GROUP BY r.object, r.unit, r.country, r.year, r.years
ORDER BY r.years, r.object, r.unit;
