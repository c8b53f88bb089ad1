//! The server of a crate: its module, with the trait that has a method for each of its operations.

/// Makes the module `server` of a crate, from the path of what is generated for it.
#[doc(hidden)]
#[macro_export]
macro_rules! __server {
    ($($generated:tt)+) => {
        /// A server of this API: a trait with a method for each operation, and a router that serves it.
        ///
        /// It needs the feature `server`.
        ///
        /// It is for test servers that speak HTTP, and for servers of your own. You write the methods. A method takes the
        /// values of a request, and returns one of the outcomes that the API documents. The router does the rest: it finds the
        /// operation, reads and checks the request, and writes the response. It answers malformed requests by itself.
        ///
        /// A server takes three steps:
        ///
        /// 1. A type with the state of the server, which all calls share. They run at the same time, so what changes is behind
        ///    a lock.
        /// 2. The trait for it: `authenticate`, and the methods of the operations that the server has.
        /// 3. `router(api)`, or `Server::new(api)` where operations are in groups: an
        ///    [`axum::Router`](crate::server::axum::Router). It can be merged with routes of your own, such as that of a login,
        ///    and it can have layers. `axum::serve(listener, router)` serves it on a Tokio runtime. A test may keep an `Arc` of
        ///    the state and give a clone to the router.
        ///
        /// Where operations are in groups, each group is a module with a trait of its own, and a `Server` has the groups that it
        /// is told to serve.
        ///
        /// A method that you do not write answers `501`. The router itself answers with these statuses. The body of each is an
        /// error of the API, with an `errorId` and a `message`.
        ///
        /// | status | when |
        /// | --- | --- |
        /// | `204` | the method is `OPTIONS`; the header `Allow` has the methods of the path |
        /// | `400` | a parameter or the body is not what the API says; the message says where |
        /// | `401` | credentials are missing or malformed, or `authenticate` denies them |
        /// | `404`, `405` | there is no such path, or the path does not have the method |
        /// | `413` | the body is larger than `max_request_size`, or would take too much memory |
        /// | `415` | the body has another media type than that of the API or plain JSON, or is compressed |
        /// | `500` | a method panics, or `authenticate` cannot tell because of a mistake; the server goes on unless it aborts |
        /// | `503` | `authenticate` cannot tell at the moment |
        ///
        /// # Authentication
        ///
        /// You must write `authenticate`. It is called for each operation that wants credentials, before the body is read. It
        /// accepts the credentials or returns a [`Denied`](crate::server::Denied):
        ///
        /// - [`Denied::new`](crate::server::Denied::new) is a `401`: these credentials are not accepted. Clients log in again.
        /// - [`Denied::unavailable`](crate::server::Denied::unavailable) is a `503`: the list of sessions cannot be reached.
        ///   [`with_retry_after`](crate::server::Denied::with_retry_after) says when to try again.
        /// - [`Denied::internal`](crate::server::Denied::internal) is a `500`: something is wrong with the server.
        ///
        /// [`Credentials::matches`](crate::server::Credentials::matches) compares in constant time. A test server that accepts
        /// everybody calls [`Credentials::allow_anyone`](crate::server::Credentials::allow_anyone).
        ///
        /// # Request bodies
        ///
        /// A body is read strictly. `null` is refused where the API does not allow it, and so is a list in the place of an
        /// object. A number with a point or an exponent is not an integer. A property of the API that is there twice is
        /// refused. Properties that the API does not have are kept in `extra` where a type has that field, and ignored
        /// elsewhere. Unknown values of enumerations are kept.
        ///
        /// The message of a `400` may quote the body. Mind that where you log responses.
        ///
        /// # Response statuses
        ///
        /// An error that is documented for a range of statuses, such as `4XX`, takes its status from the method. A status
        /// outside of the range is answered with `500`, and so is one that has an error of its own: a client tells errors
        /// apart by their status, and would take it for that one.
        ///
        /// # Limits and shutdown
        ///
        /// The router limits the size of a body. It cannot limit what comes before a request, and neither does `axum::serve`: a
        /// client may send half a request and stay, and it may open any number of connections. The function below limits the
        /// head of a request, the time of a call, and the number of connections. When `stopped` ends, it takes no more
        /// connections, and waits until the calls that have begun are answered. It needs `hyper` with `http1` and `server`,
        /// `hyper-util` with `server-graceful`, `service` and `tokio`, and `tokio` with `macros`, `net`, `rt`, `sync` and
        /// `time`. Behind a proxy that has such limits, `axum::serve` and its `with_graceful_shutdown` are enough.
        ///
        /// ```
        /// use std::{sync::Arc, time::Duration};
        /// use hyper::server::conn::http1;
        /// use hyper_util::rt::{TokioIo, TokioTimer};
        /// use hyper_util::{server::graceful::GracefulShutdown, service::TowerToHyperService};
        #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::server::axum;")]
        /// use axum::{Router, extract::Request, middleware::{Next, from_fn}, response::IntoResponse};
        /// use tokio::{net::TcpListener, sync::Semaphore, time::{sleep, timeout}};
        ///
        /// const CALL: Duration = Duration::from_secs(30);                                     // the body, and the method
        /// const HEAD: Duration = Duration::from_secs(10);                                     // also of idle connections
        ///
        /// async fn serve(listener: TcpListener, router: Router, stopped: impl Future<Output = ()>) {
        ///     let router = router.layer(from_fn(async |request: Request, next: Next| {
        ///         let answered = timeout(CALL, next.run(request)).await;
        ///         answered.unwrap_or_else(|_| axum::http::StatusCode::REQUEST_TIMEOUT.into_response())
        ///     }));
        ///     let (places, open) = (Arc::new(Semaphore::new(1000)), GracefulShutdown::new()); // connections at once
        ///     let accept = async {
        ///         while let Ok(place) = Arc::clone(&places).acquire_owned().await {
        ///             let Ok((stream, _)) = listener.accept().await else {
        ///                 sleep(Duration::from_millis(100)).await;                            // too many open files, perhaps
        ///                 continue;
        ///             };
        ///             let connection = http1::Builder::new()
        ///                 .timer(TokioTimer::new())
        ///                 .header_read_timeout(HEAD)
        ///                 .max_header_size(16 << 10)
        ///                 .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router.clone()));
        ///             let served = open.watch(connection);
        ///             tokio::spawn(async move {
        ///                 let _ = served.await;
        ///                 drop(place);
        ///             });
        ///         }
        ///     };
        ///     tokio::select! {
        ///         () = accept => {}
        ///         () = stopped => {}
        ///     }
        ///     let _ = timeout(HEAD + CALL, open.shutdown()).await;                            // not for ever
        /// }
        /// ```
        ///
        /// A client that does not read its response keeps its place until the operating system gives up on it, or the server
        /// stops.
        ///
        /// # Logs and metrics
        ///
        /// The response of an operation carries its [`OperationInfo`](crate::OperationInfo) in its extensions, for layers that
        /// log or measure. The path itself holds the id of the session. Where the operation is not known, there is no
        /// `OperationInfo`.
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
