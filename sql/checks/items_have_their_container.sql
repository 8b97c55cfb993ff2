-- An item stands in a container.
SELECT d.document_id, d.source, d.container_id
FROM document AS d
LEFT JOIN document AS c ON c.document_id = d.container_id
WHERE d.container_id IS NOT NULL AND c.items IS NULL;
