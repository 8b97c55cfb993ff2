-- How does a measure go, by year and by quarter? period is 2018 or 2018-Q1. change and change_percent are against the period
-- before, where that has figures and both are exact; share is the part of the year (of all years, for a year). A quarter has
-- only what is dated within it.
CREATE VIEW summary_trend AS
WITH held AS (
    -- Left out of a quarter is only what lies within a fact of that quarter.
    SELECT DISTINCT document_id, ordinal FROM countable_parts WHERE same_quarter
),
sums AS (
    SELECT
        'year' AS step, measure, unit, year, NULL AS quarter, CAST(year AS TEXT) AS period, year AS number,
        value_low, value_high, is_exact, facts, sources
    FROM summary_by_year
    WHERE year IS NOT NULL
    UNION ALL
    SELECT
        'quarter', c.measure, c.unit, c.year, c.quarter, c.year || '-Q' || c.quarter, 4 * c.year + c.quarter,
        sum(coalesce(c.value_low, 0)), CASE WHEN count(c.value_high) = count(*) THEN sum(c.value_high) END,
        min(c.is_exact), count(*), count(DISTINCT c.document_id)
    FROM countable AS c
    WHERE c.quarter IS NOT NULL AND (c.document_id << 32 | c.ordinal) NOT IN (SELECT document_id << 32 | ordinal FROM held)
    GROUP BY c.measure, c.unit, c.year, c.quarter
),
beside AS (
    SELECT
        *,
        lag(number) OVER line AS before_number,
        lag(value_low) OVER line AS before_low,
        lag(is_exact) OVER line AS before_exact,
        sum(value_low) OVER (PARTITION BY step, measure, unit, CASE step WHEN 'quarter' THEN year END) AS whole
    FROM sums
    WINDOW line AS (PARTITION BY step, measure, unit ORDER BY number)
)
SELECT
    step,
    measure,
    unit,
    period,
    year,
    quarter,
    value_low,
    value_high,
    is_exact,
    CASE WHEN before_number = number - 1 AND is_exact AND before_exact THEN value_low - before_low END AS change,
    CASE WHEN before_number = number - 1 AND is_exact AND before_exact AND before_low > 0
        THEN round(100.0 * (value_low - before_low) / before_low, 1) END AS change_percent,
    CASE WHEN whole > 0 THEN round(100.0 * value_low / whole, 1) END AS share,
    facts,
    sources
FROM beside
ORDER BY measure, unit, step DESC, number;
