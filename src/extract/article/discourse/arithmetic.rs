//! Parts by sums: figures that add up exactly to one said before break it down. In: drafts. Out: their wholes.

use super::Discourse;
use super::{OWN_VERB, SURE};
use crate::extract::article::draft::Draft;
use crate::extract::article::groups::adjacent;
use crate::extract::article::link::is_weak;
use crate::extract::article::quantity::{Quantity, What};
use crate::model::Kind;

/// How many sentences back the figure may stand that others add up to.
const SUM_REACH: usize = 3;
/// … and of several clauses, whose sums are large.
const CLAUSES_REACH: usize = 8;
/// Smaller numbers add up by chance.
const LEAST_SUM: f64 = 3.0;
/// … and up to here also to a part that was told elsewhere.
const UNLIKELY: f64 = 20.0;
/// Two figures of a sentence add up by chance.
const LEAST_MEMBERS: usize = 3;
/// "Two men who were sitting in front, a Latvian and an Uzbek, …": at most so many tokens stand before who they are.
const APPOSED: usize = 14;
/// A measure taken from a sum is a little less sure than the sum's.
const AS_SUM: f64 = 0.9;

impl Discourse<'_, '_> {
    /// The whole whose parts so far lack exactly this figure.
    pub(super) fn completes(&self, sentence: usize, quantity: &Quantity) -> Option<usize> {
        let value = quantity.bounds.low.filter(|_| quantity.bounds.high == quantity.bounds.low)?;
        let lacks = |i: usize, d: &Draft| {
            // A part is told with its whole or behind it.
            let parts = self.drafts_in(d.sentence..=sentence).map(|(_, p)| p);
            let parts = parts.filter(|p| p.part_of == Some(i) && p.kind == Kind::Level);
            let parts: f64 = parts.filter_map(|p| p.bounds.low).sum();
            parts > 0.0 && d.bounds.low == Some(parts + value)
        };
        let mut near = self.drafts_in(sentence.saturating_sub(SUM_REACH)..=sentence);
        near.rfind(|(i, d)| d.is_whole_for(quantity) && lacks(*i, d)).map(|(i, _)| i)
    }

    /// "32 Colombians … The other 82 …": what the rest completes is a part too.
    pub(super) fn complement(&mut self, whole: usize, rest: &Quantity, sentence: usize) {
        let missing = self.drafts.get(whole).and_then(|d| d.bounds.low).zip(rest.bounds.low).map(|(a, b)| a - b);
        let completes = |d: &Draft| d.part_of.is_none() && d.kind == Kind::Level && d.bounds.low == missing;
        let near = sentence.saturating_sub(2)..=sentence;
        let since: Vec<usize> = self.drafts_in(near.clone()).map(|(i, _)| i).filter(|i| *i > whole).collect();
        let siblings = since.iter().filter_map(|i| self.drafts.get(*i));
        let open = siblings.clone().all(|d| d.part_of.is_none() && d.kind == Kind::Level);
        if since.len() > 1 && open && siblings.map(|d| d.bounds.low).sum::<Option<f64>>() == missing {
            return self.make_parts(&since, whole);
        }
        let other = self.drafts_in(near).rfind(|(_, d)| completes(d)).map(|(i, _)| i);
        if let Some(draft) = other.filter(|o| *o != whole).and_then(|o| self.drafts.get_mut(o)) {
            draft.part_of = Some(whole);
            draft.because("part_of", "the rest completes it", None);
        }
    }

