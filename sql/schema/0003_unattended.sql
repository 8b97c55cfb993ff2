-- What unattended runs need: the id that a run's log lines carry, and what was taken away on request.

ALTER TABLE run ADD COLUMN log_id TEXT NOT NULL DEFAULT '';

-- Contents that are not to be loaded again: nothing of them but their hash.
CREATE TABLE forgotten (
    content_hash  TEXT PRIMARY KEY CHECK (length(content_hash) = 64),
    forgotten_at  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
