//! What is to be done with each input. In: what the walk found and what the database holds. Out: tasks in order, the
//! rows to take away, and how many inputs are as they were.
//!
//! An input is as it was when its bytes and the extractor's version are. The same bytes under two names are loaded once.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ffi::OsStr;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use foldhash::fast::FixedState;

use super::Options;
use crate::model::{Problem, Severity, Status};
use crate::read::ReadError;
use crate::source::{Found, Input, Limit, Limits, MediaType, Stamp, detect, name, open};
use crate::store::items::Items;
use crate::store::{Known, NewDocument};
use crate::version;

/// How many files a thread takes at most before it takes more; few files are taken one by one.
const MOST_TAKEN: usize = 64;

/// Bytes of a file that are hashed in one piece: for a small one the reader's large buffer is not made.
const AT_ONCE: u64 = 1 << 16;

/// Why a content that was taken away on request is not loaded.
pub const FORGOTTEN: &str = "forgotten on request";

/// One input that a row is written for.
#[derive(Debug)]
pub struct Task {
    pub new: NewDocument,
    /// How the file looked when its bytes were hashed.
    pub stamp: Option<Stamp>,
    pub action: Action,
    /// Of a container: what the database holds of its items.
    pub items: Items,
}

impl Task {
    pub fn is_container(&self) -> bool {
        matches!(self.action, Action::Load(kind) if kind.is_container())
    }
}

#[derive(Debug)]
pub enum Action {
    Load(MediaType),
    /// Not loaded, by rule.
    Skip(String),
    /// The same, but a person should know.
    Pass(Problem),
    Reject(ReadError),
}

#[derive(Debug, Default)]
pub struct Plan {
    pub tasks: Vec<Task>,
    /// Keys of documents whose files are gone.
    pub gone: Vec<i64>,
    pub unchanged: u64,
    pub still_rejected: u64,
}

impl Plan {
    pub fn bytes(&self) -> u64 {
        self.tasks.iter().map(|t| t.new.bytes).sum()
    }
}

/// What the file itself says before it is read.
#[derive(Debug)]
struct Look<'k> {
    /// What the database has of it.
    before: Option<&'k Known>,
    content_hash: String,
    stamp: Option<Stamp>,
    version: String,
    media_type: Result<MediaType, ReadError>,
}

/// `forgotten` are hashes of contents that are not to be loaded; `again` inputs that are read once more though they are as
/// they were; `item_with` names the item of a container that is loaded with a hash.
pub fn plan(
    options: &Options,
    found: &Found,
    known: &BTreeMap<String, Known>,
    forgotten: &HashSet<String>,
    again: &HashSet<String>,
    item_with: &dyn Fn(&str) -> Option<String>,
) -> Plan {
    let mut plan = Plan::default();
    let gone = gone(options, found, known);
    plan.gone = gone.iter().filter_map(|path| known.get(path)).map(|k| k.document_id).collect();
    let looks = look_at_all(options, &found.inputs, known);
    // Where every file is as it was, nobody asks what is loaded elsewhere.
    let mut loaded = match looks.iter().all(Look::stays) {
        true => LoadedContent::default(),
        false => LoadedContent::new(&found.inputs, &looks, known, &gone),
    };
    for (input, look) in found.inputs.iter().zip(looks) {
        let before = look.before;
        let mut action = match forgotten.contains(&look.content_hash) {
            true => Action::Skip(FORGOTTEN.to_string()),
            false => action(&look, input, &mut loaded),
        };
        if before.is_some_and(|b| b.status == Status::Skipped) && matches!(action, Action::Load(_)) {
            // A copy of an item stays one.
            let item = item_with(&look.content_hash);
            action = item.map_or(action, |item| Action::Skip(format!("same content as {item}")));
        }
        let again = !again.is_empty() && again.contains(&*name::as_text(&input.path));
        plan.add(input, look, action, before, again);
    }
    for (input, reason) in &found.passed {
        plan.add(input, Look::none(options), Action::Skip((*reason).to_string()), known_of(known, input), false);
    }
    for input in &found.links {
        plan.add(input, Look::none(options), Action::Pass(link()), known_of(known, input), false);
    }
    for input in &found.irregular {
        plan.add(input, Look::none(options), Action::Reject(ReadError::NotAFile), known_of(known, input), false);
    }
    for (input, message) in &found.unreadable {
        let error = ReadError::Io(std::io::Error::other(message.clone()));
        plan.add(input, Look::none(options), Action::Reject(error), known_of(known, input), false);
    }
    plan
}

fn known_of<'k>(known: &'k BTreeMap<String, Known>, input: &Input) -> Option<&'k Known> {
    known.get(&*name::as_text(&input.path))
}

