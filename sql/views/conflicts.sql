-- Facts that can't all be right, both with their words. different_values: two figures for just the same thing; a is the
-- earlier, difference is b less a, in the unit of b (weights in kg). change_disagrees: a is a stated change, b the level after it; difference is the change
-- that the level before (observation_before) and b give, less the stated one.
CREATE VIEW conflicts AS
WITH said AS (
    SELECT
        o.document_id, o.ordinal, d.source,
        CASE s.unit WHEN 'g' THEN 'kg' ELSE s.unit END AS unit,
        CASE s.unit WHEN 'g' THEN o.value_low / 1000 ELSE o.value_low END AS value_low,
        CASE s.unit WHEN 'g' THEN o.value_high / 1000 ELSE o.value_high END AS value_high,
        substr(d.content_hash, 1, 12) || '-' || o.ordinal AS observation_id,
        CASE
            WHEN o.cell_row IS NOT NULL THEN o.cell_text
            ELSE CAST(substr(CAST(t.text AS BLOB), o.sentence_start + 1, o.sentence_end - o.sentence_start) AS TEXT)
        END AS evidence
    FROM observation AS o
    JOIN document AS d USING (document_id)
    JOIN series AS s USING (series_id)
    LEFT JOIN document_text AS t USING (document_id)
)
SELECT
    'c-' || substr(da.content_hash, 1, 12) || '-' || c.ordinal || '-' || substr(db.content_hash, 1, 12) || '-'
        || c.other_ordinal AS conflict_id,
    c.reason,
    'f-' || substr(da.content_hash, 1, 12) || '-' || c.ordinal AS fact_a,
    'f-' || substr(db.content_hash, 1, 12) || '-' || c.other_ordinal AS fact_b,
    a.observation_id AS observation_a,
    b.observation_id AS observation_b,
    a.source AS source_a,
    b.source AS source_b,
    a.evidence AS evidence_a,
    b.evidence AS evidence_b,
    a.value_low AS value_low_a,
    a.value_high AS value_high_a,
    b.value_low AS value_low_b,
    b.value_high AS value_high_b,
    c.difference,
    third.observation_id AS observation_before,
    b.unit
FROM fact_pair AS c
JOIN document AS da ON da.document_id = c.document_id
JOIN document AS db ON db.document_id = c.other_document_id
LEFT JOIN fact AS fa ON fa.document_id = c.document_id AND fa.ordinal = c.ordinal
LEFT JOIN fact AS fb ON fb.document_id = c.other_document_id AND fb.ordinal = c.other_ordinal
LEFT JOIN fact AS fc ON fc.document_id = c.third_document_id AND fc.ordinal = c.third_ordinal
JOIN said AS a ON a.document_id = coalesce(fa.best_document_id, c.document_id) AND a.ordinal = coalesce(fa.best_ordinal, c.ordinal)
JOIN said AS b
    ON b.document_id = coalesce(fb.best_document_id, c.other_document_id)
    AND b.ordinal = coalesce(fb.best_ordinal, c.other_ordinal)
LEFT JOIN said AS third
    ON third.document_id = coalesce(fc.best_document_id, c.third_document_id)
    AND third.ordinal = coalesce(fc.best_ordinal, c.third_ordinal)
WHERE c.reason IN ('different_values', 'change_disagrees');
