//! What `gen` keeps up to date: our crate, or a crate of its own elsewhere.

use std::path::PathBuf;

use icws_codegen::Output;
use icws_codegen::ir::{Api, Feature};

use super::Elsewhere;
use super::block::{self, SURFACE};
use super::dependencies;
use super::ladder;
use super::plan::{Foreign, LEFT_BEHIND, Plan, Wanted, compare};
use super::specification::{self, Refusal};
use super::standalone;
use crate::support::failure::Failure;
use crate::support::folder::{self, Entries, Entry};
use crate::support::workspace::{CRATE, PACKAGE, SPEC, Workspace};

/// A crate that is generated, wholly or in part. All paths of files are below `base`.
pub(crate) struct Project<'a> {
    workspace: &'a Workspace,
    /// Where the specification is.
    spec: PathBuf,
    /// What diagnostics call it, and what headers do.
    spec_shown: String,
    spec_header: String,
    /// The folder that everything is in.
    pub(crate) base: PathBuf,
    /// The folder in which every file is generated, and the file in it that declares the modules of all others.
    generated: String,
    root: String,
    /// The folder for what is under way.
    pub(crate) stage: String,
    /// What to put in front of paths when they are shown.
    shown: String,
    /// The command that brings it up to date.
    pub(crate) command: String,
    kind: Kind,
}

#[derive(Clone, PartialEq)]
enum Kind {
    Ours,
    Standalone { name: Option<String>, tags: Vec<String> },
}

impl<'a> Project<'a> {
    /// The crate in this workspace.
    pub(crate) fn ours(workspace: &'a Workspace) -> Self {
        Self {
            workspace,
            spec: workspace.path(SPEC),
            spec_shown: SPEC.to_owned(),
            spec_header: SPEC.to_owned(),
            base: workspace.root().to_owned(),
            generated: format!("{CRATE}/src/generated"),
            root: format!("{CRATE}/src/generated/mod.rs"),
            stage: format!("{CRATE}/.xtask-gen"),
            shown: String::new(),
            command: "cargo xtask gen".to_owned(),
            kind: Kind::Ours,
        }
    }

    /// A crate of its own.
    pub(crate) fn standalone(workspace: &'a Workspace, elsewhere: &Elsewhere) -> Result<Self, Failure> {
        let Elsewhere { spec, out, name, tags } = elsewhere;
        standalone::refuse_place(workspace, out)?;
        let (spec_shown, out_shown) = (spec.display().to_string(), out.display().to_string());
        let named = name.as_ref().map(|name| format!(" --name {name}")).unwrap_or_default();
        // Tags may have spaces.
        let tagged = if tags.is_empty() { String::new() } else { format!(" --tags '{}'", tags.join(",")) };
        Ok(Self {
            workspace,
            command: format!("cargo xtask gen --spec {spec_shown} --out {out_shown}{named}{tagged}"),
            spec: spec.clone(),
            spec_shown,
            // Headers are the same from wherever it is called, and however the way to the file is written.
            spec_header: spec.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            base: out.clone(),
            generated: "src".to_owned(),
            root: "src/lib.rs".to_owned(),
            stage: ".xtask-gen".to_owned(),
            shown: format!("{}/", out_shown.trim_end_matches('/')),
            kind: Kind::Standalone { name: name.clone(), tags: tags.clone() },
        })
    }

    /// Whether it is the crate in this workspace.
    pub(crate) fn is_ours(&self) -> bool {
        self.kind == Kind::Ours
    }

    /// The folder that is held while files are compared and changed.
    pub(crate) fn held(&self) -> PathBuf {
        let stage = self.base.join(&self.stage);
        stage.parent().map_or_else(|| self.base.clone(), ToOwned::to_owned)
    }

