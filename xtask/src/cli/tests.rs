use super::*;

fn parsed(line: &str) -> Result<Command, String> {
    let arguments = line.split_whitespace().map(OsString::from);
    parse(arguments).map(|invocation| invocation.command).map_err(|failure| {
        assert_eq!(failure, Failure::usage(failure.to_string()), "wrong usage has exit code 2");
        failure.to_string()
    })
}

/// What a command is that was read, for comparison.
fn shown(line: &str) -> String {
    parsed(line).map_or_else(|mistake| mistake, |command| format!("{command:?}"))
}

fn mistake(line: &str) -> String {
    parsed(line).err().unwrap_or_default()
}

const NAMES: [&str; 11] = [
    "gen",
    "explain",
    "new",
    "docs",
    "surface",
    "changes",
    "release",
    "matrix",
    "semver",
    "ci",
    "conformance",
];

#[test]
fn commands_are_read() {
    for (line, command) in [
        ("gen", "Gen(Gen { mode: Write, warnings: Show, format: Human, repeat: Once, elsewhere: None })"),
        (
            "gen --format=human",
            "Gen(Gen { mode: Write, warnings: Show, format: Human, repeat: Once, elsewhere: None })",
        ),
        (
            "gen --deny-warnings --check",
            "Gen(Gen { mode: Check, warnings: Deny, format: Human, repeat: Once, elsewhere: None })",
        ),
        (
            "gen --check --format json",
            "Gen(Gen { mode: Check, warnings: Show, format: Json, repeat: Once, elsewhere: None })",
        ),
        (
            "gen --out=out --check --spec=a_b.yaml",
            "Gen(Gen { mode: Check, warnings: Show, format: Human, repeat: Once, \
             elsewhere: Some(Elsewhere { spec: \"a_b.yaml\", out: \"out\", name: None, tags: [] }) })",
        ),
        (
            "gen --spec a_b.yaml --out out --name icws-foo_2",
            "Gen(Gen { mode: Write, warnings: Show, format: Human, repeat: Once, \
             elsewhere: Some(Elsewhere { spec: \"a_b.yaml\", out: \"out\", name: Some(\"icws-foo_2\"), tags: [] }) })",
        ),
        (
            "gen --spec a --out b --tags One,Two",
            "Gen(Gen { mode: Write, warnings: Show, format: Human, repeat: Once, \
             elsewhere: Some(Elsewhere { spec: \"a\", out: \"b\", name: None, tags: [\"One\", \"Two\"] }) })",
        ),
        (
            "gen --watch --check",
            "Gen(Gen { mode: Check, warnings: Show, format: Human, repeat: Watch, elsewhere: None })",
        ),
        ("new operation holdCall", "New(Operation { id: \"holdCall\", at: None })"),
        (
            "new property error reason --at 9",
            "New(Property { schema: \"error\", name: \"reason\", at: Some(9) })",
        ),
        ("new status placePreviewCall 409", "New(Status { operation: \"placePreviewCall\", status: 409 })"),
        ("new rung", "New(Rung { feature: None })"),
        ("new rung dialer", "New(Rung { feature: Some(\"dialer\") })"),
        ("docs --open", "Docs(Docs { then: Open })"),
        ("explain", "Explain(Explain { codes: [] })"),
        ("explain E0210 e0301", "Explain(Explain { codes: [E0210, E0301] })"),
        ("surface", "Surface(Surface { at: None })"),
        ("surface --at 7", "Surface(Surface { at: Some(\"7\") })"),
        ("changes", "Changes(Changes { mode: Report, since: None, spec: None, format: Human })"),
        (
            "changes --check --since v0.1.0 --spec a.yaml --format json",
            "Changes(Changes { mode: Check, since: Some(\"v0.1.0\"), spec: Some(\"a.yaml\"), format: Json })",
        ),
        ("release", "Release(Release { mode: Write, proof: Full, version: None })"),
        ("matrix", "Matrix"),
        ("semver", "Semver"),
        ("ci", "Ci(Ci { skipped: [] })"),
        ("ci --skip tests,docs --skip fmt", "Ci(Ci { skipped: [Tests, Docs, Fmt] })"),
        ("conformance", "Conformance(Conformance { judges: [] })"),
        ("conformance prism redocly", "Conformance(Conformance { judges: [Prism, Redocly] })"),
    ] {
        assert_eq!(shown(line), command, "{line}");
    }
    let alone = shown("ci deny");
    assert!(alone.contains("Tests") && !alone.contains("Deny"), "{alone}");
}

#[test]
fn the_workspace_can_be_a_copy() {
    for line in ["gen --check --root a/copy", "--root a/copy gen --check", "gen --root=a/copy --check"] {
        let arguments = line.split_whitespace().map(OsString::from);
        let invocation = parse(arguments);
        let workspace = invocation.as_ref().map(|invocation| &invocation.workspace);
        assert_eq!(workspace, Ok(&Workspace::at("a/copy".into())), "{line}");
    }
}

