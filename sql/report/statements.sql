-- Where each figure is stated: the document, and the place in its text or the cell.
SELECT
    'f-' || o.observation_id AS fact_id, 1 AS is_best, o.observation_id, o.source, o.evidence_start, o.evidence_end,
    o.evidence, coalesce(o.cell, '') AS cell, o.attributed_to, o.confidence, coalesce(o.note, '') AS note
FROM observations AS o
ORDER BY fact_id, o.source, o.observation_id;
