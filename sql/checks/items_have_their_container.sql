-- An item stands in a container, and a container that was loaded counts as many items as stand in it.
SELECT d.document_id, d.source, d.items
FROM document AS d
LEFT JOIN document AS c ON c.document_id = d.container_id
WHERE (d.container_id IS NOT NULL AND c.items IS NULL)
    OR (d.items <> (SELECT count(*) FROM document AS i WHERE i.container_id = d.document_id) AND d.status = 'loaded'
        AND d.content_hash <> '');
