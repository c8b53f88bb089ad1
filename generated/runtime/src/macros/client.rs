//! What both clients of a crate have word for word, and their methods.

/// Makes what the clients have word for word, and their builders.
#[doc(hidden)]
#[macro_export]
macro_rules! __client {
    ($transport:ty) => {
        impl Client {
            /// A client for this session, with the default limits.
            ///
            /// # Errors
            ///
            /// [`ClientError`](crate::ClientError) when encrypted connections cannot be set up. A session with plain
            /// `http://` needs no certificates. For `https://`, the blocking client loads the system's root certificates
            /// here. The asynchronous client loads them in its first call, on a thread that may be blocked, and that call
            /// fails if there are none.
            pub fn new(session: $crate::Session) -> Result<Self, $crate::ClientError> {
                Self::builder(session).build()
            }

            /// Starts to describe a client for this session.
            pub fn builder(session: $crate::Session) -> ClientBuilder {
                let user_agent = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
                ClientBuilder { settings: $crate::codegen::Settings::new(session).user_agent(user_agent) }
            }

            /// A client of this crate that shares session, connections and settings with a client of another ICWS crate. So
            /// whoever has logged in with one can make calls with both.
            #[must_use]
            pub fn sharing(other: &impl AsRef<$crate::Connections<$transport>>) -> Self {
                Self { connections: other.as_ref().clone() }
            }

            /// The session that the calls belong to. It changes where the client [logs in again](Self::with_relogin).
            #[must_use]
            pub fn session(&self) -> $crate::Session {
                self.connections.session()
            }

            /// The same client for a server whose version is known. A call that this version lacks is refused before anything
            /// is sent, with [`Error::Unsupported`](crate::Error::Unsupported), and so is a request with a property that it
            /// lacks. Without this, all is sent, and an old server ignores what it does not know.
            ///
            /// A session of [`login`](Self::login) knows the version by itself, if the server has said it. Otherwise it is what
            /// `GET /icws/connection/features/...` answers; the version types read that response. A server that does not list the
            /// feature has version 0, and offers nothing.
            #[must_use]
            pub fn with_server_version(self, version: impl Into<$crate::FeatureVersion>) -> Self {
                Self { connections: self.connections.with_server_version(version.into()) }
            }

            /// The same client, which no longer holds values against the limits of the API before it sends them. It is for
            /// servers that have loosened a limit.
            #[must_use]
            pub fn without_validation(self) -> Self {
                Self { connections: self.connections.without_validation() }
            }

            /// The same client, which calls this function once at the end of each call, even if the call is cancelled. It
            /// replaces a function that was set before.
            ///
            /// ```
            /// use std::sync::atomic::{AtomicU64, Ordering};
            #[doc = concat!("use ", env!("CARGO_CRATE_NAME"), "::Client;")]
            ///
            /// static FAILED: AtomicU64 = AtomicU64::new(0);
            ///
            /// fn counted(client: Client) -> Client {
            ///     client.with_observer(|report| {
            ///         FAILED.fetch_add(report.error.is_some().into(), Ordering::Relaxed);
            ///     })
            /// }
            /// ```
            ///
            /// The call returns only after the function has, so the function should be quick. It must not panic.
            #[must_use]
            pub fn with_observer(
                self,
                observer: impl Fn(&$crate::CallReport) + Send + Sync + 'static,
            ) -> Self {
                Self { connections: self.connections.with_observer(observer) }
            }

            /// The same client with another limit of what it accepts as the body of a response, in bytes. It is for clients
            /// that were made by [`from_parts`](Self::from_parts); [`ClientBuilder`] has it, too.
            #[must_use]
            pub fn with_max_response_size(self, max_response_size: usize) -> Self {
                Self { connections: self.connections.with_max_response_size(max_response_size) }
            }

            /// A client for another session, which shares connections and settings with this one. So one client serves any
            /// number of sessions, and whoever logs in again goes on with the connections that are there. Only what
            /// [`with_relogin`](Self::with_relogin) has set stays behind, because it belongs to a session.
            ///
            /// The other server must be reached in the same way as this one: both with `https://` or both with `http://`,
            /// and both on this machine or neither, because certificates and proxies are those of a client.
            /// Otherwise each call of the new client is refused before anything is sent, with
            /// [`RequestError::WrongClient`](crate::RequestError::WrongClient). A client made by
            /// [`from_parts`](Self::from_parts) has no such limit.
            #[must_use]
            pub fn with_session(&self, session: $crate::Session) -> Self {
                Self { connections: self.connections.with_session(session) }
            }
        }

        $crate::codegen::client_options!();

        /// For clients of other crates: see [`sharing`](Client::sharing).
        impl AsRef<$crate::Connections<$transport>> for Client {
            fn as_ref(&self) -> &$crate::Connections<$transport> {
                &self.connections
            }
        }

        /// Shows the session, which shows no credential.
        impl ::std::fmt::Debug for Client {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct("Client").field("session", &self.session()).finish_non_exhaustive()
            }
        }

        /// What [`Client::builder`] returns: collects the settings of a client. It needs the feature of that client.
        #[derive(Debug, Clone)]
        #[must_use = "a builder makes a client only when `build` is called"]
        pub struct ClientBuilder {
            settings: $crate::codegen::Settings,
        }

        impl ClientBuilder {
            /// The longest that a call may take, from its start until the response is decoded. The default is 30 seconds,
            /// and the most is a year. A call that is made again, by `with_relogin` or `with_retry`, has it each time.
            pub fn timeout(self, timeout: ::std::time::Duration) -> Self {
                Self { settings: self.settings.timeout(timeout) }
            }

            /// The longest that making a connection may take. The default is 10 seconds.
            pub fn connect_timeout(self, connect_timeout: ::std::time::Duration) -> Self {
                Self { settings: self.settings.connect_timeout(connect_timeout) }
            }

            /// The largest body that a response may have, in bytes. Of a larger one no more is received, and the call ends
            /// with [`Error::Transport`](crate::Error::Transport) and
            /// [`is_too_large`](crate::TransportError::is_too_large). The default is 16 MiB, which is 16,777,216 bytes: room
            /// for 100,000 records of a query, of 160 bytes each.
            ///
            /// What is decoded from it takes at most eight times as much memory, or a mebibyte where that is more. A response
            /// that would take more, such as a long list of empty objects, ends with [`Error::Decode`](crate::Error::Decode)
            /// and [`is_too_large`](crate::DecodeError::is_too_large).
            pub fn max_response_size(self, max_response_size: usize) -> Self {
                Self { settings: self.settings.max_response_size(max_response_size) }
            }

            /// Makes the client.
            ///
            /// # Errors
            ///
            /// [`ClientError`](crate::ClientError) when encrypted connections cannot be set up. A session with plain
            /// `http://` needs no certificates. For `https://`, the blocking client loads the system's root certificates
            /// here. The asynchronous client loads them in its first call, on a thread that may be blocked, and that call
            /// fails if there are none.
            pub fn build(self) -> Result<Client, $crate::ClientError> {
                let connections = $crate::Connections::<$transport>::new(self.settings)?;
                Ok(Client { connections })
            }
        }
    };
}

