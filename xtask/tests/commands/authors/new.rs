//! `cargo xtask new`: what it prints goes into our own specification, where it says, and passes once it is filled in. What
//! the tests add has names that no edit of our own gives anything.

use std::fs;

use crate::Result;
use crate::clone::{first_ladder, ladder};
use crate::sandbox::{Run, Sandbox, root, spec};

const SPEC: &str = "spec/dialer.yaml";

fn sandbox(name: &str) -> Result<Sandbox> {
    let sandbox = Sandbox::new(name)?;
    sandbox.write(SPEC, &fs::read_to_string(root().join(SPEC))?)?;
    Ok(sandbox)
}

/// The numbers of the lines that the places name, in their order.
fn places(run: &Run) -> Vec<usize> {
    let numbers = run.stderr.split("before line ").skip(1);
    numbers.filter_map(|text| text.split(' ').next()?.parse().ok()).collect()
}

/// Puts parts before lines of the specification. Places further down go first, so that no number changes meanwhile.
fn insert(sandbox: &Sandbox, parts: &[(usize, &str)]) -> Result {
    let text = sandbox.read(SPEC)?;
    let mut lines: Vec<&str> = text.lines().collect();
    let mut parts = parts.to_vec();
    parts.sort_by_key(|(line, _)| std::cmp::Reverse(*line));
    for (line, part) in parts {
        lines.splice(line - 1..line - 1, part.lines().chain([""]));
    }
    Ok(sandbox.write(SPEC, &(lines.join("\n") + "\n"))?)
}

/// Fills in whatever is empty.
fn fill_in(sandbox: &Sandbox) -> Result {
    let text = sandbox.read(SPEC)?;
    let filled = text.lines().map(|line| match line.trim_start().split_once(": # ") {
        Some(("properties", _)) => line.replacen(": # ", ": {} # ", 1),
        Some(("type", _)) => line.replacen(": # ", ": string # ", 1),
        Some(("summary" | "description", _)) => line.replacen(": # ", ": Filled in. # ", 1),
        _ => line.to_owned(),
    });
    Ok(sandbox.write(SPEC, &(filled.collect::<Vec<_>>().join("\n") + "\n"))?)
}

/// What is printed is refused as long as it has a gap, at the line of the gap, and passes when it has none.
fn passes_once_filled_in(sandbox: &Sandbox, gaps: usize) -> Result {
    let refused = sandbox.xtask(&["gen", "--check", "--format", "json"])?;
    let text = sandbox.read(SPEC)?;
    let lines: Vec<&str> = text.lines().collect();
    let mut found: Vec<usize> = Vec::new();
    for mistake in refused.stdout.lines() {
        let mistake: serde_json::Value = serde_json::from_str(mistake)?;
        found.push(mistake.get("line").and_then(serde_json::Value::as_u64).unwrap_or_default().try_into()?);
    }
    found.dedup();
    assert!(
        found.iter().all(|line| lines.get(line - 1).is_some_and(|line| line.contains(": # "))),
        "{refused:?}"
    );
    assert_eq!(found.len(), gaps, "{refused:?}");
    fill_in(sandbox)?;
    let passed = sandbox.xtask(&["gen"])?;
    assert_eq!(passed.code, Some(0), "{passed:?}");
    Ok(())
}

#[test]
fn an_operation_has_a_body_and_what_every_call_is_answered() -> Result {
    let sandbox = sandbox("new-operation")?;
    let run = sandbox.xtask(&["new", "operation", "callOfTheTest"])?;
    assert_eq!(run.code, Some(0), "{run:?}");
    let (path, schema) = run.stdout.split_once("\n\n").ok_or("two parts")?;
    let (feature, [_, newest]) = first_ladder(&sandbox.read(SPEC)?)?;
    let folder = path.split_once("/call-of-the-test:\n").ok_or("a path")?.0;
    assert!(sandbox.read(SPEC)?.contains(&format!("\n{folder}/")), "{run:?}");
    assert!(path.contains(&format!("{feature} {newest}\n")), "{run:?}");
    let [paths, schemas] = places(&run)[..] else { return Err(format!("two places: {run:?}").into()) };
    insert(&sandbox, &[(paths, path), (schemas, schema)])?;
    passes_once_filled_in(&sandbox, 5)?;
    assert!(sandbox.read("generated/src/generated/operations/call_of_the_test.rs").is_ok());
    Ok(())
}

#[test]
fn a_property_goes_to_the_end_of_its_type() -> Result {
    let sandbox = sandbox("new-property")?;
    let [_, newest] = ladder(&sandbox.read(SPEC)?)?;
    let at = newest.to_string();
    let run =
        sandbox.xtask(&["new", "property", "startReceivingParameters", "propertyOfTheTest", "--at", &at])?;
    let [place] = places(&run)[..] else { return Err(format!("a place: {run:?}").into()) };
    insert(&sandbox, &[(place, &run.stdout)])?;
    passes_once_filled_in(&sandbox, 2)?;
    let model = sandbox.read("generated/src/generated/models/start_receiving_parameters.rs")?;
    assert!(model.contains(&format!("feature = \"dialer-{newest}\"")), "{model}");
    Ok(())
}

