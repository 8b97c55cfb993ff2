//! Folding: lower case without diacritics, so that `TÜRKIYE`, `Türkiye` and `turkiye` are one key.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, diacritics stripped, typographic apostrophes and full-width letters and digits made plain.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // A plain letter is never composed with what stands beside it once diacritics are gone: what stands between plain ones
    // is folded by itself.
    while !rest.is_empty() {
        let (plain, odd) = rest.split_at(rest.bytes().position(|b| !b.is_ascii()).unwrap_or(rest.len()));
        for (i, piece) in plain.split('`').enumerate() {
            out.push_str(if i > 0 { "'" } else { "" });
            out.push_str(piece);
        }
        let (odd, more) = odd.split_at(odd.bytes().position(|b| b.is_ascii()).unwrap_or(odd.len()));
        fold_odd(odd, &mut out);
        rest = more;
    }
    out.make_ascii_lowercase();
    out
}

/// Folds what has no plain letter or mark in it.
fn fold_odd(odd: &str, out: &mut String) {
    // Dashes and quotation marks neither decompose nor compose.
    if odd.chars().all(|c| matches!(c, '\u{2010}'..='\u{2023}')) {
        return odd.chars().for_each(|c| out.push(if matches!(c, '’' | '‘') { '\'' } else { c }));
    }
    // Composed again: Hangul is letters of syllables, not letters with marks.
    for c in odd.nfd().filter(|c| !is_diacritic(*c)).nfc() {
        match c {
            c if digit(c).is_some() => out.extend(digit(c)),
            full if matches!(full, '\u{ff01}'..='\u{ff5e}') => {
                let plain = char::from_u32(u32::from(full) - 0xfee0).unwrap_or(full);
                out.extend(plain.to_lowercase());
            }
            'ß' => out.push_str("ss"),
            // Written so at a word's end.
            'ς' => out.push('σ'),
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
}

/// A digit of another script as the one of ours: `٤` is 4.
fn digit(c: char) -> Option<char> {
    // The zeros of Arabic, Persian, the scripts of India, Thai, Lao, Tibetan, Myanmar and Khmer.
    const ZEROS: [u32; 16] = [
        0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040,
        0x17e0,
    ];
    let code = u32::from(c);
    if !(0x660..0x17ea).contains(&code) {
        return None;
    }
    let zero = ZEROS.into_iter().find(|zero| (*zero..*zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}

/// A number's text in our digits and marks, without the signs that only say in which direction to write.
pub fn plain_digits(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let plain = |c: char| match c {
        '\u{66b}' => Some('.'),
        '\u{66c}' => Some(','),
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        c => digit(c).or(Some(c)),
    };
    if text.chars().all(|c| plain(c) == Some(c)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter_map(plain).collect())
}

/// A mark that a name is written with or without: of Latin, Greek, Cyrillic, Hebrew and Arabic letters. The vowels of Thai
/// and the scripts of India are letters of their own.
fn is_diacritic(c: char) -> bool {
    is_combining_mark(c)
        && matches!(c, '\u{300}'..='\u{6ed}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
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

/// Whether a letter belongs to a script that is written without spaces between words, or in which words grow by what is
/// joined to them: Han, kana, Hangul, Thai, Lao, Myanmar, Khmer. Its words are found by their letters.
pub fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0e00}'..='\u{0eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}')
}

fn is_latin(c: char) -> bool {
    c.is_alphabetic() && matches!(c, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{fold, fold_odd, is_unspaced, latin_part, plain_digits};

    proptest! {
        #[test]
        fn a_text_is_folded_alike_in_pieces_and_whole(text in "[a-cA-C `.\\PC\u{301}\u{3099}각가がéﬁ’“—Ａ]{0,12}é") {
            let mut whole = String::new();
            fold_odd(&text, &mut whole);
            prop_assert_eq!(fold(&text), whole);
        }
    }

    #[test]
    fn spellings_of_one_name_fold_to_one_key() {
        for name in ["TÜRKIYE", "Türkiye", "turkiye"] {
            assert_eq!(fold(name), "turkiye");
        }
        assert_eq!(fold("Côte d’Ivoire"), "cote d'ivoire");
        assert_eq!(fold("Łódź"), "lodz");
    }

    #[test]
    fn digits_of_all_scripts_are_ours() {
        assert_eq!(fold("٢٠١٩ – ۱۴۰۱"), "2019 – 1401");
        assert_eq!(fold("२०२१ ২০২২ ๒๕๖๔ ១២ ၃၄"), "2021 2022 2564 12 34");
        assert_eq!(plain_digits("\u{200f}١٬٢٣٤٫٥"), "1,234.5");
        assert_eq!(plain_digits("1 234"), "1 234");
    }

    #[test]
    fn scripts_without_spaces_keep_their_letters() {
        assert_eq!(fold("한국 ２０２１年 มี.ค."), "한국 2021年 มี.ค.");
        assert!("国籍タイ한국ไทย".chars().all(is_unspaced));
        assert!(!is_unspaced('д'));
    }

    #[test]
    fn what_is_said_in_two_scripts_is_said_in_latin_letters() {
        assert_eq!(latin_part("ม.ค. Jan").as_deref(), Some("Jan"));
        assert_eq!(latin_part("合計 (Total)").as_deref(), Some("Total"));
        assert_eq!(latin_part("Tổng cộng"), None);
        assert_eq!(latin_part("รวม"), None);
    }
}
