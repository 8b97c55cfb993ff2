-- How many for each offence, by measure, country and year? A figure for several offences together stands under them all
-- (illegal_work+overstay): which of them it was for each person, the source doesn't say. Parts as in `counted`, and
-- what the columns of a sum hold.
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
    sum(low) FILTER (WHERE is_named) AS value_low,
    CASE WHEN count(high) = count(*) THEN sum(high) FILTER (WHERE is_named) END AS value_high,
    min(is_exact) AS is_exact,
    sum(is_named) AS facts,
    count(*) AS observations,
    count(DISTINCT origin_id) AS sources
FROM counted AS r
WHERE r.axis = 'offence'
GROUP BY r.measure, r.unit, r.things, r.country, r.offences, r.year, r.years
ORDER BY r.measure, r.country, r.years, r.unit, r.things, value_low DESC, r.offences;
