-- How does a measure go in a country, by year and by quarter? period is 2018 or 2018-Q1. change and change_percent are against
-- the period before, where that has figures and both are exact; share is the part of the year (of all years, for a year). A
-- quarter has only what is dated within it. Sums as in `counted`.
CREATE VIEW summary_trend AS
WITH line AS (
    SELECT
        axis AS step, measure, unit, things, country, year, quarter,
        year || coalesce('-Q' || quarter, '') AS period,
        coalesce(4 * year + quarter, year) AS number,
        sum(low) FILTER (WHERE is_named) AS value_low,
        CASE WHEN count(high) = count(*) THEN sum(high) FILTER (WHERE is_named) END AS value_high,
        min(is_exact) AS is_exact,
        sum(is_named) AS facts,
        count(DISTINCT origin_id) AS sources
    FROM (
        SELECT
            axis, measure, unit, things, country, year, CASE axis WHEN 'quarter' THEN quarter END AS quarter, low, high,
            is_exact, origin_id, is_named
        FROM counted
        WHERE axis IN ('year', 'quarter') AND CASE axis WHEN 'year' THEN year ELSE quarter END IS NOT NULL
    )
    GROUP BY step, measure, unit, things, country, year, quarter
),
beside AS (
    SELECT
        *,
        lag(number) OVER steps AS before_number,
        lag(value_low) OVER steps AS before_low,
        lag(is_exact) OVER steps AS before_exact,
        sum(value_low) OVER (
            PARTITION BY step, measure, unit, things, country, CASE step WHEN 'quarter' THEN year END) AS whole
    FROM line
    WINDOW steps AS (PARTITION BY step, measure, unit, things, country ORDER BY number)
)
SELECT
    step,
    measure,
    unit,
    things,
    country,
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
ORDER BY measure, unit, things, country, step DESC, number;
