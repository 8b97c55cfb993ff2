//! Runs that are killed at any moment, find the disk full or the database in other hands: what was loaded is whole, and the
//! next run ends in the same rows as one that was never disturbed.
//!
//! `cargo test` kills a few small runs. `make fault KILLS=500` kills runs over 2,000 articles and a table of 200,000 rows;
//! the environment says how many and how large. The moments are drawn from a seed.

mod common;

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use blotter::store::Store;
use common::{Place, Result, rows};
use rusqlite::Connection;
use rusqlite::types::ValueRef;

fn setting(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}

fn binary() -> PathBuf {
    std::env::var_os("FAULT_BIN").map_or_else(|| env!("CARGO_BIN_EXE_blotter").into(), PathBuf::from)
}

fn command(inbox: &Path, db: &Path) -> Command {
    let mut command = Command::new(binary());
    command.arg("run").arg(inbox).arg("--db").arg(db).env_remove("BLOTTER_DB");
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Articles of one sentence each, a table, a copy and a file that is rejected.
fn fill(place: &Place, articles: u64, lines: u64) -> Result {
    for i in 0..articles {
        let text = format!("Police arrested {} Chinese nationals and {} others on Jan. 5, 2019.\n", 100 + i, i % 9 + 2);
        place.write(&format!("{:02}/{i:04}.txt", i % 20), text)?;
    }
    let line = |i: u64| format!("{},{},{}\n", 2010 + i % 10, ["China", "Vietnam", "Kenya"][(i % 3) as usize], i % 997);
    place.write("table.csv", "year,nationality,deported\n".to_string() + &(0..lines).map(line).collect::<String>())?;
    place.write("zz/copy.txt", "Police arrested 100 Chinese nationals and 2 others on Jan. 5, 2019.\n")?;
    place.write("zz/scan.pdf", "%PDF-1.4")
}

/// A digest of all rows of all tables but the clock's, in the order of their keys.
fn digest(db: &Path) -> Result<String> {
    let connection = Connection::open(db)?;
    let tables = rows(
        db,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
        AND name NOT LIKE 'document_search%' ORDER BY name",
    )?;
    let mut hasher = blake3::Hasher::new();
    for table in tables.iter().filter(|t| *t != "run") {
        hasher.update(table.as_bytes());
        let columns = rows(db, &format!("SELECT name FROM pragma_table_info('{table}')"))?;
        let timeless = |c: &&String| !matches!(c.as_str(), "ingested_at" | "modified_ns" | "run_id");
        let columns: Vec<&str> = columns.iter().filter(timeless).map(String::as_str).collect();
        let mut statement = connection.prepare(&format!("SELECT {} FROM {table}", columns.join(", ")))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            for i in 0..columns.len() {
                match row.get_ref(i)? {
                    ValueRef::Null => hasher.update(b"-"),
                    ValueRef::Integer(i) => hasher.update(&i.to_le_bytes()),
                    ValueRef::Real(r) => hasher.update(&r.to_le_bytes()),
                    ValueRef::Text(t) | ValueRef::Blob(t) => hasher.update(t).update(&t.len().to_le_bytes()),
                };
            }
        }
    }
    Ok(hasher.finalize().to_hex().to_string())
}

