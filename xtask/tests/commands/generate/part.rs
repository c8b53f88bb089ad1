//! `cargo xtask gen --spec FILE --out DIR --tags TAGS`: one of several crates of a large document.

use std::fs;

use crate::Result;
use crate::sandbox::{Sandbox, root, spec};

const ARGUMENTS: [&str; 5] = ["gen", "--spec", "my.yaml", "--out", "out/phone"];

/// The operations of a specification with a tag for each, where one is given.
fn tagged(operations: &[(&str, &str)]) -> String {
    let ids: Vec<(&str, u32)> = operations.iter().map(|(id, _)| (*id, 1)).collect();
    operations.iter().filter(|(_, tag)| !tag.is_empty()).fold(spec(1, &ids), |text, (id, tag)| {
        text.replace(&format!("operationId: {id}\n"), &format!("operationId: {id}\n      tags: [{tag}]\n"))
    })
}

#[test]
fn it_may_be_a_part_of_a_document() -> Result {
    let sandbox = Sandbox::new("part")?;
    let operations =
        [("callOne", "First"), ("callTwo", "Second Part"), ("callThree", "Third"), ("callFour", "")];
    sandbox.write("my.yaml", &tagged(&operations))?;
    let part = [&ARGUMENTS[..], &["--tags", "First, Second Part"]].concat();
    let run = sandbox.xtask(&part)?;
    assert_eq!(run.code, Some(0), "{run:?}");
    let said = "2 of 4 operations are left out: 1 with other tags, 1 without a tag: callFour\n";
    assert!(run.stdout.starts_with(said), "{run:?}");
    let there = |path: &str| sandbox.path(&format!("out/phone/src/generated/operations/{path}.rs")).exists();
    assert_eq!(["call_one", "call_two", "call_three", "call_four"].map(there), [true, true, false, false]);
    assert!(sandbox.read("out/phone/Cargo.toml")?.contains("\nname = \"icws-phone-first-second-part\"\n"));

    // Programs that read what is listed are told beside it.
    let run = sandbox.xtask(&[&part[..], &["--check", "--format", "json"]].concat())?;
    assert!(run.code == Some(0) && run.stdout.is_empty() && run.stderr.starts_with(said), "{run:?}");
    sandbox.write("my.yaml", &tagged(&operations[1..]))?;
    let run = sandbox.xtask(&[&ARGUMENTS[..], &["--tags", "Second Part", "--check"]].concat())?;
    let command = "run: cargo xtask gen --spec my.yaml --out out/phone --tags 'Second Part'\n";
    assert!(run.code == Some(1) && run.stderr.ends_with(command), "{run:?}");
    let run = sandbox.xtask(&[&ARGUMENTS[..], &["--tags", "third,First"]].concat())?;
    let said = "error: no operation of my.yaml has the tag `third`\nhelp: did you mean `Third`?\n\nnothing was written\n";
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), said));
    Ok(())
}

/// Its front page is the crate's documentation, too.
#[test]
fn the_front_page_names_the_groups() -> Result {
    let sandbox = Sandbox::new("groups")?;
    let tagged = fs::read_to_string(root().join("tests/conventions/tagged.yaml"))?;
    sandbox.write("my.yaml", &tagged.replace("Asks what there is.", "Asks `x` | <b>.\\n\\nAnd more."))?;
    sandbox.xtask(&ARGUMENTS)?;
    let page = sandbox.read("out/phone/README.md")?;
    for part in [
        "\n## Groups\n\n",
        "\n| `client.people()` | 17 | Who there is. |\n",
        "\n| `client.server()` | 1 | server |\n| `client` itself | 1 | what is in no group |\n",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    // Nothing of a description ends a cell, or is more than a text.
    let queries = page.lines().find(|line| line.starts_with("| `client.queries()` |")).ok_or("a row")?;
    assert!(queries.replace("\\|", "").matches('|').count() == 4 && queries.contains("\\<b>"), "{queries}");
    sandbox.xtask(&[&ARGUMENTS[..], &["--tags", "queries"]].concat())?;
    assert!(!sandbox.read("out/phone/README.md")?.contains("Groups"));
    Ok(())
}
