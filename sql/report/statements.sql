-- Where each fact is stated: the document, and the place in its text or the cell; the statement to show first comes first.
SELECT
    f.fact_id, f.is_best, o.observation_id, o.source, o.evidence_start, o.evidence_end, o.evidence,
    coalesce(o.cell, '') AS cell, o.attributed_to, o.confidence, coalesce(o.note, '') AS note
FROM fact_observations AS f
JOIN observations AS o USING (observation_id)
ORDER BY f.fact_id, f.is_best DESC, o.source, o.observation_id;
