//! The time of each figure: of its own clause, else of its whole, else of the event that it belongs to. In: drafts, scenes
//! and the resolved times of each sentence. A time that another figure has claimed, that only compares, or that stands in a
//! clause about something else is no figure's own.

use jiff::civil::Date;

use super::Time;
use crate::extract::article::discourse::Scene;
use crate::extract::article::draft::Draft;
use crate::extract::article::quantity::{Quantity, What};
use crate::extract::period::Role;
use crate::model::{Kind, Modality, Period, Span};
use crate::vocabulary::{Class, Vocabulary};

/// A time this costly belongs to something else.
const FOREIGN: usize = 1000;
/// What each figure between a time and the one it is tried for costs.
const CROSSED_BEHIND: usize = 40;
const CROSSED_AHEAD: usize = 6;
/// How many tokens may stand between a figure and a time of comparison behind it.
const COMPARED_REACH: usize = 8;
/// How many paragraphs back the event may stand that a figure without a time goes on with.
const PARAGRAPHS: usize = 2;

/// What a figure's own words say of its time.
enum Own {
    Known {
        period: Period,
        span: Span,
        role: Role,
    },
    /// There is one, but it can't be dated: "earlier this month" of an undated text.
    Open,
    None,
}

/// Gives each draft the time of its clause, else of its whole, else of the event before it.
pub fn periods(
    drafts: &mut [Draft],
    scenes: &[Scene],
    times: &[Vec<Time>],
    published: Option<Date>,
    vocabulary: &Vocabulary,
) {
    let mut dater = Dater { drafts, scenes, times, published, vocabulary, roles: Vec::new() };
    dater.roles = vec![None; dater.drafts.len()];
    let mut order: Vec<usize> = (0..dater.drafts.len()).collect();
    order.sort_by_key(|i| dater.drafts.get(*i).map(|d| (d.sentence, d.kind != Kind::Level, d.quantity, *i)));
    // Twice, as a whole may stand behind its part.
    for index in order.iter().chain(&order) {
        dater.date(*index);
    }
    dater.from_later();
}

struct Dater<'a, 'v> {
    drafts: &'a mut [Draft],
    scenes: &'a [Scene<'v>],
    times: &'a [Vec<Time>],
    published: Option<Date>,
    vocabulary: &'a Vocabulary,
    /// The role of the time that each draft stated itself.
    roles: Vec<Option<Role>>,
}

impl Dater<'_, '_> {
    fn date(&mut self, index: usize) {
        let Some(draft) = self.drafts.get(index).filter(|d| d.period.is_none()) else { return };
        let planned = draft.modality == Modality::Planned;
        match self.own(draft) {
            Own::Known { period, span, role } if !planned || self.is_ahead(period) => {
                if let Some(slot) = self.roles.get_mut(index) {
                    *slot = Some(role);
                }
                self.give(index, Some(period), "time of the clause", Some(span));
                return;
            }
            Own::Open if draft.part_of.is_none() => return,
            _ => {}
        }
        if planned {
            return;
        }
        if let Some((source, rule)) = self.source(index, draft)
            && let Some(source) = self.drafts.get(source).filter(|d| d.period.is_some())
        {
            let (period, span) = (source.period, source.figure);
            self.give(index, period, rule, Some(span));
            return;
        }
        if let Some((period, span)) = self.drafts.get(index).and_then(|d| self.scene_before(d)) {
            self.give(index, Some(period), "time of the sentence before", Some(span));
        }
    }

    fn give(&mut self, index: usize, period: Option<Period>, rule: &'static str, span: Option<Span>) {
        if let Some(draft) = self.drafts.get_mut(index) {
            draft.period = period;
            draft.because("period", rule, span);
        }
    }

    /// What is planned lies behind the publication.
    fn is_ahead(&self, period: Period) -> bool {
        match (self.published, period.end.or(period.start)) {
            (Some(published), Some(end)) => end > published,
            _ => true,
        }
    }

    fn code(&self, draft: &Draft) -> &str {
        self.vocabulary.terms.measures.get(draft.measure).map_or("", |m| m.code.get_ref().as_str())
    }

