//! Days and stretches of days. In: two periods. Out: how they lie to one another.

use jiff::civil::Date;

/// Days since 1970; `None` is open or unknown. Both inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Days {
    pub first: Option<i32>,
    pub last: Option<i32>,
}

/// How two periods lie to one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    Equal,
    /// The same to a twentieth of their length: `2014 to 2018` and `since 2014`, told in January 2019.
    Near,
    /// They begin on the same day, and one of them is open.
    SameStart,
    /// One lies in the other, and that is at most a month: `Monday` and `last week`.
    Within,
    /// Two stretches of at most three days that touch: an event and the day after it.
    Adjacent,
    /// One of them is unknown.
    OneUnknown,
    BothUnknown,
    Apart,
}

/// The day's number.
pub fn day(text: &str) -> Option<i32> {
    let date: Date = text.parse().ok()?;
    date.since(Date::constant(1970, 1, 1)).ok().map(|span| span.get_days())
}

fn date(day: i32) -> Option<Date> {
    Date::constant(1970, 1, 1).checked_add(jiff::Span::new().days(day)).ok()
}

impl Days {
    pub fn new(first: &str, last: &str) -> Days {
        Days { first: day(first), last: day(last) }
    }

    /// The years of its first and last day.
    pub fn years(self) -> Option<(i16, i16)> {
        Some((date(self.first?)?.year(), date(self.last?)?.year()))
    }

    pub fn is_unknown(self) -> bool {
        self.first.is_none() && self.last.is_none()
    }

    /// How many days; `None` where it is open.
    pub fn length(self) -> Option<i32> {
        Some(self.last? - self.first? + 1)
    }

    /// The calendar year before, of a calendar year.
    pub fn year_before(self) -> Option<Days> {
        let (first, last) = (date(self.first?)?, date(self.last?)?);
        let whole = first.year() == last.year() && first.day_of_year() == 1 && (last.month(), last.day()) == (12, 31);
        let year = first.year().checked_sub(1).filter(|_| whole)?;
        Some(Days { first: day(&format!("{year:04}-01-01")), last: day(&format!("{year:04}-12-31")) })
    }

    pub fn relation(self, other: Days) -> Relation {
        match (self.is_unknown(), other.is_unknown()) {
            (true, true) => return Relation::BothUnknown,
            (true, false) | (false, true) => return Relation::OneUnknown,
            (false, false) if self == other => return Relation::Equal,
            _ => {}
        }
        let (Some(a), Some(b)) = (self.length(), other.length()) else {
            let same_start = self.first.is_some() && self.first == other.first;
            return if same_start { Relation::SameStart } else { Relation::Apart };
        };
        // Both have both days: they have a length.
        let (Days { first: Some(a1), last: Some(a2) }, Days { first: Some(b1), last: Some(b2) }) = (self, other) else {
            return Relation::Apart;
        };
        let moved = (a1 - b1).abs() + (a2 - b2).abs();
        let touch = a1 <= b2 + 1 && b1 <= a2 + 1;
        let inside = (a1 <= b1 && b2 <= a2) || (b1 <= a1 && a2 <= b2);
        match () {
            () if moved * 20 <= a.max(b) => Relation::Near,
            () if inside && a.max(b) <= 31 => Relation::Within,
            () if touch && a <= 3 && b <= 3 => Relation::Adjacent,
            () => Relation::Apart,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(first: &str, last: &str) -> Days {
        Days { first: day(first), last: day(last) }
    }

    #[test]
    fn periods_lie_to_one_another_as_they_are_named() {
        let year = days("2018-01-01", "2018-12-31");
        let since = days("2014-01-01", "2019-01-17");
        for (a, b, relation) in [
            (year, year, Relation::Equal),
            (since, days("2014-01-01", "2018-12-31"), Relation::Near),
            (since, days("2014-01-01", ""), Relation::SameStart),
            (days("2018-03-05", "2018-03-05"), days("2018-03-01", "2018-03-31"), Relation::Within),
            (days("2018-03-05", "2018-03-05"), days("2018-03-06", "2018-03-06"), Relation::Adjacent),
            (days("2018-03-05", "2018-03-05"), year, Relation::Apart),
            (year, days("2017-01-01", "2017-12-31"), Relation::Apart),
            (days("2018-01-01", "2018-01-31"), year, Relation::Apart),
            (year, Days::default(), Relation::OneUnknown),
            (Days::default(), Days::default(), Relation::BothUnknown),
        ] {
            assert_eq!((a.relation(b), b.relation(a)), (relation, relation), "{a:?} {b:?}");
        }
    }
}
