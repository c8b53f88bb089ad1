//! What may be younger than what it stands in: at its version, and at the oldest one. This file is compiled and run as a test of
//! the crate that is made of `tests/conventions/versions.yaml`; see `xtask/tests/commands/crates/conventions.rs`.

use std::error::Error as StdError;

use icws_versions::operations::{ListThings, ListThingsError, ListThingsResponse};
use icws_versions::{Error, Operation, Session};

type Tested = Result<(), Box<dyn StdError>>;

fn session() -> Result<Session, Box<dyn StdError>> {
    Ok(Session::builder("https://ic1:8019").session_id("17").csrf_token("token").cookie("a=b").build()?)
}

fn receive<O: Operation>(
    status: u16,
    headers: &[(&str, &str)],
    body: &str,
) -> Result<O::Response, Error<O::Error>> {
    let mut response = http::Response::new(body.as_bytes().to_vec());
    *response.status_mut() = http::StatusCode::from_u16(status).unwrap_or_default();
    for (name, value) in headers.iter().copied().chain([("content-type", "application/json")]) {
        let pair = (http::HeaderName::try_from(name), http::HeaderValue::try_from(value));
        if let (Ok(name), Ok(value)) = pair {
            response.headers_mut().append(name, value);
        }
    }
    O::from_response(response)
}

/// What is read is the same at every version, but for what is younger.
#[test]
fn what_an_operation_yields_is_of_one_type_at_every_version() -> Tested {
    let things = receive::<ListThings<'_>>(200, &[("x-count", "1")], r#"["a"]"#)?;
    let ListThingsResponse::Ok { body, .. } = things else { return Err(format!("{things:?}").into()) };
    assert_eq!(body, ["a"]);
    let made = ListThingsResponse::ok(vec!["a".to_owned()]);
    assert!(matches!(made, ListThingsResponse::Ok { body, .. } if body == ["a"]));
    let error = icws_versions::models::Error::new("no");
    assert_eq!(ListThingsError::unauthorized(error).status(), 401);
    Ok(())
}

