-- What could not be taken as it stands, the gravest first.
SELECT source, coalesce(cell, '') AS cell, line, severity, code, message
FROM problems
ORDER BY severity, code, source, line, cell;
