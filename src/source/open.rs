//! Opening what a walk found. In: a path without links in it. Out: a regular file, or an error: between the walk and now
//! somebody may have put a link, a pipe or a device in its place. And what tells that a file was changed while it was read.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;

/// A mapping or vocabulary file longer than this is none.
const SMALL: u64 = 4 << 20;

/// Opens a file below an input. No part of the path may be a link, and a pipe is not waited for.
pub fn open(path: &Path) -> io::Result<File> {
    let file = open_without_links(path)?;
    if file.metadata()?.is_file() {
        Ok(file)
    } else {
        Err(io::Error::new(io::ErrorKind::InvalidInput, "is no regular file"))
    }
}

#[cfg(target_os = "linux")]
fn open_without_links(path: &Path) -> io::Result<File> {
    use rustix::fs::{CWD, Mode, OFlags, ResolveFlags, open, openat2};
    use rustix::io::Errno;
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
    let opened = match openat2(CWD, path, flags, Mode::empty(), ResolveFlags::NO_SYMLINKS) {
        // An older kernel, or a sandbox that doesn't know the call: the last part at least is no link.
        Err(Errno::NOSYS | Errno::PERM) => open(path, flags | OFlags::NOFOLLOW, Mode::empty()),
        opened => opened,
    };
    match opened {
        Ok(file) => Ok(file.into()),
        Err(Errno::LOOP) => Err(io::Error::new(io::ErrorKind::InvalidInput, "there is a symbolic link in its path")),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn open_without_links(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// Whether a file itself is there, and no link to one.
pub fn is_file(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file())
}

/// The whole of a file that should be small, as its owner names it: by way of links too.
pub fn read_small(path: &Path) -> io::Result<Vec<u8>> {
    small(File::open(path)?)
}

/// The same below an input, where strangers write.
pub fn read_small_below(path: &Path) -> io::Result<Vec<u8>> {
    small(open(path)?)
}

fn small(file: File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(SMALL + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > SMALL {
        let message = format!("is longer than {SMALL} bytes");
        return Err(io::Error::new(io::ErrorKind::InvalidData, message));
    }
    Ok(bytes)
}

/// How a file looks from outside: it differs after any change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    pub bytes: u64,
    pub modified_ns: i64,
    /// Which file it is, and when anything of it was changed: nobody sets that.
    identity: [i64; 4],
}

impl Stamp {
    pub fn of(path: &Path) -> io::Result<Stamp> {
        Ok(Stamp::from(&std::fs::symlink_metadata(path)?))
    }
}

impl From<&Metadata> for Stamp {
    fn from(metadata: &Metadata) -> Self {
        let since = metadata.modified().ok().and_then(|t| t.duration_since(std::time::UNIX_EPOCH).ok());
        let modified_ns = since.and_then(|d| i64::try_from(d.as_nanos()).ok()).unwrap_or(0);
        Stamp { bytes: metadata.len(), modified_ns, identity: identity(metadata) }
    }
}

#[cfg(unix)]
fn identity(metadata: &Metadata) -> [i64; 4] {
    use std::os::unix::fs::MetadataExt;
    [metadata.dev() as i64, metadata.ino() as i64, metadata.ctime(), metadata.ctime_nsec()]
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> [i64; 4] {
    [0; 4]
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    type Result = std::result::Result<(), Box<dyn std::error::Error>>;

    #[test]
    fn a_link_anywhere_in_the_path_is_not_followed() -> Result {
        let folder = tempfile::tempdir()?;
        let root = folder.path().canonicalize()?;
        std::fs::create_dir(root.join("a"))?;
        std::fs::write(root.join("a/x.txt"), "x")?;
        std::os::unix::fs::symlink(root.join("a"), root.join("b"))?;
        std::os::unix::fs::symlink(root.join("a/x.txt"), root.join("y.txt"))?;
        assert!(open(&root.join("a/x.txt")).is_ok());
        for link in ["y.txt", "b/x.txt"] {
            let message = open(&root.join(link)).err().map(|e| e.to_string()).unwrap_or_default();
            assert!(message.contains("link"), "{link}: {message}");
        }
        assert!(open(&root.join("a")).is_err(), "a folder");
        assert!(open(Path::new("/dev/zero")).is_err(), "a device");
        Ok(())
    }

    #[test]
    fn a_change_of_the_same_size_and_time_is_seen() -> Result {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("x.csv");
        std::fs::write(&path, "a,1")?;
        let (before, modified) = (Stamp::of(&path)?, std::fs::metadata(&path)?.modified()?);
        std::thread::sleep(std::time::Duration::from_millis(20));
        std::fs::write(&path, "a,2")?;
        File::options().write(true).open(&path)?.set_modified(modified)?;
        let after = Stamp::of(&path)?;
        assert_eq!((before.bytes, before.modified_ns), (after.bytes, after.modified_ns));
        assert_ne!(before, after);
        Ok(())
    }
}
