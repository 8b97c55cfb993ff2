//! When the counted thing happened: the time of a figure's clause, else of its whole, of the event before it, of the
//! sentence before; a lead without a time has that of the paragraph that tells more. A time that is named but can't be
//! known ("the previous festive season") leaves the figure open rather than give it another's.

use jiff::civil::Date;

use super::discourse::{COMPARED as COMPARED_WITH, Scene};
use super::draft::Draft;
use crate::extract::period::{PeriodMention, Role, length};
use crate::model::{Kind, Modality, Period, Span};
use crate::normalize::period::{Reference, ending, resolve_all};
use crate::text::{Prose, Token};
use crate::vocabulary::periods::Unit;
use crate::vocabulary::{Class, Vocabulary};

/// A time of comparison belongs to no figure farther from it than this.
const COMPARED_REACH: usize = 8;
/// For how many paragraphs the time of an event stays spoken of.
const LONGEST_TOPIC: usize = 6;
/// How many sentences behind "a four-day sweep" its end may be told.
const LENGTH_REACH: usize = 3;
/// The rule that gave a period which the event's own figures don't share.
const COMPARED: &str = "time compared with";
/// What lasts since then has no part in the events told behind it.
const SINCE: &str = "time since";
/// The measures of those who are there and of what was earned, not of what happened.
const STOCK: &[&str] = &["present", "proceeds", "losses"];
const UNKNOWN: &str = "time named but unknown";

/// A time of a sentence with the period that it means.
#[derive(Debug, Clone)]
pub struct Time {
    pub mention: PeriodMention,
    pub period: Option<Period>,
}

/// The times of each sentence with what they mean.
pub fn times(
    prose: &Prose,
    mentions: &[Vec<PeriodMention>],
    reference: &Reference,
    vocabulary: &Vocabulary,
) -> Vec<Vec<Time>> {
    let mut spoken = Vec::new();
    let mut out = Vec::new();
    let mut lasting: Option<(usize, Unit, u16)> = None;
    for (index, (sentence, found)) in prose.sentences.iter().zip(mentions).enumerate() {
        let periods = resolve_all(found, reference, &mut spoken);
        if let Some((unit, count)) = length(&sentence.tokens, vocabulary) {
            lasting = Some((index, unit, count));
        }
        let mut times: Vec<Time> =
            found.iter().cloned().zip(periods).map(|(mention, period)| Time { mention, period }).collect();
        for time in &mut times {
            let ends = sentence.tokens.get(time.mention.start.saturating_sub(3)..time.mention.start).unwrap_or(&[]);
            let ends = ends.iter().any(|t| vocabulary.periods.is_end(t));
            if let Some((_, unit, count)) = lasting.filter(|(since, ..)| ends && index - since < LENGTH_REACH)
                && let Some(period) = time.period.and_then(|p| ending(p, unit, count))
            {
                time.period = Some(period);
            }
        }
        out.push(times);
    }
    out
}

/// Gives each draft its period.
pub fn periods(
    drafts: &mut [Draft],
    scenes: &[Scene],
    times: &[Vec<Time>],
    published: Option<Date>,
    vocabulary: &Vocabulary,
) {
    for index in 0..drafts.len() {
        let Some((before, rest)) = drafts.split_at_mut_checked(index) else { continue };
        let Some(draft) = rest.first_mut() else { continue };
        let (Some(scene), Some(here)) = (scenes.get(draft.sentence), times.get(draft.sentence)) else { continue };
        let planned = draft.modality == Modality::Planned;
        if draft.part_of.is_none() && is_elsewhere(draft, scene, here, vocabulary) {
            draft.because("period", UNKNOWN, None);
            continue;
        }
        if let Some((time, span)) = own_time(draft, scene, here, vocabulary)
            && (!planned || is_ahead(time, published))
        {
            let rule = match (time.period, time.mention.role) {
                (_, Role::Comparison) => COMPARED,
                (None, _) => UNKNOWN,
                (_, Role::Since) => SINCE,
                _ => "time of the clause",
            };
            draft.period = time.period;
            draft.because("period", rule, Some(span));
            continue;
        }
        if planned || draft.modality == Modality::Denied {
            continue;
        }
        let inherited = match draft.part_of.and_then(|w| before.get(w)) {
            Some(whole) => Some((whole.period, "as its whole", whole.figure)),
            None if is_stock(draft, vocabulary) => {
                event_before(draft, before, scenes, times).filter(|_| before.iter().any(|d| d.measure == draft.measure))
            }
            None if is_item(scene) && !same_item(draft, before, scenes) => head_time(draft, scenes, times),
            None => event_before(draft, before, scenes, times)
                .or_else(|| sentence_before(draft, scenes, times))
                .or_else(|| told_later(draft, scenes, times)),
        };
        if let Some((period, rule, span)) = inherited.filter(|(p, ..)| p.is_some()) {
            draft.period = period;
            draft.because("period", rule, Some(span));
        }
    }
}

