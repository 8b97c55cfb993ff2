use blotter::extract::place::find;
use blotter::model::Span;
use blotter::normalize::place::*;
use blotter::text::Prose;
use blotter::vocabulary::Vocabulary;
#[test]
fn gold() {
    let v = Vocabulary::builtin();
    let dir = std::env::var("GOLD").unwrap_or("/work/shared/gold/dev".into());
    let mut files: Vec<_> = std::fs::read_dir(&dir)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|x| x == "txt"))
        .collect();
    files.sort();
    let (mut good, mut all) = (0, 0);
    let (mut hit, mut want) = (0, 0);
    for f in files {
        let text = std::fs::read_to_string(&f).unwrap();
        let gold: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(f.with_extension("json")).unwrap()).unwrap();
        let body = if text.starts_with("---") { text[3..].find("---").unwrap() + 6 } else { 0 };
        let mut meta = blotter::model::Meta::default();
        for l in text[..body].lines() {
            if let Some(t) = l.strip_prefix("title: ") {
                meta.title = t.trim_matches('"').into();
            }
            if let Some(t) = l.strip_prefix("publisher: ") {
                meta.publisher = t.into();
            }
        }
        let abbr = |w: &str| {
            [
                "nov", "aug", "dec", "oct", "sept", "sep", "jan", "feb", "lt", "gen", "col", "maj", "mr", "dr", "jr",
                "pol", "st", "no",
            ]
            .contains(&w)
        };
        let prose = Prose::of(&text, Span::new(body, text.len()), &abbr);
        let article = blotter::model::Article {
            meta,
            text: text.clone(),
            body: Span::new(body, text.len()),
            file_name: "x".into(),
        };
        let places: Vec<_> = prose.sentences.iter().map(|s| find(&s.tokens, &text, v)).collect();
        let ev = evidence(&article, &prose, &places, v);
        let c = ev.country();
        let g = gold["country"].as_str().unwrap_or("");
        all += 1;
        if c.as_deref().unwrap_or("") == g {
            good += 1
        }
        println!(
            "#### {:?} gold {g} found {c:?} {:?}",
            f.file_name().unwrap(),
            if c.as_deref().unwrap_or("") == g { String::new() } else { format!("WRONG {ev:?}") }
        );
        let mut names = std::collections::BTreeSet::new();
        for (s, ps) in prose.sentences.iter().zip(&places) {
            let _ = s;
            for p in ps {
                names.insert(p.name.clone());
                println!(
                    "   {:?} {:?} {:?} {:?} in {:?} -> {:?}",
                    p.name,
                    p.lead,
                    p.certainty,
                    p.countries.iter().map(|c| c.code.to_string()).collect::<Vec<_>>(),
                    p.inside.map(|i| ps[i].name.clone()),
                    country_of(p, ps, &ev)
                );
            }
        }
        let mut seen = std::collections::BTreeSet::new();
        for o in gold["observations"].as_array().unwrap() {
            let p = o["place"].as_str().unwrap();
            if p.is_empty() || !seen.insert(p.to_string()) {
                continue;
            }
            want += 1;
            if names.iter().any(|n| n == p || n.starts_with(p) && n.len() < p.len() + 14) {
                hit += 1
            } else {
                println!("  MISS {p}");
            }
        }
    }
    println!("countries {good}/{all} places {hit}/{want}");
}
