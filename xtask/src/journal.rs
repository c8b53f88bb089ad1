//! All or nothing: how several files in several folders change together.
//!
//! No system call replaces more than one file at once, and swapping a folder by two renames leaves a moment without
//! it. So the new files are first written into a folder beside the crate, on the same file system, and then a journal
//! that names the renames and removals to come. Renaming the journal into its place is the decision:
//!
//! - stopped before, the tree is the old one, and the next command clears the folder away;
//! - stopped after, the next command of any kind finishes what the journal names, before it does anything else.
//!
//! What needs space on the disk (files, folders) is done before the decision; renames and removals need none. So a
//! command of ours finds the old tree or the new one. Somebody else who looks in the few hundred microseconds of the
//! renames, or after a run was stopped in exactly these, can find some files new and others old; each file is whole.
//!
//! Nothing waits for the disk itself, since that would take most of the time of a run. After a power failure the tree
//! may be a mixture, or have empty files; `gen` compares what is there, and makes it whole.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::disk::Disk;
use crate::failure::Failure;
use crate::plan::{Change, Plan};

/// The first line, for whoever changes the format.
const FORMAT: &str = "cargo xtask gen, journal 1";

/// A folder whose files change together, held against other runs.
pub(crate) struct Journal {
    base: PathBuf,
    stage: PathBuf,
    disk: Disk,
    _lock: Option<File>,
}

/// One thing to do. The fingerprint is that of the file as it was when this was decided: what somebody has edited since
/// is left alone.
#[derive(Debug, PartialEq)]
enum Entry {
    Replace { staged: usize, old: Fingerprint, path: String },
    Remove { old: Fingerprint, path: String },
}

/// What a file contains, `None` if there is none.
type Fingerprint = Option<u64>;

impl Journal {
    /// Opens the folder `base`, in which `stage` is the folder for what is under way.
    pub(crate) fn open(base: &Path, stage: &str) -> Result<Self, Failure> {
        let stage = base.join(stage);
        let lock = stage.parent().and_then(|folder| File::open(folder).ok());
        if let Some(folder) = &lock {
            wait(folder).map_err(|error| Failure::io("cannot lock", base, &error))?;
        }
        Ok(Self { base: base.to_owned(), stage, disk: Disk::new(), _lock: lock })
    }

    /// Finishes a run that was stopped, or clears it away; yields the number of files that it has changed.
    pub(crate) fn finish_interrupted(&mut self) -> Result<Option<usize>, Failure> {
        if !self.stage.exists() { Ok(None) } else { self.finish().map(Some) }
    }

    /// Does everything that is planned, or nothing.
    pub(crate) fn apply(&mut self, plan: &Plan) -> Result<(), Failure> {
        if plan.changes.is_empty() {
            return Ok(());
        }
        if let Err(failure) = self.decide(plan) {
            let _ = fs::remove_dir_all(&self.stage);
            return Err(Failure::new(format!("{failure}\n\nnothing was changed")));
        }
        self.finish().map(drop)
    }

    fn decide(&mut self, plan: &Plan) -> Result<(), Failure> {
        self.disk.create_folder(&self.stage)?;
        let mut journal = format!("{FORMAT}\n");
        for (number, Change { path, old, new }) in plan.changes.iter().enumerate() {
            let (old, path) = (old.as_deref().map(fingerprint), path.clone());
            let entry = match new {
                Some(text) => {
                    self.disk.write(&self.stage.join(number.to_string()), text.as_bytes())?;
                    self.create_folder_of(&path)?;
                    Entry::Replace { staged: number, old, path }
                }
                None => Entry::Remove { old, path },
            };
            journal.push_str(&entry.line());
        }
        let draft = self.stage.join("draft");
        self.disk.write(&draft, journal.as_bytes())?;
        self.disk.rename(&draft, &self.journal())
    }

