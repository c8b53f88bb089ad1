//! Reading folders, without following links out of them and without opening what is no file.

use std::collections::BTreeMap;
use std::fs::{self, FileType, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use super::failure::Failure;

/// What is in a place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Entry {
    File(Vec<u8>),
    Folder,
    /// Neither: "a symbolic link", for example. Nobody opens it, since a pipe would keep us waiting.
    Other(&'static str),
}

/// What is in some places, by their paths with slashes.
pub(crate) type Entries = BTreeMap<String, Entry>;

/// Everything below a folder of `base`, by its path below `base`. Files and folders whose names begin with a dot are the
/// editor's or the system's and are left out; a folder that is not there has nothing in it.
pub(crate) fn entries(base: &Path, folder: &str) -> Result<Entries, Failure> {
    let mut entries = Entries::new();
    let mut folders = match entry(base, folder)? {
        None => Vec::new(),
        Some(Entry::Folder) => vec![folder.to_owned()],
        Some(_) => return Err(no_folder(&base.join(folder))),
    };
    while let Some(folder) = folders.pop() {
        for (name, kind) in listed(&base.join(&folder))? {
            let Ok(name) = name.into_string().map_err(|name| {
                let path = format!("{folder}/{}", name.to_string_lossy());
                entries.insert(path, Entry::Other("a name that is not UTF-8"));
            }) else {
                continue;
            };
            let path = format!("{folder}/{name}");
            if name.starts_with('.') {
                continue;
            }
            if kind.is_dir() {
                folders.push(path.clone());
            }
            let entry = read(&base.join(&path), kind)?;
            entries.extend(entry.map(|entry| (path, entry)));
        }
    }
    Ok(entries)
}

/// What is at a path below `base`, if anything is. A link among the folders on the way there leads out of `base`, and is
/// an error.
pub(crate) fn entry(base: &Path, path: &str) -> Result<Option<Entry>, Failure> {
    let mut place = base.to_owned();
    let mut names = path.split('/').peekable();
    while let Some(name) = names.next() {
        place.push(name);
        let Some(kind) = kind(&place)? else { return Ok(None) };
        if names.peek().is_none() {
            return read(&place, kind);
        } else if !kind.is_dir() {
            return Err(no_folder(&place));
        }
    }
    Ok(Some(Entry::Folder))
}

/// Whether there is anything in a folder, other than what has a name that begins with a dot, and empty folders.
pub(crate) fn has_files(folder: &Path) -> Result<bool, Failure> {
    let mut folders = vec![folder.to_owned()];
    while let Some(path) = folders.pop() {
        for (name, kind) in listed(&path)? {
            match path.join(&name) {
                _ if name.to_string_lossy().starts_with('.') => {}
                below if kind.is_dir() => folders.push(below),
                _ => return Ok(true),
            }
        }
    }
    Ok(false)
}

/// The file's text; it must be there.
pub(crate) fn text(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::io("cannot read", path, &error))
}

/// The folders on the way to a path that are not there, the path first.
pub(crate) fn missing(path: &Path) -> Vec<PathBuf> {
    let ancestors = path.ancestors().take_while(|ancestor| !ancestor.as_os_str().is_empty());
    ancestors.take_while(|ancestor| !ancestor.exists()).map(Path::to_owned).collect()
}

/// Removes those of some folders that are empty.
pub(crate) fn remove_empty(folders: &[PathBuf]) {
    for folder in folders {
        let _ = fs::remove_dir(folder);
    }
}

/// The names in a folder, with what they are; none if it is not there.
fn listed(folder: &Path) -> Result<Vec<(std::ffi::OsString, FileType)>, Failure> {
    let failed = |error| Failure::io("cannot read", folder, &error);
    match fs::read_dir(folder) {
        Ok(entries) => entries
            .map(|entry| entry.and_then(|entry| Ok((entry.file_name(), entry.file_type()?))))
            .collect::<io::Result<_>>()
            .map_err(failed),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(failed(error)),
    }
}

/// What is there itself: a link is not what it leads to.
fn kind(path: &Path) -> Result<Option<FileType>, Failure> {
    match fs::symlink_metadata(path).as_ref().map(Metadata::file_type) {
        Ok(kind) => Ok(Some(kind)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::io("cannot read", path, error)),
    }
}

fn read(path: &Path, kind: FileType) -> Result<Option<Entry>, Failure> {
    if kind.is_dir() {
        Ok(Some(Entry::Folder))
    } else if kind.is_symlink() {
        Ok(Some(Entry::Other("a symbolic link")))
    } else if !kind.is_file() {
        Ok(Some(Entry::Other("a pipe or a device")))
    } else {
        match fs::read(path) {
            Ok(content) => Ok(Some(Entry::File(content))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Failure::io("cannot read", path, &error)),
        }
    }
}

fn no_folder(path: &Path) -> Failure {
    Failure::new(format!(
        "error: {} is not a folder, but a file or a symbolic link\nhelp: remove it, or put a folder in its \
         place\n\nnothing was written",
        path.display()
    ))
}

impl Entry {
    /// The content, if it is a file.
    pub(crate) fn content(&self) -> Option<&[u8]> {
        match self {
            Self::File(content) => Some(content),
            Self::Folder | Self::Other(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A name that is too long for any file, so that nobody can tell whether there is one.
    #[test]
    fn what_cannot_be_looked_at_is_not_missing() {
        let (base, name) = (Path::new(env!("CARGO_MANIFEST_DIR")), "x".repeat(5000));
        assert!(entry(base, &name).is_err() && entries(base, &name).is_err());
        assert!(has_files(&base.join(&name)).is_err());
        assert!(matches!(entry(base, "nothing"), Ok(None)));
        assert!(matches!(has_files(&base.join("nothing")), Ok(false)));
    }

    /// It may be removed after it was listed. Nothing can be below a file.
    #[test]
    fn what_is_gone_meanwhile_is_missing_and_what_cannot_be_read_is_not() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let is_file = kind(&file).ok().flatten().expect("it is there");
        assert_eq!(read(&file.with_file_name("nothing"), is_file), Ok(None));
        assert!(read(&file.join("below"), is_file).is_err());
    }
}
