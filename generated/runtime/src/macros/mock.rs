//! The mock of a crate: a type of its own, because its calls are those of the crate's operations.

/// Makes the module `mock` of a crate.
#[doc(hidden)]
#[macro_export]
#[allow(clippy::crate_in_macro_def, reason = "each crate has clients of its own")]
macro_rules! __mock {
    () => {
        /// Testing without a server: a stand-in for the transport, which keeps the calls and answers them as you say.
        ///
        /// It needs the feature `mock`.
        ///
        /// Nothing is sent, and no socket is opened. Everything else is as it is with a server: requests are checked and
        /// built, responses are chosen by their status and decoded.
        ///
        /// ```
        #[doc = concat!("use ", env!("CARGO_CRATE_NAME"), "::Operation;")]
        #[doc = concat!("use ", env!("CARGO_CRATE_NAME"), "::mock::{Call, Mock, Reply};")]
        ///
        /// fn late<O: Operation>(operation: &O) {
        ///     let mock = Mock::new();
        ///     mock.reply::<O>(Reply::timeout());
        ///     assert!(mock.execute(operation).is_err_and(|error| error.is_timeout()));
        ///     assert_eq!(mock.calls(), [Call::of(operation)]);
        /// }
        /// ```
        ///
        /// A mock makes clients of each kind that is switched on, `client` and `blocking_client`, to be given to what is
        /// tested. Afterwards it tells what was called:
        ///
        /// - [`calls`](crate::mock::Mock::calls) has the calls, with all that was given to them.
        /// - [`received`](crate::mock::Mock::received) also has the session that made each call, and the headers of its
        ///   request. [`numbered_session`](crate::mock::Mock::numbered_session) makes sessions that differ.
        /// - [`replies_left`](crate::mock::Mock::replies_left) counts the replies that nobody has taken.
        ///
        /// # Time
        ///
        /// A reply can be late, by [`after`](crate::mock::Reply::after), or never come, by
        /// [`never`](crate::mock::Reply::never): for tests of time limits, of calls that are cancelled, and of calls that
        /// wait for one another. An asynchronous client waits by the clock of Tokio. A test with
        /// `#[tokio::test(start_paused = true)]`, of the feature `test-util` of `tokio`, takes no time for it. A blocking
        /// client waits by the clock of the machine.
        ///
        /// Code that takes the outcome of a call, and no client, is tested without a mock:
        /// [`Reply::read`](crate::mock::Reply::read) makes any outcome of a reply.
        #[cfg(feature = "mock")]
        pub mod mock {
            #[doc(no_inline)]
            pub use crate::Call;
            #[doc(inline)]
            pub use $crate::mock::Reply;

            /// What a mock has received: a call, the session that made it, and the headers of the request.
            pub type Received = $crate::mock::Received<Call>;

            /// A stand-in for a server.
            ///
            /// A clone is the same mock. A call gets the first reply of its operation that fits, in the order in which the
            /// replies were given. Where none is left, it gets the one of [`reply_always`](Self::reply_always) or
            /// [`reply_with`](Self::reply_with), and where the operation has none, the one of
            /// [`otherwise`](Self::otherwise). A call without any reply ends in
            /// [`Error::Transport`](crate::Error::Transport), which says so.
            ///
            /// ```
            #[doc = concat!("use ", env!("CARGO_CRATE_NAME"), "::Operation;")]
            #[doc = concat!("use ", env!("CARGO_CRATE_NAME"), "::mock::{Mock, Reply};")]
            ///
            /// /// The first call finds no server, and those behind it find one that is busy.
            /// fn busy<O: Operation>() -> Mock {
            ///     let mock = Mock::new();
            ///     mock.reply::<O>(Reply::no_connection());
            ///     mock.reply_always::<O>(Reply::empty(503).with_header("Retry-After", "7"));
            ///     mock
            /// }
            /// ```
            #[derive(Clone, Default)]
            pub struct Mock {
                server: $crate::codegen::Mock,
            }

            impl Mock {
                /// A mock without replies.
                #[must_use]
                pub fn new() -> Self {
                    Self::default()
                }

                /// Answers one call of an operation with this. Several replies are given one after the other.
                pub fn reply<O: $crate::Operation>(&self, reply: Reply) {
                    self.server.reply(O::ID, reply);
                }

                /// Answers one call of an operation with this: the first for which `fits` returns true. That can look at the
                /// call, its session, and its headers.
                ///
                /// ```
                #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::Operation;")]
                #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::mock::{Call, Mock, Reply};")]
                /// fn only_this_fails<O: Operation>(mock: &Mock, operation: &O) {
                ///     let call = Call::of(operation);
                ///     mock.reply_if::<O>(move |received| received.call == call, Reply::empty(500));
                ///     mock.reply_always::<O>(Reply::empty(200));
                /// }
                /// ```
                pub fn reply_if<O: $crate::Operation>(
                    &self,
                    fits: impl Fn(&Received) -> bool + Send + Sync + 'static,
                    reply: Reply,
                ) {
                    self.server.reply_if(O::ID, move |received| fits(&Call::received(received)), reply);
                }

                /// Answers every call of an operation with this, if no other reply is left for it.
                pub fn reply_always<O: $crate::Operation>(&self, reply: Reply) {
                    self.server.reply_with(Some(O::ID), move |_| reply.clone());
                }

                /// Answers every call of an operation with what this function makes of it, if no other reply is left for it.
                pub fn reply_with<O: $crate::Operation>(
                    &self,
                    reply: impl Fn(&Received) -> Reply + Send + Sync + 'static,
                ) {
                    self.server.reply_with(Some(O::ID), move |received| reply(&Call::received(received)));
                }

                /// Answers every call of any operation with what this function makes of it, if there is no other reply for
                /// it.
                pub fn otherwise(&self, reply: impl Fn(&Received) -> Reply + Send + Sync + 'static) {
                    self.server.reply_with(None, move |received| reply(&Call::received(received)));
                }

                /// The calls so far, in their order. A call that was refused before sending, by validation for example,
                /// is not among them. One that still waits for its reply is.
                #[must_use]
                pub fn calls(&self) -> Vec<Call> {
                    self.server.received(|received| Call::received(received).call)
                }

                /// The same calls, each with the session that made it and the headers of its request.
                #[must_use]
                pub fn received(&self) -> Vec<Received> {
                    self.server.received(Call::received)
                }

                /// How many replies of [`reply`](Self::reply) and [`reply_if`](Self::reply_if) no call has taken yet. At the
                /// end of a test it is zero, unless a call is missing that the test expects.
                #[must_use]
                pub fn replies_left(&self) -> usize {
                    self.server.replies_left()
                }

                /// A session for tests. Its server does not exist.
                #[must_use]
                pub fn session() -> $crate::Session {
                    $crate::codegen::Mock::session()
                }

                /// One of several sessions for tests: each number has its own id, token and cookie.
                #[must_use]
                pub fn numbered_session(number: u32) -> $crate::Session {
                    $crate::codegen::Mock::numbered_session(number)
                }

                /// An asynchronous client that calls this mock. It has no time limit, unless it is given one, and needs no
                /// Tokio runtime, unless a reply is late (`Reply::after`), a time limit is reached, or the client makes calls
                /// again (`with_retry`).
                ///
                /// It needs the feature `reqwest`, or `reqwest-client`.
                ///
                /// ```
                /// use std::time::Duration;
                #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::Operation;")]
                #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::mock::{Mock, Reply};")]
                ///
                /// async fn gives_up<O: Operation>(operation: &O) {
                ///     let mock = Mock::new();
                ///     mock.reply::<O>(Reply::never());
                ///     let client = mock.client().with_timeout(Duration::from_secs(30));
                ///     assert!(client.execute(operation).await.is_err_and(|error| error.is_timeout()));
                /// }
                /// ```
                #[cfg(feature = "reqwest-client")]
                #[must_use]
                pub fn client(&self) -> crate::Client {
                    crate::Client::sharing(&$crate::Connections::<$crate::Reqwest>::from_mock(&self.server))
                }

                /// A blocking client that calls this mock. It has no time limit, unless it is given one.
                ///
                /// It needs the feature `blocking`, or `blocking-client`.
                #[cfg(feature = "blocking-client")]
                #[must_use]
                pub fn blocking_client(&self) -> crate::blocking::Client {
                    crate::blocking::Client::sharing(&$crate::Connections::<$crate::Ureq>::from_mock(
                        &self.server,
                    ))
                }

                /// Makes a call without any client.
                ///
                /// # Errors
                ///
                /// Those of the operation.
                pub fn execute<O: $crate::Operation>(
                    &self,
                    operation: &O,
                ) -> Result<O::Response, $crate::Error<O::Error>> {
                    self.server.execute(operation)
                }
            }

            /// Shows the calls and the number of replies.
            impl ::std::fmt::Debug for Mock {
                fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    f.debug_struct("Mock")
                        .field("calls", &self.calls())
                        .field("replies_left", &self.replies_left())
                        .finish()
                }
            }

            impl Call {
                fn received(received: &$crate::mock::Received<$crate::codegen::Recorded>) -> Received {
                    received.map(|call| call.get().unwrap_or(Self::Other(call.id())))
                }
            }
        }
    };
}
