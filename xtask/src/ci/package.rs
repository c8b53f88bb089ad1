//! What would be published is packed, and compiles as others get it: a step of `ci`, and a proof of `release`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::console::say;
use crate::support::failure::Failure;
use crate::support::process::{self, cargo};
use crate::support::workspace::{PACKAGE, RUNTIME_PACKAGE, Workspace};

/// What is packed is what is here, whether it is committed or not.
const PACK: [&str; 7] = ["package", "--quiet", "-p", PACKAGE, "-p", RUNTIME_PACKAGE, "--allow-dirty"];

pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    if let Some(home) = home.or_else(|| Some(env::home_dir()?.join(".cargo"))) {
        let sources = home.join("registry/src");
        forget_unpacked(&sources)?;
        forget_compiled(&workspace.target().join("debug"), &sources)?;
    }
    say("packing, and compiling what is packed");
    process::output(&mut cargo(workspace, &PACK))
        .map(drop)
        .map_err(|printed| Failure::new(format!("error: the crate cannot be packaged:\n{printed}")))
}

/// Removes what an earlier run has unpacked. To compile the crate with the runtime that it has just packed, cargo makes a
/// registry below the folder `target`, unpacks from it into a folder that is named after that place, and takes what lies
/// there of the same version for good: with a home of cargo that is kept, the crate would be compiled with the runtime of
/// the first run.
fn forget_unpacked(sources: &Path) -> Result<(), Failure> {
    // A registry in a folder has no host, with which the names of all others begin.
    let local =
        |folder: &PathBuf| folder.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"-"));
    for registry in folders(sources).into_iter().filter(local) {
        for package in folders(&registry).into_iter().filter(|package| is_ours(package)) {
            fs::remove_dir_all(&package).map_err(|error| Failure::io("cannot remove", &package, &error))?;
        }
    }
    Ok(())
}

/// Has cargo compile what it unpacks: by its reckoning, a package of a registry never changes.
fn forget_compiled(built: &Path, sources: &Path) -> Result<(), Failure> {
    let unpacked = sources.join("-").display().to_string();
    let library = RUNTIME_PACKAGE.replace('-', "_");
    for file in entries(&built.join("deps")) {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let hash = name.strip_prefix(&library).and_then(|rest| rest.strip_prefix('-')?.strip_suffix(".d"));
        let Some(hash) = hash else { continue };
        let made_of = fs::read_to_string(&file).map_err(|error| Failure::io("cannot read", &file, &error))?;
        let known = built.join(format!(".fingerprint/{RUNTIME_PACKAGE}-{hash}"));
        if made_of.contains(&unpacked) && known.is_dir() {
            fs::remove_dir_all(&known).map_err(|error| Failure::io("cannot remove", &known, &error))?;
        }
    }
    Ok(())
}

fn is_ours(package: &Path) -> bool {
    let name = package.file_name().unwrap_or_default().to_string_lossy();
    [PACKAGE, RUNTIME_PACKAGE].iter().any(|ours| {
        let version = name.strip_prefix(ours).and_then(|rest| rest.strip_prefix('-'));
        version.is_some_and(|version| semver::Version::parse(version).is_ok())
    })
}

/// The folders in a folder, which are none if it is not there.
fn folders(folder: &Path) -> Vec<PathBuf> {
    entries(folder).filter(|path| path.is_dir()).collect()
}

fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{folders, forget_compiled, forget_unpacked};

    #[test]
    fn what_was_compiled_of_what_an_earlier_run_has_unpacked_is_compiled_anew() {
        let built = std::env::temp_dir().join(format!("icws-compiled-{}", std::process::id()));
        let known = |hash: &str| built.join(".fingerprint").join(format!("icws-runtime-{hash}"));
        fs::create_dir_all(built.join("deps")).unwrap();
        for (hash, source) in
            [("1a", "home/-1f/icws-runtime-0.1.0/src/lib.rs"), ("2b", "generated/runtime/src/lib.rs")]
        {
            fs::create_dir_all(known(hash)).unwrap();
            fs::write(built.join(format!("deps/icws_runtime-{hash}.d")), format!("x: {source}\n")).unwrap();
        }
        forget_compiled(&built, std::path::Path::new("home")).unwrap();
        assert!(!known("1a").exists() && known("2b").is_dir());
        forget_compiled(&built.join("nothing"), std::path::Path::new("home")).unwrap();
        fs::remove_dir_all(&built).unwrap();
    }

    #[test]
    fn what_an_earlier_run_has_unpacked_of_us_is_not_compiled_again() {
        let home = std::env::temp_dir().join(format!("icws-unpacked-{}", std::process::id()));
        let kept = ["-1f/icws-runtime-ext-0.1.0", "-1f/other-0.1.0", "index.crates.io-1f/icws-runtime-0.1.0"];
        let stale = ["-1f/icws-runtime-0.1.0", "-2f/icws-dialer-0.2.0-beta.1"];
        for folder in kept.iter().chain(&stale) {
            fs::create_dir_all(home.join(folder)).unwrap();
        }
        forget_unpacked(&home).unwrap();
        let left = |folder: &&str| home.join(folder).is_dir();
        assert!(kept.iter().all(left));
        assert!(!stale.iter().any(left));
        assert_eq!(folders(&home).len(), 3);
        forget_unpacked(&home.join("nothing")).unwrap();
        fs::remove_dir_all(&home).unwrap();
    }
}
