//! What every convention looks like on the wire: requests as bytes, answers from bytes. This file is compiled and run
//! as a test of the crate that is made of `tests/conventions/spec.yaml`; see `xtask/tests/commands/crates/conventions.rs`.

use std::error::Error as StdError;

use http::{HeaderMap, HeaderValue, Method, Request, Response};
use icws_connection::models::formats::{Base64, Date, DateTime, Seconds, Time, Uri, Uuid};
use icws_connection::models::{
    Color, Kind, PutThingBody, QueueTarget, Rights, Settings, Target, Thing, ThingRowsItem, ThingSize, ThingSizeUnit,
    TimedTarget, UserTarget,
};
use icws_connection::operations::{
    Connect, ConnectError, ConnectResponse, DeleteThing, FindThings, FindThingsError, GetServer, GetThing,
    GetThingError, GetThingResponse, PatchThing, PutThing, PutThingResponse,
};
use icws_connection::{
    ConnectionVersion, DialerVersion, Error, Json, Operation, OperationError, RequestError, Session,
    UnknownObject,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

type Tested = Result<(), Box<dyn StdError>>;
/// What an operation makes of an answer, unless the test makes no answer at all.
type Received<O> =
    Result<Result<<O as Operation>::Response, Error<<O as Operation>::Error>>, Box<dyn StdError>>;

const ID: &str = "67e55044-10b1-426f-9247-bb680e5fe0c8";

fn session() -> Result<Session, Box<dyn StdError>> {
    Ok(Session::builder("https://ic1:8019/p").session_id("17").csrf_token("token").cookie("a=b").build()?)
}

fn send(operation: &impl Operation) -> Result<Request<Vec<u8>>, Box<dyn StdError>> {
    Ok(operation.to_request(&session()?)?)
}

/// What stands behind the base URL.
fn target(request: &Request<Vec<u8>>) -> &str {
    request.uri().path_and_query().map_or("", |target| target.as_str()).trim_start_matches("/p/icws/17")
}

fn headers(request: &Request<Vec<u8>>) -> Vec<(&str, &str)> {
    request.headers().iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap_or("?"))).collect()
}

fn answer(
    status: u16,
    headers: &[(&str, &[u8])],
    body: &str,
) -> Result<Response<Vec<u8>>, Box<dyn StdError>> {
    let mut response = Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, HeaderValue::from_bytes(value)?);
    }
    Ok(response.body(body.as_bytes().to_vec())?)
}

fn receive<O: Operation>(status: u16, content_type: &str, body: &str) -> Received<O> {
    Ok(O::from_response(answer(status, &[("content-type", content_type.as_bytes())], body)?))
}

/// Reads a value and writes it again.
fn again<T: DeserializeOwned + Serialize>(text: &str) -> Result<String, serde_json::Error> {
    serde_json::to_string(&serde_json::from_str::<T>(text)?)
}

fn get(id: Uuid) -> GetThing<'static> {
    GetThing::new(id, 5, Kind::Large)
}

