-- Articles that have these words, the best first: words, "a phrase", begin*, one AND other. Parameter: words (scam).
SELECT source, title, publisher, published, extract
FROM search
WHERE words MATCH coalesce(nullif(:words, ''), 'scam')
ORDER BY rank;
