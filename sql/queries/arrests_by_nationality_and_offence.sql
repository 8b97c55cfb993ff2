-- Who was arrested where and for what, and how did that change against the year before? Change and percent stand where both years
-- have an exact figure; stated_change is what sources themselves say. Parameters: nationality (CN), offence (fraud),
-- country (KH), year (2018).
WITH cells AS (
    SELECT
        *,
        lag(value_low) OVER line AS value_before,
        lag(is_exact) OVER line AS exact_before,
        lag(year) OVER line AS year_of_before
    FROM summary_offence_matrix
    WHERE measure = 'arrested' AND unit = 'persons' AND year IS NOT NULL
    WINDOW line AS (PARTITION BY country, nationality, offences ORDER BY year)
),
now AS (
    SELECT
        *,
        CASE WHEN year_of_before = year - 1 THEN value_before END AS year_before,
        is_exact AND exact_before AND year_of_before = year - 1 AS is_sure
    FROM cells
),
stated AS MATERIALIZED (
    SELECT * FROM facts WHERE kind = 'change' AND measure = 'arrested' ORDER BY value_low, fact_id
)
SELECT
    now.year, now.country, now.nationality, now.offences, now.value_low, now.value_high, now.year_before,
    CASE WHEN now.is_sure THEN now.value_low - now.year_before END AS change,
    CASE WHEN now.is_sure AND now.year_before > 0
        THEN round(100.0 * (now.value_low - now.year_before) / now.year_before, 1) END AS change_percent,
    (
        SELECT group_concat(CASE f.direction WHEN 'decrease' THEN '-' ELSE '+' END
            || CAST(coalesce(f.value_low, f.value_high) AS INTEGER) || CASE f.unit WHEN 'percent' THEN ' %' ELSE '' END, ', ')
        FROM stated AS f
        WHERE f.nationality = now.nationality AND f.country = now.country
            AND f.period_start = now.year || '-01-01' AND f.period_end = now.year || '-12-31'
            AND (f.offences = now.offences OR now.offences = '' OR f.offences = '')
    ) AS stated_change,
    now.facts
FROM now
WHERE (coalesce(:nationality, '') = '' OR now.nationality IN (
        SELECT m.nationality FROM nationality_member AS m WHERE m.code = :nationality))
    AND (coalesce(:offence, '') = '' OR now.offences IN (SELECT m.offences FROM offence_member AS m WHERE m.code = :offence))
    AND (coalesce(:country, '') = '' OR now.country = :country)
    AND (coalesce(:year, '') = '' OR now.year = CAST(:year AS INTEGER))
ORDER BY now.year DESC, now.value_low DESC, now.country, now.nationality;
