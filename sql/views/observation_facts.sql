-- Which fact each observation belongs to: the document and ordinal of the observation that names the fact. One that nobody
-- else states is a fact of its own.
CREATE VIEW observation_facts AS
SELECT
    o.document_id,
    o.ordinal,
    coalesce(m.fact_document_id, o.document_id) AS fact_document_id,
    coalesce(m.fact_ordinal, o.ordinal) AS fact_ordinal
FROM observation AS o
LEFT JOIN fact_member AS m ON m.document_id = o.document_id AND m.ordinal = o.ordinal;
