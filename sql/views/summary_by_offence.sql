-- How many for each offence, by measure and year? A figure for several offences together stands under them all
-- (illegal_work+overstay): which of them it was for each person, the source doesn't say. Parts as in countable_parts.
-- value_low and value_high bound the sum over all sources; value_high is null where a figure is open upwards, is_exact is 0
-- where any is not. Two sources that state the same thing both add to it: largest_source is the most that a single one gives.
CREATE VIEW summary_by_offence AS
WITH taken AS (
    SELECT
        document_id,
        whole_ordinal AS ordinal,
        sum(coalesce(value_low, 0)) AS low,
        CASE WHEN count(value_high) = count(*) THEN sum(value_high) END AS high,
        min(is_exact) AS is_exact
    FROM countable_parts
    WHERE NOT same_offences
    GROUP BY document_id, whole_ordinal
),
-- Each figure less what its parts took; a whole that was taken entirely is gone.
rest AS (
    SELECT
        c.measure, c.unit, c.offences, c.year, c.years, c.document_id,
        CASE WHEN t.ordinal IS NULL THEN coalesce(c.value_low, 0)
            ELSE max(coalesce(c.value_low, 0) - coalesce(t.high, c.value_low, 0), 0) END AS low,
        CASE WHEN t.ordinal IS NULL THEN c.value_high ELSE max(c.value_high - t.low, 0) END AS high,
        c.is_exact AND coalesce(t.is_exact, 1) AS is_exact
    FROM countable AS c
    LEFT JOIN taken AS t ON t.document_id = c.document_id AND t.ordinal = c.ordinal
    LEFT JOIN countable_parts AS held
        ON held.document_id = c.document_id AND held.ordinal = c.ordinal AND held.same_offences
    WHERE held.ordinal IS NULL AND (t.ordinal IS NULL OR t.low < c.value_high OR c.value_high IS NULL)
),
by_source AS (
    SELECT
        measure, unit, offences, year, years, document_id,
        sum(low) AS low,
        CASE WHEN count(high) = count(*) THEN sum(high) END AS high,
        min(is_exact) AS is_exact,
        count(*) AS observations
    FROM rest
    GROUP BY measure, unit, offences, year, years, document_id
)
SELECT
    r.measure,
    r.unit,
    r.offences,
    r.year,
    r.years,
    CASE r.offences WHEN '' THEN 'not stated' ELSE coalesce((
        SELECT group_concat(coalesce(n.name, m.code), ' and ')
        FROM offence_member AS m LEFT JOIN offence AS n USING (code)
        WHERE m.offences = r.offences), r.offences)
    END AS offence_name,
    (
        SELECT group_concat(n.iccs, '+') FROM offence_member AS m JOIN offence AS n USING (code)
        WHERE m.offences = r.offences
    ) AS iccs,
    sum(r.low) AS value_low,
    CASE WHEN count(r.high) = count(*) THEN sum(r.high) END AS value_high,
    min(r.is_exact) AS is_exact,
    sum(r.observations) AS observations,
    count(*) AS sources,
    max(r.low) AS largest_source
FROM by_source AS r
GROUP BY r.measure, r.unit, r.offences, r.year, r.years
ORDER BY r.measure, r.years, value_low DESC, r.offences;
