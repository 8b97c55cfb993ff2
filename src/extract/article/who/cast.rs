//! Who is meant: "Ong", "the minister", "he", "the agency", "the report" to a person or a body. In: mentions in reading
//! order. Out: a [`Speaker`] for each. Remembers who spoke last, as a reader does.

use super::marks::Line;
use super::mentions::{Kind, Mention, Pronoun, Role};
use super::offices::Offices;
use super::{names, organisations, persons};
use crate::normalize::names::Cast;
use crate::vocabulary::speech::bits;

/// Who says something; `Nobody` is a source without a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Speaker {
    Person(usize),
    Body(usize),
    Text(String),
    Nobody,
}

/// The memory of a reader at one place of the text.
pub struct Reader<'l, 'a> {
    pub lines: &'l [Line<'a>],
    pub mentions: &'l [Vec<Mention>],
    pub cast: Cast,
    pub bodies: Vec<Vec<Option<usize>>>,
    pub persons: Vec<Vec<Option<usize>>>,
    offices: Offices,
    /// Bodies in the order in which they are first mentioned, with the sentence.
    first_mentions: Vec<(usize, usize)>,
    /// Bodies in the order in which they spoke.
    spoke: Vec<usize>,
    /// Persons who spoke or were a sentence's subject, and the last of all.
    person: Vec<usize>,
    /// The body that spoke last or was a sentence's subject.
    subject: Option<usize>,
    /// The last speaker, and the paragraph.
    last: Option<(Speaker, usize)>,
}

