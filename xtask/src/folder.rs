//! Reading folders.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use crate::failure::Failure;

/// Every file below a folder of `base`, by its path below `base`, with slashes. Files whose names begin with a dot are
/// the editor's or the system's and are left out; a folder that is not there has no files.
pub(crate) fn files(base: &Path, folder: &str) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let path = base.join(&folder);
        let entries = match fs::read_dir(&path) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(Failure::io("cannot read", &path, &error)),
        };
        for entry in entries {
            let entry = entry.map_err(|error| Failure::io("cannot read", &path, &error))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let below = format!("{folder}/{name}");
            let kind =
                entry.file_type().map_err(|error| Failure::io("cannot read", &entry.path(), &error))?;
            if name.starts_with('.') {
                continue;
            } else if kind.is_dir() {
                folders.push(below);
            } else {
                // A link is read as the link that it is, and so is a file that we did not write.
                let content = if kind.is_file() { read(&entry.path())? } else { Some(Vec::new()) };
                files.extend(content.map(|content| (below, content)));
            }
        }
    }
    Ok(files)
}

/// Whether there is a file in a folder or below it, other than those whose names begin with a dot.
pub(crate) fn has_files(folder: &Path) -> Result<bool, Failure> {
    let mut folders = vec![folder.to_owned()];
    while let Some(path) = folders.pop() {
        let entries = match fs::read_dir(&path) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(Failure::io("cannot read", &path, &error)),
        };
        for entry in entries {
            let entry = entry.map_err(|error| Failure::io("cannot read", &path, &error))?;
            match entry.path() {
                _ if entry.file_name().to_string_lossy().starts_with('.') => {}
                below if below.is_dir() => folders.push(below),
                _ => return Ok(true),
            }
        }
    }
    Ok(false)
}

/// The file's content, if there is such a file.
pub(crate) fn read(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match fs::read(path) {
        Ok(content) => Ok(Some(content)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::io("cannot read", path, &error)),
    }
}

/// The file's text; it must be there.
pub(crate) fn text(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::io("cannot read", path, &error))
}