    /// "123 migrants were rescued. 62 Guatemalans, 31 Hondurans and 30 Cubans had been standing for hours": people of whom
    /// no word says what happened to them are the ones before if they add up to them.
    pub(super) fn unsettled_that_add_up(&mut self, sentence: usize, first: usize) {
        let open = std::mem::take(&mut self.unsettled);
        if open.is_empty() {
            return self.weak_ones_that_add_up(sentence, first);
        }
        let Some(scene) = self.scene(sentence) else { return };
        let quantities: Vec<(usize, Quantity)> =
            open.iter().filter_map(|(_, i)| Some((*i, scene.quantities.get(*i)?.clone()))).collect();
        let people = |q: &Quantity| q.what == What::Persons && !q.article && q.bounds.low == q.bounds.high;
        let settled = |d: &Draft| d.is_level_of_persons() && d.part_of.is_none() && d.bounds.low == d.bounds.high;
        if !quantities.iter().all(|(_, q)| people(q)) {
            return;
        }
        let mut sum: f64 = quantities.iter().filter_map(|(_, q)| q.bounds.low).sum();
        let told: f64 = self.drafts.iter().skip(first).filter(|d| settled(d)).filter_map(|d| d.bounds.low).sum();
        let counted = quantities.len() + self.drafts.iter().skip(first).filter(|d| settled(d)).count();
        sum += told;
        let whole = |d: &Draft| settled(d) && d.bounds.low == Some(sum) && d.sentence < sentence;
        let near = self.drafts_in(sentence.saturating_sub(SUM_REACH)..=sentence);
        let found = near.filter(|(_, d)| whole(d)).map(|(at, _)| at).next_back();
        let Some(found) = found.filter(|_| counted > 1 && sum >= LEAST_SUM) else { return };
        for (index, quantity) in quantities {
            let Some(whole) = self.drafts.get(found) else { return };
            let link = whole.link_for(quantity.number, "they add up to it", whole.score * AS_SUM);
            let mut draft = self.draft(sentence, index, &quantity, link);
            draft.part_of = Some(found);
            draft.because("part_of", "they add up to it", None);
            self.inherit_whole(&mut draft, found);
            let figure = draft.figure;
            self.refusals.retain(|r| !(r.span.start >= figure.start && r.span.end <= figure.end));
            self.push(draft, &quantity.each);
        }
    }

    /// "Forty-four were flown home. Fifteen were offenders; seven had been refused asylum; and 22 had overstayed": a
    /// sentence of people that add up to those before tells what they are, where no verb tells of something done to them.
    fn weak_ones_that_add_up(&mut self, sentence: usize, first: usize) {
        let settled = |d: &Draft| d.is_level_of_persons() && d.bounds.low == d.bounds.high;
        let run: Vec<usize> = (first..self.drafts.len()).collect();
        let drafts = || run.iter().filter_map(|i| self.drafts.get(*i));
        let weak = |d: &Draft| d.score < SURE || is_weak(self.vocabulary, d.measure) || self.describes(d);
        let told = drafts().all(|d| settled(d) && d.sentence == sentence && d.part_of.is_none() && weak(d));
        if run.len() < LEAST_MEMBERS || !told {
            return;
        }
        if let Some(whole) = self.sum_of(&run).filter(|w| *w < first) {
            for member in &run {
                if let Some(draft) = self.drafts.get_mut(*member) {
                    draft.score = 0.0;
                }
            }
            self.make_parts(&run, whole);
        }
    }

    /// Whether a measure says what people are, not what was done to them.
    fn describes(&self, draft: &Draft) -> bool {
        matches!(self.vocabulary.terms.measure_code(draft.measure), "offenders" | "present" | "victims")
    }

    /// A list whose members add up exactly to a figure said shortly before breaks it down.
    pub(super) fn parts_by_arithmetic(&mut self, first: usize) {
        let mut run: Vec<usize> = Vec::new();
        let mut at = first;
        while at <= self.drafts.len() {
            let joined = match (run.last().and_then(|l| self.drafts.get(*l)), self.drafts.get(at)) {
                (Some(a), Some(b)) => self.side_by_side(a, b),
                (None, Some(_)) => true,
                _ => false,
            };
            let fits = self.drafts.get(at).is_some_and(|d| {
                d.kind == Kind::Level
                    && matches!(d.what, What::Persons | What::Cases | What::Operations | What::Premises)
            });
            if joined && fits {
                run.push(at);
                at += 1;
                continue;
            }
            self.assign_sum(&run);
            let empty = run.is_empty();
            run.clear();
            at += usize::from(empty || !fits);
        }
    }

