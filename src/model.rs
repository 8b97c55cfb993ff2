//! The types that cross a stage: what a source is, what was read, what was found, what could not be taken.
//! No logic lives here beyond the names of closed lists; `docs/architecture.md` shows which stage makes which type.

use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;
use smol_str::SmolStr;

/// A code or name that many values share (`CN`, `arrested`, a sheet's name): cheap to clone.
pub type Code = SmolStr;

/// A range of bytes in the text that a document stores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }

    /// The smallest span that holds both.
    pub fn join(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    pub fn len(self) -> usize {
        self.end - self.start
    }

    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The words that the span covers; empty where it doesn't fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// A closed list of codes: the enum, its codes, and how to print and parse one.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
        pub enum $name { $(#[serde(rename = $code)] $variant),+ }
        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant),+];
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $code),+ }
            }
            pub fn parse(code: &str) -> Option<Self> {
                match code { $($code => Some($name::$variant),)+ _ => None }
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(self.as_str()) }
        }
    };
}

codes!(
    /// What sort of statement a figure is.
    Kind { Level = "level", Change = "change", Share = "share" }
);
codes!(
    /// How the words bound a figure.
    Qualifier {
        Exact = "exact", Approx = "approx", MoreThan = "more_than", AtLeast = "at_least",
        LessThan = "less_than", AtMost = "at_most", Range = "range", Vague = "vague",
    }
);
codes!(
    /// Whether the source says that it happened.
    Modality { Actual = "actual", Planned = "planned", Denied = "denied" }
);
codes!(Direction { Increase = "increase", Decrease = "decrease" });
codes!(Sex { Female = "female", Male = "male" });
codes!(AgeGroup { Minor = "minor", Adult = "adult" });
codes!(Severity { Error = "error", Warning = "warning" });
codes!(Status { Loaded = "loaded", Skipped = "skipped", Rejected = "rejected" });

/// Bounds of a figure; `None` is open.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Bounds {
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub qualifier: Qualifier,
}

impl Bounds {
    pub fn exact(value: f64) -> Self {
        Bounds { low: Some(value), high: Some(value), qualifier: Qualifier::Exact }
    }
}

/// Both days inclusive; `None` is open or unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
pub struct Period {
    pub start: Option<Date>,
    pub end: Option<Date>,
}

impl Period {
    pub fn new(start: Date, end: Date) -> Self {
        Period { start: Some(start), end: Some(end) }
    }

    pub fn is_empty(&self) -> bool {
        self.start.is_none() && self.end.is_none()
    }
}

/// What a figure is about: the key of an SDMX series. Rows of one table share most of it, so it is shared in memory
/// and in the database. Empty text means that the source doesn't say.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Series {
    pub kind: Kind,
    pub measure: Code,
    pub unit: Code,
    pub object: Option<Code>,
    pub direction: Option<Direction>,
    /// ISO 3166-1 alpha-2 codes, sorted, joined by `+`; or `foreign`.
    pub nationality: Code,
    pub sex: Option<Sex>,
    pub age_group: Option<AgeGroup>,
    /// Offence codes, sorted, joined by `+`.
    pub offences: Code,
    pub country: Code,
    pub place: Code,
    pub modality: Modality,
    pub attributed_to: Code,
}

/// Where a figure stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub enum Locator {
    /// The figure's own words in the document's text, and the sentence around it.
    Text { figure: Span, sentence: Span },
    /// A cell, counted from 0. A csv has no sheet name in its reference.
    Cell { sheet: Option<Code>, row: u32, column: u32 },
}

/// Why an attribute has its value: the rule's name and, where there are any, the words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    pub attribute: &'static str,
    pub rule: &'static str,
    pub span: Option<Span>,
    /// Of a table: the words of the cells that say it.
    pub words: Option<Code>,
}

/// One figure that one source states, as blotter understands it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Observation {
    pub series: Arc<Series>,
    pub bounds: Bounds,
    pub period: Period,
    /// The ordinal, in the same document, of the observation of which this one counts a part.
    pub part_of: Option<u32>,
    pub is_total: bool,
    pub confidence: f64,
    pub locator: Locator,
    /// A cell's text, letter for letter; an article's evidence is cut from its text instead.
    pub cell_text: Option<Code>,
    /// A footnote mark or flag that stood beside the figure.
    pub note: Option<Code>,
    #[serde(skip)]
    pub reasons: Vec<Reason>,
}

/// A number that was seen in text and not taken.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Refusal {
    pub span: Span,
    pub reason: &'static str,
}

/// A thing that could not be taken as it stands, and what a person can do about it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Problem {
    /// `Sheet!C5`, `C5` or nothing.
    pub cell: Option<String>,
    pub line: Option<u64>,
    pub severity: Severity,
    /// Short and stable: `unknown_nationality`.
    pub code: &'static str,
    pub message: String,
}

/// A person who speaks or holds an office; never a suspect or a victim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Person {
    pub name: String,
    pub title: String,
    pub role: String,
    pub organisation: String,
    pub nationality: Code,
    pub span: Span,
}

/// The quoted words of one paragraph by one speaker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Statement {
    pub speaker: String,
    pub quote: String,
    pub span: Span,
}

/// An observation in a cell of a long table, which gives each of its series once and then names it by a number.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    pub series: u32,
    pub bounds: Bounds,
    pub period: Period,
    pub part_of: Option<u32>,
    pub is_total: bool,
    pub confidence: f64,
    pub row: u32,
    pub column: u32,
    pub text: Option<SmolStr>,
    pub note: Option<Code>,
}

/// All that extraction gives; an observation's ordinal is its place among the observations of its document.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    Observation(Observation),
    Refusal(Refusal),
    Problem(Problem),
    Person(Person),
    Statement(Statement),
}

/// An item as extraction hands it over: whole, or in the short form of long tables.
#[derive(Debug, Clone, PartialEq)]
pub enum Given {
    Item(Item),
    /// What figures of this number count from now on, and in which sheet. The numbers of a sheet begin at 0.
    Series {
        number: u32,
        series: Arc<Series>,
        sheet: Option<Code>,
    },
    Figure(Figure),
}

/// What is known of a document besides its content. A workbook's sheets share one.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Meta {
    pub title: String,
    pub publisher: String,
    pub published: Option<Date>,
    pub url: String,
    pub language: String,
    pub encoding: String,
}

/// An article as read: its whole decoded text, and where its body begins (front matter and title stand before it).
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    pub meta: Meta,
    pub text: String,
    pub body: Span,
    /// The file's name without its folder, which may carry a date.
    pub file_name: String,
}
