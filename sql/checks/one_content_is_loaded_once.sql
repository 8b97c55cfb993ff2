-- The same bytes under two names are one document: figures of copies are not counted twice.
SELECT content_hash, count(*) AS documents
FROM document
WHERE status = 'loaded'
GROUP BY content_hash
HAVING count(*) > 1;