/// Makes a method of both clients of one that says what it does, in the words of the blocking one; with a group in front, of
/// the types of that group.
#[doc(hidden)]
#[macro_export]
#[allow(clippy::crate_in_macro_def, reason = "each crate has clients of its own")]
macro_rules! __client_methods {
    // `$by` is how the client is taken. A group is taken by value, so that what a call yields does not borrow it.
    (@$client:ident($($async:tt)?)($($await:tt)*) impl $type:ty { $($by:tt)? }
        $(#[$attribute:meta])*
        pub fn $name:ident $(<$lifetime:lifetime $(,)?>)? (&$self:ident $(, $argument:ident: $given:ty)* $(,)?) -> $result:ty {
            $call:expr
        }
        $($(#[$line:meta])* const EXAMPLE: &str = $example:literal;)?
    ) => {
        impl $type {
            $(#[$attribute])*
            ///
            /// # Errors
            ///
            /// [`Error::Api`](crate::Error::Api) where the server answers with a documented error, if there is one.
            $(
                #[doc = $crate::codegen::example!($client)]
                $(#[$line])*
                #[doc = $crate::codegen::example!($client $example)]
            )?
            #[allow(clippy::wrong_self_convention, deprecated, reason = "it is called like its operation, deprecated or not")]
            pub $($async)? fn $name $(<$lifetime>)? ($($by)? $self $(, $argument: $given)*) -> $result {
                $call $($await)*
            }
        }
    };
    (@ $($unfit:tt)*) => {
        compile_error!(concat!("this is no method of a client: ", stringify!($($unfit)*)));
    };
    (impl $group:ident { $($method:tt)* }) => {
        #[cfg(feature = "reqwest-client")]
        $crate::__client_methods! { @asynchronous(async)(.await) impl crate::clients::$group<'_> {} $($method)* }
        #[cfg(feature = "blocking-client")]
        $crate::__client_methods! { @blocking()() impl crate::clients::blocking::$group<'_> {} $($method)* }
    };
    ($($method:tt)*) => {
        #[cfg(feature = "reqwest-client")]
        $crate::__client_methods! { @asynchronous(async)(.await) impl crate::Client { & } $($method)* }
        #[cfg(feature = "blocking-client")]
        $crate::__client_methods! { @blocking()() impl crate::blocking::Client { & } $($method)* }
    };
}

/// What the example of a method begins and ends with: a heading, and a function that is not shown, with a client in it.
#[doc(hidden)]
#[macro_export]
macro_rules! __client_example {
    (asynchronous) => {
        $crate::__client_example!("async fn", "Client")
    };
    (blocking) => {
        $crate::__client_example!("fn", "blocking::Client")
    };
    ($function:literal, $client:literal) => {
        concat!(
            "\n # Example\n\n ```\n # ",
            $function,
            " example(client: ",
            env!("CARGO_CRATE_NAME"),
            "::",
            $client,
            ") -> Result<(), Box<dyn std::error::Error>> {"
        )
    };
    (asynchronous $call:literal) => {
        concat!(" ", $call, ".await?;\n # Ok(())\n # }\n ```")
    };
    (blocking $call:literal) => {
        concat!(" ", $call, "?;\n # Ok(())\n # }\n ```")
    };
}