/// The time that stands nearest to a quantity in its sentence.
fn own_time<'t>(draft: &Draft, scene: &Scene, times: &'t [Time], vocabulary: &Vocabulary) -> Option<(&'t Time, Span)> {
    let quantity = scene.quantities.get(draft.quantity)?;
    let (start, end) = (quantity.start(), quantity.end);
    let others = || scene.quantities.iter().filter(|q| !q.article && q.start() != start);
    let between = |from: usize, to: usize| others().filter(|q| q.start() > from && q.start() < to).count();
    let cost = |t: &&Time| -> usize {
        let behind = t.mention.start >= start;
        let (crossed, distance) = if behind {
            (between(start, t.mention.start), t.mention.start.saturating_sub(end))
        } else {
            (between(t.mention.end.saturating_sub(1), start), start.saturating_sub(t.mention.end))
        };
        // "12 in February, 19 in March": February is taken.
        let taken = !behind && others().any(|q| q.end <= t.mention.start && t.mention.start - q.end <= 2);
        let apart = if behind {
            in_aside(scene, end, t.mention.start, vocabulary)
        } else {
            in_aside_before(scene, t.mention.start, start, vocabulary)
        };
        let apart = apart || is_shared_out(scene, times, start, t, vocabulary) || is_unseen_since(scene, t, vocabulary);
        let far =
            apart || t.mention.role == Role::Comparison && !belongs_to(draft, scene, t, behind, crossed, distance);
        let crossing = crossed * if behind { 40 } else { 6 };
        crossing + distance + if taken { 30 } else { 0 } + if far { 1000 } else { 0 }
    };
    let usable = |t: &&Time| !matches!(t.mention.role, Role::Report { .. } | Role::Said);
    let best = times.iter().filter(usable).min_by_key(cost).filter(|t| cost(t) < 1000)?;
    Some((best, scene.parsed.span_of(best.mention.start, best.mention.end)))
}

/// "24,441 were held, which takes the count back to where it stood in 2009": the time of another clause.
fn in_aside(scene: &Scene, from: usize, to: usize, vocabulary: &Vocabulary) -> bool {
    let between = scene.parsed.tokens.get(from..to).unwrap_or(&[]);
    let relative = |t: &Token| vocabulary.grammar.is(t, Class::Relative) || t.is("where");
    let Some(open) = between.windows(2).position(|w| matches!(w, [mark, word] if mark.is(",") && relative(word)))
    else {
        return false;
    };
    // "23 victims, who had been made to cheat people, were brought home on Thursday": the clause has closed.
    let helps = |t: &Token| vocabulary.grammar.is(t, Class::Be) || vocabulary.grammar.is(t, Class::Have);
    let rest = between.get(open + 1..).unwrap_or(&[]);
    !rest.windows(2).any(|w| matches!(w, [mark, verb] if mark.is(",") && helps(verb)))
}

/// "Nationals of the EU, whose number had grown until 2017, accounted for 3,947": a clause that closes before the figure.
/// "In one of the trials, which ended on 18 July, nine …" says when the figure was.
fn in_aside_before(scene: &Scene, time: usize, figure: usize, vocabulary: &Vocabulary) -> bool {
    let parsed = &scene.parsed;
    let class = |at: usize, class: Class| parsed.token(at).is_some_and(|t| vocabulary.grammar.is(t, class));
    let Some(open) = (0..time).rev().find(|i| parsed.word(*i) == ",") else { return false };
    let closes = (time..figure).any(|i| parsed.word(i) == ",");
    closes && class(open + 1, Class::Relative) && !class(0, Class::Preposition)
}

