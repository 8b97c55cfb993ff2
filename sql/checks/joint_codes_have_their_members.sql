-- Every code of a series is among the members, so that a join by single codes misses nothing.
SELECT s.series_id, s.nationality, s.offences
FROM series AS s
WHERE (s.nationality <> '' AND s.nationality NOT IN (SELECT nationality FROM nationality_member))
    OR (s.offences <> '' AND s.offences NOT IN (SELECT offences FROM offence_member));
