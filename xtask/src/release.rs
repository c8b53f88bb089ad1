//! `cargo xtask release`: the version that the changes need, written down everywhere, at once or not at all.

mod files;
mod texts;

use std::process::Command;

use bpaf::{Parser, construct, long};
use icws_codegen::ir::Feature;
use semver::Version;

use crate::changes::{self, Outlook, RELEASED};
use crate::ci::package;
use crate::generate::{self, Gen};
use crate::support::console::say;
use crate::support::failure::Failure;
use crate::support::folder;
use crate::support::help::paragraphs;
use crate::support::process::{self, cargo};
use crate::support::workspace::{CRATE, LOCKS, PACKAGE, RUNTIME_PACKAGE, SPEC, Workspace};
use crate::versions::semver as rungs;
use files::Files;

/// What to release, and how far to go.
#[derive(Debug, PartialEq)]
pub(crate) struct Release {
    mode: ReleaseMode,
    proof: Proof,
    version: Option<Version>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum ReleaseMode {
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
it down: in Cargo.toml and the lock files, in the front pages, as the heading of CHANGELOG.md, with a drafted entry for each \
change that it does not name yet, and in spec/released.yaml, with which the next changes are compared. What you have \
written there stays. Before that, the generated tree must be up to date, and `semver` must pass; after that, the crate must \
be fit to be packaged. If anything fails, all files are as they were. A second run changes nothing.

It neither commits nor tags nor publishes: it says what is left to do.";

pub(crate) fn command() -> impl Parser<Release> {
    let mode = long("dry-run")
        .help("write nothing; say what would be written")
        .flag(ReleaseMode::DryRun, ReleaseMode::Write);
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
        ReleaseMode::DryRun => {
            changed.iter().for_each(|path| say(format!("would write {path}")));
            say(format!("{version} is the version to release"));
        }
        ReleaseMode::Write if changed.is_empty() => say(format!("{version} is written down already")),
        ReleaseMode::Write => {
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
    left_to_do(workspace, &files.paths(), &version, *proof).iter().for_each(say);
    Ok(())
}

/// What is for the owner to do. The files are named, so that no other edit gets into the commit, and an edit that would be
/// missing from the release is named, too, as is what was not proved.
fn left_to_do(workspace: &Workspace, files: &[&str], version: &Version, proof: Proof) -> Vec<String> {
    let mut lines = vec!["\nleft to do:".to_owned()];
    if proof == Proof::Skipped {
        lines.push("  what --skip-proof has skipped:".to_owned());
        lines.extend(["semver", "ci package"].map(|command| format!("    cargo xtask {command}")));
    }
    let others = uncommitted(workspace, files);
    if !others.is_empty() {
        lines.push("  commit what is not of the release, or it is missing from it:".to_owned());
        lines.extend(others.iter().map(|path| format!("    {path}")));
    }
    let paths = files.join(" ");
    lines.push(format!("  git add {paths}"));
    lines.push(format!("  git commit --message \"Release {version}\" -- {paths}"));
    lines.push(format!("  git tag v{version}"));
    lines.push(format!("  git push origin HEAD v{version}"));
    lines.push(format!("  cargo publish -p {RUNTIME_PACKAGE} -p {PACKAGE}"));
    lines
}

/// What git has not committed, but for these files; nothing where there is no git.
fn uncommitted(workspace: &Workspace, files: &[&str]) -> Vec<String> {
    let mut git = Command::new("git");
    git.args(["status", "--porcelain", "--untracked-files=all", "--", "."]);
    git.args(files.iter().map(|path| format!(":(exclude){path}")));
    let listed = process::output(git.current_dir(workspace.root())).unwrap_or_default();
    listed.lines().map(|line| line.trim_start().to_owned()).collect()
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
    // Every workspace in which the crate is has its version, and `--locked` refuses another one.
    for lock in LOCKS.into_iter().filter(|lock| workspace.path(lock).exists()) {
        files.edit(lock, |text| texts::lock(text, (&outlook.found, version)))?;
    }
    Ok(files)
}

/// "dialer 2 to 9".
fn rungs_of(Feature { name, oldest, newest, .. }: &Feature) -> String {
    format!("{name} {oldest} to {newest}")
}

/// Shows that cargo takes the new version, and that the crate can be packaged.
fn settled(workspace: &Workspace, proof: Proof) -> Result<(), Failure> {
    if workspace.path("Cargo.lock").exists() {
        // Any other command would need the crates of all platforms, of which some were never downloaded.
        let resolve = ["update", "--quiet", "--workspace", "--locked", "--offline"];
        process::output(&mut cargo(workspace, &resolve)).map_err(|said| {
            Failure::new(format!(
                "error: cargo does not take the new version: all files are as they were\n\n{said}"
            ))
        })?;
    }
    if proof == Proof::Skipped {
        return Ok(());
    }
    package::run(workspace).map_err(|failure| Failure::new(format!("{failure}\nall files are as they were")))
}
