-- An article that was loaded keeps the text that its spans count.
SELECT d.document_id, d.source
FROM document AS d
LEFT JOIN document_text AS t USING (document_id)
WHERE d.status = 'loaded' AND d.media_type IN ('text/plain', 'text/markdown', 'text/html', 'application/json') AND t.document_id IS NULL;
