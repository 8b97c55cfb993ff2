-- Nothing is dropped in silence: an input that was not read has a row that says why.
SELECT d.document_id, d.source, d.reason
FROM document AS d
WHERE d.status = 'rejected' AND NOT EXISTS (SELECT 1 FROM problem AS p WHERE p.document_id = d.document_id);
