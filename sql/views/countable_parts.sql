-- Which countable figures are parts of a countable whole of the same measure, unit and years. In a sum by nationality (or by
-- offence, place, object) a part of the same nationality as its whole is left out: the whole holds it. A part of another
-- nationality is counted under its own, and the whole keeps only what its parts leave: 451 foreigners, among them 403
-- Chinese and 40 Malaysians, are 403 CN, 40 MY and 8 foreign. So no person stands twice in a summary.
CREATE VIEW countable_parts AS
SELECT
    part.document_id,
    part.ordinal,
    whole.ordinal AS whole_ordinal,
    part.value_low,
    part.value_high,
    part.is_exact,
    part.nationality = whole.nationality AS same_nationality,
    part.offences = whole.offences AS same_offences,
    part.country = whole.country AND part.place = whole.place AS same_place,
    part.object = whole.object AS same_object
FROM observation AS o
CROSS JOIN countable AS part ON part.document_id = o.document_id AND part.ordinal = o.ordinal
CROSS JOIN countable AS whole ON whole.document_id = o.document_id AND whole.ordinal = o.part_of
WHERE o.part_of IS NOT NULL
    AND part.measure = whole.measure AND part.unit = whole.unit AND part.years = whole.years;
