//! Sessions whose credentials are recognised wherever they show up.

use std::error::Error;

use icws_dialer::{Session, SessionError};

/// What every credential of these tests holds, and no text may show.
pub const CANARY: &str = "canary";
/// The session id. It needs no percent-encoding, so that a request's path shows it as it is.
pub const SESSION_ID: &str = "canary-id";
/// The CSRF token.
pub const CSRF_TOKEN: &str = "canary-token";
/// The cookie.
pub const COOKIE: &str = "icws_17=canary-cookie; canary=2";

/// A session on the server at `base_url`, with the credentials above.
///
/// # Errors
///
/// Those of the builder.
pub fn session(base_url: &str) -> Result<Session, SessionError> {
    session_with_id(base_url, SESSION_ID)
}

/// The same with another session id.
///
/// # Errors
///
/// Those of the builder.
pub fn session_with_id(base_url: &str, session_id: &str) -> Result<Session, SessionError> {
    Session::builder(base_url).session_id(session_id).csrf_token(CSRF_TOKEN).cookie(COOKIE).build()
}

/// Everything that an error shows: `Display` and `Debug` in both forms, of itself and of each cause.
pub fn texts(error: &(dyn Error + 'static)) -> Vec<String> {
    std::iter::successors(Some(error), |error: &&dyn Error| (*error).source())
        .flat_map(|error| {
            [format!("{error}"), format!("{error:#}"), format!("{error:?}"), format!("{error:#?}")]
        })
        .collect()
}

/// The texts that show a credential.
pub fn leaks<'a>(texts: impl IntoIterator<Item = &'a String>) -> Vec<&'a String> {
    texts.into_iter().filter(|text| text.to_ascii_lowercase().contains(CANARY)).collect()
}
