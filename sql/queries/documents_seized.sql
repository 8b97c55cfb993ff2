-- What was seized, by year and object. Parameters: object (part of its name: document), country (KH), year (2018).
SELECT years, country, object, unit, value_low, value_high, facts, sources
FROM summary_seizures
WHERE (coalesce(:object, '') = '' OR object LIKE '%' || :object || '%')
    AND (coalesce(:country, '') = '' OR country = :country)
    AND (coalesce(:year, '') = '' OR year = CAST(:year AS INTEGER))
ORDER BY years, country, value_low DESC;
