//! Every step that changes the disk, so that a test can stop a run at each of them.

use std::fs;
use std::io;
use std::path::Path;

use crate::support::failure::Failure;

/// The disk, and the fault that a test wants: `XTASK_FAULT=abort:3` ends the process before its fourth step, as if it
/// were killed there (exit code 99); `fail:3` lets that step fail, as if the disk were full; `wait:3` waits there until
/// standard input ends.
#[derive(Debug)]
pub(crate) struct Disk {
    fault: Option<Fault>,
    steps: u32,
}

#[derive(Debug, PartialEq)]
enum Fault {
    Abort(u32),
    Fail(u32),
    Wait(u32),
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

    /// Lets the fault happen, if it is due. What has to hold for the next step is looked at after this.
    pub(crate) fn before_step(&self) {
        match self.fault {
            Some(Fault::Wait(steps)) if steps == self.steps => {
                drop(io::copy(&mut io::stdin(), &mut io::sink()))
            }
            Some(Fault::Abort(steps)) if steps == self.steps => std::process::exit(99),
            _ => {}
        }
    }

    fn step<T>(
        &mut self,
        doing: &str,
        path: &Path,
        act: impl FnOnce() -> io::Result<T>,
    ) -> Result<T, Failure> {
        self.before_step();
        let done = self.steps;
        self.steps += 1;
        let result = match self.fault {
            Some(Fault::Fail(steps)) if steps == done => Err(io::ErrorKind::StorageFull.into()),
            _ => act(),
        };
        result.map_err(|error| Failure::io(doing, path, &error))
    }
}

impl Fault {
    fn parse(text: &str) -> Option<Self> {
        match text.split_once(':')? {
            ("abort", steps) => steps.parse().ok().map(Self::Abort),
            ("fail", steps) => steps.parse().ok().map(Self::Fail),
            ("wait", steps) => steps.parse().ok().map(Self::Wait),
            _ => None,
        }
    }
}
