-- When the database was last written.
SELECT coalesce(max(substr(finished_at, 1, 10)), '') AS as_of FROM runs;
