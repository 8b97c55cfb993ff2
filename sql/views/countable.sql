-- Which figures may be added up at all: levels that a source says happened. Never among them: changes, shares, planned and
-- denied figures, counts of countries, and a table's totals. Parts are: what becomes of them is said in countable_parts.
-- `years` is 2018, or 2014-2019 for a longer period, or empty; `year` is null unless the period lies in one year.
CREATE VIEW countable AS
SELECT
    o.document_id,
    o.ordinal,
    s.measure,
    s.unit,
    s.object,
    s.nationality,
    s.offences,
    s.country,
    s.place,
    CASE WHEN p.first_day <> '' AND substr(p.first_day, 1, 4) = substr(p.last_day, 1, 4)
        THEN CAST(substr(p.first_day, 1, 4) AS INTEGER) END AS year,
    CASE
        WHEN substr(p.first_day, 1, 4) = substr(p.last_day, 1, 4) THEN substr(p.first_day, 1, 4)
        ELSE substr(p.first_day, 1, 4) || '-' || substr(p.last_day, 1, 4)
    END AS years,
    o.value_low,
    o.value_high,
    o.qualifier = 'exact' AS is_exact
FROM observation AS o
JOIN series AS s USING (series_id)
JOIN period AS p USING (period_id)
WHERE s.kind = 'level' AND s.modality = 'actual' AND s.unit NOT IN ('countries', 'percent') AND o.is_total = 0;
