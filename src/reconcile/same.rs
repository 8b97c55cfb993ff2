//! Whether two claims of one block state the same figure. In: two claims. Out: yes or no; unsure is no.
//!
//! What contradicts separates. What one of them leaves open has a price, and how much may be left open depends on how
//! telling the value is: nobody counts 1,649 twice by chance, but everybody counts three.

use super::block::{Offence, Series};
use super::claim::Claim;
use super::period::{Days, Relation};

/// How telling a value is, and with it what two claims may leave open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    /// Below 10 (3.4 kg is no count, and tells more), or no point at all: everything must be said, and be the same.
    Weak,
    /// 10 to 19, or one digit and zeros: 300.
    Low,
    /// Two digits: 43, 1,200.
    Medium,
    /// Three digits and more: 412, 14,236.
    High,
}

impl Strength {
    fn of(claim: &Claim) -> Strength {
        let point = match &*claim.qualifier {
            "exact" | "approx" | "more_than" | "at_least" => claim.low,
            "less_than" | "at_most" => claim.high,
            _ => None,
        };
        let Some(value) = point else { return Strength::Weak };
        let is_count = value.fract() == 0.0;
        let strength = match digits(value) {
            _ if is_count && value < 10.0 => Strength::Weak,
            _ if is_count && value < 20.0 => Strength::Low,
            0 | 1 => Strength::Low,
            2 => Strength::Medium,
            _ => Strength::High,
        };
        if claim.is_exact() { strength } else { strength.min(Strength::Low) }
    }

    fn budget(self) -> u32 {
        match self {
            Strength::Weak => 0,
            Strength::Low => 1,
            Strength::Medium => 3,
            Strength::High => 5,
        }
    }
}

/// Whether a value is so common that all must be said of both, and be the same.
pub fn is_weak(claim: &Claim) -> bool {
    Strength::of(claim) == Strength::Weak
}

/// Whether it may leave open neither country nor time.
pub fn is_low(claim: &Claim) -> bool {
    Strength::of(claim) <= Strength::Low
}

/// What rounding may change of a figure that is told as exact: 116 tonnes are 116,012 kg.
pub const ROUNDED: f64 = 0.005;

/// How many digits a value has without the zeros at its end.
fn digits(value: f64) -> usize {
    if value.fract() != 0.0 || value >= 1e15 {
        return format!("{value}").replace('.', "").trim_matches('0').len();
    }
    let mut whole = value as u64;
    while whole > 0 && whole.is_multiple_of(10) {
        whole /= 10;
    }
    if whole == 0 { 0 } else { whole.ilog10() as usize + 1 }
}

pub fn has_two_digits(value: f64) -> bool {
    digits(value) >= 2
}

/// How two lists of offences lie to one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offences {
    Equal,
    /// One says less, or says it more widely.
    Compatible,
    OneOpen,
    Apart,
}

/// Whether it says which offences: what is none of the list may be anything.
pub fn is_named(offences: &[Offence]) -> bool {
    !offences.iter().any(|offence| offence.code == "other")
}

pub fn offences(a: &[Offence], b: &[Offence]) -> Offences {
    if a == b {
        return if is_named(a) { Offences::Equal } else { Offences::Compatible };
    }
    if a.is_empty() || b.is_empty() {
        return Offences::OneOpen;
    }
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let akin = |x: &Offence, y: &Offence| x.code == y.code || x.broader == y.code || x.code == y.broader;
    if few.iter().all(|x| many.iter().any(|y| akin(x, y))) { Offences::Compatible } else { Offences::Apart }
}

/// A claim with its series.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    pub claim: &'a Claim,
    pub series: &'a Series,
}

/// Whether both state the same figure of the same thing.
pub fn same(a: Side<'_>, b: Side<'_>) -> bool {
    relation(a, b) == Likeness::Same
}

/// How two claims lie to one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    Same,
    /// The same value, and nothing contradicts; too much is left open to say so without somebody who says the same as both.
    Alike,
    Apart,
}

/// How much more two claims may leave open that a third one states too.
const WITH_A_WITNESS: u32 = 2;

pub fn relation(a: Side<'_>, b: Side<'_>) -> Likeness {
    if !comparable(a, b) {
        return Likeness::Apart;
    }
    let values = values(a.claim, b.claim);
    let (strength, exact) = match values {
        Values::Equal => (Strength::of(a.claim).min(Strength::of(b.claim)), true),
        Values::Fitting | Values::Round => (Strength::Low, false),
        Values::Apart => return Likeness::Apart,
    };
    let Some(price) = price(a, b, strength) else { return Likeness::Apart };
    let both_tables = !a.claim.document.is_text && !b.claim.document.is_text;
    let one_document = a.claim.document.id == b.claim.document.id;
    let is_same = match () {
        // An article says the same thing twice in other words, and counts two things in the same words.
        () if one_document && a.claim.document.is_text => exact && price == 0 && strength >= Strength::Medium,
        // A cell is the only one of its sheet that is about just this.
        () if both_tables => exact && price == 0,
        () if strength == Strength::Weak => price == 0 && is_event(a, b),
        () => values != Values::Round && price <= strength.budget(),
    };
    let is_alike = exact && !one_document && !both_tables && strength >= Strength::Medium;
    match () {
        () if is_same => Likeness::Same,
        () if is_alike && price <= strength.budget() + WITH_A_WITNESS => Likeness::Alike,
        () if values == Values::Round && !both_tables && !one_document && price <= strength.budget() => Likeness::Alike,
        () => Likeness::Apart,
    }
}

