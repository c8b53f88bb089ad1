//! How several files change together: all of them, or none.
//!
//! No system call replaces more than one file at once. So the file that declares the modules of all others, the root,
//! says while others change that the crate is not whole:
//!
//! 1. All new texts are written into a folder beside, which is what needs space on the disk. Nothing has changed yet.
//! 2. The root is replaced by one that does not compile, and says why.
//! 3. Each file is replaced or removed by one step, if it is still what it was when this was planned.
//! 4. The root is replaced by the new one.
//!
//! If a step fails, those before it are undone. A run that is killed leaves the old files, or the new ones, or a crate
//! that does not compile and says that `cargo xtask gen` makes it whole; that run needs nothing of what the killed one
//! left, since it compares what is there with what is wanted. So nothing is read back that others could have forged.
//!
//! Nothing waits for the disk itself, since that would take most of the time of a run. After a power failure files may
//! be old or empty; `gen` makes that whole, too.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::modules;
use super::plan::{Change, HEADER, Plan};
use crate::support::failure::Failure;
use crate::support::folder::{self, Entry};

/// Changes files of a folder. Texts that are not in their places yet are in a folder below it, the stage.
#[derive(Debug)]
pub(crate) struct Writer<'a> {
    base: &'a Path,
    stage: PathBuf,
    disk: Disk,
    /// The folders that were created, the last one first.
    created: Vec<PathBuf>,
}

