-- Which inputs could not be loaded, and why?
SELECT d.source, p.code, p.message
FROM documents AS d
JOIN problems AS p ON p.source = d.source AND p.severity = 'error'
WHERE d.status = 'rejected'
ORDER BY d.source;
