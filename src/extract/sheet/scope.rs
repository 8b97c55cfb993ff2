//! Whether a table is about crime, migration or enforcement, and whether it is a list of persons. In: what its texts say.
//! Out: yes or no.

use std::collections::HashSet;

use super::around::Around;
use super::facets::Facets;
use super::grid::Grid;
use super::layout::{Block, RowKind};
use super::table::Table;
use crate::vocabulary::headers::Dimension;

impl Table<'_> {
    /// A list of persons: who they are and when or why.
    pub(super) fn is_line_list(&self, block: &Block) -> bool {
        use Dimension as D;
        let has = |d: Dimension| self.columns.labels.iter().any(|l| l.dimension == Some(d));
        let persons = [D::Nationality, D::Sex, D::Age].into_iter().filter(|d| has(*d)).count();
        let else_ = [D::Date, D::Offence, D::Place, D::Year, D::Month, D::Measure, D::Period]
            .into_iter()
            .filter(|d| has(*d))
            .count();
        let rows = block.body.iter().filter(|(_, k)| *k == RowKind::Data).count();
        persons >= 1 && persons + else_ >= 2 && rows >= 2 && !block.header.is_empty()
    }

    /// Whether the things that the rows or columns name are drugs and weapons.
    fn names_contraband(&self, grid: &Grid, block: &Block) -> bool {
        let labels = self.columns.labels.iter().filter(|l| matches!(l.dimension, None | Some(Dimension::Object)));
        let rows = labels.flat_map(|l| block.body.iter().take(40).map(|(at, _)| grid.text(*at, l.column)));
        let headers = self.columns.figures.iter().flat_map(|f| f.headers.iter().map(|(text, _)| text.clone()));
        let texts: HashSet<String> = rows.chain(headers).collect();
        texts.iter().filter(|t| self.reader.is_contraband(t)).count() >= 2
    }

    /// Whether the table is about crime, migration or enforcement at all.
    pub(super) fn scope(&mut self, grid: &Grid, block: &Block, around: &Around) -> bool {
        let mut said: Vec<Facets> = vec![self.constants.facets.clone()];
        said.extend(self.columns.figures.iter().map(|f| f.facets.clone()));
        said.extend(self.columns.labels.iter().map(|l| self.reader.header(&l.header)));
        for label in self.columns.labels.iter().filter(|l| !matches!(l.dimension, Some(Dimension::Place))) {
            let rows = block.body.iter().take(40).map(|(at, _)| *at);
            let texts: HashSet<String> = rows.map(|at| grid.text(at, label.column)).collect();
            said.extend(texts.iter().map(|t| self.reader.label(t, label.dimension)));
        }
        let strong = |m: usize| !self.reader.vocabulary.headers.weak.contains(&m);
        if self.constants.elsewhere && !self.constants.facets.measure.is_some_and(|m| m.rank == 0 && strong(m.index)) {
            return false;
        }
        let context = said.iter().any(|f| {
            f.context
                || f.foreign
                || f.offences.as_ref().is_some_and(|o| !o.is_empty())
                || f.measure.is_some_and(|m| m.rank == 0 && strong(m.index))
        }) || self.columns.labels.iter().any(|l| l.dimension == Some(Dimension::Offence));
        let context = context || self.names_contraband(grid, block);
        let notes = around.notes.iter().chain(&around.cover).any(|n| self.reader.free(n).context);
        let context = context || notes;
        let beside = &self.reader.vocabulary.headers.weak_but_beside_nationality;
        let allowed = |m: usize| strong(m) || context || (self.axes.nationality && beside.contains(&m));
        // Weak words of a measure need company.
        let good = |f: &Facets| f.measure.is_some_and(|m| allowed(m.index) && (m.rank <= 1 || context));
        let found = said.iter().any(good);
        let shared = self.constants.facets.measure.filter(|m| !allowed(m.index));
        if shared.is_some() {
            self.constants.facets.measure = None;
        }
        found
    }
}