    fn source(&self, index: usize, draft: &Draft) -> Option<(usize, &'static str)> {
        if let Some(whole) = draft.part_of {
            return Some((whole, "as its whole"));
        }
        if draft.kind != Kind::Level
            && let Some(level) = self.level_of(index, draft)
        {
            return Some((level, "as the level that it measures"));
        }
        // How many there are is no event: without a time of its own it is undated.
        let stock = self.code(draft) == "present";
        let here = |d: &Draft| !stock || (d.sentence == draft.sentence && d.measure == draft.measure);
        let paragraph = |d: &Draft| self.scenes.get(d.sentence).map_or(0, |s| s.parsed.paragraph);
        let own = paragraph(draft);
        let event = (0..self.drafts.len()).filter(|i| *i != index).filter(|i| {
            self.drafts.get(*i).is_some_and(|d| {
                (d.sentence, d.quantity) < (draft.sentence, draft.quantity)
                    && d.modality == Modality::Actual
                    && d.kind == Kind::Level
                    && paragraph(d) + PARAGRAPHS >= own
                    && !self.is_aside(*i)
                    && here(d)
            })
        });
        let last = event.max_by_key(|i| self.drafts.get(*i).map(|d| (d.sentence, d.quantity)));
        last.map(|i| (i, "time of the event before"))
    }

    /// A figure that is only compared with, or that counts since long ago: no event to go on from.
    fn is_aside(&self, index: usize) -> bool {
        let of = |i: usize| self.roles.get(i).copied().flatten();
        let role = of(index).or_else(|| self.drafts.get(index).and_then(|d| d.part_of).and_then(of));
        matches!(role, Some(Role::Comparison | Role::Since))
            || self.drafts.get(index).is_some_and(|d| self.is_yardstick(d))
    }

    /// "65 percent above the 4,679 of 2018"
    fn is_yardstick(&self, draft: &Draft) -> bool {
        let Some(scene) = self.scenes.get(draft.sentence) else { return false };
        let start = scene.quantities.get(draft.quantity).map_or(0, Quantity::start);
        (2..=3).any(|back| {
            scene.parsed.before(start, 1) == "the"
                && matches!(scene.parsed.before(start, back), "above" | "below" | "than" | "against")
        })
    }

    fn level_of(&self, index: usize, draft: &Draft) -> Option<usize> {
        let level = |i: &usize| {
            self.drafts.get(*i).is_some_and(|d| {
                d.kind == Kind::Level
                    && d.measure == draft.measure
                    && d.sentence <= draft.sentence
                    && d.period.is_some()
            })
        };
        let at =
            |i: &usize| self.drafts.get(*i).map(|d| (draft.sentence - d.sentence, d.quantity.abs_diff(draft.quantity)));
        (0..self.drafts.len()).filter(|i| *i != index && level(i) && !self.is_aside(*i)).min_by_key(at)
    }

    /// Where no figure came before: the time of the sentences before it in its paragraph and the one above.
    fn scene_before(&self, draft: &Draft) -> Option<(Period, Span)> {
        let own = self.scenes.get(draft.sentence)?.parsed.paragraph;
        let stock = self.code(draft) == "present" || draft.kind != Kind::Level || draft.part_of.is_some();
        if stock || self.drafts.iter().any(|d| d.sentence < draft.sentence) {
            return None;
        }
        for at in (0..draft.sentence).rev() {
            let scene = self.scenes.get(at)?;
            if scene.parsed.paragraph + 1 < own {
                return None;
            }
            let event = |t: &&Time| t.mention.role == Role::Event && t.period.is_some();
            if let Some(time) = self.times.get(at)?.iter().rfind(event) {
                let span = scene.parsed.span_of(time.mention.start, time.mention.end);
                return time.period.map(|p| (p, span));
            }
        }
        None
    }

    /// "14 people were arrested. The arrests were made between 17 and 19 June": a later sentence dates the event.
    fn from_later(&mut self) {
        for at in 1..self.scenes.len() {
            let Some((period, span, people)) = self.dates_event(at) else { continue };
            let first = at.saturating_sub(2);
            let open: Vec<usize> = (0..self.drafts.len())
                .filter(|i| {
                    self.drafts.get(*i).is_some_and(|d| {
                        let counted = !people || d.what == What::Persons;
                        let undated = d.period.is_none() && d.modality == Modality::Actual && d.kind == Kind::Level;
                        d.sentence >= first && d.sentence < at && undated && counted && self.code(d) != "present"
                    })
                })
                .collect();
            for index in open {
                self.give(index, Some(period), "time of the event behind", Some(span));
            }
            self.rest_of_paragraph(at, period, span);
        }
    }

