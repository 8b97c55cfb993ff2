-- One row an input: what it is, and whether it was loaded.
CREATE VIEW documents AS
SELECT
    source,
    media_type,
    title,
    publisher,
    published,
    url,
    language,
    content_hash,
    bytes,
    ingested_at,
    status,
    reason,
    encoding,
    missing_cells,
    version,
    path,
    run_id,
    items
FROM document;
