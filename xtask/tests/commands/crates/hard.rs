//! The documents of `tests/fixtures/hard`: each has one thing that a generator gets wrong easily. It is refused at its place,
//! or the crate that is made of it is clean by clippy and rustdoc, and nothing of its prose is run.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::Result;
use crate::sandbox::{self, root};

/// A mistake: its code, line and column.
type Mistake<C> = (C, u64, u64);

/// The documents, and the mistakes in those that are refused.
const DOCUMENTS: [(&str, &[Mistake<&str>]); 35] = [
    ("all-of-shared-deeply.json", &[]),
    ("all-of-shared-widely.json", &[]),
    ("autolink.yaml", &[]),
    ("bidirectional-description.yaml", &[]),
    ("bidirectional.json", &[]),
    ("carriage-return-description.yaml", &[]),
    ("carriage-return.json", &[]),
    ("fifty-references.json", &[]),
    ("from-operation.yaml", &[]),
    ("headers-by-capitals.yaml", &[("E0241", 12, 11)]),
    ("headers-of-requests-and-answers-by-capitals.yaml", &[("E0241", 20, 11), ("E0241", 27, 87)]),
    ("indented-in-list.yaml", &[]),
    ("large-body.yaml", &[]),
    ("large-error.yaml", &[]),
    ("large-objects.yaml", &[]),
    ("large-open-error.yaml", &[]),
    ("link.yaml", &[]),
    ("long-lines.yaml", &[]),
    ("long-name.yaml", &[("E0312", 30, 5)]),
    ("many-parameters.yaml", &[]),
    ("names-of-traits.yaml", &[]),
    ("nearly-pi.yaml", &[]),
    ("no-run-fence.yaml", &[]),
    ("nul-in-title.json", &[]),
    ("schema-formats.yaml", &[]),
    ("schema-models.yaml", &[]),
    ("status-and-range.yaml", &[]),
    ("surrogate-pair.json", &[]),
    ("terminal-escape.json", &[]),
    ("tilde-fence-that-runs.json", &[]),
    ("tilde-fence.yaml", &[]),
    ("wide-number.yaml", &[]),
    ("windows-names.yaml", &[]),
    ("wrapped-list.yaml", &[]),
    ("wrong-defaults.yaml", &[("E0240", 29, 98), ("E0240", 29, 169), ("E0240", 29, 237)]),
];

/// Those whose prose is what is hard.
const PROSE: [&str; 12] = [
    "autolink.yaml",
    "bidirectional-description.yaml",
    "bidirectional.json",
    "carriage-return-description.yaml",
    "carriage-return.json",
    "indented-in-list.yaml",
    "link.yaml",
    "no-run-fence.yaml",
    "terminal-escape.json",
    "tilde-fence-that-runs.json",
    "tilde-fence.yaml",
    "wrapped-list.yaml",
];

/// The folder of the crates, which are one workspace, so that they have one lock file and are built beside one another.
const FOLDER: &str = "target/hard";

/// The name of the crate of a document.
fn name(document: &str) -> String {
    format!("icws-{}", document.split('.').next().unwrap_or_default())
}

/// A line of what `gen --format json` prints. One about a file has none of these.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
struct Line {
    severity: Option<String>,
    code: String,
    line: u64,
    column: u64,
}

/// The mistakes that are found in a document, of which a crate is made otherwise.
fn generate(document: &str) -> Result<Vec<Mistake<String>>> {
    let (spec, name) = (format!("tests/fixtures/hard/{document}"), name(document));
    let out = format!("{FOLDER}/{name}");
    let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"));
    xtask.args(["gen", "--format", "json", "--spec", &spec, "--out", &out, "--name", &name]);
    let output = xtask.current_dir(root()).output()?;
    let mut mistakes = Vec::new();
    for line in String::from_utf8(output.stdout)?.lines() {
        let line: Line = serde_json::from_str(line)?;
        if line.severity.as_deref() == Some("error") {
            mistakes.push((line.code, line.line, line.column));
        }
    }
    assert_eq!(
        output.status.success(),
        mistakes.is_empty(),
        "{document}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(mistakes)
}

/// Writes a file, unless it is there already: cargo would build again what is newer.
fn write(path: &Path, content: &[u8]) -> Result {
    if fs::read(path).ok().as_deref() != Some(content) {
        fs::write(path, content)?;
    }
    Ok(())
}

/// Makes a crate, which is a workspace of its own, a member of the one of all.
fn member(folder: &Path, name: &str) -> Result<String> {
    let manifest = fs::read_to_string(folder.join(name).join("Cargo.toml"))?;
    let own = "\n[workspace]\n";
    assert!(manifest.contains(own), "{manifest}");
    let library = format!("\n[lib]\npath = \"../../{name}/src/lib.rs\"\n");
    // The member is one folder deeper, and so is its way to the runtime longer.
    let (way, deeper) = ("path = \"../", "path = \"../../");
    assert!(manifest.contains(way), "{manifest}");
    let manifest = manifest.replace(way, deeper).replace(own, &library);
    let member = format!("members/{name}");
    fs::create_dir_all(folder.join(&member))?;
    write(&folder.join(&member).join("Cargo.toml"), manifest.as_bytes())?;
    Ok(member)
}

/// Runs cargo on all of the crates.
fn cargo(arguments: &[&str]) -> Result<String> {
    let run = sandbox::cargo(&root().join(FOLDER), arguments)?;
    assert!(run.is_clean(), "{arguments:?}: {}", run.stderr);
    Ok(run.stdout)
}

#[test]
fn what_is_hard_is_refused_at_its_place_or_becomes_a_clean_crate() -> Result {
    let folder = root().join("tests/fixtures/hard");
    let there: BTreeSet<_> = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.file_name().into_string().unwrap_or_default()))
        .collect::<Result<_>>()?;
    assert_eq!(there, DOCUMENTS.iter().map(|(document, _)| (*document).to_owned()).collect());

    let mut members = Vec::new();
    let folder = root().join(FOLDER);
    for (document, expected) in DOCUMENTS {
        let mistakes = generate(document)?;
        let expected: Vec<_> =
            expected.iter().map(|(code, line, column)| ((*code).to_owned(), *line, *column)).collect();
        assert_eq!(mistakes, expected, "{document}");
        if mistakes.is_empty() {
            members.push(member(&folder, &name(document))?);
        }
    }
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n");
    write(&folder.join("Cargo.toml"), manifest.as_bytes())?;
    write(&folder.join("Cargo.lock"), &fs::read(root().join("Cargo.lock"))?)?;

    let features = ["--no-default-features", "--features", "dialer-4,mock,server", "--offline"];
    cargo(&[&["clippy", "--quiet", "--workspace", "--lib"][..], &features].concat())?;
    let prose: Vec<_> = PROSE.iter().flat_map(|document| ["--package".to_owned(), name(document)]).collect();
    let prose: Vec<_> = prose.iter().map(String::as_str).collect();
    cargo(&[&["doc", "--quiet", "--no-deps"][..], &prose, &features].concat())?;
    // The hand-written code has examples, too, which are run elsewhere.
    let printed = cargo(&[&["test", "--doc"][..], &prose, &features, &["--", "src/generated/"]].concat())?;
    assert_eq!(printed.matches("running 0 tests").count(), PROSE.len(), "{printed}");
    Ok(())
}
