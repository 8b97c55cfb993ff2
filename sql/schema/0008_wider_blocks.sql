-- Facts are made by wider blocks: of people and of foreigners together, and of all things of a kind. Those of the old blocks go,
-- and all are made anew in the next run.
DELETE FROM fact;
DELETE FROM fact_member;
DELETE FROM fact_pair;
DELETE FROM fact_within;
INSERT OR IGNORE INTO series_stale SELECT series_id FROM series;
