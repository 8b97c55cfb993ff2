-- Deportations over several years, and the parts of them that the source sets apart.
SELECT
    whole.source, whole.period_start, whole.period_end, whole.nationality, whole.value_low, whole.value_high,
    part.nationality AS part_nationality, part.offences AS part_offences, part.value_low AS part_low,
    part.value_high AS part_high
FROM observations AS whole
LEFT JOIN observations AS part ON part.part_of = whole.observation_id
WHERE whole.measure = 'deported' AND whole.unit = 'persons' AND whole.kind = 'level' AND whole.part_of IS NULL AND whole.is_total = 0
    AND substr(whole.period_start, 1, 4) < substr(whole.period_end, 1, 4)
ORDER BY whole.source, whole.value_low DESC, part.value_low DESC;
