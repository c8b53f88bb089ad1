//! Every step that changes the disk, so that a test can stop a run at each of them.

use std::fs;
use std::io;
use std::path::Path;

use crate::failure::Failure;

/// The disk, and the fault that a test wants: `XTASK_FAULT=abort:3` ends the process before its fourth step, as if it
/// were killed there (exit code 99); `fail:3` lets that step fail, as if the disk were full.
#[derive(Debug)]
pub(crate) struct Disk {
    fault: Option<Fault>,
    steps: u32,
}

#[derive(Debug, PartialEq)]
enum Fault {
    Abort(u32),
    Fail(u32),
}

impl Disk {
    pub(crate) fn new() -> Self {
        Self { fault: std::env::var("XTASK_FAULT").ok().and_then(|fault| Fault::parse(&fault)), steps: 0 }
    }

    /// Creates a folder and those above it.
    pub(crate) fn create_folder(&mut self, path: &Path) -> Result<(), Failure> {
        self.step("cannot create", path, || fs::create_dir_all(path))
    }

    /// Writes a file.
    pub(crate) fn write(&mut self, path: &Path, content: &[u8]) -> Result<(), Failure> {
        self.step("cannot write", path, || fs::write(path, content))
    }

    /// Puts a file in the place of another, at once.
    pub(crate) fn rename(&mut self, from: &Path, to: &Path) -> Result<(), Failure> {
        self.step("cannot replace", to, || fs::rename(from, to))
    }

    pub(crate) fn remove_file(&mut self, path: &Path) -> Result<(), Failure> {
        self.step("cannot remove", path, || fs::remove_file(path))
    }

    pub(crate) fn remove_folder(&mut self, path: &Path) -> Result<(), Failure> {
        self.step("cannot remove", path, || fs::remove_dir_all(path))
    }

    /// Removes a folder if it is empty.
    pub(crate) fn remove_empty(&mut self, path: &Path) -> Result<bool, Failure> {
        self.step("cannot remove", path, || Ok(fs::remove_dir(path).is_ok()))
    }

    fn step<T>(
        &mut self,
        doing: &str,
        path: &Path,
        act: impl FnOnce() -> io::Result<T>,
    ) -> Result<T, Failure> {
        let done = self.steps;
        self.steps += 1;
        match self.fault {
            Some(Fault::Abort(steps)) if steps == done => std::process::exit(99),
            Some(Fault::Fail(steps)) if steps == done => Err(io::ErrorKind::StorageFull.into()),
            _ => act(),
        }
        .map_err(|error| Failure::io(doing, path, &error))
    }
}

impl Fault {
    fn parse(text: &str) -> Option<Self> {
        match text.split_once(':')? {
            ("abort", steps) => steps.parse().ok().map(Self::Abort),
            ("fail", steps) => steps.parse().ok().map(Self::Fail),
            _ => None,
        }
    }
}
