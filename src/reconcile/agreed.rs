//! What the members of a fact say together. In: a fact and its claims. Out: one value for each attribute.
//!
//! The best member speaks first; what it leaves open the others say, in their order. Of offences the list that names most
//! stands: a table of gambling and scams holds more than a sentence on scams. A table's total stays one, so that a
//! sum that has its parts leaves it out.

use std::collections::{BTreeMap, BTreeSet};

use super::block::{Offence, Series};
use super::claim::Claim;
use super::group::Fact;
use super::period::Days;

#[derive(Debug, Clone)]
pub struct Agreed<'a> {
    pub best: &'a Claim,
    /// The best member's series: kind, unit and direction are the same for all.
    pub series: &'a Series,
    pub offences: &'a [Offence],
    pub country: &'a str,
    /// The series that names the place.
    pub place: &'a Series,
    pub days: Days,
    pub period_id: i64,
    pub is_total: bool,
    /// Said by an article.
    pub in_text: bool,
    /// Who say it, in order.
    pub documents: Vec<i64>,
    /// When it was first and last published.
    pub published: Option<(i32, i32)>,
    /// The figure counts up to the day on which it was told.
    pub is_open: bool,
}

impl<'a> Agreed<'a> {
    pub fn new(fact: &Fact, claims: &'a [Claim], all: &'a BTreeMap<i64, Series>) -> Option<Agreed<'a>> {
        let side = |at: &usize| claims.get(*at).and_then(|claim| Some((claim, all.get(&claim.series)?)));
        let (best, series) = side(&fact.best)?;
        let members: Vec<(&Claim, &Series)> =
            std::iter::once((best, series)).chain(fact.members.iter().filter_map(side)).collect();
        let dated = members.iter().find(|(c, _)| c.days.length().is_some()).map_or(best, |(c, _)| c);
        let published = || members.iter().filter_map(|(c, _)| c.document.published);
        let documents: BTreeSet<i64> = members.iter().map(|(c, _)| c.document.id).collect();
        Some(Agreed {
            best,
            series,
            offences: most_telling(members.iter().map(|(_, s)| &*s.offences)),
            country: members.iter().map(|(_, s)| s.country.as_str()).find(|c| !c.is_empty()).unwrap_or(""),
            place: members.iter().map(|(_, s)| *s).find(|s| !s.place.name.is_empty()).unwrap_or(series),
            days: dated.days,
            period_id: dated.period_id,
            is_total: members.iter().any(|(c, _)| c.is_total),
            in_text: members.iter().any(|(c, _)| c.document.is_text),
            documents: documents.into_iter().collect(),
            published: published().min().zip(published().max()),
            is_open: members.iter().any(|(c, _)| is_open(c)),
        })
    }

    /// Whether one document says both, and so tells them apart.
    pub fn shares_document(&self, other: &Agreed<'_>) -> bool {
        self.documents.iter().any(|document| other.documents.binary_search(document).is_ok())
    }

    pub fn offence_codes(&self) -> String {
        self.offences.iter().map(|o| o.code.as_str()).collect::<Vec<_>>().join("+")
    }
}

/// The list that names most, of equally long ones the one that names most narrowly (overstay, and not an immigration offence),
/// and of those the first.
fn most_telling<'a>(lists: impl Iterator<Item = &'a [Offence]>) -> &'a [Offence] {
    let narrow = |list: &[Offence]| list.iter().filter(|offence| !offence.broader.is_empty()).count();
    let all: Vec<&[Offence]> = lists.collect();
    // `max_by_key` takes the last of equals.
    all.into_iter().rev().max_by_key(|list| (list.len(), narrow(list))).unwrap_or(&[])
}

/// The period ends on the day of publication, or has no end.
fn is_open(claim: &Claim) -> bool {
    let Days { first: Some(first), last } = claim.days else { return false };
    last.is_none_or(|last| Some(last) == claim.document.published && last > first)
}
