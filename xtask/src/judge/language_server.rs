//! A client for language servers: what an editor says to one, and what comes back.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// How long an answer may take. It takes a tenth of a second, unless the machine is busy.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server that runs. It is stopped when this is dropped.
pub(super) struct LanguageServer {
    process: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
    /// What the editor's settings are, by their sections.
    settings: Value,
    last: u64,
    /// What is marked in documents, by their addresses.
    marked: BTreeMap<String, Value>,
}

impl LanguageServer {
    /// Starts it for the folder with this address.
    pub(super) fn start(command: &mut Command, folder: &str, settings: Value) -> Result<Self, String> {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.spawn().map_err(|error| format!("cannot start it: {error}"))?;
        let (Some(input), Some(output)) = (process.stdin.take(), process.stdout.take()) else {
            return Err("cannot talk to it".to_owned());
        };
        let (sender, messages) = mpsc::channel();
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Ok(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let mut server = Self { process, input, messages, settings, last: 0, marked: BTreeMap::new() };
        let hover = json!({ "contentFormat": ["markdown"] });
        let completion = json!({ "completionItem": { "snippetSupport": true } });
        let capabilities = json!({
            "workspace": { "configuration": true },
            "textDocument": { "hover": hover, "completion": completion, "publishDiagnostics": {} },
        });
        let folders = json!([{ "uri": folder, "name": "workspace" }]);
        let start = json!({
            "processId": null, "rootUri": folder, "workspaceFolders": folders, "capabilities": capabilities,
        });
        server.ask("initialize", start)?;
        server.tell("initialized", json!({}))?;
        Ok(server)
    }

    /// Opens a document, and yields what is marked in it.
    pub(super) fn open(&mut self, uri: &str, text: &str) -> Result<Vec<Value>, String> {
        let document = json!({ "uri": uri, "languageId": "yaml", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }))?;
        let deadline = Instant::now() + PATIENCE;
        while !self.marked.contains_key(uri) {
            self.receive(deadline)?;
        }
        let marked = self.marked.remove(uri).unwrap_or_default();
        Ok(marked.as_array().cloned().unwrap_or_default())
    }

    /// What it answers to a question about a place in a document.
    pub(super) fn at(
        &mut self,
        method: &str,
        uri: &str,
        (line, column): (usize, usize),
    ) -> Result<Value, String> {
        let position = json!({ "line": line, "character": column });
        self.ask(method, json!({ "textDocument": { "uri": uri }, "position": position }))
    }

    fn ask(&mut self, method: &str, params: Value) -> Result<Value, String> {
        self.last += 1;
        let id = self.last;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }))?;
        let deadline = Instant::now() + PATIENCE;
        loop {
            let Some(mut message) = self.receive(deadline)? else { continue };
            if message.get("id").and_then(Value::as_u64) == Some(id) {
                return Ok(message.get_mut("result").map(Value::take).unwrap_or_default());
            }
        }
    }

    fn tell(&mut self, method: &str, params: Value) -> Result<(), String> {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }))
    }

    fn send(&mut self, message: &Value) -> Result<(), String> {
        let text = message.to_string();
        let sent = write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len());
        sent.and_then(|()| self.input.flush()).map_err(|error| format!("it has ended: {error}"))
    }

    /// Takes the next message. What the server asks is answered here, and what it marks is kept; yields what is left, the
    /// answer to a question of ours.
    fn receive(&mut self, deadline: Instant) -> Result<Option<Value>, String> {
        let time = deadline.saturating_duration_since(Instant::now());
        let message =
            self.messages.recv_timeout(time).map_err(|error| format!("it does not answer: {error}"))?;
        let Some(method) = message.get("method").and_then(Value::as_str) else { return Ok(Some(message)) };
        if let Some(id) = message.get("id") {
            let result = match method {
                "workspace/configuration" => self.configuration(&message),
                _ => Value::Null,
            };
            self.send(&json!({ "jsonrpc": "2.0", "id": id, "result": result }))?;
        } else if method == "textDocument/publishDiagnostics"
            && let Some(params) = message.get("params")
            && let Some(uri) = params.get("uri").and_then(Value::as_str)
        {
            self.marked.insert(uri.to_owned(), params.get("diagnostics").cloned().unwrap_or_default());
        }
        Ok(None)
    }

    /// The settings that the server asks for, section by section.
    fn configuration(&self, message: &Value) -> Value {
        let items = message.pointer("/params/items").and_then(Value::as_array);
        let sections = items.into_iter().flatten().map(|item| item.get("section").and_then(Value::as_str));
        sections
            .map(|section| section.and_then(|name| self.settings.get(name)).cloned().unwrap_or_default())
            .collect()
    }
}

impl Drop for LanguageServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// One message: headers, an empty line, and JSON as long as they say.
fn read(output: &mut impl BufRead) -> io::Result<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        match line.trim().split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse().map_err(io::Error::other)?;
            }
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body)?;
    serde_json::from_slice(&body).map_err(io::Error::other)
}

#[cfg(test)]
#[cfg(unix)]
pub(super) mod tests;
