-- Which nationality for which offence, by measure and year? One row a cell of the matrix. A figure for several offences
-- together, or several nationalities, stands under them all. Parts as in `counted`: a part of another nationality or
-- offence is its own cell, and the whole keeps the rest.
CREATE VIEW summary_offence_matrix AS
SELECT
    measure,
    unit,
    things,
    year,
    years,
    offences,
    nationality,
    sum(low) AS value_low,
    CASE WHEN count(high) = count(*) THEN sum(high) END AS value_high,
    min(is_exact) AS is_exact,
    count(*) AS facts
FROM counted
WHERE axis = 'matrix' AND is_named
GROUP BY measure, unit, things, years, offences, nationality
ORDER BY measure, unit, things, years, value_low DESC, offences, nationality;
