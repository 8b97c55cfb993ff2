-- One row a number that was seen in text and not taken, and why.
CREATE VIEW refusals AS
SELECT
    d.source,
    CAST(substr(CAST(t.text AS BLOB), r.text_start + 1, r.text_end - r.text_start) AS TEXT) AS text,
    r.text_start AS evidence_start,
    r.text_end AS evidence_end,
    r.reason
FROM refusal AS r
JOIN document AS d USING (document_id)
LEFT JOIN document_text AS t USING (document_id);
