//! A text as an article's body: what is found lies in it, on the borders of characters, and is found again.
#![no_main]

use blotter::extract::article::extract;
use blotter::model::{Item, Locator, Span};
use blotter::read::article::read;
use blotter::source::Limits;
use blotter::vocabulary::Vocabulary;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let article = read(bytes, "2019-01-17 a.txt", &Limits::DEFAULT).article;
    let items = extract(&article, Vocabulary::builtin());
    let within = |span: Span| assert!(article.text.get(span.start..span.end).is_some(), "{span:?}");
    for item in &items {
        match item {
            Item::Observation(o) => {
                let Locator::Text { figure, sentence } = o.locator else { panic!("a cell of an article") };
                within(figure);
                within(sentence);
                assert!(sentence.contains(figure) && !figure.is_empty());
                assert!((0.0..=1.0).contains(&o.confidence));
                if let (Some(low), Some(high)) = (o.bounds.low, o.bounds.high) {
                    assert!(low <= high);
                }
            }
            Item::Refusal(r) => within(r.span),
            Item::Person(p) => within(p.span),
            Item::Statement(s) => within(s.span),
            Item::Problem(_) => {}
        }
    }
    assert!(items == extract(&article, Vocabulary::builtin()));
});
