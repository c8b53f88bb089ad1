//! What to do about a status, for whoever calls.

use icws_codegen::ir::Status;

/// What the caller does when a call is answered so.
pub(super) const fn about(status: Status) -> &'static str {
    match status {
        Status::Code(200..=299) | Status::Range(2) => "Go on.",
        Status::Code(401) => "Log in again, then repeat the call with the new session.",
        Status::Code(403) => "Do not repeat it. Somebody has to give the license or the right first.",
        Status::Code(404) => "Do not repeat it. What it names is no longer there.",
        Status::Code(410) => "Stop calling it: the server no longer has it.",
        Status::Code(429 | 503) => "Wait as long as the response says, then repeat it.",
        Status::Code(400..=499) | Status::Range(4) => {
            "Do not repeat it as it is. The error says what is wrong with the request."
        }
        Status::Code(500..=599) | Status::Range(5) => {
            "It may have been done or not. Find out before you repeat it, and report the error."
        }
        Status::Code(_) | Status::Range(_) | Status::Default => "See what the error says.",
    }
}
