//! Which facts lie within which. In: the facts of a family. Out: for each that lies within another, the narrowest of these.
//!
//! A whole says at least one attribute more widely and none otherwise, is told by other documents, and has room for all of a
//! document's parts of one kind. A table's total is a whole where nothing else is: then it holds its own cells too
//! ([`totals`]).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use foldhash::fast::FixedState;
use smol_str::SmolStr;

use super::block::{Offence, Series};
use super::period::Days;
use super::totals;

/// A fact as far as it may lie within another.
pub struct Figure<'a> {
    /// Document and ordinal of the observation that names it.
    pub name: (i64, i64),
    pub series: &'a Series,
    pub offences: &'a [Offence],
    pub place: &'a str,
    pub days: Days,
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// Of a group its observations; none where it is one alone.
    pub members: &'a [(i64, i64)],
    /// What its own document says that it is a part of.
    pub stated_whole: Option<(i64, i64)>,
    /// Of a cell its sheet.
    pub sheet: i64,
    /// Document and sheet of the tables of which it is a total.
    pub total_of: Vec<(i64, i64)>,
}

impl Figure<'_> {
    pub fn is_total(&self) -> bool {
        !self.total_of.is_empty()
    }

    pub fn documents(&self) -> impl Iterator<Item = i64> {
        let alone = self.members.is_empty().then_some(self.name.0);
        self.members.iter().map(|member| member.0).chain(alone)
    }
}

/// Parts may exceed a whole by so much: one of them is rounded.
const ROUNDING: f64 = 1.02;

/// What two figures must share at least: unit, kind of thing, years.
type Common<'a> = (&'a str, &'a str, (i16, i16));
/// What may be said more widely: nationality, sex, age group, thing, place; offences and period by their numbers.
type Slot<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str, usize, usize);

