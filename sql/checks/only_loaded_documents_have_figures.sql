-- What was skipped or rejected gives no figure.
SELECT d.document_id, d.source, d.status
FROM document AS d
WHERE d.status <> 'loaded' AND EXISTS (SELECT 1 FROM observation AS o WHERE o.document_id = d.document_id);
