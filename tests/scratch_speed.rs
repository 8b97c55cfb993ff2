use blotter::model::Span;
use blotter::text::Prose;
use blotter::vocabulary::Vocabulary;
use std::time::Instant;
#[test]
fn speed() {
    let v = Vocabulary::builtin();
    let mut all = Vec::new();
    for e in std::fs::read_dir("/work/shared/gold/dev").unwrap() {
        let p = e.unwrap().path();
        if p.extension().is_some_and(|x| x == "txt") {
            all.push(std::fs::read_to_string(p).unwrap());
        }
    }
    let prose: Vec<_> = all.iter().map(|t| Prose::of(t, Span::new(0, t.len()), &|_| false)).collect();
    let n: usize = prose.iter().flat_map(|p| &p.sentences).map(|s| s.tokens.len()).sum();
    let t = Instant::now();
    let mut k = 0;
    for _ in 0..10 {
        for p in &prose {
            for s in &p.sentences {
                k += blotter::extract::period::find(&s.tokens, v).len();
            }
        }
    }
    println!("period {} tokens, {:.2} Mtok/s {k}", n * 10, n as f64 * 10.0 / t.elapsed().as_secs_f64() / 1e6);
    let t = Instant::now();
    let mut k = 0;
    for _ in 0..10 {
        for (p, x) in prose.iter().zip(&all) {
            for s in &p.sentences {
                k += blotter::extract::place::find(&s.tokens, x, v).len();
            }
        }
    }
    println!("place {:.2} Mtok/s {k}", n as f64 * 10.0 / t.elapsed().as_secs_f64() / 1e6);
}
