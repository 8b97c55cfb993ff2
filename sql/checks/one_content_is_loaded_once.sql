-- The same bytes under two names are one document: figures of copies are not counted twice. A container is none itself.
SELECT content_hash, count(*) AS documents
FROM document
WHERE status = 'loaded' AND items IS NULL
GROUP BY content_hash
HAVING count(*) > 1;