/// "66: six in January, 12 in February": where figures share the times of a sentence out, none of these is another's.
fn is_shared_out(scene: &Scene, times: &[Time], start: usize, time: &Time, vocabulary: &Vocabulary) -> bool {
    let preposition = |i: usize| scene.parsed.token(i).is_some_and(|t| vocabulary.grammar.is(t, Class::Preposition));
    let takes = |end: usize, t: &Time| {
        t.mention.start >= end && t.mention.start - end <= 1 && (end..t.mention.start).all(preposition)
    };
    let others = || scene.quantities.iter().filter(|q| !q.article && q.start() != start);
    let pairs = others().filter(|q| times.iter().any(|t| takes(q.end, t))).count();
    pairs >= 2 && others().any(|q| takes(q.end, time) && q.start() > start)
}

/// "a level not seen since 2016"
fn is_unseen_since(scene: &Scene, time: &Time, vocabulary: &Vocabulary) -> bool {
    let negator = |i: usize| scene.parsed.token(i).is_some_and(|t| vocabulary.grammar.is(t, Class::Negator));
    let start = time.mention.start;
    // "the highest number since records began in 2001"
    let superlative = |i: usize| {
        let word = scene.parsed.word(i);
        word.len() > 4 && word.ends_with("est") || matches!(word, "most" | "record")
    };
    let ranks = || (start.saturating_sub(4)..start).any(superlative);
    time.mention.role == Role::Since && ((start.saturating_sub(3)..start).any(negator) || ranks())
}

/// What is planned happens behind the publication: "took steps on Saturday to deport 31" leaves them undated.
fn is_ahead(time: &Time, published: Option<Date>) -> bool {
    match (published, time.period.and_then(|p| p.end.or(p.start))) {
        (Some(published), Some(end)) => end > published,
        _ => true,
    }
}

/// "in a later case", "in a separate raid": an event of its own, which no other's time dates.
fn is_elsewhere(draft: &Draft, scene: &Scene, times: &[Time], vocabulary: &Vocabulary) -> bool {
    let parsed = &scene.parsed;
    let start = scene.quantities.get(draft.quantity).map_or(0, |q| q.start());
    let border = (0..start).rev().find(|i| parsed.word(*i) == ";").map_or(0, |i| i + 1);
    if times.iter().any(|t| t.mention.start >= border && t.mention.role != Role::Said) {
        return false;
    }
    let event = |at: usize| {
        let mention = parsed.mention_from(at);
        let object = mention.and_then(|m| m.object()).and_then(|(o, _)| vocabulary.terms.objects.get(o));
        mention.is_some_and(|m| m.events().next().is_some())
            || object.is_some_and(|o| matches!(o.class.as_str(), "case" | "operation"))
    };
    let other = |at: usize| matches!(parsed.word(at), "later" | "earlier" | "separate" | "different");
    (border + 1..start.min(border + 4)).any(|at| other(at) && event(at + 1))
}

/// Whether a time of comparison is that of a figure: "639 in the first half of 2023", "in 2019, when there were 700".
fn belongs_to(draft: &Draft, scene: &Scene, time: &Time, behind: bool, crossed: usize, distance: usize) -> bool {
    let clause = |at: usize| scene.parsed.tokens.get(at).is_some_and(|t| t.is("when"));
    let from = scene.quantities.get(draft.quantity).map_or(0, |q| q.end);
    let than = (from..time.mention.start).any(|at| scene.parsed.word(at) == "than");
    let told = !behind && (clause(time.mention.end) || clause(time.mention.end + 1));
    draft.kind != Kind::Change && crossed == 0 && distance <= COMPARED_REACH && (behind && !than || told)
}

