-- Which nationality for which offence, by measure, country and year? One row a cell of the matrix. A figure for several offences
-- together, or several nationalities, stands under them all. Columns as in `sums`, parts as in `counted`: a part of another
-- nationality or offence is its own cell, and the whole keeps the rest.
CREATE VIEW summary_offence_matrix AS
SELECT measure, unit, things, country, year, years, offences, nationality, value_low, value_high, is_exact, facts, sources
FROM sums
WHERE axis = 'matrix'
ORDER BY measure, unit, things, country, years, value_low DESC, offences, nationality;