#[cfg(not(feature = "dialer-3"))]
#[test]
fn a_status_that_is_younger_is_none_of_those_that_are_documented() {
    let refused = receive::<icws_versions::operations::PutThings>(404, &[], r#"{"message":"gone"}"#);
    assert!(
        matches!(&refused, Err(Error::UnexpectedStatus { status, .. }) if *status == 404),
        "{refused:?}"
    );
}

/// The same lines compile at every version.
#[test]
fn an_operation_is_made_the_same_way_at_every_version() -> Tested {
    let request = ListThings::new().to_request(&session()?)?;
    assert_eq!(request.uri().path_and_query().map(|it| it.as_str()), Some("/icws/17/things"));
    ListThings::new().supported_by(icws_versions::DialerVersion::new(2))?;
    Ok(())
}

#[cfg(all(feature = "dialer-4", feature = "tracker-2"))]
mod newest {
    use icws_versions::models::{Drop, Kind, Person, State};
    use icws_versions::operations::{
        DropThings, DropThingsResponse, ListThings, ListThingsError, ListThingsResponse, PutThings, PutThingsError,
    };
    use icws_versions::{
        Call, Challenge, DialerVersion, Error, FeatureVersion, Operation, OperationError, RequestError, TrackerVersion,
    };

    use super::{Tested, receive, session};

    #[test]
    fn an_operation_can_need_two_features() -> Tested {
        let drop = DropThings::new();
        drop.supported_by(DialerVersion::new(3))?;
        let told = |version: FeatureVersion| drop.supported_by(version).map_err(|error| error.to_string());
        assert!(told(DialerVersion::new(2).into()).is_err_and(|error| error.contains("dialer 3")));
        assert!(told(TrackerVersion::new(1).into()).is_err_and(|error| error.contains("tracker 2")));
        assert_eq!(DropThings::SINCE, DialerVersion::new(3));
        assert_eq!(DropThings::ALSO, [FeatureVersion::new("tracker", 2)]);
        assert!(ListThings::ALSO.is_empty());
        let info = icws_versions::operations::ALL.iter().find(|info| info.id == "dropThings");
        assert_eq!(info.map(|info| info.also), Some(DropThings::ALSO));
        // What stands in it adds what it needs besides.
        let forced = DropThings::new().with_force(true);
        assert!(forced.supported_by(DialerVersion::new(3)).is_err());
        forced.supported_by(DialerVersion::new(4))?;
        let body = Drop::new().with_kind(Kind::Hard).with_why("w");
        let dropped = DropThings::new().with_body(&body);
        let told = dropped.supported_by(DialerVersion::new(3)).map_err(|error| error.to_string());
        assert!(told.as_ref().is_err_and(|error| error.contains("kind") && error.contains("why")), "{told:?}");
        Ok(())
    }

    #[test]
    fn what_is_answered_from_a_version_on_is_read() -> Tested {
        assert_eq!(receive::<DropThings<'_>>(200, &[], "")?, DropThingsResponse::Ok);
        let later = receive::<DropThings<'_>>(202, &[("x-pass", "p4ss")], r#"{"name":"n"}"#)?;
        assert!(!format!("{later:?}").contains("p4ss"), "{later:?}");
        assert_eq!(later, DropThingsResponse::accepted(Some("p4ss".to_owned()), Person::new().with_name("n")));
        let things = receive::<ListThings<'_>>(200, &[("x-count", "1")], "[]")?;
        let count = ListThingsResponse::ok(Vec::new()).with_x_count(Some(1));
        assert_eq!(things, count);
        let received = receive::<ListThings<'_>>(202, &[("x-seen", "yes")], "")?;
        assert_eq!(received, ListThingsResponse::accepted(Some("yes".to_owned())));
        let gone = receive::<PutThings>(404, &[("x-id", "7")], r#"{"message":"gone"}"#);
        let Err(Error::Api(gone)) = gone else { return Err(format!("{gone:?}").into()) };
        assert_eq!((gone.status().as_u16(), gone.message()), (404, "gone"));
        assert!(gone.headers().is_some_and(|headers| headers["x-id"] == "7"), "{gone:?}");
        assert!(matches!(gone, PutThingsError::NotFound { .. }));
        Ok(())
    }

    #[test]
    fn young_headers_of_errors_are_read_and_set() -> Tested {
        let body = r#"{"message":"no"}"#;
        let headers = [("www-authenticate", "Basic"), ("x-until", "2026-01-02T03:04:05Z")];
        let refused = receive::<ListThings<'_>>(401, &headers, body);
        let Err(Error::Api(refused)) = refused else { return Err(format!("{refused:?}").into()) };
        let ListThingsError::Unauthorized { challenge, x_until, error, .. } = &refused else {
            return Err(format!("{refused:?}").into());
        };
        let bare = ListThingsError::unauthorized(error.clone());
        assert!(matches!(&bare, ListThingsError::Unauthorized { x_until: None, challenge, .. } if *challenge == Challenge::default()));
        assert_eq!(bare.with_challenge(challenge.clone()).with_x_until(x_until.clone()), refused);
        // A setter is for all answers that have the header.
        let many = ListThingsError::too_many_requests(None).with_x_until(x_until.clone());
        assert_eq!(many, ListThingsError::too_many_requests(x_until.clone()));
        let boxed = receive::<PutThings>(418, &[("x-a", "1"), ("x-e", "67e55044-10b1-426f-9247-bb680e5fe0c8")], "");
        let Err(Error::Api(PutThingsError::ImATeapot { headers, .. })) = boxed else {
            return Err(format!("{boxed:?}").into());
        };
        let made = PutThingsError::im_a_teapot(Some("1".to_owned()), None, None, None).with_x_e(headers.x_e);
        assert!(matches!(made, PutThingsError::ImATeapot { headers: own, .. } if own == headers && own.x_e.is_some()));
        Ok(())
    }

    #[test]
    fn a_young_parameter_is_sent_and_held_against_its_limits() -> Tested {
        let things = ListThings::new().with_limit(5).with_states(&[State::Held, State::Ringing]);
        let request = things.with_x_trace("t").to_request(&session()?)?;
        let target = request.uri().path_and_query().map(|it| it.as_str());
        assert_eq!(target, Some("/icws/17/things?limit=5&states=held&states=ringing"));
        assert_eq!(request.headers().get("x-trace").map(|value| value.as_bytes()), Some(&b"t"[..]));
        let refused = ListThings::new().with_limit(0).validate();
        assert!(matches!(refused, Err(Error::Request(RequestError::Invalid(_)))), "{refused:?}");
        Ok(())
    }

    #[test]
    fn an_older_server_is_not_sent_a_younger_parameter() -> Tested {
        let things = ListThings::new().with_limit(5).with_states(&[State::Held]);
        things.supported_by(DialerVersion::new(4))?;
        let told = |version| things.supported_by(DialerVersion::new(version)).map_err(|error| error.to_string());
        let told = (told(2).err().unwrap_or_default(), told(3).err().unwrap_or_default());
        assert!(told.0.contains("limit, states") && told.0.contains("dialer 4"), "{told:?}");
        assert!(told.1.contains("states") && !told.1.contains("limit"), "{told:?}");
        let traced = ListThings::new().with_x_trace("t");
        traced.supported_by(DialerVersion::new(2))?;
        assert!(traced.supported_by(TrackerVersion::new(1)).is_err());
        Ok(())
    }

    #[test]
    fn a_call_keeps_what_is_young() -> Tested {
        let call = Call::of(&ListThings::new().with_limit(5));
        let text = serde_json::to_string(&call)?;
        assert_eq!(text, r#"{"listThings":{"limit":5}}"#);
        assert_eq!(serde_json::from_str::<Call>(&text)?, call);
        Ok(())
    }

    #[test]
    #[expect(deprecated, reason = "an old name stays for one release")]
    fn what_is_young_has_its_old_name_too() {
        assert_eq!(ListThings::new().with_trace("t").trace(), Some("t"));
    }
}

/// A server's method has the same arguments at every version.
#[cfg(feature = "server")]
mod server {
    use icws_versions::models::State;
    use icws_versions::operations::{ListThingsError, ListThingsResponse};
    use icws_versions::server::{Credentials, Denied, VersionsApi, axum, router};
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::{TcpListener, TcpStream};

    use super::Tested;

    struct Served;

    impl VersionsApi for Served {
        async fn authenticate(&self, credentials: &Credentials) -> Result<(), Denied> {
            credentials.allow_anyone()
        }

        async fn list_things(
            &self,
            limit: Option<i32>,
            states: Option<Vec<State>>,
            x_trace: Option<String>,
        ) -> Result<ListThingsResponse, ListThingsError> {
            assert_eq!((limit, states, x_trace), (Some(5), None, Some("t".to_owned())));
            let made = ListThingsResponse::ok(Vec::new());
            #[cfg(feature = "dialer-3")]
            let made = made.with_x_count(Some(7));
            Ok(made)
        }

        #[cfg(feature = "dialer-4")]
        async fn put_things(&self) -> Result<(), icws_versions::operations::PutThingsError> {
            Err(icws_versions::operations::PutThingsError::gone("late".to_owned()))
        }
    }

    /// The answer to a request.
    async fn answer(request: &str) -> Result<String, Box<dyn std::error::Error>> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let mut stream = TcpStream::connect(listener.local_addr()?).await?;
        tokio::spawn(async { axum::serve(listener, router(Served)).await });
        let head = "Host: ic1\r\nConnection: close\r\nININ-ICWS-CSRF-Token: t\r\nCookie: a=b\r\nX-Trace: t";
        stream.write_all(format!("{request} HTTP/1.1\r\n{head}\r\n\r\n").as_bytes()).await?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await?;
        Ok(answer)
    }

    #[tokio::test]
    async fn a_server_of_every_version_is_given_what_came() -> Tested {
        let done = answer("GET /icws/1/things?limit=5").await?;
        assert!(done.starts_with("HTTP/1.1 200"), "{done}");
        let broken = answer("GET /icws/1/things?limit=0").await?;
        assert!(broken.starts_with("HTTP/1.1 400"), "{broken}");
        assert_eq!(done.contains("x-count: 7"), cfg!(feature = "dialer-3"), "{done}");
        #[cfg(feature = "dialer-4")]
        {
            let gone = answer("PUT /icws/1/things").await?;
            assert!(gone.starts_with("HTTP/1.1 410") && gone.ends_with("late"), "{gone}");
        }
        Ok(())
    }
}
