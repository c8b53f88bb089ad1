//! `cargo xtask release`: the version that the changes need, written down everywhere, at once or not at all.

mod files;
mod texts;

use bpaf::{Parser, construct, long};
use icws_codegen::ir::Feature;
use semver::Version;

use crate::changes::{self, Outlook, RELEASED};
use crate::generate::{self, Gen};
use crate::support::console::say;
use crate::support::failure::Failure;
use crate::support::folder;
use crate::support::help::paragraphs;
use crate::support::process::{cargo, succeeds};
use crate::support::workspace::{CRATE, PACKAGE, RUNTIME_PACKAGE, SPEC, Workspace};
use crate::versions::semver as rungs;
use files::Files;

/// What to release, and how far to go.
#[derive(Debug, PartialEq)]
pub(crate) struct Release {
    mode: Mode,
    proof: Proof,
    version: Option<Version>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Mode {
    Write,
    DryRun,
}

/// What has to be shown before anything is released.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Proof {
    Full,
    Skipped,
}

const HELP: &str = "\
Takes the version that the changes since the last release need, or the one that is given if it is high enough, and writes \
it down: in Cargo.toml and Cargo.lock, in the front pages, as the heading of CHANGELOG.md, with a drafted entry for each \
change that it does not name yet, and in spec/released.yaml, with which the next changes are compared. What you have \
written there stays. Before that, the generated tree must be up to date, and `semver` must pass; after that, the crate must \
be fit to be packaged. If anything fails, all files are as they were. A second run changes nothing.

It neither commits nor tags nor publishes: it says what is left to do.";

pub(crate) fn command() -> impl Parser<Release> {
    let mode =
        long("dry-run").help("write nothing; say what would be written").flag(Mode::DryRun, Mode::Write);
    let proof = long("skip-proof")
        .help("without `semver` and without packaging, which take long and need the network")
        .flag(Proof::Skipped, Proof::Full);
    let version = long("version").help("the version to release").argument::<Version>("V").optional();
    construct!(Release { mode, proof, version })
        .to_options()
        .descr("write down the version that the changes need, and say what to tag and publish")
        .header(paragraphs(HELP))
        .command("release")
}

pub(crate) fn run(workspace: &Workspace, what: &Release) -> Result<(), Failure> {
    let Release { mode, proof, version } = what;
    generate::run(workspace, &Gen::check())?;
    let outlook = changes::outlook(workspace)?;
    let version = chosen(version.as_ref(), &outlook)?;
    let files = planned(workspace, &outlook, &version)?;
    let changed = files.changed();
    match mode {
        Mode::DryRun => {
            changed.iter().for_each(|path| say(format!("would write {path}")));
            say(format!("{version} is the version to release"));
        }
        Mode::Write if changed.is_empty() => say(format!("{version} is written down already")),
        Mode::Write => {
            if *proof == Proof::Full {
                rungs::run(workspace)?;
            }
            files.write()?;
            if let Err(failure) = settled(workspace, *proof) {
                files.restore();
                return Err(failure);
            }
            changed.iter().for_each(|path| say(format!("written {path}")));
        }
    }
    say(format!(
        "\nleft to do:\n  git commit --all --message \"Release {version}\"\n  git tag v{version}\n  git push origin HEAD \
         v{version}\n  cargo publish -p {RUNTIME_PACKAGE} -p {PACKAGE}"
    ));
    Ok(())
}

/// The version to release: the one that is asked for, or the lowest that will do.
fn chosen(asked: Option<&Version>, outlook: &Outlook) -> Result<Version, Failure> {
    let least = outlook.required.clone().max(outlook.found.clone());
    match asked {
        None => Ok(least),
        Some(version) if *version >= least => Ok(version.clone()),
        Some(version) => Err(Failure::new(format!(
            "error: the version {version} is too low\nhelp: it must be at least {least}; `cargo xtask changes` says why"
        ))),
    }
}

/// Every file as it has to be.
fn planned<'a>(workspace: &'a Workspace, outlook: &Outlook, version: &Version) -> Result<Files<'a>, Failure> {
    let mut files = Files::new(workspace);
    let features: Vec<String> = outlook.features.iter().map(rungs_of).collect();
    files.edit("CHANGELOG.md", |text| texts::changelog(text, (version, &features), &outlook.drafts))?;
    let manifest = folder::text(&workspace.path(&format!("{CRATE}/Cargo.toml")))?;
    let is_shared = changes::is_version_shared(&manifest);
    let manifest = if is_shared { "Cargo.toml".to_owned() } else { format!("{CRATE}/Cargo.toml") };
    files.edit(&manifest, |text| texts::manifest(text, version, is_shared))?;
    for page in ["README.md", "generated/README.md"] {
        files.edit(page, |text| Ok(texts::page(text, version)))?;
    }
    let spec = folder::text(&workspace.path(SPEC))?;
    files.edit(RELEASED, |_| Ok(texts::released(&spec, version)))?;
    // Cargo writes it, and it has to be put back if anything fails.
    files.keep("Cargo.lock")?;
    Ok(files)
}

/// "dialer 2 to 9".
fn rungs_of(Feature { name, oldest, newest, .. }: &Feature) -> String {
    format!("{name} {oldest} to {newest}")
}

/// Lets cargo take the new version, and shows that the crate can be packaged.
fn settled(workspace: &Workspace, proof: Proof) -> Result<(), Failure> {
    let cargo = |arguments: &[&str]| succeeds(&mut cargo(workspace, arguments));
    let is_taken =
        !workspace.path("Cargo.lock").exists() || cargo(&["update", "--quiet", "--workspace", "--offline"]);
    let package = ["package", "--quiet", "-p", PACKAGE, "-p", RUNTIME_PACKAGE, "--allow-dirty"];
    let is_fit = is_taken && (proof == Proof::Skipped || cargo(&package));
    if is_fit { Ok(()) } else { Err(Failure::new("error: packaging failed; nothing was written")) }
}
