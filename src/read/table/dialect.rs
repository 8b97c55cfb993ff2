//! The delimiter of a text table. In: its first lines. Out: the mark that cuts most of them into the same number of
//! fields; nothing where the lines are prose.

const MARKS: [u8; 4] = [b'\t', b';', b',', b'|'];

/// The delimiter that fits best; `hint` (a tab for a `.tsv`) wins where it fits at all.
pub fn delimiter(lines: &[String], hint: Option<u8>) -> Option<u8> {
    if let Some(mark) = lines.first().and_then(|l| l.strip_prefix("sep=")).and_then(|m| m.bytes().next()) {
        return Some(mark);
    }
    let scored = |mark: u8| (score(lines, mark), mark);
    if let Some(hint) = hint.filter(|h| score(lines, *h) > 0.0) {
        return Some(hint);
    }
    let best = MARKS.into_iter().map(scored).fold((0.0, 0), |best, next| if next.0 > best.0 { next } else { best });
    (best.0 > 0.0).then_some(best.1)
}

/// Share of lines with the most common width, from the first line of that width on, times their number's weight.
fn score(lines: &[String], mark: u8) -> f64 {
    let widths: Vec<usize> = lines.iter().filter(|l| !l.trim().is_empty()).map(|l| width(l, mark)).collect();
    let mut best = (0usize, 0usize);
    for width in widths.iter().copied().filter(|w| *w > 1) {
        let count = widths.iter().filter(|w| **w == width).count();
        if (count, width) > best {
            best = (count, width);
        }
    }
    let (count, width) = best;
    if width < 2 {
        return 0.0;
    }
    let from = widths.iter().position(|w| *w == width).unwrap_or(0);
    let share = count as f64 / (widths.len() - from).max(1) as f64;
    share * (count as f64).sqrt() * (width as f64).ln()
}

fn width(line: &str, mark: u8) -> usize {
    let mut quoted = false;
    let mut width = 1;
    for byte in line.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b if b == mark && !quoted => width += 1,
            _ => {}
        }
    }
    width
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<u8> {
        let lines: Vec<String> = text.lines().map(str::to_string).collect();
        delimiter(&lines, None)
    }

    #[test]
    fn delimiters_are_found() {
        assert_eq!(of("a,b,c\n1,2,3\n4,5,6"), Some(b','));
        assert_eq!(of("Land;Zahl\nItalien;1,5\nSpanien;2,5"), Some(b';'));
        assert_eq!(of("Report\nIssued by the office, 2019\n\nNat.|M|F\nA|1|2\nB|3|4"), Some(b'|'));
        assert_eq!(of("freq,geo\\TIME\t2015 \t2016 \nA,AT\t1\t2\nA,DE\t: \t2 b"), Some(b'\t'));
        assert_eq!(of("\"Drugs, class A\",4\n\"Theft\",5"), Some(b','));
        assert_eq!(of("one\ntwo\nthree"), None);
        assert_eq!(of("sep=;\na;b"), Some(b';'));
    }
}
