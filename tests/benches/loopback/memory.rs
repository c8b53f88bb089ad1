//! What a session holds while nothing is called.

use std::mem::size_of;

use allocation_counter::measure;
use icws_dialer::{Client, Session, blocking};
use icws_tests::secret;

use super::Failed;

const SESSIONS: usize = 10_000;

/// Prints the bytes of each session, and of each client for one.
pub(super) fn print() -> Result<(), Failed> {
    const URL: &str = "http://127.0.0.1:8018";
    let id = |number: usize| format!("canary-{number:010}");
    let (first, blocking) =
        (Client::new(secret::session(URL)?)?, blocking::Client::new(secret::session(URL)?)?);
    let (sessions, heap) = kept(|number| secret::session_with_id(URL, &id(number)));
    report::<Session>("Session", heap);
    let sessions = sessions.into_iter().collect::<Result<Vec<Session>, _>>()?;
    let with = |number: usize| sessions.get(number).cloned().unwrap_or_else(|| first.session());
    report::<Client>("Client::with_session", kept(|number| first.with_session(with(number))).1);
    report::<blocking::Client>(
        "blocking::Client::with_session",
        kept(|number| blocking.with_session(with(number))).1,
    );
    println!("each of {SESSIONS}; a client's bytes come on top of those of its session");
    Ok(())
}

/// Makes many, and tells how many bytes of the heap they hold.
fn kept<T>(make: impl Fn(usize) -> T) -> (Vec<T>, i64) {
    let mut all = Vec::with_capacity(SESSIONS);
    let info = measure(|| all.extend((0..SESSIONS).map(&make)));
    (all, info.bytes_current)
}

fn report<T>(name: &str, heap: i64) {
    println!("{name:<32} {:>4} bytes, and {:>4} on the heap", size_of::<T>(), heap / SESSIONS as i64);
}
