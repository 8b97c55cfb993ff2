-- Which articles are copies of one another? They are one source, however many printed it. same_as is the one that
-- stands for all; words_shared how much of the shorter text an article has in common with one of the others.
SELECT
    coalesce(nullif(d.publisher, ''), d.source) AS outlet, d.published, d.source, of.source AS same_as,
    (SELECT max(c.share) FROM document_copy AS c WHERE o.document_id IN (c.document_id, c.other_id)) AS words_shared
FROM document_origin AS o
JOIN document AS d ON d.document_id = o.document_id
JOIN document AS of ON of.document_id = o.origin_id
WHERE o.document_id <> o.origin_id
ORDER BY of.source, d.source;
