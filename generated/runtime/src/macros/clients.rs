//! The clients of a crate: types of its own, because they have a method for each of its operations.

/// Makes both clients of a crate, at its root and in its module `blocking`.
#[doc(hidden)]
#[macro_export]
macro_rules! __clients {
    () => {
        /// Makes calls, with one asynchronous method per operation.
        ///
        /// It needs the feature `reqwest`, which is on by default, or `reqwest-client`.
        ///
        /// A clone is cheap and shares connections. One client is enough for a session, and with
        /// [`with_session`](Self::with_session) for many. It keeps to these rules:
        ///
        /// - A call takes at most 30 seconds, of which making a connection takes at most 10, and a response has at most 16
        ///   MiB; see [`Client::builder`].
        /// - Nothing is sent twice. A call that failed may have reached the server, unless
        ///   [`Error::is_connect`](crate::Error::is_connect) says that it has not. Only
        ///   [`with_relogin`](Self::with_relogin), and `with_retry` of the feature `retry`, make a call again.
        /// - Redirects are not followed, since the credentials would go along: they are
        ///   [`Error::UnexpectedStatus`](crate::Error::UnexpectedStatus).
        /// - Encrypted connections trust what the operating system trusts.
        /// - A proxy named in the environment (`HTTPS_PROXY` and the like) is used, except for a server on this machine.
        ///
        /// The methods need a Tokio runtime. On one with a single thread, a server that floods its client with bytes that
        /// say nothing can delay the end of a call: what has arrived is read first, up to some 50 MB at a time. That usually
        /// takes less than a second in an optimised build, and many seconds in one without optimisation. With several
        /// threads no call is delayed.
        ///
        /// ```
        /// use std::time::Duration;
        #[doc = concat!("use ", env!("CARGO_CRATE_NAME"), "::{Client, ClientError, Session};")]
        ///
        /// fn client(session: Session) -> Result<Client, ClientError> {
        ///     Client::builder(session).timeout(Duration::from_secs(5)).build()
        /// }
        /// ```
        #[cfg(feature = "reqwest-client")]
        #[derive(Clone)]
        pub struct Client {
            connections: $crate::Connections<$crate::Reqwest>,
        }

        #[cfg(feature = "reqwest-client")]
        impl Client {
            /// A client for this session on an HTTP client of your own, with its proxies, certificates and limits.
            ///
            /// What this crate cannot see is whether it follows redirects. It must not, because the credentials would go
            /// along. Nor may it send a `POST` twice. A response has at most 16 MiB, as with [`Client::new`], unless
            /// [`with_max_response_size`](Self::with_max_response_size) says otherwise.
            ///
            /// ```
            /// use std::time::Duration;
            #[doc = concat!("use ", env!("CARGO_CRATE_NAME"), "::{Client, Session};")]
            /// # use icws_runtime::codegen::reqwest;
            ///
            /// fn client(session: Session, proxy: &str) -> Result<Client, reqwest::Error> {
            ///     let http = reqwest::Client::builder()
            ///         .redirect(reqwest::redirect::Policy::none())
            ///         .retry(reqwest::retry::never())
            ///         .timeout(Duration::from_secs(30))
            ///         .connect_timeout(Duration::from_secs(10))
            ///         .proxy(reqwest::Proxy::all(proxy)?)
            ///         .build()?;
            ///     Ok(Client::from_parts(session, http))
            /// }
            /// ```
            ///
            /// The features of your `reqwest` choose how connections are encrypted; `tls_certs_only` sets root certificates
            /// of your own. The feature `reqwest-client` of this crate is enough here, and chooses nothing.
            #[must_use]
            pub fn from_parts(session: $crate::Session, http: $crate::codegen::reqwest::Client) -> Self {
                Self { connections: $crate::Connections::<$crate::Reqwest>::from_parts(session, http) }
            }

            /// Makes a call. Each operation has a method that does this, which reads better; this one is for code that
            /// treats operations alike.
            ///
            /// # Errors
            ///
            /// Those of the operation, and [`Error::Transport`](crate::Error::Transport) when no complete response comes.
            pub async fn execute<O: $crate::Operation>(
                &self,
                operation: &O,
            ) -> Result<O::Response, $crate::Error<O::Error>> {
                self.connections.execute(operation, $crate::codegen::span!(O)).await
            }
        }

        #[cfg(feature = "reqwest-client")]
        $crate::codegen::client!($crate::Reqwest);
        #[cfg(feature = "reqwest-client")]
        $crate::codegen::client_life!(asynchronous);

        /// The blocking client, on `ureq`.
        ///
        /// It needs the feature `blocking`, or `blocking-client`.
        ///
        /// It has the same methods as the asynchronous one, without `.await`, with the same errors and the same rules, and
        /// needs no runtime. Inside of an asynchronous function it must not be used, because it would hold up everything
        /// else there.
        #[cfg(feature = "blocking-client")]
        pub mod blocking {
            /// Makes calls, with one method per operation, which returns when the response is there.
            ///
            /// A clone is cheap and shares connections. One client is enough for a session, and with
            /// [`with_session`](Self::with_session) for many. It keeps to these rules:
            ///
            /// - A call takes at most 30 seconds, of which making a connection takes at most 10, and a response has at most
            ///   16 MiB; see [`Client::builder`].
            /// - Nothing is sent twice. A call that failed may have reached the server, unless
            ///   [`Error::is_connect`](crate::Error::is_connect) says that it has not. It says so less often than with
            ///   the asynchronous client: not if the network cannot be reached, and not if the server closes the
            ///   connection during the TLS handshake. Only [`with_relogin`](Self::with_relogin), and `with_retry` of the
            ///   feature `retry`, make a call again.
            /// - Redirects are not followed, since the credentials would go along: they are
            ///   [`Error::UnexpectedStatus`](crate::Error::UnexpectedStatus).
            /// - Encrypted connections trust what the operating system trusts.
            /// - A proxy named in the environment (`HTTPS_PROXY` and the like) is used, except for a server on this
            ///   machine.
            ///
            /// ```
            /// use std::time::Duration;
            #[doc = concat!("use ", env!("CARGO_CRATE_NAME"), "::blocking::Client;")]
            #[doc = concat!("use ", env!("CARGO_CRATE_NAME"), "::{ClientError, Session};")]
            ///
            /// fn client(session: Session) -> Result<Client, ClientError> {
            ///     Client::builder(session).timeout(Duration::from_secs(5)).build()
            /// }
            /// ```
            #[derive(Clone)]
            pub struct Client {
                connections: $crate::Connections<$crate::Ureq>,
            }

            impl Client {
                /// A client for this session on an agent of your own, with its proxies, certificates and limits.
                ///
                /// Redirects are not followed and errors are told apart, whatever the agent's settings are; the first two
                /// settings below make that cheaper. A response has at most 16 MiB, as with [`Client::new`], unless
                /// [`with_max_response_size`](Self::with_max_response_size) says otherwise.
                ///
                /// ```
                /// use std::time::Duration;
                #[doc = concat!("use ", env!("CARGO_CRATE_NAME"), "::Session;")]
                #[doc = concat!("use ", env!("CARGO_CRATE_NAME"), "::blocking::Client;")]
                /// # use icws_runtime::codegen::ureq;
                ///
                /// fn client(session: Session, proxy: &str) -> Result<Client, ureq::Error> {
                ///     let agent = ureq::Agent::config_builder()
                ///         .http_status_as_error(false)
                ///         .max_redirects(0)
                ///         .timeout_global(Some(Duration::from_secs(30)))
                ///         .timeout_connect(Some(Duration::from_secs(10)))
                ///         .proxy(Some(ureq::Proxy::new(proxy)?))
                ///         .build();
                ///     Ok(Client::from_parts(session, agent.into()))
                /// }
                /// ```
                ///
                /// `tls_config` sets root certificates of your own. An agent with the feature `cookies` of `ureq` sends the
                /// cookies that it has, beside that of the session.
                #[must_use]
                pub fn from_parts(session: $crate::Session, agent: $crate::codegen::ureq::Agent) -> Self {
                    Self { connections: $crate::Connections::<$crate::Ureq>::from_parts(session, agent) }
                }

                /// Makes a call. Each operation has a method that does this, which reads better; this one is for code that
                /// treats operations alike.
                ///
                /// # Errors
                ///
                /// Those of the operation, and [`Error::Transport`](crate::Error::Transport) when no complete response comes.
                pub fn execute<O: $crate::Operation>(
                    &self,
                    operation: &O,
                ) -> Result<O::Response, $crate::Error<O::Error>> {
                    self.connections.execute(operation, $crate::codegen::span!(O))
                }
            }

            $crate::codegen::client!($crate::Ureq);
            $crate::codegen::client_life!(blocking);
        }
    };
}
