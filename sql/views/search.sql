-- Articles by their words. Ask for words with `words MATCH`: SELECT source, extract FROM search WHERE words MATCH 'scam AND
-- compound'; a phrase stands in double quotes, a beginning of a word ends in *. The first rows fit best when ordered by rank.
CREATE VIEW search AS
SELECT
    d.source,
    d.title,
    d.publisher,
    d.published,
    d.url,
    snippet(document_search, 0, '»', '«', ' … ', 24) AS extract,
    document_search AS words,
    document_search.rank AS rank
FROM document_search
JOIN document AS d ON d.document_id = document_search.rowid;
