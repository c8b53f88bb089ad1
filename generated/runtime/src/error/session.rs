use std::fmt;

use http::StatusCode;

use super::Line;

/// A part of a [`Session`](crate::Session).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SessionPart {
    /// The argument of [`Session::builder`](crate::Session::builder).
    BaseUrl,
    /// What [`session_id`](crate::SessionBuilder::session_id) sets.
    SessionId,
    /// What [`csrf_token`](crate::SessionBuilder::csrf_token) sets.
    CsrfToken,
    /// What [`cookie`](crate::SessionBuilder::cookie) sets.
    Cookie,
}

impl fmt::Display for SessionPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::BaseUrl => "the base URL",
            Self::SessionId => "the session id",
            Self::CsrfToken => "the CSRF token",
            Self::Cookie => "the cookie",
        })
    }
}

/// Why a [`Session`](crate::Session) could not be made. It never repeats what was given, since that may be secret.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SessionError {
    /// This part is missing or empty.
    Missing(SessionPart),
    /// This part cannot be sent as it is.
    Malformed {
        /// Which part.
        part: SessionPart,
        /// What is wrong with it, and how to mend it.
        reason: &'static str,
    },
    /// The server, or a proxy before it, has refused the login. With a status of 500 or above, nobody can log in at the
    /// moment. With a lower one, the name or the password is wrong, or a right is missing.
    Refused {
        /// The status of the response.
        status: StatusCode,
        /// The server's message, if the response has one and its body has been read.
        message: Option<String>,
        /// The server's identifier for the error, likewise.
        error_id: Option<String>,
    },
    /// The login was answered with a redirect. The base URL is not that of the server, or of its path behind a proxy.
    Redirected {
        /// The status of the response.
        status: StatusCode,
    },
    /// Another server of the pair is the active one.
    SwitchOver {
        /// The hosts to log in at: see [`Session::at_host`](crate::Session::at_host).
        hosts: Vec<String>,
    },
    /// The text was not written by [`Session::expose_secrets`](crate::Session::expose_secrets).
    NotExposed,
    /// The base URL is `http://` to another machine, so that everybody on the way could read the credentials.
    InsecureHttp {
        /// The other machine.
        host: String,
    },
}

impl fmt::Display for SessionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(part) => {
                write!(f, "{part} is missing")?;
                f.write_str(match part {
                    SessionPart::BaseUrl => {
                        ": give `Session::builder` one such as https://ic1.example.com:8019"
                    }
                    SessionPart::SessionId => {
                        ": set it with `session_id`, from the header `ININ-ICWS-Session-ID` of the response to the login"
                    }
                    SessionPart::CsrfToken => {
                        ": set it with `csrf_token`, from the header `ININ-ICWS-CSRF-Token` of the response to the login"
                    }
                    SessionPart::Cookie => {
                        ": set it with `cookie`, from the header `Set-Cookie` of the response to the login"
                    }
                })
            }
            Self::Malformed { part, reason } => write!(f, "{part} is malformed: {reason}"),
            Self::Refused { status, message, error_id } => {
                write!(f, "the login was refused with {status}")?;
                if let Some(message) = message.as_ref().filter(|message| !message.is_empty()) {
                    write!(f, ": {}", Line(message))?;
                }
                error_id.as_ref().map_or(Ok(()), |error_id| write!(f, " ({})", Line(error_id)))
            }
            Self::Redirected { status } => write!(
                f,
                "the login was answered with {status}, a redirect: give the base URL that it leads to, if you trust it"
            ),
            Self::SwitchOver { hosts } => {
                write!(f, "another server is active: log in at {}", Line(&hosts.join(", ")))
            }
            Self::NotExposed => {
                f.write_str("the text does not hold a session that was written by `expose_secrets`")
            }
            Self::InsecureHttp { host } => write!(
                f,
                "the base URL is plain http to {host}, which would show the credentials to everybody on the way: use \
                 https, or call `allow_insecure_http`"
            ),
        }
    }
}

impl std::error::Error for SessionError {}
