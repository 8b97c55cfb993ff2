-- Which nationality for which offence, by measure and year? One row a cell of the matrix. A figure for several offences
-- together, or several nationalities, stands under them all. Parts as in countable_parts: a part of another nationality or
-- offence is its own cell, and the whole keeps the rest.
CREATE VIEW summary_offence_matrix AS
WITH held AS (
    SELECT DISTINCT document_id, ordinal FROM countable_parts WHERE same_nationality AND same_offences
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
        c.measure, c.unit, c.year, c.years, c.offences, c.nationality, c.document_id, c.ordinal,
        CASE WHEN t.ordinal IS NULL THEN coalesce(c.value_low, 0)
            ELSE max(coalesce(c.value_low, 0) - coalesce(t.high, c.value_low, 0), 0) END AS low,
        CASE WHEN t.ordinal IS NULL THEN c.value_high ELSE max(c.value_high - t.low, 0) END AS high,
        c.is_exact AND coalesce(t.is_exact, 1) AS is_exact
    FROM countable AS c
    LEFT JOIN taken AS t ON t.document_id = c.document_id AND t.ordinal = c.ordinal
    WHERE (c.document_id << 32 | c.ordinal) NOT IN (SELECT document_id << 32 | ordinal FROM held)
        AND (t.ordinal IS NULL OR t.low < c.value_high OR c.value_high IS NULL)
)
SELECT
    measure,
    unit,
    year,
    years,
    offences,
    nationality,
    sum(low) AS value_low,
    CASE WHEN count(high) = count(*) THEN sum(high) END AS value_high,
    min(is_exact) AS is_exact,
    count(*) AS facts
FROM rest
GROUP BY measure, unit, years, offences, nationality
ORDER BY measure, unit, years, value_low DESC, offences, nationality;
