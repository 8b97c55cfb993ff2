-- How many were deported over several years, and how many of them of one nationality or for one offence? Each fact
-- once, with how many independent sources state it. Parameters: since (2014), offence of the part (economic_crime).
SELECT
    whole.period_start, whole.period_end, whole.country, whole.nationality, whole.value_low, whole.value_high, whole.sources,
    part.nationality AS part_nationality, part.offences AS part_offences, part.value_low AS part_low,
    part.value_high AS part_high, part.sources AS part_sources,
    CASE WHEN whole.value_low = whole.value_high AND part.value_low = part.value_high AND whole.value_low > 0
        THEN round(100.0 * part.value_low / whole.value_low, 1) END AS part_percent,
    (
        SELECT group_concat(CAST(other.value_low AS INTEGER) || ' (' || other.source || ')', '; ')
        FROM (
            SELECT c.fact_a AS fact_id, c.value_low_b AS value_low, c.source_b AS source FROM conflicts AS c
            WHERE c.reason = 'different_values'
            UNION
            SELECT c.fact_b, c.value_low_a, c.source_a FROM conflicts AS c WHERE c.reason = 'different_values'
        ) AS other
        WHERE other.fact_id = part.fact_id
    ) AS others_say
FROM facts AS whole
LEFT JOIN facts AS part ON part.part_of = whole.fact_id AND part.unit = 'persons'
    AND (coalesce(:offence, '') = '' OR '+' || part.offences || '+' LIKE '%+' || :offence || '+%')
WHERE whole.measure = 'deported' AND whole.unit = 'persons' AND whole.kind = 'level' AND whole.part_of IS NULL
    AND whole.is_total = 0 AND substr(whole.period_start, 1, 4) < coalesce(substr(whole.period_end, 1, 4), '9999')
    AND (coalesce(:since, '') = '' OR substr(whole.period_start, 1, 4) = CAST(:since AS TEXT))
    AND (coalesce(:offence, '') = '' OR part.fact_id IS NOT NULL)
ORDER BY whole.value_low DESC, whole.fact_id, part.value_low DESC;
