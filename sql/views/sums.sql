-- What the summary views show: the sums of `counted`, one row a kind of sum (axis) and what it tells apart.
-- value_low and value_high bound it; value_high is null where a figure is open upwards, is_exact is 0 where any is not. facts
-- and observations say what it is made of, sources how many independent ones state any of it, largest_source the most that a
-- single document gives.
CREATE VIEW sums AS
WITH by_source AS (
    SELECT
        axis, measure, unit, things, object, nationality, offences, country, place, year, years, quarter, origin_id,
        sum(low) AS told,
        sum(low * is_named) AS low,
        sum(high * is_named) AS high,
        sum(is_named AND high IS NULL) AS open,
        min(is_exact) AS is_exact,
        sum(is_named) AS facts,
        count(*) AS observations
    FROM counted
    GROUP BY axis, measure, unit, things, object, nationality, offences, country, place, year, years, quarter, document_id
)
SELECT
    axis, measure, unit, things, object, nationality, offences, country, place, year, years, quarter,
    sum(low) AS value_low,
    CASE WHEN sum(open) = 0 THEN coalesce(sum(high), 0) END AS value_high,
    min(is_exact) AS is_exact,
    sum(facts) AS facts,
    sum(observations) AS observations,
    count(DISTINCT origin_id) AS sources,
    max(told) AS largest_source
FROM by_source
GROUP BY axis, measure, unit, things, object, nationality, offences, country, place, year, years, quarter;
