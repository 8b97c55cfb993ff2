//! Who says so: the persons, organisations, statements and attributions of an article. In: an article's prose and the
//! vocabulary. Out: [`Who`], which is asked for the speaker of each figure.

pub mod attribution;
pub mod bodies;
pub mod cast;
pub mod labels;
pub mod marks;
pub mod mentions;
pub mod names;
pub mod offices;
pub mod organisations;
pub mod persons;
pub mod quotations;
pub mod roles;
pub mod subjects;
pub mod tags;
#[cfg(test)]
mod tests;

use self::attribution::Scope;
use self::cast::{Reader, Speaker};
use self::labels::{Label, labels};
use self::marks::Line;
use self::mentions::{Kind, Mention, Role, scan};
use self::quotations::{Quotation, Voiced};
use self::tags::{Tag, speaks, tags};
use crate::model::{Article, Code, Person, Span, Statement};
use crate::text::Prose;
use crate::text::sentences::is_list_item;
use crate::vocabulary::{Saying, Vocabulary};

/// A place of the text that names a body, with its canonical name and its country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrgMention {
    pub span: Span,
    pub name: String,
    pub country: Option<Code>,
}

/// A part of the text and who says it; the speaker is empty where the words name nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    pub scope: Span,
    pub speaker: String,
    pub rule: &'static str,
    /// The words that say so.
    pub words: Span,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Who {
    pub persons: Vec<Person>,
    pub statements: Vec<Statement>,
    pub organisations: Vec<OrgMention>,
    pub attributions: Vec<Attribution>,
}

/// The attributions by where their scopes begin, each with how far those up to it reach: a long article has thousands.
pub struct Scopes<'w> {
    by_start: Vec<(usize, &'w Attribution)>,
    reach: Vec<usize>,
}

impl<'w> Scopes<'w> {
    pub fn of(who: &'w Who) -> Self {
        let mut by_start: Vec<(usize, &Attribution)> = who.attributions.iter().enumerate().collect();
        by_start.sort_by_key(|(_, a)| a.scope.start);
        let ends = by_start.iter().map(|(_, a)| a.scope.end);
        let reach = ends.scan(0, |reach, end| {
            *reach = end.max(*reach);
            Some(*reach)
        });
        let reach = reach.collect();
        Scopes { by_start, reach }
    }

    /// Who says the words of a figure: the narrowest part of the text that holds them and has a speaker's words.
    pub fn speaker_of(&self, figure: Span) -> Option<&'w Attribution> {
        let before = self.by_start.partition_point(|(_, a)| a.scope.start <= figure.start);
        let reaching = self.by_start.iter().zip(&self.reach).take(before).rev();
        let near = reaching.take_while(|(_, reach)| **reach >= figure.end).map(|(found, _)| found);
        let holding = near.filter(|(_, a)| a.scope.contains(figure));
        holding.min_by_key(|(number, a)| (a.scope.end - a.scope.start, *number)).map(|(_, a)| *a)
    }
}

pub fn who(article: &Article, prose: &Prose, vocabulary: &Vocabulary) -> Who {
    let text = article.text.as_str();
    let acronyms = marks::acronyms(text, &prose.sentences);
    let lines: Vec<Line> = prose.sentences.iter().map(|s| Line::of(text, s, vocabulary, &acronyms)).collect();
    let mentions: Vec<Vec<Mention>> = lines.iter().map(scan).collect();
    let blocks = prose.paragraphs.iter().enumerate();
    let mut quotes: Vec<Vec<Quotation>> = blocks.map(|(i, span)| quotations::quotations(text, i, *span)).collect();
    let labels = labels(text, prose, &lines, &mentions);
    let reader = Reader::new(&lines, &mentions);
    let mut reading = Reading { reader, prose, text, out: Who::default(), last: None, labels, turn: None };
    let mut from = 0;
    for paragraph in 0..prose.paragraphs.len() {
        let to = prose.sentences.partition_point(|s| s.paragraph <= paragraph);
        if let Some(quotes) = quotes.get_mut(paragraph) {
            reading.paragraph(paragraph, from..to, quotes);
        }
        from = to;
    }
    reading.finish(&quotes)
}

/// Whether a token stands outside quotation marks.
fn is_open(line: &Line, quotes: &[Quotation], token: usize) -> bool {
    let at = line.tokens.get(token).map_or(0, |t| t.span.start);
    !quotes.iter().any(|q| q.outer.start <= at && at < q.outer.end)
}

struct Reading<'p, 'l, 'a> {
    reader: Reader<'l, 'a>,
    prose: &'p Prose,
    text: &'p str,
    out: Who,
    /// Who spoke last in the paragraphs before.
    last: Option<Speaker>,
    /// What each paragraph is headed by, and whose turn it is.
    labels: Vec<Option<Label>>,
    turn: Option<Speaker>,
}

