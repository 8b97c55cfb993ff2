-- What was seized, how much of it, where and when? Objects as the sources name them, weights in kg; things is the kind that each
-- belongs to: another source's documents stand here beside the passports that they hold, as the rest that these leave. Columns
-- as in `sums`, parts as in `counted`.
CREATE VIEW summary_seizures AS
SELECT
    r.things,
    r.object,
    r.unit,
    r.country,
    r.year,
    r.years,
    r.value_low,
    r.value_high,
    r.is_exact,
    r.facts,
    r.observations,
    r.sources,
    r.largest_source
FROM sums AS r
WHERE r.axis = 'object' AND r.measure = 'seized'
ORDER BY r.years, r.things, r.object, r.unit, r.country;
