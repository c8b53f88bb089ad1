//! A copy of the whole workspace, on which cargo goes on with what the commands have made of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::Result;
use crate::sandbox::{Run, root};

pub(crate) const SPEC: &str = "spec/dialer.yaml";

/// The oldest and the newest version of the dialer that our specification declares.
pub(crate) fn ladder(spec: &str) -> Result<[u32; 2]> {
    ladder_of(spec, "dialer")
}

/// The feature that is declared first, which is on by default, and the same of it.
pub(crate) fn first_ladder(spec: &str) -> Result<(String, [u32; 2])> {
    let (_, declared) = spec.split_once("\nx-features: { ").ok_or("no ladder")?;
    let (name, _) = declared.split_once(':').ok_or("no name")?;
    Ok((name.to_owned(), ladder_of(spec, name)?))
}

/// The same of any feature.
fn ladder_of(spec: &str, feature: &str) -> Result<[u32; 2]> {
    let (_, declared) = spec.split_once(&format!("{feature}: {{ oldest: ")).ok_or("no ladder")?;
    let (oldest, declared) = declared.split_once(", newest: ").ok_or("no newest")?;
    let (newest, _) = declared.split_once(' ').ok_or("no end")?;
    Ok([oldest.parse()?, newest.parse()?])
}

/// A copy of this workspace as it is in the working tree.
pub(crate) struct Clone {
    pub(crate) root: PathBuf,
}

impl Clone {
    pub(crate) fn new(name: &str) -> Result<Self> {
        let ours = root();
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        if root.exists() {
            fs::remove_dir_all(&root)?;
        }
        let mut folders = vec![PathBuf::new()];
        while let Some(folder) = folders.pop() {
            fs::create_dir_all(root.join(&folder))?;
            for entry in fs::read_dir(ours.join(&folder))? {
                let entry = entry?;
                let name = entry.file_name();
                let below = folder.join(&name);
                match entry.file_type()? {
                    kind if kind.is_dir()
                        && !["target", ".git", ".cache"].iter().any(|other| name == *other) =>
                    {
                        folders.push(below);
                    }
                    kind if kind.is_file() => drop(fs::copy(entry.path(), root.join(below))?),
                    _ => {}
                }
            }
        }
        Ok(Self { root })
    }

    /// Edits the specification, and generates.
    pub(crate) fn gen_with(&self, edit: impl Fn(&str) -> String) -> Result {
        let spec = self.root.join(SPEC);
        fs::write(&spec, edit(&fs::read_to_string(&spec)?))?;
        self.gen_again()
    }

    pub(crate) fn gen_again(&self) -> Result {
        let run = self.xtask(&["gen"])?;
        assert_eq!(run.code, Some(0), "{run:?}");
        Ok(())
    }

    pub(crate) fn xtask(&self, arguments: &[&str]) -> Result<Run> {
        let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"));
        xtask.args(arguments).arg("--root").arg(&self.root).current_dir(&self.root);
        Ok(Run::of(xtask.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?)?)
    }

    /// What cargo says about the workspace if it cannot resolve it, or if its lock file does not fit; or nothing.
    pub(crate) fn complaint(&self) -> Result<String> {
        let output = self.cargo(&["update", "--quiet", "--workspace", "--offline", "--locked"])?;
        if output.status.success() { Ok(String::new()) } else { Ok(String::from_utf8(output.stderr)?) }
    }

    /// Lets the lock file fit what is generated, as `gen` advises.
    pub(crate) fn lock(&self) -> Result {
        let output = self.cargo(&["update", "--quiet", "--workspace", "--offline"])?;
        assert!(output.status.success(), "{output:?}");
        Ok(())
    }

    fn cargo(&self, arguments: &[&str]) -> Result<Output> {
        Ok(Command::new(env!("CARGO")).args(arguments).current_dir(&self.root).output()?)
    }

    pub(crate) fn resolves(&self) -> Result {
        assert_eq!(self.complaint()?, "");
        Ok(())
    }

    pub(crate) fn write(&self, path: &str, text: &str) -> Result {
        Ok(fs::write(self.root.join(path), text)?)
    }

    pub(crate) fn read(&self, path: &str) -> Result<String> {
        Ok(fs::read_to_string(self.root.join(path))?)
    }
}
