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
    block            INTEGER NOT NULL,
    PRIMARY KEY (document_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX fact_member_fact ON fact_member (fact_document_id, fact_ordinal);
CREATE INDEX fact_member_block ON fact_member (block);

-- Two facts of which only one is to be counted, each by the observation that names it. conflict: both can't be right;
-- superseded: `other` is a later report of the same growing count; change: what is stated as the change from one level to
-- another isn't it (the third is the level before).
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

INSERT INTO series_document SELECT DISTINCT series_id, document_id, coalesce(sheet_id, 0) FROM observation;
INSERT INTO series_stale SELECT series_id FROM series;
