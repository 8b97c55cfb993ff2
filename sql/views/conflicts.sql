-- Facts that can't all be right, both with their words. different_values: two figures for just the same thing; a is the
-- earlier, difference is b less a, in the unit of b (weights in kg). change_disagrees: a is a stated change, b the level after it; difference is the change
-- that the level before (observation_before) and b give, less the stated one.
CREATE VIEW conflicts AS
SELECT * FROM (
    SELECT
        'c-' || substr(da.content_hash, 1, 12) || '-' || c.ordinal || '-' || substr(db.content_hash, 1, 12) || '-'
            || c.other_ordinal AS conflict_id,
        c.reason,
        'f-' || substr(da.content_hash, 1, 12) || '-' || c.ordinal AS fact_a,
        'f-' || substr(db.content_hash, 1, 12) || '-' || c.other_ordinal AS fact_b,
        substr(a.content_hash, 1, 12) || '-' || oa.ordinal AS observation_a,
        substr(b.content_hash, 1, 12) || '-' || ob.ordinal AS observation_b,
        a.source AS source_a,
        b.source AS source_b,
        CASE
            WHEN oa.cell_row IS NOT NULL THEN oa.cell_text
            ELSE CAST(substr(CAST(ta.text AS BLOB), oa.sentence_start + 1, oa.sentence_end - oa.sentence_start) AS TEXT)
        END AS evidence_a,
        CASE
            WHEN ob.cell_row IS NOT NULL THEN ob.cell_text
            ELSE CAST(substr(CAST(tb.text AS BLOB), ob.sentence_start + 1, ob.sentence_end - ob.sentence_start) AS TEXT)
        END AS evidence_b,
        CASE sa.unit WHEN 'g' THEN oa.value_low / 1000 ELSE oa.value_low END AS value_low_a,
        CASE sa.unit WHEN 'g' THEN oa.value_high / 1000 ELSE oa.value_high END AS value_high_a,
        CASE sb.unit WHEN 'g' THEN ob.value_low / 1000 ELSE ob.value_low END AS value_low_b,
        CASE sb.unit WHEN 'g' THEN ob.value_high / 1000 ELSE ob.value_high END AS value_high_b,
        c.difference,
        substr(third.content_hash, 1, 12) || '-' || coalesce(fc.best_ordinal, c.third_ordinal) AS observation_before,
        CASE sb.unit WHEN 'g' THEN 'kg' ELSE sb.unit END AS unit
    FROM fact_pair AS c
    JOIN document AS da ON da.document_id = c.document_id
    JOIN document AS db ON db.document_id = c.other_document_id
    LEFT JOIN fact AS fa ON fa.document_id = c.document_id AND fa.ordinal = c.ordinal
    LEFT JOIN fact AS fb ON fb.document_id = c.other_document_id AND fb.ordinal = c.other_ordinal
    LEFT JOIN fact AS fc ON fc.document_id = c.third_document_id AND fc.ordinal = c.third_ordinal
    JOIN observation AS oa
        ON oa.document_id = coalesce(fa.best_document_id, c.document_id) AND oa.ordinal = coalesce(fa.best_ordinal, c.ordinal)
    JOIN observation AS ob
        ON ob.document_id = coalesce(fb.best_document_id, c.other_document_id)
        AND ob.ordinal = coalesce(fb.best_ordinal, c.other_ordinal)
    JOIN document AS a ON a.document_id = oa.document_id
    JOIN document AS b ON b.document_id = ob.document_id
    JOIN series AS sa ON sa.series_id = oa.series_id
    JOIN series AS sb ON sb.series_id = ob.series_id
    LEFT JOIN document_text AS ta ON ta.document_id = oa.document_id
    LEFT JOIN document_text AS tb ON tb.document_id = ob.document_id
    LEFT JOIN document AS third ON third.document_id = coalesce(fc.best_document_id, c.third_document_id)
    WHERE c.reason IN ('different_values', 'change_disagrees')
    -- As in facts.sql: an empty part, so that a join by ids ends.
    UNION ALL
    SELECT
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    WHERE 0
);