/// Numbers that look like chance and are the same for a seed (SplitMix64).
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to 1.
    fn part(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// Kills a run after so long; how long it took where it had ended by itself.
fn kill(mut run: Child, after: Duration) -> Result<Option<Duration>> {
    let began = Instant::now();
    let until = began + after;
    while Instant::now() < until {
        if run.try_wait()?.is_some() {
            return Ok(Some(began.elapsed()));
        }
        std::thread::sleep(Duration::from_millis(1).min(until.saturating_duration_since(Instant::now())));
    }
    run.kill()?;
    let had_ended = run.wait()?.code().is_some();
    Ok(had_ended.then(|| began.elapsed()))
}

/// What is in a database after a kill: whole documents, and all that sql/checks asks for.
fn is_whole(db: &Path) -> Result<u64> {
    let Ok(connection) = Store::read_only(db) else { return Ok(0) };
    let found: String = connection.query_row("PRAGMA integrity_check", [], |r| r.get(0))?;
    assert_eq!(found, "ok");
    Store::check(&connection)?;
    Ok(connection.query_row("SELECT count(*) FROM document", [], |r| r.get::<_, i64>(0))? as u64)
}

fn remove(db: &Path) {
    for end in ["", "-wal", "-shm", "-journal", ".lock"] {
        let mut name = db.as_os_str().to_owned();
        name.push(end);
        let _ = std::fs::remove_file(PathBuf::from(name));
    }
}

#[test]
fn a_killed_run_and_the_next_one_give_the_rows_of_an_undisturbed_one() -> Result {
    let (kills, seed) = (setting("FAULT_KILLS", 6), setting("FAULT_SEED", 1));
    let place = Place::new()?;
    fill(&place, setting("FAULT_ARTICLES", 60), setting("FAULT_ROWS", 3_000))?;
    let mut draw = Draw(seed);
    let (mut expected, mut length) = (String::new(), Duration::ZERO);
    let (mut done, mut dumps, mut early, mut partial, mut unseen) = (0, 0, 0, 0, 0);
    let mut measured_at = 0;
    while done < kills {
        if done >= measured_at {
            measured_at += 25;
            // How long an undisturbed run takes here and now.
            remove(&place.db());
            let began = Instant::now();
            assert_eq!(command(&place.inbox(), &place.db()).status()?.code(), Some(65));
            length = began.elapsed();
            let rows = digest(&place.db())?;
            assert!(expected.is_empty() || expected == rows, "an undisturbed run differs from the one before");
            expected = rows;
        }
        let db = place.path("killed.db");
        remove(&db);
        // Some runs are killed, and the one after them, and the one after that.
        for again in 0..=draw.next() % 3 {
            if done == kills {
                break;
            }
            let after = length.mul_f64(draw.part() * 1.02);
            if let Some(took) = kill(command(&place.inbox(), &db).spawn()?, after)? {
                // From the beginning to the end: the machine has become faster.
                length = if again == 0 { took } else { length };
            } else {
                done += 1;
                // Half of them are looked at, which is a reader's recovery; the others are left to the next run.
                match draw.next().is_multiple_of(2).then(|| is_whole(&db)).transpose()? {
                    Some(0) => early += 1,
                    Some(_) => partial += 1,
                    None => unseen += 1,
                }
            }
        }
        assert_eq!(command(&place.inbox(), &db).status()?.code(), Some(65));
        assert_eq!(digest(&db)?, expected, "seed {seed}, after {done} kills");
        dumps += 1;
        println!("{done} kills, {dumps} equal dumps");
    }
    println!(
        "{kills} kills with seed {seed}, up to three before a run that ends: {dumps} dumps, all equal. Looked at: {early} \
         before the first document, {partial} with whole documents; {unseen} left as they were."
    );
    Ok(())
}

#[test]
fn two_and_five_runs_at_once_leave_the_rows_of_one() -> Result {
    let place = Place::new()?;
    fill(&place, setting("FAULT_ARTICLES", 60), setting("FAULT_ROWS", 3_000))?;
    let mut expected = String::new();
    for together in [1, 2, 5] {
        remove(&place.db());
        let run = || command(&place.inbox(), &place.db()).args(["--wait", "3600"]).spawn();
        let runs: Vec<Child> = (0..together).map(|_| run()).collect::<std::io::Result<_>>()?;
        for mut run in runs {
            assert_eq!(run.wait()?.code(), Some(65));
        }
        assert_eq!(place.count("runs")?, 1, "the others had nothing to do");
        let rows = digest(&place.db())?;
        assert!(expected.is_empty() || expected == rows, "{together} runs at once differ from one");
        println!("{together} at once: {rows}");
        expected = rows;
    }
    Ok(())
}

/// Runs in a shell whose files can't grow beyond so many kilobytes: a disk that is full.
fn on_full_disk(place: &Place, kilobytes: u64) -> Result<Option<i32>> {
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(format!("trap '' XFSZ; ulimit -f {kilobytes}; exec \"$0\" \"$@\"")).arg(binary());
    shell.arg("run").arg(place.inbox()).arg("--db").arg(place.db()).stdout(Stdio::null()).stderr(Stdio::null());
    Ok(shell.env_remove("BLOTTER_DB").status()?.code())
}

#[test]
fn a_full_disk_ends_a_run_and_the_next_one_goes_on() -> Result {
    let (place, other) = (Place::new()?, Place::new()?);
    for place in [&place, &other] {
        fill(place, 40, 20_000)?;
    }
    assert_eq!(command(&other.inbox(), &other.db()).status()?.code(), Some(65));
    // `ulimit -f` counts blocks of 512 or 1,024 bytes.
    for kilobytes in [8, 300, 500, 900] {
        assert_eq!(on_full_disk(&place, kilobytes)?, Some(74), "{kilobytes} KB");
        is_whole(&place.db())?;
    }
    assert_eq!(command(&place.inbox(), &place.db()).status()?.code(), Some(65));
    let content = "SELECT source, measure, nationality, value_low, cell FROM observations ORDER BY 1, 5, 3, 4";
    assert_eq!(place.rows(content)?, other.rows(content)?);
    Ok(())
}

#[test]
#[cfg(unix)]
fn a_database_that_may_not_be_written_is_left_as_it_is() -> Result {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new()?;
    fill(&place, 3, 10)?;
    assert_eq!(command(&place.inbox(), &place.db()).status()?.code(), Some(65));
    place.write("new.txt", "Police arrested 55 Kenyan nationals on Jan. 5, 2019.\n")?;
    // For root nothing is read-only but a file system.
    let folder = place.path("locked");
    std::fs::create_dir(&folder)?;
    let db = folder.join("out.db");
    std::fs::copy(place.db(), &db)?;
    let before = std::fs::read(&db)?;
    let forbid = |mode| std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(mode));
    std::fs::set_permissions(&db, std::fs::Permissions::from_mode(0o444))?;
    forbid(0o555)?;
    let is_root = std::fs::File::create(folder.join("probe")).is_ok();
    let code = if is_root {
        let script = "mount --bind \"$1\" \"$1\" && mount -o remount,ro,bind \"$1\" && shift && exec \"$@\"";
        let mut unshared = Command::new("unshare");
        unshared.args(["--mount", "sh", "-c", script, "sh"]).arg(&folder).arg(binary());
        unshared.arg("run").arg(place.inbox()).arg("--db").arg(&db);
        unshared.stdout(Stdio::null()).stderr(Stdio::null()).status()?.code()
    } else {
        command(&place.inbox(), &db).status()?.code()
    };
    forbid(0o755)?;
    assert_eq!(code, Some(74));
    assert!(before == std::fs::read(&db)?);
    Ok(())
}

