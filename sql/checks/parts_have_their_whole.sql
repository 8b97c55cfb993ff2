-- A part points to an observation of its own document, and not to itself.
SELECT o.document_id, o.ordinal, o.part_of
FROM observation AS o
LEFT JOIN observation AS whole ON whole.document_id = o.document_id AND whole.ordinal = o.part_of
WHERE o.part_of IS NOT NULL AND (whole.ordinal IS NULL OR o.part_of = o.ordinal);
