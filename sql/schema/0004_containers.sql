-- Documents that stand in a container file: a line of a jsonl, a member of an archive, a record of a web archive.
-- The container has a row of its own, which counts its items; it is loaded when its hash stands there.
ALTER TABLE document ADD COLUMN container_id INTEGER REFERENCES document;
ALTER TABLE document ADD COLUMN items INTEGER;
CREATE INDEX document_container ON document (container_id) WHERE container_id IS NOT NULL;
