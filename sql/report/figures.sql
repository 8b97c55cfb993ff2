-- Every figure, latest period first, with what becomes of it in sums.
SELECT
    'f-' || o.observation_id AS fact_id, o.kind, o.measure, o.unit, coalesce(o.object, '') AS object, o.value_low,
    o.value_high, o.qualifier, coalesce(o.direction, '') AS direction, o.nationality, o.sex, o.age_group, o.offences,
    o.country, o.place, coalesce(o.period_start, '') AS period_start, coalesce(o.period_end, '') AS period_end,
    o.modality, o.is_total, 1 AS sources, '' AS first_said, '' AS last_said, coalesce('f-' || o.part_of, '') AS part_of,
    '' AS superseded_by
FROM observations AS o
ORDER BY coalesce(o.period_end, '') DESC, coalesce(o.period_start, '') DESC, o.measure, o.value_high DESC, fact_id;
