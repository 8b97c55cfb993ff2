-- One row a figure that one source states, with everything that is understood of it and the words that state it.
CREATE VIEW observations AS
SELECT * FROM (
    SELECT
        substr(d.content_hash, 1, 12) || '-' || o.ordinal AS observation_id,
        d.source,
        s.kind,
        s.measure,
        s.unit,
        nullif(s.object, '') AS object,
        o.value_low,
        o.value_high,
        o.qualifier,
        nullif(s.direction, '') AS direction,
        s.nationality,
        s.sex,
        s.age_group,
        s.offences,
        s.country,
        s.place,
        nullif(p.first_day, '') AS period_start,
        nullif(p.last_day, '') AS period_end,
        s.modality,
        s.attributed_to,
        CASE WHEN o.part_of IS NOT NULL THEN substr(d.content_hash, 1, 12) || '-' || o.part_of END AS part_of,
        o.is_total,
        o.confidence,
        CASE
            WHEN o.cell_row IS NOT NULL THEN o.cell_text
            -- Spans count bytes, and substr counts the bytes of a BLOB.
            ELSE CAST(substr(CAST(t.text AS BLOB), o.sentence_start + 1, o.sentence_end - o.sentence_start) AS TEXT)
        END AS evidence,
        o.figure_start AS evidence_start,
        o.figure_end AS evidence_end,
        CASE WHEN o.cell_row IS NOT NULL THEN
            coalesce(h.name || '!', '')
            || CASE
                WHEN o.cell_column < 26 THEN char(65 + o.cell_column)
                WHEN o.cell_column < 702 THEN
                    char(65 + (o.cell_column - 26) / 26) || char(65 + (o.cell_column - 26) % 26)
                ELSE
                    char(65 + (o.cell_column - 702) / 676)
                    || char(65 + (o.cell_column - 702) / 26 % 26)
                    || char(65 + (o.cell_column - 702) % 26)
            END
            || (o.cell_row + 1)
        END AS cell,
        o.note
    FROM observation AS o
    JOIN document AS d USING (document_id)
    JOIN series AS s USING (series_id)
    JOIN period AS p USING (period_id)
    LEFT JOIN document_text AS t USING (document_id)
    LEFT JOIN sheet AS h USING (sheet_id)
    -- As in facts.sql: an empty part, so that a join by ids ends.
    UNION ALL
    SELECT
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    WHERE 0
);
