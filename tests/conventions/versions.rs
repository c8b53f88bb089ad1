//! What may be younger than what it stands in: at its version, and at the oldest one. This file is compiled and run as a test of
//! the crate that is made of `tests/conventions/versions.yaml`; see `xtask/tests/commands/conventions.rs`.

use std::error::Error as StdError;

use icws_versions::operations::ListThings;
use icws_versions::{Operation, Session};

type Tested = Result<(), Box<dyn StdError>>;

fn session() -> Result<Session, Box<dyn StdError>> {
    Ok(Session::builder("https://ic1:8019").session_id("17").csrf_token("token").cookie("a=b").build()?)
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
    use icws_versions::models::State;
    use icws_versions::operations::ListThings;
    use icws_versions::{Call, DialerVersion, Error, Operation, RequestError, TrackerVersion};

    use super::{Tested, session};

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
    use icws_versions::operations::ListThingsError;
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
        ) -> Result<(), ListThingsError> {
            assert_eq!((limit, states, x_trace), (Some(5), None, Some("t".to_owned())));
            Ok(())
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
        Ok(())
    }
}
