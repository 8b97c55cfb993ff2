//! What a figure without a time looks like: how large it is, what it counts, how its sentence begins and in which tense it
//! speaks. In: a draft in its scene. Out: [`Traits`], which the choice of a time weighs.

use super::deeds;
use super::inherited::{is_now, names_scene};
use super::told::is_background;
use crate::extract::article::discourse::Scene;
use crate::extract::article::draft::Draft;
use crate::extract::article::quantity::What;
use crate::model::Kind;
use crate::text::Token;
use crate::vocabulary::periods::Beside;
use crate::vocabulary::{Class, Vocabulary};

/// How far from a figure its auxiliary may stand.
const BEFORE: usize = 8;
const BEHIND: usize = 10;
/// How far behind its auxiliary a verb of saying may stand.
const SAID_REACH: usize = 4;
/// How far before a figure "a total of" may stand.
const TOTAL_REACH: usize = 6;
/// So many words open a sentence.
const OPENING: usize = 3;

/// The measures of those who are there, at large or not found.
const STOCK: &[&str] = &["present", "wanted", "missing"];

/// What a measure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// What police and courts do on a day.
    Stroke,
    /// What a crime brought about.
    Deed,
    /// Who is there.
    Stock,
    /// All that is counted over a time.
    Flow,
}

impl Sort {
    pub const COUNT: usize = Sort::Flow as usize + 1;

    pub fn of(measure: &str) -> Self {
        match measure {
            m if deeds::is_stroke(m) => Sort::Stroke,
            m if deeds::is_deed(m) => Sort::Deed,
            m if STOCK.contains(&m) => Sort::Stock,
            _ => Sort::Flow,
        }
    }
}

/// One thing about a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trait {
    Stroke,
    Deed,
    Stock,
    Flow,
    Change,
    Share,
    Thousands,
    Hundreds,
    Dozens,
    /// Fewer than six.
    Few,
    /// No persons and no cases.
    Things,
    /// In the first sentence of its paragraph.
    Opens,
    /// "They also …", "His flat …"
    Pointing,
    /// "The 33 were …"
    Definite,
    /// "Another 21 …"
    Indefinite,
    Perfect,
    Pluperfect,
    Present,
    /// "a total of", "in all"
    Total,
    /// "The number of …"
    Number,
    /// "during the raids", "on the premises"
    Scene,
    /// "so far"
    Now,
    /// "a report that", "accused of"
    Claimed,
}

impl Trait {
    pub const COUNT: usize = Trait::Claimed as usize + 1;
}

/// The traits of a figure, a bit each.
#[derive(Debug, Clone, Copy, Default)]
pub struct Traits(u32);

impl Traits {
    pub fn of(draft: &Draft, scene: &Scene, opens: bool, vocabulary: &Vocabulary) -> Self {
        let mut out = Traits::default();
        let measure = vocabulary.terms.measure_code(draft.measure);
        out.set(match Sort::of(measure) {
            Sort::Stroke => Trait::Stroke,
            Sort::Deed => Trait::Deed,
            Sort::Stock => Trait::Stock,
            Sort::Flow => Trait::Flow,
        });
        match draft.kind {
            Kind::Level => {}
            Kind::Change => out.set(Trait::Change),
            Kind::Share => out.set(Trait::Share),
        }
        out.set(size(draft));
        out.set_if(opens, Trait::Opens);
        out.of_opening(scene, vocabulary);
        out.of_clause(draft, scene, vocabulary);
        out.set_if(names_scene(draft, scene, vocabulary), Trait::Scene);
        out.set_if(is_now(draft, scene, vocabulary), Trait::Now);
        out
    }

    fn of_opening(&mut self, scene: &Scene, vocabulary: &Vocabulary) {
        let tokens = scene.parsed.tokens;
        let points = |t: &Token| {
            vocabulary.grammar.is(t, Class::Pronoun) || t.is("there") || t.is("his") || t.is("their") || t.is("its")
        };
        let opening = tokens.get(..OPENING.min(tokens.len())).unwrap_or(&[]);
        self.set_if(opening.iter().any(points), Trait::Pointing);
        self.set_if(scene.parsed.word(0) == "the", Trait::Definite);
        self.set_if(matches!(scene.parsed.word(0), "a" | "an" | "another" | "one"), Trait::Indefinite);
        let number = |i: usize| matches!(scene.parsed.word(i), "number" | "numbers" | "figure");
        self.set_if((0..OPENING * 2).any(number), Trait::Number);
        let claims = |t: &Token| [Class::Claim, Class::Involved].iter().any(|c| vocabulary.grammar.is(t, *c));
        self.set_if(tokens.iter().any(claims), Trait::Claimed);
    }

    fn of_clause(&mut self, draft: &Draft, scene: &Scene, vocabulary: &Vocabulary) {
        let Some(quantity) = scene.quantities.get(draft.quantity) else { return };
        let start = quantity.start();
        self.set_if(quantity.definite, Trait::Definite);
        // "has since said that 34 were deported": the tense of the saying.
        let said = |i: usize| scene.parsed.token(i).is_some_and(|t| vocabulary.periods.is(t, Beside::Speech));
        let near = start.saturating_sub(BEFORE)..(start + BEHIND).min(scene.parsed.len());
        for at in near.filter(|at| !(at + 1..at + SAID_REACH).any(said)) {
            match scene.parsed.word(at) {
                "has" | "have" => self.set(Trait::Perfect),
                "had" => self.set(Trait::Pluperfect),
                "is" | "are" => self.set(Trait::Present),
                _ => {}
            }
        }
        self.set_if(is_background(draft, scene), Trait::Pluperfect);
        let total = |at: usize| matches!(scene.parsed.word(at), "total" | "all" | "overall" | "altogether");
        self.set_if((start.saturating_sub(TOTAL_REACH)..start + OPENING).any(total), Trait::Total);
    }

    fn set(&mut self, one: Trait) {
        self.0 |= 1 << one as u32;
    }

    fn set_if(&mut self, holds: bool, one: Trait) {
        if holds {
            self.set(one);
        }
    }

    /// Their indices, for a table of weights.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        (0..Trait::COUNT).filter(move |i| self.0 & 1 << i != 0)
    }
}

fn size(draft: &Draft) -> Trait {
    let counted = matches!(draft.what, What::Persons | What::Bare | What::Unnamed | What::Cases);
    match draft.bounds.low.unwrap_or(0.0) {
        _ if !counted => Trait::Things,
        v if v >= 1000.0 => Trait::Thousands,
        v if v >= 100.0 => Trait::Hundreds,
        v if v >= 6.0 => Trait::Dozens,
        _ => Trait::Few,
    }
}
