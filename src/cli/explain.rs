//! `blotter explain`: why a figure stands in the database as it does. Nothing of it is stored: the document is extracted
//! again, from its stored text or from the table's file, and the reasons are those of that extraction. With `--refusals`,
//! why the numbers of a file were not taken.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use blotter::container;
use blotter::extract::{article, refusals};
use blotter::model::{Article, Given, Item, Meta, Observation, Refusal, Span};
use blotter::pipeline::document::{Document, Found, Sink};
use blotter::read;
use blotter::read::table::Content;
use blotter::source::{Limits, MediaType, detect, name, open};
use blotter::store::Store;
use blotter::vocabulary::Vocabulary;
use rusqlite::{Connection, OptionalExtension};

use super::Exit;
use super::knowledge::{KnowledgeArgs, Loaded};
use super::output::plain;
use super::reasons::{self, marked};
use super::record::{Record, Records};

/// Show why a figure is understood as it is: blotter explain b1052b3ad0af-0 --db out/blotter.db
///
/// Prints the sentence or cell that states it, and for each attribute the rule and the words that gave it; or, with
/// --refusals, each number of an article that was not taken, with its line, its sentence and the reason.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// An `observation_id` of the view `observations`.
    #[arg(value_name = "OBSERVATION_ID", required_unless_present = "refusals", requires = "db")]
    id: Option<String>,

    /// The database.
    #[arg(long, value_name = "FILE", env = "BLOTTER_DB")]
    db: Option<PathBuf>,

    /// An article whose refused numbers are to be shown; it needs no database.
    #[arg(long, value_name = "FILE", conflicts_with = "id")]
    refusals: Option<PathBuf>,

    #[command(flatten)]
    knowledge: KnowledgeArgs,
}

/// Where a figure comes from, as the database has it.
struct Origin {
    ordinal: u32,
    source: String,
    path: String,
    content_hash: String,
    media_type: String,
    version: String,
    meta: Meta,
    text: Option<String>,
    /// Path, source and media type of the container that it stands in.
    container: Option<(String, String, String)>,
}

impl Origin {
    /// The article, from its stored text.
    fn article(&self, text: String) -> Article {
        let name = self.source.rsplit('/').next().unwrap_or(&self.source);
        match MediaType::parse(&self.media_type) {
            Some(MediaType::Text | MediaType::Markdown) => read::article::parse(text, name, &Limits::DEFAULT).article,
            _ => read::article::composed(self.meta.clone(), text, name),
        }
    }
}

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    if let Some(file) = &args.refusals {
        return refused(file, &args.knowledge.load()?);
    }
    let (Some(id), Some(db)) = (&args.id, &args.db) else { bail!("an observation and a database are needed") };
    let connection = Store::read_only(db)?;
    let Some(origin) = origin(&connection, id)? else {
        bail!("no observation `{}`\n  hint: see the column observation_id of `blotter query observations`", plain(id));
    };
    let loaded = args.knowledge.load()?;
    if !origin.version.starts_with(&loaded.version) {
        log::warn!("loaded by {}, explained by {}: run again to bring it up to date", origin.version, loaded.version);
    }
    let observation = again(&origin, &loaded)?;
    let mut out = io::stdout().lock();
    print(&origin, &observation, &mut out)?;
    Ok(Exit::Done)
}

fn origin(connection: &Connection, id: &str) -> anyhow::Result<Option<Origin>> {
    let Some((prefix, ordinal)) = id.split_once('-') else { return Ok(None) };
    let Ok(ordinal) = ordinal.parse::<u32>() else { return Ok(None) };
    let row = connection
        .query_row(
            "SELECT d.source, d.path, d.content_hash, d.media_type, d.version, d.title, t.text, d.publisher,
                d.published, d.url, d.language, c.path, c.source, c.media_type
             FROM document AS d
             JOIN observation AS o ON o.document_id = d.document_id AND o.ordinal = ?2
             LEFT JOIN document_text AS t ON t.document_id = d.document_id
             LEFT JOIN document AS c ON c.document_id = d.container_id
             WHERE d.status = 'loaded' AND d.items IS NULL AND substr(d.content_hash, 1, 12) = ?1",
            rusqlite::params![prefix, ordinal],
            |r| {
                Ok(Origin {
                    ordinal,
                    source: r.get(0)?,
                    path: r.get(1)?,
                    content_hash: r.get(2)?,
                    media_type: r.get(3)?,
                    version: r.get(4)?,
                    text: r.get(6)?,
                    meta: Meta {
                        title: r.get(5)?,
                        publisher: r.get(7)?,
                        published: r.get::<_, Option<String>>(8)?.and_then(|d| d.parse().ok()),
                        url: r.get(9)?,
                        language: r.get(10)?,
                        encoding: String::new(),
                    },
                    container: match r.get::<_, Option<String>>(11)? {
                        Some(path) => Some((path, r.get(12)?, r.get(13)?)),
                        None => None,
                    },
                })
            },
        )
        .optional()?;
    Ok(row)
}

/// The same observation from a new extraction, with its reasons.
fn again(origin: &Origin, loaded: &Loaded) -> anyhow::Result<Observation> {
    let mut pick = Pick { ordinal: origin.ordinal, next: 0, found: None };
    if let Some(text) = &origin.text {
        let article = origin.article(text.clone());
        article::extract(&article, &loaded.vocabulary).into_iter().for_each(|item| pick.see(item));
    }
    // A table's cells are not in the text that is stored.
    if pick.found.is_none() {
        pick.next = 0;
        let mut see = |found: Found<'_>| {
            if let Found::Given(Given::Item(item)) = found {
                pick.see(item);
            }
        };
        match &origin.container {
            Some(container) => origin.item(container, loaded, &mut see)?,
            None => origin.file(loaded, &mut see)?,
        }
    }
    pick.found.with_context(|| "this version no longer finds it\n  hint: run again to bring the database up to date")
}