/// Which figure lies within which: (part, whole), the narrowest whole of each.
pub fn links(figures: &[Figure<'_>], country: &str) -> Vec<(usize, usize)> {
    let mut shared: BTreeMap<Common<'_>, Vec<usize>> = BTreeMap::new();
    for (at, figure) in figures.iter().enumerate() {
        if let Some(years) = figure.days.years() {
            let object = figure.series.wider.last().unwrap_or(&figure.series.key.object);
            shared.entry((&figure.series.form.unit, object, years)).or_default().push(at);
        }
    }
    let mut links: BTreeMap<usize, usize> = BTreeMap::new();
    for group in shared.values().filter(|group| are_of_several_documents(figures, group)) {
        link_group(figures, group, country, &mut links);
    }
    let full = overfull(figures, &links);
    links.into_iter().filter(|(part, whole)| !full.contains(&(*whole, kind_of_part(figures, *part, *whole)))).collect()
}

fn are_of_several_documents(figures: &[Figure<'_>], group: &[usize]) -> bool {
    let mut names = group.iter().filter_map(|at| figures.get(*at)).map(|f| (f.name.0, f.members.len()));
    let first = names.next();
    first.is_some_and(|(_, members)| members > 0) || names.any(|name| Some(name) != first)
}

/// Cells of one document that are told apart by the same attributes, and so have nobody in common.
pub type KindOfPart = (i64, [bool; 7]);

pub fn kind_of_part(figures: &[Figure<'_>], part: usize, whole: usize) -> Option<KindOfPart> {
    let (part, whole) = (figures.get(part)?, figures.get(whole)?);
    let (p, w) = (&part.series.key, &whole.series.key);
    let narrower = [
        p.nationality != w.nationality,
        p.sex != w.sex,
        p.age_group != w.age_group,
        p.object != w.object,
        part.place != whole.place,
        part.offences != whole.offences,
        part.days != whole.days,
    ];
    Some((part.name.0, narrower))
}

/// Wholes that have no room for all their parts of a kind: they are wholes of something else. A raid's five foreigners,
/// told without a place, don't hold the fifty of a month's table.
fn overfull(figures: &[Figure<'_>], links: &BTreeMap<usize, usize>) -> BTreeSet<(usize, Option<KindOfPart>)> {
    let mut sums: BTreeMap<(usize, Option<KindOfPart>), f64> = BTreeMap::new();
    for (part, whole) in links {
        let low = figures.get(*part).and_then(|f| f.low).unwrap_or(0.0);
        *sums.entry((*whole, kind_of_part(figures, *part, *whole))).or_default() += low;
    }
    let room = |whole: usize| figures.get(whole).and_then(|f| f.high).unwrap_or(f64::INFINITY);
    sums.into_iter().filter(|((whole, _), sum)| *sum > room(*whole) * ROUNDING).map(|(key, _)| key).collect()
}

fn link_group(figures: &[Figure<'_>], group: &[usize], country: &str, links: &mut BTreeMap<usize, usize>) {
    let of = |at: &usize| figures.get(*at);
    let lists: Vec<&[Offence]> = distinct(group.iter().filter_map(of).map(|f| f.offences));
    let periods: Vec<Days> = distinct(group.iter().filter_map(of).map(|f| f.days));
    let wider_list = table(&lists, |few, many| holds_offences(many, few));
    let wider_period = table(&periods, |short, long| holds_days(*long, *short));
    let number = |figure: &Figure<'_>| {
        let list = lists.binary_search(&figure.offences).unwrap_or(0);
        (list, periods.binary_search(&figure.days).unwrap_or(0))
    };
    let mut by_slot: HashMap<Slot<'_>, Vec<usize>, FixedState> = HashMap::default();
    for at in group {
        let Some(figure) = of(at) else { continue };
        let (key, (list, period)) = (&figure.series.key, number(figure));
        let slot = (&*key.nationality, &*key.sex, &*key.age_group, &*key.object, figure.place, list, period);
        by_slot.entry(slot).or_default().push(*at);
    }
    let mut wholes: HashMap<Slot<'_>, Vec<usize>, FixedState> = HashMap::default();
    for at in group {
        let Some(figure) = of(at).filter(|f| f.stated_whole.is_none()) else { continue };
        let (key, (list, period)) = (&figure.series.key, number(figure));
        let slot = (&*key.nationality, &*key.sex, &*key.age_group, &*key.object, figure.place, list, period);
        let wholes = wholes.entry(slot).or_insert_with(|| {
            let slots = wider_slots(figure, country, &wider_list, &wider_period, (list, period));
            candidates(figures, slots.into_iter().filter_map(|(slot, n)| Some((n, by_slot.get(&slot)?))))
        });
        let holds = |whole: &&usize| of(whole).is_some_and(|o| may_hold(o, figure)) && !leads_to(**whole, *at, links);
        if let Some(whole) = wholes.iter().find(holds) {
            links.insert(*at, *whole);
        }
    }
    totals::settle(figures, group, country, links);
}

/// The nearest first, totals last; of one document's a few, so that a long table is no long list.
fn candidates<'s>(figures: &[Figure<'_>], slots: impl Iterator<Item = (usize, &'s Vec<usize>)>) -> Vec<usize> {
    const OF_A_DOCUMENT: usize = 4;
    let length = |at: &usize| figures.get(*at).and_then(|f| f.days.length()).unwrap_or(i32::MAX);
    let is_total = |at: &usize| figures.get(*at).is_some_and(Figure::is_total);
    let mut ranked: Vec<(bool, usize, i32, usize)> =
        slots.flat_map(|(widened, list)| list.iter().map(move |at| (is_total(at), widened, length(at), *at))).collect();
    ranked.sort_unstable();
    let mut taken: HashMap<i64, usize, FixedState> = HashMap::default();
    ranked.retain(|(_, _, _, at)| {
        let document = figures.get(*at).map_or(0, |f| f.name.0);
        let taken = taken.entry(document).or_default();
        *taken += 1;
        *taken <= OF_A_DOCUMENT
    });
    ranked.into_iter().map(|(_, _, _, at)| at).collect()
}

/// The slots that hold this figure's, with how many attributes are said more widely there.
fn wider_slots<'a>(
    figure: &'a Figure<'_>,
    country: &str,
    wider_list: &[Vec<usize>],
    wider_period: &[Vec<usize>],
    (list, period): (usize, usize),
) -> Vec<(Slot<'a>, usize)> {
    let key = &figure.series.key;
    let own = key.nationality.as_str();
    let nationalities: &[&str] = match own {
        "" => &[""],
        "foreign" => &["foreign", ""],
        own if own == country => &[own, ""],
        own => &[own, "foreign", ""],
    };
    let open = |own: &'a str| if own.is_empty() { vec![""] } else { vec![own, ""] };
    let objects: Vec<&str> = std::iter::once(&key.object).chain(&*figure.series.wider).map(SmolStr::as_str).collect();
    let mut who = Vec::new();
    for nationality in nationalities {
        for sex in open(&key.sex) {
            for age_group in open(&key.age_group) {
                let widened = [*nationality != own, sex != key.sex, age_group != key.age_group];
                who.push((*nationality, sex, age_group, widened.into_iter().filter(|w| *w).count()));
            }
        }
    }
    let mut when = Vec::new();
    for l in wider_list.get(list).into_iter().flatten() {
        for p in wider_period.get(period).into_iter().flatten() {
            when.push((*l, *p, usize::from(*l != list) + usize::from(*p != period)));
        }
    }
    let mut slots = Vec::new();
    for (steps, object) in objects.iter().enumerate() {
        for place in open(figure.place) {
            for (nationality, sex, age_group, who_widened) in &who {
                for (l, p, when_widened) in &when {
                    let widened = steps + usize::from(place != figure.place) + who_widened + when_widened;
                    if widened > 0 {
                        slots.push(((*nationality, *sex, *age_group, *object, place, *l, *p), widened));
                    }
                }
            }
        }
    }
    slots
}

/// Told by other documents, and not less than the part. Two raids of one day find a pistol here and weapons there.
fn may_hold(whole: &Figure<'_>, part: &Figure<'_>) -> bool {
    let apart = !whole.documents().any(|document| part.documents().any(|other| other == document));
    let same_thing = whole.series.key.object == part.series.key.object;
    apart
        && (same_thing || !whole.place.is_empty() || is_long(whole.days))
        && whole.high.zip(part.low).is_none_or(|(high, low)| low <= high)
}

/// Whether the whole lies, by way of others, within the part.
fn leads_to(whole: usize, part: usize, links: &BTreeMap<usize, usize>) -> bool {
    let mut at = Some(whole);
    while let Some(here) = at {
        if here == part {
            return true;
        }
        at = links.get(&here).copied();
    }
    false
}

pub fn holds_offences(many: &[Offence], few: &[Offence]) -> bool {
    let holds = |x: &Offence| many.iter().any(|y| x.code == y.code || x.broader == y.code);
    many.is_empty() || (!few.is_empty() && few.iter().all(holds))
}

/// A whole is told of four weeks at least: an event holds nothing but itself.
pub fn holds_days(long: Days, short: Days) -> bool {
    let holds = || long.first <= short.first && short.last <= long.last;
    long == short || (is_long(long) && holds())
}

fn is_long(days: Days) -> bool {
    days.length().is_some_and(|length| length >= 28)
}

fn distinct<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    items.collect::<BTreeSet<T>>().into_iter().collect()
}

/// For each item the numbers of those that hold it.
fn table<T>(items: &[T], holds: impl Fn(&T, &T) -> bool) -> Vec<Vec<usize>> {
    let of = |item: &T| items.iter().enumerate().filter(|(_, other)| holds(item, other)).map(|(at, _)| at).collect();
    items.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::reconcile::block::{Form, Key, Place};
    use crate::reconcile::period::day;

    fn series(nationality: &str) -> Series {
        let nationality = nationality.into();
        let text = SmolStr::default;
        let key = Key {
            measure: "arrested".into(),
            nationality,
            sex: text(),
            age_group: text(),
            modality: "actual".into(),
            object: text(),
        };
        Series {
            key: Rc::new(key),
            form: Rc::new(Form { kind: "level".into(), unit: "persons".into(), direction: text() }),
            offences: Rc::default(),
            country: "TH".into(),
            place: Rc::new(Place { name: text(), key: text() }),
            wider: Rc::default(),
            divisor: 1.0,
        }
    }

    #[test]
    fn a_whole_has_room_for_its_parts() {
        let [foreign, chinese, thai] = ["foreign", "CN", "VN"].map(series);
        let figure = |document, series, value| Figure {
            name: (document, document),
            series,
            offences: &[],
            place: "",
            days: Days { first: day("2020-01-01"), last: day("2020-12-31") },
            low: Some(value),
            high: Some(value),
            members: &[],
            stated_whole: None,
            sheet: 0,
            total_of: Vec::new(),
        };
        let links =
            |whole| links(&[figure(1, &foreign, whole), figure(2, &chinese, 30.0), figure(2, &thai, 25.0)], "TH");
        assert_eq!(links(60.0), [(1, 0), (2, 0)]);
        assert_eq!(links(55.0), [(1, 0), (2, 0)]);
        assert_eq!(links(40.0), []);
    }
}
