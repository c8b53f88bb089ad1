//! What reads and writes the documented responses of an operation: made of one table for each enumeration of them.

/// From the table of an enumeration: what reads its variants from responses, and what a server makes of them.
///
/// A row begins with a status, or in parentheses with the field for the status and a range: `(status, 400..=499)`. Then comes
/// its variant, with its body, which is `json`, `text`, `bytes` or `nothing`, in the field of this name and of this media type,
/// and with its other fields. These are the `challenge`; `set_cookies`; a `header` or a `header_list` with its name on the wire,
/// or a `secret` or a `secret_list`, which no text shows; `headers`, a box with a struct of several; or `received_headers`,
/// which are all that came, where an error has no body that keeps them. A variant, a field and a header of the struct have the
/// condition of their version in front, where they are younger than what they stand in. Behind the name stands what says which
/// operation it is of, where it is of several, and a variant that is never made, if there is one.
#[doc(hidden)]
#[macro_export]
macro_rules! __responses {
    ($name:ident $(<$of:ident>)? $(, $never:ident)?; $(
        $($status:ident)? $(($state:ident, $($range:tt)*))? =
            $(#[cfg($since:meta)])? $variant:ident.$body:ident($($field:tt $(, $media_type:literal)? $(,)?)?)
            $(.$(#[cfg($later:meta)])? $part:ident($inner:ident $($given:tt)*))*;
    )*) => {
        impl $(<$of>)? $crate::codegen::Responses for $name $(<$of>)? {
            fn read<E>(answer: &$crate::codegen::Answer<'_>) -> Option<Result<Self, $crate::Error<E>>> {
                match answer.status_code() {
                    $(
                        $(#[cfg($since)])?
                        $(::http::StatusCode::$status)? $($state if ($($range)*).contains(&$state.as_u16()))? => {
                            Some($crate::__responses!(@row answer $($state)?: $variant.$body($($field $(, $media_type)?)?)
                                $(.$(#[cfg($later)])? $part($inner $($given)*))*))
                        }
                    )*
                    _ => None,
                }
            }
        }

        #[cfg(feature = "server")]
        #[doc(hidden)]
        #[allow(unused_variables, reason = "not all that a variant holds is written")]
        impl $(<$of>)? $crate::codegen::server::Documented for $name $(<$of>)? {
            fn answer(&self) -> $crate::codegen::server::OutgoingResponse {
                let variant = |status: ::http::StatusCode| match status {
                    $(
                        $(#[cfg($since)])?
                        $(::http::StatusCode::$status)? $($state if ($($range)*).contains(&$state.as_u16()))? => {
                            stringify!($variant)
                        }
                    )*
                    _ => "",
                };
                match *self {
                    $($(#[cfg($since)])? Self::$variant {
                        $($field: ref body,)?
                        $($state,)?
                        $($(#[cfg($later)])? ref $inner),*
                    } => {
                        let status = $(::http::StatusCode::$status)? $($state)?;
                        let answer = $crate::codegen::server::OutgoingResponse::of(stringify!($variant), variant, status);
                        $(
                            $(#[cfg($later)])?
                            let answer = $crate::__responses!(@write answer $inner $part $($given)*);
                        )*
                        answer.$body($($crate::__responses!(@second $field body) $(, $media_type)?)?)
                    })*
                    $(Self::$never(ref never, ..) => match *never {},)?
                }
            }
        }
    };

    (@row $answer:ident: $variant:ident.$body:ident(0 $(, $media_type:literal)? $(,)?)) => {
        $answer.$body($($media_type)?).map(Self::$variant)
    };
    (@row $answer:ident $($state:ident)?: $variant:ident.$body:ident($($field:ident $(, $media_type:literal)? $(,)?)?)
        $(.$(#[cfg($later:meta)])? $part:ident($inner:ident $($given:tt)*))*
    ) => {
        match $answer.$body($($($media_type)?)?) {
            Ok(_body) => Ok(Self::$variant {
                $($field: _body,)?
                $($state,)?
                $($(#[cfg($later)])? $inner: $crate::__responses!(@read $answer $part $($given)*)),*
            }),
            Err(error) => Err(error),
        }
    };

    (@read $answer:ident challenge) => { $answer.challenge() };
    (@read $answer:ident set_cookies) => { $answer.set_cookies() };
    (@read $answer:ident received_headers) => { $answer.received_headers() };
    (@read $answer:ident headers, $ty:ident $(, $(#[cfg($later:meta)])? $field:ident = $part:ident($($wire:literal)?))* $(,)?) => {
        ::std::boxed::Box::new($ty { $($(#[cfg($later)])? $field: $answer.$part($($wire)?)),* })
    };
    (@read $answer:ident $part:ident, $wire:literal $(,)?) => { $answer.$part($wire) };

    (@write $answer:ident $inner:ident received_headers) => { $answer };
    (@write $answer:ident $inner:ident challenge) => { $answer.challenge($inner) };
    (@write $answer:ident $inner:ident set_cookies) => { $answer.set_cookies($inner) };
    (@write $answer:ident $inner:ident headers, $ty:ident $(, $(#[cfg($later:meta)])? $field:ident = $part:ident($($wire:literal)?))* $(,)?) => {{
        $($(#[cfg($later)])? let $answer = $crate::__responses!(@put $answer ($inner.$field) $part $($wire)?);)*
        $answer
    }};
    (@write $answer:ident $inner:ident $part:ident, $wire:literal $(,)?) => { $answer.$part($wire, $inner.as_ref()) };

    (@put $answer:ident ($value:expr) set_cookies) => { $answer.set_cookies(&$value) };
    (@put $answer:ident ($value:expr) $part:ident $wire:literal) => { $answer.$part($wire, $value.as_ref()) };

    (@second $first:tt $second:ident) => { $second };
}

#[cfg(test)]
#[expect(unreachable_pub, reason = "the errors of an API are public, and these are not")]
mod tests {
    use http::{Response, StatusCode};

    use crate::codegen::ReceivedHeaders;
    use crate::decode::{Answer, Responses};
    use crate::tests::Said;
    use crate::{Challenge, Error, OperationError, SetCookies};

    #[derive(Debug, PartialEq)]
    enum ThingError {
        Unauthorized { challenge: Challenge, received_headers: ReceivedHeaders, error: String },
        NotFound { received_headers: ReceivedHeaders },
        Conflict { cookies: SetCookies, error: Said },
        ClientError { status: StatusCode, age: Option<i32>, received_headers: ReceivedHeaders, error: String },
        Other { status: StatusCode, headers: Box<OtherHeaders>, received_headers: ReceivedHeaders },
    }

    #[derive(Debug, PartialEq)]
    struct OtherHeaders {
        age: Option<i32>,
        allow: Option<String>,
        cookies: SetCookies,
    }

    crate::codegen::errors! {
        ThingError("getThing", _, |_| "", |_| None);
        UNAUTHORIZED = Unauthorized.json(error).challenge(challenge).received_headers(received_headers);
        NOT_FOUND = NotFound.nothing().received_headers(received_headers);
        CONFLICT = Conflict.json(error).set_cookies(cookies);
        (status, 400..=499) = ClientError.text(error, "text/plain").header(age, "Age")
            .received_headers(received_headers);
        (status, 400..) = Other.nothing().headers(headers, OtherHeaders, age = header("Age"), allow = header("Allow"), cookies = set_cookies())
            .received_headers(received_headers);
    }

    const NONE: ReceivedHeaders = ReceivedHeaders::none();

    fn read(status: u16, body: &str) -> Option<ThingError> {
        let response = Response::builder().status(status).header("Age", "5").body(body).ok()?;
        match Answer::new(&response).only(StatusCode::OK, Answer::nothing) {
            Err(Error::Api(error)) => Some(error),
            _ => None,
        }
    }

    #[test]
    fn the_first_row_that_has_the_status_says_how_an_answer_is_read() {
        let status = |status| StatusCode::from_u16(status).unwrap_or_default();
        let unauthorized = read(401, "\"no\"");
        assert!(
            matches!(&unauthorized, Some(ThingError::Unauthorized { error, .. }) if error == "no"),
            "{unauthorized:?}"
        );
        assert_eq!(read(404, "no"), Some(ThingError::NotFound { received_headers: NONE }));
        let client_error = ThingError::ClientError {
            status: status(410),
            age: Some(5),
            received_headers: NONE,
            error: "no".to_owned(),
        };
        assert_eq!(client_error.status(), 410);
        assert_eq!(read(410, "no"), Some(client_error));
        for code in [500, 900] {
            let headers =
                Box::new(OtherHeaders { age: Some(5), allow: None, cookies: SetCookies::default() });
            assert_eq!(
                read(code, ""),
                Some(ThingError::Other { status: status(code), headers, received_headers: NONE })
            );
        }
        assert_eq!(read(399, ""), None);
    }

    #[test]
    fn an_error_of_any_form_has_the_headers_that_came_and_they_are_no_part_of_it() {
        for (status, body) in [(401, "\"no\""), (404, ""), (409, r#"{"message":""}"#), (410, "no"), (500, "")]
        {
            let error = read(status, body).expect("a documented error");
            let age = error.headers().and_then(|headers| headers.get("age"));
            assert!(age.is_some_and(|age| age == "5" && age.is_sensitive()), "{error:?}");
        }
        let made = ThingError::NotFound { received_headers: NONE };
        assert!(made.headers().is_none());
        assert_eq!(format!("{made:?}"), format!("{:?}", read(404, "").expect("a documented error")));
    }

    #[test]
    fn a_body_that_is_something_else_is_an_error_of_its_own() {
        let response = Response::builder().status(401).body("no").ok();
        let read = response.and_then(|response| ThingError::read::<ThingError>(&Answer::new(&response)));
        assert!(matches!(read, Some(Err(Error::Decode(_)))), "{read:?}");
    }

    #[cfg(feature = "server")]
    #[test]
    fn a_server_writes_what_a_client_reads() {
        use crate::server::wire::Documented;

        let cookies = || ["canary=1"].into_iter().collect();
        let headers = OtherHeaders { age: Some(5), allow: Some("GET".to_owned()), cookies: cookies() };
        let other = ThingError::Other {
            status: StatusCode::BAD_GATEWAY,
            headers: Box::new(headers),
            received_headers: NONE,
        };
        let error = Said { message: "no".to_owned(), extra: crate::Extra::new() };
        let conflict = ThingError::Conflict { cookies: cookies(), error };
        let gone = ThingError::ClientError {
            status: StatusCode::GONE,
            age: Some(5),
            received_headers: NONE,
            error: "no".to_owned(),
        };
        let challenge = Challenge::new("Own realm=x");
        let unauthorized =
            ThingError::Unauthorized { challenge, received_headers: NONE, error: String::new() };
        for (error, parts) in [
            (other, &["502", r#""age": "5""#, r#""allow": "GET""#, r#""set-cookie": Sensitive"#, "None"][..]),
            (conflict, &["409", r#""set-cookie": Sensitive"#]),
            (gone, &["410", r#""age": "5""#]),
            (unauthorized, &["401", r#""www-authenticate": "Own realm=x""#]),
        ] {
            let answer = format!("{:?}", error.answer());
            assert!(parts.iter().all(|part| answer.contains(part)), "{parts:?}: {answer}");
        }
    }

    #[cfg(feature = "server")]
    #[test]
    fn a_server_does_not_write_what_a_client_reads_as_another_variant() {
        use crate::server::wire::Documented;

        let client_error = |status| {
            let error =
                ThingError::ClientError { status, age: None, received_headers: NONE, error: "no".to_owned() };
            format!("{:?}", error.answer())
        };
        for unfit in [StatusCode::BAD_GATEWAY, StatusCode::NOT_FOUND, StatusCode::UNAUTHORIZED] {
            assert!(client_error(unfit).contains("not documented for"), "{unfit}");
        }
        assert!(!client_error(StatusCode::GONE).contains("not documented for"));
    }
}
