-- How far do cases get: persons arrested, charged, convicted and deported in each country and year? Lower bounds, is_exact
-- where they are exact; charged_percent of those arrested, convicted_percent of those charged. The persons of one step need
-- not be those of the step before.
CREATE VIEW summary_ladder AS
WITH steps AS (
    SELECT
        country,
        year,
        sum(CASE measure WHEN 'arrested' THEN value_low END) AS arrested,
        sum(CASE measure WHEN 'charged' THEN value_low END) AS charged,
        sum(CASE measure WHEN 'convicted' THEN value_low END) AS convicted,
        sum(CASE measure WHEN 'deported' THEN value_low END) AS deported,
        min(is_exact) AS is_exact,
        sum(facts) AS facts
    FROM summary_by_year
    WHERE year IS NOT NULL AND unit = 'persons' AND measure IN ('arrested', 'charged', 'convicted', 'deported')
    GROUP BY country, year
)
SELECT
    country,
    year,
    arrested,
    charged,
    convicted,
    deported,
    CASE WHEN arrested > 0 THEN round(100.0 * charged / arrested, 1) END AS charged_percent,
    CASE WHEN charged > 0 THEN round(100.0 * convicted / charged, 1) END AS convicted_percent,
    is_exact,
    facts
FROM steps
ORDER BY country, year;
