-- Articles by their words. Ask for words with `words MATCH`: SELECT source, title FROM search WHERE words MATCH 'scam AND
-- compound' ORDER BY rank; a phrase stands in double quotes, a beginning of a word ends in *. The ready question find_articles
-- shows the words around.
CREATE VIEW search AS
SELECT
    d.source,
    d.title,
    d.publisher,
    d.published,
    d.url,
    document_search.text,
    document_search AS words,
    document_search.rank AS rank
FROM document_search
JOIN document AS d ON d.document_id = document_search.rowid;
