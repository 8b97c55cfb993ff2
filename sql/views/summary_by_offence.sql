-- How many for each offence, by measure, country and year? A figure for several offences together stands under them all
-- (illegal_work+overstay): which of them it was for each person, the source doesn't say. Columns as in `sums`, parts as in
-- `counted`.
CREATE VIEW summary_by_offence AS
SELECT
    r.measure,
    r.unit,
    r.things,
    r.country,
    r.offences,
    r.year,
    r.years,
    CASE r.offences WHEN '' THEN 'not stated' ELSE coalesce((
        SELECT group_concat(coalesce(n.name, m.code), ' and ')
        FROM offence_member AS m LEFT JOIN offence AS n USING (code)
        WHERE m.offences = r.offences), r.offences)
    END AS offence_name,
    (
        SELECT group_concat(n.iccs, '+') FROM offence_member AS m JOIN offence AS n USING (code)
        WHERE m.offences = r.offences
    ) AS iccs,
    r.value_low,
    r.value_high,
    r.is_exact,
    r.facts,
    r.observations,
    r.sources,
    r.largest_source
FROM sums AS r
WHERE r.axis = 'offence'
ORDER BY r.measure, r.country, r.years, r.unit, r.things, r.value_low DESC, r.offences;
