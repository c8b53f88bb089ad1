//! What both clients can be told about their calls.

/// Makes the methods by which a client gets what its calls have in common.
#[doc(hidden)]
#[macro_export]
macro_rules! __client_options {
    () => {
        impl Client {
            /// The same client, whose calls may take as long as this, over the same connections. The most is a year.
            ///
            /// So one call can have less time, or more, than the others:
            ///
            /// ```
            /// use std::time::Duration;
            #[doc = concat!("use ", env!("CARGO_CRATE_NAME"), "::{Client, Error, Operation};")]
            ///
            /// async fn quickly<O: Operation>(client: &Client, call: &O) -> Result<O::Response, Error<O::Error>> {
            ///     client.clone().with_timeout(Duration::from_secs(2)).execute(call).await
            /// }
            /// ```
            ///
            /// The time runs from the start of an exchange until its response is decoded. A call that is made again gets it anew.
            #[must_use]
            pub fn with_timeout(self, timeout: ::std::time::Duration) -> Self {
                Self { connections: self.connections.with_timeout(timeout) }
            }

            /// The same client, which sends this header with each request, in place of one of this name that was set before.
            ///
            /// ```
            #[doc = concat!("use ", env!("CARGO_CRATE_NAME"), "::Client;")]
            #[doc = concat!("use ", env!("CARGO_CRATE_NAME"), "::http::{HeaderName, HeaderValue, header};")]
            ///
            /// fn traced(client: &Client, id: HeaderValue) -> Client {
            ///     let client = client.clone().with_header(HeaderName::from_static("x-correlation-id"), id);
            ///     client.with_header(header::USER_AGENT, HeaderValue::from_static("desk/1.0"))
            /// }
            /// ```
            ///
            /// By default a client that this crate has made sends one, `User-Agent`, with the name and the version of this
            /// crate. A client of `from_parts` sends what your own HTTP client sends: that of `reqwest` none, and an agent of
            /// `ureq` its own, unless it is made with `user_agent("")`. What an operation says itself, such as the credentials,
            /// stays as it is; so do the headers that frame a message, such as `Content-Length`.
            #[must_use]
            pub fn with_header(
                self,
                name: $crate::http::HeaderName,
                value: $crate::http::HeaderValue,
            ) -> Self {
                Self { connections: self.connections.with_header(name, value) }
            }

            /// The same client, which makes calls again that have not reached the server, and those that the server asks for:
            /// see [`Retry`](crate::Retry). All else is sent once. It needs the feature `retry`.
            #[cfg(feature = "retry")]
            #[must_use]
            pub fn with_retry(self, retry: $crate::Retry) -> Self {
                Self { connections: self.connections.with_retry(retry) }
            }
        }
    };
}