impl Origin {
    /// Extracts the file again.
    fn file(&self, loaded: &Loaded, see: Sink<'_>) -> anyhow::Result<()> {
        let path = &name::to_path(&self.path);
        let media_type = MediaType::parse(&self.media_type).context("a document of a format that is not read")?;
        let mut hasher = blake3::Hasher::new();
        let file = open(path)
            .with_context(|| format!("{}: the file itself is needed to explain its cells", path.display()))?;
        hasher.update_reader(file)?;
        self.expect_same(path, &hasher.finalize())?;
        Document::file(path, &self.source, media_type).extract(loaded.knowledge(), true, see)?;
        Ok(())
    }

    /// Extracts an item of a container again.
    fn item(&self, container: &(String, String, String), loaded: &Loaded, see: Sink<'_>) -> anyhow::Result<()> {
        let (path, source, media_type) = container;
        let path = &name::to_path(path);
        let kind = MediaType::parse(media_type).context("a container of a format that is not read")?;
        let item_name = self.source.strip_prefix(source).and_then(|n| n.strip_prefix('#')).unwrap_or(&self.source);
        let item = container::item(path, kind, item_name, &Limits::DEFAULT)
            .with_context(|| format!("{}: the container itself is needed to explain its cells", path.display()))?;
        let content = item.and_then(|i| i.content.ok()).context("the container has no such item any more")?;
        self.expect_same(path, &blake3::hash(&content.bytes))?;
        let document = Document {
            content: Content::Bytes(&content.bytes),
            wire: content.wire.as_ref(),
            ..Document::file(path, &self.source, content.media_type)
        };
        document.extract(loaded.knowledge(), true, see)?;
        Ok(())
    }

    fn expect_same(&self, path: &Path, hash: &blake3::Hash) -> anyhow::Result<()> {
        if *hash.to_hex() != *self.content_hash {
            bail!("{} has changed since it was loaded\n  hint: run again, then ask again", path.display());
        }
        Ok(())
    }
}

/// Picks one observation out of the items that go by.
struct Pick {
    ordinal: u32,
    next: u32,
    found: Option<Observation>,
}

impl Pick {
    fn see(&mut self, item: Item) {
        if let Item::Observation(observation) = item {
            if self.next == self.ordinal {
                self.found = Some(observation);
            }
            self.next += 1;
        }
    }
}

fn print(origin: &Origin, observation: &Observation, out: &mut dyn Write) -> anyhow::Result<()> {
    let text = origin.text.as_deref().unwrap_or("");
    let item = Item::Observation(observation.clone());
    let mut records = Records::new(&origin.source, &origin.content_hash);
    records.text(text);
    let Record::Observation(record) = records.record(&item) else { return Ok(()) };
    writeln!(out, "{}{}", plain(&origin.source), prefixed(": ", &plain(&origin.meta.title)))?;
    reasons::print(&record, observation, text, out)
}

/// The numbers of an article that were not taken.
fn refused(file: &Path, loaded: &Loaded) -> anyhow::Result<Exit> {
    let path = file.canonicalize().with_context(|| file.display().to_string())?;
    let media_type = detect(&path).with_context(|| file.display().to_string())?;
    let Some(media_type) = media_type.ok().filter(|m| m.is_article()) else {
        bail!("{} is no article\n  hint: what of a table was not taken stands in the view problems", file.display());
    };
    let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let article = Document::file(&path, &name, media_type).read(&Limits::DEFAULT)?.0.article;
    let items = article::extract(&article, &loaded.vocabulary);
    let refusals = items.iter().filter_map(|item| match item {
        Item::Refusal(refusal) => Some(refusal),
        _ => None,
    });
    let mut out = io::stdout().lock();
    let mut count = 0;
    for refusal in refusals {
        print_refusal(&article, refusal, &loaded.vocabulary, &mut out)?;
        count += 1;
    }
    writeln!(out, "{count} numbers were not taken")?;
    Ok(Exit::Done)
}

fn print_refusal(
    article: &Article,
    refusal: &Refusal,
    vocabulary: &Vocabulary,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let text = article.text.as_str();
    let before = text.get(..refusal.span.start).unwrap_or("");
    let line = before.matches('\n').count() + 1;
    let sentence = sentence(article, refusal.span, vocabulary);
    writeln!(out, "line {line}: {}", marked(text, sentence.of(text), refusal.span))?;
    writeln!(out, "  {}: {}\n", refusal.reason, refusals::meaning(refusal.reason))?;
    Ok(())
}

/// The sentence around a span, or its line where it lies outside the body.
fn sentence(article: &Article, span: Span, vocabulary: &Vocabulary) -> Span {
    let text = article.text.as_str();
    let prose = vocabulary.prose(text, article.body);
    let line = || {
        let start = text.get(..span.start).and_then(|t| t.rfind('\n')).map_or(0, |at| at + 1);
        let end = text.get(span.end..).and_then(|t| t.find('\n')).map_or(text.len(), |at| span.end + at);
        Span::new(start, end)
    };
    prose.sentences.iter().map(|s| s.span).find(|s| s.contains(span)).unwrap_or_else(line)
}

fn prefixed(before: &str, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{before}{text}") }
}
