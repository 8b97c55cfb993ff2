-- Every statement of a figure: the document, and the place in its text or the cell.
SELECT
    observation_id, source, evidence_start, evidence_end, evidence, coalesce(cell, '') AS cell, attributed_to, confidence,
    coalesce(note, '') AS note
FROM observations;
