//! The language server for YAML that editors start: whether it marks nothing in good documents and what is wrong in bad
//! ones, completes keys and versions, and explains what a key means.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use super::language_server::LanguageServer;
use crate::support::folder;
use crate::support::install::{Manager, Tool};
use crate::support::workspace::{SPEC, Workspace};

pub(super) const TOOL: Tool =
    Tool { from: Manager::Npm, name: "yaml-language-server", version: "1.25.0", with: &[], needs: &[] };

/// What editors that read it are told about this folder.
const SETTINGS: &str = ".vscode/settings.json";

/// What is edited here, so that no edit of our specification makes this fail.
const TYPED: &str = include_str!("yaml_language_server/typed.yaml");

/// Slips of the pen: what is written, what somebody writes instead, what is marked, and as what.
const SLIPS: [[&str; 4]; 6] = [
    ["operationId: addThing", "operationID: addThing", "operationID", "operationID"],
    ["x-feature-version: desk 2", "x-feature-verison: desk 2", "x-feature-verison", "x-feature-verison"],
    ["x-feature-version: desk 3", "x-feature-version: 3", "3", "string"],
    ["additionalProperties: true", "additionalProperties: yes please", "yes please", "boolean"],
    ["type: integer\n            format: int32", "type: int\n            format: int32", "int", "integer"],
    ["'410':\n          $ref", "'41':\n          $ref", "'41'", "41"],
];

/// What is typed where the mark is, and what has to be offered there.
const COMPLETIONS: [(&str, &str, &[&str]); 3] = [
    ("      x-feature-version: desk 2\n", "      x-f^\n", &["x-feature-version"]),
    ("      deprecated: true\n", "      dep^\n", &["deprecated"]),
    ("          x-feature-version: desk 3\n", "          x-^\n", &["x-feature-version", "x-rust-name"]),
];

/// What the schema of the specification is called.
const SCHEMA: &str = "spec/dialect.schema.json";

pub(super) fn judge(workspace: &Workspace, home: &Path) -> Result<(), String> {
    let mut editor = Editor::start(workspace, home)?;
    let spec = folder::text(&workspace.path(SPEC)).map_err(|failure| failure.to_string())?;
    let mut found = editor.good(workspace, &spec)?;
    for slip in SLIPS {
        found.extend(editor.slip(slip)?);
    }
    for (before, typed, offered) in COMPLETIONS {
        found.extend(editor.completion(&edited(before, typed)?, offered)?);
    }
    let schema = schema(workspace)?;
    let versions = schema.pointer("/definitions/version/examples").and_then(Value::as_array);
    let versions: Vec<&str> = versions.into_iter().flatten().filter_map(Value::as_str).collect();
    if versions.is_empty() {
        found.push(format!("{SCHEMA} names no version"));
    }
    let typed = edited("x-feature-version: desk 4", "x-feature-version: ^")?;
    found.extend(editor.completion(&typed, &versions)?);
    found.extend(editor.hovers(&schema)?);
    if found.is_empty() { Ok(()) } else { Err(found.join("\n")) }
}

/// An editor that has this folder open.
struct Editor {
    server: LanguageServer,
    folder: String,
    opened: usize,
}

impl Editor {
    fn start(workspace: &Workspace, home: &Path) -> Result<Self, String> {
        let root = fs::canonicalize(workspace.root()).map_err(|error| error.to_string())?;
        let folder = format!("file://{}", root.display().to_string().replace('\\', "/"));
        let mut command = Command::new("node");
        command.arg(home.join("node_modules/yaml-language-server/bin/yaml-language-server")).arg("--stdio");
        command.current_dir(&root);
        let server = LanguageServer::start(&mut command, &folder, settings(workspace)?)?;
        Ok(Self { server, folder, opened: 0 })
    }

    /// Opens a text as if it lay beside the specification. Its first line names the schema.
    fn open(&mut self, text: &str) -> Result<(String, Vec<Value>), String> {
        self.opened += 1;
        let uri = format!("{}/spec/opened-{}.yaml", self.folder, self.opened);
        let marked = self.server.open(&uri, text)?;
        Ok((uri, marked))
    }

    /// What is marked though it is good: in our specification, and in the documents that show what is supported.
    fn good(&mut self, workspace: &Workspace, spec: &str) -> Result<Vec<String>, String> {
        let fixtures = folder::entries(workspace.root(), "tests/fixtures/good");
        let fixtures = fixtures.map_err(|failure| failure.to_string())?;
        let mut documents = vec![(SPEC.to_owned(), spec.to_owned())];
        for (path, entry) in fixtures.iter().filter(|(path, _)| path.ends_with(".yaml")) {
            let text = String::from_utf8_lossy(entry.content().unwrap_or_default());
            documents
                .push((path.clone(), format!("# yaml-language-server: $schema=dialect.schema.json\n{text}")));
        }
        let mut found = Vec::new();
        for (path, text) in documents {
            let (_, marked) = self.open(&text)?;
            found.extend(marked.iter().map(|mark| format!("{path} is good, and marked: {mark}")));
        }
        Ok(found)
    }

