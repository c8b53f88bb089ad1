use std::fs;
use std::path::PathBuf;

use super::*;

/// A server that says these messages after it has started, whatever it is told, and writes down what that is.
pub(in crate::judge) struct Scripted {
    pub(in crate::judge) folder: PathBuf,
}

impl Scripted {
    pub(in crate::judge) fn start(name: &str, messages: &[Value]) -> (Self, LanguageServer) {
        let folder = std::env::temp_dir().join(format!("icws-language-server-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let started = json!({ "jsonrpc": "2.0", "id": 1, "result": {} });
        let said = [&started].into_iter().chain(messages).map(Value::to_string);
        let said: String = said.map(|text| format!("Content-Length: {}\r\n\r\n{text}", text.len())).collect();
        fs::write(folder.join("said"), said).unwrap();
        let mut shell = Command::new("sh");
        shell.args(["-c", "cat said; exec cat > heard"]).current_dir(&folder);
        let settings = json!({ "yaml": { "hover": true } });
        let server = LanguageServer::start(&mut shell, "file:///sdk", settings).unwrap();
        (Self { folder }, server)
    }

    /// The first messages that it has heard after those with which it was started.
    pub(in crate::judge) fn heard(&self, count: usize) -> Vec<Value> {
        let deadline = Instant::now() + Duration::from_secs(10);
        loop {
            let heard = fs::read(self.folder.join("heard")).unwrap_or_default();
            let mut rest = heard.as_slice();
            let messages: Vec<Value> = std::iter::from_fn(|| read(&mut rest).ok()).skip(2).collect();
            if messages.len() >= count || Instant::now() > deadline {
                return messages;
            }
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Scripted {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// That this is marked in a document.
pub(in crate::judge) fn marked(uri: &str, marks: &Value) -> Value {
    let params = json!({ "uri": uri, "diagnostics": marks });
    json!({ "jsonrpc": "2.0", "method": "textDocument/publishDiagnostics", "params": params })
}

/// That this is the answer to a question. Starting is the first.
pub(in crate::judge) fn answer(id: u64, result: &Value) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "result": result })
}

#[test]
fn a_message_is_as_long_as_its_headers_say() {
    let mut output =
        "Content-Type: x\r\ncontent-length: 3\r\n\r\n[1]Content-Length: 2\r\n\r\n{}Content-Length: 2\r\n"
            .as_bytes();
    assert_eq!(read(&mut output).unwrap(), json!([1]));
    assert_eq!(read(&mut output).unwrap(), json!({}));
    assert_eq!(read(&mut output).unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
    assert!(read(&mut "Content-Length: 9\r\n\r\n[1]".as_bytes()).is_err());
}

#[test]
fn what_is_marked_and_answered_is_told_from_what_is_asked_of_an_editor() {
    let items = json!([{ "section": "yaml" }, { "section": "other" }, {}]);
    let (scripted, mut server) = Scripted::start(
        "editor",
        &[
            json!({ "id": 9, "method": "workspace/configuration", "params": { "items": items } }),
            json!({ "id": 10, "method": "client/registerCapability", "params": {} }),
            json!({ "method": "window/logMessage", "params": { "uri": "file:///one", "message": "opened" } }),
            marked("file:///other", &json!(["elsewhere"])),
            marked("file:///one", &json!(["here"])),
            answer(7, &json!("to nobody")),
            answer(2, &json!("explained")),
        ],
    );
    assert_eq!(server.open("file:///one", "a: 1"), Ok(vec![json!("here")]));
    assert_eq!(server.open("file:///other", "b: 2"), Ok(vec![json!("elsewhere")]));
    assert_eq!(server.at("textDocument/hover", "file:///one", (3, 4)), Ok(json!("explained")));
    assert!(server.at("textDocument/hover", "file:///one", (3, 4)).is_err(), "it says nothing more");
    let heard = scripted.heard(5);
    let of = |index: usize, pointer: &str| heard[index].pointer(pointer).cloned().unwrap_or_default();
    assert_eq!(of(0, "/params/textDocument/text"), json!("a: 1"));
    assert_eq!((of(1, "/id"), of(1, "/result")), (json!(9), json!([{ "hover": true }, null, null])));
    assert_eq!((of(2, "/id"), of(2, "/result")), (json!(10), Value::Null));
    assert_eq!(of(3, "/params/textDocument/uri"), json!("file:///other"));
    assert_eq!((of(4, "/id"), of(4, "/method")), (json!(2), json!("textDocument/hover")));
    assert_eq!(of(4, "/params/position"), json!({ "line": 3, "character": 4 }));
}

#[test]
fn a_server_ends_with_its_editor() {
    let (_scripted, server) = Scripted::start("ends", &[]);
    let id = server.process.id().to_string();
    let runs = || Command::new("sh").args(["-c", "kill -0 $0 2>&1", &id]).output().unwrap().status.success();
    assert!(runs());
    drop(server);
    assert!(!runs());
}
