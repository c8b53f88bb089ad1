use std::ffi::OsString;

use super::*;

fn command(line: &str) -> Result<Command, String> {
    let arguments = line.split_whitespace().map(OsString::from);
    parse(arguments).map(|invocation| invocation.command).map_err(|failure| {
        assert_eq!(failure, Failure::usage(failure.to_string()), "wrong usage has exit code 2");
        failure.to_string()
    })
}

fn mistake(line: &str) -> String {
    command(line).err().unwrap_or_default()
}

#[test]
fn commands_are_read() {
    let of = |mode, elsewhere| Gen { mode, elsewhere, format: Format::Human, warnings: Warnings::Show };
    let gen_ = |mode, elsewhere| Ok(Command::Gen(of(mode, elsewhere)));
    let named = |name: Option<&str>| {
        let name = name.map(ToOwned::to_owned);
        Some(Elsewhere { spec: "a_b.yaml".into(), out: "out".into(), name })
    };
    let elsewhere = || named(None);
    assert_eq!(command("gen"), gen_(Mode::Write, None));
    assert_eq!(command("gen --check"), gen_(Mode::Check, None));
    assert_eq!(command("gen --spec a_b.yaml --out out"), gen_(Mode::Write, elsewhere()));
    assert_eq!(command("gen --out=out --check --spec=a_b.yaml"), gen_(Mode::Check, elsewhere()));
    let with_name = gen_(Mode::Write, named(Some("icws-foo_2")));
    assert_eq!(command("gen --spec a_b.yaml --out out --name icws-foo_2"), with_name);
    let json = Gen { format: Format::Json, ..of(Mode::Check, None) };
    assert_eq!(command("gen --check --format json"), Ok(Command::Gen(json)));
    assert_eq!(command("gen --format=human"), gen_(Mode::Write, None));
    let deny = Gen { warnings: Warnings::Deny, ..of(Mode::Check, None) };
    assert_eq!(command("gen --deny-warnings --check"), Ok(Command::Gen(deny)));
    assert_eq!(command("explain"), Ok(Command::Explain { codes: Vec::new() }));
    assert_eq!(
        command("explain E0210 e0301"),
        Ok(Command::Explain { codes: vec![Code::E0210, Code::E0301] })
    );
    assert_eq!(command("surface"), Ok(Command::Surface { at: None }));
    assert_eq!(command("surface --at 7"), Ok(Command::Surface { at: Some("7".to_owned()) }));
    assert_eq!(command("matrix"), Ok(Command::Matrix));
    assert_eq!(command("semver"), Ok(Command::Semver));
    assert_eq!(
        command("ci --skip tests,docs --skip fmt"),
        Ok(Command::Ci { skipped: vec![Step::Tests, Step::Docs, Step::Fmt] })
    );
    let skipped: Vec<Step> = Step::ALL.into_iter().filter(|step| *step != Step::Deny).collect();
    assert_eq!(command("ci deny"), Ok(Command::Ci { skipped }));
    assert_eq!(command("conformance"), Ok(Command::Conformance { judges: Judge::ALL.to_vec() }));
    for judge in Judge::ALL {
        let line = format!("conformance {}", judge.name());
        assert_eq!(command(&line), Ok(Command::Conformance { judges: vec![judge] }));
    }
}

#[test]
fn help_is_for_all_or_for_one() {
    for all in ["help", "--help", "-h", "help help"] {
        assert_eq!(command(all), Ok(Command::Help(Topic::All)), "{all}");
    }
    for one in ["help gen", "gen --help", "gen -h", "--help gen", "gen --check --help"] {
        assert_eq!(command(one), Ok(Command::Help(Topic::Gen)), "{one}");
    }
    for topic in Topic::ALL {
        assert!(topic.usage().starts_with("usage: cargo xtask "), "{topic:?}");
    }
}

