//! A day as files and pages write it. In: a text. Out: a date: `2019-01-17T08:00:00+07:00`, `20190117`, `Thu, 17 Jan 2019
//! 08:00:00 GMT`, `January 17, 2019`. Days and months in digits alone (`01/02/2019`) are no date: nothing says which is which.

use jiff::civil::Date;

const FORMATS: &[&str] =
    &["%Y/%m/%d", "%a, %d %b %Y", "%A, %d %B %Y", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y"];

pub fn day(value: &str) -> Option<Date> {
    let value = value.trim();
    let head = |n: usize| value.get(..n);
    if let Some(date) = head(10).and_then(|d| d.parse().ok()) {
        return Some(date);
    }
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 8 {
        return Date::strptime("%Y%m%d", head(8)?).ok();
    }
    // What follows a date is a time, a zone or nothing.
    let words: Vec<&str> = value.split_whitespace().take(5).collect();
    (1..=words.len()).rev().find_map(|n| {
        let text = words.get(..n)?.join(" ");
        FORMATS.iter().find_map(|format| Date::strptime(format, &text).ok())
    })
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn dates_of_files_and_pages_are_read() {
        for text in [
            "2019-01-17",
            "2019-01-17T08:00:00+07:00",
            "2019-01-17 08:00",
            "20190117",
            "20190117T080000Z",
            "2019/01/17",
            "Thu, 17 Jan 2019 08:00:00 GMT",
            "17 January 2019",
            "January 17, 2019 8:00 am",
            " Jan 17, 2019 ",
        ] {
            assert_eq!(day(text).map(|d| d.to_string()).as_deref(), Some("2019-01-17"), "{text}");
        }
        for text in ["", "01/02/2019", "yesterday", "2019", "1547712000", "2019-13-01"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
