-- Every figure lies in its sentence, and every sentence in its document's text.
SELECT o.document_id, o.ordinal, o.figure_start, o.figure_end, o.sentence_start, o.sentence_end
FROM document_text AS t
JOIN observation AS o USING (document_id)
WHERE o.figure_start IS NOT NULL
    AND NOT (
        0 <= o.sentence_start AND o.sentence_start <= o.figure_start AND o.figure_start < o.figure_end
        AND o.figure_end <= o.sentence_end AND o.sentence_end <= length(CAST(t.text AS BLOB)));
