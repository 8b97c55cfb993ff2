//! `blotter vocabulary`: what words blotter knows, and what it makes of a sentence.

use std::collections::BTreeSet;
use std::io::{self, BufWriter, Write};

use anyhow::bail;
use blotter::extract::{article, period, place, refusals};
use blotter::model::{Article, Item, Meta, Refusal, Span};
use blotter::text::{Sentence, fold};
use blotter::vocabulary::inflect::plural;
use blotter::vocabulary::{CountryForm, Sense, Slot, Vocabulary};
use clap::{Subcommand, ValueEnum};
use jiff::civil::Date;

use super::Exit;
use super::knowledge::KnowledgeArgs;
use super::output::{Format, Grid, plain};
use super::reasons;
use super::record::{Record, Records};

/// Look into the vocabulary and try it: blotter vocabulary try "Police arrested 12 Kenyans for phishing."
///
/// A folder of your own (--vocabulary) adds words and overrides them; docs/vocabulary.md shows how.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    List(ListArgs),
    Try(TryArgs),
}

/// List the words by what they mean: blotter vocabulary list offences --word phish
#[derive(Debug, clap::Args)]
pub struct ListArgs {
    /// One part of the vocabulary; where none is named, how large each is.
    #[arg(value_enum)]
    part: Option<Part>,

    /// Only codes, names and words that hold this.
    #[arg(long, value_name = "TEXT")]
    word: Option<String>,

    /// How it is printed.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,

    #[command(flatten)]
    knowledge: KnowledgeArgs,
}

/// Show what is understood of a sentence: blotter vocabulary try "Police arrested 12 Kenyans for phishing."
///
/// Prints the words that are known, each figure with the rule and words behind each attribute, and each number that is
/// no figure with the reason.
#[derive(Debug, clap::Args)]
pub struct TryArgs {
    /// A sentence or several.
    #[arg(value_name = "SENTENCE")]
    sentence: String,

    /// The day on which it was published, for words like "last year".
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,

    #[command(flatten)]
    knowledge: KnowledgeArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
enum Part {
    /// What happened to those that are counted.
    Measures,
    Offences,
    /// Countries and their people.
    Countries,
    /// Nouns for persons.
    Populations,
    /// Nouns for things.
    Objects,
}

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let mut out = BufWriter::new(io::stdout().lock());
    match &args.action {
        Action::List(args) => list(args, &mut out)?,
        Action::Try(args) => attempt(args, &mut out)?,
    }
    out.flush()?;
    Ok(Exit::Done)
}

/// One phrase of the vocabulary and what it means.
struct Entry {
    part: Part,
    code: String,
    name: String,
    word: String,
}

fn list(args: &ListArgs, out: &mut dyn Write) -> anyhow::Result<()> {
    let loaded = args.knowledge.load()?;
    let mut entries = entries(&loaded.vocabulary);
    if let Some(part) = args.part {
        entries.retain(|e| e.part == part);
    }
    if let Some(word) = &args.word {
        let wanted = fold(word);
        entries.retain(|e| [&e.code, &e.name, &e.word].iter().any(|text| fold(text).contains(&wanted)));
        if entries.is_empty() {
            bail!("no entry holds `{}`\n  hint: add it in a folder of your own: docs/vocabulary.md", plain(word));
        }
    }
    if args.part.is_none() && args.word.is_none() {
        return sizes(&entries, args.format, out);
    }
    let mut grid = Grid::new(["part", "code", "name", "words"]);
    for group in entries.chunk_by(|a, b| (a.part, &a.code) == (b.part, &b.code)) {
        let Some(first) = group.first() else { continue };
        let words: Vec<&str> = group.iter().map(|e| e.word.as_str()).collect();
        grid.row([part_name(first.part).as_str(), first.code.as_str(), first.name.as_str(), words.join(", ").as_str()]);
    }
    grid.print_as(args.format, out)
}

fn sizes(entries: &[Entry], format: Format, out: &mut dyn Write) -> anyhow::Result<()> {
    let mut grid = Grid::new(["part", "codes", "words"]);
    for group in entries.chunk_by(|a, b| a.part == b.part) {
        let Some(first) = group.first() else { continue };
        let codes = group.chunk_by(|a, b| a.code == b.code).count().to_string();
        let words = group.len().to_string();
        grid.row([part_name(first.part).as_str(), codes.as_str(), words.as_str()]);
    }
    grid.print_as(format, out)
}

