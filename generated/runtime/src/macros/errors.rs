//! What the documented errors of an operation have in common: made of the table of their enumeration.

/// From the table of an enumeration of errors: what [`__responses`](crate::__responses) makes of it, and what all errors
/// have in common.
///
/// An enumeration of several operations has `::<O, Never>` behind its name: what says which of them it is of, and the variant
/// that is never made.
///
/// Its first row has the operation's id, and the type that the bodies of all these errors have, or `_` if they have none in
/// common. Two closures follow that read the server's message and the error's identifier, where these are not the usual
/// properties of the usual error. They are taken apart, since each that stayed one would be a function more to compile. In
/// `hides` are the names on the wire of what no text shows.
#[doc(hidden)]
#[macro_export]
macro_rules! __errors {
    ($name:ident $(::<$of:ident, $never:ident $(,)?>)?($($told:tt)*) $(.hides($secrets:path))?; $($rows:tt)*) => {
        $crate::__errors!(@table [$name $(<$of>, $never)?]($($told)*) $(.hides($secrets))?; $($rows)*);
    };

    (@table $name:tt($operation:expr, _, |$of_message:pat_param| $message:expr, |$of_id:pat_param| $error_id:expr $(,)?)
        $(.hides($secrets:path))?; $($rows:tt)*
    ) => {
        $crate::__refusal!(
            $name, $operation, |$of_message| $message, |$of_id| $error_id, |error| error.along() $(, $secrets)?
        );
        $crate::__errors!(@along $name $($rows)*);
        $crate::__errors!(@status $name $($rows)*);
        $crate::__errors!(@responses $name $($rows)*);
    };
    (@table $name:tt($operation:expr, $error:ty $(,)?) $(.hides($secrets:path))?; $($rows:tt)*) => {
        $crate::__errors!(
            @table $name($operation, $error, |error| &error.error().message, |error| error.error().error_id.as_deref())
            $(.hides($secrets))?;
            $($rows)*
        );
    };
    (@table $name:tt($operation:expr, $error:ty, $($told:tt)*) $(.hides($secrets:path))?; $($rows:tt)*) => {
        $crate::__errors!(@common $name($operation, $($told)*) $(.hides($secrets))?; $($rows)*);
        $crate::__errors!(@error $name ($error) $($rows)*);
    };

    // Where all bodies keep the headers that came along, no table of the variants is needed to find them.
    (@common $name:tt($operation:expr, |$of_message:pat_param| $message:expr, |$of_id:pat_param| $error_id:expr $(,)?)
        $(.hides($secrets:path))?; $(
            $status:tt = $(#[cfg($since:meta)])? $variant:ident.json $given:tt $(.challenge $taken:tt)?;
        )*
    ) => {
        $crate::__refusal!($name, $operation, |$of_message| $message, |$of_id| $error_id, |error| {
            use $crate::codegen::Written as _;
            error.error().received_headers()
        } $(, $secrets)?);
        $crate::__errors!(@status $name $($status = $(#[cfg($since)])? $variant.json $given $(.challenge $taken)?;)*);
        $crate::__errors!(@responses $name $($status = $(#[cfg($since)])? $variant.json $given $(.challenge $taken)?;)*);
    };
    (@common $name:tt($operation:expr, $($told:tt)*) $(.hides($secrets:path))?; $($rows:tt)*) => {
        $crate::__errors!(@table $name($operation, _, $($told)*) $(.hides($secrets))?; $($rows)*);
    };

    (@status [$name:ident $(<$of:ident>, $never:ident)?] $(
        $($status:ident)? $(($state:ident, $($range:tt)*))? =
            $(#[cfg($since:meta)])? $variant:ident.$body:ident $given:tt $(.$(#[cfg($later:meta)])? $part:ident $taken:tt)*;
    )*) => {
        impl $(<$of>)? $name $(<$of>)? {
            /// The status of the response.
            #[must_use]
            pub const fn status(&self) -> ::http::StatusCode {
                match *self {
                    $($(#[cfg($since)])? Self::$variant { $($state,)? .. } => {
                        $(::http::StatusCode::$status)? $($state)?
                    })*
                    $(Self::$never(ref never, ..) => match *never {},)?
                }
            }
        }
    };

    (@along [$name:ident $(<$of:ident>, $never:ident)?] $(
        $status:tt = $(#[cfg($since:meta)])? $variant:ident.$body:ident($($field:tt $(, $media_type:literal)? $(,)?)?)
            $(.$(#[cfg($later:meta)])? $part:ident($inner:ident $($given:tt)*))*;
    )*) => {
        impl $(<$of>)? $name $(<$of>)? {
            /// The headers that came along: with the body, where that keeps them, or in a field.
            #[allow(unused_variables, reason = "only one of the two has them")]
            fn along(&self) -> Option<&::http::HeaderMap> {
                match *self {
                    $($(#[cfg($since)])? Self::$variant { $($field: ref body,)? $($(#[cfg($later)])? ref $inner,)* .. } => {
                        $crate::__errors!(@came ($($crate::__responses!(@second $field body))?) $($part $inner)*)
                    })*
                    $(Self::$never(ref never, ..) => match *never {},)?
                }
            }
        }
    };

    (@responses [$($name:tt)*] $($rows:tt)*) => {
        $crate::__responses!($($name)*; $($rows)*);
    };

    (@came $body:tt received_headers $inner:ident) => { $inner.get() };
    (@came $body:tt $part:ident $inner:ident $($parts:ident)*) => { $crate::__errors!(@came $body $($parts)*) };
    (@came ($($body:tt)+)) => {{
        use $crate::codegen::Written as _;
        $($body)+.received_headers()
    }};

    (@error [$name:ident $(<$of:ident>, $never:ident)?] ($error:ty) $(
        $status:tt = $(#[cfg($since:meta)])? $variant:ident.$body:ident($field:tt $(, $media_type:literal)? $(,)?)
            $(.$(#[cfg($later:meta)])? $part:ident($($given:tt)*))*;
    )*) => {
        impl $(<$of>)? $name $(<$of>)? {
            /// What the server says about it.
            #[must_use]
            pub const fn error(&self) -> &$error {
                match *self {
                    $($(#[cfg($since)])? Self::$variant { $field: ref error, .. } => error,)*
                    $(Self::$never(ref never, ..) => match *never {},)?
                }
            }
        }
    };
}

#[cfg(test)]
#[expect(dead_code, unreachable_pub, reason = "the errors of an API are public, and these are not")]
mod tests {
    use std::convert::Infallible;
    use std::marker::PhantomData;

    use http::{Response, StatusCode};

    use crate::codegen::ReceivedHeaders;
    use crate::decode::{Answer, Responses};
    use crate::tests::{FindContacts, Tested};
    use crate::{Error, ErrorBody, OperationError};

    /// The errors of several operations, whose bodies keep the headers.
    #[derive(Debug, Clone, PartialEq)]
    enum Kept<O> {
        NotFound(ErrorBody),
        Never(Infallible, PhantomData<fn() -> O>),
    }

    /// Those that have a field for the headers.
    #[derive(Debug, Clone, PartialEq)]
    enum Apart<O> {
        NotFound { received_headers: ReceivedHeaders, error: String },
        Never(Infallible, PhantomData<fn() -> O>),
    }

    crate::codegen::errors! {
        Kept::<O, Never>(O::ID, ErrorBody);
        NOT_FOUND = NotFound.json(0);
    }

    crate::codegen::errors! {
        Apart::<
            O,
            Never,
        >(O::ID, String, |error| error.error(), |_| None);
        NOT_FOUND = NotFound.json(error).received_headers(received_headers);
    }

    /// What is read of a response with this body, and the length of it that came along.
    fn read<E: Responses + OperationError + Clone + PartialEq>(body: &str) -> Option<(E, Option<String>)> {
        let response =
            Response::builder().status(404).header("content-length", body.len()).body(body).ok()?;
        let Err(Error::Api(error)) = Answer::new(&response).only::<_, E>(StatusCode::OK, Answer::nothing)
        else {
            return None;
        };
        let length = error.headers()?.get("content-length")?.to_str().ok().map(str::to_owned);
        (error == error.clone()).then_some((error, length))
    }

    #[test]
    fn errors_of_several_operations_say_which_of_them_they_are_of() -> Tested {
        let (kept, length): (Kept<FindContacts<'_>>, _) =
            read(r#"{"errorId":"a","message":"none"}"#).ok_or("not read")?;
        assert_eq!(
            (kept.to_string().as_str(), length.as_deref()),
            ("findContacts: 404 Not Found: none (a)", Some("32"))
        );
        assert_eq!((kept.status().as_u16(), kept.error().message.as_str()), (404, "none"));
        let (apart, length): (Apart<FindContacts<'_>>, _) = read("\"none\"").ok_or("not read")?;
        assert_eq!(
            (apart.to_string().as_str(), length.as_deref()),
            ("findContacts: 404 Not Found: none", Some("6"))
        );
        assert_eq!((apart.status().as_u16(), apart.error().as_str(), apart.error_id()), (404, "none", None));
        Ok(())
    }
}
