//! An expression of time as the words give it, before anything is known of the document's date.

use crate::vocabulary::periods::Unit;

/// A calendar date of which any part may be left open: a year, a month, "June 17", "the 26th".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Calendar {
    pub year: Option<i16>,
    pub month: Option<u8>,
    pub day: Option<u8>,
}

/// A fiscal year as it is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FiscalYear {
    /// "FY2019"
    Named(i16),
    /// "2018-19": the year in which it begins.
    From(i16),
    /// "last fiscal year"
    Relative(i32),
    /// "the previous fiscal year": the one before that spoken of.
    Before,
    /// "over the fiscal year": the one spoken of.
    Told,
}

/// Which of the days or months of one name is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The latest up to the publication: "on Friday".
    Latest,
    /// The latest before the current one: "last Friday".
    Last,
    /// The first after the publication: "next Friday".
    Next,
}

/// A piece of a longer time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The n-th quarter, half, month: "Q2".
    Nth(Unit, u8),
    /// "the first nine months"
    First(Unit, u16),
    /// "the last three months of 2019"
    Last(Unit, u16),
    /// The first day.
    Start,
    /// The last day.
    End,
    /// "early 2020", "late last month": somewhere in it.
    Somewhere,
    /// "October" of last year, "November 26" of that year.
    Calendar(Calendar),
    /// "Tuesday" of last week.
    Weekday(u8),
}

#[derive(Debug, Clone, PartialEq)]
pub enum PeriodExpr {
    Calendar(Calendar),
    /// `3/4/2021`: the country decides which is the day.
    Numeric {
        first: u8,
        second: u8,
        year: i16,
    },
    /// Counted from the publication: today, last year (-1), this week (0).
    Relative {
        unit: Unit,
        offset: i32,
    },
    Weekday {
        day: u8,
        which: Which,
    },
    /// "last September"
    Month {
        month: u8,
        which: Which,
    },
    /// A part of a time; of the latest that fits where `of` is left open ("the first quarter").
    Within {
        of: Option<Box<PeriodExpr>>,
        part: Part,
    },
    Fiscal(FiscalYear),
    Range(Box<PeriodExpr>, Box<PeriodExpr>),
    /// "April and August 2016": the figure may be of all or of each.
    List(Vec<PeriodExpr>),
    Since(Box<PeriodExpr>),
    /// "so far this year", "this year to date"
    SoFar(Box<PeriodExpr>),
    /// Back from the publication: "the past 60 days".
    Past {
        unit: Unit,
        count: u16,
    },
    /// "twelve months that ended in September 2019"
    Ending {
        unit: Unit,
        count: u16,
        end: Box<PeriodExpr>,
    },
    /// "three years ago"
    Ago {
        unit: Unit,
        count: u16,
    },
    /// The unit that holds a day: "the week of 6 January".
    Around {
        unit: Unit,
        of: Box<PeriodExpr>,
    },
    /// The first weekday of this name behind the time spoken of: "the following Thursday".
    WeekdayAfter(u8),
    /// A time spoken of before: "on the same day", "in those two months" (count 2), "of that year". Count 0 is open;
    /// without a unit, count 1 is the latest, however long: "since then".
    Same {
        unit: Option<Unit>,
        count: u16,
    },
    /// The time spoken of before, moved: "two months earlier", "the year before".
    Shift {
        unit: Unit,
        count: i32,
    },
    /// The month of this name before the time spoken of: "the October before".
    MonthBefore(u8),
    /// The time spoken of, in another year: "the same period of 2019".
    SamePeriod {
        unit: Option<Unit>,
        of: Box<PeriodExpr>,
    },
    /// Known to be a time, but not which: "the festive season", "to date".
    Open,
}

impl PeriodExpr {
    pub fn year(year: i16) -> Self {
        PeriodExpr::Calendar(Calendar { year: Some(year), ..Calendar::default() })
    }

    pub fn date(year: Option<i16>, month: Option<u8>, day: Option<u8>) -> Self {
        PeriodExpr::Calendar(Calendar { year, month, day })
    }

    pub fn within(self, part: Part) -> Self {
        PeriodExpr::Within { of: Some(Box::new(self)), part }
    }

    pub fn range(from: PeriodExpr, to: PeriodExpr) -> Self {
        PeriodExpr::Range(Box::new(from), Box::new(to))
    }