/// One file that is replaced, created or removed, if it still has its old content.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Swap<'a> {
    path: &'a str,
    old: Option<&'a [u8]>,
    new: Option<&'a [u8]>,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(base: &'a Path, stage: &str) -> Self {
        Self { base, stage: base.join(stage), disk: Disk::new(), created: Vec::new() }
    }

    /// Whether a run was killed, or is at work.
    pub(crate) fn is_unfinished(&self) -> bool {
        fs::symlink_metadata(&self.stage).is_ok_and(|stage| stage.is_dir()) && !self.staged().is_empty()
    }

    /// Does everything that is planned, or nothing. `command` is what makes whole what cannot be undone.
    pub(crate) fn apply(&mut self, plan: &Plan, command: &str) -> Result<(), Failure> {
        self.clear();
        if plan.changes.is_empty() {
            return Ok(());
        }
        let placeholder = placeholder(&plan.root, command);
        let swaps = swaps(plan, &placeholder);
        let mut done = 0;
        let result = self
            .expect_unchanged(plan)
            .and_then(|()| self.stage(&swaps))
            .and_then(|()| self.swap_all(&swaps, &mut done))
            .map_err(|failure| match self.undo(swaps.get(..done).unwrap_or_default()) {
                Ok(()) => Failure::new(format!("{failure}\n\nnothing was changed")),
                Err(another) => Failure::new(format!(
                    "{failure}\n{another}\nhelp: some files are new and others old, and the crate does not compile: \
                     mend what is said above, then run: {command}"
                )),
            });
        self.clear();
        result
    }

    /// Finds out, before anything changes, what cannot be replaced: what others have changed since it was read, and
    /// names that the system does not take.
    fn expect_unchanged(&self, plan: &Plan) -> Result<(), Failure> {
        let mut changes = plan.changes.iter().chain([&plan.root]);
        changes.try_for_each(|Change { path, old, .. }| self.expect(path, old.as_deref()))
    }

    /// Fails if a file has another content than what was read when this was planned.
    fn expect(&self, path: &str, old: Option<&[u8]>) -> Result<(), Failure> {
        let found = folder::entry(self.base, path)?;
        match found.as_ref().map(Entry::content) {
            None if old.is_none() => Ok(()),
            Some(Some(found)) if Some(found) == old => Ok(()),
            _ => Err(Failure::new(format!(
                "error: somebody else has changed {} meanwhile\nhelp: run it again",
                self.base.join(path).display()
            ))),
        }
    }

    /// Writes all new texts into the stage, each under the number of its swap.
    fn stage(&mut self, swaps: &[Swap<'_>]) -> Result<(), Failure> {
        let is_free = fs::symlink_metadata(&self.stage).map_or(true, |stage| stage.is_dir());
        if !is_free || self.is_unfinished() {
            let stage = self.stage.display();
            return Err(Failure::new(format!("error: {stage} is in the way\nhelp: remove it")));
        }
        self.disk.create_folder(&self.stage)?;
        for (number, swap) in swaps.iter().enumerate() {
            if let Some(text) = swap.new {
                self.disk.write(&self.stage.join(number.to_string()), text)?;
            }
        }
        Ok(())
    }

    /// Counts in `done` how many were made.
    fn swap_all(&mut self, swaps: &[Swap<'_>], done: &mut usize) -> Result<(), Failure> {
        for (number, swap) in swaps.iter().enumerate() {
            self.swap(number, *swap)?;
            *done = number + 1;
        }
        Ok(())
    }

    /// Puts the staged text of that number in its place, or removes the file.
    fn swap(&mut self, number: usize, Swap { path, old, new }: Swap<'_>) -> Result<(), Failure> {
        self.disk.before_step();
        self.expect(path, old)?;
        let target = self.base.join(path);
        let folder = target.parent().unwrap_or(self.base);
        if new.is_none() {
            self.disk.remove_file(&target)?;
            // What stands above a folder that is not empty is not empty either.
            let above = folder.ancestors().take_while(|above| *above != self.base).map(Path::to_owned);
            folder::remove_empty(&above.collect::<Vec<_>>());
            return Ok(());
        }
        let missing = folder::missing(folder);
        if !missing.is_empty() {
            self.created.splice(0..0, missing);
            self.disk.create_folder(folder)?;
        }
        let staged = self.stage.join(number.to_string());
        if let Ok(found) = fs::metadata(&target) {
            let _ = fs::set_permissions(&staged, found.permissions());
        }
        self.disk.rename(&staged, &target)
    }

    /// Takes swaps back, the last one first.
    fn undo(&mut self, swaps: &[Swap<'_>]) -> Result<(), Failure> {
        for (number, Swap { path, old, new }) in swaps.iter().copied().enumerate().rev() {
            if let Some(text) = old {
                self.disk.write(&self.stage.join(number.to_string()), text)?;
            }
            self.swap(number, Swap { path, old: new, new: old })?;
        }
        folder::remove_empty(&self.created);
        Ok(())
    }

    /// Removes what a run puts into the stage, and the stage, if nothing of others is in it.
    fn clear(&self) {
        if self.is_unfinished() {
            self.staged().iter().for_each(|file| drop(fs::remove_file(file)));
        }
        folder::remove_empty(std::slice::from_ref(&self.stage));
    }

    /// The texts in the stage: their names are numbers.
    fn staged(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(&self.stage).into_iter().flatten().flatten();
        let is_staged =
            |name: &std::ffi::OsStr| name.to_str().is_some_and(|name| name.parse::<usize>().is_ok());
        entries.filter(|entry| is_staged(&entry.file_name())).map(|entry| entry.path()).collect()
    }
}

/// The swaps in their order. A run that is killed is followed by one that removes only what some file declares (see
/// [`super::plan`]), so at each moment whatever is there is declared: what nothing generates any more goes before the
/// files that declare it, and what is new comes after them. First of all come new files outside of the root's folder,
/// by their names: `Cargo.toml` says that the folder is ours.
fn swaps<'a>(plan: &'a Plan, placeholder: &'a str) -> Vec<Swap<'a>> {
    let swap = |change: &'a Change| Swap {
        path: &change.path,
        old: change.old.as_deref(),
        new: change.new.as_deref().map(str::as_bytes),
    };
    if let [only] = plan.changes.as_slice() {
        return vec![swap(only)];
    }
    let root = swap(&plan.root);
    let placeholder = Some(placeholder.as_bytes());
    let inside = root.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut swaps: Vec<_> = plan.changes.iter().map(swap).filter(|swap| swap.path != root.path).collect();
    // Those that declare come before what they declare.
    swaps.sort_by_cached_key(|swap| {
        (swap.path.matches('/').count(), !swap.path.ends_with("/mod.rs"), swap.path)
    });
    let (mut outside, mut removed, mut changed, mut added) = (vec![], vec![], vec![], vec![]);
    for swap in swaps {
        match (swap.old, swap.new) {
            (_, None) => removed.push(swap),
            (Some(_), Some(_)) => changed.push(swap),
            (None, Some(_)) if swap.path.starts_with(inside) => added.push(swap),
            (None, Some(_)) => outside.push(swap),
        }
    }
    removed.reverse();
    let first = vec![Swap { new: placeholder, ..root }];
    let last = vec![Swap { old: placeholder, ..root }];
    [outside, first, removed, changed, added, last].concat()
}

/// What stands in the root's place while others change. It declares the modules of before and after, so that none of
/// their files is taken for somebody else's.
fn placeholder(root: &Change, command: &str) -> String {
    let old = root.old.as_deref().map(String::from_utf8_lossy).unwrap_or_default();
    let new = root.new.as_deref().unwrap_or_default();
    let names: BTreeSet<&str> = modules::declared(&old).into_iter().chain(modules::declared(new)).collect();
    let modules: String = names.into_iter().map(|name| format!("mod {name};\n")).collect();
    let error = format!("an interrupted run has left this crate half-written; run: {command}");
    format!("{HEADER}, which was interrupted.\n\ncompile_error!({error:?});\n\n{modules}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(path: &str, [old, new]: [Option<&str>; 2]) -> Change {
        Change { path: path.to_owned(), old: old.map(Into::into), new: new.map(ToOwned::to_owned) }
    }

    const ADDED: [Option<&str>; 2] = [None, Some("new")];
    const CHANGED: [Option<&str>; 2] = [Some("old"), Some("new")];
    const REMOVED: [Option<&str>; 2] = [Some("old"), None];

    #[test]
    fn whatever_is_there_is_declared_at_each_moment() {
        let root = change("s/mod.rs", CHANGED);
        let changes = vec![
            change("s/b/c.rs", ADDED),
            change("s/b/mod.rs", ADDED),
            change("s/a.rs", ADDED),
            change("README.md", CHANGED),
            change("LICENSE", ADDED),
            change("s/e/mod.rs", CHANGED),
            root.clone(),
            change("s/d/f/g.rs", REMOVED),
            change("s/d/mod.rs", REMOVED),
            change("s/d/f.rs", REMOVED),
        ];
        let plan = Plan { changes, root, unchanged: 0 };
        let order: Vec<&str> = swaps(&plan, "half").iter().map(|swap| swap.path).collect();
        let expected = [
            &["LICENSE", "s/mod.rs"][..],
            &["s/d/f/g.rs", "s/d/f.rs", "s/d/mod.rs"],
            &["README.md", "s/e/mod.rs"],
            &["s/a.rs", "s/b/mod.rs", "s/b/c.rs"],
            &["s/mod.rs"],
        ];
        assert_eq!(order, expected.concat());
    }

    #[test]
    fn what_stands_in_the_place_of_the_root_declares_the_modules_of_before_and_after() {
        let root = change("s/mod.rs", [Some("mod a;\nmod b;\n"), Some("pub mod c;\nmod b;\n")]);
        let expected = format!(
            "{HEADER}, which was interrupted.\n\ncompile_error!(\"an interrupted run has left this crate half-written; \
             run: gen \\\"x\\\"\");\n\nmod a;\nmod b;\nmod c;\n"
        );
        assert_eq!(placeholder(&root, "gen \"x\""), expected);
    }
}
