-- What did each input give?
CREATE VIEW summary_sources AS
SELECT
    d.source,
    d.media_type,
    d.publisher,
    d.published,
    d.status,
    d.reason,
    (SELECT count(*) FROM observation AS o WHERE o.document_id = d.document_id) AS observations,
    (SELECT count(*) FROM refusal AS r WHERE r.document_id = d.document_id) AS refusals,
    (SELECT count(*) FROM problem AS p WHERE p.document_id = d.document_id) AS problems,
    (SELECT count(*) FROM person AS p WHERE p.document_id = d.document_id) AS persons,
    (SELECT count(*) FROM statement AS s WHERE s.document_id = d.document_id) AS statements,
    d.missing_cells
FROM document AS d
ORDER BY d.source;
