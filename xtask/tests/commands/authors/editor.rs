//! What an editor reads of the workspace: the schema and the tasks that it is given are there.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::Result;
use crate::sandbox::root;

fn read(name: &str) -> Result<Value> {
    Ok(serde_json::from_str(&fs::read_to_string(root().join(".vscode").join(name))?)?)
}

/// A text in it.
fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

/// The values of a list in it.
fn list<'a>(value: &'a Value, pointer: &str) -> &'a [Value] {
    value.pointer(pointer).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

#[test]
fn every_task_is_a_command_of_xtask() -> Result {
    let tasks = read("tasks.json")?;
    assert_eq!(text(&tasks, "/version"), "2.0.0");
    let tasks = list(&tasks, "/tasks");
    assert!(!tasks.is_empty());
    let mut labels = BTreeSet::new();
    for task in tasks {
        assert!(labels.insert(text(task, "/label")), "two tasks have one name: {task}");
        let words: Vec<&str> = text(task, "/command").split_whitespace().collect();
        let ["cargo", "xtask", command, options @ ..] = words.as_slice() else {
            return Err(format!("not a command of ours: {words:?}").into());
        };
        let output = Command::new(env!("CARGO_BIN_EXE_xtask")).args([command, "--help"]).output()?;
        let help = String::from_utf8(output.stdout)?;
        assert!(output.status.success(), "{words:?}");
        let unknown: Vec<_> = options.iter().filter(|option| !help.contains(**option)).collect();
        assert!(unknown.is_empty(), "{words:?}: {unknown:?}");
    }
    Ok(())
}

/// An editor marks the file only if each line of a mistake is matched by its pattern, in the order of the lines.
#[test]
fn the_lines_that_a_task_waits_for_are_those_that_the_watch_prints() -> Result {
    let tasks = read("tasks.json")?;
    let watch = fs::read_to_string(root().join("xtask/src/generate/watch.rs"))?;
    let background = list(&tasks, "/tasks").iter().filter(|task| text(task, "/command").ends_with("--watch"));
    let mut seen = 0;
    for task in background {
        let begins = text(task, "/problemMatcher/background/beginsPattern");
        let ends = text(task, "/problemMatcher/background/endsPattern");
        assert!(
            begins.len() > 2 && watch.contains(&format!("\"{}", begins.trim_start_matches('^'))),
            "{begins}"
        );
        assert!(ends.len() > 2 && watch.contains(ends), "{ends}");
        seen += 1;
    }
    assert_eq!(seen, 1);
    Ok(())
}

#[test]
fn the_schema_of_the_specification_is_where_editors_look_for_it() -> Result {
    let settings = read("settings.json")?;
    let schemas = settings.get("yaml.schemas").and_then(Value::as_object).ok_or("no schemas")?;
    assert!(!schemas.is_empty());
    for (schema, documents) in schemas {
        assert!(root().join(schema).is_file(), "{schema}");
        for document in list(documents, "") {
            assert!(root().join(text(document, "")).is_file(), "{document}");
        }
    }
    let recommended = read("extensions.json")?;
    assert!(list(&recommended, "/recommendations").contains(&"redhat.vscode-yaml".into()));
    Ok(())
}