    /// "94,092 in the last quarter: October: 27,121 …": items of one list that add up to a figure before it.
    pub(super) fn lists_that_add_up(&mut self) {
        let mut at = 0;
        while at < self.drafts.len() {
            let item = |d: &Draft| d.kind == Kind::Level && self.scene(d.sentence).is_some_and(|s| self.is_item(s));
            let run: Vec<usize> = (at..self.drafts.len())
                .take_while(|i| {
                    let (first, here) = (self.drafts.get(at), self.drafts.get(*i));
                    first.zip(here).is_some_and(|(a, b)| item(b) && a.measure == b.measure && a.what == b.what)
                })
                .collect();
            let apart = |i: usize| self.drafts.get(i).map(|d| d.sentence);
            let one_each = run.windows(2).all(|w| matches!(w, [a, b] if apart(*a) != apart(*b)));
            if run.len() > 1
                && one_each
                && let Some(whole) = self.sum_of(&run)
            {
                self.make_parts(&run, whole);
            }
            at += run.len().max(1);
        }
    }

    /// "Police held 61 men. Forty-two were charged with fraud; 19 have been let go": figures of several clauses that add up to
    /// one said before break it down.
    pub(super) fn clauses_that_add_up(&mut self, sentence: usize, first: usize) {
        let near = self.drafts_in(sentence.saturating_sub(CLAUSES_REACH)..=sentence);
        let wholes: Vec<usize> = near.map(|(i, _)| i).filter(|i| *i < first).collect();
        for whole in wholes.into_iter().rev() {
            let Some(members) = self.told_since(whole, sentence) else { continue };
            for member in &members {
                let what = self.drafts.get(whole).map(|d| d.what.clone());
                let weak =
                    self.drafts.get(*member).is_some_and(|d| self.describes(d) || Some(&d.what) != what.as_ref());
                self.make_part(*member, whole, weak);
            }
            return;
        }
    }

    /// The figures that break a whole down in several clauses: those of the sentence at hand, or with them those of the sentence
    /// before it, or all since the whole.
    fn told_since(&self, whole: usize, sentence: usize) -> Option<Vec<usize>> {
        let exact = |d: &Draft| d.kind == Kind::Level && d.bounds.low == d.bounds.high;
        let countable = |d: &Draft| matches!(d.what, What::Persons | What::Cases | What::Operations | What::Premises);
        let sum = self.drafts.get(whole).filter(|d| exact(d) && countable(d))?;
        let large = sum.bounds.low >= Some(UNLIKELY);
        if !(large || self.opens_definite(sentence) && sum.sentence + SUM_REACH >= sentence) {
            return None;
        }
        // "Fifty-five were found in Negombo, 53 in Colombo": a bare number counts what its whole does.
        let bare = |d: &Draft| {
            self.scene(d.sentence).and_then(|s| s.quantities.get(d.quantity)).is_some_and(Quantity::is_bare)
        };
        let alike = |d: &Draft| d.what == sum.what || d.what == What::Items && bare(d);
        let counted = |d: &Draft| alike(d) && exact(d) && !self.is_set_against(d);
        let open = |d: &Draft| d.part_of.is_none();
        let mine = |d: &Draft| open(d) || d.part_of == Some(whole);
        let told = |from: usize, which: &dyn Fn(&Draft) -> bool| -> Vec<usize> {
            let since = self.drafts.iter().enumerate().skip(whole + 1);
            since.filter(|(_, d)| d.sentence >= from && counted(d) && which(d)).map(|(i, _)| i).collect()
        };
        let here = |d: &&Draft| d.sentence == sentence && open(d) && counted(d);
        let new = self.drafts.iter().skip(whole + 1).filter(here).count();
        let before = sentence.saturating_sub(1);
        let near = sum.sentence + SUM_REACH >= sentence;
        if !near && sum.part_of.is_some() {
            return None;
        }
        let tries = [
            (sentence, true, true),
            (sentence, false, new > 0),
            (before, false, new > 1 && large),
            (sum.sentence, true, near && large),
            (sum.sentence, false, near && large && new >= LEAST_MEMBERS),
        ];
        tries.into_iter().filter(|t| t.2 && new > 0).find_map(|(from, only_open, _)| {
            let members = if only_open { told(from, &open) } else { told(from, &mine) };
            let total: f64 = members.iter().filter_map(|i| self.drafts.get(*i)?.bounds.low).sum();
            let tied = |d: &Draft| {
                d.measure == sum.measure || d.part_of == Some(whole) || self.describes(d) || d.what != sum.what
            };
            let same = |i: &usize| self.drafts.get(*i).is_some_and(tied);
            let akin =
                members.iter().any(same) || near && self.vocabulary.terms.measure_code(sum.measure) == "arrested";
            (members.len() > 1 && akin && Some(total) == sum.bounds.low).then_some(members)
        })
    }

