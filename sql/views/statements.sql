-- One row a quotation: the words that one speaker says in one paragraph.
CREATE VIEW statements AS
SELECT d.source, s.speaker, s.quote, s.text_start AS evidence_start, s.text_end AS evidence_end
FROM statement AS s
JOIN document AS d USING (document_id);
