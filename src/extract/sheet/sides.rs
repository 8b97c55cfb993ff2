//! Men and women, ages, and others beside them: what headers and labels of one row or column say together. In: their
//! texts. Out: what each of them means there.

use std::collections::BTreeMap;

use super::columns::{Columns, Label};
use super::facets::{Facets, Nationality, Reader};
use super::grid::Grid;
use super::texts::clean;
use crate::model::Sex;
use crate::vocabulary::headers::{Dimension, key};

/// What the texts of a header row mean beside each other, where alone they would mean something else.
pub(super) fn across(reader: &Reader<'_>, texts: &[(usize, String)]) -> Vec<(usize, Facets)> {
    let keys: Vec<String> = texts.iter().map(|(_, text)| key(&clean(text))).collect();
    if let Some(letters) = letters(reader, &keys) {
        let of = |(column, text): &(usize, String)| {
            sex_of(&letters, text).map(|sex| (*column, Facets { sex: Some(Some(sex)), ..Facets::default() }))
        };
        return texts.iter().filter_map(of).collect();
    }
    let said: Vec<(usize, &str, Facets)> =
        texts.iter().map(|(column, text)| (*column, text.as_str(), reader.header(text))).collect();
    // Somebody's nationality is told here.
    if said.iter().any(|(_, _, f)| matches!(f.nationality, Some(Nationality::Codes(_) | Nationality::Area))) {
        return Vec::new();
    }
    let sexes = said.iter().filter(|(_, _, f)| f.sex.is_some()).count();
    let ages = said.iter().filter(|(_, _, f)| f.age.is_some()).count();
    let mut out = Vec::new();
    for (column, text, facets) in said {
        let none = Facets { nationality: None, ..facets.clone() };
        let unknown = matches!(facets.nationality, Some(Nationality::Unknown | Nationality::Foreign));
        let other = facets.nationality == Some(Nationality::Foreign) && reader.begins_other(&clean(text));
        // "Not recorded" beside men and women, "other ports" beside ports.
        if unknown && !none.says() && sexes.max(ages) > 1 {
            let (sex, age) = ((sexes > 1).then_some(None), (ages > 1).then_some(None));
            out.push((column, Facets { sex, age, ..none }));
        } else if other && texts.len() > 2 {
            out.push((column, none));
        }
    }
    out
}

/// Which letters of a column of sexes stand for whom.
pub(super) fn letters_below(grid: &Grid, rows: &[usize], reader: &Reader<'_>, labels: &[Label]) -> Option<[String; 2]> {
    let column = labels.iter().find(|l| l.dimension == Some(Dimension::Sex) && l.part.is_none())?.column;
    let keys: Vec<String> = rows.iter().map(|at| key(&clean(&grid.text(*at, column)))).collect();
    letters(reader, &keys)
}

/// The pair of letters for male and female that texts hold; of two pairs of the same letters the one in their order.
fn letters(reader: &Reader<'_>, keys: &[String]) -> Option<[String; 2]> {
    let at = |letter: &String| keys.iter().position(|k| k == letter);
    let pairs = &reader.vocabulary.headers.sex_letters;
    let held = pairs.iter().filter_map(|[male, female]| Some(([male, female], at(male)?, at(female)?)));
    let ([male, female], _, _) = held.min_by_key(|(_, male, female)| male > female)?;
    Some([male.clone(), female.clone()])
}

/// Whom a letter stands for.
pub(super) fn sex_of(letters: &[String; 2], text: &str) -> Option<Sex> {
    let letter = key(&clean(text));
    let at = letters.iter().position(|l| *l == letter)?;
    Some(if at == 0 { Sex::Male } else { Sex::Female })
}

/// "Persons" beside men and women under the same header are both together.
pub(super) fn of_both_sexes(reader: &Reader<'_>, columns: &mut Columns) {
    let upper = |f: &super::columns::Figures| f.headers.split_last().map(|(_, u)| u.to_vec()).unwrap_or_default();
    let mut sexes: BTreeMap<Vec<(String, usize)>, Vec<Sex>> = BTreeMap::new();
    for figures in &columns.figures {
        if let Some(Some(sex)) = figures.facets.sex {
            sexes.entry(upper(figures)).or_default().push(sex);
        }
    }
    for figures in columns.figures.iter_mut().filter(|f| f.facets.sex.is_none()) {
        let last = figures.headers.last().map_or("", |(t, _)| t.as_str());
        let beside = sexes.get(&upper(figures)).is_some_and(|s| s.iter().any(|x| s.first() != Some(x)));
        if beside && reader.dimension(last) == Some(Dimension::Count) {
            figures.facets.total = true;
            figures.total = true;
        }
    }
}
