//! Which claims of a block could state the same figure. In: a block's claims. Out: for one of them those that it is worth to be
//! held against. It leaves out none that is the same ([`super::same`]).
//!
//! The less a value tells, the more must be said alike: a small figure all of it, one of little strength country and time, since
//! what it may leave open ends before either is.

use std::collections::{BTreeMap, BTreeSet};

use super::block::{Offence, Series};
use super::period::Days;
use super::same::{ROUNDED, Side, is_low, is_weak};

type Value = (Option<u64>, Option<u64>);
/// Kind, unit and direction.
type Form<'a> = (&'a str, &'a str, &'a str);
/// All that may be said.
type Slot<'a> = (Value, Form<'a>, Days, &'a str, &'a str, &'a [Offence]);
type Lists<K> = BTreeMap<K, Vec<usize>>;

/// Claims by their places in the block.
pub struct Index<'a> {
    /// Tables' cells that are about just the same.
    pub cells: Lists<Slot<'a>>,
    /// Small figures, by all of it.
    weak: Lists<Slot<'a>>,
    /// By country, and by the days where these are few: then others are apart.
    by_event: Lists<(Value, Form<'a>, &'a str, Option<Days>)>,
    /// Telling ones by country alone, which may be left open.
    telling: BTreeMap<(Value, Form<'a>), Lists<&'a str>>,
    /// Exact ones by country, in the order of their values.
    exact: BTreeMap<(Form<'a>, &'a str), Vec<(f64, usize)>>,
}

impl<'a> Index<'a> {
    pub fn new(sides: &[Side<'a>], parts: &BTreeSet<usize>) -> Index<'a> {
        let mut index = Index {
            cells: BTreeMap::new(),
            weak: BTreeMap::new(),
            by_event: BTreeMap::new(),
            telling: BTreeMap::new(),
            exact: BTreeMap::new(),
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

fn form(series: &Series) -> Form<'_> {
    (&series.form.kind, &series.form.unit, &series.form.direction)
}

fn slot<'a>(side: Side<'a>) -> Slot<'a> {
    let s = side.series;
    (value(side), form(s), side.claim.days, &s.country, &s.place.key, &s.offences)
}

/// The days, where they are so few that none are near them (a twentieth of their length is no day).
fn few_days(side: Side<'_>) -> Option<Days> {
    Some(side.claim.days).filter(|days| days.length().is_some_and(|length| length < 19))
}
