-- Facts whose place a later report of the same growing count took. longer_period: the same count from the same day, told
-- when it had gone on. later_report: the same event, told later with a higher figure. They stay, and no sum has them.
CREATE VIEW superseded AS
SELECT * FROM (
    SELECT
        'f-' || substr(d.content_hash, 1, 12) || '-' || c.ordinal AS fact_id,
        'f-' || substr(later.content_hash, 1, 12) || '-' || c.other_ordinal AS by_fact_id,
        c.reason
    FROM fact_pair AS c
    JOIN document AS d ON d.document_id = c.document_id
    JOIN document AS later ON later.document_id = c.other_document_id
    WHERE c.reason IN ('longer_period', 'later_report')
    -- As in facts.sql: an empty part, so that a join by ids ends.
    UNION ALL
    SELECT NULL, NULL, NULL WHERE 0
);