#[test]
fn help_is_for_all_or_for_one() {
    let text = |line: &str| match parsed(line) {
        Ok(Command::Help(text)) => text,
        other => format!("no help: {other:?}"),
    };
    let all = text("--help");
    for line in ["help", "--help", "-h", "help help", "help --help"] {
        assert_eq!(text(line), all, "{line}");
    }
    let one = text("gen --help");
    for line in ["help gen", "gen --help", "gen -h", "gen --check --help"] {
        assert_eq!(text(line), one, "{line}");
    }
    for name in NAMES {
        assert!(all.contains(&format!("\n    {name:<11}  ")), "{name}: {all}");
        let usage = format!("\n\nUsage: cargo xtask {name} ");
        assert!(text(&format!("{name} --help")).contains(&usage), "{name}");
    }
    assert!(!all.contains("--root"), "{all}");
    assert!(one.contains("\n        --check  "), "{one}");
}

#[test]
fn what_is_said_at_length_has_paragraphs_and_a_table() {
    let help = shown("help conformance");
    assert!(help.contains(r"cache/conformance/.\n\nopenapi-spec-validator  whether it is"), "{help}");
    assert!(help.contains(r"PyPI, needs python3\nredocly                 whether"), "{help}");
}

#[test]
fn wrong_usage_says_what_is_right() {
    assert_eq!(parsed(""), Err(help()));
    for (line, said) in [
        ("deploy", "error: expected `COMMAND ...`, got `deploy`. Pass `--help` for usage information"),
        ("gen --spec a", "error: expected `--out=DIR`, pass `--help` for usage information"),
        ("gen --out a", "error: expected `--spec=FILE`, pass `--help` for usage information"),
        ("gen --name a", "error: expected `--spec=FILE`, pass `--help` for usage information"),
        ("gen --tags a", "error: expected `--spec=FILE`, pass `--help` for usage information"),
        ("gen --spec", "error: `--spec` requires an argument `FILE`"),
        ("gen --spec= --out x", "error: couldn't parse `--spec=\"\"`: it is empty"),
        ("gen --check=yes", "error: `yes` is not expected in this context"),
        ("gen --check --check", "error: argument `--check` cannot be used multiple times in this context"),
        ("gen now", "error: `now` is not expected in this context"),
        ("semver now", "error: `now` is not expected in this context"),
        ("explain --check", "error: `--check` is not expected in this context"),
        ("matrix --check", "error: `--check` is not expected in this context"),
        ("explain nothing", "error: couldn't parse `nothing`: `cargo xtask explain` lists all codes"),
        (
            "ci --skip nothing",
            "error: couldn't parse `nothing`: there is `fmt`, `gen`, `changes`, `deny`, `clippy`, `tests`, `matrix`, `docs`, \
             `examples`, `package`, `minimal`, `wasm`, `neighbours`, `conformance`",
        ),
    ] {
        assert_eq!(mistake(line).split_whitespace().collect::<Vec<_>>().join(" "), said, "{line}");
    }
    let said = mistake("gen --spec a --out b --name 2a");
    assert!(
        said.starts_with("error: couldn't parse `2a`: a crate's name is made of small letters"),
        "{said}"
    );
}

#[test]
fn what_people_mistype_is_recognised() {
    for (line, meant) in [
        ("gne", "gen"),
        ("Gen", "gen"),
        ("explian", "explain"),
        ("semvre", "semver"),
        ("help sruface", "surface"),
        ("sruface --help", "surface"),
        ("gen --chekc", "--check"),
        ("gen --Check", "--check"),
        ("gen -check", "--check"),
        ("gen check", "--check"),
        ("gen --spce x", "--spec"),
        ("gen --fromat json", "--format"),
        ("gen --format JSON", "json"),
        ("ci --skip clipy", "clippy"),
        ("ci test", "tests"),
        ("conformance redoc", "redocly"),
        ("conformance openapi-spec", "openapi-spec-validator"),
        ("explain E210", "E0210"),
        ("explain 0210", "E0210"),
        ("explain E0120x", "E0120"),
    ] {
        let said = mistake(line);
        assert!(said.contains(&format!("did you mean `{meant}`?")), "{line}: {said}");
    }
}

#[test]
fn a_path_that_would_break_a_header_is_refused() {
    let arguments = ["gen", "--spec", "a\nb", "--out", "x"].map(OsString::from);
    let said = parse(arguments.into_iter()).err().map(|failure| failure.to_string()).unwrap_or_default();
    assert!(said.ends_with(": it is not printable text"), "{said}");
}
