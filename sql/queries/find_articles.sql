-- Which articles have these words? The best first: words, "a phrase", begin*, one AND other. Parameter: words (scam).
SELECT
    d.source, d.title, d.publisher, d.published,
    replace(snippet(document_search, 0, '»', '«', ' … ', 24), char(10), ' ') AS extract
FROM document_search
JOIN document AS d ON d.document_id = document_search.rowid
WHERE document_search MATCH coalesce(nullif(:words, ''), 'scam')
ORDER BY document_search.rank;
