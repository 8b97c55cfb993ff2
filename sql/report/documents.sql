-- Every document, those that were loaded first, with its text where it is an article and its path where it is a table.
SELECT
    d.source, d.title, d.publisher, coalesce(d.published, '') AS published, d.url, d.media_type, d.status, d.reason,
    d.content_hash, d.path, t.text
FROM document AS d
LEFT JOIN document_text AS t USING (document_id)
ORDER BY d.status <> 'loaded', d.source;
