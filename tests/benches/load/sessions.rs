//! Sessions by number. All credentials of one have its number, so that none can be taken for those of another.

use std::net::SocketAddr;

use icws_dialer::server::Credentials;
use icws_dialer::{Session, SessionError};

/// The session of this number, on this server.
pub(super) fn session(address: SocketAddr, number: usize) -> Result<Session, SessionError> {
    Session::builder(format!("http://{address}"))
        .session_id(id(number))
        .csrf_token(format!("token-{number}"))
        .cookie(format!("icws_{number}=cookie"))
        .build()
}

/// What the session of this number is called.
pub(super) fn id(number: usize) -> String {
    format!("session-{number}")
}

/// Whether the id, the token and the cookie are those of one session.
pub(super) fn belong_together(credentials: &Credentials) -> bool {
    let number = credentials.session_id().strip_prefix("session-");
    let cookie = credentials.cookie().strip_prefix("icws_").and_then(|rest| rest.strip_suffix("=cookie"));
    number.is_some() && number == credentials.csrf_token().strip_prefix("token-") && number == cookie
}
