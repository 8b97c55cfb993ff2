-- Nationalities in tables that no vocabulary entry matches: add them, or correct the table.
SELECT source, cell, message
FROM problems
WHERE code = 'unknown_nationality'
ORDER BY source, cell;