    /// Figures behind that sentence in its paragraph go on with the event.
    fn rest_of_paragraph(&mut self, at: usize, period: Period, span: Span) {
        let paragraph = self.scenes.get(at).map(|s| s.parsed.paragraph);
        for index in 0..self.drafts.len() {
            let open = self.drafts.get(index).is_some_and(|d| {
                let near = d.sentence >= at && self.scenes.get(d.sentence).map(|s| s.parsed.paragraph) == paragraph;
                near && d.period.is_none()
                    && d.modality == Modality::Actual
                    && !matches!(self.code(d), "present" | "proceeds" | "losses")
            });
            if open {
                self.give(index, Some(period), "time of the event before", Some(span));
            }
        }
    }

    /// A sentence that begins with the event spoken of ("The arrests were made …", "The suspects changed hands …") and
    /// says when it was: the time, and whether it dates people only.
    fn dates_event(&self, at: usize) -> Option<(Period, Span, bool)> {
        let scene = self.scenes.get(at)?;
        if scene.parsed.word(0) != "the" {
            return None;
        }
        let mention = scene.parsed.mention_from(1)?;
        let measure = mention.events().next().and_then(|m| self.vocabulary.terms.measures.get(m));
        let people = mention.population().and_then(|(i, _)| self.vocabulary.terms.populations.get(i));
        if measure.is_none() && people.is_none_or(|p| p.measure.is_none()) {
            return None;
        }
        let first = scene.quantities.iter().map(Quantity::start).min().unwrap_or(scene.parsed.len());
        let mut own = self.times.get(at)?.iter().filter(|t| t.mention.start < first);
        let time = own.next().filter(|t| t.mention.role == Role::Event)?;
        let end = time.mention.end;
        let last = own.next().filter(|t| t.mention.role == Role::Event && t.mention.start <= end + 6);
        let period = match last.and_then(|t| t.period) {
            // "on Saturday night and in the early hours of Sunday"
            Some(last) => Period { start: time.period?.start, end: last.end },
            None => time.period?,
        };
        Some((
            period,
            scene.parsed.span_of(time.mention.start, last.map_or(end, |t| t.mention.end)),
            measure.is_none_or(|m| m.unit == "persons"),
        ))
    }

    /// "in a later case": an event of its own, which no time of another dates.
    fn is_elsewhere(&self, scene: &Scene, times: &[Time], quantity: &Quantity) -> bool {
        let parsed = &scene.parsed;
        let start = quantity.start();
        let border = (0..start).rev().find(|i| parsed.word(*i) == ";").map_or(0, |i| i + 1);
        let own = times.iter().any(|t| t.mention.start >= border && t.mention.role != Role::Said);
        let event = |i: usize| {
            let mention = parsed.mention_from(i);
            let object = mention.and_then(|m| m.object()).and_then(|(o, _)| self.vocabulary.terms.objects.get(o));
            mention.is_some_and(|m| m.events().next().is_some())
                || object.is_some_and(|o| matches!(o.class.as_str(), "case" | "operation"))
        };
        let other = (border..start.min(border + 4)).any(|i| {
            matches!(parsed.word(i), "later" | "earlier" | "separate" | "different") && event(i + 1) && i > border
        });
        other && !own
    }

    /// The time that stands nearest to a quantity in its clause.
    fn own(&self, draft: &Draft) -> Own {
        let (Some(scene), Some(times)) = (self.scenes.get(draft.sentence), self.times.get(draft.sentence)) else {
            return Own::None;
        };
        let Some(quantity) = scene.quantities.get(draft.quantity) else { return Own::None };
        if self.is_elsewhere(scene, times, quantity) {
            return Own::Open;
        }
        let nearness = Nearness { scene, times, vocabulary: self.vocabulary };
        let usable = |t: &&Time| !matches!(t.mention.role, Role::Report { .. } | Role::Said);
        let cost = |t: &&Time| nearness.cost(t, quantity, draft);
        let Some(best) = times.iter().filter(usable).min_by_key(cost).filter(|t| cost(t) < FOREIGN) else {
            return Own::None;
        };
        let span = scene.parsed.span_of(best.mention.start, best.mention.end);
        match best.period {
            Some(period) => Own::Known { period, span, role: best.mention.role },
            None => Own::Open,
        }
    }
}

