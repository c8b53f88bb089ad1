//! The mock of a crate: a type of its own, because its calls are those of the crate's operations.

/// Makes the module `mock` of a crate, from the path of its calls.
#[doc(hidden)]
#[macro_export]
#[allow(clippy::crate_in_macro_def, reason = "each crate has clients of its own")]
macro_rules! __mock {
    ($($call:tt)+) => {
        /// Testing without a server: a stand-in for the transport, which keeps the calls and answers them as you say.
        ///
        /// Nothing is sent, and no socket is opened. Everything else is as it is with a server: requests are checked and
        /// built, answers are chosen by their status and decoded.
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
        /// A mock also makes clients, of each kind that is switched on: `client` and `blocking_client`. The front page has
        /// an example with one.
        ///
        /// A [`Reply`](crate::mock::Reply) also makes an outcome of its own, for code that is given one: see
        /// [`Reply::read`](crate::mock::Reply::read).
        #[cfg(feature = "mock")]
        pub mod mock {
            pub use $($call)+;
            #[doc(inline)]
            pub use $crate::mock::Reply;

            /// A stand-in for a server.
            ///
            /// A clone is the same mock. Calls that it has no reply for end in
            /// [`Error::Transport`](crate::Error::Transport), whose source names the operation.
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

                /// The calls so far, in their order. A call that was refused before sending, by validation for example,
                /// is not among them.
                #[must_use]
                pub fn calls(&self) -> Vec<Call> {
                    self.server.calls(|id, call| call.get().unwrap_or(Call::Other(id)))
                }

                /// The number of replies that no call has taken yet: zero at the end of a test that knows what it expects.
                #[must_use]
                pub fn replies_left(&self) -> usize {
                    self.server.replies_left()
                }

                /// A session for tests. Its server does not exist.
                #[must_use]
                pub fn session() -> $crate::Session {
                    $crate::codegen::Mock::session()
                }

                /// An asynchronous client that calls this mock. It needs no Tokio runtime.
                #[cfg(feature = "reqwest-client")]
                #[must_use]
                pub fn client(&self) -> crate::Client {
                    crate::Client::sharing(&$crate::Connections::<$crate::Reqwest>::from_mock(&self.server))
                }

                /// A blocking client that calls this mock.
                #[cfg(feature = "blocking-client")]
                #[must_use]
                pub fn blocking_client(&self) -> crate::blocking::Client {
                    crate::blocking::Client::sharing(&$crate::Connections::<$crate::Ureq>::from_mock(&self.server))
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
                /// The call that an operation makes, to compare [`Mock::calls`] with.
                #[must_use]
                pub fn of<O: $crate::Operation>(operation: &O) -> Self {
                    operation.call().get().unwrap_or(Self::Other(O::ID))
                }
            }
        }
    };
}
