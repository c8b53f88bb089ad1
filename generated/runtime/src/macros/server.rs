//! The server of a crate: its module, with the trait that has a method for each of its operations.

/// Makes the module `server` of a crate, from the path of what is generated for it.
#[doc(hidden)]
#[macro_export]
macro_rules! __server {
    ($($generated:tt)+) => {
        /// The other side: a server of this API, from a trait with a method for each operation.
        ///
        /// It is for stand-ins that speak HTTP, and for servers of your own. A method takes the values of a request and returns a
        /// documented outcome. The router does everything else: paths, credentials, media types, limits, and what is malformed.
        ///
        /// A method that is not implemented answers `501`. The router itself answers these statuses, each with an error as its body:
        ///
        /// | status | to |
        /// | --- | --- |
        /// | `204` | `OPTIONS`, with the methods of the path |
        /// | `400` | a value, a parameter or a body that is not what the API says; the message names its place |
        /// | `401` | credentials that are missing or malformed, or that `authenticate` denies |
        /// | `404`, `405` | a path that does not exist, or a method that the path does not have |
        /// | `413` | a body that is larger than `max_request_size`, or that would take too much memory |
        /// | `415` | a body of another media type than that of the API or plain JSON, or a compressed one |
        /// | `500` | a method that panics; the server goes on, unless it is compiled to abort |
        /// | `503` | credentials that `authenticate` cannot judge at the moment |
        ///
        /// # Who may call
        ///
        /// `authenticate` must be written. It is called for each operation that wants credentials, before the body is read. It
        /// accepts them, or denies them with a [`Denied`](crate::server::Denied): a `401`, or a `503` where the list of sessions cannot be reached.
        /// [`Credentials::matches`](crate::server::Credentials::matches) compares them in constant time. A stand-in that accepts everybody says so with
        /// [`Credentials::allow_anyone`](crate::server::Credentials::allow_anyone).
        ///
        /// # How bodies are read
        ///
        /// A body is read strictly. `null` is refused where the API does not have it, and so is a list in the place of an object.
        /// A number with a point or an exponent is not an integer. Properties that the API does not have are kept in the field
        /// `extra` of the types that have one, and ignored in the others. Unknown values of enumerations are kept. If a property
        /// of the API stands there twice, the body is refused; of other properties the last one counts.
        ///
        /// The message of a `400` may quote what was wrong with the body. Mind that where you log answers.
        ///
        /// # What a client can take
        ///
        /// The router bounds the size of a body. It cannot bound what happens before it sees a request, and neither does
        /// `axum::serve`: half a request may stay there for ever, and so may any number of connections. The lines below bound
        /// the head of a request, the time of a call, and the number of connections. They need `hyper` with `http1` and `server`,
        /// `hyper-util` with `service` and `tokio`, and `tokio` with `net`, `rt`, `sync` and `time`. Behind a proxy that has such
        /// limits, `axum::serve` is enough.
        ///
        /// ```
        /// use std::{sync::Arc, time::Duration};
        /// use hyper::server::conn::http1;
        /// use hyper_util::{rt::{TokioIo, TokioTimer}, service::TowerToHyperService};
        #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::server::axum;")]
        /// use axum::{Router, extract::Request, middleware::{Next, from_fn}, response::IntoResponse};
        /// use tokio::{net::TcpListener, sync::Semaphore, time::{sleep, timeout}};
        ///
        /// async fn serve(listener: TcpListener, router: Router) {
        ///     let router = router.layer(from_fn(async |request: Request, next: Next| {
        ///         let answered = timeout(Duration::from_secs(30), next.run(request)).await;   // the body, and the method
        ///         answered.unwrap_or_else(|_| axum::http::StatusCode::REQUEST_TIMEOUT.into_response())
        ///     }));
        ///     let places = Arc::new(Semaphore::new(1000));                                    // connections at once
        ///     while let Ok(place) = Arc::clone(&places).acquire_owned().await {
        ///         let Ok((stream, _)) = listener.accept().await else {
        ///             sleep(Duration::from_millis(100)).await;                                // too many open files, perhaps
        ///             continue;
        ///         };
        ///         let connection = http1::Builder::new()
        ///             .timer(TokioTimer::new())
        ///             .header_read_timeout(Duration::from_secs(10))                           // the head, and idle connections
        ///             .max_header_size(16 << 10)
        ///             .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router.clone()));
        ///         tokio::spawn(async move {
        ///             let _ = connection.await;
        ///             drop(place);
        ///         });
        ///     }
        /// }
        /// ```
        ///
        /// A client that does not read its answer keeps its place until the operating system gives up on it.
        ///
        /// # Logs
        ///
        /// The answer of an operation carries its [`OperationInfo`](crate::OperationInfo) in its extensions, for layers that log
        /// or measure: the path itself holds the session's id. Where the operation is not known, the answer carries none.
        ///
        /// The future of a method is dropped when its client hangs up.
        #[cfg(feature = "server")]
        pub mod server {
            pub use $($generated)+::*;
            #[doc(inline)]
            pub use $crate::server::{Credentials, Denied, axum};
        }
    };
}