impl Reading<'_, '_, '_> {
    fn paragraph(&mut self, paragraph: usize, sentences: std::ops::Range<usize>, quotes: &mut [Quotation]) {
        let mut voices: Vec<Voiced> = Vec::new();
        self.take_turn(paragraph);
        for sentence in sentences.clone() {
            self.employ(paragraph, sentence);
            if let Some(line) = self.reader.lines.get(sentence) {
                self.reader.sees(sentence, &|token| is_open(line, quotes, token));
            }
            self.sentence(paragraph, sentence, quotes, &mut voices);
        }
        if !quotes.is_empty() {
            self.ascribe(paragraph, sentences, quotes, &voices);
        }
        if let Some(voice) = voices.last() {
            self.last = Some(voice.speaker.clone());
        }
    }

    /// In a text by turns a whole paragraph is its speaker's.
    fn take_turn(&mut self, paragraph: usize) {
        match self.labels.get(paragraph).copied().flatten() {
            Some(Label::Question) => self.turn = None,
            Some(Label::Answer) => self.turn = self.reader.host_of_answers(),
            Some(Label::Named(sentence, index) | Label::Bare(sentence, index)) => {
                let speaker = self.reader.resolve(sentence, index, paragraph);
                self.turn = Some(self.reader.promote(speaker, sentence, index));
            }
            None => {}
        }
        if let (Some(turn), Some(span)) = (&self.turn, self.prose.paragraphs.get(paragraph)) {
            let speaker = self.reader.name(turn);
            self.out.attributions.push(Attribution { scope: *span, speaker, rule: "turn", words: *span });
        }
    }

    fn sentence(&mut self, paragraph: usize, sentence: usize, quotes: &[Quotation], voices: &mut Vec<Voiced>) {
        let (Some(line), Some(mentions)) = (self.reader.lines.get(sentence), self.reader.mentions.get(sentence)) else {
            return;
        };
        if !attribution::may_speak(line) {
            self.goes_on_as_list(sentence, voices);
            return;
        }
        let open = |token: usize| is_open(line, quotes, token);
        let mut found = tags(line, mentions, &open);
        // A description speaks only beside a quotation.
        let quoted = quotes
            .iter()
            .any(|q| q.outer.start < line.span(0, line.len()).end && line.span(0, line.len()).start < q.outer.end);
        found.retain(|t| t.saying != Saying::Quote || quoted);
        let mut speakers = Vec::new();
        for tag in &found {
            let speaker = match tag.subject {
                Some(index) => {
                    let speaker = self.reader.resolve(sentence, index, paragraph);
                    self.reader.promote(speaker, sentence, index)
                }
                None => Speaker::Nobody,
            };
            self.reader.heard(&speaker, paragraph);
            let span = line.span(tag.start, tag.end);
            voices.push(Voiced { span, sentence, speaker: speaker.clone(), weak: tag.saying == Saying::Quote });
            speakers.push(speaker);
        }
        let same = |a: usize, b: usize| speakers.get(a) == speakers.get(b);
        let scopes = attribution::scopes(line, &found, &same);
        self.attribute(sentence, &found, &speakers, scopes);
    }

    fn attribute(&mut self, sentence: usize, tags: &[Tag], speakers: &[Speaker], scopes: Vec<Scope>) {
        let Some(line) = self.reader.lines.get(sentence) else { return };
        for scope in scopes {
            let (Some(tag), Some(speaker)) = (tags.get(scope.tag), speakers.get(scope.tag)) else { continue };
            let mut span = scope.span;
            if attribution::introduces_list(line) {
                span = span.join(self.list_behind(sentence));
            }
            let words = line.span(tag.start, tag.end);
            self.out.attributions.push(Attribution {
                scope: span,
                speaker: self.reader.name(speaker),
                rule: tag.rule,
                words,
            });
        }
    }

    /// "…, the minister said. Four countries stand out:": the list is still the minister's.
    fn goes_on_as_list(&mut self, sentence: usize, voices: &[Voiced]) {
        let Some(line) = self.reader.lines.get(sentence).filter(|l| attribution::introduces_list(l)) else { return };
        let Some(voice) = voices.last().filter(|v| v.sentence + 1 == sentence && !v.weak) else { return };
        let scope = line.span(0, line.len()).join(self.list_behind(sentence));
        let speaker = self.reader.name(&voice.speaker);
        self.out.attributions.push(Attribution { scope, speaker, rule: "list", words: voice.span });
    }

    /// The list items that follow a sentence.
    fn list_behind(&self, sentence: usize) -> Span {
        let here = self.prose.sentences.get(sentence).map_or(Span::new(0, 0), |s| s.span);
        let paragraph = self.prose.sentences.get(sentence).map_or(0, |s| s.paragraph);
        let items = self.prose.paragraphs.iter().skip(paragraph + 1).take_while(|p| is_list_item(p.of(self.text)));
        items.fold(here, |all, item| all.join(*item))
    }

    fn ascribe(
        &mut self,
        paragraph: usize,
        sentences: std::ops::Range<usize>,
        quotes: &mut [Quotation],
        voices: &[Voiced],
    ) {
        let subject = |at: usize| {
            let sentence = sentences
                .clone()
                .find(|&s| self.prose.sentences.get(s).is_some_and(|s| s.span.start <= at && at < s.span.end))?;
            let row = self.reader.mentions.get(sentence)?;
            let line = self.reader.lines.get(sentence)?;
            let before = row.iter().position(|m| speaks(&m.kind) && line.span(m.start, m.end).end <= at);
            // "“Money,” laughs Inspector Marchetti": a verb that no list knows.
            let after = || row.iter().position(|m| speaks(&m.kind) && line.span(m.start, m.end).start > at);
            let index = before.or_else(after)?;
            let speaker = self.reader.resolve(sentence, index, paragraph);
            let person =
                matches!(&speaker, Speaker::Person(id) if self.reader.cast.persons.get(*id).is_some_and(|p| p.placed));
            (person || matches!(speaker, Speaker::Body(_))).then_some(speaker)
        };
        quotations::ascribe(self.text, quotes, voices, &subject, self.last.clone());
        if let (Some(Some(Label::Answer)), Some(turn)) = (self.labels.get(paragraph), &self.turn) {
            let block = self.prose.paragraphs.get(paragraph).copied().unwrap_or(Span::new(0, 0));
            let alone = |q: &Quotation| {
                let rest = Span::new(q.outer.end, block.end.max(q.outer.end)).of(self.text).trim_start();
                q.outer.start == block.start && (rest.is_empty() || rest.starts_with('('))
            };
            quotes.iter_mut().filter(|q| alone(q)).for_each(|q| q.speaker = Some(turn.clone()));
        }
        for quote in quotes.iter().filter(|q| quotations::is_statement(self.text, q)) {
            let Some(speaker) = quote.speaker.clone() else { continue };
            if let Speaker::Person(id) = speaker
                && let Some(person) = self.reader.cast.persons.get_mut(id)
            {
                person.placed = true;
            }
            self.reader.heard(&speaker, paragraph);
            self.last = Some(speaker);
        }
    }

    /// Names are known in full only at the end of the text.
    fn finish(mut self, quotes: &[Vec<Quotation>]) -> Who {
        for row in quotes {
            let name = |speaker: &Speaker| self.reader.name(speaker);
            let statements = quotations::statements(self.text, row, &name);
            self.out.statements.extend(statements);
            for quote in row.iter().filter(|q| quotations::is_statement(self.text, q)) {
                let speaker = quote.speaker.as_ref().map_or_else(String::new, name);
                self.out.attributions.push(Attribution {
                    scope: quote.outer,
                    speaker,
                    rule: "quotation",
                    words: quote.outer,
                });
            }
        }
        self.out.persons = persons::stored(&self.reader.cast);
        self.out.organisations = self.organisations();
        self.out
    }

    /// Gives each person of a sentence the body in which the text places him or her.
    fn employ(&mut self, paragraph: usize, sentence: usize) {
        let Some(row) = self.reader.mentions.get(sentence) else { return };
        for (index, mention) in row.iter().enumerate() {
            let Kind::Person { role: Some(Role { body: Some(body), .. }), .. } = &mention.kind else { continue };
            let Some(id) = self.reader.person_at(sentence, index) else { continue };
            let speaker = self.reader.resolve(sentence, *body, paragraph);
            if let (Speaker::Body(body), Some(person)) = (speaker, self.reader.cast.persons.get_mut(id)) {
                person.body = person.body.or(Some(body));
            }
        }
    }

    fn organisations(&self) -> Vec<OrgMention> {
        let mut out = Vec::new();
        for (sentence, row) in self.reader.mentions.iter().enumerate() {
            for (index, mention) in row.iter().enumerate() {
                let (Some(id), Some(line)) = (self.reader.body_at(sentence, index), self.reader.lines.get(sentence))
                else {
                    continue;
                };
                let Some(body) = self.reader.cast.bodies.get(id) else { continue };
                let span = line.span(mention.start, mention.end);
                out.push(OrgMention { span, name: body.name.clone(), country: body.country.clone() });
            }
        }
        out
    }
}
