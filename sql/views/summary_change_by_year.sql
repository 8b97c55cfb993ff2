-- How did a measure change from one year to the next, by the figures, and by what sources say? computed_* is this year's sum
-- less the last year's, as bounds; stated_* are the bounds of the rises (above 0) and falls (below 0) that sources state
-- for the year, in the same unit; stated_percent_* those that they state in percent.
CREATE VIEW summary_change_by_year AS
WITH sums AS (
    SELECT measure, unit, nationality, year, value_low, value_high
    FROM summary_by_nationality
    WHERE year IS NOT NULL
),
signed AS (
    SELECT
        s.measure,
        CASE s.unit WHEN 'percent' THEN coalesce(m.unit, 'persons') ELSE s.unit END AS unit,
        s.unit = 'percent' AS in_percent,
        s.nationality,
        CAST(substr(p.last_day, 1, 4) AS INTEGER) AS year,
        CASE s.direction WHEN 'decrease' THEN -o.value_high ELSE o.value_low END AS low,
        CASE s.direction WHEN 'decrease' THEN -o.value_low ELSE o.value_high END AS high
    FROM observation AS o
    JOIN series AS s USING (series_id)
    JOIN period AS p USING (period_id)
    LEFT JOIN measure AS m ON m.code = s.measure
    WHERE s.kind = 'change' AND s.modality = 'actual' AND p.last_day <> ''
),
stated AS (
    SELECT
        measure, unit, nationality, year,
        min(CASE WHEN NOT in_percent THEN low END) AS low,
        CASE WHEN sum(NOT in_percent) = sum(NOT in_percent AND high IS NOT NULL)
            THEN max(CASE WHEN NOT in_percent THEN high END) END AS high,
        min(CASE WHEN in_percent THEN low END) AS percent_low,
        CASE WHEN sum(in_percent) = sum(in_percent AND high IS NOT NULL)
            THEN max(CASE WHEN in_percent THEN high END) END AS percent_high,
        count(*) AS statements
    FROM signed
    GROUP BY measure, unit, nationality, year
),
keys AS (
    SELECT now.measure, now.unit, now.nationality, now.year
    FROM sums AS now
    JOIN sums AS before
        ON before.measure = now.measure AND before.unit = now.unit
        AND before.nationality = now.nationality AND before.year = now.year - 1
    UNION
    SELECT measure, unit, nationality, year FROM stated
)
SELECT
    k.measure,
    k.unit,
    k.nationality,
    k.year,
    before.value_low AS before_low,
    before.value_high AS before_high,
    now.value_low AS value_low,
    now.value_high AS value_high,
    now.value_low - before.value_high AS computed_low,
    now.value_high - before.value_low AS computed_high,
    CASE WHEN before.value_low = before.value_high AND now.value_low = now.value_high AND before.value_low > 0
        THEN round(100.0 * (now.value_low - before.value_low) / before.value_low, 1) END AS computed_percent,
    s.low AS stated_low,
    s.high AS stated_high,
    s.percent_low AS stated_percent_low,
    s.percent_high AS stated_percent_high,
    coalesce(s.statements, 0) AS statements
FROM keys AS k
LEFT JOIN sums AS now
    ON now.measure = k.measure AND now.unit = k.unit AND now.nationality = k.nationality AND now.year = k.year
LEFT JOIN sums AS before
    ON before.measure = k.measure AND before.unit = k.unit AND before.nationality = k.nationality
    AND before.year = k.year - 1
LEFT JOIN stated AS s
    ON s.measure = k.measure AND s.unit = k.unit AND s.nationality = k.nationality AND s.year = k.year
ORDER BY k.measure, k.unit, k.nationality, k.year;
