-- Who was arrested for what, and how that changed against the year before. Change and percent stand where both years have an
-- exact figure; stated_change is what sources themselves say. Parameters: nationality (CN), offence (fraud), year (2018).
SELECT
    now.year, now.nationality, now.offences, now.value_low, now.value_high,
    before.value_low AS year_before,
    CASE WHEN now.is_exact AND before.is_exact THEN now.value_low - before.value_low END AS change,
    CASE WHEN now.is_exact AND before.is_exact AND before.value_low > 0
        THEN round(100.0 * (now.value_low - before.value_low) / before.value_low, 1) END AS change_percent,
    (
        SELECT group_concat(CASE f.direction WHEN 'decrease' THEN '-' ELSE '+' END
            || CAST(coalesce(f.value_low, f.value_high) AS INTEGER) || CASE f.unit WHEN 'percent' THEN ' %' ELSE '' END, ', ')
        FROM facts AS f
        WHERE f.kind = 'change' AND f.measure = 'arrested' AND f.nationality = now.nationality
            AND f.period_start = now.year || '-01-01' AND f.period_end = now.year || '-12-31'
            AND (f.offences = now.offences OR now.offences = '' OR f.offences = '')
    ) AS stated_change,
    now.facts
FROM summary_offence_matrix AS now
LEFT JOIN summary_offence_matrix AS before
    ON before.measure = now.measure AND before.unit = now.unit AND before.nationality = now.nationality
    AND before.offences = now.offences AND before.year = now.year - 1
WHERE now.measure = 'arrested' AND now.unit = 'persons' AND now.year IS NOT NULL
    AND (coalesce(:nationality, '') = '' OR now.nationality IN (
        SELECT m.nationality FROM nationality_member AS m WHERE m.code = :nationality))
    AND (coalesce(:offence, '') = '' OR now.offences IN (SELECT m.offences FROM offence_member AS m WHERE m.code = :offence))
    AND (coalesce(:year, '') = '' OR now.year = CAST(:year AS INTEGER))
ORDER BY now.year DESC, now.value_low DESC, now.nationality;
