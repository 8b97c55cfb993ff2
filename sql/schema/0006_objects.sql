-- What the things are that figures count, each name once: whoever says documents holds another's passports.
CREATE TABLE object (
    name          TEXT PRIMARY KEY,  -- as the source gives it
    noun          TEXT NOT NULL,     -- one for all names of a thing, in the singular
    wider         TEXT NOT NULL,     -- the nouns that hold it, joined by +, from the nearest to the widest
    kind          TEXT NOT NULL      -- the widest of all, as it is shown
) STRICT, WITHOUT ROWID;

-- The vocabulary says the rest when it is next at hand, and facts are made anew then.
INSERT INTO object SELECT DISTINCT object, '', '', '' FROM series WHERE object <> '';
