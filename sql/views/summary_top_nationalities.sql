-- Which nationalities stand first, by measure, country and year? share is the part of all that the measure counts there in
-- that year, foreigners not named further and those without a nationality among them. Sums as in summary_by_nationality.
CREATE VIEW summary_top_nationalities AS
WITH all_of AS (
    SELECT *, sum(value_low) OVER (PARTITION BY measure, unit, things, country, years) AS whole
    FROM summary_by_nationality
)
SELECT
    measure,
    unit,
    things,
    country,
    year,
    years,
    row_number() OVER (PARTITION BY measure, unit, things, country, years ORDER BY value_low DESC, nationality) AS rank,
    nationality,
    nationality_name,
    value_low,
    value_high,
    CASE WHEN whole > 0 THEN round(100.0 * value_low / whole, 1) END AS share,
    facts,
    sources
FROM all_of
WHERE nationality NOT IN ('', 'foreign')
ORDER BY measure, unit, things, country, years, rank;
