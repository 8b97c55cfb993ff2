//! Quantities: a number, its bounds and the noun phrase that it counts. In: a parsed sentence. Out: every number of it,
//! as a quantity or as a refusal.

use super::nouns::{
    NounPhrase, antecedent_nationality, appositive_nationality, done_by, named_before, nationality_behind, noun_phrase,
    predicate, subject_of_amount,
};
use super::parse::Parsed;
use crate::model::{Bounds, Code, Refusal};
use crate::vocabulary::numbers::{NumberAt, round};
use crate::vocabulary::{Class, CountryForm, Unit, Vocabulary};

/// What sort of thing a number counts, before it is known what happened to it.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    Persons,
    Cases,
    Operations,
    Items,
    Premises,
    /// A noun that the vocabulary doesn't know: persons or things, as the verb says.
    Unnamed,
    Countries,
    Percent,
    Money(Code),
    Weight(Code),
    /// A number without a noun: "another 63", "of whom 12".
    Bare,
}

/// How a number is tied to an earlier one by its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Partitive {
    /// "of them", "of whom", "of these".
    OfThem,
    /// "of the 317": the value of the whole.
    OfNumber(u64),
    /// "of the suspects".
    OfThe,
    /// "of the last group": of the figure right before.
    OfGroup,
}

#[derive(Debug, Clone)]
pub struct Quantity {
    /// Tokens of the number with its bounds and sign.
    pub number: (usize, usize),
    /// Tokens up to the end of what it counts.
    pub end: usize,
    pub bounds: Bounds,
    pub what: What,
    pub noun: NounPhrase,
    pub partitive: Option<Partitive>,
    /// "the 21", "all 187": said again, or of something known.
    pub definite: bool,
    /// One, said by an article: "a pistol".
    pub article: bool,
    /// Further nationalities that the same number holds for, one by one ("one each from Chad and Mali").
    pub each: Vec<Code>,
    /// "12 more", "another 12", "12 others".
    pub other: bool,
    /// The subject of its clause says whom it counts: "women made up 33,794", "the number of overstayers was 79,013".
    pub amount: bool,
    /// It stands in a column of its own, apart from its label.
    pub column: bool,
    /// What the unit behind the number multiplies it by.
    pub factor: f64,
    /// Where the noun of that amount ends, to look for what is said of it.
    pub amount_noun: usize,
}

impl Quantity {
    pub fn start(&self) -> usize {
        self.number.0
    }

    pub fn is_bare(&self) -> bool {
        self.what == What::Bare
    }
}

/// What a sentence's numbers are: those that may count something, and those that certainly don't.
#[derive(Debug, Default)]
pub struct Found {
    pub quantities: Vec<Quantity>,
    pub refusals: Vec<Refusal>,
}

pub struct Reader<'p, 'v> {
    pub parsed: &'p Parsed<'v>,
    pub text: &'p str,
    pub vocabulary: &'v Vocabulary,
    /// The document's country, for currencies of one name.
    pub country: &'p str,
}

impl Reader<'_, '_> {
    pub fn read(&self) -> Found {
        let mut found = Found::default();
        let mut at = 0;
        while at < self.parsed.len() {
            at = self.step(at, &mut found);
        }
        self.share_nouns(&mut found.quantities);
        found
    }

    /// "15.3, 7.9 and 5.8 tonnes", "4,849 and 2,229 people": bare numbers of a list take the noun behind the last.
    fn share_nouns(&self, quantities: &mut [Quantity]) {
        for index in (1..quantities.len()).rev() {
            let (before, after) = quantities.split_at_mut(index);
            let (Some(left), Some(right)) = (before.last_mut(), after.first()) else { continue };
            let joint = (left.number.1..right.start()).all(|i| matches!(self.parsed.word(i), "," | "and" | "or"))
                && right.start() > left.number.1;
            let noun_behind = !right.is_bare()
                && !right.article
                && right.partitive.is_none()
                && right.what != What::Percent
                && !right.other;
            if !(joint && left.is_bare() && left.partitive.is_none() && !left.definite && noun_behind) {
                continue;
            }
            let factor = right.factor;
            let scale = |v: Option<f64>| v.map(|v| round(v * factor));
            left.bounds = Bounds { low: scale(left.bounds.low), high: scale(left.bounds.high), ..left.bounds };
            left.what = right.what.clone();
            left.noun = NounPhrase { end: left.end, ..right.noun.clone() };
            left.factor = factor;
        }
    }

