//! A folder that one run at a time may change. The operating system releases it when the run ends, however it ends.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::support::failure::Failure;
use crate::support::folder;

/// How often a folder is created again that others remove meanwhile.
const ATTEMPTS: u32 = 100;

/// The folder, held against other runs. If it was created for this and is still empty at the end, it is removed.
pub(crate) struct Lock {
    created: Vec<PathBuf>,
    _folder: Option<File>,
}

impl Lock {
    /// Waits for those who change the folder, if it is there.
    pub(crate) fn of_reader(folder: &Path) -> Result<Self, Failure> {
        // A pipe would keep us waiting.
        let file = if folder.is_dir() { File::open(folder).ok() } else { None };
        file.as_ref().map_or(Ok(()), wait).map_err(|error| Failure::io("cannot lock", folder, &error))?;
        Ok(Self { created: Vec::new(), _folder: file })
    }

    /// Waits for others, too. The folder is created first: one that is not there cannot be held.
    pub(crate) fn of_writer(folder: &Path) -> Result<Self, Failure> {
        let mut lock = Self { created: Vec::new(), _folder: None };
        for _ in 0..ATTEMPTS {
            lock.created.extend(folder::missing(folder));
            match fs::create_dir_all(folder) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(Failure::io("cannot create", folder, &error));
                }
                _ => {}
            }
            // Windows opens no folders, and so there are no locks.
            let Ok(file) = File::open(folder) else {
                if folder.is_dir() { return Ok(lock) } else { continue }
            };
            wait(&file).map_err(|error| Failure::io("cannot lock", folder, &error))?;
            if is_at(&file, folder) {
                lock._folder = Some(file);
                return Ok(lock);
            }
        }
        Err(Failure::new(format!("error: somebody else keeps removing {}", folder.display())))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        folder::remove_empty(&self.created);
    }
}

/// Waits for other runs. Where there are no locks, there is no waiting.
fn wait(folder: &File) -> io::Result<()> {
    match folder.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => folder.lock(),
        Err(TryLockError::Error(_)) => Ok(()),
    }
}

/// Whether the folder is still there: whoever held it before may have removed it, and a third one created it again.
#[cfg(unix)]
fn is_at(held: &File, folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |found: fs::Metadata| (found.dev(), found.ino());
    let [held, there] = [held.metadata(), fs::metadata(folder)].map(|found| found.ok().map(identity));
    held == there
}

#[cfg(not(unix))]
fn is_at(_held: &File, folder: &Path) -> bool {
    folder.is_dir()
}
