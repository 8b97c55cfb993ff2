-- What is missing: for which years does a measure have no source, between the first and the last that has one? By country
-- where it happened; is_missing is 1 where no fact is dated in the year.
CREATE VIEW summary_coverage AS
WITH RECURSIVE
dated AS (
    SELECT
        c.measure, c.country, c.year,
        sum(m.ordinal IS NULL OR (m.document_id = c.document_id AND m.ordinal = c.ordinal)) AS facts,
        count(DISTINCT coalesce(m.document_id, c.document_id)) AS documents
    FROM countable AS c
    LEFT JOIN fact_member AS m ON m.fact_document_id = c.document_id AND m.fact_ordinal = c.ordinal
    WHERE c.year IS NOT NULL
    GROUP BY c.measure, c.country, c.year
),
years AS (
    SELECT measure, country, min(year) AS year, max(year) AS last FROM dated GROUP BY measure, country
    UNION ALL
    SELECT measure, country, year + 1, last FROM years WHERE year < last
)
SELECT
    y.measure,
    y.country,
    coalesce((SELECT n.name FROM country AS n WHERE n.code = y.country), y.country) AS country_name,
    y.year,
    coalesce(d.facts, 0) AS facts,
    coalesce(d.documents, 0) AS documents,
    d.facts IS NULL AS is_missing
FROM years AS y
LEFT JOIN dated AS d ON d.measure = y.measure AND d.country = y.country AND d.year = y.year
ORDER BY y.measure, y.country, y.year;
