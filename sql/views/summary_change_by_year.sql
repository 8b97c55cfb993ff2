-- How did a measure change in a country from one year to the next, by the figures, and by what sources say? computed_* is
-- this year's sum less the last year's, as bounds; stated_* are the bounds of the rises (above 0) and falls (below 0) that sources state
-- for the year, in the same unit; stated_percent_* those that they state in percent; statements how many facts state one.
CREATE VIEW summary_change_by_year AS
WITH signed AS (
    SELECT
        s.measure,
        CASE f.unit WHEN 'percent' THEN coalesce(m.unit, 'persons') ELSE f.unit END AS unit,
        f.unit = 'percent' AS in_percent,
        coalesce(k.kind, '') AS things,
        f.country,
        s.nationality,
        CAST(substr(p.last_day, 1, 4) AS INTEGER) AS year,
        CASE s.direction WHEN 'decrease' THEN -f.value_high ELSE f.value_low END AS low,
        CASE s.direction WHEN 'decrease' THEN -f.value_low ELSE f.value_high END AS high
    FROM agreed_figures AS f
    JOIN series AS s USING (series_id)
    JOIN period AS p USING (period_id)
    LEFT JOIN measure AS m ON m.code = s.measure
    LEFT JOIN object AS k ON k.name = s.object
    WHERE s.kind = 'change' AND s.modality = 'actual' AND p.last_day <> ''
),
-- A row for a sum, a row for what is stated; they meet in the next step.
told AS (
    SELECT
        measure, unit, things, country, nationality, year, value_low, value_high,
        NULL AS low, NULL AS high, NULL AS percent_low, NULL AS percent_high, 0 AS statements
    FROM summary_by_nationality
    WHERE year IS NOT NULL
    UNION ALL
    SELECT
        measure, unit, things, country, nationality, year, NULL, NULL,
        min(CASE WHEN NOT in_percent THEN low END),
        CASE WHEN sum(NOT in_percent) = sum(NOT in_percent AND high IS NOT NULL)
            THEN max(CASE WHEN NOT in_percent THEN high END) END,
        min(CASE WHEN in_percent THEN low END),
        CASE WHEN sum(in_percent) = sum(in_percent AND high IS NOT NULL)
            THEN max(CASE WHEN in_percent THEN high END) END,
        count(*)
    FROM signed
    GROUP BY measure, unit, things, country, nationality, year
),
now AS (
    SELECT
        measure, unit, things, country, nationality, year,
        max(value_low) AS value_low, max(value_high) AS value_high,
        max(low) AS low, max(high) AS high, max(percent_low) AS percent_low, max(percent_high) AS percent_high,
        sum(statements) AS statements
    FROM told
    GROUP BY measure, unit, things, country, nationality, year
),
beside AS (
    SELECT
        *,
        CASE WHEN lag(year) OVER line = year - 1 THEN lag(value_low) OVER line END AS before_low,
        CASE WHEN lag(year) OVER line = year - 1 THEN lag(value_high) OVER line END AS before_high
    FROM now
    WINDOW line AS (PARTITION BY measure, unit, things, country, nationality ORDER BY year)
)
SELECT
    measure,
    unit,
    things,
    country,
    nationality,
    year,
    before_low,
    before_high,
    value_low,
    value_high,
    value_low - before_high AS computed_low,
    value_high - before_low AS computed_high,
    CASE WHEN before_low = before_high AND value_low = value_high AND before_low > 0
        THEN round(100.0 * (value_low - before_low) / before_low, 1) END AS computed_percent,
    low AS stated_low,
    high AS stated_high,
    percent_low AS stated_percent_low,
    percent_high AS stated_percent_high,
    statements
FROM beside
WHERE statements > 0 OR (before_low IS NOT NULL AND value_low IS NOT NULL)
ORDER BY measure, unit, things, country, nationality, year;