    /// What is missing of the mark under a slip.
    fn slip(&mut self, [written, slip, marked, said]: [&str; 4]) -> Result<Option<String>, String> {
        let text = edited(written, slip)?;
        let place = text.find(slip).and_then(|start| Some(start + slip.find(marked)?));
        let (line, column) = position(&text, place.unwrap_or_default());
        let start = json!({ "line": line, "character": column });
        let (_, marks) = self.open(&text)?;
        let is_meant = |mark: &Value| {
            let message = mark.get("message").and_then(Value::as_str).unwrap_or_default();
            mark.pointer("/range/start") == Some(&start) && message.contains(said)
        };
        Ok((!marks.iter().any(is_meant)).then(|| {
            format!(
                "`{slip}`: nothing about `{said}` is marked at {}:{}: {}",
                line + 1,
                column + 1,
                Value::from(marks)
            )
        }))
    }

    /// What is not offered where something is typed.
    fn completion(&mut self, text: &str, offered: &[&str]) -> Result<Option<String>, String> {
        let typed = text.find('^').unwrap_or_default();
        let (uri, _) = self.open(&text.replacen('^', "", 1))?;
        let answer = self.server.at("textDocument/completion", &uri, position(text, typed))?;
        let missing = not_offered(&answer, offered);
        let place = text.get(typed.saturating_sub(30)..typed).unwrap_or_default();
        Ok((!missing.is_empty()).then(|| format!("after {place:?}, {missing:?} is not offered: {answer}")))
    }

    /// What is not said of the keys, each where it is first: one of the schema's texts on it.
    fn hovers(&mut self, schema: &Value) -> Result<Vec<String>, String> {
        let mut explained = BTreeMap::new();
        explain(schema, &mut explained);
        let (uri, _) = self.open(TYPED)?;
        let (mut found, mut asked) = (Vec::new(), 0);
        for (key, texts) in &explained {
            let is_it = |line: &&str| line.trim_start_matches([' ', '-']).starts_with(&format!("{key}:"));
            let Some(line) = TYPED.lines().position(|line| is_it(&line)) else { continue };
            let column = TYPED.lines().nth(line).and_then(|text| text.find(key.as_str())).unwrap_or_default();
            let answer = self.server.at("textDocument/hover", &uri, (line, column + 1))?;
            asked += 1;
            let said = letters(&answer.to_string());
            if !texts.iter().any(|text| said.contains(text)) {
                found.push(format!(
                    "`{key}` at line {}: nothing of {texts:?} is said, but {answer}",
                    line + 1
                ));
            }
        }
        if asked < 40 { Err(format!("only {asked} keys are seen")) } else { Ok(found) }
    }
}

/// What is not among what an editor offers: a list, or an object around one.
fn not_offered<'o>(answer: &Value, offered: &[&'o str]) -> Vec<&'o str> {
    let items = answer.get("items").unwrap_or(answer).as_array();
    let labels: Vec<&str> =
        items.into_iter().flatten().filter_map(|item| item.get("label")?.as_str()).collect();
    offered.iter().filter(|label| !labels.contains(label)).copied().collect()
}

fn schema(workspace: &Workspace) -> Result<Value, String> {
    let schema = folder::text(&workspace.path(SCHEMA)).map_err(|failure| failure.to_string())?;
    serde_json::from_str(&schema).map_err(|error| format!("{SCHEMA}: {error}"))
}

/// Collects what is said of keys, from objects inside objects.
fn explain(schema: &Value, explained: &mut BTreeMap<String, Vec<String>>) {
    for (key, about) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        if let Some(text) = about.get("description").and_then(Value::as_str) {
            explained.entry(key.clone()).or_default().push(letters(text));
        }
    }
    match schema {
        Value::Object(parts) => parts.values().for_each(|part| explain(part, explained)),
        Value::Array(parts) => parts.iter().for_each(|part| explain(part, explained)),
        _ => {}
    }
}

/// A text without what Markdown and JSON write in other ways.
fn letters(text: &str) -> String {
    text.replace("\\n", "").chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The sections of the settings that a server for YAML asks for.
fn settings(workspace: &Workspace) -> Result<Value, String> {
    let text = folder::text(&workspace.path(SETTINGS)).map_err(|failure| failure.to_string())?;
    let settings: Value = serde_json::from_str(&text).map_err(|error| format!("{SETTINGS}: {error}"))?;
    let mut yaml = json!({});
    for (name, value) in settings.as_object().into_iter().flatten() {
        if let (Some(name), Some(yaml)) = (name.strip_prefix("yaml."), yaml.as_object_mut()) {
            set(yaml, name, value);
        }
    }
    Ok(json!({ "yaml": yaml }))
}

/// Puts a value where a name with dots says.
fn set(object: &mut serde_json::Map<String, Value>, name: &str, value: &Value) {
    match name.split_once('.') {
        None => drop(object.insert(name.to_owned(), value.clone())),
        Some((first, rest)) => {
            let inner = object.entry(first).or_insert_with(|| json!({}));
            inner.as_object_mut().into_iter().for_each(|inner| set(inner, rest, value));
        }
    }
}

/// What is edited, with its first `before` replaced.
fn edited(before: &str, after: &str) -> Result<String, String> {
    if !TYPED.contains(before) {
        return Err(format!("there is no {before:?} in what is edited"));
    }
    Ok(TYPED.replacen(before, after, 1))
}

/// Line and column of a byte, both from 0; columns as the protocol counts them, in UTF-16.
fn position(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count(), line.encode_utf16().count())
}

#[cfg(test)]
mod tests;
