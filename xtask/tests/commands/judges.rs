//! `cargo xtask conformance`: what each judge is asked, and what is made of what it finds. The programs are made up.

use std::fs;

use crate::Result;
use crate::programs::Programs;
use crate::sandbox::root;

/// Every program finds something if a line of a file is in its call.
const FINDS: &str = "if [ -s \"$workspace/finds\" ] && echo \"${0##*/} $*\" | sed \"s#$workspace/##g\" | grep -qFf \"$workspace/finds\"
then echo it finds something; exit 1; fi";
/// Makes a folder with a Python.
const PYTHON: &str = "[ \"$2\" = venv ] || exit 0
mkdir -p \"$3/bin\"; cp \"$workspace/programs/python\" \"$3/bin\"";
/// Installs what is looked for in packages.
const NPM: &str = "while [ $# -gt 0 ] && [ \"$1\" != --prefix ]; do shift; done
[ $# -gt 0 ] || exit 0
cd \"$2\"; mkdir -p node_modules/@scalar/api-reference/dist/browser
touch node_modules/@scalar/api-reference/dist/browser/standalone.js node_modules/.package-lock.json
for system in linux darwin
do mkdir -p node_modules/@microsoft/sarif-multitool-$system
cp \"$workspace/programs/multitool\" node_modules/@microsoft/sarif-multitool-$system/Sarif.Multitool
done";
const MULTITOOL: &str = "grep -o '\"tool\"' \"$2\" | sed 's/.*/: warning SARIF2005: known better/'
echo Analysis completed successfully";
const LISTENS: &str = "echo listening on http://127.0.0.1:7; cat > /dev/null; echo served";
const NODE: &str = "case \"$*\" in *prism*) echo listening on http://127.0.0.1:7; cat > /dev/null ;; esac";
/// Builds the program whose name it is given.
const CARGO: &str = "while [ \"$1\" != --bin ]; do shift; done
mkdir -p \"$CARGO_TARGET_DIR/debug\"; cp \"$workspace/programs/$2\" \"$CARGO_TARGET_DIR/debug\"";

/// What the judges ask whom: what that finds is what they find. The server of an editor is not made up here.
const QUESTIONS: [(&str, &str); 13] = [
    ("openapi-spec-validator", "python -m openapi_spec_validator --schema 3.0 spec/dialer.yaml"),
    ("redocly", "cli.js lint --config spec/redocly.yaml spec/dialer.yaml"),
    (
        "redocly",
        "cli.js lint --config tests/fixtures/redocly.yaml tests/fixtures/good/one.yaml tests/conventions/spec.yaml",
    ),
    ("spectral", "index.js lint --fail-severity hint --ruleset spec/spectral.yaml spec/dialer.yaml"),
    ("prism", "prism 127.0.0.1:7"),
    (
        "schemathesis",
        "--config-file spec/schemathesis.toml run spec/dialer.yaml --url http://127.0.0.1:7 --max-examples 100 --seed 1",
    ),
    (
        "schemathesis",
        "--config-file spec/schemathesis-outcomes.toml run spec/dialer.yaml --url http://127.0.0.1:7 --max-examples 100 \
         --seed 1",
    ),
    ("schemathesis", "judged outcomes"),
    ("openapi-generator", "--package-name judged_client --input-spec spec/dialer.yaml --output "),
    ("openapi-generator", "python tests/judges/judged/calls.py http://127.0.0.1:7"),
    ("openapi-generator", "judged successes"),
    ("sarif", "Sarif.Multitool validate built/mistakes.sarif"),
    ("docs", "site.mjs built/site built/site-shown /found/chromium"),
];

/// A workspace that is judged, by programs that find what the file `finds` says.
fn judged(name: &str) -> Result<Programs> {
    let programs = Programs::new(name, &[])?;
    for (name, script) in [
        ("python3", PYTHON),
        ("python", FINDS),
        ("npm", NPM),
        ("node", &format!("{FINDS}\n{NODE}")),
        ("multitool", &format!("{FINDS}\n{MULTITOOL}")),
        ("cargo", CARGO),
        ("prism", FINDS),
        ("judged", &format!("{LISTENS}\n{FINDS}")),
        ("java", ""),
        ("chromium", ""),
        ("which", "echo \"/found/$1\""),
    ] {
        programs.add(name, script)?;
    }
    let sandbox = &programs.sandbox;
    sandbox.write("spec/released.yaml", &sandbox.read("spec/dialer.yaml")?)?;
    sandbox
        .write("xtask/src/docs/shown.yaml", &fs::read_to_string(root().join("xtask/src/docs/shown.yaml"))?)?;
    sandbox.write("tests/fixtures/good/one.yaml", "")?;
    sandbox.write("tests/fixtures/good/one.txt", "")?;
    for bad in ["one", "two"] {
        sandbox.write(&format!("tests/fixtures/bad/{bad}.yaml"), "openapi: 3.0.3\n")?;
    }
    Ok(programs)
}

/// The judges in the table at the end, with the first words of their verdicts.
fn verdicts(stdout: &str) -> Vec<(&str, &str)> {
    let rows = stdout.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    rows.filter_map(
        |row| if let [name, _, verdict, .., "s"] = row[..] { Some((name, verdict)) } else { None },
    )
    .collect()
}

#[test]
fn a_judge_asks_its_program_and_has_failed_where_that_finds_something() -> Result {
    let programs = judged("judges-asking")?;
    let mut judges = QUESTIONS.map(|(judge, _)| judge).to_vec();
    judges.dedup();
    let run = programs.xtask(&[&["conformance"], judges.as_slice()].concat())?;
    let passed: Vec<_> = judges.iter().map(|judge| (*judge, "ok")).collect();
    assert_eq!((run.code, verdicts(&run.stdout)), (Some(0), passed), "{run:?}");
    let calls = programs.calls()?;
    assert!(calls.iter().any(|call| call.contains("/dist/index.js mock --errors ")), "{calls:#?}");
    for (page, call) in [("site/index.html", "callOne"), ("site-shown/index.html", "readyForCalls")] {
        assert!(programs.sandbox.read(&format!("built/{page}"))?.contains(call), "{page}");
    }
    for (judge, question) in QUESTIONS {
        assert!(calls.iter().any(|call| call.contains(question)), "{question}: {calls:#?}");
        programs.sandbox.write("finds", question)?;
        let run = programs.xtask(&["conformance", judge])?;
        assert_eq!(
            (run.code, verdicts(&run.stdout)),
            (Some(1), vec![(judge, "FAILED")]),
            "{question}: {run:?}"
        );
        assert!(run.stderr.ends_with(&format!("\nnot passed: {judge}\n")), "{run:?}");
    }
    Ok(())
}

/// Whether something is installed in these calls.
fn installs(calls: &[String]) -> bool {
    calls.iter().any(|call| call.starts_with("npm install ") || call.starts_with("python -m pip install "))
}

#[test]
fn a_judge_is_installed_once_in_each_version() -> Result {
    let programs = judged("judges-installed")?;
    for judge in ["redocly", "openapi-spec-validator"] {
        assert_eq!(programs.xtask(&["conformance", judge])?.code, Some(0));
        assert!(installs(&programs.calls()?));
        assert_eq!(programs.xtask(&["conformance", judge])?.code, Some(0));
        assert!(!installs(&programs.calls()?));
    }
    let installed = || -> Result<Vec<_>> {
        let paths = programs.sandbox.files()?.into_keys().filter(|path| path.starts_with(".cache/"));
        Ok(paths.filter(|path| path.contains("redocly")).collect())
    };
    let before = installed()?;
    assert!(!before.iter().any(|path| path.ends_with(".package-lock.json")), "it names hosts");
    let finished = before.iter().find(|path| path.ends_with("/installed")).ok_or("not finished")?;
    programs.sandbox.write(finished, "@redocly/cli@0.1.0")?;
    programs.sandbox.write(&finished.replace("/installed", "/stale"), "")?;
    assert_eq!(programs.xtask(&["conformance", "redocly"])?.code, Some(0));
    assert!(installs(&programs.calls()?));
    assert_eq!(installed()?, before);
    Ok(())
}

/// They come over the network, which other steps do not need. Here a step and an installation wait for each other.
#[test]
fn judges_are_installed_while_other_steps_run() -> Result {
    let programs = judged("judges-early")?;
    let until = |said: &str| {
        let is_said = format!("grep -q '{said}' \"$workspace/calls\"");
        format!(
            "for _ in $(seq 200); do {is_said} && break; sleep 0.1; done; {is_said} || touch \"$workspace/waits\""
        )
    };
    programs.add("cargo", &format!("[ \"$1\" = fmt ] || exit 1; {}", until("npm install .* puppeteer")))?;
    programs.add("npm", &format!("[ \"$1\" = --version ] || {{ {}; }}\n{NPM}", until("cargo fmt")))?;
    let run = programs.xtask(&["ci", "fmt", "conformance"])?;
    assert!(run.stdout.contains("== fmt ok in "), "{run:?}");
    assert!(!programs.sandbox.path("waits").exists(), "{run:?}");
    Ok(())
}

#[test]
fn an_editors_server_that_says_nothing_has_not_passed() -> Result {
    let programs = judged("judges-editor")?;
    programs.sandbox.write(".vscode/settings.json", "{}")?;
    programs.add("node", "")?;
    let run = programs.xtask(&["conformance", "yaml-language-server"])?;
    assert_eq!(
        (run.code, verdicts(&run.stdout)),
        (Some(1), vec![("yaml-language-server", "FAILED")]),
        "{run:?}"
    );
    let why = ["it does not answer", "it has ended"];
    assert!(why.iter().any(|why| run.stderr.contains(why)), "{run:?}");
    Ok(())
}

#[test]
fn a_judge_that_cannot_be_had_has_not_judged() -> Result {
    for (judge, program, why) in [
        ("openapi-spec-validator", "python3", "there is no python3"),
        ("redocly", "npm", "there is no npm or no node"),
        ("redocly", "node", "there is no npm or no node"),
        ("openapi-generator", "java", "there is no java"),
    ] {
        let programs = judged("judges-missing")?;
        fs::remove_file(programs.sandbox.path(&format!("programs/{program}")))?;
        let run = programs.xtask(&["conformance", judge])?;
        assert_eq!((run.code, verdicts(&run.stdout)), (Some(1), vec![(judge, "NOT")]), "{run:?}");
        assert!(run.stderr.contains(&format!(": could not run: {why}\n")), "{run:?}");
    }
    let programs = judged("judges-missing")?;
    programs.add("npm", "echo a host that nobody is to know >&2; [ \"$1\" = --version ]")?;
    let run = programs.xtask(&["conformance", "redocly"])?;
    assert_eq!((run.code, verdicts(&run.stdout)), (Some(1), vec![("redocly", "NOT")]), "{run:?}");
    assert!(run.stderr.contains("could not be installed\nhelp: see why with: npm install "), "{run:?}");
    assert!(!run.stderr.contains("nobody"), "{run:?}");
    Ok(())
}
