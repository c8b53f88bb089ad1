//! Operations: the type, what it does, and the method of both clients.

/// Makes an operation: its type, what it does, and the method of both clients. What is said of it is said of the method, too,
/// and behind that stands the route.
///
/// The attributes say its id and since when it is there, its route, and what makes the call. Then come a row for the values in
/// its path, if there are any, one for what is sent, one for the response that is a success, as for the router of a server, and
/// one for the call that keeps it. Functions that few operations have stand behind as they are. The method is last, as
/// [`client_methods`](crate::codegen::client_methods) takes it.
#[doc(hidden)]
#[macro_export]
#[allow(clippy::crate_in_macro_def, reason = "each crate has calls of its own")]
macro_rules! __operation {
    (
        $(#[doc = $docs:expr])*
        #[operation($id:literal $(, $feature:literal, $version:literal)?)]
        #[route($method:ident, $path:literal)]
        $(#[also($other:literal, $other_version:literal)])*
        $(#[demands($demanded:literal)])?
        #[call($client:path)]
        $(#[$attribute:meta])*
        pub struct $name:ident $(<$lifetime:lifetime $(,)?>)? { $($fields:tt)* }

        impl Operation<$response:ty, $error:ty $(,)?> for $operation:ty {
            $(const path: _ = |self| [$($value:expr),* $(,)?];)?
            const request: _ = |$self:ident, $request:ident| $sent:expr;
            const response: _ = answers($($success:tt)*);
            const call: _ = |$kept:ident| $call:ident($(
                $(#[cfg($since:meta)])?
                $field:ident = $kept_value:expr
            ),* $(,)?);
            $($functions:tt)*
        }

        $($method_of_clients:tt)*
    ) => {
        #[allow(unused_imports, reason = "there may be no media type")]
        use $crate::codegen::media_type;

        $(#[doc = $docs])*
        #[doc = ""]
        #[doc = $crate::codegen::operation!(@route $method $path $($feature $version)? $($other $other_version)*)]
        #[cfg_attr(
            feature = "reqwest-client",
            doc = concat!("\n [`", stringify!($client), "`](crate::", stringify!($client), ") makes the call.")
        )]
        $(#[$attribute])*
        #[non_exhaustive]
        pub struct $name $(<$lifetime>)? { $($fields)* }

        impl $crate::Operation for $operation {
            const ID: &'static str = $id;
            const METHOD: ::http::Method = ::http::Method::$method;
            const PATH: &'static str = $path;
            const SINCE: $crate::FeatureVersion = $crate::codegen::operation!(@since $($feature, $version)?);
            const ALSO: &'static [$crate::FeatureVersion] =
                &[$($crate::FeatureVersion::new($other, $other_version)),*];
            $(const DEMANDED: &'static str = $demanded;)?
            type Response = $response;
            type Error = $error;

            fn to_request(
                &$self,
                session: &$crate::Session,
            ) -> Result<::http::Request<Vec<u8>>, $crate::RequestError> {
                let $request = $crate::codegen::Outgoing::new::<Self>(session, &[$($($value),*)?])?;
                $sent
            }

            fn read(answer: &$crate::codegen::Answer<'_>) -> $crate::codegen::Outcome<Self> {
                $crate::codegen::operation!(@read answer $($success)*)
            }

            fn call(&$kept) -> $crate::codegen::Recorded {
                crate::Call::recorded(crate::Call::$call { $($(#[cfg($since)])? $field: $kept_value,)* })
            }

            $($functions)*
        }

        $crate::codegen::operation!(@method [
            $(#[doc = $docs])*
            #[doc = ""]
            #[doc = $crate::codegen::operation!(@route $method $path $($feature $version)? $($other $other_version)*)]
        ] $($method_of_clients)*);
    };
    (@method [$($docs:tt)*] impl $group:ident { $($method:tt)* }) => {
        $crate::codegen::client_methods! { impl $group { $($docs)* $($method)* } }
    };
    (@method [$($docs:tt)*] $($method:tt)*) => {
        $crate::codegen::client_methods! { $($docs)* $($method)* }
    };
    (@route $method:ident $path:literal) => { concat!(" `", stringify!($method), " ", $path, "`.") };
    (@route $method:ident $path:literal $feature:literal $version:literal $($other:literal $other_version:literal)*) => {
        concat!(
            " `", stringify!($method), " ", $path, "`, from ", $feature, " ", $version,
            $(" and ", $other, " ", $other_version,)* " on."
        )
    };
    (@read $answer:ident any() $(,)?) => { $answer.any() };
    (@read $answer:ident $status:ident.$read:ident() $(,)?) => {
        $answer.only(::http::StatusCode::$status, $crate::codegen::Answer::$read)
    };
    (@read $answer:ident $status:ident.$read:ident($media_type:literal $(,)?) $(,)?) => {
        $answer.only(::http::StatusCode::$status, |answer| answer.$read($media_type))
    };
    (@since) => { $crate::FeatureVersion::EVERY };
    (@since $feature:literal, $version:literal) => { $crate::FeatureVersion::new($feature, $version) };
}
