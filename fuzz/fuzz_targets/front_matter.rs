//! Bytes of any encoding as an article: its body lies in its text, and reading it again gives the same.
#![no_main]

use blotter::read::article::read;
use blotter::source::Limits;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { front_matter_bytes: 200, ..Limits::DEFAULT };
    let article = read(bytes, "a.md", &limits);
    let text = &article.article.text;
    assert!(text.get(article.article.body.start..article.article.body.end).is_some());
    assert!(!text.contains('\0'));
    assert!(article == read(bytes, "a.md", &limits));
});
