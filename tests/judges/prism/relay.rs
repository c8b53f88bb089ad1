//! What stands between our clients and Prism. A client sends no header that it was not asked for, and shows no header of a
//! success; so this adds the one that tells Prism which status to answer, and reads the one in which Prism complains.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use icws_tests::Tested;
use icws_tests::server::{Reply, StandIn};
use tokio::runtime::Builder;

use crate::specification::MEDIA_TYPE;

pub(crate) struct Relay {
    url: String,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    /// The status that Prism is told to answer, where it is told any.
    status: Option<u16>,
    requests: Vec<Vec<u8>>,
    complaints: Vec<String>,
}

impl Relay {
    /// Starts to relay, on a thread of its own, because the blocking client blocks that of its caller.
    pub(crate) fn start(prism: &str) -> Tested<Self> {
        let seen = Arc::<Mutex<Seen>>::default();
        let (prism, remembered) = (prism.to_owned(), Arc::clone(&seen));
        let reply = move |request: &[u8]| {
            let status = locked(&remembered).status;
            let (answer, complaint) = match exchange(&prism, request, status) {
                Ok(answer) => (answer.clone(), complaint(&answer)),
                Err(error) => (Vec::new(), Some(format!("does not answer: {error}"))),
            };
            let mut seen = locked(&remembered);
            seen.requests.push(request.to_vec());
            seen.complaints.extend(complaint);
            Reply::BytesThenClose(answer)
        };
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            runtime.block_on(async {
                let server = StandIn::start(reply).await;
                let _ = sender.send(server.map(|server| server.url()));
                std::future::pending::<()>().await;
            });
        });
        Ok(Self { url: receiver.recv()??, seen })
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Makes a call that Prism is to answer with this status, and yields its outcome and what Prism complains of.
    pub(crate) fn around<T>(&self, status: Option<u16>, call: impl FnOnce() -> T) -> (T, Vec<String>) {
        *locked(&self.seen) = Seen { status, ..Seen::default() };
        let outcome = call();
        let mut seen = locked(&self.seen);
        if seen.requests.len() != 1 {
            let requests = seen.requests.len();
            seen.complaints.push(format!("was sent {requests} requests where one was meant"));
        }
        (outcome, std::mem::take(&mut seen.complaints))
    }

    /// The body of the last request, where it is JSON.
    pub(crate) fn last_body(&self) -> Option<serde_json::Value> {
        let seen = locked(&self.seen);
        let text = String::from_utf8_lossy(seen.requests.last()?).into_owned();
        serde_json::from_str(text.split_once("\r\n\r\n")?.1).ok()
    }
}

fn locked(seen: &Mutex<Seen>) -> MutexGuard<'_, Seen> {
    seen.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Sends a request to Prism, and yields its answer.
pub(crate) fn exchange(prism: &str, request: &[u8], status: Option<u16>) -> std::io::Result<Vec<u8>> {
    let line = request.iter().position(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    let (line, behind) = request.split_at(line);
    let prefer = status.map(|status| format!("Prefer: code={status}\r\n")).unwrap_or_default();
    let mut stream = TcpStream::connect(prism)?;
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    stream.write_all(&[line, b"Connection: close\r\n", prefer.as_bytes(), behind].concat())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(answer)
}

/// What an answer of Prism says against the request. It is in a header of the answer that the specification has for bad
/// requests, or else the answer is none that the specification has: then it is a text, or a problem in JSON.
pub(crate) fn complaint(answer: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(answer);
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let header = |wanted: &str| {
        let mut headers = head.lines().filter_map(|line| line.split_once(':'));
        headers.find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value.trim().to_owned())
    };
    let is_foreign = || header("content-type").is_some_and(|it| !it.eq_ignore_ascii_case(MEDIA_TYPE));
    header("sl-violations").or_else(|| is_foreign().then(|| body.trim().to_owned()))
}
