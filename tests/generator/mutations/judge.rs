//! What the generator makes of one document, in a thread of its own.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Write};
use std::process;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{LazyLock, Mutex};
use std::thread;
use std::time::Duration;

use icws_codegen::diagnostic::Style;
use icws_codegen::source::Span;
use icws_codegen::{Diagnostics, Spec, Tree};

/// What takes longer hangs, or takes more than its length explains.
const LIMIT: Duration = Duration::from_secs(30);

/// The limit for a fixture that was changed: the largest ones become fifty thousand properties, which take most of the
/// usual limit on a busy machine.
const PATIENCE: Duration = Duration::from_secs(180);

/// What a document became.
#[derive(Debug)]
pub(crate) struct Verdict {
    pub(crate) is_code: bool,
    /// The codes of the mistakes.
    pub(crate) codes: Vec<&'static str>,
    /// The most memory that was in use at a time, in bytes.
    pub(crate) memory: u64,
}

/// Judges a document: the verdict, or what is wrong with the generator.
pub(crate) fn judge(name: &str, bytes: &[u8]) -> Result<Verdict, String> {
    judge_within(LIMIT, name, bytes)
}

/// The same, for documents that may be large.
pub(crate) fn judge_patiently(name: &str, bytes: &[u8]) -> Result<Verdict, String> {
    judge_within(PATIENCE, name, bytes)
}

fn judge_within(limit: Duration, name: &str, bytes: &[u8]) -> Result<Verdict, String> {
    let (send, receive) = mpsc::channel();
    let bytes = bytes.to_owned();
    let thread = thread::Builder::new().name(name.to_owned());
    let thread = thread.spawn(move || send.send(measure(&bytes))).expect("there is room for a thread");
    match receive.recv_timeout(limit) {
        Ok(result) => result.map_err(|fault| format!("{name}: {fault}")),
        Err(RecvTimeoutError::Disconnected) => {
            let panic = thread.join().err();
            let message = panic.as_ref().and_then(|panic| {
                panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied())
            });
            Err(format!("{name}: panicked: {}", message.unwrap_or("without a text")))
        }
        // A thread cannot be stopped, and the test harness would wait for it.
        Err(RecvTimeoutError::Timeout) => {
            let _ = writeln!(io::stderr(), "{name}: took longer than {limit:?}");
            process::abort();
        }
    }
}

fn measure(bytes: &[u8]) -> Result<Verdict, String> {
    let mut codes = Err(String::new());
    let memory = allocation_counter::measure(|| codes = look(bytes));
    let codes = codes?;
    Ok(Verdict { is_code: codes.is_empty(), codes, memory: memory.bytes_max })
}

/// The codes of the mistakes, none if it became code.
fn look(bytes: &[u8]) -> Result<Vec<&'static str>, String> {
    match icws_codegen::generate(Spec { path: "mutated.yaml", bytes }) {
        Ok(output) => {
            look_at_code(&output.tree)?;
            Ok(Vec::new())
        }
        Err(mistakes) => {
            look_at_mistakes(&mistakes)?;
            Ok(mistakes.iter().map(|mistake| mistake.code.as_str()).collect())
        }
    }
}

fn look_at_code(tree: &Tree) -> Result<(), String> {
    if tree.is_empty() {
        return Err("no code and no mistake".to_owned());
    }
    for (path, text) in tree.iter().filter(|(_, text)| is_new(text)) {
        syn::parse_file(text).map_err(|error| format!("{path} does not parse: {error}\n{text}"))?;
    }
    Ok(())
}

/// Whether no other case has had this text: a slip changes few of the files, and to parse takes longer than to remember.
fn is_new(text: &str) -> bool {
    static SEEN: LazyLock<Mutex<HashSet<u64>>> = LazyLock::new(Mutex::default);
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    SEEN.lock().expect("not poisoned").insert(hasher.finish())
}

fn look_at_mistakes(mistakes: &Diagnostics) -> Result<(), String> {
    let source = mistakes.source();
    let length = source.text().chars().count();
    let is_inside = |span: Span| span.start <= span.end && span.start as usize <= length;
    for mistake in mistakes.iter() {
        let spans = mistake.related.iter().map(|(span, _)| *span).chain([mistake.span]);
        if !spans.into_iter().all(is_inside) {
            return Err(format!("a place outside of the text of {length} characters: {mistake:?}"));
        }
        let range = source.bytes(mistake.span);
        if source.text().get(range.clone()).is_none() {
            return Err(format!("{range:?} is no part of the text: {mistake:?}"));
        }
        if [&mistake.message, &mistake.label, &mistake.help].iter().any(|text| text.trim().is_empty()) {
            return Err(format!("without a word: {mistake:?}"));
        }
    }
    let rendered = [Style::Plain, Style::Coloured].map(|style| mistakes.render(style));
    let is_cut = rendered.iter().all(|text| text.ends_with(" more are not shown"));
    let is_shown = is_cut
        || mistakes.iter().all(|mistake| rendered.iter().all(|text| text.contains(mistake.code.as_str())));
    match mistakes.count() {
        0 => Err("refused without a mistake".to_owned()),
        _ if !is_shown => Err(format!("not all are shown:\n{}", rendered[0])),
        _ => Ok(()),
    }
}
