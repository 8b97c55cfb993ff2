-- How many cases were dealt with, and how many arrests did they lead to, as the same source says for the same period?
-- Parameters: offence (fraud), year (2018).
SELECT
    cases.source, cases.period_start, cases.period_end, cases.offences, cases.value_low AS cases,
    arrests.value_low AS arrested, arrests.nationality, arrests.attributed_to, arrests.evidence
FROM observations AS cases
LEFT JOIN observations AS arrests
    ON arrests.source = cases.source AND arrests.measure = 'arrested' AND arrests.kind = 'level'
    AND arrests.modality = 'actual' AND arrests.unit = 'persons' AND arrests.is_total = 0
    AND arrests.period_start IS cases.period_start AND arrests.period_end IS cases.period_end
    AND (arrests.offences = cases.offences OR arrests.offences = '')
WHERE cases.measure = 'cases' AND cases.kind = 'level' AND cases.modality = 'actual' AND cases.is_total = 0
    AND (coalesce(:offence, '') = '' OR '+' || cases.offences || '+' LIKE '%+' || :offence || '+%')
    AND (coalesce(:year, '') = '' OR substr(cases.period_start, 1, 4) = CAST(:year AS TEXT))
ORDER BY cases.source, cases.value_low DESC, arrests.value_low DESC;
