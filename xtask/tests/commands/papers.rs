//! What the papers of the workspace name is there: files and folders, commands, packages and programs.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::Result;
use crate::sandbox::root;

/// The papers for people, wherever they are.
const PAPERS: [&str; 4] = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"];
/// Folders with what is built or installed.
const NOT_OURS: [&str; 3] = ["target", ".git", ".cache"];
/// What the name of a file ends with.
const EXTENSIONS: [&str; 7] = ["json", "md", "py", "rs", "sh", "toml", "yaml"];

/// All files of the workspace, below the root.
fn files() -> Result<Vec<PathBuf>> {
    let (mut files, mut folders) = (Vec::new(), vec![PathBuf::new()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root().join(&folder))? {
            let entry = entry?;
            let path = folder.join(entry.file_name());
            match entry.file_type()?.is_dir() {
                true if !NOT_OURS.iter().any(|name| path.ends_with(name)) => folders.push(path),
                true => {}
                false => files.push(path),
            }
        }
    }
    Ok(files)
}

/// The code in a paper: what stands in ticks, and each line of a block.
fn code(text: &str) -> Vec<String> {
    let (mut code, mut prose, mut is_block) = (Vec::new(), String::new(), false);
    for line in text.lines() {
        let is_fence = line.trim_start().starts_with("```");
        is_block ^= is_fence;
        match is_block {
            true if !is_fence => code.push(line.to_owned()),
            _ if is_fence || line.is_empty() => prose.push('\n'),
            _ => prose = prose + line.trim() + " ",
        }
    }
    code.extend(prose.lines().flat_map(|part| part.split('`').skip(1).step_by(2)).map(str::to_owned));
    code
}

/// What links lead to, but for addresses.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let files = targets.filter_map(|target| target.split('#').next());
    files.filter(|target| !target.is_empty() && !target.contains(':'))
}

