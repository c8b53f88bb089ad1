//! What a client is told when it is made, and what both clients have word for word.

use std::time::Duration;

use super::calls::{Calls, Way};
use crate::Session;

/// What a builder collects.
#[derive(Debug, Clone)]
pub(super) struct Settings {
    pub(super) session: Session,
    pub(super) timeout: Duration,
    pub(super) connect_timeout: Duration,
    pub(super) max_response_size: usize,
}

impl Settings {
    /// An answer may have as much as 16 MiB. The largest ones are those of queries: that is room for 100,000 records of 160
    /// bytes. In memory it is the bytes themselves, for which twice as much may be reserved, and at most eight times as
    /// much as what they are read to; the allowances of the module `wire` see to that.
    const MAX_RESPONSE_SIZE: usize = 16 << 20;

    /// The longest time limit, a year. Clocks end somewhere, and HTTP stacks add limits to them.
    pub(super) const LONGEST: Duration = Duration::from_secs(365 * 24 * 60 * 60);

    pub(super) fn new(session: Session) -> Self {
        Self {
            session,
            timeout: Duration::from_secs(30),
            connect_timeout: Duration::from_secs(10),
            max_response_size: Self::MAX_RESPONSE_SIZE,
        }
    }

    pub(super) fn way(&self) -> Way {
        Way::to(&self.session)
    }

    /// For a client that is set up for this session's server.
    pub(super) fn calls(self) -> Calls {
        Calls { way: Some(self.way()), timeout: Some(self.timeout), ..self.calls_anywhere() }
    }

    /// For a client that somebody else has set up, for whatever servers.
    pub(super) fn calls_anywhere(self) -> Calls {
        let Self { session, max_response_size, .. } = self;
        Calls {
            session,
            way: None,
            max_response_size,
            timeout: None,
            server: Vec::new(),
            validation: true,
            #[cfg(feature = "mock")]
            mocked: false,
        }
    }

    /// For a client whose server is a mock.
    #[cfg(feature = "mock")]
    pub(super) fn mocked() -> Calls {
        Calls { mocked: true, ..Self::new(Session::mock()).calls_anywhere() }
    }
}

/// The part of a client, and of its builder, that does not depend on the HTTP stack.
macro_rules! settings {
    () => {
        impl Client {
            /// A client for this session, with the default limits.
            ///
            /// # Errors
            ///
            /// [`ClientError`] when encrypted connections cannot be set up. A session with plain `http://` needs no certificates.
            pub fn new(session: Session) -> Result<Self, ClientError> {
                Self::builder(session).build()
            }

            /// Starts to describe a client for this session.
            pub fn builder(session: Session) -> ClientBuilder {
                ClientBuilder { settings: Settings::new(session) }
            }

            /// The session that the calls belong to.
            #[must_use]
            pub fn session(&self) -> &Session {
                &self.calls.session
            }

            /// The same client for a server of which the version is known: what the server lacks is refused before anything
            /// is sent, with [`Error::Unsupported`], be it a call or something that is set in a request. Without this, the
            /// server is asked, and an old one ignores what it does not know.
            ///
            /// The version is what `GET /icws/connection/features/...` answers; the version types read that answer. A
            /// server that does not list the feature has version 0, and offers nothing.
            #[must_use]
            pub fn with_server_version(self, version: impl Into<crate::FeatureVersion>) -> Self {
                Self { calls: self.calls.with_server_version(version.into()), ..self }
            }

            /// The same client, which no longer holds values against the limits of the API before it sends them. It is for
            /// servers that have loosened a limit.
            #[must_use]
            pub fn without_validation(mut self) -> Self {
                self.calls.validation = false;
                self
            }

            /// The same client with another limit of what it accepts as the body of an answer, in bytes. It is for clients
            /// that were made by [`from_parts`](Self::from_parts); [`ClientBuilder`] has it, too.
            #[must_use]
            pub fn with_max_response_size(mut self, max_response_size: usize) -> Self {
                self.calls.max_response_size = max_response_size;
                self
            }

            /// A client for another session, which shares connections and settings with this one. So one client serves any
            /// number of sessions, and whoever logs in again goes on with the connections that are there.
            ///
            /// The other server must be reached in the same way as this one: both with `https://` or both with `http://`,
            /// and both on this machine or neither, because certificates and proxies are chosen when a client is made.
            /// Otherwise each call of the new client is refused before anything is sent, with [`Error::Transport`] and
            /// [`is_connect`](Error::is_connect), whose source says so. A client made by [`from_parts`](Self::from_parts)
            /// has no such limit.
            #[must_use]
            pub fn with_session(&self, session: Session) -> Self {
                Self { calls: self.calls.with_session(session), transport: self.transport.clone() }
            }
        }

        /// Shows the session, which shows no credential.
        impl fmt::Debug for Client {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct("Client").field("session", self.session()).finish_non_exhaustive()
            }
        }

        /// What [`Client::builder`] returns: collects the settings of a client.
        #[derive(Debug, Clone)]
        #[must_use = "a builder makes a client only when `build` is called"]
        pub struct ClientBuilder {
            settings: Settings,
        }

        impl ClientBuilder {
            /// The longest that a call may take, from its start until the answer is decoded. The default is 30 seconds,
            /// and the most is a year.
            pub fn timeout(mut self, timeout: Duration) -> Self {
                self.settings.timeout = timeout.min(Settings::LONGEST);
                self
            }

            /// The longest that making a connection may take. The default is 10 seconds.
            pub fn connect_timeout(mut self, connect_timeout: Duration) -> Self {
                self.settings.connect_timeout = connect_timeout.min(Settings::LONGEST);
                self
            }

            /// The largest body that an answer may have, in bytes. Of a larger one no more is received, and the call ends
            /// with [`Error::Transport`] and [`is_too_large`](crate::TransportError::is_too_large). The default is 16 MiB,
            /// which is 16,777,216 bytes: room for 100,000 records of a query, of 160 bytes each.
            ///
            /// What is decoded from it takes at most eight times as much memory, or a mebibyte where that is more. An answer
            /// that would take more, such as a long list of empty objects, ends with [`Error::Decode`] and
            /// [`is_too_large`](crate::DecodeError::is_too_large).
            pub fn max_response_size(mut self, max_response_size: usize) -> Self {
                self.settings.max_response_size = max_response_size;
                self
            }

            /// Makes the client.
            ///
            /// # Errors
            ///
            /// [`ClientError`] when encrypted connections cannot be set up. A session with plain `http://` needs no certificates.
            pub fn build(self) -> Result<Client, ClientError> {
                let transport = Transport::new(&self.settings)?;
                Ok(Client { calls: self.settings.calls(), transport })
            }
        }
    };
}
pub(super) use settings;
