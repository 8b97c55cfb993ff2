-- Facts have weights in kg, whatever their sources say, so that grams and kilograms meet. Those of grams are turned now, and
-- made anew in the next run: they may be those of somebody's kilograms.
UPDATE fact SET value_low = value_low / 1000, value_high = value_high / 1000
WHERE EXISTS (
    SELECT 1 FROM observation AS o JOIN series AS s USING (series_id)
    WHERE o.document_id = fact.document_id AND o.ordinal = fact.ordinal AND s.unit = 'g');

INSERT OR IGNORE INTO series_stale SELECT series_id FROM series WHERE unit = 'g';
