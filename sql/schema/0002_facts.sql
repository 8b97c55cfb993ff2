-- Facts: what observations say when those that state the same thing are one. Only what is not given by the observations
-- themselves stands here: groups of two and more, copies of texts, and facts that stand against each other. A figure that
-- nobody else states is a fact of its own in the view `facts` and has no row in these tables.

-- Where each series has figures: the document, and its sheet (0 for an article or a csv). Says what a new document may meet.
CREATE TABLE series_document (
    series_id     INTEGER NOT NULL REFERENCES series,
    document_id   INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    sheet_id      INTEGER NOT NULL,
    PRIMARY KEY (series_id, document_id, sheet_id)
) STRICT, WITHOUT ROWID;

-- Series whose figures came or went since facts were last made.
CREATE TABLE series_stale (
    series_id     INTEGER PRIMARY KEY
) STRICT;

-- A group of observations that state the same thing. Named by the member with the smallest observation id; `block` is what
-- is made anew together.
CREATE TABLE fact (
    document_id      INTEGER NOT NULL,
    ordinal          INTEGER NOT NULL,
    block            INTEGER NOT NULL,
    value_low        REAL,
    value_high       REAL,
    qualifier        TEXT NOT NULL,
    offences         TEXT NOT NULL,
    country          TEXT NOT NULL,
    place            TEXT NOT NULL,
    period_id        INTEGER NOT NULL REFERENCES period,
    is_total         INTEGER NOT NULL CHECK (is_total IN (0, 1)),
    best_document_id INTEGER NOT NULL,
    best_ordinal     INTEGER NOT NULL,
    PRIMARY KEY (document_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX fact_block ON fact (block);

CREATE TABLE fact_member (
    document_id      INTEGER NOT NULL,
    ordinal          INTEGER NOT NULL,
    fact_document_id INTEGER NOT NULL,
    fact_ordinal     INTEGER NOT NULL,
    is_again         INTEGER NOT NULL CHECK (is_again IN (0, 1)),  -- its document has an earlier member
    block            INTEGER NOT NULL,
    PRIMARY KEY (document_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX fact_member_fact ON fact_member (fact_document_id, fact_ordinal);
CREATE INDEX fact_member_block ON fact_member (block);

-- Two facts that stand against each other, each by the observation that names it. different_values: both can't be right;
-- change_disagrees: what is stated as the change to the level `other` from the level `third` isn't it; longer_period and
-- later_report: `other` is a later report of the same growing count.
CREATE TABLE fact_pair (
    reason            TEXT NOT NULL CHECK (reason IN ('different_values', 'change_disagrees', 'longer_period', 'later_report')),
    document_id       INTEGER NOT NULL,
    ordinal           INTEGER NOT NULL,
    other_document_id INTEGER NOT NULL,
    other_ordinal     INTEGER NOT NULL,
    third_document_id INTEGER,
    third_ordinal     INTEGER,
    difference        REAL,
    block             INTEGER NOT NULL,
    PRIMARY KEY (document_id, ordinal, other_document_id, other_ordinal, reason)
) STRICT, WITHOUT ROWID;
CREATE INDEX fact_pair_block ON fact_pair (block);
CREATE INDEX fact_pair_other ON fact_pair (other_document_id, other_ordinal);

-- Facts that lie within a wider one of another source, each by the observation that names it.
CREATE TABLE fact_within (
    document_id       INTEGER NOT NULL,
    ordinal           INTEGER NOT NULL,
    whole_document_id INTEGER NOT NULL,
    whole_ordinal     INTEGER NOT NULL,
    family            INTEGER NOT NULL,  -- what is made anew together
    PRIMARY KEY (document_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX fact_within_family ON fact_within (family);

-- The smallest hashes of a text's five-word runs: texts that share some may be copies of each other.
CREATE TABLE document_print (
    print         INTEGER NOT NULL,
    document_id   INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    PRIMARY KEY (print, document_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_print_document ON document_print (document_id);

-- Texts that are copies of each other, and how much of the shorter one both have.
CREATE TABLE document_copy (
    document_id   INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    other_id      INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    share         REAL NOT NULL,
    PRIMARY KEY (document_id, other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_copy_other ON document_copy (other_id);

-- Which document stands for all that are copies of one another, itself included. No row: it stands for itself.
CREATE TABLE document_origin (
    document_id   INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
    origin_id     INTEGER NOT NULL REFERENCES document ON DELETE CASCADE
) STRICT;

-- The words of articles, for full-text search; it reads the texts from document_text.
CREATE VIRTUAL TABLE document_search USING fts5 (
    text, content = 'document_text', content_rowid = 'document_id', tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER document_text_is_found AFTER INSERT ON document_text BEGIN
    INSERT INTO document_search (rowid, text) VALUES (new.document_id, new.text);
END;
CREATE TRIGGER document_text_is_lost AFTER DELETE ON document_text BEGIN
    INSERT INTO document_search (document_search, rowid, text) VALUES ('delete', old.document_id, old.text);
END;

-- What each table, view (where column_name is empty) and column holds. Refreshed when a database is opened.
CREATE TABLE description (
    name          TEXT NOT NULL,  -- empty for a column that means the same wherever it stands
    column_name   TEXT NOT NULL,
    about         TEXT NOT NULL,
    PRIMARY KEY (name, column_name)
) STRICT, WITHOUT ROWID;

INSERT INTO document_search (document_search) VALUES ('rebuild');
INSERT INTO series_document SELECT DISTINCT series_id, document_id, coalesce(sheet_id, 0) FROM observation;
INSERT INTO series_stale SELECT series_id FROM series;
