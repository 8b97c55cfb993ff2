-- Which facts may be added up at all: levels that a source says happened. Never among them: changes, shares, planned and
-- denied figures, counts of countries, a table's totals (but one that holds a part that another source states, and its own
-- cells), and what a later report of the same count has superseded. Of two
-- facts that can't both be right the one that was told first stands for both, and its bounds hold both. Parts are among
-- them: what becomes of them is said in countable_parts.
-- `years` is 2018, or 2014-2019 for a longer period, or empty; `year` is null unless the period lies in one year, `quarter`
-- unless it lies in one quarter of it.
CREATE VIEW countable AS
SELECT
    f.document_id,
    f.ordinal,
    s.measure,
    f.unit,
    s.object,
    coalesce(k.kind, '') AS things,
    s.nationality,
    f.offences,
    f.country,
    f.place,
    CASE WHEN p.first_day <> '' AND substr(p.first_day, 1, 4) = substr(p.last_day, 1, 4)
        THEN CAST(substr(p.first_day, 1, 4) AS INTEGER) END AS year,
    CASE
        WHEN substr(p.first_day, 1, 4) = substr(p.last_day, 1, 4) THEN substr(p.first_day, 1, 4)
        ELSE substr(p.first_day, 1, 4) || '-' || substr(p.last_day, 1, 4)
    END AS years,
    CASE WHEN p.first_day <> '' AND substr(p.first_day, 1, 4) = substr(p.last_day, 1, 4)
            AND (substr(p.first_day, 6, 2) + 2) / 3 = (substr(p.last_day, 6, 2) + 2) / 3
        THEN (substr(p.first_day, 6, 2) + 2) / 3 END AS quarter,
    CASE WHEN r.low < f.value_low THEN r.low ELSE f.value_low END AS value_low,
    CASE WHEN r.open > 0 THEN NULL WHEN r.high > f.value_high THEN r.high ELSE f.value_high END AS value_high,
    f.qualifier = 'exact' AND r.document_id IS NULL AS is_exact
FROM agreed_figures AS f
CROSS JOIN series AS s ON s.series_id = f.series_id
CROSS JOIN period AS p ON p.period_id = f.period_id
LEFT JOIN object AS k ON k.name = s.object
LEFT JOIN (
    SELECT
        c.document_id, c.ordinal,
        min(b.value_low) AS low, max(b.value_high) AS high, count(*) - count(b.value_high) AS open
    FROM fact_pair AS c
    JOIN agreed_figures AS b ON b.document_id = c.other_document_id AND b.ordinal = c.other_ordinal
    WHERE c.reason = 'different_values'
    GROUP BY c.document_id, c.ordinal
) AS r ON r.document_id = f.document_id AND r.ordinal = f.ordinal
WHERE s.kind = 'level' AND s.modality = 'actual' AND f.unit NOT IN ('countries', 'percent')
    AND (f.is_total = 0 OR ((f.document_id << 32) | f.ordinal) IN (
        SELECT (whole_document_id << 32) | whole_ordinal FROM fact_within))
    AND NOT EXISTS (
        SELECT 1 FROM fact_pair AS x
        WHERE x.document_id = f.document_id AND x.ordinal = f.ordinal AND x.reason IN ('longer_period', 'later_report'))
    AND NOT EXISTS (
        SELECT 1 FROM fact_pair AS x
        WHERE x.other_document_id = f.document_id AND x.other_ordinal = f.ordinal AND x.reason = 'different_values');
