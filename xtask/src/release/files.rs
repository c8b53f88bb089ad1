//! The files of a release, which are written together or not at all.

use std::fs;
use std::path::PathBuf;

use crate::support::failure::Failure;
use crate::support::workspace::Workspace;

/// Files as they are and as they have to be.
pub(super) struct Files<'a> {
    workspace: &'a Workspace,
    list: Vec<EditedFile>,
}

struct EditedFile {
    path: String,
    /// Nothing where there is no such file.
    old: Option<String>,
    new: String,
}

impl<'a> Files<'a> {
    pub(super) fn new(workspace: &'a Workspace) -> Self {
        Self { workspace, list: Vec::new() }
    }

    /// Plans an edit of a file. One that is not there is like an empty one.
    pub(super) fn edit(
        &mut self,
        path: &str,
        edit: impl FnOnce(&str) -> Result<String, String>,
    ) -> Result<(), Failure> {
        let old = self.read(path)?;
        let new = edit(old.as_deref().unwrap_or_default())
            .map_err(|mistake| Failure::new(format!("error: {path}: {mistake}\n\nnothing was written")))?;
        self.list.push(EditedFile { path: path.to_owned(), old, new });
        Ok(())
    }

    /// The paths of all.
    pub(super) fn paths(&self) -> Vec<&str> {
        self.list.iter().map(|file| file.path.as_str()).collect()
    }

    /// The paths of those that will differ.
    pub(super) fn changed(&self) -> Vec<&str> {
        self.to_write().map(|file| file.path.as_str()).collect()
    }

    fn to_write(&self) -> impl Iterator<Item = &EditedFile> {
        self.list.iter().filter(|file| file.old.as_ref() != Some(&file.new))
    }

    /// Writes what differs. If one cannot be written, or has been edited meanwhile, all are as they were.
    pub(super) fn write(&self) -> Result<(), Failure> {
        for file in &self.list {
            if self.read(&file.path)? != file.old {
                return Err(Failure::new(format!(
                    "error: {} has been edited meanwhile\nhelp: run the command again\n\nnothing was written",
                    file.path
                )));
            }
        }
        for file in self.to_write() {
            let path = self.path(file);
            if let Err(error) = fs::write(&path, &file.new) {
                self.restore();
                return Err(Failure::io("cannot write", &path, &error));
            }
        }
        Ok(())
    }

    /// Makes them what they were, but for what somebody else has edited since.
    pub(super) fn restore(&self) {
        for file in self.to_write() {
            if self.read(&file.path).ok().flatten().as_ref() != Some(&file.new) {
                continue;
            }
            let _ = match &file.old {
                Some(old) => fs::write(self.path(file), old),
                None => fs::remove_file(self.path(file)),
            };
        }
    }

    fn path(&self, file: &EditedFile) -> PathBuf {
        self.workspace.path(&file.path)
    }

    fn read(&self, path: &str) -> Result<Option<String>, Failure> {
        let path = self.workspace.path(path);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Failure::io("cannot read", &path, &error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io;

    use super::Files;
    use crate::support::workspace::Workspace;

    /// A workspace of two files of its own.
    fn workspace(name: &str) -> io::Result<Workspace> {
        let workspace = Workspace::at(Workspace::own().target().join("release-files").join(name));
        fs::create_dir_all(workspace.root())?;
        ["a", "b"].iter().try_for_each(|file| fs::write(workspace.path(file), "old"))?;
        Ok(workspace)
    }

    fn planned(workspace: &Workspace) -> Files<'_> {
        let mut files = Files::new(workspace);
        for file in ["a", "b"] {
            assert!(files.edit(file, |_| Ok("new".to_owned())).is_ok());
        }
        files
    }

    fn texts(workspace: &Workspace) -> io::Result<[String; 2]> {
        Ok([fs::read_to_string(workspace.path("a"))?, fs::read_to_string(workspace.path("b"))?])
    }

    #[test]
    fn what_is_edited_meanwhile_is_not_overwritten() -> io::Result<()> {
        let workspace = workspace("written")?;
        let files = planned(&workspace);
        fs::write(workspace.path("b"), "edited")?;
        assert!(files.write().is_err());
        assert_eq!(texts(&workspace)?, ["old", "edited"]);
        Ok(())
    }

    #[test]
    fn what_is_edited_after_it_was_written_is_not_restored() -> io::Result<()> {
        let workspace = workspace("restored")?;
        let files = planned(&workspace);
        assert!(files.write().is_ok());
        assert_eq!(texts(&workspace)?, ["new", "new"]);
        fs::write(workspace.path("b"), "edited")?;
        files.restore();
        assert_eq!(texts(&workspace)?, ["old", "edited"]);
        Ok(())
    }
}
