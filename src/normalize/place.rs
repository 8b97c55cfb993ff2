//! The country of a place, and of a document. In: what the names can mean, and what else the document says of
//! countries. Out: a code, or none where the words don't decide.

use std::collections::{BTreeMap, BTreeSet};

use crate::extract::place::{Certainty, PlaceMention};
use crate::model::{Article, Code};
use crate::text::{Prose, Token, tokenize};
use crate::vocabulary::periods::Word;
use crate::vocabulary::places::Lead;
use crate::vocabulary::units::Unit;
use crate::vocabulary::{CountryForm, Sense, Vocabulary};

/// How much larger the largest place of a name must be to be meant without other evidence.
const DOMINANCE: u32 = 5;
/// From how many thousand people a city is meant though the document is about another country.
const LARGE_CITY: u32 = 500;
/// Up to how many thousand people a place abroad is one only where the text names its country.
const FAMOUS_CITY: u32 = 1000;
/// The dash or colon of a dateline stands at most so many tokens behind its place.
const DATE: usize = 9;
/// What an amount in a country's own money says of it, and what all such amounts say at most.
const MONEY: f64 = 0.4;
const MUCH_MONEY: f64 = 1.6;
/// The unit of money stands at most so many words behind the number: "4.1 million baht".
const MAGNITUDE: usize = 2;
/// What a dateline says of the country.
const DATELINE: f64 = 5.0;
/// From which part of the most the publisher's own country is meant.
const AT_HOME: f64 = 0.73;
/// The class of the objects that are countries.
const COUNTRIES: &str = "countries";
/// Less evidence than this is none.
const ENOUGH: f64 = 1.2;

/// How much in the document speaks for each country.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Evidence {
    weights: BTreeMap<Code, f64>,
    /// Countries whose own name or adjective the text has.
    named: BTreeSet<Code>,
    /// The countries of the dateline's place.
    dateline: Vec<Code>,
    /// A body of several countries tells of them, from its seat.
    several: bool,
    /// Such a body is named in the lead, wherever the text was written.
    joint: bool,
    /// The lead tells of something that happened in several countries.
    across: bool,
    /// The country of the publisher.
    home: Option<Code>,
    /// The countries beside each for which something speaks.
    beside: BTreeSet<(Code, Code)>,
}

impl Evidence {
    pub fn add(&mut self, code: &Code, weight: f64) {
        *self.weights.entry(code.clone()).or_default() += weight;
    }

    /// Whether it tells of an operation in several countries: what no words place happened in all of them.
    pub fn is_joint(&self) -> bool {
        self.across && self.joint
    }

    /// The seat of a body of several countries says nothing of where it is active: its dateline doesn't count.
    pub fn is_seat(&mut self, code: &Code) {
        self.joint = true;
        if self.dateline.contains(code) {
            self.dateline.clear();
            self.weights.remove(code);
            self.several = true;
        }
    }

    pub fn weight(&self, code: &str) -> f64 {
        self.weights.get(code).copied().unwrap_or(0.0)
    }

    /// Whether the text names a country, or is about one right beside it.
    fn is_told(&self, code: &Code, about: &Code) -> bool {
        self.named.contains(code) || self.beside.contains(&(about.clone(), code.clone()))
    }

    /// The country that the document is about; none where two have nearly as much for them.
    pub fn country(&self) -> Option<Code> {
        // Of equals the first by its code, which is how they lie.
        let (mut first, mut next) = (None, 0.0);
        for (code, weight) in &self.weights {
            match first {
                Some((_, most)) if weight.total_cmp(&most).is_le() => next = weight.max(next),
                _ => {
                    next = first.map_or(0.0, |(_, most)| most);
                    first = Some((code, *weight));
                }
            }
        }
        let (first, most) = first?;
        if most < ENOUGH {
            return None;
        }
        // Of two countries with nearly as much, an outlet writes of its own.
        if let Some(home) = self.home.as_ref().filter(|h| !self.several && self.weight(h) >= most * AT_HOME) {
            return Some(home.clone());
        }
        let margin = if self.several || self.across { 3.0 } else { 1.2 };
        (most > next * margin).then(|| first.clone())
    }
}