    /// Does what the journal names, as far as it is not done yet. Without a journal, nothing was decided.
    fn finish(&mut self) -> Result<usize, Failure> {
        let text = match fs::read_to_string(self.journal()) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(Failure::io("cannot read", &self.journal(), &error)),
        };
        let mut count = 0;
        if !text.is_empty() {
            let entries = parse(&text).ok_or_else(|| self.unreadable())?;
            count = self.replay(&entries).map_err(|failure| {
                Failure::new(format!(
                    "{failure}\nhelp: mend that, then run: cargo xtask gen, which does the rest"
                ))
            })?;
            self.disk.remove_file(&self.journal())?;
        }
        self.disk.remove_folder(&self.stage)?;
        Ok(count)
    }

    fn replay(&mut self, entries: &[Entry]) -> Result<usize, Failure> {
        let mut count = 0;
        for entry in entries {
            count += usize::from(self.replay_one(entry)?);
        }
        Ok(count)
    }

    /// Yields whether there was something to do.
    fn replay_one(&mut self, entry: &Entry) -> Result<bool, Failure> {
        let target = self.base.join(entry.path());
        match entry {
            Entry::Replace { staged, old, .. } => {
                let staged = self.stage.join(staged.to_string());
                let is_due = staged.exists() && now(&target)? == *old;
                if is_due {
                    self.create_folder_of(entry.path())?;
                    self.disk.rename(&staged, &target)?;
                }
                Ok(is_due)
            }
            Entry::Remove { old, .. } => {
                let is_due = old.is_some() && now(&target)? == *old;
                if is_due {
                    self.disk.remove_file(&target)?;
                    let mut folder = target.parent();
                    while let Some(empty) = folder.filter(|folder| *folder != self.base) {
                        folder = if self.disk.remove_empty(empty)? { empty.parent() } else { None };
                    }
                }
                Ok(is_due)
            }
        }
    }

    fn create_folder_of(&mut self, path: &str) -> Result<(), Failure> {
        match self.folder_of(path) {
            Some(folder) if !folder.exists() => self.disk.create_folder(&folder),
            _ => Ok(()),
        }
    }

    fn folder_of(&self, path: &str) -> Option<PathBuf> {
        self.base.join(path).parent().map(Path::to_owned)
    }

    fn journal(&self) -> PathBuf {
        self.stage.join("journal")
    }

    fn unreadable(&self) -> Failure {
        let stage = self.stage.display();
        Failure::new(format!(
            "error: an interrupted run left a journal that cannot be read\nhelp: remove {stage}"
        ))
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

impl Entry {
    fn path(&self) -> &str {
        match self {
            Self::Replace { path, .. } | Self::Remove { path, .. } => path,
        }
    }

    fn line(&self) -> String {
        let old = |old: &Fingerprint| old.map_or_else(|| "none".to_owned(), |old| format!("{old:016x}"));
        match self {
            Self::Replace { staged, old: before, path } => {
                format!("replace {staged} {} {path}\n", old(before))
            }
            Self::Remove { old: before, path } => format!("remove - {} {path}\n", old(before)),
        }
    }
}

fn parse(text: &str) -> Option<Vec<Entry>> {
    let mut lines = text.lines();
    lines.next().filter(|line| *line == FORMAT)?;
    lines.map(parse_line).collect()
}

fn parse_line(line: &str) -> Option<Entry> {
    let mut words = line.splitn(4, ' ');
    let (kind, staged, old, path) = (words.next()?, words.next()?, words.next()?, words.next()?.to_owned());
    let old = if old == "none" { None } else { Some(u64::from_str_radix(old, 16).ok()?) };
    match kind {
        "replace" => Some(Entry::Replace { staged: staged.parse().ok()?, old, path }),
        "remove" => Some(Entry::Remove { old, path }),
        _ => None,
    }
}

fn now(path: &Path) -> Result<Fingerprint, Failure> {
    match fs::read(path) {
        Ok(content) => Ok(Some(fingerprint(&content))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::io("cannot read", path, &error)),
    }
}

/// FNV-1a, because it must not differ between two builds of this program, as the standard hash may.
fn fingerprint(content: &[u8]) -> u64 {
    let fold = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    content.iter().fold(0xcbf2_9ce4_8422_2325, fold)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_survive_the_journal() {
        let entries = [
            Entry::Replace { staged: 12, old: None, path: "a b/c.rs".to_owned() },
            Entry::Replace { staged: 0, old: Some(7), path: "d".to_owned() },
            Entry::Remove { old: Some(u64::MAX), path: "e/f".to_owned() },
        ];
        let text: String = entries.iter().map(Entry::line).collect();
        assert_eq!(parse(&format!("{FORMAT}\n{text}")).as_deref(), Some(entries.as_slice()));
        assert_eq!(parse("another format\n"), None);
        assert_eq!(parse(&format!("{FORMAT}\nreplace x none y\n")), None);
    }

    #[test]
    fn fingerprints_are_those_of_fnv() {
        assert_eq!(fingerprint(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fingerprint(b"a"), 0xaf63_dc4c_8601_ec8c);
    }
}
