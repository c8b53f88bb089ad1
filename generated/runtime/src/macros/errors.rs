//! What the documented errors of an operation have in common: made of the table of their enumeration.

/// From the table of an enumeration of errors: what [`__responses`](crate::__responses) makes of it, and what all errors
/// have in common.
///
/// Its first row has the operation's id, and the type that the bodies of all these errors have, or `_` if they have none in
/// common. Two closures follow that read the server's message and the error's identifier, where these are not the usual
/// properties of the usual error. They are taken apart, since each that stayed one would be a function more to compile. In
/// `hides` are the names on the wire of what no text shows.
#[doc(hidden)]
#[macro_export]
macro_rules! __errors {
    ($name:ident($operation:literal, _, |$of_message:pat_param| $message:expr, |$of_id:pat_param| $error_id:expr $(,)?)
        $(.hides($secrets:path))?; $($rows:tt)*
    ) => {
        $crate::__refusal!(
            $name, $operation, |$of_message| $message, |$of_id| $error_id, |error| error.along() $(, $secrets)?
        );
        $crate::__errors!(@along $name $($rows)*);
        $crate::__errors!(@status $name $($rows)*);
        $crate::__responses!($name; $($rows)*);
    };
    ($name:ident($operation:literal, $error:ty $(,)?) $(.hides($secrets:path))?; $($rows:tt)*) => {
        $crate::__errors!(
            $name($operation, $error, |error| &error.error().message, |error| error.error().error_id.as_deref())
            $(.hides($secrets))?;
            $($rows)*
        );
    };
    ($name:ident($operation:literal, $error:ty, $($told:tt)*) $(.hides($secrets:path))?; $($rows:tt)*) => {
        $crate::__errors!(@common $name($operation, $($told)*) $(.hides($secrets))?; $($rows)*);
        $crate::__errors!(@error $name ($error) $($rows)*);
    };

    // Where all bodies keep the headers that came along, no table of the variants is needed to find them.
    (@common $name:ident($operation:literal, |$of_message:pat_param| $message:expr, |$of_id:pat_param| $error_id:expr $(,)?)
        $(.hides($secrets:path))?; $(
            $status:tt = $(#[cfg($since:meta)])? $variant:ident.json $given:tt $(.challenge $taken:tt)?;
        )*
    ) => {
        $crate::__refusal!($name, $operation, |$of_message| $message, |$of_id| $error_id, |error| {
            use $crate::codegen::Written as _;
            error.error().received_headers()
        } $(, $secrets)?);
        $crate::__errors!(@status $name $($status = $(#[cfg($since)])? $variant.json $given $(.challenge $taken)?;)*);
        $crate::__responses!($name; $($status = $(#[cfg($since)])? $variant.json $given $(.challenge $taken)?;)*);
    };
    (@common $name:ident($operation:literal, $($told:tt)*) $(.hides($secrets:path))?; $($rows:tt)*) => {
        $crate::__errors!($name($operation, _, $($told)*) $(.hides($secrets))?; $($rows)*);
    };

    (@status $name:ident $(
        $($status:ident)? $(($state:ident, $($range:tt)*))? =
            $(#[cfg($since:meta)])? $variant:ident.$body:ident $given:tt $(.$(#[cfg($later:meta)])? $part:ident $taken:tt)*;
    )*) => {
        impl $name {
            /// The status of the response.
            #[must_use]
            pub const fn status(&self) -> ::http::StatusCode {
                match *self {
                    $($(#[cfg($since)])? Self::$variant { $($state,)? .. } => {
                        $(::http::StatusCode::$status)? $($state)?
                    })*
                }
            }
        }
    };

    (@along $name:ident $(
        $status:tt = $(#[cfg($since:meta)])? $variant:ident.$body:ident($($field:tt $(, $media_type:literal)?)?)
            $(.$(#[cfg($later:meta)])? $part:ident($inner:ident $($given:tt)*))*;
    )*) => {
        impl $name {
            /// The headers that came along: with the body, where that keeps them, or in a field.
            #[allow(unused_variables, reason = "only one of the two has them")]
            fn along(&self) -> Option<&::http::HeaderMap> {
                match *self {
                    $($(#[cfg($since)])? Self::$variant { $($field: ref body,)? $($(#[cfg($later)])? ref $inner,)* .. } => {
                        $crate::__errors!(@came ($($crate::__responses!(@second $field body))?) $($part $inner)*)
                    })*
                }
            }
        }
    };

    (@came $body:tt received_headers $inner:ident) => { $inner.get() };
    (@came $body:tt $part:ident $inner:ident $($parts:ident)*) => { $crate::__errors!(@came $body $($parts)*) };
    (@came ($($body:tt)+)) => {{
        use $crate::codegen::Written as _;
        $($body)+.received_headers()
    }};

    (@error $name:ident ($error:ty) $(
        $status:tt = $(#[cfg($since:meta)])? $variant:ident.$body:ident($field:tt $(, $media_type:literal)?)
            $(.$(#[cfg($later:meta)])? $part:ident($($given:tt)*))*;
    )*) => {
        impl $name {
            /// What the server says about it.
            #[must_use]
            pub const fn error(&self) -> &$error {
                match *self {
                    $($(#[cfg($since)])? Self::$variant { $field: ref error, .. } => error,)*
                }
            }
        }
    };
}
