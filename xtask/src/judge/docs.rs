//! The pages of `cargo xtask docs` in a browser without a window: whether they ask no network, complain of nothing, lead
//! where they say, can be used by everybody (axe), and fit a telephone.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::docs::{self, SHOWN_PATH};
use crate::generate::specification;
use crate::support::failure::Failure;
use crate::support::install::{Manager, Tool};
use crate::support::process::{is_there, output};
use crate::support::workspace::Workspace;

pub(super) const TOOL: Tool = Tool {
    from: Manager::Npm,
    name: "puppeteer-core",
    version: "24.43.1",
    with: &["axe-core@4.14.1"],
    needs: &[],
};
/// What the browser may be called.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];
/// What reads the pages.
const SCRIPT: &str = include_str!("docs/site.mjs");

pub(super) fn judge(workspace: &Workspace, home: &Path) -> Result<(), String> {
    let Some(browser) = BROWSERS.into_iter().find(|browser| is_there(browser, "--version")) else {
        return Err(format!("could not run: there is none of {}", BROWSERS.join(", ")));
    };
    let site = workspace.target().join("site");
    docs::write(workspace, &site).map_err(|failure| failure.to_string())?;
    let used = workspace.target().join("site-shown");
    write_shown(workspace, &used).map_err(|failure| failure.to_string())?;
    let script = home.join("site.mjs");
    fs::write(&script, SCRIPT).map_err(|error| format!("cannot write {}: {error}", script.display()))?;
    let path = output(Command::new("which").arg(browser))?;
    output(Command::new("node").arg(script).args([&site, &used]).arg(path)).map(drop)
}

fn write_shown(workspace: &Workspace, site: &Path) -> Result<(), Failure> {
    let shown = specification::read(&workspace.path(SHOWN_PATH), SHOWN_PATH, SHOWN_PATH, None)?;
    docs::write_of(workspace, site, (&shown, &shown))
}
