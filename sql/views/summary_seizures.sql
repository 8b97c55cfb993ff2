-- What was seized, how much of it, where and when? Objects as the sources name them, weights in kg; things is the kind that each
-- belongs to: another source's documents stand here beside the passports that they hold, as the rest that these leave. Parts
-- as in `counted`, and what the columns of a sum hold.
CREATE VIEW summary_seizures AS
SELECT
    r.things,
    r.object,
    r.unit,
    r.country,
    r.year,
    r.years,
    sum(low) FILTER (WHERE is_named) AS value_low,
    CASE WHEN count(high) = count(*) THEN sum(high) FILTER (WHERE is_named) END AS value_high,
    min(is_exact) AS is_exact,
    sum(is_named) AS facts,
    count(*) AS observations,
    count(DISTINCT origin_id) AS sources
FROM counted AS r
WHERE r.axis = 'object' AND r.measure = 'seized'
GROUP BY r.things, r.object, r.unit, r.country, r.year, r.years
ORDER BY r.years, r.things, r.object, r.unit, r.country;