impl<'l, 'a> Reader<'l, 'a> {
    pub fn new(lines: &'l [Line<'a>], mentions: &'l [Vec<Mention>]) -> Self {
        let mut cast = Cast::default();
        let bodies = organisations::collect(lines, mentions, &mut cast);
        let persons = persons::collect(lines, mentions, &mut cast);
        let mut seen = vec![false; cast.bodies.len()];
        let mentioned = bodies.iter().enumerate().flat_map(|(at, row)| row.iter().flatten().map(move |id| (at, *id)));
        let is_first = |(_, id): &(usize, usize)| seen.get_mut(*id).is_some_and(|seen| !std::mem::replace(seen, true));
        Reader {
            offices: Offices::of(&cast, &persons),
            first_mentions: mentioned.filter(is_first).collect(),
            lines,
            mentions,
            cast,
            bodies,
            persons,
            spoke: Vec::new(),
            person: Vec::new(),
            subject: None,
            last: None,
        }
    }

    fn mention(&self, sentence: usize, index: usize) -> Option<&'l Mention> {
        self.mentions.get(sentence)?.get(index)
    }

    pub fn person_at(&self, sentence: usize, index: usize) -> Option<usize> {
        self.persons.get(sentence)?.get(index).copied().flatten()
    }

    pub fn body_at(&self, sentence: usize, index: usize) -> Option<usize> {
        self.bodies.get(sentence)?.get(index).copied().flatten()
    }

    /// Whom a mention means at its place of the text.
    pub fn resolve(&self, sentence: usize, index: usize, paragraph: usize) -> Speaker {
        let (Some(mention), Some(line)) = (self.mention(sentence, index), self.lines.get(sentence)) else {
            return Speaker::Nobody;
        };
        match &mention.kind {
            Kind::Person { .. } => self.named(line, mention, sentence, index),
            Kind::Body { .. } => self.body_at(sentence, index).map_or(Speaker::Nobody, Speaker::Body),
            Kind::Short { head } => match self.body_at(sentence, index) {
                Some(id) => Speaker::Body(id),
                None => {
                    self.holder(line, mention, sentence).unwrap_or_else(|| self.short(line, mention, *head, sentence))
                }
            },
            Kind::Office { role, definite } => self.office(line, mention, role, *definite, sentence, paragraph),
            Kind::Pronoun(pronoun) => self.pronoun(*pronoun, sentence, index),
            Kind::Document { definite, body } => self.document(line, mention, *definite, *body, sentence, paragraph),
            Kind::Nameless { definite, body } => match body {
                Some(body) => self.resolve(sentence, *body, paragraph),
                None if *definite && !line.is(mention.start, bits::ACCUSED) => {
                    self.same_person(line, mention, paragraph)
                }
                None => Speaker::Nobody,
            },
        }
    }

    fn named(&self, line: &Line, mention: &Mention, sentence: usize, index: usize) -> Speaker {
        // "The organisation Terra Livre …, according to Terra Livre"
        if let Kind::Person { role: None, rank: false, name, titles, .. } = mention.kind
            && name == titles
        {
            let keys = line.keys(name, mention.end);
            let same = |id: &usize| self.cast.bodies.get(*id).is_some_and(|b| b.keys == keys);
            if let Some(id) = self.mentioned(sentence).find(same) {
                return Speaker::Body(id);
            }
        }
        if let Some(id) = self.person_at(sentence, index) {
            return Speaker::Person(id);
        }
        match mention.kind {
            Kind::Person { accused: true, .. } => Speaker::Nobody,
            Kind::Person { .. } if matches!(line.before(mention.start), "a" | "an") => Speaker::Nobody,
            Kind::Person { name, .. } => Speaker::Text(line.words(name, mention.end).to_string()),
            _ => Speaker::Nobody,
        }
    }

    /// "the official" is somebody who has just spoken, or nobody.
    fn same_person(&self, line: &Line, mention: &Mention, paragraph: usize) -> Speaker {
        let plural = line.folded(mention.end.saturating_sub(1)).ends_with('s');
        match &self.last {
            Some((Speaker::Person(id), at)) if !plural && paragraph <= at + 1 => Speaker::Person(*id),
            _ => Speaker::Nobody,
        }
    }

    /// "the governor's office" speaks for the governor.
    fn holder(&self, line: &Line, mention: &Mention, sentence: usize) -> Option<Speaker> {
        let end = mention.start.checked_sub(1).filter(|_| line.before(mention.start) == "'s")?;
        let index = self.mentions.get(sentence)?.iter().position(|m| m.end == end)?;
        self.person_at(sentence, index).map(Speaker::Person)
    }

    /// Bodies mentioned before a sentence ends, the first mentioned first.
    fn mentioned(&self, sentence: usize) -> impl Iterator<Item = usize> + '_ {
        self.first_mentions.iter().take_while(move |(at, _)| *at <= sentence).map(|(_, id)| *id)
    }

    fn short(&self, line: &Line, mention: &Mention, head: usize, sentence: usize) -> Speaker {
        let words = line.keys(head, mention.end);
        let carries = |id: &usize| self.cast.bodies.get(*id).is_some_and(|b| words.iter().all(|w| b.keys.contains(w)));
        let qualified = line.keys(mention.start, mention.end);
        let whole =
            |id: &usize| self.cast.bodies.get(*id).is_some_and(|b| qualified.iter().all(|w| b.keys.contains(w)));
        let spoken = self.spoke.iter().rev().copied();
        let known = self.mentioned(sentence).find(whole);
        let named = known.or_else(|| spoken.clone().find(carries)).or_else(|| self.mentioned(sentence).find(carries));
        if let Some(id) = named {
            return Speaker::Body(id);
        }
        let any = |id: &usize| self.cast.bodies.get(*id).is_some_and(|b| !b.force);
        let employer = || match &self.last {
            Some((Speaker::Person(id), _)) => self.cast.persons.get(*id).and_then(|p| p.body),
            _ => None,
        };
        // "the provincial employment office" is not the agency that spoke before, unless that is one of employment.
        let alike =
            |id: &usize| self.cast.bodies.get(*id).is_some_and(|b| qualified.iter().any(|w| b.keys.contains(w)));
        let owned = matches!(line.before(mention.start), "'s" | "its" | "their");
        let own = !line.is(head, bits::ANAPHOR)
            && !owned
            && mention.start < head
            && !self.mentioned(sentence).any(|id| alike(&id));
        let generic = (line.is(head, bits::GENERIC) && !own).then(|| {
            let first = self.mentioned(sentence).find(any);
            let row =
                self.mentions.get(sentence).into_iter().flatten().zip(self.bodies.get(sentence).into_iter().flatten());
            let here = row.take_while(|(m, _)| m.end <= mention.start).filter_map(|(_, id)| *id).last();
            employer()
                .filter(any)
                .or_else(|| spoken.clone().find(any))
                .or(self.subject.filter(any))
                .or(here)
                .or(first)
                .or_else(|| self.spoke.last().copied())
                .or_else(|| self.mentioned(sentence).last().filter(|_| mention.start == head))
        });
        match generic.flatten() {
            Some(id) => Speaker::Body(id),
            None => Speaker::Text(line.words(mention.start, mention.end).to_string()),
        }
    }

    fn office(
        &self,
        line: &Line,
        mention: &Mention,
        role: &Role,
        definite: bool,
        sentence: usize,
        paragraph: usize,
    ) -> Speaker {
        let head = line.folded(mention.end.saturating_sub(1));
        let holder = || self.offices.holder(head, self.person.iter().rev().copied(), sentence);
        if let Some(id) = if definite { holder() } else { None } {
            return Speaker::Person(id);
        }
        if let Some(body) = role.body {
            // "…, its director said": the text names the director a little later.
            let named = self.offices.named_later(head, sentence).filter(|_| definite);
            let public = named.filter(|&id| self.cast.persons.get(id).is_some_and(|p| !p.private()));
            return public.map_or_else(|| self.resolve(sentence, body, paragraph), Speaker::Person);
        }
        if let Some(force) = self.force_of(line, mention) {
            return force;
        }
        // "a ministry official"
        if let Some(head) = (mention.start..mention.end.saturating_sub(1)).find(|&i| line.is(i, bits::HEAD)) {
            return self.short(
                line,
                &Mention { start: head, end: head + 1, kind: Kind::Short { head } },
                head,
                sentence,
            );
        }
        if definite
            && !role.voice
            && !plain_capital(line, mention.start)
            && let Some((Speaker::Person(id), at)) = &self.last
            && paragraph <= at + 2
        {
            return Speaker::Person(*id);
        }
        match self.spoke.last() {
            Some(id) if role.voice => Speaker::Body(*id),
            _ => Speaker::Nobody,
        }
    }

    /// "a police spokesman" speaks for the police.
    fn force_of(&self, line: &Line, mention: &Mention) -> Option<Speaker> {
        let at = (mention.start..mention.end).find(|&i| line.is(i, bits::FORCE))?;
        let end = line.hit(at, bits::FORCE)?.end;
        Some(Speaker::Text(line.words(at, end).to_lowercase()))
    }

    fn pronoun(&self, pronoun: Pronoun, sentence: usize, index: usize) -> Speaker {
        let female = |id: &&usize| self.cast.persons.get(**id).is_some_and(|p| p.female);
        match pronoun {
            Pronoun::She => self.person.last().map_or(Speaker::Nobody, |id| Speaker::Person(*id)),
            Pronoun::He => {
                let other = self.person.iter().rev().find(|id| !female(id));
                other.or(self.person.last()).map_or(Speaker::Nobody, |id| Speaker::Person(*id))
            }
            Pronoun::It | Pronoun::They => {
                let row = self.bodies.get(sentence).map_or(&[][..], Vec::as_slice);
                let here = row.get(..index).unwrap_or(&[]).iter().rev().copied().flatten().next();
                let body = here.or(self.subject).or(self.spoke.last().copied()).map(Speaker::Body);
                // "The customs service said … It added": a body that is only described.
                let text = || self.last.as_ref().map(|(s, _)| s.clone()).filter(|s| matches!(s, Speaker::Text(_)));
                body.or_else(text).unwrap_or(Speaker::Nobody)
            }
        }
    }

    fn document(
        &self,
        line: &Line,
        mention: &Mention,
        definite: bool,
        body: Option<usize>,
        sentence: usize,
        paragraph: usize,
    ) -> Speaker {
        if let Some(body) = body {
            return self.resolve(sentence, body, paragraph);
        }
        let before = mention.start.checked_sub(1);
        let named = before.is_some_and(|i| {
            line.capital(i) && !line.common_capital(i) || line.is(i, bits::NAMELESS | bits::PORTFOLIO)
        });
        let article = matches!(line.before(mention.start), "a" | "an");
        let near = matches!(&self.last, Some((Speaker::Body(_), at)) if *at == paragraph);
        if named || !(definite || article && near) {
            return Speaker::Nobody;
        }
        let of_person = match &self.last {
            Some((Speaker::Person(id), _)) => self.cast.persons.get(*id).and_then(|p| p.body),
            _ => None,
        };
        let first = self.mentioned(sentence).next();
        self.spoke.last().copied().or(of_person).or(self.subject).or(first).map_or(Speaker::Nobody, Speaker::Body)
    }

    /// Remembers a sentence's subject: the next "he" or "it" may mean it.
    pub fn sees(&mut self, sentence: usize, open: &dyn Fn(usize) -> bool) {
        let Some(row) = self.mentions.get(sentence) else { return };
        for (index, mention) in row.iter().enumerate().filter(|(_, m)| open(m.start)) {
            let front = mention.start <= 2
                || self.lines.get(sentence).is_some_and(|l| matches!(l.before(mention.start), "," | "—" | "–" | ":"));
            if let Some(id) = self
                .person_at(sentence, index)
                .filter(|&id| front && self.cast.persons.get(id).is_some_and(|p| p.placed))
            {
                self.remember_person(id);
            }
            if mention.start <= 2
                && let Some(id) = self.body_at(sentence, index)
            {
                self.subject = Some(id);
            }
        }
    }

    fn remember_person(&mut self, id: usize) {
        self.person.retain(|p| *p != id);
        self.person.push(id);
    }

    /// Who gives the answers of an interview: the first person that the text places somewhere.
    pub fn host_of_answers(&self) -> Option<Speaker> {
        let named = self.persons.iter().flatten().copied().flatten();
        let mut placed = named.filter(|&id| self.cast.persons.get(id).is_some_and(|p| p.placed && !p.private()));
        placed.next().map(Speaker::Person)
    }

    /// Remembers who spoke.
    pub fn heard(&mut self, speaker: &Speaker, paragraph: usize) {
        match speaker {
            Speaker::Person(id) => self.remember_person(*id),
            Speaker::Body(id) => {
                self.spoke.retain(|b| b != id);
                self.spoke.push(*id);
                self.subject = Some(*id);
            }
            _ => {}
        }
        if *speaker != Speaker::Nobody {
            self.last = Some((speaker.clone(), paragraph));
        }
    }

    /// Makes a name that speaks a person, unless it can't be one. What is left of it otherwise is its words.
    pub fn promote(&mut self, speaker: Speaker, sentence: usize, index: usize) -> Speaker {
        let Speaker::Person(id) = speaker else { return speaker };
        let (Some(mention), Some(line)) = (self.mention(sentence, index), self.lines.get(sentence)) else {
            return speaker;
        };
        let Some(person) = self.cast.persons.get_mut(id) else { return speaker };
        if person.placed {
            return speaker;
        }
        if matches!(mention.kind, Kind::Person { .. }) {
            let article = matches!(line.before(mention.start), "the" | "a" | "an");
            let place = article
                || names::is_country(line, mention.start, mention.end)
                || line.vocabulary.countries.is_capital(&person.name);
            if place {
                return Speaker::Text(person.name.clone());
            }
            person.placed = true;
        }
        speaker
    }

    /// The canonical name: of a person, of a body; nothing for the accused and the nameless.
    pub fn name(&self, speaker: &Speaker) -> String {
        match speaker {
            Speaker::Person(id) => {
                self.cast.persons.get(*id).filter(|p| !p.private()).map_or_else(String::new, |p| p.name.clone())
            }
            Speaker::Body(id) => self.cast.bodies.get(*id).map_or_else(String::new, |b| b.name.clone()),
            Speaker::Text(text) => text.clone(),
            Speaker::Nobody => String::new(),
        }
    }
}

/// A capitalised word that is no acronym: "the Justice" may be the beginning of a name.
fn plain_capital(line: &Line, at: usize) -> bool {
    line.tokens.get(at).is_some_and(|t| t.capital && !t.caps)
}