    /// Whether it names its year, so that no other header adds one.
    pub fn has_year(&self) -> bool {
        match self {
            PeriodExpr::Calendar(c) => c.year.is_some(),
            PeriodExpr::Within { of, .. } => of.is_some(),
            PeriodExpr::Range(_, to) => to.has_year(),
            PeriodExpr::List(members) => members.last().is_some_and(PeriodExpr::has_year),
            PeriodExpr::Since(of) | PeriodExpr::SoFar(of) => of.has_year(),
            PeriodExpr::Ending { end, .. } => end.has_year(),
            PeriodExpr::Month { .. } | PeriodExpr::Weekday { .. } => false,
            _ => true,
        }
    }

    /// The year of one header and the month or quarter of another. `None` where they don't fit together.
    pub fn combine(year: &PeriodExpr, part: &PeriodExpr) -> Option<PeriodExpr> {
        if part.has_year() {
            return Some(part.clone());
        }
        if !year.has_year() {
            return None;
        }
        let boxed = || Some(Box::new(year.clone()));
        match (part, year) {
            (PeriodExpr::Calendar(c), PeriodExpr::Calendar(y)) if y.month.is_none() || c.month.is_none() => {
                Some(PeriodExpr::date(y.year, c.month.or(y.month), c.day))
            }
            (PeriodExpr::Calendar(c), _) => Some(PeriodExpr::Within { of: boxed(), part: Part::Calendar(*c) }),
            (PeriodExpr::Within { of: None, part }, _) => Some(PeriodExpr::Within { of: boxed(), part: *part }),
            (PeriodExpr::Range(from, to), _) => {
                Some(PeriodExpr::range(Self::combine(year, from)?, Self::combine(year, to)?))
            }
            (PeriodExpr::List(members), _) => {
                members.iter().map(|m| Self::combine(year, m)).collect::<Option<Vec<_>>>().map(PeriodExpr::List)
            }
            (PeriodExpr::Since(of), _) => Some(PeriodExpr::Since(Box::new(Self::combine(year, of)?))),
            (PeriodExpr::Ending { unit, count, end }, _) => {
                Some(PeriodExpr::Ending { unit: *unit, count: *count, end: Box::new(Self::combine(year, end)?) })
            }
            _ => None,
        }
    }

    /// A plain year as a fiscal one, for a table whose title says that its years are fiscal.
    pub fn as_fiscal(&self) -> PeriodExpr {
        match self {
            PeriodExpr::Calendar(Calendar { year: Some(year), month: None, day: None }) => {
                PeriodExpr::Fiscal(FiscalYear::Named(*year))
            }
            other => other.clone(),
        }
    }

    /// The members of a list, or the expression itself.
    pub fn members(&self) -> &[PeriodExpr] {
        match self {
            PeriodExpr::List(members) => members,
            other => std::slice::from_ref(other),
        }
    }

    /// Gives the year of a later member to an earlier one: "April and August 2016", "January to October 2021".
    pub(super) fn borrow(self, later: &PeriodExpr) -> PeriodExpr {
        match (&self, later) {
            (PeriodExpr::Calendar(a), PeriodExpr::Calendar(b))
                if a.year.is_none() && (a.month.is_some() || a.day.is_some()) =>
            {
                PeriodExpr::date(b.year, a.month.or(b.month), a.day)
            }
            (PeriodExpr::Calendar(a), PeriodExpr::Within { of: Some(of), part: Part::Calendar(b) })
                if a.year.is_none() =>
            {
                let part = Part::Calendar(Calendar { year: None, month: a.month.or(b.month), day: a.day });
                PeriodExpr::Within { of: Some(of.clone()), part }
            }
            (PeriodExpr::Within { of: None, part }, PeriodExpr::Within { of: Some(of), .. }) => {
                PeriodExpr::Within { of: Some(of.clone()), part: *part }
            }
            _ => self,
        }
    }
}

/// What a time is to the figure beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// When it happened.
    Event,
    /// From when until now.
    Since,
    /// What it is compared with: "than in 2019", "the year before".
    Comparison,
    /// The year of a report: "its 2018 annual report".
    Report { year: i16 },
    /// When it was said or published: "announced on Friday", a dateline's date.
    Said,
    /// What is still to come: "the amnesty ends on 31 January".
    Ahead,
}

/// One expression of time of a sentence: the tokens `start..end`, without the preposition before them.
#[derive(Debug, Clone, PartialEq)]
pub struct PeriodMention {
    pub start: usize,
    pub end: usize,
    pub expr: PeriodExpr,
    pub role: Role,
}
