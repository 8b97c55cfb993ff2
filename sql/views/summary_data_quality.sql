-- How good is what is here? Each row is a count of things that a reader should know of, out of how many, with the share in
-- percent and where to look.
CREATE VIEW summary_data_quality AS
WITH figures AS (
    SELECT
        count(*) AS observations,
        sum(p.first_day = '' AND p.last_day = '') AS undated,
        sum(s.country = '') AS nowhere,
        sum(s.measure IN ('cases', 'raids', 'seized', 'losses', 'proceeds', 'blocked', 'issued') OR s.nationality <> '') AS named,
        sum(o.qualifier <> 'exact') AS inexact,
        sum(o.confidence < 0.5) AS unsure,
        sum(o.is_total) AS totals
    FROM observation AS o JOIN series AS s USING (series_id) JOIN period AS p USING (period_id)
),
facts AS (
    SELECT
        (SELECT count(*) FROM fact) AS joined,
        (SELECT count(*) FROM fact_member) AS members,
        (SELECT count(*) FROM fact_pair WHERE reason IN ('different_values', 'change_disagrees')) AS conflicts,
        (SELECT count(*) FROM fact_pair WHERE reason IN ('longer_period', 'later_report')) AS superseded
),
documents AS (
    SELECT count(*) AS documents, sum(status = 'rejected') AS rejected, sum(published IS NULL AND status = 'loaded') AS undated,
        sum(status = 'loaded') AS loaded
    FROM document
),
rows AS (
    SELECT 1 AS place, 'documents that could not be read' AS what, rejected AS count, documents AS of,
        'query rejected' AS look FROM documents
    UNION ALL SELECT 2, 'loaded documents without a date of publication', undated, loaded, 'documents' FROM documents
    UNION ALL SELECT 3, 'observations without a period', undated, observations, 'observations' FROM figures
    UNION ALL SELECT 4, 'observations without a country', nowhere, observations, 'observations' FROM figures
    UNION ALL SELECT 5, 'observations of persons without a nationality', observations - named, observations, 'observations'
        FROM figures
    UNION ALL SELECT 6, 'observations that are not exact', inexact, observations, 'observations' FROM figures
    UNION ALL SELECT 7, 'observations of low confidence (below 0.5)', unsure, observations, 'query figures_with_evidence'
        FROM figures
    UNION ALL SELECT 8, 'facts that more than one statement bears out', joined, observations - members + joined, 'facts'
        FROM figures, facts
    UNION ALL SELECT 9, 'conflicts', conflicts, observations - members + joined, 'conflicts' FROM figures, facts
    UNION ALL SELECT 10, 'superseded facts', superseded, observations - members + joined, 'superseded' FROM figures, facts
    UNION ALL SELECT 11, 'problems', (SELECT count(*) FROM problem), documents, 'summary_problems' FROM documents
    UNION ALL SELECT 12, 'numbers seen in text and not taken', (SELECT count(*) FROM refusal),
        (SELECT count(*) FROM refusal) + observations, 'query refused_numbers' FROM figures
)
SELECT what, coalesce(count, 0) AS count, of, CASE WHEN of > 0 THEN round(100.0 * coalesce(count, 0) / of, 1) END AS percent, look
FROM rows
ORDER BY place;
