//! `blotter extract`: what files give, as newline-delimited JSON. A filter: names or bytes in, records out, no state.

use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use blotter::extract::sheet::numbered::Numbered;
use blotter::model::{Item, Problem, Severity};
use blotter::pipeline::Options;
use blotter::pipeline::plan::{self, Action, Task};
use blotter::pipeline::work::{self, Handed, ItemAction, Message, Messages};
use blotter::read::ReadError;
use blotter::source::{Input, name};
use blotter::store::{NewDocument, Outcome};

use super::Exit;
use super::exit::Unread;
use super::knowledge::{ConfigArgs, KnowledgeArgs, Loaded};
use super::output::visible;
use super::record::{DocumentRecord, Record, Records};
use super::stdin;

/// Files that are looked at together.
const TOGETHER: usize = 64;

/// Print what files give as newline-delimited JSON: blotter extract sample_data/articles/interview.md | head
///
/// Each line is an object with the columns of the view that its `type` names; a document's own record is the last of its
/// records. Nothing is written but that: `blotter load` makes a database of it, the one that a run over the files makes. `-`
/// reads an article, a table or a container from standard input; its format is told by its content.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Articles, tables and containers; `-` for one on standard input.
    #[arg(value_name = "FILE|-", required_unless_present = "files_from")]
    files: Vec<PathBuf>,

    /// Read names of files from this file, one a line; `-` for standard input.
    #[arg(long, value_name = "FILE|-")]
    files_from: Option<PathBuf>,

    /// Show sources relative to this folder, as a run over it does.
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,

    /// What standard input is called; its extension counts as a file's does.
    #[arg(long, value_name = "NAME", default_value = "stdin")]
    stdin_name: String,

    /// How many documents are read at the same time; all cores where not given. The records are the same with any number.
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,

    #[command(flatten)]
    config: ConfigArgs,

    #[command(flatten)]
    knowledge: KnowledgeArgs,
}

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let config = args.config.load()?;
    let loaded = args.knowledge.or(&config).load()?;
    let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let options = Options {
        jobs: args.jobs.or(config.jobs).unwrap_or_else(cores).max(1),
        version: loaded.version.clone(),
        mappings_version: loaded.mappings_version.clone(),
        limits: config.limits,
        ..Options::default()
    };
    let mut filter =
        Filter { options, loaded: &loaded, out: BufWriter::new(io::stdout().lock()), rejected: Vec::new() };
    if let Some(root) = args.root.as_deref().filter(|r| !r.is_dir()) {
        bail!("{}: no such folder\n  hint: --root is the folder that a run would be given", root.display());
    }
    let one = args.files_from.is_none() && args.files.len() == 1;
    let mut waiting = Vec::new();
    let mut spooled = None;
    for file in &args.files {
        let path = if file == Path::new("-") {
            let spool = spooled.insert(stdin::spool(&std::env::temp_dir(), &args.stdin_name, &config.limits)?);
            waiting.push(Input { path: spool.path().canonicalize()?, source: args.stdin_name.clone() });
            continue;
        } else {
            file
        };
        if path.is_dir() {
            bail!("{}: is a folder\n  hint: find FOLDER -type f | blotter extract --files-from -", path.display());
        }
        waiting.push(input(path, args.root.as_deref())?);
    }
    filter.all(&mut waiting, 1)?;
    if let Some(list) = &args.files_from {
        for line in lines(list)? {
            let line = line.with_context(|| list.display().to_string())?;
            if !line.trim().is_empty() {
                waiting.push(input(Path::new(line.trim_end_matches('\r')), args.root.as_deref())?);
                filter.all(&mut waiting, TOGETHER)?;
            }
        }
        filter.all(&mut waiting, 1)?;
    }
    filter.out.flush()?;
    // One file that can't be read is an error; of several it is a record.
    match filter.rejected.pop() {
        Some(unread) if one => Err(unread.into()),
        Some(_) => Ok(Exit::SomeRejected),
        None => Ok(Exit::Done),
    }
}