    fn step(&self, at: usize, found: &mut Found) -> usize {
        let parsed = self.parsed;
        if parsed.timed.get(at).copied().unwrap_or(false) {
            if parsed.token(at).is_some_and(|t| t.is_number()) {
                found.refusals.push(Refusal { span: parsed.span_of(at, at + 1), reason: "date" });
            }
            return at + 1;
        }
        if let Some(quantity) = self.money_range(at) {
            let next = quantity.end;
            found.quantities.push(quantity);
            return next;
        }
        let Some(number) = self.vocabulary.numbers.at(&parsed.tokens, at).filter(|n| !self.runs_into_time(n)) else {
            if let Some(quantity) = self.article(at) {
                let next = quantity.end.max(at + 1);
                found.quantities.push(quantity);
                return next;
            }
            return at + 1;
        };
        if let Some((reason, next)) = self.refuse(&number) {
            found.refusals.push(Refusal { span: parsed.span_of(number.start, number.end), reason });
            return next.max(at + 1);
        }
        match self.quantity(&number) {
            Ok(quantity) => {
                let alone = quantity.is_bare() && quantity.partitive.is_none();
                let next = if alone { number.end } else { quantity.end.max(number.end) };
                found.quantities.push(quantity);
                next
            }
            Err(reason) => {
                found.refusals.push(Refusal { span: parsed.span_of(number.start, number.end), reason });
                number.end.max(at + 1)
            }
        }
    }

    /// A bound before a date ("over the past 60 days") is no number.
    fn runs_into_time(&self, number: &NumberAt) -> bool {
        (number.start..number.end).any(|i| self.parsed.timed.get(i).copied().unwrap_or(false))
    }

    /// Numbers that are never observations, by what stands around them.
    fn refuse(&self, number: &NumberAt) -> Option<(&'static str, usize)> {
        let parsed = self.parsed;
        let grammar = &self.vocabulary.grammar;
        let first = parsed.token(number.start)?;
        let digits = (number.start..number.end).find(|i| parsed.token(*i).is_some_and(|t| t.is_number()));
        let next = parsed.token(number.end);
        if first.glued {
            return Some(("name", number.end));
        }
        if next.is_some_and(|t| t.glued) {
            let age = next.is_some_and(|t| t.is("year") || t.is("month") || t.is("week"));
            return Some((if age { "age" } else { "compound" }, self.end_of_glued(number.end)));
        }
        if next.is_some_and(|t| !t.spaced && matches!(t.folded.as_str(), "st" | "nd" | "rd" | "th")) {
            return Some(("ordinal", number.end + 1));
        }
        if self.is_clock(number) {
            return Some(("time", number.end + 1));
        }
        if self.is_age(number) {
            return Some(("age", number.end));
        }
        let before = number.start.checked_sub(1).and_then(|i| parsed.token(i));
        if before
            .is_some_and(|t| grammar.is(t, Class::Numbered) && (t.capital || self.bare(number)) && number.start > 1)
        {
            return Some(("name", number.end));
        }
        if before.is_some_and(|t| t.is("no") && parsed.before(number.start, 2) != "in") && digits.is_some() {
            return Some(("name", number.end));
        }
        if parsed.before(number.start, 1) == "of"
            && matches!(parsed.before(number.start, 2), "groups" | "batches" | "gangs")
        {
            return Some(("threshold", number.end));
        }
        let more_than_one =
            number.bounds.qualifier == crate::model::Qualifier::MoreThan && number.bounds.low == Some(1.0);
        if more_than_one {
            return Some(("pronoun", number.end));
        }
        if number.spelled && parsed.word(number.start) == "one" && self.is_pronoun_one(number) {
            return Some(("pronoun", number.end));
        }
        None
    }

