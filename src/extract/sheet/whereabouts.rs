//! In which country a table's figures happened, where its titles don't say. In: the columns and their texts. Out: the
//! country of the agencies, kinds of places and places that they name.

use std::collections::{BTreeMap, HashSet};

use super::columns::Figures;
use super::facets::{Nationality, Reader};
use super::grid::Grid;
use super::layout::Block;
use super::table::{RowFacets, Table};
use super::when;
use crate::extract::place::Certainty;
use crate::model::Code;
use crate::read::table::Cell;
use crate::vocabulary::headers::{Dimension, tokens};
use crate::vocabulary::places::Lead;

/// The country that a title or note names as the place, not as people's, nor as all that it says.
pub(super) fn of_line(reader: &Reader<'_>, line: &str) -> Option<Code> {
    let label = reader.nationality(&super::texts::clean(line)).is_some();
    if label { None } else { reader.countries(line).0.into_iter().next() }
}

/// The one place within the table's country that the titles give for all figures: "Arrests in Bangkok", "(Darién)".
pub(super) fn of_titles(reader: &Reader<'_>, titles: &[String], country: &Code) -> Option<Code> {
    let places = &reader.vocabulary.places;
    let within = |name: &str| places.named(name).iter().any(|c| c.country == &**country);
    let counts = titles.iter().filter(|t| reader.free(t).measure.is_some());
    let mut found: Vec<String> = Vec::new();
    for title in counts {
        let apart = title.split([',', '(', ')', ':', ';', '–', '—', '|']).map(str::trim);
        let named = apart.filter(|part| within(part) && reader.nationality(part).is_none());
        found.extend(named.map(str::to_string));
        let mentions = crate::extract::place::find(&tokens(title), title, reader.vocabulary);
        let said = mentions.into_iter().filter(|m| m.lead == Lead::At && m.certainty == Certainty::Known);
        found.extend(said.map(|m| m.name).filter(|name| within(name)));
    }
    found.sort();
    found.dedup();
    <[String; 1]>::try_from(found).ok().map(|[one]| one.as_str().into())
}