fn lines(list: &Path) -> anyhow::Result<Box<dyn Iterator<Item = io::Result<String>>>> {
    let input: Box<dyn Read> = if list == Path::new("-") {
        Box::new(io::stdin())
    } else {
        Box::new(std::fs::File::open(list).with_context(|| list.display().to_string())?)
    };
    Ok(Box::new(BufReader::new(input).lines()))
}

/// A file as a run over `root` would name it; without a root by its own name.
fn input(path: &Path, root: Option<&Path>) -> anyhow::Result<Input> {
    let absolute = std::path::absolute(path).with_context(|| path.display().to_string())?;
    let absolute = absolute.canonicalize().unwrap_or(absolute);
    let name = || absolute.file_name().map(|n| name::to_text(Path::new(n))).unwrap_or_default();
    let below = root.map(|r| r.canonicalize().unwrap_or_else(|_| r.to_path_buf()));
    let source = below.and_then(|root| {
        let inner = absolute.strip_prefix(root).ok()?;
        Some(inner.components().map(|c| name::to_text(Path::new(c.as_os_str()))).collect::<Vec<_>>().join("/"))
    });
    Ok(Input { source: source.unwrap_or_else(name), path: absolute })
}

/// Turns inputs into lines.
struct Filter<'l, W> {
    options: Options,
    loaded: &'l Loaded,
    out: W,
    rejected: Vec<Unread>,
}