/// What is there now has the time of no event: "1,655 are still being held", "are living in the country".
fn is_stock(draft: &Draft, vocabulary: &Vocabulary) -> bool {
    vocabulary.terms.measures.get(draft.measure).is_some_and(|m| STOCK.contains(&m.code.get_ref().as_str()))
}

fn rule_of(draft: &Draft) -> &'static str {
    draft.reasons.iter().find(|r| r.attribute == "period").map_or("", |r| r.rule)
}

type Inherited = Option<(Option<Period>, &'static str, Span)>;

/// The event to which a figure without a time belongs: the last one before it, as long as no other time is told between.
fn event_before(draft: &Draft, before: &[Draft], scenes: &[Scene], times: &[Vec<Time>]) -> Inherited {
    let paragraph = |d: &Draft| scenes.get(d.sentence).map_or(0, |s| s.parsed.paragraph);
    let here = paragraph(draft);
    let silent = |d: &Draft| {
        let between = times.get(d.sentence + 1..=draft.sentence).unwrap_or(&[]);
        between.iter().flatten().all(|t| t.mention.role != Role::Event)
    };
    let near = |d: &Draft| paragraph(d) + 1 >= here || (paragraph(d) + LONGEST_TOPIC >= here && silent(d));
    let event = |d: &&Draft| {
        let of_event = match rule_of(d) {
            COMPARED => false,
            SINCE => paragraph(d) == here,
            _ => true,
        };
        let compared = d.reasons.iter().any(|r| r.attribute == "measure" && r.rule == COMPARED_WITH);
        d.modality == Modality::Actual && d.kind == Kind::Level && of_event && !compared && near(d)
    };
    let found = before.iter().rev().find(event)?;
    (found.period.is_some() || rule_of(found) == UNKNOWN).then_some((
        found.period,
        "time of the event before",
        found.figure,
    ))
}

/// Whether a sentence begins an item of a list.
fn is_item(scene: &Scene) -> bool {
    matches!(scene.parsed.word(0), "-" | "•" | "*" | "–" | "—" | "▪" | "●" | "·")
}

/// Whether an item told of a dated event before this figure.
fn same_item(draft: &Draft, before: &[Draft], scenes: &[Scene]) -> bool {
    let paragraph = |d: &Draft| scenes.get(d.sentence).map(|s| s.parsed.paragraph);
    before.iter().any(|d| paragraph(d) == paragraph(draft) && d.period.is_some())
}

/// "What the agency did from January 5 through January 11:": each item is of the head's time, not of the item before.
fn head_time(draft: &Draft, scenes: &[Scene], times: &[Vec<Time>]) -> Inherited {
    let outside = |i: &usize| scenes.get(*i).is_some_and(|s| !is_item(s));
    let (index, time) =
        (0..draft.sentence).rev().filter(outside).find_map(|i| Some((i, event_time(times.get(i)?)?)))?;
    let span = scenes.get(index)?.parsed.span_of(time.mention.start, time.mention.end);
    Some((time.period, "time of the list", span))
}

fn event_time(times: &[Time]) -> Option<&Time> {
    times.iter().find(|t| t.mention.role == Role::Event && t.period.is_some())
}

/// "The department published … last year. The number rose by 100." Of an earlier paragraph only where it is the one
/// time that was told.
fn sentence_before(draft: &Draft, scenes: &[Scene], times: &[Vec<Time>]) -> Inherited {
    let here = scenes.get(draft.sentence)?.parsed.paragraph;
    let told = || (0..draft.sentence).rev().filter_map(|i| Some((i, event_time(times.get(i)?)?)));
    let (index, time) = told().next()?;
    let scene = scenes.get(index)?;
    let near = index + 2 >= draft.sentence && scene.parsed.paragraph + 1 >= here;
    let only = told().all(|(_, t)| t.period == time.period);
    let span = scene.parsed.span_of(time.mention.start, time.mention.end);
    (near || only).then_some((time.period, "time of the sentence before", span))
}

/// "Thirteen were charged … The arrests were made on Saturday": of a lead that names no time.
fn told_later(draft: &Draft, scenes: &[Scene], times: &[Vec<Time>]) -> Inherited {
    let first = scenes.first()?.parsed.paragraph;
    let here = scenes.get(draft.sentence)?.parsed.paragraph;
    if here > first {
        return None;
    }
    let later = scenes.iter().enumerate().skip(draft.sentence + 1);
    let (index, time) = later
        .take_while(|(_, s)| s.parsed.paragraph <= first + 2)
        .find_map(|(i, _)| Some((i, event_time(times.get(i)?)?)))?;
    let span = scenes.get(index)?.parsed.span_of(time.mention.start, time.mention.end);
    Some((time.period, "time told later", span))
}

#[cfg(test)]
mod tests {
    use crate::extract::article::extract;
    use crate::model::{Article, Item, Meta, Span};
    use crate::vocabulary::Vocabulary;

    /// Value, start and end of each observation of a text of 16 August 2023.
    fn periods(text: &str) -> Vec<(f64, String)> {
        let meta = Meta { published: "2023-08-16".parse().ok(), ..Meta::default() };
        let body = Span::new(0, text.len());
        let article = Article { meta, text: text.to_string(), body, file_name: String::new() };
        let period = |o: &crate::model::Observation| match (o.period.start, o.period.end) {
            (Some(start), Some(end)) => format!("{start} {end}"),
            (Some(start), None) => format!("{start} -"),
            _ => String::new(),
        };
        extract(&article, Vocabulary::builtin())
            .iter()
            .filter_map(|item| match item {
                Item::Observation(o) => Some((o.bounds.low.unwrap_or(0.0), period(o))),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn a_time_of_comparison_stays_with_its_figure() {
        let found = periods("Police arrested 639 people in 2022, up from 300 in 2021. They deported 44 of them.");
        let year = |y: i32| format!("{y}-01-01 {y}-12-31");
        assert_eq!(found.first(), Some(&(639.0, year(2022))));
        assert!(found.contains(&(300.0, year(2021))), "{found:?}");
        assert!(found.contains(&(44.0, year(2022))), "{found:?}");
    }

    #[test]
    fn a_named_but_unknown_time_leaves_the_figure_open() {
        let found = periods(
            "Police arrested 58 smugglers in March 2023. During the festive season they arrested 27 smugglers.",
        );
        assert!(found.contains(&(27.0, String::new())), "{found:?}");
    }

    #[test]
    fn a_lead_takes_the_time_that_is_told_later() {
        let found =
            periods("Thirteen men have been arrested over drug trafficking.\n\nThe arrests were made on Saturday.");
        assert_eq!(found.first(), Some(&(13.0, "2023-08-12 2023-08-12".to_string())));
    }

    #[test]
    fn an_operation_of_some_days_counts_back_from_its_end() {
        let found = periods("Police arrested 98 traffickers in a four-day sweep that ended on Sunday.");
        assert_eq!(found.first(), Some(&(98.0, "2023-08-10 2023-08-13".to_string())));
    }

    #[test]
    fn figures_that_share_the_times_out_keep_their_own() {
        let found = periods("Police deported six migrants in January, 12 in February and 19 in March.");
        assert!(found.contains(&(12.0, "2023-02-01 2023-02-28".to_string())), "{found:?}");
        assert!(found.contains(&(19.0, "2023-03-01 2023-03-31".to_string())), "{found:?}");
    }

    #[test]
    fn what_is_planned_does_not_have_the_time_of_the_plan() {
        let found = periods("Police on Monday took steps to deport 31 smugglers.");
        assert_eq!(found.first(), Some(&(31.0, String::new())));
    }

    #[test]
    fn a_separate_raid_has_not_the_time_of_the_one_before() {
        let found = periods("On 7 July police arrested 12 smugglers; in a separate raid 17 smugglers were arrested.");
        assert!(found.contains(&(17.0, String::new())), "{found:?}");
    }

    #[test]
    fn the_day_of_saying_is_not_the_day_of_the_event() {
        let found = periods("Police arrested 98 traffickers in July, the minister told reporters on Monday.");
        assert_eq!(found.first(), Some(&(98.0, "2023-07-01 2023-07-31".to_string())));
    }
}