/// The country of one mention. `mentions` are those of its sentence, for the place around it.
pub fn country_of(mention: &PlaceMention, mentions: &[PlaceMention], evidence: &Evidence) -> Option<Code> {
    if let Some(outer) = mention.inside.and_then(|i| mentions.get(i))
        && let Some(country) = country_of(outer, mentions, evidence)
        && (outer.start < mention.start
            || mention.countries.is_empty()
            || mention.countries.iter().any(|c| c.code == country))
    {
        return Some(country);
    }
    let mut codes: Vec<&Code> = mention.countries.iter().map(|c| &c.code).collect();
    codes.dedup();
    if let [only] = codes.as_slice() {
        // A small town far abroad whose country the text never names is most likely another of the same name; one right
        // behind the border is where people are brought across.
        let famous = mention.countries.iter().any(|c| c.population >= FAMOUS_CITY);
        return match evidence.country() {
            Some(country) if country != **only && !famous && !evidence.is_told(only, &country) => Some(country),
            _ => Some((*only).clone()),
        };
    }
    // "Luanda" is Angola's capital where the text speaks of Angola, whatever villages elsewhere are called so.
    let largest = mention.countries.iter().max_by_key(|c| c.population);
    if let Some(city) = largest.filter(|c| c.population >= FAMOUS_CITY && evidence.named.contains(&c.code)) {
        return Some(city.code.clone());
    }
    let best = codes.iter().max_by(|a, b| evidence.weight(a).total_cmp(&evidence.weight(b)))?;
    if evidence.weight(best) >= 1.0 {
        return Some((*best).clone());
    }
    let mut by_size: Vec<_> = mention.countries.iter().collect();
    by_size.sort_by_key(|c| std::cmp::Reverse(c.population));
    let (first, second) = (by_size.first()?, by_size.get(1)?);
    if evidence.country().is_some() && first.population < LARGE_CITY {
        return None;
    }
    (first.population > second.population.saturating_mul(DOMINANCE)).then(|| first.code.clone())
}

/// What speaks for each country: the dateline, agencies with an adjective ("Thai police"), names behind "in", places
/// whose name lies in one country only, the publisher.
pub fn evidence(article: &Article, prose: &Prose, places: &[Vec<PlaceMention>], vocabulary: &Vocabulary) -> Evidence {
    let mut evidence = Evidence::default();
    for sentence in &prose.sentences {
        names(&mut evidence, &sentence.tokens, vocabulary, 1.0);
    }
    for mention in places.iter().flatten() {
        let weight = match (mention.lead, mention.certainty) {
            (_, Certainty::Guess | Certainty::Address) => continue,
            (Lead::Dateline, _) => DATELINE,
            (Lead::From | Lead::To, _) => 0.3,
            (Lead::Agency, _) => 2.0,
            (Lead::None | Lead::Said, _) => 0.5,
            _ => 1.0,
        };
        let share = weight / mention.countries.len().max(1) as f64;
        let largest = mention.countries.iter().max_by_key(|c| c.population);
        for country in &mention.countries {
            let main = largest.is_some_and(|l| l == country);
            evidence.add(&country.code, if main { weight.max(share) } else { share / 2.0 });
            if mention.lead == Lead::Dateline {
                evidence.dateline.push(country.code.clone());
            }
        }
    }
    if let Some(code) = prose.sentences.first().and_then(|s| country_dateline(&s.tokens, vocabulary)) {
        evidence.add(code, DATELINE);
        evidence.dateline.push(code.clone());
    }
    for (code, times) in currencies(&article.text, prose, vocabulary) {
        evidence.add(&code, (f64::from(times) * MONEY).min(MUCH_MONEY));
    }
    let lead = prose.sentences.iter().take_while(|s| s.paragraph == 0);
    evidence.across = lead.into_iter().any(|s| is_across(&s.tokens, vocabulary));
    let mut of_text = |text: &str, weight| {
        let mut own = Evidence::default();
        let tokens = tokenize(text, crate::model::Span::new(0, text.len()));
        names(&mut own, &tokens, vocabulary, weight);
        of_title(&mut own, &tokens, vocabulary, weight);
        own.weights.iter().for_each(|(code, weight)| evidence.add(code, *weight));
        evidence.named.extend(own.named.iter().cloned());
        own
    };
    of_text(&article.meta.title, 1.5);
    let home = of_text(&article.meta.publisher, 1.0).weights;
    let beside =
        |code: &Code| vocabulary.countries.neighbours(code).map(|n| (code.clone(), Code::from(n))).collect::<Vec<_>>();
    evidence.beside = evidence.weights.keys().flat_map(beside).collect();
    evidence.home = home.into_iter().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(code, _)| code);
    evidence
}

