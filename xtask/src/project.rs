//! What `gen` keeps up to date: our crate, or a crate of its own elsewhere.

use std::io;
use std::path::{Path, PathBuf};

use icws_codegen::Output;

use crate::arguments::{Elsewhere, Format};
use crate::block::{self, SURFACE};
use crate::dependencies;
use crate::failure::Failure;
use crate::folder;
use crate::plan::{Plan, Present, Wanted, plan};
use crate::specification;
use crate::standalone;
use crate::workspace::{CRATE, SPEC, Workspace};

/// A crate that is generated, wholly or in part. All paths of files are below `base`.
pub(crate) struct Project<'a> {
    workspace: &'a Workspace,
    /// The specification as headers and diagnostics name it, and where it is.
    spec: (String, PathBuf),
    /// The folder that everything is in.
    pub(crate) base: PathBuf,
    /// The folder in which every file is generated.
    generated: String,
    /// The folder for what is under way.
    pub(crate) stage: String,
    /// What to put in front of paths when they are shown.
    shown: String,
    /// The command that brings it up to date.
    pub(crate) command: String,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Ours,
    Standalone,
}

impl<'a> Project<'a> {
    /// The crate in this workspace.
    pub(crate) fn ours(workspace: &'a Workspace) -> Self {
        Self {
            workspace,
            spec: (SPEC.to_owned(), workspace.path(SPEC)),
            base: workspace.root().to_owned(),
            generated: format!("{CRATE}/src/generated"),
            stage: format!("{CRATE}/.xtask-gen"),
            shown: String::new(),
            command: "cargo xtask gen".to_owned(),
            kind: Kind::Ours,
        }
    }

    /// A crate of its own.
    pub(crate) fn standalone(workspace: &'a Workspace, Elsewhere { spec, out }: &Elsewhere) -> Self {
        Self {
            workspace,
            spec: (spec.display().to_string(), spec.clone()),
            base: out.clone(),
            generated: "src".to_owned(),
            stage: ".xtask-gen".to_owned(),
            shown: format!("{}/", out.display().to_string().trim_end_matches('/')),
            command: format!("cargo xtask gen --spec {} --out {}", spec.display(), out.display()),
            kind: Kind::Standalone,
        }
    }

    /// What the specification yields; mistakes in it are shown in that format.
    pub(crate) fn read(&self, format: Format) -> Result<Output, Failure> {
        let (shown, file) = &self.spec;
        specification::read(shown, file, format)
    }

    /// What has to change for that to be there.
    pub(crate) fn plan(&self, output: Output) -> Result<Plan, Failure> {
        let wanted = match self.kind {
            Kind::Ours => wanted(self.workspace, output),
            Kind::Standalone => {
                standalone::refuse_foreign(&self.base)?;
                standalone::wanted(self.workspace, &self.spec.0, output)
            }
        }?;
        let present = self.present(&wanted)?;
        plan(wanted, present).map_err(|foreign| self.in_the_way(&foreign))
    }

    /// A file's path for the user.
    pub(crate) fn show(&self, path: &str) -> String {
        format!("{}{path}", self.shown)
    }

    fn present(&self, wanted: &Wanted) -> Result<Present, Failure> {
        let mut present = folder::files(&self.base, &self.generated)?;
        for path in wanted.maintained.keys() {
            present.extend(folder::read(&self.base.join(path))?.map(|content| (path.clone(), content)));
        }
        Ok(present)
    }

    fn in_the_way(&self, foreign: &[String]) -> Failure {
        let list: String = foreign.iter().map(|path| format!("\n  {}", self.show(path))).collect();
        let folder = self.show(&self.generated);
        Failure::new(format!(
            "error: files are in the way that `cargo xtask gen` did not write:{list}\n\
             help: {folder}/ is for generated files alone: move these out or delete them, then run: {}\n\n\
             nothing was written",
            self.command
        ))
    }
}

/// The files of our crate that are generated, and those with a block that is maintained. All that is wrong with the
/// latter is said at once.
fn wanted(workspace: &Workspace, output: Output) -> Result<Wanted, Failure> {
    let table = format!("\n{}\n", icws_codegen::surface::table(&output.api));
    let mut wanted = Wanted::default();
    let mut mistakes = Vec::new();
    let mut maintain = |path: &str, replace: &dyn Fn(&str) -> Result<String, String>| {
        let replaced = read(&workspace.path(path)).and_then(|text| replace(&text));
        match replaced {
            Ok(text) => drop(wanted.maintained.insert(path.to_owned(), text)),
            Err(mistake) => mistakes.push(format!("error: {path}: {mistake}")),
        }
    };
    let readme =
        |text: &str| block::replace(text, SURFACE, &table).map_err(|malformed| malformed.to_string());
    maintain(&format!("{CRATE}/Cargo.toml"), &|text| dependencies::replace(text, &output.api));
    maintain(&format!("{CRATE}/README.md"), &readme);
    maintain("README.md", &readme);
    if !mistakes.is_empty() {
        return Err(Failure::new(format!("{}\n\nnothing was written", mistakes.join("\n\n"))));
    }
    let files = output.tree.into_iter();
    wanted.generated = files.map(|(path, text)| (format!("{CRATE}/src/generated/{path}"), text)).collect();
    Ok(wanted)
}

/// The file's text. A file that is not there is like an empty one: what it lacks is said then.
fn read(path: &Path) -> Result<String, String> {
    match std::fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        read => read.map_err(|error| error.to_string()),
    }
}
