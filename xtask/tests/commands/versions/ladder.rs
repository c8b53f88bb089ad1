//! The ladder of our own specification becomes longer and shorter, and cargo goes on with what `gen` has made of it.

use std::fs;

use xtask::cargo;

use crate::Result;
use crate::clone::{Clone, SPEC, first_ladder, ladder};
use crate::sandbox::root;

/// The specification with another ladder, on which what came with a version that is gone comes with the nearest one.
fn with_ladder(spec: &str, [oldest, newest]: [u32; 2]) -> Result<String> {
    let before = ladder(spec)?;
    let line = |line: &str| match line.split_once("x-feature-version: dialer ") {
        Some((before, version)) => {
            let version: u32 = version.trim().parse().unwrap_or_default();
            format!("{before}x-feature-version: dialer {}\n", version.clamp(oldest, newest))
        }
        None => format!("{line}\n"),
    };
    let spec: String = spec.lines().map(line).collect();
    let declared = |[oldest, newest]: [u32; 2]| format!("dialer: {{ oldest: {oldest}, newest: {newest} }}");
    Ok(spec.replace(&declared(before), &declared([oldest, newest])))
}

#[test]
fn a_ladder_that_shrinks_and_grows_leaves_a_workspace_that_cargo_resolves() -> Result {
    let clone = Clone::new("ladder")?;
    let before = clone.read(SPEC)?;
    clone.resolves()?;
    let [oldest, newest] = ladder(&before)?;
    let above = newest + 2;
    for ladder in [
        [oldest + 1, newest],
        [oldest, newest - 1],
        [oldest, newest + 1],
        [newest - 1, newest - 1],
        [above, above + 1],
    ] {
        let edited = with_ladder(&before, ladder)?;
        clone.gen_with(|_| edited.clone())?;
        let manifest = clone.read("generated/Cargo.toml")?;
        let (first, [oldest, _]) = first_ladder(&edited)?;
        assert!(manifest.contains(&format!("default = [\"{first}-{oldest}\", \"reqwest\"]")), "{manifest}");
        for dependent in ["tests", "tests/fuzz", "tests/teams/neighbours"] {
            let newest = newest_named(&clone, dependent)?;
            assert!(newest.contains(&format!("\"icws-dialer/dialer-{}\"", ladder[1])), "{newest}");
        }
        for page in ["README.md", "generated/src/guide/tls.md", "generated/examples/agent/main.rs"] {
            let named = named(&clone.read(page)?);
            let is_there = |version: &u32| (ladder[0]..=ladder[1]).contains(version);
            assert!(!named.is_empty() && named.iter().all(is_there), "{page}: {named:?}");
        }
        clone.resolves()?;
        clone.gen_with(|_| before.clone())?;
        clone.resolves()?;
    }
    Ok(())
}

/// The newest version of each feature, as what depends on the client names them.
fn newest_named(clone: &Clone, dependent: &str) -> Result<String> {
    let manifest = clone.read(&format!("{dependent}/Cargo.toml"))?;
    Ok(manifest.lines().find(|line| line.starts_with("newest = [")).ok_or("no newest")?.to_owned())
}

/// The versions that a page names in commands.
fn named(page: &str) -> Vec<u32> {
    let behind = page.split("--features ").skip(1).filter_map(|text| text.split_once("dialer-"));
    let digits = behind.filter_map(|(_, text)| text.split(|letter: char| !letter.is_ascii_digit()).next());
    digits.filter_map(|digits| digits.parse().ok()).collect()
}

/// Our specification with an edit of each kind: a newer version and an older one that is gone, an operation, a status, a
/// property, a format that needs a crate, a number, with which types are no longer `Eq`, and a second family. All of them
/// have names that no edit of our own gives anything.
fn edited(before: &str) -> Result<String> {
    let [oldest, newest] = ladder(before)?;
    let ladder = with_ladder(before, [oldest + 1, newest + 1])?;
    let parts = [
        ("x-features: { ", "x-features: { another: { oldest: 1, newest: 2 }, ".to_owned()),
        (
            "\ncomponents:\n",
            "  /icws/{sessionId}/dialer/of-the-test:\n    post:\n      operationId: callOfTheTest\n      \
             x-feature-version: another 2\n      description: Asks for nothing.\n      \
             parameters: [{ $ref: '#/components/parameters/sessionId' }]\n      responses:\n        \
             '200': { description: Granted. }\n\ncomponents:\n"
                .to_owned(),
        ),
        (
            "      responses:\n",
            "      responses:\n        '508': { description: Not here., content: { application/vnd.inin.icws+JSON: \
             { schema: { $ref: '#/components/schemas/error' } } } }\n"
                .to_owned(),
        ),
        (
            "      properties:\n",
            format!(
                "      properties:\n        dateOfTheTest: {{ type: string, format: date-time, description: Until when., \
                 x-feature-version: dialer {} }}\n        numberOfTheTest: {{ type: number, description: How much. }}\n",
                newest + 1
            ),
        ),
    ];
    parts.into_iter().try_fold(ladder, |text, (before, after)| {
        let (above, below) = text.split_once(before).ok_or_else(|| format!("no {before:?}"))?;
        Ok(format!("{above}{after}{below}"))
    })
}