/// Whether a word is the path of a file or a folder of ours.
fn is_path(word: &str, folder: &Path) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-./*".contains(c);
    let Some((first, _)) = word.split_once('/') else { return false };
    let is_file = EXTENSIONS.iter().any(|extension| word.ends_with(&format!(".{extension}")));
    let is_below = |base: &Path| !first.is_empty() && base.join(first).is_dir();
    word.chars().all(is_plain)
        && !first.starts_with("..")
        && !NOT_OURS.contains(&first)
        && (is_file || is_below(&root()) || is_below(&root().join(folder)))
}

/// Whether a path is there, in which a star stands for any part of a name.
fn is_there(base: &Path, path: &str) -> bool {
    let (part, rest) = path.split_once('/').unwrap_or((path, ""));
    match part.split_once('*') {
        _ if part.is_empty() => base.exists(),
        None => is_there(&base.join(part), rest),
        Some((before, after)) => fs::read_dir(base).into_iter().flatten().flatten().any(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            name.starts_with(before) && name.ends_with(after) && is_there(&entry.path(), rest)
        }),
    }
}

#[test]
fn every_path_that_a_paper_names_is_there() -> Result {
    let mut missing = Vec::new();
    let mut named = 0;
    for paper in files()?.into_iter().filter(|path| PAPERS.iter().any(|name| path.ends_with(name))) {
        let text = fs::read_to_string(root().join(&paper))?;
        let folder = paper.parent().unwrap_or(Path::new(""));
        let code = code(&text);
        let words = code.iter().flat_map(|code| code.split_whitespace());
        let paths =
            words.map(|word| word.trim_end_matches([',', ';', ':'])).filter(|word| is_path(word, folder));
        let here = root().join(folder);
        for path in paths {
            named += 1;
            if !is_there(&root(), path) && !is_there(&here, path) {
                missing.push(format!("{}: {path}", paper.display()));
            }
        }
        let broken = links(&text).filter(|link| !is_there(&here, link) && !here.join(link).exists());
        missing.extend(broken.map(|link| format!("{}: ]({link})", paper.display())));
    }
    assert!(named > 100, "only {named} paths are seen");
    assert_eq!(missing, Vec::<String>::new());
    Ok(())
}

/// Each call of cargo in the papers, as words, with the paper that it is in.
fn calls() -> Result<Vec<(PathBuf, Vec<String>)>> {
    let mut calls = Vec::new();
    for paper in files()?.into_iter().filter(|path| PAPERS.iter().any(|name| path.ends_with(name))) {
        for code in code(&fs::read_to_string(root().join(&paper))?) {
            let Some(start) = code.find("cargo ") else { continue };
            let words = code.get(start..).unwrap_or_default().split_whitespace().skip(1);
            let words = words.take_while(|word| !["--", "|", "&&", "#", "=", "\""].contains(word));
            calls.push((paper.clone(), words.map(str::to_owned).collect()));
        }
    }
    Ok(calls)
}

#[test]
fn every_command_that_a_paper_names_is_one_of_xtask() -> Result {
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for (paper, words) in calls()? {
        let [xtask, command, rest @ ..] = words.as_slice() else { continue };
        if xtask != "xtask" || command == "help" {
            continue;
        }
        let output = Command::new(env!("CARGO_BIN_EXE_xtask")).args([command, "--help"]).output()?;
        let help = String::from_utf8(output.stdout)?;
        seen.insert(command.clone());
        let is_placeholder = |word: &str| !word.chars().any(|c| c.is_ascii_lowercase());
        let words = rest.iter().map(|word| word.trim_matches(['[', ']', '.']));
        let unknown =
            words.filter(|word| !is_placeholder(word) && !word.contains(['/', '_']) && *word != "--help");
        let unknown: Vec<&str> = unknown.filter(|word| !help.contains(word)).collect();
        if !output.status.success() || !unknown.is_empty() {
            wrong.push(format!("{}: cargo xtask {command}: {unknown:?}", paper.display()));
        }
    }
    assert!(seen.len() > 6, "only {seen:?} are seen");
    assert_eq!(wrong, Vec::<String>::new());
    Ok(())
}

/// Only rustdoc hides lines of an example. The page of a repository shows them, and whoever copies it copies them.
#[test]
fn no_example_of_a_page_for_users_has_lines_to_hide() -> Result {
    let is_page = |path: &Path| path.ends_with("README.md") || path.starts_with("generated/src/guide");
    let mut blocks = 0;
    let mut hidden = Vec::new();
    for page in
        files()?.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "md"))
    {
        let text = fs::read_to_string(root().join(&page))?;
        for block in text.split("```rust").skip(1).filter(|_| is_page(&page)) {
            blocks += 1;
            let lines = block.lines().skip(1).take_while(|line| *line != "```");
            hidden.extend(lines.filter(|line| line.trim_start().starts_with("# ")).map(str::to_owned));
        }
    }
    assert!(blocks > 5, "only {blocks} examples are seen");
    assert_eq!(hidden, Vec::<String>::new());
    Ok(())
}

/// A package of the workspace.
struct Package {
    name: String,
    /// The kind and the name of each target.
    targets: Vec<(String, String)>,
    sources: Vec<PathBuf>,
}

fn packages() -> Result<Vec<Package>> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--no-deps", "--offline", "--format-version", "1"]).current_dir(root());
    let metadata: Value = serde_json::from_slice(&cargo.output()?.stdout)?;
    let text = |value: &Value, pointer: &str| {
        value.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    let list =
        |value: &Value, key: &str| value.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let packages = list(&metadata, "packages").into_iter().map(|package| {
        let targets = list(&package, "targets");
        Package {
            name: text(&package, "/name"),
            targets: targets.iter().map(|target| (text(target, "/kind/0"), text(target, "/name"))).collect(),
            sources: targets.iter().map(|target| text(target, "/src_path").into()).collect(),
        }
    });
    Ok(packages.collect())
}

#[test]
fn every_package_and_program_that_a_paper_names_is_there() -> Result {
    let packages = packages()?;
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (paper, words) in calls()? {
        for pair in words.windows(2) {
            let [option, name] = pair else { continue };
            let kind = option.trim_start_matches("--");
            let is_known = match option.as_str() {
                "-p" | "--package" => packages.iter().any(|package| package.name == *name),
                "--test" | "--bench" | "--example" | "--bin" => packages
                    .iter()
                    .flat_map(|package| &package.targets)
                    .any(|target| *target == (kind.to_owned(), name.clone())),
                _ => continue,
            };
            seen += 1;
            if !is_known {
                wrong.push(format!("{}: {option} {name}", paper.display()));
            }
        }
    }
    assert!(seen > 30, "only {seen} are seen");
    assert_eq!(wrong, Vec::<String>::new());
    Ok(())
}

/// Cargo finds no tests by itself where they stand in folders by what they are about.
#[test]
fn every_file_of_the_tests_is_part_of_a_program() -> Result {
    let programs: BTreeSet<PathBuf> = packages()?.into_iter().flat_map(|package| package.sources).collect();
    let tests = root().canonicalize()?.join("tests");
    let mut left_out = Vec::new();
    for file in
        files()?.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
    {
        let Some(below) = file.to_str().and_then(|file| file.strip_prefix("tests/")) else { continue };
        let folders = ["generator/", "client/", "server/", "teams/", "judges/"];
        let apart = ["teams/consumer/", "teams/neighbours/", "generator/seen/programs/"];
        let is_apart = apart.iter().any(|apart| below.starts_with(apart));
        if is_apart || !folders.iter().any(|folder| below.starts_with(folder)) {
            continue;
        }
        let path = tests.join(below);
        let is_module = || {
            let (folder, name) = match path.ends_with("mod.rs") {
                true => (path.parent().and_then(Path::parent), path.parent().and_then(Path::file_name)),
                false => (path.parent(), path.file_stem()),
            };
            let declaration = format!("mod {};", name.unwrap_or_default().to_string_lossy());
            let parents = ["main.rs", "mod.rs"].map(|parent| folder.unwrap_or(&path).join(parent));
            parents
                .iter()
                .any(|parent| fs::read_to_string(parent).is_ok_and(|text| text.contains(&declaration)))
        };
        if !programs.contains(&path) && !is_module() {
            left_out.push(below.to_owned());
        }
    }
    assert_eq!(left_out, Vec::<String>::new());
    Ok(())
}