#[test]
fn wrong_usage_says_what_is_right() {
    assert_eq!(mistake(""), Topic::All.text());
    assert_eq!(mistake("gne"), "error: there is no command `gne`\nhelp: did you mean `gen`?");
    assert_eq!(mistake("gen --chekc"), "error: there is no option `--chekc`\nhelp: did you mean `--check`?");
    assert_eq!(mistake("ci --skip test"), "error: there is no step `test`\nhelp: did you mean `tests`?");
    assert_eq!(
        mistake("conformance redoc"),
        "error: there is no judge `redoc`\nhelp: did you mean `redocly`?"
    );
    assert!(
        mistake("deploy").ends_with(
            "there is `gen`, `explain`, `surface`, `matrix`, `semver`, `ci`, `conformance`, `help`"
        )
    );
    assert!(mistake("gen --spec a").starts_with("error: `--spec` needs `--out DIR`"));
    assert!(mistake("gen --out a").starts_with("error: `--out` needs `--spec FILE`"));
    assert!(mistake("gen --spec").starts_with("error: `--spec` needs a value"));
    assert!(mistake("gen --spec= --out x").starts_with("error: `--spec` needs a value"));
    assert!(mistake("gen --check=yes").starts_with("error: `--check` takes no value"));
    assert!(mistake("gen --check --check").starts_with("error: `--check` is given twice"));
    assert!(mistake("explain --check").starts_with("error: `explain` has no option `--check`"));
    assert!(mistake("gen now").starts_with("error: `gen` takes no `now`"));
    assert!(mistake("semver now").starts_with("error: `semver` takes no `now`"));
    assert!(mistake("matrix --check").starts_with("error: `matrix` has no option `--check`"));
}

#[test]
fn what_people_mistype_is_recognised() {
    for (line, meant) in [
        ("generate", "gen"),
        ("Gen", "gen"),
        ("explian", "explain"),
        ("conf", "conformance"),
        ("semvre", "semver"),
        ("help sruface", "surface"),
        ("gen --Check", "--check"),
        ("gen -check", "--check"),
        ("gen check", "--check"),
        ("gen --spce x", "--spec"),
        ("gen --fromat json", "--format"),
        ("gen --format JSON", "json"),
        ("ci --skip clipy", "clippy"),
        ("conformance openapi-spec", "openapi-spec-validator"),
        ("explain E210", "E0210"),
        ("explain 0210", "E0210"),
        ("explain E0120x", "E0120"),
    ] {
        let said = mistake(line);
        assert!(said.contains(&format!("\nhelp: did you mean `{meant}`?")), "{line}: {said}");
    }
    let said = mistake("explain nothing");
    assert_eq!(said, "error: there is no code `nothing`\nhelp: `cargo xtask explain` lists all codes");
}

#[test]
fn a_name_that_is_none_for_a_crate_is_refused() {
    let longest = "a".repeat(LONGEST_NAME);
    assert!(command(&format!("gen --spec a --out b --name {longest}")).is_ok());
    for name in
        ["2a", "-a", "_a", "icws.foo", "Icws", "icws/foo", "\u{e4}", "a\"b", "fn", "gen", "std", "test"]
    {
        let said = mistake(&format!("gen --spec a --out b --name={name}"));
        assert!(said.starts_with("error: no crate can be called \"") && said.contains("letters"), "{said}");
    }
    assert!(!mistake(&format!("gen --spec a --out b --name {longest}a")).is_empty());
    assert!(mistake("gen --name a").starts_with("error: `--name` needs `--spec FILE` and `--out DIR`"));
    assert!(mistake("gen --spec a --out b --name=").starts_with("error: `--name` needs a value"));
}

#[test]
fn a_path_that_would_break_a_header_is_refused() {
    let arguments = ["gen", "--spec", "a\nb", "--out", "x"].map(OsString::from);
    let said = parse(arguments.into_iter()).err().map(|failure| failure.to_string()).unwrap_or_default();
    assert!(said.starts_with("error: the path \"a\\nb\" is not printable text"), "{said}");
}
