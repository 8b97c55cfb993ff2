//! Persons of an article: names to entries with title, role and body. In: mentions of all sentences. Out: the cast's
//! persons, for each name its index, and at the end the persons who speak or hold an office, never the accused.

use super::marks::Line;
use super::mentions::{Kind, Mention};
use super::names;
use crate::model::{Person, Span};
use crate::normalize::names::Cast;

/// The name's tokens of a mention.
fn name_of(mention: &Mention) -> Option<(usize, usize)> {
    match mention.kind {
        Kind::Person { name, .. } => Some((name, mention.end)),
        _ => None,
    }
}

/// The entries of all names, and which mention is which. Names of several words come first, so that a short form finds
/// the full one wherever it stands; of two that fit, the one mentioned last before it.
pub fn collect(lines: &[Line], mentions: &[Vec<Mention>], cast: &mut Cast) -> Vec<Vec<Option<usize>>> {
    for (line, row) in lines.iter().zip(mentions) {
        for (start, end) in row.iter().filter_map(name_of) {
            let keys = line.keys(start, end);
            if keys.len() > 1 && !names::is_country(line, start, end) {
                cast.person(&keys, &clean(line.words(start, end)));
            }
        }
    }
    let mut seen: Vec<usize> = Vec::new();
    let mut order = 0;
    let mut out = Vec::new();
    for (line, row) in lines.iter().zip(mentions) {
        let mut ids = Vec::new();
        for mention in row {
            order += 1;
            let id = name_of(mention).and_then(|(start, end)| find(line, mention, start, end, cast, &seen));
            if let Some(id) = id {
                seen.resize(cast.persons.len().max(seen.len()), 0);
                // `seen` has just been made as long as the list of persons.
                seen[id] = order;
                describe(line, mention, id, cast);
            }
            ids.push(id);
        }
        out.push(ids);
    }
    out
}

fn find(line: &Line, mention: &Mention, start: usize, end: usize, cast: &mut Cast, seen: &[usize]) -> Option<usize> {
    let keys = line.keys(start, end);
    let latest = cast.persons_named(&keys).max_by_key(|&i| (seen.get(i).copied().unwrap_or(0), std::cmp::Reverse(i)));
    if latest.is_some() {
        return latest;
    }
    let Kind::Person { titles, ref role, .. } = mention.kind else { return None };
    let titled = titles < start || role.as_ref().is_some_and(|r| !r.words.is_empty());
    (titled && !names::is_country(line, start, end)).then(|| cast.person(&keys, &clean(line.words(start, end))))
}

fn clean(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a mention says of its person; what stands already stays.
fn describe(line: &Line, mention: &Mention, id: usize, cast: &mut Cast) {
    let Kind::Person { name, titles, rank, female, role, accused } = &mention.kind else { return };
    // `id` is an index that the cast gave.
    let person = &mut cast.persons[id];
    if person.span.is_none() {
        person.title = line.words(*titles, *name).to_string();
    }
    person.span.get_or_insert(line.span(*name, mention.end));
    person.female |= *female;
    person.accused |= *accused;
    let words = role.as_ref().map_or("", |r| r.words.as_str());
    let office = *rank || !words.is_empty();
    person.office |= office;
    person.placed |= office;
    person.accused_in_office |= *accused && office;
    if person.role.is_empty() && !words.is_empty() {
        person.role = words.to_string();
        let adjective = (mention.start..*titles).find_map(|i| names::nationality(line, i));
        person.nationality = person.nationality.take().or(adjective);
    }
}

/// The persons to store: those who speak or hold an office, in the order of their first mention.
pub fn stored(cast: &Cast) -> Vec<Person> {
    let placed = cast.persons.iter().filter(|p| p.placed && !p.private());
    let mut out: Vec<Person> = placed
        .map(|p| Person {
            name: p.name.clone(),
            title: p.title.clone(),
            role: p.role.clone(),
            organisation: p.body.and_then(|b| cast.bodies.get(b)).map_or_else(String::new, |b| b.name.clone()),
            nationality: p.nationality.clone().unwrap_or_else(|| "".into()),
            span: p.span.unwrap_or(Span::new(0, 0)),
        })
        .collect();
    out.sort_by_key(|p| p.span);
    out
}

#[cfg(test)]
mod tests {
    use super::super::tests::persons;

    #[test]
    fn places_bodies_and_bridges_are_no_persons() {
        for text in [
            "Briefing the press in Accra, the director of the agency said that 12 were held.",
            "They left the compounds of Myawaddy, the ministry's director said.",
            "The suspects were handed over to General Security. The Ambassador Bridge saw 12 of the refusals.",
            "The organisation Terra Livre met. According to Terra Livre, 12 died.",
            "Grupa Granica, an association of aid groups, puts the dead at 50.",
        ] {
            assert_eq!(persons(text), Vec::<String>::new(), "{text}");
        }
        let text = "The Director General, Vice Admiral (retired) Luis Rijo, said that 12 were held.";
        assert_eq!(persons(text), ["Luis Rijo"]);
    }
}