/// Kind, unit and direction are the same, and they don't stand in one sheet.
fn comparable(a: Side<'_>, b: Side<'_>) -> bool {
    let same_sheet = a.claim.document.id == b.claim.document.id && a.claim.sheet == b.claim.sheet;
    a.series.form.kind == b.series.form.kind
        && a.series.form.unit == b.series.form.unit
        && a.series.form.direction == b.series.form.direction
        && (!same_sheet || a.claim.document.is_text)
}

/// A small figure is told by where and when it happened, and for what.
fn is_event(a: Side<'_>, b: Side<'_>) -> bool {
    let short = |days: Days| days.length().is_some_and(|length| length <= 7);
    let told = |s: Side<'_>| !s.series.place.key.is_empty() && !s.series.offences.is_empty();
    short(a.claim.days) && short(b.claim.days) && told(a) && told(b)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Values {
    Equal,
    /// One is a round word for the other: `about 300` and 298.
    Fitting,
    /// Two round words that some figure fits: `nearly 300` and `more than 280`.
    Round,
    Apart,
}

fn values(a: &Claim, b: &Claim) -> Values {
    if (a.low, a.high) == (b.low, b.high) {
        return Values::Equal;
    }
    let round = || reach(a).zip(reach(b)).is_some_and(|(a, b)| a.0 <= b.1 && b.0 <= a.1);
    match () {
        () if fits(a, b) || fits(b, a) => Values::Fitting,
        () if round() => Values::Round,
        () => Values::Apart,
    }
}

/// What a round word may stand for.
fn reach(words: &Claim) -> Option<(f64, f64)> {
    let (least, most) = match &*words.qualifier {
        "approx" => (0.95, 1.05),
        "more_than" | "at_least" => (1.0, 1.1),
        "less_than" | "at_most" => (0.9, 1.0),
        _ => return None,
    };
    let value = words.low.or(words.high).filter(|value| *value >= 20.0)?;
    Some((value * least, value * most))
}

/// Whether an exact figure is what the words of another stand for, to a twentieth or a tenth; or what it is in round numbers.
pub fn fits(words: &Claim, exact: &Claim) -> bool {
    let (Some(value), true) = (exact.low, exact.is_exact()) else { return false };
    if let ("exact", Some(v)) = (&*words.qualifier, words.low) {
        return v != value && (value - v).abs() <= rounding(v, ROUNDED);
    }
    let is_bound = match &*words.qualifier {
        "more_than" => words.low == Some(value),
        "less_than" => words.high == Some(value),
        _ => false,
    };
    !is_bound && reach(words).is_some_and(|(least, most)| (least..=most).contains(&value))
}

/// By how much a round number may be off, of which that is a small enough share: 13,900,000 by 50,000, 300 by nothing.
pub fn rounding(value: f64, share: f64) -> f64 {
    let halves = (1..=12).map(|power| 10f64.powi(power)).take_while(|unit| value % unit == 0.0).map(|unit| unit / 2.0);
    halves.filter(|half| *half <= value * share).last().unwrap_or(0.0)
}

/// Whether other figures can be the same as this one though they differ from it.
pub fn is_round(claim: &Claim) -> bool {
    !claim.is_exact() || claim.low.is_some_and(|value| rounding(value, ROUNDED) > 0.0)
}

/// What the two leave open between them; `None` where they contradict each other.
fn price(a: Side<'_>, b: Side<'_>, strength: Strength) -> Option<u32> {
    let period = match a.claim.days.relation(b.claim.days) {
        Relation::Equal => 0,
        Relation::Near => u32::from(strength < Strength::Medium),
        Relation::SameStart | Relation::Within | Relation::Adjacent => 2,
        Relation::OneUnknown => 2 + 2 * u32::from(!told_together(a, b, 60)),
        Relation::BothUnknown => 2 + 2 * u32::from(!told_together(a, b, 7)),
        Relation::Apart => return None,
    };
    let country = match (a.series.country.as_str(), b.series.country.as_str()) {
        (x, y) if x == y && !x.is_empty() => 0,
        (x, y) if x.is_empty() || y.is_empty() => 2,
        _ => return None,
    };
    let place = match (a.series.place.key.as_str(), b.series.place.key.as_str()) {
        (x, y) if x == y => 0,
        (x, y) if x.is_empty() || y.is_empty() => 1,
        _ => return None,
    };
    let offences = match offences(&a.series.offences, &b.series.offences) {
        Offences::Equal => 0,
        Offences::Compatible => 1,
        Offences::OneOpen => 2,
        Offences::Apart => return None,
    };
    // A raid of some day, somewhere: there are others of which as much is true.
    let elsewhere = u32::from(period > 1 && place > 0 && strength < Strength::High);
    Some(period + country + place + offences + elsewhere + who_or_what(a, b)?)
}

/// One says more widely who or what is counted: a table's total of all nationalities and an article's foreigners, telephones
/// and mobile phones.
fn who_or_what(a: Side<'_>, b: Side<'_>) -> Option<u32> {
    let thing = match () {
        () if a.series.key.object == b.series.key.object => 0,
        () if a.series.is_next_to_thing(b.series) => 2,
        () => return None,
    };
    let is_total = |s: Side<'_>| s.claim.is_total && s.series.key.nationality.is_empty();
    // In one block nationalities differ in this alone, that the one has none and the other are foreigners.
    let who = match () {
        () if a.series.key.nationality == b.series.key.nationality => 0,
        () if is_total(a) || is_total(b) => 2,
        () => return None,
    };
    Some(thing + who)
}

/// Both were published within so many days.
fn told_together(a: Side<'_>, b: Side<'_>, within: i32) -> bool {
    let (a, b) = (&a.claim.document, &b.claim.document);
    a.published.zip(b.published).is_some_and(|(a, b)| (a - b).abs() <= within)
}