    /// "The workers, 14 men and seven women, …", "All of them, …": a sentence about those before.
    fn opens_definite(&self, sentence: usize) -> bool {
        let first = self.scene(sentence).map_or("", |s| s.parsed.word(0));
        matches!(first, "the" | "all" | "they" | "these" | "those")
    }

    fn side_by_side(&self, a: &Draft, b: &Draft) -> bool {
        let Some(scene) = self.scene(a.sentence) else { return false };
        let (Some(x), Some(y)) = (scene.quantities.get(a.quantity), scene.quantities.get(b.quantity)) else {
            return false;
        };
        a.sentence == b.sentence
            && a.what == b.what
            && (adjacent(&scene.parsed, x, y, self.vocabulary)
                || scene.places.get(b.quantity).is_some_and(|p| p.leader.is_some()))
    }

    /// Gives a run of figures side by side the figure that they add up to.
    fn assign_sum(&mut self, run: &[usize]) {
        // The whole may stand at the head of the run itself: "12 people, ten men and two women".
        for skip in 0..run.len().saturating_sub(1) {
            let members = run.get(skip..).unwrap_or_default();
            let inside = |w: &usize| skip == 0 || run.get(..skip).is_some_and(|head| head.contains(w));
            if let Some(whole) = self.sum_of(members).filter(inside) {
                return self.make_parts(members, whole);
            }
        }
    }

    /// The figure shortly before that members which have no whole yet add up to.
    fn sum_of(&self, members: &[usize]) -> Option<usize> {
        let first = *members.first()?;
        let drafts = || members.iter().filter_map(|i| self.drafts.get(*i));
        let sum: f64 = drafts().filter_map(|d| d.bounds.low).sum();
        let sample = self.drafts.get(first)?;
        let value = |w: usize| self.drafts.get(w).and_then(Draft::value);
        let wholes = || drafts().filter_map(|d| d.part_of);
        if let Some(whole) = wholes().next().filter(|w| value(*w) == Some(sum) && wholes().all(|o| o == *w)) {
            return Some(whole);
        }
        // "Among the 30 were 21 workers. … The workers, 14 men and seven women": a part of their whole told before.
        if let Some(above) = wholes().next().filter(|w| drafts().all(|d| d.part_of == Some(*w))) {
            let part = |d: &Draft| d.part_of == Some(above) && d.what == sample.what && d.sentence < sample.sentence;
            let mut near = self.drafts_in(sample.sentence.saturating_sub(SUM_REACH)..=sample.sentence);
            let found = near.rfind(|(_, d)| part(d) && (d.bounds.low, d.bounds.high) == (Some(sum), Some(sum)));
            let likely = sum >= UNLIKELY || self.opens_definite(sample.sentence);
            if let Some((found, _)) = found.filter(|_| likely) {
                return Some(found);
            }
        }
        let settled = wholes().any(|w| value(w).is_some_and(|v| v >= sum));
        let explained = self.explains(members, sum);
        if (settled || sum < LEAST_SUM) && !explained {
            return None;
        }
        // A part of other figures is broken down where it is told.
        let adds_up = |d: &Draft| {
            d.kind == Kind::Level
                && d.what == sample.what
                && (d.bounds.low, d.bounds.high) == (Some(sum), Some(sum))
                && (d.part_of.is_none() || d.sentence == sample.sentence || sum >= UNLIKELY || explained)
        };
        let mut near = self.drafts_in(sample.sentence.saturating_sub(SUM_REACH)..=sample.sentence);
        near.rfind(|(i, d)| *i < first && adds_up(d)).map(|(i, _)| i)
    }

