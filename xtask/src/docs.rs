//! `cargo xtask docs`: the API as pages for people who do not read Rust. They lie in a folder, and need no network.

mod advice;
mod document;
mod flow;
mod overview;
mod page;
mod reference;
mod versions;

use std::fs;
use std::path::Path;
use std::process::Command;

use bpaf::{Parser, construct, long};
use icws_codegen::changes::compare;
use icws_codegen::{Output, Spec};

use crate::changes::RELEASED;
use crate::generate::specification;
use crate::support::console::say;
use crate::support::failure::Failure;
use crate::support::help::paragraphs;
use crate::support::install::{Manager, Tool};
use crate::support::process::succeeds;
use crate::support::workspace::{PACKAGE, SPEC, Workspace};

/// What becomes of the pages.
#[derive(Debug, PartialEq)]
pub(crate) struct Docs {
    then: Then,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Then {
    Stop,
    Open,
}

/// Shows OpenAPI as a reference. It is dark where the reader wants it, fits a phone, and asks no network.
const RENDERER: Tool =
    Tool { from: Manager::Npm, name: "@scalar/api-reference", version: "1.76.0", with: &[], needs: &[] };

/// A document that tests and the judge look for on the pages, so that no edit of our specification makes them fail.
pub(crate) const SHOWN_PATH: &str = "xtask/src/docs/shown.yaml";

/// Its text.
#[cfg(test)]
const SHOWN: &str = include_str!("docs/shown.yaml");

/// Where the pages go, below the folder in which cargo builds.
const SITE: &str = "site";

const HELP: &str = "\
Writes the API as pages into target/site/: what an agent's software calls in which order, the reference with examples and \
with what to do about each status, what each version has, and what changed. They can be read from disk, and copied \
anywhere. The reference is shown by Scalar, which is installed once, in a pinned version, into .cache/; it needs npm.";

pub(crate) fn command() -> impl Parser<Docs> {
    let then = long("open").help("show it in a browser").flag(Then::Open, Then::Stop);
    construct!(Docs { then })
        .to_options()
        .descr("the API as pages for people who do not read Rust")
        .header(paragraphs(HELP))
        .command("docs")
}

pub(crate) fn run(workspace: &Workspace, Docs { then }: &Docs) -> Result<(), Failure> {
    let site = workspace.target().join(SITE);
    write(workspace, &site)?;
    let front = site.join("index.html");
    say(format!("written {}", front.display()));
    match then {
        Then::Open if !succeeds(&mut browser(&front)) => {
            Err(Failure::new("error: there is no browser to show it"))
        }
        _ => Ok(()),
    }
}

/// Writes all pages about our specification into a folder.
pub(crate) fn write(workspace: &Workspace, site: &Path) -> Result<(), Failure> {
    let released = specification::read(&workspace.path(RELEASED), RELEASED, SPEC, Some(PACKAGE))?;
    write_of(workspace, site, (&released, &specification::own(workspace)?))
}

/// Writes all pages about the second of two specifications, with what has changed since the first.
pub(crate) fn write_of(
    workspace: &Workspace,
    site: &Path,
    (old, output): (&Output, &Output),
) -> Result<(), Failure> {
    let changes = compare(old, output);
    let text = output.warnings.source().text();
    let document = icws_codegen::document(Spec { path: SPEC, bytes: text.as_bytes() });
    let document = document.map_err(|mistakes| Failure::from(specification::Refusal::Mistakes(mistakes)))?;
    let home = RENDERER
        .install(workspace, "scalar")
        .map_err(|why| Failure::new(format!("error: {RENDERER}: {why}")))?;
    fs::create_dir_all(site).map_err(|error| Failure::io("cannot create", site, &error))?;
    let api = &output.api;
    for (name, text) in [
        ("index.html", overview::page_of(api)),
        ("reference.html", reference::page_of(api, &document)?),
        ("versions.html", versions::matrix(api)),
        ("changes.html", versions::changes(api, &changes)),
        ("site.css", include_str!("docs/site.css").to_owned()),
        ("site.js", include_str!("docs/site.js").to_owned()),
    ] {
        let file = site.join(name);
        fs::write(&file, text).map_err(|error| Failure::io("cannot write", &file, &error))?;
    }
    let script = home.join("node_modules/@scalar/api-reference/dist/browser/standalone.js");
    let copy = fs::copy(&script, site.join("scalar.js"));
    copy.map(drop).map_err(|error| Failure::io("cannot copy", &script, &error))
}

fn browser(page: &Path) -> Command {
    let mut command = Command::new(opener(std::env::consts::OS));
    command.arg(page);
    command
}

/// The program that shows a page, on an operating system.
fn opener(system: &str) -> &'static str {
    match system {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    }
}

#[cfg(test)]
mod tests {
    use super::opener;

    #[test]
    fn each_system_has_its_own_program_to_show_a_page() {
        assert_eq!(["macos", "windows", "linux"].map(opener), ["open", "explorer", "xdg-open"]);
    }
}