    /// What the specification yields.
    pub(crate) fn output(&self) -> Result<Output, Refusal> {
        let (file, shown, header) = (&self.spec, &self.spec_shown, &self.spec_header);
        match &self.kind {
            Kind::Ours => specification::read(file, shown, header, Some(PACKAGE)),
            Kind::Standalone { name, tags } if tags.is_empty() => {
                specification::read(file, shown, header, name.as_deref())
            }
            Kind::Standalone { name, tags } => specification::generated(file, shown, |spec| {
                icws_codegen::generate_part(spec, header, name.as_deref(), tags)
            }),
        }
    }

    /// What has to change. Each file is read here, once, and what is planned for it holds for what was read.
    pub(crate) fn plan(&self, output: Output) -> Result<Plan, Failure> {
        let mut present = folder::entries(&self.base, &self.generated)?;
        let wanted: Result<Wanted, Failure> = match &self.kind {
            Kind::Ours => {
                self.add(&mut present, &MAINTAINED.map(|(path, _)| path))?;
                self.add(&mut present, &[DIALECT])?;
                let features = output.api.features.clone();
                let mut wanted = wanted(&present, output)?;
                self.add_pages(&mut present, &mut wanted, &features)?;
                Ok(wanted)
            }
            Kind::Standalone { .. } => {
                standalone::refuse_foreign(&self.base)?;
                self.add(&mut present, &standalone::MAINTAINED)?;
                let (header, folder) = (self.spec_header.as_str(), self.base.as_path());
                let target = standalone::Target { header, folder };
                let mut wanted = standalone::wanted(self.workspace, output, target)?;
                standalone::leave_others(&mut wanted, &mut present);
                Ok(wanted)
            }
        };
        compare(wanted?, present, &self.root).map_err(|foreign| self.in_the_way(&foreign))
    }

    /// A file's path for the user.
    pub(crate) fn show(&self, path: &str) -> String {
        format!("{}{path}", self.shown)
    }

    fn add(&self, present: &mut Entries, paths: &[&str]) -> Result<(), Failure> {
        for path in paths {
            present.extend(folder::entry(&self.base, path)?.map(|entry| ((*path).to_owned(), entry)));
        }
        Ok(())
    }

    /// Adds the pages that name a version which is gone.
    fn add_pages(
        &self,
        present: &mut Entries,
        wanted: &mut Wanted,
        features: &[Feature],
    ) -> Result<(), Failure> {
        for folder in PAGES {
            for (path, entry) in folder::entries(&self.base, folder)? {
                let Ok(old) = text(Some(&entry)) else { continue };
                let page = ladder::page(old, features);
                if page != old {
                    wanted.maintained.insert(path.clone(), page);
                    present.insert(path, entry);
                }
            }
        }
        Ok(())
    }

    fn in_the_way(&self, foreign: &[Foreign]) -> Failure {
        let list: String = foreign.iter().map(|file| format!("\n  {}{file}", self.shown)).collect();
        let folder = self.show(&self.generated);
        let may_be_left = self.is_ours() && foreign.iter().any(Foreign::is_undeclared);
        let left = if may_be_left { LEFT_BEHIND } else { "" };
        Failure::new(format!(
            "error: files are in the way:{list}\n\
             help: {folder}/ is for generated files alone: move these out or delete them, then run: {}{left}\n\n\
             nothing was written",
            self.command
        ))
    }
}

/// What is kept up to date in a file that is written by hand.
#[derive(Debug, Clone, Copy)]
enum Part {
    /// The features, the crates and the targets of our crate.
    Manifest,
    /// The table of versions, and the versions that are named beside it.
    Surface,
    /// The same, with links to the lists in which the documentation has the types.
    LinkedSurface,
    /// The newest version, for a crate that depends on ours. Such a crate may be gone.
    Newest,
}

/// What editors know of specifications.
const DIALECT: &str = "spec/dialect.schema.json";

/// The files that are written by hand but for a part.
const MAINTAINED: [(&str, Part); 6] = [
    ("generated/Cargo.toml", Part::Manifest),
    ("generated/README.md", Part::LinkedSurface),
    ("README.md", Part::Surface),
    ("tests/Cargo.toml", Part::Newest),
    ("tests/fuzz/Cargo.toml", Part::Newest),
    ("tests/teams/neighbours/Cargo.toml", Part::Newest),
];

