//! One writer at a time: a lock on `<db>.lock`, never on the database itself, whose own locks it would undo.

use std::fs::{File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

use super::StoreError;

/// Held as long as it lives; the system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    pub fn take(database: &Path) -> Result<Lock, StoreError> {
        let mut name = database.as_os_str().to_owned();
        name.push(".lock");
        let path = PathBuf::from(name);
        let fault = |source| StoreError::Lock { path: path.clone(), source };
        let mut file =
            File::options().read(true).write(true).create(true).truncate(false).open(&path).map_err(fault)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                let _ = file.read_to_string(&mut holder);
                let holder = holder.trim();
                let holder = if holder.is_empty() { String::new() } else { format!(" (process {holder})") };
                return Err(StoreError::Locked { path: database.to_path_buf(), holder });
            }
            Err(TryLockError::Error(source)) => return Err(fault(source)),
        }
        // The number is for the message of whoever finds the lock held; without it the lock is as good.
        let _ = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| write!(file, "{}", std::process::id()));
        Ok(Lock { _file: file })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_writer_is_told_who_holds_the_lock() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let database = folder.path().join("a.db");
        let held = Lock::take(&database)?;
        let message = Lock::take(&database).err().map(|e| e.to_string()).unwrap_or_default();
        assert!(message.contains(&format!("process {}", std::process::id())), "{message}");
        drop(held);
        Lock::take(&database)?;
        Ok(())
    }
}
