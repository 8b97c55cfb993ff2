-- Every fact, latest period first, with what becomes of it in sums.
SELECT
    f.fact_id, f.kind, f.measure, f.unit, coalesce(f.object, '') AS object,
    coalesce(k.kind, '') AS things, f.value_low, f.value_high, f.qualifier,
    coalesce(f.direction, '') AS direction, f.nationality, f.sex, f.age_group, f.offences, f.country, f.place,
    coalesce(f.period_start, '') AS period_start, coalesce(f.period_end, '') AS period_end, f.modality, f.is_total,
    f.sources, f.documents, f.observations, coalesce(f.first_said, '') AS first_said,
    coalesce(f.last_said, '') AS last_said, coalesce(f.part_of, '') AS part_of,
    coalesce(s.by_fact_id, '') AS superseded_by, c.fact_id IS NOT NULL AS is_counted
FROM facts AS f
LEFT JOIN object AS k ON k.name = f.object
LEFT JOIN (SELECT fact_id, min(by_fact_id) AS by_fact_id FROM superseded GROUP BY fact_id) AS s USING (fact_id)
LEFT JOIN (
    SELECT 'f-' || substr(d.content_hash, 1, 12) || '-' || c.ordinal AS fact_id
    FROM countable AS c JOIN document AS d USING (document_id)
) AS c USING (fact_id)
ORDER BY coalesce(f.period_end, '') DESC, coalesce(f.period_start, '') DESC, f.measure, f.value_high DESC, f.fact_id;
