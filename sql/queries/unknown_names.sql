-- Which nationalities in tables does no vocabulary entry match? Add them, or correct the table.
SELECT source, cell, message
FROM problems
WHERE code = 'unknown_nationality'
ORDER BY source, cell;