/// The folders in which versions are named: in commands to try, and in what is said of them.
const PAGES: [&str; 2] = ["generated/examples", "generated/src/guide"];

impl Part {
    /// The text with this part brought up to date, and nothing else changed. The error says what to do.
    fn replace(self, text: &str, api: &Api) -> Result<String, String> {
        match self {
            Self::Manifest => ladder::retarget(&dependencies::replace(text, api)?, &api.features),
            Self::Surface => surface(text, api, &icws_codegen::surface::table(api)),
            Self::LinkedSurface => surface(text, api, &linked(&icws_codegen::surface::table(api), api)),
            Self::Newest => ladder::newest(text, &api.features),
        }
    }
}

/// A page with that table of versions.
fn surface(text: &str, api: &Api, table: &str) -> Result<String, String> {
    let page = block::replace(text, SURFACE, &format!("\n{table}\n"));
    Ok(ladder::page(&page.map_err(|malformed| malformed.to_string())?, &api.features))
}

/// The table with each type that it names linked, by the definitions of the page.
fn linked(table: &str, api: &Api) -> String {
    let link = |(index, part): (usize, &str)| match part.split_once("::") {
        Some((owner, _)) if index % 2 == 1 => {
            let is_model = api.schemas.iter().any(|schema| schema.name.ident == owner);
            format!("[`{part}`][{}]", if is_model { "models" } else { "operations" })
        }
        _ if index % 2 == 1 => format!("`{part}`"),
        _ => part.to_owned(),
    };
    table.split('`').enumerate().map(link).collect()
}

/// The files of our crate that are generated, and those with a part that is maintained. All that is wrong with the latter
/// is said at once.
fn wanted(present: &Entries, output: Output) -> Result<Wanted, Failure> {
    let mut wanted = Wanted::default();
    let mut mistakes = Vec::new();
    for (path, part) in MAINTAINED {
        let entry = present.get(path);
        if entry.is_none() && matches!(part, Part::Newest) {
            continue;
        }
        match text(entry).and_then(|text| part.replace(text, &output.api)) {
            Ok(text) => drop(wanted.maintained.insert(path.to_owned(), text)),
            Err(mistake) => mistakes.push(format!("error: {path}: {mistake}")),
        }
    }
    if !mistakes.is_empty() {
        return Err(Failure::new(format!("{}\n\nnothing was written", mistakes.join("\n\n"))));
    }
    wanted.maintained.insert(DIALECT.to_owned(), icws_codegen::dialect(&output.api.features));
    let files = output.tree.into_iter();
    wanted.generated = files.map(|(path, text)| (format!("{CRATE}/src/generated/{path}"), text)).collect();
    Ok(wanted)
}

/// A file's text. A file that is not there is like an empty one: what it lacks is said then.
fn text(entry: Option<&Entry>) -> Result<&str, String> {
    match entry {
        None => Ok(""),
        Some(Entry::File(content)) => std::str::from_utf8(content).map_err(|error| error.to_string()),
        Some(Entry::Folder) => Err("a folder, not a file".to_owned()),
        Some(Entry::Other(what)) => Err(format!("{what}, not a file")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_links_each_type_to_the_list_that_it_is_in() {
        let bytes = include_bytes!("../docs/shown.yaml");
        let api = icws_codegen::generate(icws_codegen::Spec { path: "shown.yaml", bytes });
        let api = api.expect("it has no mistake").api;
        let table = linked(&icws_codegen::surface::table(&api), &api);
        for row in [
            "| `desk-2` | `ready_for_calls` | |",
            "[`Readiness::queues`][models]",
            "[`ReadyForCalls::limit`][operations]",
            "[`ReadyForCallsResponse::Accepted`][operations]",
        ] {
            assert_eq!(table.matches(row).count(), 1, "{row}: {table}");
        }
    }
}
