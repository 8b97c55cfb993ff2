-- The tables of a blotter database. People read the views (sql/views); this is what stands behind them.
-- A star: a narrow row a figure (observation), and what figures share, stored once (series, period, sheet, document).

CREATE TABLE run (
    run_id        INTEGER PRIMARY KEY,
    started_at    TEXT NOT NULL,
    finished_at   TEXT,
    seconds       REAL,
    version       TEXT NOT NULL,  -- blotter's version and the fingerprint of its vocabulary
    outcome       TEXT NOT NULL CHECK (outcome IN ('unfinished', 'loaded', 'loaded_with_rejects')),
    inputs        INTEGER NOT NULL DEFAULT 0,
    loaded        INTEGER NOT NULL DEFAULT 0,
    unchanged     INTEGER NOT NULL DEFAULT 0,
    skipped       INTEGER NOT NULL DEFAULT 0,
    rejected      INTEGER NOT NULL DEFAULT 0,
    pruned        INTEGER NOT NULL DEFAULT 0,
    observations  INTEGER NOT NULL DEFAULT 0,
    refusals      INTEGER NOT NULL DEFAULT 0,
    problems      INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE document (
    document_id   INTEGER PRIMARY KEY,
    path          TEXT NOT NULL UNIQUE,  -- absolute: what makes it the same input in the next run
    source        TEXT NOT NULL,         -- relative to the ingested folder: what a reader is shown
    content_hash  TEXT NOT NULL CHECK (content_hash = '' OR length(content_hash) = 64),  -- BLAKE3 of the bytes
    bytes         INTEGER NOT NULL CHECK (bytes >= 0),
    modified_ns   INTEGER NOT NULL,      -- with bytes: the file looks as it did
    version       TEXT NOT NULL,         -- of the extractor, its vocabulary and its mappings
    media_type    TEXT NOT NULL,
    status        TEXT NOT NULL CHECK (status IN ('loaded', 'skipped', 'rejected')),
    reason        TEXT NOT NULL,
    title         TEXT NOT NULL,
    publisher     TEXT NOT NULL,
    published     TEXT CHECK (published GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    url           TEXT NOT NULL,
    language      TEXT NOT NULL,
    encoding      TEXT NOT NULL,
    missing_cells INTEGER,               -- of a table: cells that would be figures and are empty
    ingested_at   TEXT NOT NULL,
    run_id        INTEGER NOT NULL REFERENCES run
) STRICT;
CREATE INDEX document_content_hash ON document (content_hash);

-- An article's decoded text, which every span of it counts in bytes.
CREATE TABLE document_text (
    document_id   INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
    text          TEXT NOT NULL
) STRICT;

CREATE TABLE sheet (
    sheet_id      INTEGER PRIMARY KEY,
    name          TEXT NOT NULL UNIQUE
) STRICT;

-- The contract's closed lists, with the vocabulary's names. Refreshed when a database is opened.
CREATE TABLE country (
    code          TEXT PRIMARY KEY CHECK (code GLOB '[A-Z][A-Z]'),
    name          TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE offence (
    code          TEXT PRIMARY KEY CHECK (code IN (
        'fraud', 'online_scam', 'telecom_scam', 'illegal_gambling', 'online_gambling', 'human_trafficking',
        'forced_labour', 'people_smuggling', 'immigration_offence', 'illegal_entry', 'overstay', 'undocumented',
        'illegal_work', 'drug_offence', 'drug_trafficking', 'drug_use', 'money_laundering', 'economic_crime',
        'cybercrime', 'counterfeiting', 'forgery', 'extortion', 'kidnapping', 'homicide', 'assault', 'robbery',
        'theft', 'prostitution', 'sexual_offence', 'weapons', 'terrorism', 'corruption', 'organised_crime',
        'public_order', 'other')),
    iccs          TEXT NOT NULL,  -- UNODC's International Classification of Crime; text for its leading zeros
    name          TEXT NOT NULL,
    broader       TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE measure (
    code          TEXT PRIMARY KEY CHECK (code IN (
        'arrested', 'offenders', 'charged', 'convicted', 'fined', 'released', 'deported', 'repatriated', 'rescued',
        'denied_entry', 'blacklisted', 'wanted', 'surrendered', 'victims', 'killed', 'injured', 'missing', 'checked',
        'present', 'entered', 'departed', 'cases', 'raids', 'seized', 'issued', 'blocked', 'losses', 'proceeds')),
    unit          TEXT NOT NULL,
    name          TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- '' stands for open or unknown, so that a period is found again by its two days.
CREATE TABLE period (
    period_id     INTEGER PRIMARY KEY,
    first_day     TEXT NOT NULL CHECK (first_day = '' OR first_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    last_day      TEXT NOT NULL CHECK (last_day = '' OR last_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    UNIQUE (first_day, last_day),
    CHECK (first_day = '' OR last_day = '' OR first_day <= last_day)
) STRICT;

-- What figures are about. '' stands for what the source doesn't say.
CREATE TABLE series (
    series_id     INTEGER PRIMARY KEY,
    kind          TEXT NOT NULL CHECK (kind = 'level' OR kind IN ('change', 'share')),
    measure       TEXT NOT NULL REFERENCES measure,
    unit          TEXT NOT NULL CHECK (
        unit = 'persons' OR unit GLOB '[A-Z][A-Z][A-Z]'
        OR unit IN ('cases', 'operations', 'items', 'countries', 'percent', 'kg', 'g', 'l')),
    object        TEXT NOT NULL,
    direction     TEXT NOT NULL CHECK (direction = '' OR direction IN ('increase', 'decrease')),
    nationality   TEXT NOT NULL CHECK (
        nationality IN ('', 'foreign') OR nationality GLOB '[A-Z][A-Z]' OR nationality GLOB '[A-Z][A-Z]+*'),
    sex           TEXT NOT NULL CHECK (sex = '' OR sex IN ('female', 'male')),
    age_group     TEXT NOT NULL CHECK (age_group = '' OR age_group IN ('minor', 'adult')),
    offences      TEXT NOT NULL,
    country       TEXT NOT NULL CHECK (country = '' OR country GLOB '[A-Z][A-Z]'),
    place         TEXT NOT NULL,
    modality      TEXT NOT NULL CHECK (modality = 'actual' OR modality IN ('planned', 'denied')),
    attributed_to TEXT NOT NULL,
    UNIQUE (measure, nationality, offences, place, country, sex, age_group, unit, kind, object, direction, modality,
            attributed_to)
) STRICT;

-- The single codes of a joint one: CN+TW is CN and TW. Every code that a series has stands here, '' aside.
CREATE TABLE nationality_member (
    nationality   TEXT NOT NULL,
    code          TEXT NOT NULL CHECK (code = 'foreign' OR code GLOB '[A-Z][A-Z]'),
    PRIMARY KEY (nationality, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE offence_member (
    offences      TEXT NOT NULL,
    code          TEXT NOT NULL REFERENCES offence,
    PRIMARY KEY (offences, code)
) STRICT, WITHOUT ROWID;

-- One figure that one source states. Its key follows the order of loading; its place is a span of an article's text or
-- a cell of a table. Here and in series a CHECK asks for the usual value first: a list costs a search each time.
CREATE TABLE observation (
    document_id    INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    ordinal        INTEGER NOT NULL,
    series_id      INTEGER NOT NULL REFERENCES series,
    period_id      INTEGER NOT NULL REFERENCES period,
    value_low      REAL,
    value_high     REAL,
    qualifier      TEXT NOT NULL CHECK (
        qualifier = 'exact'
        OR qualifier IN ('approx', 'more_than', 'at_least', 'less_than', 'at_most', 'range', 'vague')),
    part_of        INTEGER,  -- an ordinal of the same document
    is_total       INTEGER NOT NULL CHECK (is_total = 0 OR is_total = 1),
    confidence     REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    figure_start   INTEGER,
    figure_end     INTEGER,
    sentence_start INTEGER,
    sentence_end   INTEGER,
    sheet_id       INTEGER REFERENCES sheet,
    cell_row       INTEGER,  -- counted from 0, as is the column
    cell_column    INTEGER,
    cell_text      TEXT,
    note           TEXT,
    PRIMARY KEY (document_id, ordinal),
    CHECK (value_low <= value_high OR value_low IS NULL OR value_high IS NULL),
    CHECK (cell_row IS NOT NULL OR figure_start IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE refusal (
    document_id   INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    ordinal       INTEGER NOT NULL,
    text_start    INTEGER NOT NULL,
    text_end      INTEGER NOT NULL CHECK (text_end > text_start),
    reason        TEXT NOT NULL,
    PRIMARY KEY (document_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE problem (
    document_id   INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    ordinal       INTEGER NOT NULL,
    cell          TEXT,
    line          INTEGER,
    severity      TEXT NOT NULL CHECK (severity IN ('error', 'warning')),
    code          TEXT NOT NULL,
    message       TEXT NOT NULL,
    run_id        INTEGER NOT NULL REFERENCES run,
    PRIMARY KEY (document_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
    document_id   INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    ordinal       INTEGER NOT NULL,
    name          TEXT NOT NULL,
    title         TEXT NOT NULL,
    role          TEXT NOT NULL,
    organisation  TEXT NOT NULL,
    nationality   TEXT NOT NULL CHECK (nationality = '' OR nationality GLOB '[A-Z][A-Z]'),
    text_start    INTEGER NOT NULL,
    text_end      INTEGER NOT NULL,
    PRIMARY KEY (document_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE statement (
    document_id   INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    ordinal       INTEGER NOT NULL,
    speaker       TEXT NOT NULL,
    quote         TEXT NOT NULL,
    text_start    INTEGER NOT NULL,
    text_end      INTEGER NOT NULL,
    PRIMARY KEY (document_id, ordinal)
) STRICT, WITHOUT ROWID;

-- Parts are few; sums ask for them often.
CREATE INDEX observation_part ON observation (document_id, part_of) WHERE part_of IS NOT NULL;
