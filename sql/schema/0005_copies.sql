-- Copies are looked for in time linear in the number of texts: a text is held against the first text of each print that it
-- has, not against all.

DROP TABLE document_print;
CREATE TABLE document_print (
    print         INTEGER NOT NULL,
    rank          INTEGER NOT NULL,  -- of the text's content, by which the first text of a print is known
    document_id   INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    PRIMARY KEY (print, rank, document_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_print_document ON document_print (document_id);

-- Texts that came since copies were last looked for, and those whose first text went.
CREATE TABLE document_due (
    document_id   INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE
) STRICT;

DELETE FROM document_copy;
INSERT INTO document_due SELECT document_id FROM document_text;
