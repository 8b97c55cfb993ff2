-- Which nationality for which offence, by measure, country and year? One row a cell of the matrix. A figure for several offences
-- together, or several nationalities, stands under them all. Sums as in `counted`: a part of another nationality or offence is
-- its own cell, and the whole keeps the rest.
CREATE VIEW summary_offence_matrix AS
SELECT
    measure,
    unit,
    things,
    country,
    year,
    years,
    offences,
    nationality,
    sum(low) FILTER (WHERE is_named) AS value_low,
    CASE WHEN count(high) = count(*) THEN sum(high) FILTER (WHERE is_named) END AS value_high,
    min(is_exact) AS is_exact,
    sum(is_named) AS facts,
    count(DISTINCT origin_id) AS sources
FROM counted
WHERE axis = 'matrix'
GROUP BY measure, unit, things, country, years, offences, nationality
ORDER BY measure, unit, things, country, years, value_low DESC, offences, nationality;
