//! Folding: lower case without diacritics, so that `TÜRKIYE`, `Türkiye` and `turkiye` are one key.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, diacritics stripped, typographic apostrophes made plain.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ß' => out.push_str("ss"),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
            'þ' | 'Þ' => out.push_str("th"),
            'ı' => out.push('i'),
            'ə' | 'Ə' => out.push('a'),
            '’' | '‘' | 'ʼ' | '´' | '`' => out.push('\''),
            '\u{a0}' | '\u{202f}' | '\u{2009}' => out.push(' '),
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// What a text says in Latin letters and digits, where it says something in another script too: `รวม Total` → `Total`.
pub fn latin_part(text: &str) -> Option<String> {
    let other = |c: char| c.is_alphabetic() && !is_latin(c);
    if text.is_ascii() || !text.chars().any(other) {
        return None;
    }
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '（' | '）' | '/' | '・'));
    let latin = words.filter_map(|word| {
        let foreign = word.chars().any(other);
        let kept: String = word.chars().filter(|c| !foreign || c.is_ascii_alphanumeric() || is_latin(*c)).collect();
        (!kept.is_empty()).then_some(kept)
    });
    let latin = latin.collect::<Vec<_>>().join(" ");
    latin.chars().any(char::is_alphanumeric).then_some(latin)
}

fn is_latin(c: char) -> bool {
    c.is_alphabetic() && matches!(c, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

#[cfg(test)]
mod tests {
    use super::{fold, latin_part};

    #[test]
    fn spellings_of_one_name_fold_to_one_key() {
        for name in ["TÜRKIYE", "Türkiye", "turkiye"] {
            assert_eq!(fold(name), "turkiye");
        }
        assert_eq!(fold("Côte d’Ivoire"), "cote d'ivoire");
        assert_eq!(fold("Łódź"), "lodz");
    }

    #[test]
    fn what_is_said_in_two_scripts_is_said_in_latin_letters() {
        assert_eq!(latin_part("ม.ค. Jan").as_deref(), Some("Jan"));
        assert_eq!(latin_part("合計 (Total)").as_deref(), Some("Total"));
        assert_eq!(latin_part("Tổng cộng"), None);
        assert_eq!(latin_part("รวม"), None);
    }
}
