//! `cargo xtask new`: what it prints goes into our own specification, where it says, and passes once it is filled in.

use std::fs;

use crate::Result;
use crate::clone::ladder_of;
use crate::sandbox::{Run, Sandbox, root};

const SPEC: &str = "spec/dialer.yaml";

fn sandbox(name: &str) -> Result<Sandbox> {
    let sandbox = Sandbox::new(name)?;
    sandbox.write(SPEC, &fs::read_to_string(root().join(SPEC))?)?;
    Ok(sandbox)
}

/// The feature that is declared first, and its oldest and newest version: `new` takes these where none is named.
fn first_ladder(text: &str) -> Result<(String, [u32; 2])> {
    let (_, declared) = text.split_once("\nx-features: { ").ok_or("no ladder")?;
    let (name, _) = declared.split_once(':').ok_or("no name")?;
    Ok((name.to_owned(), ladder_of(text, name)?))
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
    let run = sandbox.xtask(&["new", "operation", "scheduleCallback"])?;
    assert_eq!(run.code, Some(0), "{run:?}");
    let (path, schema) = run.stdout.split_once("\n\n").ok_or("two parts")?;
    let (feature, [_, newest]) = first_ladder(&sandbox.read(SPEC)?)?;
    assert!(path.contains("  /icws/{sessionId}/dialer/schedule-callback:\n"), "{run:?}");
    assert!(path.contains(&format!("{feature} {newest}\n")), "{run:?}");
    let [paths, schemas] = places(&run)[..] else { return Err(format!("two places: {run:?}").into()) };
    insert(&sandbox, &[(paths, path), (schemas, schema)])?;
    passes_once_filled_in(&sandbox, 5)?;
    assert!(sandbox.read("generated/src/generated/operations/schedule_callback.rs").is_ok());
    Ok(())
}

#[test]
fn a_property_goes_to_the_end_of_its_type() -> Result {
    let sandbox = sandbox("new-property")?;
    let (feature, [_, newest]) = first_ladder(&sandbox.read(SPEC)?)?;
    let at = newest.to_string();
    let run = sandbox.xtask(&["new", "property", "startReceivingParameters", "skills", "--at", &at])?;
    let [place] = places(&run)[..] else { return Err(format!("a place: {run:?}").into()) };
    insert(&sandbox, &[(place, &run.stdout)])?;
    passes_once_filled_in(&sandbox, 2)?;
    let model = sandbox.read("generated/src/generated/models/start_receiving_parameters.rs")?;
    assert!(model.contains(&format!("feature = \"{feature}-{newest}\"")), "{model}");
    Ok(())
}

#[test]
fn a_status_has_the_body_that_errors_have() -> Result {
    let sandbox = sandbox("new-status")?;
    let run = sandbox.xtask(&["new", "status", "placePreviewCall", "409"])?;
    let [place] = places(&run)[..] else { return Err(format!("a place: {run:?}").into()) };
    insert(&sandbox, &[(place, &run.stdout)])?;
    passes_once_filled_in(&sandbox, 1)?;
    let operation = sandbox.read("generated/src/generated/operations/place_preview_call.rs")?;
    assert!(operation.contains("Conflict"), "{operation}");
    Ok(())
}

#[test]
fn a_rung_is_two_lines() -> Result {
    let sandbox = sandbox("new-rung")?;
    let run = sandbox.xtask(&["new", "rung"])?;
    let text = sandbox.read(SPEC)?;
    let [version, ladder] =
        [&run.stdout.lines().next(), &run.stdout.lines().last()].map(|line| line.unwrap_or_default());
    let (feature, [_, newest]) = first_ladder(&text)?;
    let next = newest + 1;
    let old = text.lines().find(|line| line.starts_with("  version: '")).ok_or("no version")?.to_owned();
    let text = text.replace(&old, version);
    let declared = text.lines().find(|line| line.starts_with("x-features: ")).ok_or("no ladder")?.to_owned();
    let text = text.replace(&declared, ladder);
    assert!(
        text.contains(&format!("version: '{next}'")) && text.contains(&format!("newest: {next}")),
        "{run:?}"
    );
    sandbox.write(SPEC, &text)?;
    let passed = sandbox.xtask(&["gen"])?;
    assert_eq!(passed.code, Some(0), "{passed:?}");
    assert!(sandbox.read("generated/Cargo.toml")?.contains(&format!("{feature}-{next} = ")));
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
