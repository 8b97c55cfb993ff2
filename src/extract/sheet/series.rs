//! What one figure counts. In: what its row, column and table say. Out: a [`Series`], each attribute from the nearest words
//! that give it.

use super::columns::{COUNTRIES, Figures};
use super::facets::{Facets, Measured, Nationality, over};
use super::table::Table;
use crate::model::{Code, Kind, Modality, Series};
use crate::vocabulary::terms::Measure;

impl Table<'_> {
    /// What such a figure counts, and what its number is to be multiplied by. The row's time has no part in it.
    pub fn series(&self, row: &Facets, figures: Option<&Figures>) -> Option<(Series, f64)> {
        let in_row = row.measure;
        if in_row.is_none() && figures.is_some_and(|f| f.silent) {
            return None;
        }
        let mut facets = row.clone();
        if let Some(figures) = figures {
            over(&mut facets, &figures.facets);
        }
        let terms = &self.reader.vocabulary.terms;
        // Where rows tell what was counted, a header such as "number of events" doesn't.
        let by_row = in_row.filter(|m| self.axes.measure && m.tells_rows());
        // A noun for persons says less than the verb of the title: "criminal" under "removals".
        let shared = self.constants.facets.measure;
        let noun = |m: &Measured| !m.tells_rows() && shared.is_some_and(|s| s.rank <= 2);
        let measured = by_row.or(facets.measure).filter(|m| !noun(m));
        let measured = measured.or_else(|| self.of_persons(&facets)).or(shared)?;
        let measure = terms.measures.get(measured.index)?;
        let stock = |m: &&Measure| m.code.get_ref() == "offenders" && measured.rank > 0 && self.is_snapshot(figures);
        let present = || terms.measure("present").and_then(|m| terms.measures.get(m));
        let measure = Some(measure).filter(|m| !stock(m)).or_else(present)?;
        let measure_code = measure.code.get_ref().as_str();
        let own = figures.filter(|f| f.facets.measure.is_some()).map(|f| f.facets.unit.clone());
        if let Some(own) =
            own.filter(|_| by_row.is_none() && matches!(measure.unit.as_str(), "persons" | "cases" | "operations"))
        {
            // The row's unit is that of another column's things.
            facets.unit = own;
        }
        let unit = self.unit(&facets, measure_code, &measure.unit)?;
        let things = matches!(measure_code, "seized" | "issued" | "blocked");
        let object = things.then(|| facets.object.clone().or(self.constants.object.clone())).flatten();
        let all = figures.is_some_and(|f| f.facets.total);
        let offences = self.offences(&facets, things, all);
        let series = Series {
            kind: Kind::Level,
            measure: self.codes.of(measure_code),
            unit,
            object,
            direction: None,
            nationality: if measure_code == "seized" { self.codes.of("") } else { self.nationality(&facets) },
            sex: self.side(facets.sex, self.axes.sex, self.constants.facets.sex),
            age_group: self.side(facets.age, self.axes.age, self.constants.facets.age),
            offences,
            country: facets.country.clone().or(self.constants.country.clone()).unwrap_or_else(|| self.codes.of("")),
            place: self.place(&facets),
            modality: Modality::Actual,
            attributed_to: self.constants.issuer.clone().unwrap_or_else(|| self.codes.of("")),
        };
        Some((series, facets.factor.or(self.constants.facets.factor).unwrap_or(1.0)))
    }

    /// What happened to those that a column or row headed "persons" counts, where the title speaks of cases first.
    fn of_persons(&self, facets: &Facets) -> Option<Measured> {
        let shared = self.constants.facets.measure;
        let apart = facets.persons && self.reader.counts_events(shared);
        let offenders = || self.reader.vocabulary.terms.measure("offenders").map(|index| Measured { index, rank: 1 });
        apart.then(|| self.constants.facets.whom.or_else(offenders)).flatten()
    }

    pub(super) fn unit(&self, facets: &Facets, measure: &str, default: &str) -> Option<Code> {
        let said = facets.unit.clone().or_else(|| self.constants.facets.unit.clone());
        let money = |u: &Code| u.len() == 3 && u.chars().all(|c| c.is_ascii_uppercase());
        let things = matches!(measure, "seized" | "issued" | "blocked");
        match said {
            Some(unit) if &*unit == COUNTRIES && default == "persons" => Some(unit),
            Some(unit) if money(&unit) && (default == "money" || things || measure == "fined") => Some(unit),
            Some(unit) if matches!(&*unit, "kg" | "g" | "l") && things => Some(unit),
            Some(unit) if &*unit == "items" && (default == "items" || measure == "checked") => Some(unit),
            Some(unit) if money(&unit) || matches!(&*unit, "kg" | "g" | "l") => None,
            _ if default == "money" => None,
            _ => Some(self.codes.of(default)),
        }
    }

    /// `all`: the column is a total over offences where they run across the columns.
    pub(super) fn offences(&self, facets: &Facets, things: bool, all: bool) -> Code {
        match &facets.offences {
            Some(offences) if !things && (self.axes.offence || !offences.is_empty()) => self.offence_codes(offences),
            Some(_) | None if !(things || (self.axes.offence && (all || facets.offences.is_some()))) => {
                match &self.constants.facets.offences {
                    Some(offences) => self.offence_codes(offences),
                    None => self.codes.of(""),
                }
            }
            _ => self.codes.of(""),
        }
    }

    pub(super) fn offence_codes(&self, indexes: &Vec<usize>) -> Code {
        if let Some(code) = self.codes.offences.borrow().get(indexes) {
            return code.clone();
        }
        let all = &self.reader.vocabulary.terms.offences;
        let codes = indexes.iter().filter_map(|i| all.get(*i)).map(|o| o.code.get_ref().as_str().into());
        let code = super::facets::joined(codes.collect());
        self.codes.offences.borrow_mut().insert(indexes.clone(), code.clone());
        code
    }

    pub(super) fn nationality(&self, facets: &Facets) -> Code {
        let foreign = || self.codes.of("foreign");
        match &facets.nationality {
            Some(Nationality::Codes(codes)) => codes.clone(),
            Some(Nationality::Foreign) => foreign(),
            Some(Nationality::Own) => {
                let country = facets.country.clone().filter(|c| !c.is_empty());
                country.or_else(|| self.constants.country.clone()).unwrap_or_else(|| self.codes.of(""))
            }
            Some(Nationality::Area) if !self.axes.codes => foreign(),
            Some(_) => self.codes.of(""),
            None if facets.smugglers && self.constants.of_migrants => self.codes.of(""),
            None if facets.foreign => foreign(),
            None if self.axes.codes => self.codes.of(""),
            None => match &self.constants.people {
                Some(people) => people.clone(),
                None if self.constants.facets.foreign => foreign(),
                None => self.codes.of(""),
            },
        }
    }

    fn place(&self, facets: &Facets) -> Code {
        let all = self.constants.place.clone().filter(|_| !self.axes.place);
        facets
            .place
            .clone()
            .or_else(|| self.constants.facets.place.clone())
            .or(all)
            .unwrap_or_else(|| self.codes.of(""))
    }

    pub(super) fn side<T: Copy>(&self, said: Option<Option<T>>, axis: bool, constant: Option<Option<T>>) -> Option<T> {
        match said {
            Some(value) => value,
            None if axis => None,
            None => constant.flatten(),
        }
    }
}
