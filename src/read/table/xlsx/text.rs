//! Text of a workbook's XML as it is meant. In: bytes between tags. Out: text without entities, with the line ends of XML
//! and the characters that spreadsheets write as `_x000D_`.

use quick_xml::escape::resolve_xml_entity;

use crate::read::ReadError;

/// Bytes between two tags; entities are resolved.
pub fn push(out: &mut String, bytes: &[u8]) -> Result<(), ReadError> {
    let text = String::from_utf8_lossy(bytes);
    let mut rest = text.as_ref();
    while let Some((before, after)) = rest.split_once('&') {
        push_plain(out, before);
        let (name, after) = after.split_once(';').ok_or_else(|| unknown(after))?;
        push_entity(out, name)?;
        rest = after;
    }
    push_plain(out, rest);
    Ok(())
}

/// Text without entities.
pub fn push_plain(out: &mut String, text: &str) {
    if text.contains('\r') {
        out.push_str(&text.replace("\r\n", "\n").replace('\r', "\n"));
    } else {
        out.push_str(text);
    }
}

/// `amp`, `#39`, `#x27`.
pub fn push_entity(out: &mut String, name: &str) -> Result<(), ReadError> {
    if let Some(text) = resolve_xml_entity(name) {
        out.push_str(text);
        return Ok(());
    }
    let number = name.strip_prefix('#').and_then(|n| match n.strip_prefix('x') {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => n.parse().ok(),
    });
    out.push(number.and_then(char::from_u32).ok_or_else(|| unknown(name))?);
    Ok(())
}

fn unknown(name: &str) -> ReadError {
    let short: String = name.chars().take(20).collect();
    ReadError::Broken(format!("its XML has an entity that is not known: &{short}"))
}

/// `_x000D_` as the character that it is; a pair of them may be one.
pub fn unescape(text: &mut String) {
    if !text.contains("_x") {
        return;
    }
    let mut units: Vec<u16> = Vec::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        units.extend(before.encode_utf16());
        let hex = from.get(2..6).filter(|hex| from.as_bytes().get(6) == Some(&b'_') && is_hex(hex));
        let (taken, unit) = match hex.and_then(|hex| u16::from_str_radix(hex, 16).ok()) {
            Some(unit) => (7, unit),
            None => (1, u16::from(b'_')),
        };
        units.push(unit);
        rest = from.get(taken..).unwrap_or("");
    }
    units.extend(rest.encode_utf16());
    *text = String::from_utf16_lossy(&units);
}

fn is_hex(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_and_escapes_are_resolved() -> Result<(), ReadError> {
        let mut out = String::new();
        push(&mut out, "C&#xf4;te d&apos;Ivoire &amp; &#65;\r\nx".as_bytes())?;
        assert_eq!(out, "Côte d'Ivoire & A\nx");
        assert!(push(&mut out, b"&a;").is_err() && push(&mut out, b"a & b").is_err());
        for (written, meant) in [
            ("a_x000D_b", "a\rb"),
            ("_xD83D__xDCF7_", "\u{1f4f7}"),
            ("_x005F_x000D_", "_x000D_"),
            ("no_xyz_ _x", "no_xyz_ _x"),
        ] {
            let mut text = written.to_string();
            unescape(&mut text);
            assert_eq!(text, meant);
        }
        Ok(())
    }
}
