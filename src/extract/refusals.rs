//! What the codes mean that stand beside numbers which were not taken. In: a code. Out: a sentence for a reader.

/// Every code that extraction gives, with what it means.
pub const MEANINGS: &[(&str, &str)] = &[
    ("age", "It is somebody's age."),
    ("compound", "It is part of a compound that describes: a five-storey building, a two-day raid."),
    ("conversion", "It gives an amount again in another currency or unit."),
    ("date", "It belongs to a date, a year or another expression of time."),
    ("distance", "It measures a length or a distance."),
    ("duration", "It says how long something lasted, as a term of prison does."),
    ("fraction", "It is a fraction of something that is not counted here."),
    ("in_phrase", "It is a word of a phrase, which counts nothing by itself."),
    ("multiple", "It compares: twice, three times as many."),
    ("name", "It is part of a name, a number plate, a law or another label."),
    ("no_measure", "Nothing in reach says that what it counts was arrested, deported, seized or another measure."),
    ("ordinal", "It gives a place in an order: the eighth time."),
    ("other_unit", "It counts in a unit that no measure uses."),
    ("out_of_scope", "The text is not about crime, migration or enforcement."),
    ("price", "It was asked, promised or spent: a price, a reward, a ransom, a bail."),
    ("pronoun", "It stands for somebody and counts nobody: one of them, more than one."),
    ("rate", "It is a price or a rate for each piece, person or period."),
    ("repeated", "The same figure of the same thing was stated before; the first statement stands."),
    ("staff", "It counts the officers who took part."),
    ("statutory", "It is what a law provides for: a maximum fine or term."),
    ("threshold", "It is a limit or the size of a group, not a count."),
    ("time", "It is a time of day."),
    ("uncounted", "It counts things that are not counted: families, gangs, provinces, meetings."),
];

/// What a code means; empty for one that isn't known.
pub fn meaning(code: &str) -> &'static str {
    MEANINGS.iter().find(|(known, _)| *known == code).map_or("", |(_, meaning)| meaning)
}
