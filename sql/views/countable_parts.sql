-- Which countable facts lie within which, of the same measure, unit and years; step is 1 for the nearest whole, 2 for that
-- one's, and so on. In a sum by country and nationality (or by offence, place, object) a part is left out that has a whole of
-- its own country and nationality: the whole holds it. Any other part is counted under its nationality, and the nearest whole that isn't left
-- out itself keeps only what its parts leave: 451 foreigners, among them 403 Chinese and 40 Malaysians, are 403 CN, 40 MY
-- and 8 foreign. So no person stands twice in a summary.
CREATE VIEW countable_parts AS
WITH RECURSIVE held AS MATERIALIZED (
    SELECT document_id, ordinal, whole_document_id, whole_ordinal FROM fact_wholes
),
up AS (
    SELECT *, 1 AS step FROM held
    UNION ALL
    SELECT up.document_id, up.ordinal, w.whole_document_id, w.whole_ordinal, up.step + 1
    FROM up
    JOIN held AS w ON w.document_id = up.whole_document_id AND w.ordinal = up.whole_ordinal
    WHERE up.step < 8
)
SELECT
    part.document_id,
    part.ordinal,
    whole.document_id AS whole_document_id,
    whole.ordinal AS whole_ordinal,
    up.step,
    part.value_low,
    part.value_high,
    part.is_exact,
    part.nationality = whole.nationality AS same_nationality,
    part.offences = whole.offences AS same_offences,
    part.country = whole.country AS same_country,
    part.place = whole.place AS same_place,
    part.object = whole.object AS same_object,
    part.quarter IS NOT NULL AND part.quarter IS whole.quarter AS same_quarter,
    whole.nationality AS whole_nationality,
    whole.offences AS whole_offences,
    whole.country AS whole_country,
    whole.place AS whole_place,
    whole.object AS whole_object
FROM up
CROSS JOIN countable AS part ON part.document_id = up.document_id AND part.ordinal = up.ordinal
CROSS JOIN countable AS whole ON whole.document_id = up.whole_document_id AND whole.ordinal = up.whole_ordinal
WHERE part.measure = whole.measure AND part.unit = whole.unit AND part.years = whole.years;
