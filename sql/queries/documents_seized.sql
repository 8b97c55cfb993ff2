-- What was seized? By year, kind and object. of_kind is the least that all objects of the kind add up to: 35,120
-- documents, of which a table tells the passports. Parameters: object (part of its name or kind: document), country
-- (KH), year (2018).
SELECT
    years, country, things AS kind, object, unit, value_low, value_high,
    sum(value_low) OVER (PARTITION BY years, country, things, unit) AS of_kind, facts, sources
FROM summary_seizures
WHERE (coalesce(:object, '') = '' OR object LIKE '%' || :object || '%' OR things LIKE '%' || :object || '%')
    AND (coalesce(:country, '') = '' OR country = :country)
    AND (coalesce(:year, '') = '' OR year = CAST(:year AS INTEGER))
ORDER BY years, country, things, unit, value_low DESC;
