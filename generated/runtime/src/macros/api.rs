//! The trait of a server and its router: made of one list each, because they have something for each operation.

/// Makes the trait that a server implements, from its name and its methods, or with `Group` that of a group of them. A method
/// that is not written calls the one in its body, which is its old name, or else is not implemented. With the bound
/// `Authenticated` it also has the method that looks at credentials.
#[doc(hidden)]
#[macro_export]
#[allow(clippy::crate_in_macro_def, reason = "each crate has a server of its own")]
macro_rules! __server_api {
    (pub trait $name:ident: Authenticated { $($methods:tt)* }) => {
        $crate::__server_api!(@sized $name {
            /// Decides whether the credentials are those of a session. The router only checks that there are some. Compare
            /// them with [`matches`](crate::server::Credentials::matches), which takes the same time for each guess. A
            /// stand-in that accepts everybody calls [`allow_anyone`](crate::server::Credentials::allow_anyone).
            ///
            /// It is not called for operations that want no credentials.
            ///
            /// # Errors
            ///
            /// [`Denied`](crate::server::Denied), which becomes a response with the status `401`, `503` or `500`.
            fn authenticate(
                &self,
                credentials: &$crate::server::Credentials,
            ) -> impl Future<Output = Result<(), $crate::server::Denied>> + Send;
        } {
            fn authenticate(
                &self,
                credentials: &$crate::server::Credentials,
            ) -> impl Future<Output = Result<(), $crate::server::Denied>> + Send {
                A::authenticate(self, credentials)
            }
        } $($methods)*);
    };
    (pub trait $name:ident: Group { $($methods:tt)* }) => {
        $crate::__server_api!(@trait $name {} {} $($methods)*);
    };
    (pub trait $name:ident { $($methods:tt)* }) => {
        $crate::__server_api!(@sized $name {} {} $($methods)*);
    };

    (@sized $name:ident { $($own:tt)* } { $($shared:tt)* } $($methods:tt)*) => {
        $crate::__server_api!(@trait $name {
            $($own)*

            /// The size of the largest request body, in bytes. The default is 1 MiB, which is 1,048,576 bytes. It is called
            /// once, when the router is made.
            fn max_request_size(&self) -> usize {
                1 << 20
            }
        } {
            $($shared)*

            fn max_request_size(&self) -> usize {
                A::max_request_size(self)
            }
        } $($methods)*);
    };

    (@trait $name:ident { $($own:tt)* } { $($shared:tt)* } $(
        $(#[doc = $docs:expr])*
        $(#[cfg($version:meta)])?
        $(#[deprecated = $note:literal])?
        $(#[doc($alias:meta)])?
        async fn $call:ident(&self $(, $argument:ident: $ty:ty)* $(,)?) -> $result:ty { $($former:ident)? }
    )*) => {
        /// What a server does: a method for each operation. One that is not written answers `501`.
        ///
        /// Write the methods as `async fn`. Their futures are sent between threads, and dropped when the client hangs up.
        /// Inside of one, [`Credentials::current`](crate::server::Credentials::current) says whose call it is.
        ///
        /// # Panics
        ///
        /// It is the router that answers `501`: a method that is not written panics where it is called by anything else.
        #[allow(
            clippy::too_many_arguments,
            clippy::type_complexity,
            clippy::wrong_self_convention,
            deprecated,
            unused_variables,
            reason = "a method takes what its operation has, and does nothing with it unless it is written, or its old one is"
        )]
        pub trait $name: Send + Sync + 'static {
            $($own)*

            $(
                $(#[doc = $docs])*
                ///
                /// # Errors
                ///
                /// One that the operation documents, if there is any.
                $(#[cfg($version)])?
                $(#[deprecated = $note])?
                $(#[doc($alias)])?
                fn $call(&self $(, $argument: $ty)*) -> impl Future<Output = $result> + Send {
                    $crate::__server_api!(@call self ($($former)?) ($($argument),*))
                }
            )*
        }

        /// What is served may be held by others, too: by a test that looks into it, or by routes beside these.
        #[allow(deprecated, reason = "old methods are called, too")]
        impl<A: $name> $name for ::std::sync::Arc<A> {
            $($shared)*

            $(
                $(#[cfg($version)])?
                fn $call(&self $(, $argument: $ty)*) -> impl Future<Output = $result> + Send {
                    A::$call(self $(, $argument)*)
                }
            )*
        }
    };

    (@call $this:ident () ($($argument:ident),*)) => { $crate::codegen::server::not_implemented() };
    (@call $this:ident ($former:ident) ($($argument:ident),*)) => { $this.$former($($argument),*) };
}

/// Makes the function that serves an API, from the trait and a row for each operation. With `Authenticated` it calls the method
/// that looks at credentials.
///
/// A row names the method and the operation, the credentials that it wants, how each argument of the method is read, and
/// what response a success is: a status with its body, or `any` of those that the operation documents. Beside the trait stands
/// the module of a group, whose method may be called otherwise.
#[doc(hidden)]
#[macro_export]
#[allow(clippy::crate_in_macro_def, reason = "each crate has a server of its own")]
macro_rules! __server_router {
    (impl Authenticated for Server<$name:ident> { $($rows:tt)* }) => {
        $crate::__server_router!(@server $name (|api, credentials| {
            Box::pin(async move { api.authenticate(&credentials).await })
        }) $($rows)*);
    };
    (impl Server<$name:ident, $module:ident $(,)?> for $group:ident { $($rows:tt)* }) => {
        impl<A: super::$name + Api> super::Server<A> {
            #[doc = concat!("Serves the operations of [`", stringify!($group), "`](crate::operations::", stringify!($module), ") too.")]
            #[must_use]
            #[allow(clippy::approx_constant, reason = "a limit is what the specification says, and no constant")]
            #[allow(unused_mut, unused_variables, reason = "not every operation reads its request")]
            pub fn $group(self) -> Self {
                Self { routes: $crate::__server_router!(@serve (self.routes) $($rows)*) }
            }
        }
    };
    (impl Server<$name:ident> { $($rows:tt)* }) => {
        $crate::__server_router!(@server $name (|_, _| Box::pin(async { Ok(()) })) $($rows)*);
    };
    (impl Authenticated for $name:ident { $($rows:tt)* }) => {
        $crate::__server_router!(@router $name (
            |api: ::std::sync::Arc<A>, credentials| async move { api.authenticate(&credentials).await }
        ) $($rows)*);
    };
    (impl $name:ident { $($rows:tt)* }) => {
        $crate::__server_router!(@router $name (|_: ::std::sync::Arc<A>, _| async { Ok(()) }) $($rows)*);
    };

    (@router $name:ident ($authenticate:expr) $($rows:tt)*) => {
        /// A router that serves an API.
        ///
        /// It can be merged with others, layered and nested like any other. It has a fallback, which answers `404`:
        /// `router(api).fallback(yours)` has another, and `router(api).reset_fallback().merge(yours)` that of yours.
        #[allow(clippy::approx_constant, reason = "a limit is what the specification says, and no constant")]
        #[allow(unused_mut, unused_variables, reason = "not every operation reads its request")]
        pub fn router<A: $name>(api: A) -> $crate::server::axum::Router {
            let limit = api.max_request_size();
            let routes = $crate::codegen::server::Routes::new(api, limit, $authenticate);
            $crate::__server_router!(@serve (routes) $($rows)*).finish()
        }
    };

    (@server $name:ident ($authenticate:expr) $($rows:tt)*) => {
        /// A server that is being put together: [`new`](Self::new), a method for each group of operations that it serves, and
        /// [`into_router`](Self::into_router).
        ///
        /// What is in no group is always served. What is in a group that is not served is answered with `404`.
        #[must_use = "it serves nothing before it is a router"]
        #[allow(missing_debug_implementations, reason = "it is there for a moment, and holds what nobody can read")]
        pub struct Server<A> {
            routes: $crate::codegen::server::Routes<A, $crate::codegen::server::Authenticate<A>>,
        }

        impl<A: $name> Server<A> {
            /// A server that has no group yet.
            #[allow(clippy::approx_constant, reason = "a limit is what the specification says, and no constant")]
            #[allow(unused_mut, unused_variables, reason = "not every operation reads its request")]
            pub fn new(api: A) -> Self {
                let limit = api.max_request_size();
                let authenticate: $crate::codegen::server::Authenticate<A> = $authenticate;
                let routes = $crate::codegen::server::Routes::new(api, limit, authenticate);
                Self { routes: $crate::__server_router!(@serve (routes) $($rows)*) }
            }

            /// The router.
            ///
            /// It can be merged with others, layered and nested like any other. It has a fallback, which answers `404`:
            /// `fallback(yours)` of it is another, and `reset_fallback().merge(yours)` that of yours.
            #[must_use]
            pub fn into_router(self) -> $crate::server::axum::Router {
                self.routes.finish()
            }
        }
    };

    (@serve ($routes:expr) $(
        $(#[cfg($version:meta)])?
        const $call:ident: $operation:ident = wants($($wanted:ident),* $(,)?)
            .reads($($argument:ident = $place:ident($wire:literal $(,)?).$read:ident() $(.$check:ident($($limits:expr)? $(,)?))*),* $(,)?)
            .answers($($answer:tt)*);
    )*) => {{
        let routes = $routes;
        $(
            $(#[cfg($version)])?
            let routes = routes.serve::<crate::operations::$operation, _>(
                &[$($crate::codegen::server::Wanted::$wanted),*],
                |api, mut incoming| async move {
                    $(
                        let value = $crate::__server_router!(@read incoming $place $wire $read);
                        $(let value = $crate::__server_router!(@$check value $wire $($limits)?);)*
                        let $argument = value;
                    )*
                    let result = api.$call($($argument),*).await;
                    Ok($crate::codegen::server::answered(result, $crate::__server_router!(@answer $($answer)*)))
                },
            );
        )*
        routes
    }};

    (@read $incoming:ident json $wire:literal $read:ident) => { $incoming.json($wire).await?.$read()? };
    (@read $incoming:ident text $wire:literal $read:ident) => { $incoming.text($wire).await?.$read()? };
    (@read $incoming:ident bytes $wire:literal $read:ident) => { $incoming.bytes($wire).await?.$read()? };
    (@read $incoming:ident $place:ident $wire:literal $read:ident) => { $incoming.$place($wire).$read()? };

    (@checked $value:ident $wire:literal) => { $crate::codegen::server::checked($value)? };
    (@within $value:ident $wire:literal $limits:expr) => {
        $crate::codegen::server::within($wire, $value, $limits)?
    };

    (@answer any() $(,)?) => { |response| $crate::codegen::server::Documented::answer(&response) };
    (@answer $status:ident.nothing() $(,)?) => {
        |()| $crate::codegen::server::OutgoingResponse::new(::http::StatusCode::$status)
    };
    (@answer $status:ident.$body:ident($($media_type:literal $(,)?)?) $(,)?) => {
        |body| $crate::codegen::server::OutgoingResponse::new(::http::StatusCode::$status).$body(&body $(, $media_type)?)
    };
}