fn link() -> Problem {
    let message = "a symbolic link, which is not followed; --follow-links does".to_string();
    Problem { cell: None, line: None, severity: Severity::Warning, code: "link_not_followed", message }
}

impl Look<'_> {
    fn none(options: &Options) -> Self {
        let unread = Err(ReadError::Empty);
        let version = options.version.clone();
        Look { before: None, content_hash: String::new(), stamp: None, version, media_type: unread }
    }

    /// Whether the same bytes are loaded under this name.
    fn stays(&self) -> bool {
        self.before.is_some_and(|b| b.status == Status::Loaded && b.content_hash == self.content_hash)
    }
}

impl Plan {
    /// Adds a task, unless the database holds exactly this already.
    fn add(&mut self, input: &Input, look: Look<'_>, action: Action, before: Option<&Known>, again: bool) {
        let (status, reason) = match &action {
            Action::Load(_) => (Status::Loaded, String::new()),
            Action::Skip(reason) => (Status::Skipped, reason.clone()),
            Action::Pass(problem) => (Status::Skipped, problem.message.clone()),
            Action::Reject(error) => (Status::Rejected, error.to_string()),
        };
        if let Some(before) = before {
            let same = before.content_hash == look.content_hash
                && *before.version == *look.version
                && before.source == input.source;
            // What reading found broken in these bytes stays broken.
            let failed = before.status == Status::Rejected && status == Status::Loaded;
            if same && !again && (failed || (before.status == status && before.reason == reason)) {
                self.unchanged += 1;
                self.still_rejected += u64::from(before.status == Status::Rejected);
                return;
            }
        }
        let new = NewDocument {
            input: input.clone(),
            replaces: before.map(|b| b.document_id),
            container: None,
            content_hash: look.content_hash,
            bytes: look.stamp.map_or(0, |stamp| stamp.bytes),
            modified_ns: look.stamp.map_or(0, |stamp| stamp.modified_ns),
            version: look.version,
            media_type: look.media_type.map_or("", MediaType::as_str),
        };
        self.tasks.push(Task { new, stamp: look.stamp, action, items: Items::default() });
    }
}

/// The tasks for files that no database knows: in the given order, every one.
pub fn tasks(options: &Options, inputs: &[Input]) -> Vec<Task> {
    let mut plan = Plan::default();
    let known = BTreeMap::new();
    for (input, look) in inputs.iter().zip(look_at_all(options, inputs, &known)) {
        let action = match &look.media_type {
            Ok(media_type) => Action::Load(*media_type),
            Err(error) => Action::Reject(error.again()),
        };
        plan.add(input, look, action, None, true);
    }
    plan.tasks
}

/// Paths that the database holds below the inputs and that are no more.
fn gone(options: &Options, found: &Found, known: &BTreeMap<String, Known>) -> HashSet<String> {
    if !options.prune {
        return HashSet::new();
    }
    let there: HashSet<String, FixedState> = found.all().map(|input| name::to_text(&input.path)).collect();
    let below = |path: &str| found.roots.iter().any(|root| name::to_path(path).starts_with(root));
    known.keys().filter(|path| !there.contains(*path) && below(path)).cloned().collect()
}

/// Which content is loaded already or will be, under which name.
#[derive(Default)]
struct LoadedContent {
    by_hash: HashMap<String, Input, FixedState>,
}