/// The countries whose own money the text counts, and how often. A currency's code begins with its country's; the dollar and
/// the euro are used far from home, and codes in X are of no one country.
fn currencies(text: &str, prose: &Prose, vocabulary: &Vocabulary) -> BTreeMap<Code, u8> {
    let mut out: BTreeMap<Code, u8> = BTreeMap::new();
    for tokens in prose.sentences.iter().map(|s| s.tokens.as_slice()) {
        for at in (0..tokens.len()).filter(|&at| tokens.get(at).is_some_and(Token::is_number)) {
            let behind = || {
                (at + 1..=at + 1 + MAGNITUDE).find_map(|i| match vocabulary.units.behind(tokens, i, "") {
                    Some((Unit::Money { code, .. }, _)) => Some(code.clone()),
                    _ => None,
                })
            };
            let money = vocabulary.units.before(text, tokens, at, "").map(|(code, _)| code).or_else(behind);
            let own = money.filter(|m| !matches!(&**m, "USD" | "EUR") && !m.starts_with('X'));
            if let Some(country) = own.as_deref().and_then(|m| m.get(..2)) {
                let times = out.entry(country.into()).or_default();
                *times = times.saturating_add(1);
            }
        }
    }
    out
}

/// "SINGAPORE — …", "HONG KONG, March 3: …": a country that is its own city in the dateline.
fn country_dateline<'v>(tokens: &[Token], vocabulary: &'v Vocabulary) -> Option<&'v Code> {
    let found = vocabulary.terms.lexicon.matches(tokens, 0).max_by_key(|m| m.end)?;
    let Sense::Country { code, form: CountryForm::Name } = found.sense else { return None };
    let mark = |t: &Token| t.is("—") || t.is("–") || t.is("-") || t.is(":");
    let head = tokens.get(found.end..tokens.len().min(found.end + DATE))?;
    let at = head.iter().position(mark)?;
    (at == 0 || head.first().is_some_and(|t| matches!(t.folded.as_str(), "," | "("))).then_some(code)
}

/// "Police in 19 African countries arrested 1,209": a text about no one of them.
fn is_across(tokens: &[Token], vocabulary: &Vocabulary) -> bool {
    let small = |t: &Token| matches!(vocabulary.periods.word(t), Word::Number(n) if n > 1);
    let placed = |at: usize| {
        at.checked_sub(1)
            .and_then(|i| tokens.get(i))
            .is_some_and(|t| matches!(vocabulary.places.lead(t), Lead::At | Lead::Through) || t.is("spanning"))
    };
    let countries = |at: usize| {
        vocabulary.terms.lexicon.matches(tokens, at).any(|m| match m.sense {
            Sense::Object { index, .. } => vocabulary.terms.objects.get(*index).is_some_and(|o| o.class == COUNTRIES),
            _ => false,
        })
    };
    let counted =
        |(at, t): (usize, &Token)| (t.is_number() || small(t)) && placed(at) && (at + 1..at + 3).any(countries);
    tokens.iter().enumerate().any(counted)
}

/// Places of a title or publisher, which need no preposition there.
fn of_title(evidence: &mut Evidence, tokens: &[Token], vocabulary: &Vocabulary, weight: f64) {
    let mut at = 0;
    while at < tokens.len() {
        match vocabulary.places.lookup(tokens, at) {
            Some((end, found)) => {
                if let Some(largest) = found.iter().max_by_key(|c| c.population).filter(|c| c.population >= 50) {
                    evidence.add(&largest.country.into(), weight);
                }
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
}

/// Countries by name and by adjective: "in Thailand" and "Thai police" say where, "Thai nationals" doesn't.
fn names(evidence: &mut Evidence, tokens: &[Token], vocabulary: &Vocabulary, weight: f64) {
    let places = &vocabulary.places;
    for at in 0..tokens.len() {
        if let Some((code, _)) = places.agency_country(tokens, at) {
            evidence.add(code, 2.0 * weight);
        }
    }
    for found in vocabulary.terms.lexicon.scan(tokens) {
        let Sense::Country { code, form } = found.sense else { continue };
        evidence.named.insert(code.clone());
        let next = tokens.get(found.end);
        let possessive = next.is_some_and(|t| t.is("'s"));
        let agency_at = if possessive { found.end + 1 } else { found.end };
        let agency = (agency_at..agency_at + 3)
            .filter_map(|i| tokens.get(i))
            .take_while(|t| t.is_word())
            .any(|t| places.is_agency(t));
        let before = found.start.checked_sub(1).and_then(|i| tokens.get(i));
        let before = if before.is_some_and(|t| t.is("the")) {
            found.start.checked_sub(2).and_then(|i| tokens.get(i))
        } else {
            before
        };
        let amount = match (form, before.map_or(Lead::None, |t| places.lead(t))) {
            (CountryForm::Name, _) if agency || possessive => 2.0,
            (CountryForm::Name, Lead::At) => 1.5,
            (CountryForm::Name, Lead::From | Lead::Through) => 0.2,
            (CountryForm::Name, Lead::To) => 0.4,
            (CountryForm::Name, _) => 0.6,
            (CountryForm::Adjective, _) if agency => 2.0,
            (CountryForm::Adjective, _) => 0.1,
            _ => 0.0,
        };
        if amount > 0.0 {
            evidence.add(code, amount * weight);
        }
    }
}
