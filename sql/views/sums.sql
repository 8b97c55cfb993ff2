-- Sums over facts, by what `counted` calls an axis: what several sources state counts once. The summaries show the axes one by
-- one; a column that an axis doesn't tell apart is empty in its rows. Countries are never added up: what is known of one in
-- 2019 and of two in 2020 has not doubled. value_low and value_high bound a sum; value_high is null where a figure is open
-- upwards, is_exact is 0 where any is not. things says what is counted where it isn't persons, cases or money, facts and
-- observations what it is made of, sources how many independent ones state any of it, largest_source the most that a single
-- document gives.
CREATE VIEW sums AS
WITH by_source AS (
    SELECT
        axis, measure, unit, things, country, year, years,
        CASE axis WHEN 'quarter' THEN quarter END AS quarter,
        CASE WHEN axis IN ('nationality', 'matrix') THEN nationality ELSE '' END AS nationality,
        CASE WHEN axis IN ('offence', 'matrix') THEN offences ELSE '' END AS offences,
        CASE axis WHEN 'place' THEN place ELSE '' END AS place,
        CASE axis WHEN 'object' THEN object ELSE '' END AS object,
        origin_id,
        sum(low) AS told,
        sum(low * is_named) AS low,
        sum(high * is_named) AS high,
        sum(is_named AND high IS NULL) AS open,
        min(is_exact) AS is_exact,
        sum(is_named) AS facts,
        count(*) AS observations
    FROM counted
    GROUP BY axis, measure, unit, things, country, year, years, 8, 9, 10, 11, 12, document_id
)
SELECT
    axis, measure, unit, things, country, year, years, quarter, nationality, offences, place, object,
    sum(low) AS value_low,
    CASE WHEN sum(open) = 0 THEN coalesce(sum(high), 0) END AS value_high,
    min(is_exact) AS is_exact,
    sum(facts) AS facts,
    sum(observations) AS observations,
    count(DISTINCT origin_id) AS sources,
    max(told) AS largest_source
FROM by_source
GROUP BY axis, measure, unit, things, country, year, years, quarter, nationality, offences, place, object;