/// How far a time is from a quantity, with what stands between.
struct Nearness<'s, 'v> {
    scene: &'s Scene<'v>,
    times: &'s [Time],
    vocabulary: &'s Vocabulary,
}

impl Nearness<'_, '_> {
    fn cost(&self, time: &Time, quantity: &Quantity, draft: &Draft) -> usize {
        let (start, end) = (quantity.start(), quantity.end);
        let (from, to) = (time.mention.start, time.mention.end);
        let behind = from >= start;
        let crossed = if behind { self.between(start, from) } else { self.between(to.saturating_sub(1), start) };
        let distance = if behind { from.saturating_sub(end) } else { start.saturating_sub(to) };
        let claimed = self.claims(quantity, time);
        let compared = time.mention.role == Role::Comparison
            && (draft.kind == Kind::Change
                || crossed > 0
                || (!behind && !self.is_explained(time, start))
                || distance > COMPARED_REACH);
        let others = if claimed { false } else { self.is_claimed_elsewhere(quantity, time) };
        if compared || others || self.in_other_clause(quantity, time) {
            return FOREIGN;
        }
        crossed * if behind { CROSSED_BEHIND } else { CROSSED_AHEAD } + if claimed { 0 } else { distance + 1 }
    }

    /// "than on 1 January 2019, when there were 74,167"
    fn is_explained(&self, time: &Time, start: usize) -> bool {
        let end = time.mention.end;
        let when = (end..end + 2).any(|i| self.scene.parsed.word(i) == "when");
        when && start.saturating_sub(end) <= COMPARED_REACH
    }

    fn between(&self, from: usize, to: usize) -> usize {
        self.scene.quantities.iter().filter(|q| !q.article && q.start() > from && q.start() < to).count()
    }

    /// "12 in February": nothing but a preposition between.
    fn claims(&self, quantity: &Quantity, time: &Time) -> bool {
        let gap = quantity.end..time.mention.start;
        time.mention.start >= quantity.end
            && gap.len() <= 2
            && gap.into_iter().all(|i| {
                let token = self.scene.parsed.token(i);
                token.is_some_and(|t| self.vocabulary.grammar.is(t, Class::Preposition) || t.is("each") || t.is("the"))
            })
    }

    /// Where several figures of a sentence each have their time, none of these is another's: "66: six in January, 12 in
    /// February"; and a figure behind such a pair doesn't take its time where it has one itself.
    fn is_claimed_elsewhere(&self, quantity: &Quantity, time: &Time) -> bool {
        let claims = |q: &&Quantity| self.times.iter().any(|t| t.mention.role == Role::Event && self.claims(q, t));
        let others = self.scene.quantities.iter().filter(|q| !q.article && q.start() != quantity.start());
        let pairs = others.clone().filter(claims).count();
        let own = self.times.iter().any(|t| t.mention.role == Role::Event && self.claims(quantity, t));
        let taken = others.into_iter().any(|q| self.claims(q, time));
        taken && (own || pairs >= 2)
    }

    /// A time inside ", which …" belongs to that clause: the figure outside it has another or none.
    fn in_other_clause(&self, quantity: &Quantity, time: &Time) -> bool {
        let parsed = &self.scene.parsed;
        let at = time.mention.start;
        let relative = |i: &usize| {
            parsed.word(*i) == ","
                && parsed.token(i + 1).is_some_and(|t| self.vocabulary.grammar.is(t, Class::Relative))
        };
        let Some(open) = (0..at).rev().find(|i| parsed.word(*i) == ",").filter(relative) else { return false };
        let close = (at..parsed.len()).find(|i| matches!(parsed.word(*i), "," | ";")).unwrap_or(parsed.len());
        let inside = quantity.start() > open && quantity.start() < close;
        // "12 men, who were arrested on Monday": said of the figure itself.
        let of_it = quantity.start() < open && open <= quantity.end.max(quantity.noun.end) + 2;
        // "In one of the trials, which ended on 18 July, nine pleaded guilty": said of what the figure happened in.
        let adjunct = quantity.start() > close
            && parsed.token(0).is_some_and(|t| self.vocabulary.grammar.is(t, Class::Preposition));
        !inside && !of_it && !adjunct
    }
}