    fn end_of_glued(&self, mut at: usize) -> usize {
        while self.parsed.token(at).is_some_and(|t| t.glued) {
            at += 1;
        }
        at
    }

    fn is_clock(&self, number: &NumberAt) -> bool {
        let parsed = self.parsed;
        let next = parsed.word(number.end);
        let value = number.bounds.low.unwrap_or(0.0);
        let half = value <= 24.0
            && (matches!(next, "am" | "pm" | "o'clock" | "noon")
                || (matches!(next, "a" | "p")
                    && parsed.word(number.end + 1) == "."
                    && parsed.word(number.end + 2) == "m"));
        let colon = next == ":"
            && parsed.token(number.end).is_some_and(|t| !t.spaced)
            && parsed.token(number.end + 1).is_some_and(|t| t.is_number() && !t.spaced);
        let minutes = parsed.before(number.start, 1) == ":" && parsed.token(number.start).is_some_and(|t| !t.spaced);
        half || colon || minutes
    }

    /// "aged 14", "between the ages of 20 and 52", "34 years old", and "Mr Xu, 34, said".
    fn is_age(&self, number: &NumberAt) -> bool {
        let parsed = self.parsed;
        let grammar = &self.vocabulary.grammar;
        let is_age_word = |back: usize| {
            number.start.checked_sub(back).and_then(|i| parsed.token(i)).is_some_and(|t| grammar.is(t, Class::Age))
        };
        let aged = is_age_word(1)
            || (is_age_word(2)
                && matches!(parsed.before(number.start, 1), "of" | "between" | "from" | "over" | "under"))
            || (matches!(parsed.before(number.start, 1), "and" | "to")
                && (3..=4).any(is_age_word)
                && parsed.token(number.start.saturating_sub(2)).is_some_and(|t| t.is_number()));
        let old = parsed.word(number.end).starts_with("year") && parsed.word(number.end + 1) == "old";
        let years = number.bounds.low.or(number.bounds.high).is_some_and(|v| (10.0..=99.0).contains(&v));
        let between_commas = years
            && !number.spelled
            && parsed.before(number.start, 1) == ","
            && matches!(parsed.word(number.end), "," | ")" | ".")
            && number.start.checked_sub(2).and_then(|i| parsed.token(i)).is_some_and(|t| t.capital)
            && parsed.mention_at(number.start.saturating_sub(2)).is_none();
        let singular = |back: usize| {
            number
                .start
                .checked_sub(back)
                .and_then(|i| parsed.mention_at(i))
                .and_then(|m| m.population())
                .is_some_and(|(_, plural)| !plural)
        };
        let plain = !number.spelled && number.bounds.low.is_some_and(|v| v < 110.0) && self.bare(number);
        let of_age = plain && parsed.before(number.start, 1) == "of" && singular(2);
        let is_age = plain
            && matches!(parsed.before(number.start, 1), "is" | "was")
            && matches!(parsed.before(number.start, 2), "who" | "he" | "she" | "youngest" | "oldest" | "eldest");
        aged || old || between_commas || of_age || is_age
    }

    /// Whether nothing that could be counted stands behind a number.
    fn bare(&self, number: &NumberAt) -> bool {
        noun_phrase(self.parsed, number.end, self.vocabulary).head.is_none()
    }

    /// "no one", "one another", "one of the biggest", "one day".
    fn is_pronoun_one(&self, number: &NumberAt) -> bool {
        let parsed = self.parsed;
        let next = parsed.word(number.end);
        let grammar = &self.vocabulary.grammar;
        let before = number.start.checked_sub(1).and_then(|i| parsed.token(i));
        let behind_adjective = before.is_some_and(|t| {
            t.is_word()
                && ![
                    Class::Preposition,
                    Class::Conjunction,
                    Class::Be,
                    Class::Have,
                    Class::Adverb,
                    Class::Finite,
                    Class::Subordinator,
                ]
                .iter()
                .any(|c| grammar.is(t, *c))
                && parsed.mention_at(number.start - 1).is_none_or(|m| !m.is_verb())
        });
        let leads =
            number.start == 0 && next == "of" && matches!(parsed.word(number.end + 2), "," | "is" | "was" | "has");
        let ends = number.end >= parsed.len() || parsed.is_mark(number.end);
        leads
            || (behind_adjective && ends)
            || matches!(
                parsed.before(number.start, 1),
                "no" | "this" | "that" | "any" | "which" | "the" | "every" | "another" | "comparable"
            )
            || matches!(next, "another" | "day" | "who" | "can" | "should" | "must" | "may" | "another's" | "'s")
            || (next == "of" && !matches!(parsed.word(number.end + 1), "them" | "whom" | "those" | "these" | "the"))
    }