impl Table<'_> {
    /// Without a country in the texts around it, the agencies that the table's own columns name say where, or
    /// what the rest of the workbook says.
    pub(super) fn find_publisher(&mut self, grid: &Grid, block: &Block, workbook: Option<&Code>) {
        if self.constants.country.is_some() {
            return;
        }
        if self.constants.international {
            self.happened_in(workbook.cloned());
            return;
        }
        let labels = self.columns.labels.iter().filter(|l| {
            !matches!(
                l.dimension,
                Some(Dimension::Nationality | Dimension::Country | Dimension::Where | Dimension::Area)
            )
        });
        let headers = self.columns.labels.iter().map(|l| l.header.as_str());
        let headers = headers.chain(self.columns.left_out.iter().map(|l| l.header.as_str()));
        let headed: HashSet<Code> = headers.filter_map(|h| self.reader.publisher(&super::texts::spaced(h))).collect();
        let columns: Vec<usize> = labels.map(|l| l.column).collect();
        let mut found: HashSet<Code> = HashSet::new();
        // Columns that are left out may hold countries of any kind; the names of offices there say where.
        for left in &self.columns.left_out {
            let rows = block.body.iter().take(60).map(|(at, _)| grid.text(*at, left.column));
            found.extend(rows.filter_map(|t| self.reader.publisher(&t)));
        }
        for column in columns {
            let rows = block.body.iter().take(60).map(|(at, _)| grid.text(*at, column));
            let texts: HashSet<String> = rows.filter(|t| !t.is_empty()).collect();
            // British Columbia is in no part of Britain.
            let places = &self.reader.vocabulary.places;
            let named = texts.iter().filter(|t| places.named(t).is_empty());
            let named: Vec<Code> = named.filter_map(|t| self.reader.countries(t).0.first().cloned()).collect();
            // A country in one of many names is a part of that name.
            if named.len() * 2 >= texts.len() {
                found.extend(named);
            }
        }
        if found.is_empty() {
            found = headed;
        }
        let named = if found.len() == 1 { found.into_iter().next() } else { self.country_of_places(grid, block) };
        let named = named.or_else(|| workbook.cloned()).or_else(|| self.country_of_money());
        self.happened_in(named);
    }

    /// The country whose money the figures are in. The first letters of a currency's code are those of its country, but for
    /// the money of several states.
    fn country_of_money(&self) -> Option<Code> {
        let units = self.columns.figures.iter().filter_map(|f| f.facets.unit.as_deref());
        let money: HashSet<&str> =
            units.filter(|u| u.len() == 3 && u.bytes().all(|b| b.is_ascii_uppercase())).collect();
        let code = money.iter().next().filter(|c| money.len() == 1 && **c != "USD")?.get(..2)?;
        self.reader.vocabulary.headers.country_code(code)
    }

    fn happened_in(&mut self, country: Option<Code>) {
        let Some(country) = country else { return };
        let headers = &self.reader.vocabulary.headers;
        self.constants.calendar = when::with_country(self.constants.calendar, Some(&country), headers);
        self.constants.country = Some(country);
    }

    /// The country in which most of the table's places lie.
    pub(super) fn country_of_places(&self, grid: &Grid, block: &Block) -> Option<Code> {
        let column = self.columns.labels.iter().find(|l| l.dimension == Some(Dimension::Place))?.column;
        let rows = block.body.iter().take(400).map(|(at, _)| super::texts::clean(&grid.text(*at, column)));
        let names: HashSet<String> = rows.filter(|t| !t.is_empty()).collect();
        let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
        for name in &names {
            // "Bamban, Tarlac": the first of its parts that is a place.
            let parts = std::iter::once(name.as_str()).chain(name.split(',').map(str::trim));
            let found =
                parts.map(|p| self.reader.vocabulary.places.named(p)).find(|f| !f.is_empty()).unwrap_or_default();
            let countries: HashSet<&str> = found.iter().map(|c| c.country).collect();
            for country in countries {
                *votes.entry(country).or_default() += 1;
            }
        }
        let most = votes.values().copied().max()?;
        let mut first = votes.iter().filter(|(_, n)| **n == most).map(|(country, _)| *country);
        let country = first.next()?;
        (most >= 2 && most * 2 >= names.len() && first.next().is_none()).then(|| country.into())
    }

    /// A column of countries is where people come from, unless another one says that.
    pub(super) fn settle_country(&mut self) {
        use Dimension as D;
        let named = self.columns.labels.iter().any(|l| l.dimension == Some(D::Nationality))
            || self.columns.figures.iter().any(|f| matches!(f.facets.nationality, Some(Nationality::Codes(_))));
        let hinted = self.constants.dimensions.contains(&D::Nationality);
        let foreign = self.constants.facets.foreign;
        let mut events = vec!["victims", "charged", "convicted", "seized", "killed", "cases", "present"];
        events.extend(["denied_entry", "raids", "rescued", "missing", "losses", "blocked", "checked"]);
        events.extend(["arrested"].iter().filter(|_| !foreign));
        let measure = self.constants.facets.measure.and_then(|m| self.reader.vocabulary.terms.measures.get(m.index));
        let about_events = measure.is_some_and(|m| events.contains(&m.code.get_ref().as_str()));
        let somewhere = self.constants.country.is_some();
        let of_one = self.one_people().is_some();
        let many = self.columns.labels.iter().filter(|l| l.dimension == Some(D::Country)).count();
        let mut seen = 0;
        for label in &mut self.columns.labels {
            if label.dimension != Some(D::Country) {
                continue;
            }
            seen += 1;
            let where_ = named || of_one || (!hinted && !somewhere && (self.constants.international || about_events));
            let first_of_two = many > 1 && seen == 1;
            label.dimension = Some(if where_ || first_of_two { D::Where } else { D::Nationality });
        }
    }

    /// The one people whose fate a title tells.
    fn one_people(&self) -> Option<&Code> {
        self.constants.people.as_ref().filter(|p| p.len() == 2 && !self.constants.facets.foreign)
    }

    /// "Nepali nationals deported, by country": where the columns of other countries tell of one people, it happened
    /// there.
    pub(super) fn settle_columns(&mut self) {
        let named = self.columns.labels.iter().any(|l| l.dimension == Some(Dimension::Nationality));
        let Some(people) = self.one_people().filter(|_| !named).cloned() else { return };
        let codes = |f: &Figures| match &f.facets.nationality {
            Some(Nationality::Codes(code)) => Some(code.clone()),
            _ => None,
        };
        let found: HashSet<Code> = self.columns.figures.iter().filter_map(codes).collect();
        if found.len() < 2 || found.contains(&people) {
            return;
        }
        for figures in &mut self.columns.figures {
            let Some(nationality) = figures.facets.nationality.take().or(figures.total.then_some(Nationality::All))
            else {
                continue;
            };
            figures.facets.country = Some(match nationality {
                Nationality::Codes(code) if code.len() == 2 => code,
                _ => self.codes.of(""),
            });
        }
    }

    /// Beside a word for all, the country's name in a column of places is no place in it.
    pub(super) fn whole_country(&self, cells: &[Cell], out: &mut RowFacets) {
        if out.totals.is_empty() || self.constants.country.is_none() {
            return;
        }
        for (i, _) in self.columns.labels.iter().enumerate().filter(|(_, l)| l.dimension == Some(Dimension::Place)) {
            let named = self.reader.nationality(&super::texts::clean(&self.label_text(i, cells)));
            let own = matches!(&named, Some(Nationality::Codes(code)) if Some(code) == self.constants.country.as_ref());
            if own && !out.totals.contains(&i) {
                out.totals.push(i);
                out.facets.place = Some(self.codes.of(""));
            }
        }
    }
}