#[test]
fn a_status_has_the_body_that_errors_have() -> Result {
    let sandbox = sandbox("new-status")?;
    let success = sandbox.xtask(&["new", "status", "placePreviewCall", "203"])?;
    assert!(
        success.stdout.starts_with("        '203':\n") && !success.stdout.contains("content:"),
        "{success:?}"
    );
    let run = sandbox.xtask(&["new", "status", "placePreviewCall", "508"])?;
    assert!(run.stdout.ends_with("$ref: '#/components/schemas/error'\n"), "{run:?}");
    let [place] = places(&run)[..] else { return Err(format!("a place: {run:?}").into()) };
    insert(&sandbox, &[(place, &run.stdout)])?;
    passes_once_filled_in(&sandbox, 1)?;
    let operation = sandbox.read("generated/src/generated/operations/place_preview_call.rs")?;
    assert!(operation.contains("LoopDetected"), "{operation}");
    Ok(())
}

#[test]
fn a_rung_is_two_lines() -> Result {
    let sandbox = sandbox("new-rung")?;
    sandbox.write(SPEC, &spec(2, &[("callOne", 1)]))?;
    let run = sandbox.xtask(&["new", "rung"])?;
    assert_eq!(run.stdout, "  version: '3'\n\nx-features: { phone: { oldest: 1, newest: 3 } }\n", "{run:?}");
    assert_eq!(places(&run), [2, 3], "{run:?}");
    Ok(())
}

#[test]
fn a_rung_of_our_own_specification_leaves_all_its_ladders() -> Result {
    let sandbox = sandbox("new-rung-own")?;
    let run = sandbox.xtask(&["new", "rung"])?;
    let text = sandbox.read(SPEC)?;
    let (feature, [_, newest]) = first_ladder(&text)?;
    let is_ladder = |line: &&str| line.starts_with("x-features: ");
    let declared = text.lines().find(is_ladder).ok_or("no ladder")?;
    let printed = run.stdout.lines().find(is_ladder).ok_or("a ladder")?;
    assert_eq!(
        printed,
        declared.replacen(&format!("newest: {newest}"), &format!("newest: {}", newest + 1), 1)
    );
    sandbox.write(SPEC, &text.replace(declared, printed))?;
    assert_eq!(sandbox.xtask(&["gen"])?.code, Some(0));
    assert!(sandbox.read("generated/Cargo.toml")?.contains(&format!("{feature}-{} = ", newest + 1)));
    Ok(())
}

/// The feature that is declared first need not be the first one by its name.
#[test]
fn of_several_features_one_goes_on() -> Result {
    let sandbox = sandbox("new-rung-of")?;
    let two = "x-features: { phone: { oldest: 1, newest: 2 }, another: { oldest: 4, newest: 4 } }";
    let text = spec(2, &[("callOne", 1), ("callTwo", 2)]);
    let text = text.replace("x-features: { phone: { oldest: 1, newest: 2 } }", two);
    let text = text.replace("phone 2", "another 4").replace("/phone/callTwo", "/another/callTwo");
    sandbox.write(SPEC, &text)?;
    for (arguments, ladders) in [
        (&["new", "rung"][..], two.replace("newest: 2", "newest: 3")),
        (&["new", "rung", "another"], two.replace("newest: 4", "newest: 5")),
    ] {
        let run = sandbox.xtask(arguments)?;
        assert_eq!(run.stdout.trim_end(), ladders, "{run:?}");
    }
    let run = sandbox.xtask(&["new", "operation", "later"])?;
    assert!(run.stdout.contains("/phone/later:\n") && run.stdout.contains("phone 2\n"), "{run:?}");
    let run = sandbox.xtask(&["new", "rung", "phon"])?;
    assert!(run.stderr.contains("there is no feature `phon`\nhelp: did you mean `phone`?"), "{run:?}");
    Ok(())
}

#[test]
fn what_is_there_or_is_not_is_said() -> Result {
    let sandbox = sandbox("new-mistakes")?;
    let (_, [oldest, newest]) = first_ladder(&sandbox.read(SPEC)?)?;
    let other = (newest + 3).to_string();
    let known = format!("write one from {oldest} to {newest}, or add one, see: cargo xtask new rung");
    for (arguments, said) in [
        (&["operation", "readyForCalls"][..], "there is an operation `readyForCalls` already"),
        (&["operation", "two words"], "it is made of letters and digits"),
        (&["operation", "later", "--at", &other], &known),
        (&["property", "eror", "reason"], "there is no schema `eror`\nhelp: did you mean `error`?"),
        (&["status", "readyForCall", "409"], "did you mean `readyForCalls`?"),
        (&["status", "readyForCalls", "403"], "`readyForCalls` has the status 403 already"),
        (&["status", "readyForCalls", "99"], "statuses go from 200 to 599"),
    ] {
        let run = sandbox.xtask(&[&["new"], arguments].concat())?;
        assert!(run.code != Some(0) && run.stderr.contains(said) && run.stdout.is_empty(), "{run:?}");
    }
    Ok(())
}
