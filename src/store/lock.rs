//! One writer at a time: a lock on `<db>.lock`, never on the database itself, whose own locks it would undo.
//! In: a database's path and how long to wait. Out: the lock, or who holds it.

use std::fs::{File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::StoreError;

/// How often a lock that is held is asked for again.
const EVERY: Duration = Duration::from_millis(100);

/// Held as long as it lives; the system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    pub fn take(database: &Path, wait: Duration) -> Result<Lock, StoreError> {
        let path = lock_path(database);
        let fault = |source| StoreError::Lock { path: path.clone(), source };
        let mut file =
            File::options().read(true).write(true).create(true).truncate(false).open(&path).map_err(fault)?;
        let until = Instant::now() + wait;
        let mut told = false;
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if Instant::now() < until => {
                    if !told {
                        log::info!("waiting for another run{}", holder(&mut file));
                        told = true;
                    }
                    std::thread::sleep(EVERY.min(until.saturating_duration_since(Instant::now())));
                }
                Err(TryLockError::WouldBlock) => {
                    let holder = holder(&mut file);
                    return Err(StoreError::Locked { path: database.to_path_buf(), holder });
                }
                Err(TryLockError::Error(source)) => return Err(fault(source)),
            }
        }
        // For the message of whoever finds the lock held; without it the lock is as good.
        let since = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ");
        let words = format!("process {} since {since}", std::process::id());
        let _ = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| write!(file, "{words}"));
        Ok(Lock { _file: file })
    }
}

/// Beside the file itself, whatever links lead to it: two names of one database share one lock.
fn lock_path(database: &Path) -> PathBuf {
    let mut name = database.canonicalize().unwrap_or_else(|_| database.to_path_buf()).into_os_string();
    name.push(".lock");
    PathBuf::from(name)
}

/// ` (process 4711 since …)`, where the holder has said so.
fn holder(file: &mut File) -> String {
    let mut words = String::new();
    let _ = file.rewind().and_then(|()| file.take(200).read_to_string(&mut words));
    let words = words.trim();
    if words.is_empty() { String::new() } else { format!(" ({words})") }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Result = std::result::Result<(), Box<dyn std::error::Error>>;

    #[test]
    fn a_second_writer_is_told_who_holds_the_lock() -> Result {
        let folder = tempfile::tempdir()?;
        let database = folder.path().join("a.db");
        let held = Lock::take(&database, Duration::ZERO)?;
        let message = Lock::take(&database, Duration::ZERO).err().map(|e| e.to_string()).unwrap_or_default();
        assert!(message.contains(&format!("process {} since 2", std::process::id())), "{message}");
        drop(held);
        Lock::take(&database, Duration::ZERO)?;
        Ok(())
    }

    #[test]
    fn a_writer_that_waits_gets_the_lock_when_it_is_free() -> Result {
        let folder = tempfile::tempdir()?;
        let database = folder.path().join("a.db");
        let held = Lock::take(&database, Duration::ZERO)?;
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| Lock::take(&database, Duration::from_secs(60)).is_ok());
            std::thread::sleep(Duration::from_millis(150));
            drop(held);
            assert!(waiting.join().unwrap_or(false));
        });
        Ok(())
    }

    #[test]
    #[cfg(unix)]
    fn two_names_of_one_database_share_a_lock() -> Result {
        let folder = tempfile::tempdir()?;
        let (database, link) = (folder.path().join("a.db"), folder.path().join("b.db"));
        std::fs::write(&database, "")?;
        std::os::unix::fs::symlink(&database, &link)?;
        let _held = Lock::take(&database, Duration::ZERO)?;
        assert!(Lock::take(&link, Duration::ZERO).is_err());
        Ok(())
    }
}