impl<W: Write> Filter<'_, W> {
    /// Works through the inputs that wait, where there are so many.
    fn all(&mut self, waiting: &mut Vec<Input>, least: usize) -> anyhow::Result<()> {
        if waiting.len() < least || waiting.is_empty() {
            return Ok(());
        }
        let tasks = plan::tasks(&self.options, &std::mem::take(waiting));
        let (loaded, limits) = (self.loaded, self.options.limits);
        std::thread::scope(|scope| {
            let queue = work::start(scope, &tasks, self.options.jobs, loaded.within(&limits), false);
            for task in &tasks {
                match &task.action {
                    Action::Load(_) if task.is_container() => self.container(task, &queue)?,
                    Action::Load(_) => match queue.recv() {
                        Ok(Handed::Document(messages)) => self.document(&task.new, None, 0, &messages)?,
                        _ => bail!("a worker ended early"),
                    },
                    Action::Reject(error) => self.reject(&task.new, None, 0, error, &[])?,
                    Action::Skip(reason) => self.left(&task.new, None, 0, "skipped", reason)?,
                    Action::Pass(problem) => self.left(&task.new, None, 0, "skipped", &problem.message)?,
                }
            }
            Ok(())
        })
    }

    fn line(&mut self, record: &Record<'_>) -> anyhow::Result<()> {
        Ok(writeln!(self.out, "{}", visible(serde_json::to_string(record)?))?)
    }

    /// An article's records wait for its text, in which they count; a table's go out as they come.
    fn document(
        &mut self,
        new: &NewDocument,
        container: Option<&str>,
        position: u64,
        messages: &Messages,
    ) -> anyhow::Result<()> {
        let mut records = Records::new(&new.input.source, &new.content_hash);
        let whole = matches!(new.media_type, "text/plain" | "text/markdown" | "text/html" | "application/json");
        let mut numbered = Numbered::default();
        let mut items: Vec<Item> = Vec::new();
        for message in messages.iter() {
            match message {
                Message::Items(more) if whole => items.extend(more.into_iter().filter_map(|g| numbered.whole(g))),
                Message::Items(more) => {
                    for item in more.into_iter().filter_map(|given| numbered.whole(given)) {
                        self.line(&records.record(&item))?;
                    }
                }
                Message::Done(Ok((last, outcome))) => {
                    items.extend(last.into_iter().filter_map(|given| numbered.whole(given)));
                    records.text(outcome.text.as_deref().unwrap_or(""));
                    for item in &items {
                        self.line(&records.record(item))?;
                    }
                    let Outcome { meta, text, missing, .. } = &*outcome;
                    let record = DocumentRecord {
                        title: &meta.title,
                        publisher: &meta.publisher,
                        published: meta.published.map(|d| d.to_string()),
                        url: &meta.url,
                        language: &meta.language,
                        encoding: &meta.encoding,
                        missing_cells: *missing,
                        text: text.as_deref(),
                        ..of(new, container, position, "loaded", "")
                    };
                    return self.line(&Record::Document(Box::new(record)));
                }
                Message::Done(Err(error)) => return self.reject(new, container, position, &error, &[]),
            }
        }
        bail!("{}: a worker ended early", new.input.source)
    }

    fn container(&mut self, task: &Task, queue: &std::sync::mpsc::Receiver<Handed>) -> anyhow::Result<()> {
        let source = task.new.input.source.as_str();
        let mut position = 0;
        let mut problems = Vec::new();
        let ended = loop {
            match queue.recv() {
                Ok(Handed::Item(new, action)) => {
                    position += 1;
                    match action {
                        ItemAction::Load(messages) => self.document(&new, Some(source), position, &messages)?,
                        ItemAction::Skip(reason) => self.left(&new, Some(source), position, "skipped", &reason)?,
                        ItemAction::Reject(error) => self.reject(&new, Some(source), position, &error, &[])?,
                        ItemAction::Same(..) => {}
                    }
                }
                Ok(Handed::Problem(problem)) => problems.push(problem),
                Ok(Handed::End(ended)) => break ended,
                Ok(Handed::Document(_)) | Err(_) => bail!("{source}: a worker ended early"),
            }
        };
        if let Err(error) = ended {
            return self.reject(&task.new, None, 0, &error, &problems);
        }
        let mut records = Records::new(source, &task.new.content_hash);
        for problem in problems {
            self.line(&records.record(&Item::Problem(problem)))?;
        }
        let record = DocumentRecord { is_container: true, ..of(&task.new, None, 0, "loaded", "") };
        self.line(&Record::Document(Box::new(record)))
    }

    fn reject(
        &mut self,
        new: &NewDocument,
        container: Option<&str>,
        position: u64,
        error: &ReadError,
        before: &[Problem],
    ) -> anyhow::Result<()> {
        let mut records = Records::new(&new.input.source, &new.content_hash);
        let message = format!("{error}; {}", error.hint());
        let own = Problem { cell: None, line: None, severity: Severity::Error, code: error.code(), message };
        for problem in before.iter().cloned().chain([own]) {
            self.line(&records.record(&Item::Problem(problem)))?;
        }
        self.rejected.push(Unread { file: new.input.source.clone(), error: error.again() });
        if self.rejected.len() > 1 {
            self.rejected.truncate(1);
        }
        self.left(new, container, position, "rejected", &error.to_string())
    }

    fn left(
        &mut self,
        new: &NewDocument,
        container: Option<&str>,
        position: u64,
        status: &str,
        reason: &str,
    ) -> anyhow::Result<()> {
        let is_container = blotter::source::MediaType::parse(new.media_type).is_some_and(|m| m.is_container());
        let record = DocumentRecord { is_container, ..of(new, container, position, status, reason) };
        self.line(&Record::Document(Box::new(record)))
    }
}

fn of<'a>(
    new: &'a NewDocument,
    container: Option<&'a str>,
    position: u64,
    status: &'a str,
    reason: &'a str,
) -> DocumentRecord<'a> {
    DocumentRecord {
        source: &new.input.source,
        path: name::to_text(&new.input.path),
        container,
        position,
        media_type: new.media_type,
        content_hash: &new.content_hash,
        bytes: new.bytes,
        modified_ns: new.modified_ns,
        version: &new.version,
        status,
        reason,
        ..DocumentRecord::default()
    }
}