impl LoadedContent {
    /// What stays as it is goes first: a new copy doesn't take the place of a document that is loaded.
    fn new(inputs: &[Input], looks: &[Look<'_>], known: &BTreeMap<String, Known>, gone: &HashSet<String>) -> Self {
        let now: HashMap<&OsStr, &Look<'_>, FixedState> =
            inputs.iter().map(|i| i.path.as_os_str()).zip(looks).collect();
        let mut by_hash = HashMap::default();
        for (path, document) in known.iter().filter(|(path, k)| k.status == Status::Loaded && !gone.contains(*path)) {
            let path = name::to_path(path);
            let stays = now.get(path.as_os_str()).is_none_or(|look| look.content_hash == document.content_hash);
            if stays {
                let input = Input { path, source: document.source.clone() };
                by_hash.entry(document.content_hash.clone()).or_insert(input);
            }
        }
        LoadedContent { by_hash }
    }
}

fn action(look: &Look<'_>, input: &Input, loaded: &mut LoadedContent) -> Action {
    let media_type = match &look.media_type {
        Ok(media_type) => *media_type,
        Err(error) => return Action::Reject(error.again()),
    };
    if look.stays() {
        return Action::Load(media_type);
    }
    let first = loaded.by_hash.entry(look.content_hash.clone()).or_insert_with(|| input.clone());
    if first.path != input.path {
        return Action::Skip(format!("same content as {}", first.source));
    }
    Action::Load(media_type)
}

/// Looks at all inputs, several at a time; the order of the results is that of the inputs.
fn look_at_all<'k>(options: &Options, inputs: &[Input], known: &'k BTreeMap<String, Known>) -> Vec<Look<'k>> {
    let next = AtomicUsize::new(0);
    let share = (inputs.len() / MOST_TAKEN / options.jobs.max(1)).clamp(1, MOST_TAKEN);
    let looks = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..options.jobs.clamp(1, inputs.len().max(1)) {
            scope.spawn(|| {
                loop {
                    let from = next.fetch_add(share, Ordering::Relaxed);
                    let Some(rest) = inputs.get(from..).filter(|rest| !rest.is_empty()) else { return };
                    let taken = rest.iter().take(share);
                    let seen: Vec<Look<'_>> = taken.map(|i| look(options, i, known_of(known, i))).collect();
                    looks.lock().unwrap_or_else(PoisonError::into_inner).push((from, seen));
                }
            });
        }
    });
    let mut looks = looks.into_inner().unwrap_or_else(PoisonError::into_inner);
    looks.sort_by_key(|(from, _)| *from);
    looks.into_iter().flat_map(|(_, looks)| looks).collect()
}

fn look<'k>(options: &Options, input: &Input, before: Option<&'k Known>) -> Look<'k> {
    let look =
        try_look(options, input, before).unwrap_or_else(|e| Look { media_type: Err(e.into()), ..Look::none(options) });
    Look { before, ..look }
}

fn try_look<'k>(options: &Options, input: &Input, before: Option<&'k Known>) -> std::io::Result<Look<'k>> {
    let stamp = Stamp::of(&input.path)?;
    let Stamp { bytes, modified_ns, .. } = stamp;
    if let Err(exceeded) = options.limits.check(Limit::FileBytes, bytes) {
        return Ok(Look { stamp: Some(stamp), media_type: Err(exceeded.into()), ..Look::none(options) });
    }
    let as_before = before.filter(|b| {
        !options.rehash && b.bytes == bytes as i64 && b.modified_ns == modified_ns && !b.content_hash.is_empty()
    });
    let content_hash = match as_before {
        Some(before) => before.content_hash.clone(),
        None => hash(&input.path, bytes)?,
    };
    let told = as_before.filter(|b| b.version.starts_with(&options.version));
    let media_type = match told.and_then(|b| b.media_type) {
        Some(media_type) => Ok(media_type),
        None => tell(&input.path, bytes, &options.limits)?,
    };
    let mapped = media_type.as_ref().is_ok_and(|m| m.takes_mapping());
    let version = if mapped { table_version(options, &input.path)? } else { options.version.clone() };
    Ok(Look { before, content_hash, stamp: Some(stamp), version, media_type })
}

fn tell(path: &Path, bytes: u64, limits: &Limits) -> std::io::Result<Result<MediaType, ReadError>> {
    Ok(match detect(path)? {
        Ok(m) if m.is_article() => limits.check(Limit::ArticleBytes, bytes).map(|()| m).map_err(ReadError::from),
        Ok(m) => Ok(m),
        Err(unknown) => Err(unknown.into()),
    })
}

fn hash(path: &Path, bytes: u64) -> std::io::Result<String> {
    let mut file = open(path)?;
    let mut begin = Vec::with_capacity(bytes.min(AT_ONCE) as usize + 1);
    (&mut file).take(AT_ONCE).read_to_end(&mut begin)?;
    let mut hasher = blake3::Hasher::new();
    hasher.update(&begin);
    if begin.len() as u64 == AT_ONCE {
        hasher.update_reader(file)?;
    }
    Ok(hasher.finalize().to_hex().to_string())
}

/// The extractor's version and that of the mappings: those given, and the one beside the table.
fn table_version(options: &Options, path: &Path) -> std::io::Result<String> {
    let mut version = options.version.clone();
    if !options.mappings_version.is_empty() {
        version = format!("{version} mapping {}", options.mappings_version);
    }
    let beside: Vec<PathBuf> = mappings_beside(path).into_iter().filter(|p| open::is_file(p)).collect();
    if !beside.is_empty() {
        version = format!("{version} mapping {}", version::fingerprint_below(&beside)?);
    }
    Ok(version)
}

/// `report.blotter.toml` and `report.csv.blotter.toml` for `report.csv`.
fn mappings_beside(path: &Path) -> [PathBuf; 2] {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    [path.with_extension("blotter.toml"), path.with_file_name(format!("{name}.blotter.toml"))]
}