    /// "The two foreigners, an Australian and a Chinese", "Two drivers held in Ghent, a Dane and a Pole, …": members behind the
    /// number that they add up to.
    fn explains(&self, members: &[usize], sum: f64) -> bool {
        let quantities = || members.iter().filter_map(|i| self.drafts.get(*i)).map(|d| (d.sentence, d.quantity));
        let Some((sentence, first)) = quantities().next() else { return false };
        let Some(scene) = self.scene(sentence) else { return false };
        let before = first.checked_sub(1).and_then(|i| scene.quantities.get(i));
        let start = scene.quantities.get(first).map_or(0, Quantity::start);
        let end = quantities().next_back().and_then(|(_, i)| scene.quantities.get(i)).map_or(0, |q| q.end);
        let between = start.checked_sub(1).is_some_and(|i| scene.parsed.is_mark(i));
        let closed = between && (scene.parsed.is_mark(end) || end == scene.parsed.len());
        // "118 Chinese, 67 Americans and 51 Britons" break nobody down.
        let codes = |q: &Quantity| q.noun.nationality.clone();
        let others = |q: &Quantity| {
            let member = scene.quantities.get(first).map(codes).unwrap_or_default();
            codes(q).len() == 1 && !q.noun.foreign_only() && member.len() == 1 && member != codes(q)
        };
        before.is_some_and(|q| {
            let same = q.value() == Some(sum) && members.len() > 1 && !others(q);
            same && (q.end + 1 == start && between || closed && start - q.end.min(start) <= APPOSED)
        })
    }

    fn make_parts(&mut self, members: &[usize], whole: usize) {
        for member in members {
            let plain = |d: &Draft| d.score >= OWN_VERB || !is_weak(self.vocabulary, d.measure);
            let told = |d: &Draft| d.score >= SURE && plain(d) && !self.describes(d);
            let weak = !self.drafts.get(*member).is_some_and(told);
            self.make_part(*member, whole, weak);
        }
    }

    /// Gives a part what its whole says; the measure too where the part's own words are weak.
    fn make_part(&mut self, member: usize, whole: usize, weak: bool) {
        let Some(sum) = self.drafts.get(whole).cloned() else { return };
        let origin = self.drafts.get(member).is_some_and(|d| self.names_origin(d));
        let Some(draft) = self.drafts.get_mut(member) else { return };
        draft.part_of = Some(whole);
        draft.because("part_of", "they add up to it", None);
        if weak {
            draft.measure = sum.measure;
            draft.what = sum.what.clone();
            draft.score = sum.score * AS_SUM;
        }
        draft.sex = draft.sex.or(sum.sex);
        draft.age_group = draft.age_group.or(sum.age_group);
        if origin {
            draft.sent_from_there(&sum);
        }
        if draft.nationality.is_empty() {
            draft.nationality = sum.nationality.clone();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::article::told::told;

    #[test]
    fn figures_that_add_up_to_one_said_before_are_its_parts() {
        let text = "Police arrested 12 people on Monday. Ten men and two women were held at the port.";
        assert_eq!(told(text), ["12 arrested", "10 arrested <0", "2 arrested <0"]);
    }

    #[test]
    fn figures_of_several_clauses_that_add_up_are_parts_with_their_own_measures() {
        let text = "Police arrested 61 men. Forty-two men were charged with fraud, while 19 men were released.";
        assert_eq!(told(text), ["61 arrested", "42 charged <0", "19 released <0"]);
        let text = "Police arrested two men held in Ghent, a Dane and a Pole, over fraud.";
        assert_eq!(told(text), ["2 arrested DK+PL", "1 arrested DK <0", "1 arrested PL <0"]);
    }

    #[test]
    fn a_part_may_be_broken_down_in_a_sentence_about_it() {
        let text =
            "Police arrested 30 people, including 21 workers. The workers, 14 men and seven women, are aged 24 to 67.";
        assert_eq!(told(text), ["30 arrested", "21 arrested <0", "14 arrested <1", "7 arrested <1"]);
    }

    #[test]
    fn two_right_behind_their_number_are_its_parts() {
        let text = "Police arrested five men, two of them foreigners. The two foreigners, a Thai and a Dane, were arrested at sea.";
        assert_eq!(told(text), ["5 arrested", "2 arrested foreign <0", "1 arrested TH <1", "1 arrested DK <1"]);
    }

    #[test]
    fn people_of_whom_no_verb_tells_are_those_they_add_up_to() {
        let text = "Agents rescued 123 migrants. Sixty-two Guatemalans, 31 Hondurans and 30 Cubans had been standing \
                    in the trailer for hours. The law on smuggling, fraud and robbery applies.";
        let parts = ["62 rescued GT <0", "31 rescued HN <0", "30 rescued CU <0"];
        assert_eq!(told(text), [["123 rescued foreign"].as_slice(), &parts].concat());
    }
}
