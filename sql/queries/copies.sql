-- Articles that are copies of one another: one source, however many printed it.
SELECT
    coalesce(nullif(d.publisher, ''), d.source) AS outlet, d.published, d.source, of.source AS same_as, c.share AS words_shared
FROM document_copy AS c
JOIN document AS d ON d.document_id = c.document_id
JOIN document AS of ON of.document_id = c.other_id
ORDER BY of.source, d.source;
