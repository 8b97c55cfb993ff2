//! Which claims of a block could state the same figure. In: a block's claims. Out: for one of them those that it is worth to be
//! held against. It leaves out none that is the same ([`super::same`]).
//!
//! The less a value tells, the more must be said alike: a small figure all of it, one of little strength country and time, since
//! what it may leave open ends before either is.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use foldhash::fast::FixedState;

use super::block::{Form, Offence, Series};
use super::period::Days;
use super::same::{ROUNDED, Side, is_low, is_weak};

type Value = (Option<u64>, Option<u64>);
/// A block's series have equal forms and lists of offences in common: an address tells them apart.
type FormAt = *const Form;
/// All that may be said.
type Slot<'a> = (Value, FormAt, Days, &'a str, &'a str, *const Offence);
/// In no order: who is held against whom first makes no difference.
type Map<K, V> = HashMap<K, V, FixedState>;
type Lists<K> = Map<K, Vec<usize>>;

/// Claims by their places in the block.
pub struct Index<'a> {
    /// Tables' cells that are about just the same.
    pub cells: Lists<Slot<'a>>,
    /// Small figures, by all of it.
    weak: Lists<Slot<'a>>,
    /// By country, and by the days where these are few: then others are apart.
    by_event: Lists<(Value, FormAt, &'a str, Option<Days>)>,
    /// Telling ones by country alone, which may be left open.
    telling: Map<(Value, FormAt), Lists<&'a str>>,
    /// Exact ones by country, in the order of their values.
    exact: Map<(FormAt, &'a str), Vec<(f64, usize)>>,
}

impl<'a> Index<'a> {
    pub fn new(sides: &[Side<'a>], parts: &BTreeSet<usize>) -> Index<'a> {
        let mut index = Index {
            cells: Map::default(),
            weak: Map::default(),
            by_event: Map::default(),
            telling: Map::default(),
            exact: Map::default(),
        };
        for (at, side) in sides.iter().enumerate().filter(|(at, _)| !parts.contains(at)) {
            index.add(at, *side);
        }
        for list in index.exact.values_mut() {
            list.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        }
        index
    }

    fn add(&mut self, at: usize, side: Side<'a>) {
        let (value, form, country) = (value(side), form(side.series), side.series.country.as_str());
        if !side.claim.document.is_text {
            self.cells.entry(slot(side)).or_default().push(at);
        }
        if is_weak(side.claim) {
            self.weak.entry(slot(side)).or_default().push(at);
        } else {
            self.by_event.entry((value, form, country, few_days(side))).or_default().push(at);
            if !is_low(side.claim) {
                self.telling.entry((value, form)).or_default().entry(country).or_default().push(at);
            }
        }
        if let Some(low) = side.claim.low.filter(|_| side.claim.is_exact()) {
            self.exact.entry((form, country)).or_default().push((low, at));
        }
    }

    /// Those that have the same value.
    pub fn alike(&self, side: Side<'a>) -> impl Iterator<Item = usize> {
        let (value, form, country) = (value(side), form(side.series), side.series.country.as_str());
        let is_weak = is_weak(side.claim);
        let weak = is_weak.then(|| self.weak.get(&slot(side))).flatten();
        let event = (!is_weak).then(|| self.by_event.get(&(value, form, country, few_days(side)))).flatten();
        let is_telling = !is_weak && !is_low(side.claim);
        let telling = is_telling.then(|| self.telling.get(&(value, form))).flatten().into_iter().flatten();
        let telling = telling.filter(move |(other, _)| country.is_empty() || other.is_empty() || **other == country);
        weak.into_iter().chain(event).chain(telling.map(|(_, list)| list)).flatten().copied()
    }

    /// Exact figures of its country that a round one could be.
    pub fn near(&self, side: Side<'a>) -> impl Iterator<Item = usize> {
        let bound = side.claim.low.or(side.claim.high).unwrap_or(0.0);
        let reach = if side.claim.is_exact() { ROUNDED } else { 0.1 };
        let list = self.exact.get(&(form(side.series), side.series.country.as_str())).map_or(&[][..], Vec::as_slice);
        let from = list.partition_point(|(value, _)| *value < bound * (1.0 - reach));
        let near = list.iter().skip(from).take_while(move |(value, _)| *value <= bound * (1.0 + reach));
        near.map(|(_, at)| *at)
    }
}

fn value(side: Side<'_>) -> Value {
    (side.claim.low.map(f64::to_bits), side.claim.high.map(f64::to_bits))
}

fn form(series: &Series) -> FormAt {
    Rc::as_ptr(&series.form)
}

fn slot<'a>(side: Side<'a>) -> Slot<'a> {
    let s = side.series;
    (value(side), form(s), side.claim.days, &s.country, &s.place.key, s.offences.as_ptr())
}

/// The days, where they are so few that none are near them (a twentieth of their length is no day).
fn few_days(side: Side<'_>) -> Option<Days> {
    Some(side.claim.days).filter(|days| days.length().is_some_and(|length| length < 19))
}

#[cfg(test)]
mod tests {
    use smol_str::SmolStr;

    use super::*;
    use crate::reconcile::block::{Key, Place};
    use crate::reconcile::claim::{Claim, Document};
    use crate::reconcile::period::day;
    use crate::reconcile::same::{fits, is_round, same};

    /// Series of these countries that have all else in common.
    fn series(countries: [&str; 3]) -> [Series; 3] {
        let empty = SmolStr::default;
        let key = Key {
            measure: "arrested".into(),
            nationality: empty(),
            sex: empty(),
            age_group: empty(),
            modality: "actual".into(),
            object: empty(),
        };
        let form = Form { kind: "level".into(), unit: "persons".into(), direction: empty() };
        let all = Series {
            key: Rc::new(key),
            form: Rc::new(form),
            offences: Rc::new([Offence { code: "fraud".into(), broader: empty() }]),
            country: empty(),
            place: Rc::new(Place { name: "Bokeo".into(), key: "bokeo".into() }),
            wider: Rc::default(),
            divisor: 1.0,
        };
        countries.map(|country| Series { country: country.into(), ..all.clone() })
    }

    fn claim(id: i64, (value, qualifier): (f64, &str), days: (&str, &str), is_text: bool) -> Claim {
        Claim {
            document: Rc::new(Document { id, content_hash: format!("{id:06}"), published: day("2020-06-30"), is_text }),
            ordinal: 0,
            series: 0,
            period_id: 0,
            days: Days::new(days.0, days.1),
            low: Some(value),
            high: Some(value).filter(|_| qualifier != "more_than"),
            qualifier: qualifier.into(),
            is_total: false,
            part_of: None,
            is_unnamed_part: false,
            confidence: 1.0,
            sheet: 0,
            sentence: 0,
        }
    }

    /// Whatever a claim is the same as, it is held against, from the one side or the other.
    #[test]
    fn none_that_is_the_same_is_left_out() {
        let countries = series(["", "LA", "TH"]);
        let values = [3.0, 12.0, 300.0, 298.0, 43.0, 1200.0, 412.0, 116_000.0, 116_012.0].map(|v| (v, "exact"));
        let days = [
            ("", ""),
            ("2020-06-05", "2020-06-05"),
            ("2020-06-01", "2020-06-19"),
            ("2020-06-01", "2020-06-20"),
            ("2020-06-01", "2020-06-30"),
            ("2020-01-01", "2020-12-31"),
            ("2020-01-01", "2020-12-30"),
            ("2020-01-01", ""),
        ];
        let mut claims = Vec::new();
        for value in values.into_iter().chain([(300.0, "approx"), (400.0, "more_than"), (412.0, "approx")]) {
            for country in &countries {
                for days in days {
                    for is_text in [true, true, false] {
                        claims.push((claim(claims.len() as i64, value, days, is_text), country));
                    }
                }
            }
        }
        let sides: Vec<Side<'_>> = claims.iter().map(|(claim, series)| Side { claim, series }).collect();
        let index = Index::new(&sides, &BTreeSet::new());
        let mut held = BTreeSet::new();
        for (at, side) in sides.iter().enumerate().filter(|(_, s)| s.claim.document.is_text) {
            held.extend(index.alike(*side).map(|other| (at, other)));
            held.extend(index.near(*side).filter(|_| is_round(side.claim)).map(|other| (at, other)));
        }
        for cells in index.cells.values() {
            held.extend(cells.iter().flat_map(|a| cells.iter().map(move |b| (*a, *b))));
        }
        let mut joined = 0;
        for (a, one) in sides.iter().enumerate() {
            for (b, other) in sides.iter().enumerate().filter(|(b, _)| a != *b) {
                let (texts, days) = (one.claim.document.is_text || other.claim.document.is_text, one.claim.days);
                // Two cells are of the same days; a round word counts where an article says it.
                let cells = texts || days == other.claim.days;
                let rounds = |a: &Side<'_>, b: &Side<'_>| a.claim.document.is_text && fits(a.claim, b.claim);
                let values = value(*one) == value(*other) || rounds(one, other) || rounds(other, one);
                if same(*one, *other) && cells && values {
                    joined += 1;
                    assert!(held.contains(&(a, b)) || held.contains(&(b, a)), "{:?} {:?}", one.claim, other.claim);
                }
            }
        }
        assert!(joined > 1000, "{joined}");
    }
}