fn part_name(part: Part) -> String {
    part.to_possible_value().map(|v| v.get_name().to_string()).unwrap_or_default()
}

/// All phrases that articles and tables share, by part, code and word.
fn entries(vocabulary: &Vocabulary) -> Vec<Entry> {
    let terms = &vocabulary.terms;
    let mut out = Vec::new();
    for (word, sense) in terms.lexicon.phrases() {
        let entry = |part, code: &str, name: &str| Entry {
            part,
            code: code.to_string(),
            name: name.to_string(),
            word: word.clone(),
        };
        match sense {
            Sense::Country { code, .. } => {
                let name = vocabulary.countries.get(code).map_or("", |c| c.name.as_str());
                out.push(entry(Part::Countries, code, name));
            }
            Sense::Offences(list) => {
                for offence in list.iter().filter_map(|i| terms.offences.get(*i)) {
                    out.push(entry(Part::Offences, offence.code.get_ref(), &offence.name));
                }
            }
            Sense::Verb { measure, .. } | Sense::Event { measure } => {
                let name = terms.measures.get(*measure).map_or("", |m| m.name.as_str());
                out.push(entry(Part::Measures, terms.measure_code(*measure), name));
            }
            Sense::Population { index, plural: false } => {
                out.push(entry(Part::Populations, &population(vocabulary, *index), ""));
            }
            Sense::Object { index, plural: false } => {
                out.push(entry(Part::Objects, terms.objects.get(*index).map_or("", |o| o.class.as_str()), ""));
            }
            Sense::Population { .. } | Sense::Object { .. } => {}
        }
    }
    out.sort_by(|a, b| (a.part, &a.code, &a.word).cmp(&(b.part, &b.code, &b.word)));
    out.dedup_by(|a, b| (a.part, &a.code, &a.word) == (b.part, &b.code, &b.word));
    without_plurals(out)
}

/// A noun's plural comes by itself and is nothing to list.
fn without_plurals(entries: Vec<Entry>) -> Vec<Entry> {
    let key = |e: &Entry, word: String| (e.part, e.code.clone(), word);
    let plurals: BTreeSet<_> = entries.iter().map(|e| key(e, plural(&e.word))).collect();
    let singular = |e: &Entry| plural(&e.word) == e.word || !plurals.contains(&key(e, e.word.clone()));
    let keep: Vec<bool> = entries.iter().map(singular).collect();
    entries.into_iter().zip(keep).filter_map(|(entry, keep)| keep.then_some(entry)).collect()
}

/// What a noun for persons says of them.
fn population(vocabulary: &Vocabulary, index: usize) -> String {
    let Some(p) = vocabulary.terms.populations.get(index) else { return String::new() };
    let mut says: Vec<&str> = vec![p.nationality.as_str()];
    says.extend([p.sex.as_deref(), p.age.as_deref(), p.measure.as_deref()].into_iter().flatten());
    says.extend(p.offences.iter().map(String::as_str));
    let marks = [(p.staff, "staff"), (p.uncounted, "not counted"), (p.collective, "a group")];
    says.extend(marks.iter().filter(|(is, _)| *is).map(|(_, word)| *word));
    says.retain(|s| !s.is_empty());
    if says.is_empty() { "persons".to_string() } else { says.join(" ") }
}

/// A text around a sentence that doesn't show by itself that it is about crime.
const SCENE: &str = "Other courts try theft, robbery and kidnapping; those who are arrested have a lawyer.";