/// The crate, its examples and all that is written by hand on it, the tests included, compile as they are.
#[test]
fn an_edit_of_each_kind_needs_the_specification_alone() -> Result {
    let clone = Clone::new("edited")?;
    let edited = edited(&clone.read(SPEC)?)?;
    clone.gen_with(|_| edited.clone())?;
    assert_eq!(clone.xtask(&["gen", "--check"])?.code, Some(0));
    // Cargo tells crates in one folder by their versions: with ours it would take these for those of this workspace.
    let ours = concat!('"', env!("CARGO_PKG_VERSION"), '"');
    clone.write("Cargo.toml", &clone.read("Cargo.toml")?.replace(ours, "\"9.0.0\""))?;
    let mut cargo = cargo::here(&clone.root);
    cargo.args(["check", "--quiet", "--offline", "--all-targets"]);
    cargo.args(["icws-dialer", "icws-tests", "icws-consumer"].iter().flat_map(|package| ["-p", package]));
    // What others have written is compiled there already.
    let output = cargo.env("CARGO_TARGET_DIR", root().join("target")).output()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}

#[test]
fn no_ladder_and_two_leave_a_workspace_that_cargo_resolves() -> Result {
    let clone = Clone::new("ladders")?;
    let before = clone.read(SPEC)?;
    let is_version = |line: &&str| line.contains("x-feature-version:") || line.starts_with("x-features:");
    let none: String =
        before.lines().filter(|line| !is_version(line)).map(|line| format!("{line}\n")).collect();
    let two = before.replace("x-features: {", "x-features: { another: { oldest: 1, newest: 2 },");
    let [_, last] = ladder(&before)?;
    let of = |feature: &str, version: u32| format!("\"icws-dialer/{feature}-{version}\"");
    for (spec, versions) in [(none, vec![]), (two, vec![of("another", 2), of("dialer", last)])] {
        clone.gen_with(|_| spec.clone())?;
        let newest = newest_named(&clone, "tests")?;
        assert!(versions.iter().all(|version| newest.contains(version)), "{newest}");
        assert_eq!(versions.is_empty(), newest == "newest = []", "{newest}");
        clone.resolves()?;
        clone.gen_with(|_| before.clone())?;
        clone.resolves()?;
    }
    Ok(())
}

#[test]
fn a_manifest_that_cargo_refuses_does_not_keep_gen_from_mending_it() -> Result {
    let clone = Clone::new("refused")?;
    let manifest = clone.read("generated/Cargo.toml")?;
    let [_, newest] = ladder(&clone.read(SPEC)?)?;
    let is_newest = |line: &&str| line.starts_with(&format!("dialer-{newest} = "));
    let lines = manifest.lines().filter(|line| !is_newest(line)).map(|line| format!("{line}\n"));
    clone.write("generated/Cargo.toml", &lines.collect::<String>())?;
    assert!(clone.complaint()?.contains(&format!("dialer-{newest}")));
    clone.gen_again()?;
    assert_eq!(clone.read("generated/Cargo.toml")?, manifest);
    clone.resolves()
}

/// So that cargo resolves whatever the ladder becomes.
#[test]
fn no_dependency_names_a_version_by_hand() -> Result {
    let clone = Clone::new("by-hand")?;
    let mut manifests = 0;
    let mut folders = vec![clone.root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            } else if entry.file_name() == "Cargo.toml" {
                manifests += 1;
                let mut is_ours = false;
                for line in fs::read_to_string(entry.path())?.lines() {
                    is_ours =
                        (is_ours || line.contains("@generated-begin")) && !line.contains("@generated-end");
                    let named = ["\"dialer-", "/dialer-"].iter().any(|version| line.contains(version));
                    let is_said_by_gen =
                        is_ours || line.starts_with("required-features = ") || line.starts_with('#');
                    assert!(!named || is_said_by_gen, "{}: {line}", entry.path().display());
                }
            }
        }
    }
    assert!(manifests >= 7, "{manifests} manifests");
    Ok(())
}