#[test]
fn a_reader_is_never_blocked_and_does_not_stop_a_run() -> Result {
    let place = Place::new()?;
    fill(&place, 20, 10)?;
    assert_eq!(command(&place.inbox(), &place.db()).status()?.code(), Some(65));
    let count = |connection: &Connection| -> Result<i64> {
        Ok(connection.query_row("SELECT count(*) FROM observations", [], |r| r.get(0))?)
    };
    let before = count(&Connection::open(place.db())?)?;
    fill(&place, 400, 20_000)?;
    let mut run = command(&place.inbox(), &place.db()).spawn()?;
    // Readers come and go while it writes, and wait for nothing.
    let (mut asked, mut held): (u64, Option<Connection>) = (0, None);
    while run.try_wait()?.is_none() {
        let reader = Connection::open_with_flags(place.db(), rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        reader.busy_timeout(Duration::from_secs(2))?;
        assert!(count(&reader)? >= before);
        asked += 1;
        // One of them keeps what it saw to the end of the run.
        let is_writing = reader.pragma_query_value(None, "journal_mode", |r| r.get::<_, String>(0))? == "wal";
        if held.is_none() && is_writing {
            reader.execute_batch("BEGIN")?;
            count(&reader)?;
            held = Some(reader);
        }
    }
    assert!(asked > 0);
    assert_eq!(run.wait()?.code(), Some(65));
    if let Some(held) = &held {
        assert!(count(held)? >= before);
    }
    drop(held);
    let after = count(&Connection::open(place.db())?)?;
    assert!(after > before + 20_000, "{after}");
    // What the reader kept from being folded in, the next run folds in.
    command(&place.inbox(), &place.db()).status()?;
    assert!(!place.path("out.db-wal").exists());
    Ok(())
}

#[test]
fn a_reader_is_not_blocked_while_the_first_large_table_is_loaded() -> Result {
    let place = Place::new()?;
    place.write("first.txt", common::ARTICLE)?;
    assert_eq!(command(&place.inbox(), &place.db()).status()?.code(), Some(0));
    std::fs::remove_file(place.inbox().join("first.txt"))?;
    // No document is left: the load that follows is as one into a new database.
    assert_eq!(command(&place.inbox(), &place.db()).arg("--prune").status()?.code(), Some(0));
    assert_eq!(place.count("documents")?, 0);
    let note = "n".repeat(150);
    let line = |i: u64| format!("{},China,{},{note}\n", 2010 + i % 10, i % 997);
    let table = "year,nationality,deported,note\n".to_string() + &(0..40_000).map(line).collect::<String>();
    place.write("table.csv", table)?;
    let mut run = command(&place.inbox(), &place.db()).spawn()?;
    let mut asked = 0;
    while run.try_wait()?.is_none() {
        let reader = Connection::open_with_flags(place.db(), rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        // For the moments in which the journal is switched.
        reader.busy_timeout(Duration::from_secs(1))?;
        let documents: i64 = reader.query_row("SELECT count(*) FROM document", [], |r| r.get(0))?;
        asked += u64::from(documents <= 1);
        std::thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(run.wait()?.code(), Some(0));
    assert!(asked > 0);
    assert_eq!(place.rows("SELECT count(*) FROM observations")?, ["40000"]);
    Ok(())
}

#[test]
fn a_database_that_another_program_writes_to_is_tried_again_later() -> Result {
    let place = Place::new()?;
    fill(&place, 5, 10)?;
    assert_eq!(command(&place.inbox(), &place.db()).status()?.code(), Some(65));
    place.write("new.txt", "Police arrested 55 Kenyan nationals on Jan. 5, 2019.\n")?;
    let other = Connection::open(place.db())?;
    other.execute_batch("BEGIN IMMEDIATE; UPDATE run SET seconds = 0")?;
    let run = command(&place.inbox(), &place.db()).status()?;
    assert_eq!(run.code(), Some(75));
    other.execute_batch("COMMIT")?;
    assert_eq!(command(&place.inbox(), &place.db()).status()?.code(), Some(65));
    assert_eq!(place.rows("SELECT count(*) FROM observations WHERE value_low = 55")?, ["1"]);
    Ok(())
}