fn attempt(args: &TryArgs, out: &mut dyn Write) -> anyhow::Result<()> {
    let loaded = args.knowledge.load()?;
    let vocabulary = &*loaded.vocabulary;
    let article_of = |text: String| {
        let body = Span::new(0, text.len());
        let meta = Meta { published: args.date, ..Meta::default() };
        Article { meta, text, body, file_name: String::new() }
    };
    let mut article = article_of(args.sentence.clone());
    known_words(&article, vocabulary, out)?;
    let mut items = article::extract(&article, vocabulary);
    if items.iter().any(|item| matches!(item, Item::Refusal(r) if r.reason == "out_of_scope")) {
        writeln!(out, "\nNothing in it says that its text is about crime; in an article that is:")?;
        article = article_of(format!("{}\n\n{SCENE}", args.sentence));
        items = article::extract(&article, vocabulary);
    }
    let hash = blake3::hash(article.text.as_bytes()).to_hex();
    let mut records = Records::new("sentence", &hash);
    records.text(&article.text);
    for item in &items {
        let record = records.record(item);
        if let (Item::Observation(observation), Record::Observation(record)) = (item, &record) {
            reasons::print(record, observation, &article.text, out)?;
        }
    }
    let refused = items.iter().filter_map(|item| match item {
        Item::Refusal(refusal) => Some(refusal),
        _ => None,
    });
    let mut grid = Grid::new(["not taken", "reason", ""]);
    let mut any = false;
    for Refusal { span, reason } in refused {
        grid.row([plain(span.of(&article.text)).as_str(), reason, refusals::meaning(reason)]);
        any = true;
    }
    if any {
        writeln!(out)?;
        grid.print(out)?;
    } else if !items.iter().any(|item| matches!(item, Item::Observation(_))) {
        writeln!(out, "\nno number in it")?;
    }
    Ok(())
}

/// The words that mean something, in the order of the text.
fn known_words(article: &Article, vocabulary: &Vocabulary, out: &mut dyn Write) -> anyhow::Result<()> {
    let prose = vocabulary.prose(&article.text, article.body);
    let mut grid = Grid::new(["words", "meaning"]);
    let mut any = false;
    for sentence in &prose.sentences {
        for (start, end, meaning) in meanings(sentence, &article.text, vocabulary) {
            let token = |at: usize| sentence.tokens.get(at).map(|t| t.span);
            let span = token(start).zip(token(end.saturating_sub(1))).map(|(a, b)| a.join(b));
            let words = span.map_or("", |s| s.of(&article.text));
            grid.row([plain(words).as_str(), meaning.as_str()]);
            any = true;
        }
    }
    if any { grid.print(out) } else { Ok(writeln!(out, "none of these words is in the vocabulary")?) }
}

/// First and last token of what is known, and what it means.
fn meanings(sentence: &Sentence, text: &str, vocabulary: &Vocabulary) -> Vec<(usize, usize, String)> {
    let lexicon = &vocabulary.terms.lexicon;
    let times = period::find(&sentence.tokens, vocabulary).into_iter().map(|t| (t.start, t.end, "a time".to_string()));
    let places = place::find(&sentence.tokens, text, vocabulary).into_iter();
    let mut out: Vec<(usize, usize, String)> =
        times.chain(places.map(|p| (p.start, p.end, "a place".to_string()))).collect();
    for found in lexicon.scan(&sentence.tokens) {
        if out.iter().any(|(start, end, _)| *start <= found.start && found.end <= *end) {
            continue;
        }
        let same = lexicon.matches(&sentence.tokens, found.start).filter(|m| m.end == found.end);
        let mut senses: Vec<String> = same.map(|m| meaning(m.sense, vocabulary)).collect();
        senses.dedup();
        out.push((found.start, found.end, senses.join(" or ")));
    }
    out.sort_by_key(|(start, ..)| *start);
    out
}

fn meaning(sense: &Sense, vocabulary: &Vocabulary) -> String {
    let terms = &vocabulary.terms;
    let code = |measure: usize| terms.measure_code(measure);
    match sense {
        Sense::Country { code, form: CountryForm::Name } => format!("country {code}"),
        Sense::Country { code, .. } => format!("nationality {code}"),
        Sense::Offences(list) => {
            let codes = list.iter().filter_map(|i| terms.offences.get(*i)).map(|o| o.code.get_ref().as_str());
            format!("offence {}", codes.collect::<Vec<_>>().join("+"))
        }
        Sense::Verb { measure, slot, modality, weak } => {
            let who = if *slot == Slot::Object { "done to the counted" } else { "said of the counted" };
            let planned = modality.map(|m| format!(", {m}")).unwrap_or_default();
            let weak = if *weak { ", where nothing stronger is near" } else { "" };
            format!("measure {}, {who}{planned}{weak}", code(*measure))
        }
        Sense::Event { measure } => format!("measure {}, a noun for it", code(*measure)),
        Sense::Population { index, .. } => format!("persons: {}", population(vocabulary, *index)),
        Sense::Object { index, .. } => format!("things: {}", terms.objects.get(*index).map_or("", |o| &o.class)),
    }
}
