//! A client of either kind, so that one test tests both.

use std::fmt;
use std::time::Duration;

use icws_dialer::{Client, ClientError, Session, blocking};

use crate::operation::Row;
use crate::outcome::Outcome;

/// Which client it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The one on reqwest.
    Asynchronous,
    /// The one on ureq.
    Blocking,
}

impl fmt::Display for Which {
    /// As the module of its tests is called.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if *self == Self::Asynchronous { "asynchronous" } else { "blocking" })
    }
}

/// A client of either kind.
#[derive(Debug, Clone)]
pub enum Either {
    /// The one on reqwest.
    Asynchronous(Client),
    /// The one on ureq.
    Blocking(blocking::Client),
}

/// What a client is told when it is made; what is not told is as it is by default.
#[derive(Debug, Clone, Copy, Default)]
pub struct Limits {
    /// How long a call may take.
    pub timeout: Option<Duration>,
    /// How long making a connection may take.
    pub connect_timeout: Option<Duration>,
    /// How many bytes the body of an answer may have.
    pub max_response_size: Option<usize>,
}

impl Limits {
    /// A call may take this many milliseconds.
    pub fn milliseconds(timeout: u64) -> Self {
        Self { timeout: Some(Duration::from_millis(timeout)), ..Self::default() }
    }
}

macro_rules! build {
    ($builder:expr, $limits:expr) => {{
        let mut builder = $builder;
        if let Some(timeout) = $limits.timeout {
            builder = builder.timeout(timeout);
        }
        if let Some(timeout) = $limits.connect_timeout {
            builder = builder.connect_timeout(timeout);
        }
        if let Some(size) = $limits.max_response_size {
            builder = builder.max_response_size(size);
        }
        builder.build()
    }};
}

impl Which {
    /// A client with what is so by default.
    ///
    /// # Errors
    ///
    /// Those of the client.
    pub fn client(self, session: Session) -> Result<Either, ClientError> {
        Ok(match self {
            Self::Asynchronous => Either::Asynchronous(Client::new(session)?),
            Self::Blocking => Either::Blocking(blocking::Client::new(session)?),
        })
    }

    /// A client with limits.
    ///
    /// # Errors
    ///
    /// Those of the client.
    pub fn limited(self, session: Session, limits: Limits) -> Result<Either, ClientError> {
        Ok(match self {
            Self::Asynchronous => Either::Asynchronous(build!(Client::builder(session), limits)?),
            Self::Blocking => Either::Blocking(build!(blocking::Client::builder(session), limits)?),
        })
    }
}

impl Either {
    /// The session that it belongs to.
    pub fn session(&self) -> Session {
        match self {
            Self::Asynchronous(client) => client.session(),
            Self::Blocking(client) => client.session(),
        }
    }

    /// Makes a call. The blocking client makes it on a thread of its own, because the server is on this one.
    pub async fn call(&self, row: &'static Row) -> Outcome {
        match self {
            Self::Asynchronous(client) => (row.call)(client).await,
            Self::Blocking(client) => {
                let client = client.clone();
                let called = tokio::task::spawn_blocking(move || (row.call_blocking)(&client));
                called.await.unwrap_or_else(|panic| Ok(format!("the thread of the call: {panic}")))
            }
        }
    }

    /// The same client with another limit of an answer's body.
    #[must_use]
    pub fn with_max_response_size(self, size: usize) -> Self {
        match self {
            Self::Asynchronous(client) => Self::Asynchronous(client.with_max_response_size(size)),
            Self::Blocking(client) => Self::Blocking(client.with_max_response_size(size)),
        }
    }

    /// The same client for another session.
    #[must_use]
    pub fn with_session(&self, session: Session) -> Self {
        match self {
            Self::Asynchronous(client) => Self::Asynchronous(client.with_session(session)),
            Self::Blocking(client) => Self::Blocking(client.with_session(session)),
        }
    }
}