    fn quantity(&self, number: &NumberAt) -> Result<Quantity, &'static str> {
        let parsed = self.parsed;
        let digits = (number.start..number.end)
            .find(|i| parsed.token(*i).is_some_and(|t| t.is_number()))
            .unwrap_or(number.start);
        if let Some((code, sign)) = self.vocabulary.units.before(self.text, &parsed.tokens, digits) {
            return self.money(number, code, sign);
        }
        if let Some(m) = self.vocabulary.grammar.percent.longest(&parsed.tokens, number.end) {
            return Ok(self.share(number, m.end));
        }
        if number.fraction {
            return self.fraction(number);
        }
        let vague = number.bounds.qualifier == crate::model::Qualifier::Vague && parsed.word(number.end) == "of";
        let behind = number.end + usize::from(vague);
        if let Some((unit, end)) = self.vocabulary.units.behind(&parsed.tokens, behind, self.country) {
            return match unit {
                Unit::Money { code, .. } => self.money_end(number, code.clone(), number.start, end),
                Unit::Weight { unit, factor, .. } => Ok(self.weight(number, unit.clone(), *factor, end)),
            };
        }
        self.counted(number)
    }

    fn money(&self, number: &NumberAt, code: Code, sign: usize) -> Result<Quantity, &'static str> {
        // "more than US$3 million": the bound stands before the sign.
        let mut bounds = number.bounds;
        let mut start = sign;
        for back in (1..=4).rev() {
            let Some(from) = sign.checked_sub(back) else { continue };
            let shown = self.vocabulary.numbers.bound_before(&self.parsed.tokens, from, sign);
            if let Some(qualifier) = shown {
                bounds = crate::vocabulary::numbers::bounded(number.bounds.low, qualifier);
                start = from;
                break;
            }
        }
        self.money_end(&NumberAt { bounds, ..*number }, code, start, number.end)
    }

    fn money_end(&self, number: &NumberAt, code: Code, start: usize, end: usize) -> Result<Quantity, &'static str> {
        let parsed = self.parsed;
        if parsed.before(start, 1) == "(" || (parsed.before(start, 2) == "(" && start > 1) {
            return Err("conversion");
        }
        let rate = parsed.word(end) != "each" && self.vocabulary.grammar.rates.longest(&parsed.tokens, end).is_some();
        if rate {
            return Err("rate");
        }
        Ok(self.build(number, (start.min(number.start), end), end, What::Money(code), NounPhrase::default()))
    }

    /// "between A$4,000 and A$9,500".
    fn money_range(&self, at: usize) -> Option<Quantity> {
        let parsed = self.parsed;
        if parsed.word(at) != "between" {
            return None;
        }
        let next_number = |from: usize| (from..from + 4).find(|i| parsed.token(*i).is_some_and(|t| t.is_number()));
        let first = next_number(at + 1)?;
        let (code, sign) = self.vocabulary.units.before(self.text, &parsed.tokens, first)?;
        let (low, end) = self.vocabulary.numbers.plain(&parsed.tokens, first)?;
        let second = next_number(end).filter(|_| sign == at + 1 && parsed.word(end) == "and")?;
        let (high, end) = self.vocabulary.numbers.plain(&parsed.tokens, second)?;
        let bounds = Bounds { low: Some(low), high: Some(high), qualifier: crate::model::Qualifier::Range };
        let number = NumberAt { start: at, end, bounds, fraction: false, spelled: false };
        self.money_end(&number, code, at, end).ok()
    }

    fn share(&self, number: &NumberAt, end: usize) -> Quantity {
        let (mut noun, partitive, mut stop) = self.of_phrase(end);
        if partitive.is_none() && stop == end {
            // "36 percent Yemenis"
            let behind = noun_phrase(self.parsed, end, self.vocabulary);
            if behind.nationality_form.is_some() || behind.sex.is_some() {
                stop = behind.end;
                noun = behind;
            }
        }
        let mut quantity =
            self.build(number, (number.start, end.min(number.end + 2).max(number.end)), stop, What::Percent, noun);
        quantity.partitive = partitive;
        predicate(self.parsed, &mut quantity, self.vocabulary);
        quantity.what = What::Percent;
        quantity
    }

    fn fraction(&self, number: &NumberAt) -> Result<Quantity, &'static str> {
        let next = self.parsed.word(number.end);
        if self.parsed.before(number.start, 1) == "by" {
            return Ok(self.build(
                number,
                (number.start, number.end),
                number.end,
                What::Percent,
                NounPhrase::default(),
            ));
        }
        if !matches!(next, "of" | "the" | "were" | "are") {
            return Err("fraction");
        }
        let from = if next == "the" { number.end } else { number.end };
        let (noun, partitive, end) = self.of_phrase(from);
        let mut quantity = self.build(number, (number.start, number.end), end, What::Percent, noun);
        quantity.partitive = partitive.or(Some(Partitive::OfThe));
        Ok(quantity)
    }

    fn weight(&self, number: &NumberAt, unit: Code, factor: f64, end: usize) -> Quantity {
        let scale = |v: Option<f64>| v.map(|v| round(v * factor));
        let bounds = Bounds { low: scale(number.bounds.low), high: scale(number.bounds.high), ..number.bounds };
        let mut noun = NounPhrase::default();
        let mut stop = end;
        if self.parsed.word(end) == "of" {
            let from = end + 1 + usize::from(matches!(self.parsed.word(end + 1), "the" | "suspected" | "pure"));
            noun = noun_phrase(self.parsed, from, self.vocabulary);
            stop = noun.end.max(end);
        }
        let mut quantity = self.build(number, (number.start, end), stop, What::Weight(unit), noun);
        quantity.bounds = bounds;
        quantity.factor = factor;
        quantity
    }

    /// The noun phrase behind "of", "of the", "of them".
    fn of_phrase(&self, at: usize) -> (NounPhrase, Option<Partitive>, usize) {
        let parsed = self.parsed;
        if parsed.word(at) != "of" {
            return (NounPhrase { end: at, ..NounPhrase::default() }, None, at);
        }
        if let Some((partitive, end)) = self.partitive(at) {
            let mut noun = noun_phrase(parsed, end, self.vocabulary);
            if partitive != Partitive::OfThe && !noun.starts_with_people() {
                noun = NounPhrase { end, ..NounPhrase::default() };
            }
            let stop = noun.end.max(end);
            return (noun, Some(partitive), stop);
        }
        let noun = noun_phrase(parsed, at + 1, self.vocabulary);
        let stop = noun.end.max(at);
        (noun, None, stop)
    }

    /// "of them", "of whom", "of the 13", "of the": what it points to, and where its words end.
    fn partitive(&self, of: usize) -> Option<(Partitive, usize)> {
        let parsed = self.parsed;
        if parsed.word(of) != "of" {
            return None;
        }
        match parsed.word(of + 1) {
            "them" | "whom" | "which" | "these" | "those" => Some((Partitive::OfThem, of + 2)),
            "the" | "all" | "their" | "his" | "its" => {
                let from = of + 2;
                if let Some((value, end)) = self.vocabulary.numbers.plain(&parsed.tokens, from) {
                    return Some((Partitive::OfNumber(value as u64), end));
                }
                Some((Partitive::OfThe, from))
            }
            _ if parsed.word(of + 2) == "'s" => Some((Partitive::OfThe, of + 3)),
            _ => None,
        }
    }

    fn counted(&self, number: &NumberAt) -> Result<Quantity, &'static str> {
        let parsed = self.parsed;
        let mut from = number.end;
        if number.bounds.qualifier == crate::model::Qualifier::Vague
            && parsed.word(from) == "of"
            && self.partitive(from).is_none()
        {
            from += 1;
        }
        let bracket = (from..from + 7).find(|i| parsed.word(*i) == ")").filter(|_| parsed.word(from) == "(");
        let partitive = self.partitive(bracket.map_or(from, |b| b + 1));
        if let Some((_, end)) = partitive.filter(|_| bracket.is_none()) {
            from = end;
        }
        let mut noun = noun_phrase(parsed, from, self.vocabulary);
        let mut grouped = false;
        if partitive.is_some()
            && noun.population.and_then(|p| self.vocabulary.terms.populations.get(p)).is_some_and(|p| p.collective)
        {
            // "four of the last group"
            grouped = true;
            noun = NounPhrase { end: noun.end, ..NounPhrase::default() };
            from = noun.end;
        }

        if noun.uncounted {
            return Err("uncounted");
        }
        let object_class =
            noun.object.and_then(|i| self.vocabulary.terms.objects.get(i)).map_or("", |o| o.class.as_str());
        let class_wins = noun.population.is_none();
        if class_wins && object_class == "time" && !(parsed.word(noun.end.saturating_sub(1)).starts_with("time")) {
            return Err("duration");
        }
        if class_wins && object_class == "length" {
            return Err("distance");
        }
        if class_wins && object_class == "other" && noun.event.is_none() {
            return Err("other_unit");
        }
        if parsed.word(noun.end.saturating_sub(1)) == "times"
            && matches!(parsed.word(noun.end), "as" | "more" | "higher" | "the" | "larger")
        {
            return Err("multiple");
        }
        let what = self.classify(&noun, object_class);
        if what == What::Bare && self.is_year(number) {
            return Err("date");
        }
        let end = if what == What::Bare { from } else { noun.end.max(from) };
        let mut quantity = self.build(number, (number.start, number.end), end, what, noun);
        quantity.partitive = partitive.map(|(p, _)| if grouped { Partitive::OfGroup } else { p });
        self.enrich(&mut quantity);
        quantity.column = self.is_column(number.start);
        if matches!(quantity.what, What::Cases | What::Items | What::Bare | What::Operations) {
            done_by(parsed, &mut quantity, self.vocabulary);
        }
        if quantity.is_bare() || (quantity.what == What::Persons && quantity.noun.head.is_none()) {
            subject_of_amount(parsed, &mut quantity, self.vocabulary);
        }
        Ok(quantity)
    }

    /// Two spaces or more before a number set it apart as a column.
    fn is_column(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|i| self.parsed.token(i));
        let gap = before.zip(self.parsed.token(at)).and_then(|(a, b)| self.text.get(a.span.end..b.span.start));
        gap.is_some_and(|g| g.contains("  ") || g.contains('\t'))
    }

    fn is_year(&self, number: &NumberAt) -> bool {
        let raw = self.parsed.span_of(number.end - 1, number.end).of(self.text);
        raw.len() == 4 && number.bounds.low.is_some_and(|v| (1900.0..2100.0).contains(&v))
    }

    fn classify(&self, noun: &NounPhrase, object_class: &str) -> What {
        if noun.population.is_some() || (noun.object.is_none() && noun.head.is_some() && !noun.nationality.is_empty()) {
            return What::Persons;
        }
        if let Some(event) = noun.event {
            let unit = self.vocabulary.terms.measures.get(event).map_or("", |m| m.unit.as_str());
            return match unit {
                "cases" => What::Cases,
                "operations" => What::Operations,
                "persons" if object_class == "operation" => What::Operations,
                "persons" => What::Persons,
                _ => What::Cases,
            };
        }
        match object_class {
            "case" => What::Cases,
            "operation" => What::Operations,
            "premises" => What::Premises,
            "countries" => What::Countries,
            "" if noun.head.is_some() => What::Unnamed,
            "" => What::Bare,
            _ => What::Items,
        }
    }

    /// What stands behind the noun phrase: where they come from, what they are.
    fn enrich(&self, quantity: &mut Quantity) {
        let parsed = self.parsed;
        if matches!(quantity.what, What::Persons | What::Bare) {
            if parsed.word(quantity.end) == "each" || parsed.word(quantity.number.1) == "each" {
                let each = if parsed.word(quantity.end) == "each" { quantity.end } else { quantity.number.1 };
                let (codes, end) = nationality_behind(parsed, each + 1, self.vocabulary);
                if codes.len() > 1 {
                    quantity.each = codes;
                    quantity.what = What::Persons;
                    quantity.end = end;
                    return;
                }
            }
            if quantity.noun.nationality.is_empty() || quantity.noun.foreign_only() {
                let (codes, end) = nationality_behind(parsed, quantity.end, self.vocabulary);
                if !codes.is_empty() {
                    quantity.noun.origin = parsed.word(quantity.end) == "from";
                    quantity.noun.nationality = codes;
                    quantity.end = end;
                    if quantity.is_bare() {
                        quantity.what = What::Persons;
                    }
                }
            }
            let counted = matches!(parsed.word(quantity.end), "from" | "of" | "with" | "representing")
                .then(|| self.vocabulary.numbers.at(&parsed.tokens, quantity.end + 1))
                .flatten()
                .map(|n| noun_phrase(parsed, n.end, self.vocabulary));
            let class = counted.and_then(|n| n.object).and_then(|i| self.vocabulary.terms.objects.get(i));
            if quantity.noun.nationality.is_empty() && class.is_some_and(|o| o.class == "countries") {
                quantity.noun.nationality = vec!["foreign".into()];
            }
            antecedent_nationality(parsed, quantity);
            if quantity.partitive == Some(Partitive::OfThem) && quantity.noun.nationality.is_empty() {
                named_before(parsed, quantity);
            }
            appositive_nationality(parsed, quantity, self.vocabulary);
            predicate(parsed, quantity, self.vocabulary);
        }
    }

    fn build(&self, number: &NumberAt, tokens: (usize, usize), end: usize, what: What, noun: NounPhrase) -> Quantity {
        let parsed = self.parsed;
        let before = parsed.before(tokens.0, 1);
        let definite = matches!(before, "the" | "all" | "these" | "those" | "both")
            || (before == "other" && parsed.before(tokens.0, 2) == "the")
            || before == "remaining";
        let other = noun.other || matches!(before, "another" | "further" | "additional" | "other" | "remaining");
        Quantity {
            number: tokens,
            end,
            bounds: number.bounds,
            what,
            noun,
            partitive: None,
            definite,
            article: false,
            each: Vec::new(),
            other,
            amount: false,
            column: false,
            factor: 1.0,
            amount_noun: 0,
        }
    }

    /// "a Tunisian", "an AK-47 rifle": one, said by an article before a singular noun of persons or things.
    fn article(&self, at: usize) -> Option<Quantity> {
        let parsed = self.parsed;
        if !matches!(parsed.word(at), "a" | "an") {
            return None;
        }
        let noun = noun_phrase(parsed, at + 1, self.vocabulary);
        let singular = noun.singular && !noun.staff && !noun.uncounted && noun.event.is_none();
        let class = noun.object.and_then(|i| self.vocabulary.terms.objects.get(i)).map_or("", |o| o.class.as_str());
        let thing = matches!(class, "document" | "device" | "vehicle" | "weapon" | "goods");
        let person = noun.population.is_some()
            || noun.nationality_form == Some(CountryForm::Singular)
            || noun.nationality_form == Some(CountryForm::Plural);
        if !singular || !(person || thing) {
            return None;
        }
        let what = if person { What::Persons } else { What::Items };
        let number = NumberAt { start: at, end: at + 1, bounds: Bounds::exact(1.0), fraction: false, spelled: true };
        let end = noun.end;
        let mut quantity = self.build(&number, (at, at + 1), end, what, noun);
        quantity.article = true;
        self.enrich(&mut quantity);
        Some(quantity)
    }
}
