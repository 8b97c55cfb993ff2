-- One row a fact: what one source states, or several that state the same. value_low and value_high are the agreed bounds, weights in kg;
-- sources counts independent ones (copies of one text are one), documents and observations all; first_said and last_said
-- are dates of publication; best_observation_id is the statement to show, evidence its words; part_of the fact of which a
-- source says that this one is a part; within the wider fact of another source that holds it.
CREATE VIEW facts AS
SELECT * FROM (
    SELECT
        'f-' || substr(d.content_hash, 1, 12) || '-' || f.ordinal AS fact_id,
        s.kind,
        s.measure,
        f.unit,
        nullif(s.object, '') AS object,
        f.value_low,
        f.value_high,
        f.qualifier,
        nullif(s.direction, '') AS direction,
        s.nationality,
        s.sex,
        s.age_group,
        f.offences,
        f.country,
        f.place,
        nullif(p.first_day, '') AS period_start,
        nullif(p.last_day, '') AS period_end,
        s.modality,
        f.is_total,
        CASE WHEN f.is_group THEN (
            SELECT count(DISTINCT coalesce(r.origin_id, m.document_id))
            FROM fact_member AS m LEFT JOIN document_origin AS r USING (document_id)
            WHERE m.fact_document_id = f.document_id AND m.fact_ordinal = f.ordinal)
        ELSE 1 END AS sources,
        CASE WHEN f.is_group THEN (
            SELECT count(DISTINCT m.document_id) FROM fact_member AS m
            WHERE m.fact_document_id = f.document_id AND m.fact_ordinal = f.ordinal)
        ELSE 1 END AS documents,
        CASE WHEN f.is_group THEN (
            SELECT count(*) FROM fact_member AS m
            WHERE m.fact_document_id = f.document_id AND m.fact_ordinal = f.ordinal)
        ELSE 1 END AS observations,
        CASE WHEN f.is_group THEN (
            SELECT min(said.published) FROM fact_member AS m JOIN document AS said USING (document_id)
            WHERE m.fact_document_id = f.document_id AND m.fact_ordinal = f.ordinal)
        ELSE d.published END AS first_said,
        CASE WHEN f.is_group THEN (
            SELECT max(said.published) FROM fact_member AS m JOIN document AS said USING (document_id)
            WHERE m.fact_document_id = f.document_id AND m.fact_ordinal = f.ordinal)
        ELSE d.published END AS last_said,
        substr(b.content_hash, 1, 12) || '-' || f.best_ordinal AS best_observation_id,
        CASE
            WHEN o.cell_row IS NOT NULL THEN o.cell_text
            ELSE CAST(substr(CAST(t.text AS BLOB), o.sentence_start + 1, o.sentence_end - o.sentence_start) AS TEXT)
        END AS evidence,
        CASE WHEN o.part_of IS NOT NULL THEN (
            SELECT 'f-' || substr(w.content_hash, 1, 12) || '-' || whole.fact_ordinal
            FROM observation_facts AS whole JOIN document AS w ON w.document_id = whole.fact_document_id
            WHERE whole.document_id = o.document_id AND whole.ordinal = o.part_of)
        END AS part_of,
        (
            SELECT 'f-' || substr(w.content_hash, 1, 12) || '-' || i.whole_ordinal
            FROM fact_within AS i JOIN document AS w ON w.document_id = i.whole_document_id
            WHERE i.document_id = f.document_id AND i.ordinal = f.ordinal
        ) AS within
    FROM agreed_figures AS f
    JOIN document AS d ON d.document_id = f.document_id
    JOIN document AS b ON b.document_id = f.best_document_id
    JOIN observation AS o ON o.document_id = f.best_document_id AND o.ordinal = f.best_ordinal
    JOIN series AS s ON s.series_id = f.series_id
    JOIN period AS p ON p.period_id = f.period_id
    LEFT JOIN document_text AS t ON t.document_id = f.best_document_id
    -- An empty part, so that a join by fact_id ends: ids are texts that are put together here, and no table's index has them.
    -- SQLite doesn't dissolve a compound in a query that joins it, but makes a table of it once, with an index by the id; what is
    -- asked for by value is still looked up in the tables. (The SELECT around it has a reason too: of a compound view that is
    -- joined with itself, SQLite 3.54.1 makes one table with the columns of one side only, and finds nothing.)
    UNION ALL
    SELECT
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    WHERE 0
);
