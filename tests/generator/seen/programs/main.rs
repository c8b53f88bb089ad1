//! Runs the programs that compile with the crate of each edit, and tells for each role what becomes of them.

mod programs;
mod wire;

use std::collections::BTreeMap;

use wire::{ASKED, Answer, Request, answered, sent};

/// What a test finds, or why it fails.
type Found = (&'static str, Result<String, String>);

/// The programs of one crate. One that does not compile is missing.
pub struct Programs {
    name: &'static str,
    /// Whether what callers, servers and tests say of types still compiles.
    typed: [bool; 3],
    /// Whether code that is compiled with one version does. Only crates that are made for it have such code.
    gated: bool,
    caller: Option<Caller>,
    serve: Option<Serve>,
    tests: Option<fn() -> Vec<Found>>,
}

#[derive(Clone, Copy)]
pub struct Caller {
    requests: fn() -> Vec<(&'static str, Result<Request, String>)>,
    read: fn(&str, Answer) -> Result<String, String>,
}

type Serve = fn(Request) -> (String, Answer);

/// What happens to somebody's programs. A later one is worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Effect {
    Same,
    Silent,
    Breaks,
}

use Effect::{Breaks, Same, Silent};

fn main() {
    let all = programs::all();
    let base = &all[0];
    let (caller, serve) = (base.caller.expect("the base compiles"), base.serve.expect("the base compiles"));
    for edited in &all {
        if edited.name.ends_with("gated") {
            println!("{}\t{}", edited.name, if edited.gated { "same" } else { "breaks" });
            continue;
        }
        let [calling, serving, testing] = edited.typed.map(|compiles| if compiles { Same } else { Breaks });
        let effects = [
            Some(edited.caller.map_or(Breaks, |new| calls(new, caller, serve)).max(calling)),
            Some(edited.serve.map_or(Breaks, |new| serves(new, caller, serve)).max(serving)),
            Some(edited.tests.map_or(Breaks, |new| tested(&new(), &base.tests.expect("the base compiles")())).max(testing)),
            edited.caller.map(|new| together((new, serve), (caller, serve))),
            edited.serve.map(|new| together((caller, new), (caller, serve))),
        ];
        let words = effects.map(|effect| effect.map_or("unknown".to_owned(), |effect| format!("{effect:?}").to_lowercase()));
        println!("{}\t{}", edited.name, words.join("\t"));
    }
}

/// What becomes of one request.
struct Met {
    sent: Result<String, String>,
    /// What reached the server, if it did not refuse the request itself.
    reached: Result<String, String>,
    /// What it answered, if anything reached it.
    answered: Result<String, String>,
    read: Result<String, String>,
}

/// Each request of a caller at a server.
fn met(caller: Caller, serve: Serve) -> BTreeMap<&'static str, Met> {
    let meet = |(name, request): (&'static str, Result<Request, String>)| {
        let Ok(request) = request else {
            let refused = || Err("it is not sent".to_owned());
            return (name, Met { sent: refused(), reached: refused(), answered: refused(), read: refused() });
        };
        let sent = Ok(sent(&request));
        let (reached, answer) = serve(request);
        // What is refused on the way has only been asked who it is.
        let answered = answered(&answer);
        let is_reached = reached.split("; ").any(|kept| !kept.is_empty() && !kept.starts_with(ASKED));
        let reached = if is_reached { Ok(reached) } else { Err(answered.clone()) };
        let answered = if is_reached { Ok(answered) } else { Err(answered) };
        (name, Met { sent, reached, answered, read: (caller.read)(name, answer) })
    };
    (caller.requests)().into_iter().map(meet).collect()
}

/// Answers that no server here gives.
fn rare() -> Vec<(&'static str, Answer)> {
    let error = br#"{"errorId":"id","message":"words"}"#;
    let rows = [("ready", 401), ("ready", 400), ("finish", 401), ("finish", 400), ("list", 404), ("list", 503)];
    let answer = |(name, status): (&'static str, u16)| {
        let answer = Answer::new(error.to_vec());
        let (mut parts, body) = answer.into_parts();
        parts.status = status.try_into().expect("it is a status");
        parts.headers.insert("content-type", http::HeaderValue::from_static("application/vnd.inin.icws+JSON"));
        parts.headers.insert("www-authenticate", http::HeaderValue::from_static("ICWS location=\"/there\""));
        (name, Answer::from_parts(parts, body))
    };
    rows.into_iter().map(answer).collect()
}

/// What callers send, and what they make of the answers of before. What they cannot read any more is for the next row.
fn calls(new: Caller, old: Caller, serve: Serve) -> Effect {
    let sends = compared(&met(new, serve), &met(old, serve), |met| &met.sent);
    let answers = (old.requests)().into_iter().filter_map(|(name, request)| Some((name, serve(request.ok()?).1)));
    let reads = answers.chain(rare()).map(|(name, answer)| {
        let (now, before) = ((new.read)(name, answer.clone()), (old.read)(name, answer));
        if now.is_ok() && before.is_ok() && now != before { Silent } else { Same }
    });
    reads.fold(sends, Effect::max)
}

/// What reaches a server of the requests of before, and what it answers.
fn serves(new: Serve, caller: Caller, serve: Serve) -> Effect {
    let (now, before) = (met(caller, new), met(caller, serve));
    compared(&now, &before, |met| &met.reached).max(compared(&now, &before, |met| &met.answered))
}

/// What becomes of requests, looked at in one place.
fn compared(
    now: &BTreeMap<&'static str, Met>,
    before: &BTreeMap<&'static str, Met>,
    place: impl Fn(&Met) -> &Result<String, String>,
) -> Effect {
    let each = before.iter().map(|(name, before)| now.get(name).map_or(Breaks, |now| worse(place(now), place(before))));
    each.max().unwrap_or(Same)
}

fn worse(now: &Result<String, String>, before: &Result<String, String>) -> Effect {
    match (now, before) {
        (Ok(now), Ok(before)) if now == before => Same,
        (Ok(_), Ok(_)) => Silent,
        (Err(_), Ok(_)) => Breaks,
        // What was refused is not, or for another reason.
        (_, Err(_)) => Same,
    }
}

fn tested(now: &[Found], before: &[Found]) -> Effect {
    let each = now.iter().zip(before).map(|((_, now), (_, before))| worse(now, before));
    each.max().unwrap_or(Same)
}

/// A caller and a server of two crates, against two of the old one: whether requests arrive, and answers are read.
fn together((caller, serve): (Caller, Serve), (old, old_serve): (Caller, Serve)) -> Effect {
    let (now, before) = (met(caller, serve), met(old, old_serve));
    let effects = [compared(&now, &before, |met| &met.reached), compared(&now, &before, |met| &met.read)];
    let newly = now.iter().any(|(name, now)| {
        let refused = before.get(name).is_some_and(|before| before.sent.is_err());
        refused && now.sent.is_ok() && now.reached.is_err()
    });
    effects.into_iter().fold(if newly { Breaks } else { Same }, Effect::max)
}
