-- One row a run that changed the database: when, by which version, what it did. `unfinished` also says that it broke off.
CREATE VIEW runs AS
SELECT
    run_id, started_at, finished_at, seconds, version, outcome,
    log_id, inputs, loaded, unchanged, skipped, rejected, pruned, observations, refusals, problems
FROM run;
