-- Facts as SDMX data: the columns of SDMX-CSV 2.0 with the standard's names for dimensions and attributes. Write them with
-- `blotter export facts_sdmx`. Levels that happened, with both days of their period, for SDMX has no observation without a
-- time; superseded ones are left out. OBS_VALUE is the lower bound, or the upper where only that is known; OBS_STATUS is A for
-- an exact figure, E for an estimate (the words bound it), U for one that another source contradicts.
CREATE VIEW facts_sdmx AS
SELECT
    'dataflow' AS STRUCTURE,
    'BLOTTER:FACTS(1.0)' AS STRUCTURE_ID,
    'I' AS ACTION,
    CASE
        WHEN p.first_day = p.last_day THEN 'D'
        WHEN substr(p.first_day, 5) = '-01-01' AND substr(p.last_day, 5) = '-12-31'
            AND substr(p.first_day, 1, 4) = substr(p.last_day, 1, 4) THEN 'A'
        WHEN substr(p.first_day, 1, 7) = substr(p.last_day, 1, 7) AND substr(p.first_day, 9) = '01'
            AND date(p.last_day, '+1 day', 'start of month') = date(p.last_day, '+1 day') THEN 'M'
        WHEN substr(p.first_day, 9) = '01' AND (substr(p.first_day, 6, 2) + 2) % 3 = 0
            AND date(p.first_day, '+3 months', '-1 day') = p.last_day THEN 'Q'
        ELSE '_O'
    END AS FREQ,
    CASE f.country WHEN '' THEN '_U' ELSE f.country END AS REF_AREA,
    CASE s.nationality WHEN '' THEN 'W0' WHEN 'foreign' THEN 'W1' ELSE replace(s.nationality, '+', '_') END AS COUNTERPART_AREA,
    upper(s.measure) AS INDICATOR,
    CASE f.offences WHEN '' THEN '_T' ELSE upper(replace(f.offences, '+', '__')) END AS OFFENCE,
    CASE s.sex WHEN 'female' THEN 'F' WHEN 'male' THEN 'M' ELSE '_T' END AS SEX,
    CASE s.age_group WHEN 'minor' THEN 'Y_LT18' WHEN 'adult' THEN 'Y_GE18' ELSE '_T' END AS AGE,
    CASE s.object WHEN '' THEN '_Z' ELSE s.object END AS PRODUCT,
    CASE
        WHEN p.first_day = p.last_day THEN p.first_day
        WHEN substr(p.first_day, 5) = '-01-01' AND substr(p.last_day, 5) = '-12-31'
            AND substr(p.first_day, 1, 4) = substr(p.last_day, 1, 4) THEN substr(p.first_day, 1, 4)
        WHEN substr(p.first_day, 1, 7) = substr(p.last_day, 1, 7) AND substr(p.first_day, 9) = '01'
            AND date(p.last_day, '+1 day', 'start of month') = date(p.last_day, '+1 day') THEN substr(p.first_day, 1, 7)
        WHEN substr(p.first_day, 9) = '01' AND (substr(p.first_day, 6, 2) + 2) % 3 = 0
            AND date(p.first_day, '+3 months', '-1 day') = p.last_day
            THEN substr(p.first_day, 1, 4) || '-Q' || ((substr(p.first_day, 6, 2) + 2) / 3)
        ELSE p.first_day || '/P' || CAST(julianday(p.last_day) - julianday(p.first_day) + 1 AS INTEGER) || 'D'
    END AS TIME_PERIOD,
    coalesce(f.value_low, f.value_high) AS OBS_VALUE,
    CASE
        WHEN EXISTS (
            SELECT 1 FROM fact_pair AS x
            WHERE x.reason = 'different_values' AND (
                (x.document_id = f.document_id AND x.ordinal = f.ordinal)
                OR (x.other_document_id = f.document_id AND x.other_ordinal = f.ordinal))) THEN 'U'
        WHEN f.qualifier = 'exact' THEN 'A'
        ELSE 'E'
    END AS OBS_STATUS,
    CASE f.unit
        WHEN 'persons' THEN 'PS' WHEN 'percent' THEN 'PT' WHEN 'kg' THEN 'KG' WHEN 'l' THEN 'LTR'
        WHEN 'cases' THEN 'NUMBER' WHEN 'operations' THEN 'NUMBER' WHEN 'items' THEN 'NUMBER' WHEN 'countries' THEN 'NUMBER'
        ELSE f.unit
    END AS UNIT_MEASURE,
    f.value_low AS LOWER_BOUND,
    f.value_high AS UPPER_BOUND,
    f.place AS REF_PLACE,
    'f-' || substr(d.content_hash, 1, 12) || '-' || f.ordinal AS FACT_ID
FROM agreed_figures AS f
JOIN document AS d ON d.document_id = f.document_id
JOIN series AS s ON s.series_id = f.series_id
JOIN period AS p ON p.period_id = f.period_id
WHERE s.kind = 'level' AND s.modality = 'actual' AND p.first_day <> '' AND p.last_day <> ''
    AND NOT EXISTS (
    SELECT 1 FROM fact_pair AS x
    WHERE x.document_id = f.document_id AND x.ordinal = f.ordinal AND x.reason IN ('longer_period', 'later_report'));