fn thing(properties: &str) -> String {
    format!(r#"{{"id":"{ID}","owner":null,"size":{{"width":1.5}}{properties}}}"#)
}

fn read_thing(properties: &str) -> Result<Thing, serde_json::Error> {
    serde_json::from_str(&thing(properties))
}

/// The place and the cause that a decode error shows.
fn fault<T, E: OperationError>(result: Result<T, Error<E>>) -> Option<(Option<String>, String)> {
    let Err(Error::Decode(error)) = result else { return None };
    let cause = error.source().map_or_else(|| error.to_string(), ToString::to_string);
    Some((error.path().map(str::to_owned), cause))
}

mod requests {
    use super::*;

    #[test]
    #[expect(deprecated, reason = "that is what is tested")]
    fn each_method_is_sent() -> Tested {
        let (id, body) = (Uuid::nil(), read_thing("")?);
        let settings = Settings::new("app", "me");
        let sent = [
            (get(id).to_request(&session()?)?, Method::GET),
            (send(&Connect::new(&settings))?, Method::POST),
            (send(&PutThing::new(id))?, Method::PUT),
            (send(&PatchThing::new(id, &body))?, Method::PATCH),
            (send(&DeleteThing::new(id))?, Method::DELETE),
        ];
        for (request, method) in sent {
            assert_eq!(request.method(), method);
        }
        assert_eq!((GetThing::METHOD, PutThing::METHOD), (Method::GET, Method::PUT));
        Ok(())
    }

    #[test]
    fn an_operation_without_a_session_sends_no_credentials() -> Tested {
        let settings = Settings::new("app", "me").with_password("secret");
        let request = send(&Connect::new(&settings))?;
        assert!(!format!("{:?}", Connect::new(&settings)).contains("secret"), "{settings:?}");
        assert_eq!(request.uri(), "https://ic1:8019/p/icws/connection");
        assert_eq!(
            headers(&request),
            [
                ("accept", "application/vnd.inin.icws+JSON, application/json, text/plain"),
                ("content-type", "application/vnd.inin.icws+JSON;charset=utf-8"),
            ]
        );
        assert_eq!(request.body(), br#"{"applicationName":"app","userID":"me","password":"secret"}"#);
        let request = send(&GetServer::new())?;
        assert_eq!(headers(&request), [("accept", "text/plain")]);
        Ok(())
    }

    #[test]
    fn only_required_parameters_are_sent_when_nothing_else_is_set() -> Tested {
        let request = send(&get(ID.parse()?))?;
        assert_eq!(target(&request), format!("/things/{ID}?limit=5"));
        assert_eq!(
            headers(&request),
            [
                ("if-kind", "1"),
                ("inin-icws-csrf-token", "token"),
                ("cookie", "a=b"),
                ("accept", "application/json")
            ]
        );
        assert!(request.body().is_empty());
        Ok(())
    }

    #[test]
    #[expect(deprecated, reason = "`deep` is, and is sent all the same")]
    fn all_parameters_are_sent_in_the_order_of_the_specification() -> Tested {
        let colors = [Color::Red, Color::from("pink, pale"), Color::DarkBlue];
        let marks = vec!["one".to_owned(), "two".to_owned()];
        let since = "2026-02-03T04:05:06+01:00".parse()?;
        let operation = get(Uuid::nil())
            .with_select(&["name", "a,b"])
            .with_rights_filter(&colors)
            .with_deep(false)
            .with_scale(-0.5)
            .with_scales(&[1.0, 2.5])
            .with_since(&since)
            .with_within(Seconds::from(std::time::Duration::from_millis(1500)))
            .with_x_trace("a, b")
            .with_x_marks(&marks);
        let request = send(&operation)?;
        assert_eq!(
            target(&request).split_once('?').map(|(_, query)| query),
            Some(concat!(
                "select=name&select=a%2Cb&rightsFilter=red,pink%2C%20pale,dark%20blue&limit=5&deep=false",
                "&scale=-0.5&scales=1,2.5&since=2026-02-03T04%3A05%3A06%2B01%3A00&within=1.5"
            ))
        );
        let headers = headers(&request);
        assert_eq!(headers.first(), Some(&("x-trace", "a, b")));
        assert_eq!(headers.get(1), Some(&("x-marks", "one,two")));
        Ok(())
    }

    #[test]
    fn a_list_without_items_is_not_sent() -> Tested {
        let none: &[String] = &[];
        let least = get(Uuid::nil()).with_select(none).with_x_marks(none);
        let request = send(&least.with_rights_filter(&[]).with_scales(&[]))?;
        assert!(target(&request).ends_with("?limit=5"), "{}", request.uri());
        assert!(!request.headers().contains_key("x-marks"));
        Ok(())
    }

    #[test]
    fn everything_that_is_no_plain_character_is_percent_encoded() -> Tested {
        for (value, encoded) in [
            ("a b", "a%20b"),
            ("a/b", "a%2Fb"),
            ("a&b=c", "a%26b%3Dc"),
            ("a+b", "a%2Bb"),
            ("a,b", "a%2Cb"),
            ("a?b#c", "a%3Fb%23c"),
            ("%2e", "%252e"),
            ("grün 漢", "gr%C3%BCn%20%E6%BC%A2"),
            ("-._~", "-._~"),
            ("...", "..."),
        ] {
            let marks = [value.to_owned(), "x".to_owned()];
            let color = Color::from(value);
            let request = send(&FindThings::new(value, Kind::Small, &marks).with_color(&color))?;
            assert_eq!(target(&request), format!("/things/{encoded}/0/{encoded},x?color={encoded}"));
        }
        Ok(())
    }

    #[test]
    fn an_unknown_value_of_an_enumeration_is_sent_as_it_is() -> Tested {
        let request = send(&FindThings::new("n", Kind::from(-7), &["m".to_owned()]))?;
        assert_eq!(target(&request), "/things/n/-7/m");
        let request = send(&GetThing::new(Uuid::nil(), 0, Kind::Unknown(99)))?;
        assert_eq!(request.headers().get("if-kind"), Some(&HeaderValue::from_static("99")));
        Ok(())
    }

    #[test]
    fn path_values_that_lead_elsewhere_are_refused() -> Tested {
        let marks = ["m".to_owned()];
        for value in ["", ".", ".."] {
            let error = FindThings::new(value, Kind::Small, &marks).to_request(&session()?).err();
            assert!(matches!(error, Some(RequestError::PathValue { name: "name" })), "{error:?}");
            let marks = [value.to_owned()];
            let error = FindThings::new("n", Kind::Small, &marks).to_request(&session()?).err();
            assert!(matches!(error, Some(RequestError::PathValue { name: "marks" })), "{error:?}");
        }
        let none: &[&str] = &[];
        let error = FindThings::new("n", Kind::Small, none).to_request(&session()?).err();
        assert!(matches!(error, Some(RequestError::PathValue { name: "marks" })), "{error:?}");
        Ok(())
    }

    #[test]
    fn control_characters_are_refused_by_the_name_of_their_parameter() -> Tested {
        let session = session()?;
        for control in ['\0', '\t', '\r', '\n', '\u{1b}', '\u{7f}', '\u{85}'] {
            let value = format!("a{control}b");
            let (list, color) = ([value.clone()], Color::from(value.as_str()));
            let marks = ["m".to_owned()];
            let refused = [
                ("name", FindThings::new(&value, Kind::Small, &marks).to_request(&session)),
                ("marks", FindThings::new("n", Kind::Small, &list).to_request(&session)),
                ("color", FindThings::new("n", Kind::Small, &marks).with_color(&color).to_request(&session)),
                ("select", get(Uuid::nil()).with_select(&list).to_request(&session)),
                ("X-Trace", get(Uuid::nil()).with_x_trace(&value).to_request(&session)),
                ("X-Marks", get(Uuid::nil()).with_x_marks(&list).to_request(&session)),
            ];
            for (parameter, result) in refused {
                let error = result.err();
                assert!(
                    matches!(error, Some(RequestError::ControlCharacter { name }) if name == parameter),
                    "{parameter}: {error:?}"
                );
                let shown = error.map(|error| error.to_string()).unwrap_or_default();
                assert!(shown.contains(parameter) && !shown.contains(control), "{shown}");
            }
        }
        Ok(())
    }

    #[test]
    fn a_header_that_would_be_read_as_another_is_refused() -> Tested {
        let session = session()?;
        for item in ["a,b", " a", "a "] {
            let marks = ["x".to_owned(), item.to_owned()];
            let error = get(Uuid::nil()).with_x_marks(&marks).to_request(&session).err();
            assert!(matches!(error, Some(RequestError::HeaderValue { name: "X-Marks", .. })), "{error:?}");
        }
        let error = get(Uuid::nil()).with_x_trace(" a").to_request(&session).err();
        assert!(matches!(error, Some(RequestError::HeaderValue { name: "X-Trace", .. })), "{error:?}");
        let request = send(&get(Uuid::nil()).with_x_trace("grün"))?;
        assert_eq!(request.headers().get("x-trace").map(HeaderValue::as_bytes), Some("grün".as_bytes()));
        Ok(())
    }

    #[test]
    fn numbers_that_are_none_are_refused() -> Tested {
        let session = session()?;
        for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            let error = get(Uuid::nil()).with_scale(number).to_request(&session).err();
            assert!(matches!(error, Some(RequestError::NotFinite { name: "scale" })), "{error:?}");
            let error = get(Uuid::nil()).with_scales(&[1.0, number as f32]).to_request(&session).err();
            assert!(matches!(error, Some(RequestError::NotFinite { name: "scales" })), "{error:?}");

            let mut body = read_thing("")?;
            body.size.width = number as f32;
            assert_eq!(refused(&body)?, "`size.width`: JSON has no NaN and no infinity");
            let body = read_thing("")?.with_exact(number);
            assert_eq!(refused(&body)?, "`exact`: JSON has no NaN and no infinity");
            let body = read_thing("")?.with_weights([("a", vec![Some(1.0), None, Some(number)])]);
            assert_eq!(refused(&body)?, "`weights`: JSON has no NaN and no infinity");
            let inner = body.clone();
            let body = read_thing("")?.with_children([read_thing("")?, inner]);
            assert_eq!(refused(&body)?, "`children[1].weights`: JSON has no NaN and no infinity");
            assert!(serde_json::to_string(&body).is_err(), "a model on its own keeps to it, too");
        }
        let body = read_thing("")?.with_weights([("a", vec![None])]);
        assert!(
            String::from_utf8_lossy(send(&PatchThing::new(Uuid::nil(), &body))?.body()).contains("[null]")
        );
        Ok(())
    }

    fn refused(body: &Thing) -> Result<String, Box<dyn StdError>> {
        match PatchThing::new(Uuid::nil(), body).to_request(&session()?) {
            Err(RequestError::Body(cause)) => Ok(cause.to_string()),
            other => Err(format!("{other:?}").into()),
        }
    }

    #[test]
    #[expect(deprecated, reason = "the client of an old server has no other")]
    fn an_optional_body_is_sent_only_where_there_is_one() -> Tested {
        let request = send(&PutThing::new(Uuid::nil()))?;
        assert!(request.body().is_empty() && !request.headers().contains_key("content-type"));
        let body = PutThingBody::new();
        let request = send(&PutThing::new(Uuid::nil()).with_body(&body))?;
        assert_eq!(request.body(), b"{}");
        assert_eq!(headers(&request).last(), Some(&("content-type", "application/json;charset=utf-8")));
        let request = send(&DeleteThing::new(Uuid::nil()))?;
        assert!(request.body().is_empty() && !request.headers().contains_key("content-type"));
        Ok(())
    }

    #[test]
    fn each_feature_has_a_ladder() {
        assert_eq!(GetThing::SINCE, DialerVersion::new(2));
        assert_eq!(PutThing::SINCE, DialerVersion::new(3));
        assert_eq!(PatchThing::SINCE, DialerVersion::new(4));
        assert_eq!(Connect::SINCE, ConnectionVersion::new(1));
        assert_eq!(GetServer::SINCE.to_string(), "connection 3");
        assert_eq!((DialerVersion::FEATURE, ConnectionVersion::FEATURE), ("dialer", "connection"));
        assert_eq!((DialerVersion::OLDEST.get(), ConnectionVersion::NEWEST.get()), (2, 3));
    }
}

mod answers {
    use super::*;

    const REFUSED: &str = r#"{"message":"no","errorId":"e.1","more":[1,null]}"#;

    #[test]
    fn each_success_is_told_from_the_others() -> Tested {
        let found = receive::<GetThing>(200, "application/json", &thing(""))?;
        assert!(matches!(found, Ok(GetThingResponse::Ok(thing)) if thing.owner.is_none()));
        let nothing = GetThing::from_response(answer(204, &[], "")?);
        assert!(matches!(nothing, Ok(GetThingResponse::NoContent)));
        for status in [200, 204, 299] {
            let done = PutThing::from_response(answer(status, &[], "whatever")?);
            assert!(matches!(done, Ok(PutThingResponse::Success { status: got, .. }) if got == status));
        }
        let moved = Connect::from_response(answer(202, &[], "")?);
        assert!(matches!(moved, Ok(ConnectResponse::Accepted)));
        Ok(())
    }

    #[test]
    fn a_status_is_looked_for_before_its_range_and_before_default() -> Tested {
        let not_found = GetThing::from_response(answer(404, &[], "<html>")?);
        assert!(matches!(not_found, Err(Error::Api(GetThingError::NotFound { .. }))));
        let refused = receive::<GetThing>(418, "application/json", REFUSED)?;
        let Err(Error::Api(GetThingError::ClientError { status, error, .. })) = refused else {
            return Err("not the range".into());
        };
        assert_eq!((status.as_u16(), error.error_id.as_deref()), (418, Some("e.1")));
        assert_eq!(error.extra["more"], serde_json::json!([1, null]));
        let failed = FindThings::from_response(answer(502, &[], "<html>")?);
        let Err(Error::Api(failed @ FindThingsError::ServerError { .. })) = failed else {
            return Err("not the range".into());
        };
        assert_eq!((failed.status().as_u16(), OperationError::message(&failed)), (502, ""));
        assert!(matches!(
            GetThing::from_response(answer(500, &[], "")?),
            Err(Error::UnexpectedStatus { .. })
        ));
        Ok(())
    }

    #[test]
    fn a_documented_error_has_the_headers_of_its_answer_whatever_its_body_is() -> Tested {
        fn waits<O: Operation>(status: u16, body: &str) -> Option<u64> {
            let refused = O::from_response(answer(status, &[("retry-after", b"7")], body).ok()?).err()?;
            let Error::Api(error) = &refused else { return None };
            assert!(error.headers().is_some_and(|headers| headers["retry-after"] == "7"), "{refused:?}");
            Some(refused.retry_after()?.as_secs())
        }
        let found = [
            waits::<Connect>(401, REFUSED),
            waits::<Connect>(503, "busy"),
            waits::<GetThing>(404, ""),
            waits::<GetThing>(418, REFUSED),
            waits::<FindThings>(502, "<html>"),
        ];
        assert_eq!(found, [Some(7); 5]);
        Ok(())
    }

    #[test]
    fn default_is_for_errors_and_for_nothing_else() -> Tested {
        for status in [400, 404, 500, 599, 600] {
            let refused = receive::<Connect>(status, "application/json", REFUSED)?;
            assert!(
                matches!(&refused, Err(Error::Api(ConnectError::Other { status: got, .. })) if *got == status),
                "{refused:?}"
            );
            let shown = refused.err().map(|error| error.to_string()).unwrap_or_default();
            assert!(
                shown.starts_with(&format!("connect: {status}")) && shown.ends_with(": no (e.1)"),
                "{shown}"
            );
        }
        // An answer that nobody described is kept whole, even where its body could be read as the error's.
        for status in [100, 200, 204, 206, 302, 304, 399] {
            let unexpected = receive::<Connect>(status, "application/json", REFUSED)?;
            let Err(Error::UnexpectedStatus { status: got, body, .. }) = unexpected else {
                return Err(format!("{status} is {unexpected:?}").into());
            };
            assert_eq!((got.as_u16(), body.as_slice()), (status, REFUSED.as_bytes()));
        }
        Ok(())
    }

    pub(crate) fn created(headers: &[(&str, &[u8])]) -> Result<ConnectResponse, Box<dyn StdError>> {
        Ok(Connect::from_response(answer(201, headers, r#"{"userID":"me"}"#)?)?)
    }

    #[test]
    fn headers_of_a_success_are_typed() -> Tested {
        let ConnectResponse::Created { session_id, retry_after, x_until, body, .. } = created(&[
            ("inin-icws-session-id", b" 17 "),
            ("retry-after", b"30"),
            ("x-until", b"2026-02-03T04:05:06Z"),
        ])?
        else {
            return Err("not created".into());
        };
        assert_eq!((session_id.as_deref(), retry_after, body.user_id.as_str()), (Some("17"), Some(30), "me"));
        assert_eq!(x_until, Some("2026-02-03T04:05:06Z".parse()?));
        let malformed: &[(&str, &[u8])] =
            &[("inin-icws-session-id", b"\xff"), ("retry-after", b"soon"), ("x-until", b"Tue, 3 Feb 2026")];
        for (headers, until) in [(&[][..], None), (malformed, Some("Tue, 3 Feb 2026"))] {
            let ConnectResponse::Created { session_id, retry_after, x_until, .. } = created(headers)? else {
                return Err("not created".into());
            };
            assert_eq!((session_id, retry_after), (None, None));
            assert_eq!(x_until.as_ref().map(DateTime::as_str), until, "a date is kept as its text");
            assert!(x_until.is_none_or(|until| until.timestamp().is_err()));
        }
        let text = created(&[("inin-icws-session-id", "grün".as_bytes())])?;
        assert!(matches!(text, ConnectResponse::Created { session_id: Some(id), .. } if id == "grün"));
        Ok(())
    }

    #[test]
    fn headers_of_an_error_are_typed() -> Tested {
        for (header, seconds) in
            [(Some("7"), Some(7)), (Some("soon"), None), (Some("9999999999"), None), (None, None)]
        {
            let headers: Vec<(&str, &[u8])> =
                header.iter().map(|value| ("retry-after", value.as_bytes())).collect();
            let busy = Connect::from_response(answer(503, &headers, "Later!")?);
            let Err(Error::Api(ConnectError::ServiceUnavailable { retry_after, error, .. })) = busy else {
                return Err(format!("{header:?} is {busy:?}").into());
            };
            assert_eq!((retry_after, error.as_str()), (seconds, "Later!"));
        }
        let headers: &[(&str, &[u8])] = &[("www-authenticate", br#"ICWS realm="ICWS""#)];
        let unauthorized = Connect::from_response(answer(401, headers, REFUSED)?);
        assert!(matches!(unauthorized, Err(Error::Api(ConnectError::Unauthorized { challenge, .. }))
            if challenge.realm() == Some("ICWS")));
        Ok(())
    }

    #[test]
    fn plain_text_is_text_whatever_it_says() -> Tested {
        for text in ["", "grün\r\n", "{\"a\":1}", "null"] {
            for content_type in ["text/plain", "TEXT/PLAIN; charset=utf-8"] {
                let got = receive::<DeleteThing>(200, content_type, text)?;
                assert!(matches!(&got, Ok(got) if got == text), "{text:?}: {got:?}");
            }
            assert!(matches!(DeleteThing::from_response(answer(200, &[], text)?), Ok(got) if got == text));
        }
        let busy = receive::<Connect>(503, "text/plain", "Later!")?;
        assert!(
            matches!(&busy, Err(error) if error.to_string() == "connect: 503 Service Unavailable: Later!")
        );
        Ok(())
    }

    #[test]
    fn what_is_no_plain_text_is_no_answer_of_the_server() -> Tested {
        for (content_type, shown) in [
            ("text/html", "has the content type `text/html`, where plain text was expected"),
            ("application/json", "where plain text was expected"),
            ("text/plain; charset=iso-8859-1", "has the charset `iso-8859-1`, where utf-8 was expected"),
        ] {
            for outcome in [
                receive::<DeleteThing>(200, content_type, "x")?.map(drop).map_err(|error| error.to_string()),
                receive::<Connect>(503, content_type, "x")?.map(drop).map_err(|error| error.to_string()),
            ] {
                assert!(outcome.as_ref().is_err_and(|error| error.contains(shown)), "{outcome:?}");
            }
        }
        let bytes = Response::builder().status(200).body(b"\xff".to_vec())?;
        assert!(
            matches!(DeleteThing::from_response(bytes), Err(Error::Decode(error)) if error.body() == b"\xff")
        );
        Ok(())
    }

    /// The reason why an object is kept as it came, which it must be.
    fn reason(target: &Target, text: &str) -> Option<String> {
        let Target::Unknown(object) = target else { return None };
        assert_eq!(object.as_json(), text);
        object.reason()
    }

    #[test]
    fn an_object_that_does_not_fit_its_type_costs_none_of_the_others() -> Tested {
        let good = r#"{"__type":"urn:inin.com:user","user":"me"}"#;
        for (unfit, says) in [
            (r#"{"__type":"urn:inin.com:user"}"#, "missing field `user`"),
            (r#"{"__type":"urn:inin.com:user","user":5}"#, "`user`: invalid type: integer `5`, expected a string"),
            (r#"{"user":[],"__type":"urn:inin.com:user"}"#, "`user`: invalid type: sequence, expected a string"),
            (
                r#"{"__type":"urn:inin.com:timed","applicationName":"a","hours":["08:00:00",1.10]}"#,
                "`hours[1]`: invalid type: floating point `1.1`, expected a string",
            ),
            (r#"{"__type":"urn:inin.com:user","__type":"urn:inin.com:user","user":"me"}"#, "duplicate field `__type`"),
        ] {
            let body = format!("[{good},{unfit}, {good}]");
            let targets = receive::<PatchThing>(200, "application/json", &body)??;
            let [Target::UserTarget(_), target, Target::UserTarget(_)] = targets.as_slice() else {
                return Err(format!("{body}: {targets:?}").into());
            };
            assert_eq!(reason(target, unfit).as_deref(), Some(says));

            let inside = format!(r#"{{"__type":"urn:inin.com:queue","inner":{unfit}}}"#);
            let targets = receive::<PatchThing>(200, "application/json", &format!("[{inside}]"))??;
            let [Target::QueueTarget(queue)] = targets.as_slice() else { return Err("no queue".into()) };
            assert_eq!(queue.inner.as_ref().and_then(|inner| reason(inner, unfit)).as_deref(), Some(says));
            assert_eq!(serde_json::to_string(&targets)?, format!("[{inside}]"));
        }
        let unknown = receive::<PatchThing>(200, "application/json", r#"[{"__type":"x"}]"#)??;
        assert_eq!(unknown.first().and_then(|target| reason(target, r#"{"__type":"x"}"#)), None);
        Ok(())
    }

    #[test]
    fn a_fault_is_named_by_its_place() -> Tested {
        for (body, path, cause) in [
            (r#"[{"__type":"urn:inin.com:queue","inner":null}, 5]"#, "[1]", "expected an object"),
            (r#"[null]"#, "[0]", "expected an object"),
        ] {
            let found = fault(receive::<PatchThing>(200, "application/json", body)?);
            let Some((Some(place), text)) = found else { return Err(format!("{body}: {found:?}").into()) };
            assert!(place == path && text.contains(cause), "{body}: {place}: {text}");
        }
        let (properties, place) = (r#","children":[{}]"#, Some("children[0]".to_owned()));
        let found = fault(receive::<GetThing>(200, "application/json", &thing(properties))?);
        assert_eq!(found.map(|(path, _)| path), Some(place));
        let inner = r#","parent":{"id":"x"}"#;
        let found = fault(receive::<GetThing>(200, "application/json", &thing(inner))?);
        assert_eq!(found.map(|(path, _)| path), Some(Some("parent.id".to_owned())));
        Ok(())
    }
}

mod values {
    use super::*;

    #[test]
    fn every_scalar_and_format_goes_there_and_back() -> Tested {
        for property in [
            r#""note":"a\"\\ü😀""#,
            r#""count":-9223372036854775808"#,
            r#""count":9223372036854775807"#,
            r#""small":-2147483648"#,
            r#""exact":31.245270191439438"#,
            r#""exact":5e-324"#,
            r#""exact":1.7976931348623157e+308"#,
            r#""exact":-0.0"#,
            r#""exact":0.1"#,
            r#""old":true"#,
            r#""link":"http://Example.com?a=%20#part""#,
            r#""link":"sip:1000@ic1""#,
            r#""link":"urn:inin.com:thing""#,
            r#""link":"../elsewhere""#,
            r#""link":"""#,
            r#""day":"2026-02-28""#,
            r#""at":"2026-02-03T04:05:06.789Z""#,
            r#""hour":"23:59:59""#,
            r#""data":"AP8=""#,
            r#""data":"""#,
            r#""wait":0"#,
            r#""wait":1.5"#,
            r#""wait":86400"#,
            r#""kind":1"#,
            r#""color":"dark blue""#,
            r#""seen":false"#,
            r#""rows":[{},{"cell":"c"}]"#,
        ] {
            let text = thing(&format!(",{property}"));
            assert_eq!(again::<Thing>(&text)?, text);
        }
        Ok(())
    }

    #[test]
    fn formats_have_types_of_their_own() -> Tested {
        let thing = read_thing(concat!(
            r#","link":"sip:1@a","day":"2026-02-28","at":"2026-02-03T04:05:06+02:00","hour":"08:30:00","#,
            r#""data":"AP8=","wait":2.25"#
        ))?;
        assert_eq!(thing.id, ID.parse::<Uuid>()?);
        assert_eq!(thing.link.as_ref().map(Uri::as_str), Some("sip:1@a"));
        assert_eq!(thing.day, Some("2026-02-28".parse::<Date>()?));
        let at: jiff::Timestamp = "2026-02-03T02:05:06Z".parse()?;
        assert_eq!(thing.at, Some("2026-02-03T04:05:06+02:00".parse::<DateTime>()?));
        assert!(thing.at.as_ref().is_some_and(|text| *text == at));
        assert_eq!(DateTime::from(at).as_str(), "2026-02-03T02:05:06Z");
        assert_eq!(jiff::Timestamp::try_from(&DateTime::from(at))?, at);
        let (day, hour): (jiff::civil::Date, jiff::civil::Time) = ("2026-02-28".parse()?, "08:30".parse()?);
        assert!(thing.day.as_ref().is_some_and(|text| *text == day));
        assert_eq!(thing.hour, Some(Time::from(hour)));
        assert_eq!(thing.hour, Some("08:30:00".parse::<Time>()?));
        assert_eq!(thing.data, Some(Base64::from(vec![0, 255])));
        assert_eq!(thing.wait, Some(Seconds::from(std::time::Duration::from_millis(2250))));
        let uri = http::Uri::try_from(&Uri::from("https://a/b?c"))?;
        assert_eq!(Uri::from(&uri).as_str(), "https://a/b?c");
        Ok(())
    }

    #[test]
    fn a_text_that_is_not_of_its_format_is_named() -> Tested {
        for (property, path) in [
            (r#""at":5"#, "at"),
            (r#""data":5"#, "data"),
            (r#""wait":"5""#, "wait"),
            (r#""wait":1e400"#, "wait"),
            (r#""count":9223372036854775808"#, "count"),
            (r#""small":2147483648"#, "small"),
            (r#""small":1.5"#, "small"),
            (r#""kind":"1""#, "kind"),
            (r#""kind":1.5"#, "kind"),
            (r#""color":1"#, "color"),
        ] {
            let found = fault(receive::<GetThing>(200, "application/json", &thing(&format!(",{property}")))?);
            assert_eq!(found.map(|(found, _)| found), Some(Some(path.to_owned())), "{property}");
        }
        Ok(())
    }

    /// Whether the text of a date or a time has a value decides nothing but what its method says.
    #[test]
    fn every_text_of_a_date_comes_back_as_it_came() -> Tested {
        for (text, has_value) in [
            ("2020-01-01T00:00:00Z", true),
            ("2020-01-01T00:00:00.1234567Z", true),
            ("2020-01-01T00:00:00.123456789123456789Z", true),
            ("2020-01-01t00:00:00z", true),
            ("2020-01-01 00:00:00Z", true),
            ("2020-01-01T00:00Z", true),
            ("2020-01-01T00:00:00+0100", true),
            ("2020-01-01T00:00:00-00:00", true),
            ("2016-12-31T23:59:60Z", true),
            ("20171118T063908Z", true),
            ("0001-01-01T00:00:00Z", true),
            ("0001-01-01T00:00:00", false),
            ("2020-01-01T00:00:00", false),
            ("9999-12-31T23:59:59.9999999Z", false),
            ("2020-01-01T24:00:00Z", false),
            ("2020-01-01", false),
            ("tomorrow", false),
            ("", false),
        ] {
            let body = thing(&format!(r#","at":"{text}""#));
            let read: Thing = serde_json::from_str(&body)?;
            assert_eq!(serde_json::to_string(&read)?, body);
            let at = read.at.clone().ok_or("no date")?;
            assert_eq!((at.as_str(), at.timestamp().is_ok()), (text, has_value), "{text}");
            let ConnectResponse::Created { x_until, .. } = answers::created(&[("x-until", text.as_bytes())])? else {
                return Err("not created".into());
            };
            assert_eq!(x_until.as_ref(), Some(&at));
            let sent = send(&get(Uuid::nil()).with_since(&at))?;
            let encoded = text.replace(':', "%3A").replace('+', "%2B").replace(' ', "%20");
            assert_eq!(target(&sent).split_once("since=").map(|(_, since)| since), Some(encoded.as_str()));
        }
        for (text, has_value) in [("2020-02-29", true), ("20200101", true), ("2020-01-01T00:00:00", true), ("29.2.2020", false)] {
            let body = thing(&format!(r#","day":"{text}""#));
            let read: Thing = serde_json::from_str(&body)?;
            assert_eq!(serde_json::to_string(&read)?, body);
            assert_eq!(read.day.as_ref().map(|day| day.date().is_ok()), Some(has_value), "{text}");
        }
        for (text, has_value) in [("12:30", true), ("12:30:00.1234567891", true), ("25:00", false), ("noon", false)] {
            let body = thing(&format!(r#","hour":"{text}""#));
            let read: Thing = serde_json::from_str(&body)?;
            assert_eq!(serde_json::to_string(&read)?, body);
            assert_eq!(read.hour.as_ref().map(|hour| hour.time().is_ok()), Some(has_value), "{text}");
        }
        Ok(())
    }

    #[test]
    fn a_date_is_made_only_of_a_text_that_has_a_value() {
        for text in ["9999-12-31T23:59:59.9999999Z", "2020-01-01T00:00:00.12345678912Z", "20171118T063908Z"] {
            assert!(text.parse::<DateTime>().is_ok_and(|at| at.to_string() == text), "{text}");
        }
        for text in ["", "tomorrow", "0001-01-01T00:00:00", "9999-13-01T00:00:00Z"] {
            assert!(text.parse::<DateTime>().is_err(), "{text}");
        }
        assert!("2020-02-30".parse::<Date>().is_err() && "25:00".parse::<Time>().is_err());
    }

    /// Whether a text is Base64 decides nothing but what its method says.
    #[test]
    fn every_text_of_bytes_comes_back_as_it_came() -> Tested {
        for (text, bytes) in [
            ("YQ==", Some(&b"a"[..])),
            ("YQ", Some(b"a")),
            ("YR==", Some(b"a")),
            ("-_8=", Some(&[0xfb, 0xff])),
            ("-_8", Some(&[0xfb, 0xff])),
            ("+/8", Some(&[0xfb, 0xff])),
            (r"YQ==\n", Some(b"a")),
            (r"YWJj\r\n ZGVm\t", Some(b"abcdef")),
            ("", Some(b"")),
            ("A", None),
            ("YQ=", Some(b"a")),
            ("Y=Q=", None),
            ("no!", None),
            ("grün", None),
        ] {
            let body = thing(&format!(r#","data":"{text}""#));
            let Ok(GetThingResponse::Ok(read)) = receive::<GetThing>(200, "application/json", &body)? else {
                return Err(body.into());
            };
            assert_eq!(serde_json::to_string(&read)?, body);
            let data = read.data.clone().ok_or("no bytes")?;
            assert_eq!(data.bytes().ok().as_deref(), bytes, "{text}");
            assert_eq!(format!("{:?}", data.to_string()), format!("{:?}", data.as_str()));
        }
        assert_eq!(Base64::from(vec![0xfb, 0xff]).as_str(), "+/8=");
        assert_eq!(Vec::try_from(&"+/8=".parse::<Base64>()?)?, [0xfb, 0xff]);
        for text in ["YQ", "YR==", "-_8=", "YQ==\n", "A"] {
            assert!(text.parse::<Base64>().is_err(), "{text}");
        }
        Ok(())
    }

    #[test]
    fn every_number_of_seconds_comes_back_as_it_came() -> Tested {
        let seconds = std::time::Duration::from_secs_f64;
        for (number, duration) in [
            ("-1", None),
            ("-0.5", None),
            ("-922337203685", None),
            ("1e30", None),
            ("0.12345678912", Some(seconds(0.123_456_789))),
            ("1.5", Some(seconds(1.5))),
        ] {
            let body = thing(&format!(r#","wait":{number}"#));
            let Ok(GetThingResponse::Ok(read)) = receive::<GetThing>(200, "application/json", &body)? else {
                return Err(body.into());
            };
            assert_eq!(serde_json::to_string(&read)?, body);
            let wait = read.wait.ok_or("no seconds")?;
            assert_eq!((wait.duration(), wait.to_string().as_str()), (duration, number));
            let sent = send(&get(Uuid::nil()).with_within(wait))?;
            assert_eq!(target(&sent).split_once("within=").map(|(_, within)| within), Some(number));
        }
        Ok(())
    }

    /// What an answer may hold, and what of it is sent on.
    #[test]
    fn no_answer_is_lost_by_how_its_values_are_written() -> Tested {
        for (came, goes) in [
            (r#""small":5.0"#, r#""small":5"#),
            (r#""small":1e2"#, r#""small":100"#),
            (r#""small":-0"#, r#""small":0"#),
            (r#""count":9.0"#, r#""count":9"#),
            (r#""kind":-0"#, r#""kind":0"#),
            (r#""kind":1.0"#, r#""kind":1"#),
            (r#""maybe":{"a":-0,"b":null,"c":2.0}"#, r#""maybe":{"a":0,"b":null,"c":2}"#),
            (r#""exact":9007199254740993"#, r#""exact":9007199254740992.0"#),
            (r#""exact":-0"#, r#""exact":-0.0"#),
            (r#""exact":1"#, r#""exact":1.0"#),
            (r#""any":123456789012345678901234567890"#, r#""any":123456789012345678901234567890"#),
            (r#""any":1.10"#, r#""any":1.10"#),
            (r#""any":{"b":1.0,"a":[-0, 1E400],"b":"\/"}"#, r#""any":{"b":1.0,"a":[-0, 1E400],"b":"\/"}"#),
            (r#""any":"\ud800""#, r#""any":"\ud800""#),
            (r#""bag":{"b":0.10,"a":{"z":1,"y":2}}"#, r#""bag":{"a":{"z":1,"y":2},"b":0.10}"#),
            (r#""note":"\u0000""#, r#""note":"\u0000""#),
            (r#""new":"\ud800","new":1e999"#, ""),
        ] {
            let body = thing(&format!(",{came}"));
            for body in [body.clone(), format!("\u{feff}{body}"), format!("\r\n{body}\t")] {
                let Ok(GetThingResponse::Ok(read)) = receive::<GetThing>(200, "text/json; charset=utf8", &body)? else {
                    return Err(body.into());
                };
                let goes = if goes.is_empty() { String::new() } else { format!(",{goes}") };
                assert_eq!(serde_json::to_string(&read)?, thing(&goes), "{came}");
            }
        }
        for text in [
            r#"{"message":"m","z":1.10,"y":12345678901234567890123,"z":[1, 2],"":-0}"#,
            r#"{"message":"m","a\"b":"\/Date(0)\/","é":1e999}"#,
        ] {
            let refused = receive::<GetThing>(418, "application/json", text)?;
            let Err(Error::Api(GetThingError::ClientError { error, .. })) = refused else { return Err(text.into()) };
            assert_eq!(serde_json::to_string(&error)?, text);
        }
        Ok(())
    }

    /// What is no value of its type is named by its place, and what is no JSON by what is wrong with it.
    #[test]
    fn what_no_type_can_hold_is_an_error_with_its_place() -> Tested {
        for (came, place) in [
            (r#""small":"5""#, Some("small")),
            (r#""small":1.5"#, Some("small")),
            (r#""small":01"#, Some("small")),
            (r#""count":9223372036854775808"#, Some("count")),
            (r#""count":9223372036854775808.0"#, Some("count")),
            (r#""exact":1e400"#, Some("exact")),
            (r#""exact":"NaN""#, Some("exact")),
            (r#""note":"\ud800""#, Some("note")),
        ] {
            let found = fault(receive::<GetThing>(200, "application/json", &thing(&format!(",{came}")))?);
            assert_eq!(found.map(|(found, _)| found), Some(place.map(str::to_owned)), "{came}");
        }
        for body in ["", " ", "\u{feff}", "null", "[]", "{}\0", "{} x"] {
            let found = receive::<GetThing>(200, "application/json", body)?;
            assert!(matches!(found, Err(Error::Decode(_))), "{body:?}");
        }
        let twice = thing(r#","small":1,"small":1"#);
        let found = fault(receive::<GetThing>(200, "application/json", &twice)?);
        assert!(found.is_some_and(|(_, cause)| cause.starts_with("duplicate field `small`")));
        Ok(())
    }

    #[test]
    fn unknown_values_of_enumerations_survive_byte_for_byte() -> Tested {
        for number in ["2", "-1", "9223372036854775807", "-9223372036854775808"] {
            assert_eq!(again::<Kind>(number)?, number);
        }
        for text in [r#""Red""#, r#""""#, r#"" red ""#, r#""grün\n\"""#, r#""Unknown""#] {
            assert_eq!(again::<Color>(text)?, text);
            assert!(matches!(serde_json::from_str(text)?, Color::Unknown(_)));
        }
        assert_eq!((Color::from("red"), Color::DarkBlue.to_string()), (Color::Red, "dark blue".to_owned()));
        assert_eq!((Kind::from(1), Kind::Small.value(), Kind::Unknown(0).value()), (Kind::Large, 0, 0));
        assert_eq!(serde_json::from_str::<ThingSizeUnit>("\"in\"")?, ThingSizeUnit::In);
        Ok(())
    }

    #[test]
    fn flags_are_put_together_and_unknown_ones_are_kept() -> Tested {
        for number in ["0", "3", "8", "4611686018427387911", "-1"] {
            assert_eq!(again::<Rights>(number)?, number);
        }
        let mut rights = Rights::PLAY | Rights::DELETE_ALL;
        assert_eq!((rights.value(), rights.to_string()), (3, "3".to_owned()));
        assert!(rights.contains(Rights::PLAY) && !rights.contains(Rights::PLAY | Rights::ARCHIVE));
        assert!(Rights::default().is_empty() && !rights.is_empty());
        rights |= Rights::from(8);
        assert_eq!(format!("{rights:?}"), "Rights(PLAY | DELETE_ALL | 0x8)");
        assert_eq!(i64::from(rights.without(Rights::PLAY)), 10);
        assert_eq!(read_thing(r#","rights":5"#)?.rights, Some(Rights::from(5)));
        let marks = ["m".to_owned()];
        let request = send(&FindThings::new("n", Kind::Small, &marks).with_rights(rights))?;
        assert_eq!(target(&request), "/things/n/0/m?rights=11");
        Ok(())
    }

    #[test]
    fn a_young_flag_needs_its_version_whatever_is_set_beside_it() {
        let marks = ["m".to_owned()];
        let with = |rights| {
            let find = FindThings::new("n", Kind::Small, &marks).with_rights(rights);
            find.supported_by(DialerVersion::new(3)).err()
        };
        let error = with(Rights::ARCHIVE | Rights::PLAY);
        assert!(matches!(&error, Some(Error::Unsupported { what, .. }) if what == "rights"), "{error:?}");
        assert!(with(Rights::PLAY | Rights::from(8)).is_none());
    }

    #[test]
    fn absent_null_and_present_stay_apart() -> Tested {
        for (property, note) in
            [("", None), (r#","note":null"#, Some(None)), (r#","note":"a""#, Some(Some("a".to_owned())))]
        {
            let read = read_thing(property)?;
            assert_eq!(read.note, note);
            assert_eq!(serde_json::to_string(&read)?, thing(property));
        }
        for (property, any) in [("", None), (r#","any":null"#, Some(Json::default()))] {
            let read = read_thing(property)?;
            assert_eq!(read.any, any);
            assert_eq!(serde_json::to_string(&read)?, thing(property));
        }
        let maybe = thing(r#","maybe":{"a":null,"b":1}"#);
        assert_eq!(again::<Thing>(&maybe)?, maybe);

        let named = thing("").replace("null", "\"me\"");
        assert_eq!(serde_json::from_str::<Thing>(&named)?.owner.as_deref(), Some("me"));
        let without = thing("").replace(r#""owner":null,"#, "");
        let error = serde_json::from_str::<Thing>(&without).err().map(|error| error.to_string());
        assert!(error.is_some_and(|error| error.contains("missing field `owner`")));
        // Not documented, and harmless: there is nothing that it could be mistaken for.
        assert_eq!(again::<Thing>(&thing(r#","count":null"#))?, thing(""));
        Ok(())
    }

    #[test]
    fn null_is_sent_only_where_it_is_meant() -> Tested {
        let new = Thing::new(ID.parse()?, None, ThingSize::new(1.5));
        assert_eq!(serde_json::to_string(&new)?, thing(""));
        let null = new.clone().with_note(None);
        assert_eq!(serde_json::to_string(&null)?, thing(r#","note":null"#));
        assert_eq!(serde_json::to_string(&new.with_note(Some("a".to_owned())))?, thing(r#","note":"a""#));
        Ok(())
    }

    #[test]
    fn dictionaries_and_lists_hold_what_they_hold() -> Tested {
        for property in [
            r#""bag":{"":null,"a":[1,{"b":"c"}]}"#,
            r#""bag":{}"#,
            r#""any":[{"deep":[[]]},1.5,"x",true]"#,
            r#""weights":{"a":[1.5,null],"b":[]}"#,
            r#""children":[]"#,
            r#""rows":[]"#,
        ] {
            let text = thing(&format!(",{property}"));
            assert_eq!(again::<Thing>(&text)?, text);
        }
        let row = ThingRowsItem::new().with_cell("c");
        assert_eq!(
            serde_json::to_string(&read_thing("")?.with_rows([row]))?,
            thing(r#","rows":[{"cell":"c"}]"#)
        );
        Ok(())
    }

    #[test]
    fn a_type_may_hold_itself() -> Tested {
        let mut text = thing("");
        for _ in 0..20 {
            let children = thing(&format!(r#","children":[{text}]"#));
            text = thing(&format!(r#","parent":{children}"#));
        }
        assert_eq!(again::<Thing>(&text)?, text);
        let parent = read_thing("")?.with_parent(read_thing("")?);
        assert_eq!(parent.parent.as_ref().map(|parent| parent.id), Some(ID.parse()?));
        Ok(())
    }

    #[test]
    fn what_nobody_describes_is_kept_where_the_type_says_so() -> Tested {
        let error: icws_connection::models::Error =
            serde_json::from_str(r#"{"message":"m","z":1,"a":{"b":null}}"#)?;
        assert_eq!(serde_json::to_string(&error)?, r#"{"message":"m","z":1,"a":{"b":null}}"#);
        assert_eq!(again::<Thing>(&thing(r#","new":1"#))?, thing(""), "and is else left out");
        Ok(())
    }
}

mod derived {
    use super::*;

    #[test]
    fn each_type_says_what_it_is() -> Tested {
        let user = Target::from(UserTarget::new("me"));
        let queue = Target::from(QueueTarget::new().with_queue("q").with_inner(UserTarget::new("me")));
        let timed = Target::from(TimedTarget::new("app").with_hours(["08:00:00".parse::<Time>()?]));
        for (target, text) in [
            (user, r#"{"__type":"urn:inin.com:user","user":"me"}"#),
            (
                queue,
                r#"{"__type":"urn:inin.com:queue","queue":"q","inner":{"__type":"urn:inin.com:user","user":"me"}}"#,
            ),
            (timed, r#"{"applicationName":"app","__type":"urn:inin.com:timed","hours":["08:00:00"]}"#),
        ] {
            assert_eq!(serde_json::to_string(&target)?, text);
            assert_eq!(serde_json::from_str::<Target>(text)?, target);
        }
        Ok(())
    }

    #[test]
    fn the_type_may_stand_anywhere_in_the_object() -> Tested {
        let text = r#"{"hours":[],"more":1,"applicationName":"a","__type":"urn:inin.com:timed"}"#;
        let Target::TimedTarget(timed) = serde_json::from_str(text)? else { return Err("not timed".into()) };
        assert_eq!(
            timed.extra.keys().collect::<Vec<_>>(),
            ["more"],
            "its own type is not among what is kept"
        );
        Ok(())
    }

    #[test]
    fn an_unknown_type_is_kept_whole_and_sent_back_byte_for_byte() -> Tested {
        for text in [
            r#"{"__type":"urn:inin.com:robot","arms":[{"length":31.245270191439438},null],"at":"x"}"#,
            r#"{"__type":"urn:inin.com:User","user":5}"#,
            r#"{"__type":"","id":18446744073709551615,"low":-9223372036854775808}"#,
            r#"{"__type":5}"#,
            r#"{"__type":null,"user":"me"}"#,
            r#"{"user":"me"}"#,
            "{}",
        ] {
            assert!(matches!(serde_json::from_str(text)?, Target::Unknown(_)), "{text}");
            assert_eq!(again::<Target>(text)?, text);
            let property = format!(r#","target":{text}"#);
            let body = read_thing(&property)?;
            let sent = send(&PatchThing::new(Uuid::nil(), &body))?;
            assert_eq!(String::from_utf8_lossy(sent.body()), thing(&property));
            let inside = format!(r#"{{"__type":"urn:inin.com:queue","inner":{text}}}"#);
            assert_eq!(again::<Target>(&inside)?, inside);
        }
        Ok(())
    }

    #[test]
    fn an_unknown_type_can_be_sent() -> Tested {
        let robot = UnknownObject::new([("__type", Json::from("urn:inin.com:robot")), ("arms", "2.0".parse()?)]);
        assert_eq!((robot.type_name(), &robot.members()["arms"]), (Some("urn:inin.com:robot"), &"2.0".parse()?));
        let text = serde_json::to_string(&Target::Unknown(robot.clone()))?;
        assert_eq!(text, r#"{"__type":"urn:inin.com:robot","arms":2.0}"#);
        assert_eq!(serde_json::from_str::<Target>(&text)?, Target::Unknown(robot));
        Ok(())
    }

    #[test]
    fn a_derived_type_on_its_own_needs_no_type() -> Tested {
        for text in [r#"{"user":"me"}"#, r#"{"__type":"urn:other","user":"me"}"#] {
            let user: UserTarget = serde_json::from_str(text)?;
            assert_eq!(serde_json::to_string(&user)?, r#"{"__type":"urn:inin.com:user","user":"me"}"#);
        }
        Ok(())
    }

    #[test]
    fn what_is_no_object_is_no_derived_type() {
        for text in ["null", "[]", "\"urn:inin.com:user\"", "1"] {
            assert!(serde_json::from_str::<Target>(text).is_err(), "{text}");
        }
    }
}

/// A header map is what adapters work with; that it is one is part of the conventions.
#[test]
fn credentials_are_marked_as_secret() -> Tested {
    let request = send(&get(Uuid::nil()))?;
    let secret = |headers: &HeaderMap| headers.values().filter(|value| value.is_sensitive()).count();
    assert_eq!(secret(request.headers()), 2);
    Ok(())
}

mod checks {
    use super::*;

    fn patched(properties: &str) -> Result<Result<(), String>, Box<dyn StdError>> {
        let body = read_thing(properties)?;
        Ok(PatchThing::new(Uuid::nil(), &body).validate().map_err(|error| error.to_string()))
    }

    #[test]
    fn values_within_their_limits_pass() -> Tested {
        assert_eq!(patched("")?, Ok(()));
        let full = format!(r#","note":"aa","count":8,"children":[{}]"#, thing(r#","count":2"#));
        assert_eq!(patched(&full)?, Ok(()));
        assert_eq!(patched(r#","note":null"#)?, Ok(()));
        Ok(())
    }

    #[test]
    fn every_value_that_breaks_a_limit_is_listed_with_its_place() -> Tested {
        let child = thing(r#","note":"b","count":9"#);
        let text = format!(r#","note":"","count":0,"children":[{child},{child}]"#);
        let error = PatchThing::new(Uuid::nil(), &read_thing(&text)?).validate().err();
        let Some(Error::Request(RequestError::Invalid(invalid))) = error else {
            return Err("not refused".into());
        };
        let places: Vec<(&str, &str)> =
            invalid.violations().iter().map(|violation| (violation.path(), violation.rule())).collect();
        assert_eq!(
            places,
            [
                ("note", "must have at least 1 character, and has 0"),
                ("note", "must match `^a`"),
                ("count", "must be at least 1"),
                ("children", "must not have two items that are equal"),
                ("children[0].note", "must match `^a`"),
                ("children[0].count", "must be less than 9"),
                ("children[0].count", "must be a multiple of 2"),
                ("children[1].note", "must match `^a`"),
                ("children[1].count", "must be less than 9"),
                ("children[1].count", "must be a multiple of 2"),
            ]
        );
        assert!(!invalid.to_string().contains("\"b\""), "no value is repeated: {invalid}");
        Ok(())
    }

    #[test]
    fn every_parameter_that_breaks_a_limit_is_listed_by_its_name() -> Tested {
        let same = ["a".to_owned(), "a".to_owned(), "b".to_owned()];
        let operation = GetThing::new(Uuid::nil(), 1001, Kind::Large).with_select(&same);
        let error = operation.with_scale(1.0).with_x_trace("!").validate().err();
        let Some(Error::Request(RequestError::Invalid(invalid))) = error else {
            return Err("not refused".into());
        };
        let places: Vec<(&str, &str)> =
            invalid.violations().iter().map(|violation| (violation.path(), violation.rule())).collect();
        assert_eq!(
            places,
            [
                ("select", "must have at most 2 items, and has 3"),
                ("select", "must not have two items that are equal"),
                ("limit", "must be at most 1000"),
                ("scale", "must be less than 1"),
                ("X-Trace", "must have at least 2 characters, and has 1"),
                ("X-Trace", "must match `^[^!]*$`"),
            ]
        );
        let good = get(Uuid::nil()).with_select(&same[1..]).with_scale(0.9).with_x_trace("ab");
        assert!(good.validate().is_ok());
        assert!(get(Uuid::nil()).with_x_trace("!").to_request(&session()?).is_ok(), "what is built is not held");
        Ok(())
    }

    #[test]
    fn what_a_server_is_too_old_for_is_named_for_its_own_feature() -> Tested {
        let refused = |error: Option<Error<_>>| match error {
            Some(Error::Unsupported { what, requires, server }) => {
                Some((what.into_owned(), requires.to_string(), server.to_string()))
            }
            _ => None,
        };
        let named = |what: &str, requires: &str, server: &str| {
            Some((what.to_owned(), requires.to_owned(), server.to_owned()))
        };
        let body = read_thing(r#","seen":true"#)?;
        let patch = PatchThing::new(Uuid::nil(), &body);
        assert_eq!(
            refused(patch.supported_by(DialerVersion::new(3)).err()),
            named("patchThing", "dialer 4", "dialer 3")
        );
        assert_eq!(refused(patch.supported_by(DialerVersion::new(4)).err()), None);
        assert_eq!(
            refused(patch.supported_by(ConnectionVersion::new(1)).err()),
            named("seen", "connection 2", "connection 1")
        );
        assert_eq!(refused(patch.supported_by(ConnectionVersion::new(2)).err()), None);
        let child = thing(r#","seen":false"#);
        let body = read_thing(&format!(r#","seen":true,"children":[{child}]"#))?;
        assert_eq!(
            refused(PatchThing::new(Uuid::nil(), &body).supported_by(ConnectionVersion::new(1)).err()),
            named("children[0].seen, seen", "connection 2", "connection 1")
        );
        Ok(())
    }

    #[test]
    fn a_young_value_of_an_enumeration_needs_its_version() {
        let marks = ["m".to_owned()];
        let young = FindThings::new("n", Kind::Huge, &marks);
        let error = young.supported_by(DialerVersion::new(3)).err();
        assert!(matches!(&error, Some(Error::Unsupported { what, .. }) if what == "kind"), "{error:?}");
        assert!(young.supported_by(DialerVersion::new(4)).is_ok());
        assert!(FindThings::new("n", Kind::Large, &marks).supported_by(DialerVersion::new(2)).is_ok());
    }

    #[test]
    fn every_operation_is_listed() {
        let ids: Vec<&str> = icws_connection::operations::ALL.iter().map(|operation| operation.id).collect();
        let all = ["connect", "deleteThing", "findThings", "getServer", "getThing", "patchThing", "putThing"];
        assert_eq!(ids, all);
        let [connect, .., put] = icws_connection::operations::ALL else { return };
        assert_eq!((&connect.method, connect.path), (&Method::POST, "/icws/connection"));
        assert_eq!(put.since.to_string(), "dialer 3");
    }
}
