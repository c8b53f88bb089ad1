//! The contract with those who use the crate, as one of them writes it. It has to compile, and to do what it says.

use icws_dialer::models::{
    DbCommandParameters, DbCommandQueryParameters, DbCommandType, DbTableType, PerformCallListQueryParameters,
};
use icws_dialer::models::{DbCommandParametersValues, MarkCallForFinishingParametersValues};
use icws_dialer::models::{
    MarkCallForFinishingParameters, PlacePreviewCallParameters, StartReceivingParameters,
};
use icws_dialer::operations::{PerformCallListQueryResponse, PlacePreviewCallError};
use icws_dialer::{Client, ClientError, DialerVersion, Error, Session};
use icws_tests::Tested;
use icws_tests::answer::{Answer, QUERY_BODY};
use icws_tests::server::{Reply, StandIn};

fn session() -> Tested<Session> {
    Ok(Session::builder("https://ic1.example.com:8019") // a path prefix is kept
        .session_id("1723")
        .csrf_token("t0k3n")
        .cookie("icws_1723=abc") // missing or malformed: an error that says which
        .build()?)
}

fn client() -> Tested<Client> {
    let client = Client::new(session()?)?; // feature "reqwest", async
    Ok(client.with_server_version(DialerVersion::new(9))) // optional: refuses, before sending, what a server lacks
}

/// The five calls, as a consumer writes them.
#[deny(unused)]
#[allow(clippy::no_effect, reason = "the contract's own text, which only shows what is there")]
async fn calls(client: &Client) -> Tested<i32> {
    client.ready_for_calls(&StartReceivingParameters::new().with_campaign_ids(["c1", "c2"])).await?;
    client.establish_persistent_connection().await?;
    match client
        .place_preview_call(
            &PlacePreviewCallParameters::new()
                .with_call_initiated_by_timer(true)
                .with_call_attributes([("key", "value")]),
        )
        .await
    {
        Ok(()) => {}
        Err(Error::Api(PlacePreviewCallError::NotFound(error))) => eprintln!("{}", error.message),
        Err(Error::Api(PlacePreviewCallError::Unauthorized { challenge, error, .. })) => {
            challenge.location();
            let _ = error.error_id;
        }
        Err(other) => return Err(other.into()), // Error<E>: std::error::Error + Send + Sync + 'static
    }
    client.mark_call_for_finishing(&MarkCallForFinishingParameters::new("call-id", "campaign-id")).await?;
    let command =
        DbCommandParameters::new("ContactList", "SELECT ...", DbCommandType::Select, DbTableType::CallList)
            .with_parameters([DbCommandQueryParameters::new("i3_identity", 20).with_size(8)]);
    let query = PerformCallListQueryParameters::new("connection-guid", command).with_display_name("name");
    let affected = match client.perform_call_list_query(&query).await? {
        PerformCallListQueryResponse::Ok(answer) => {
            println!("{}{:?}", answer.error_message, answer.records[0].values);
            answer.records_affected
        }
        PerformCallListQueryResponse::Accepted => 0,
        _ => 0, // non_exhaustive
    };
    Ok(affected)
}

/// A server that answers every call but the preview call with its success.
async fn server(preview: Answer) -> std::io::Result<StandIn> {
    StandIn::start(move |request| {
        let request = String::from_utf8_lossy(request);
        let is_to = |name: &str| request.lines().next().is_some_and(|line| line.contains(name));
        let answer = if is_to("place-preview-call") {
            preview.clone()
        } else if is_to("establish-persistent-connection") {
            Answer::new(202)
        } else if is_to("perform-call-list-query") {
            Answer::json(200, QUERY_BODY)
        } else {
            Answer::new(200)
        };
        Reply::Bytes(answer.bytes())
    })
    .await
}

async fn calls_against(preview: Answer) -> Tested<Tested<i32>> {
    let server = server(preview).await?;
    let session = Session::builder(server.url())
        .session_id("1723")
        .csrf_token("t0k3n")
        .cookie("icws_1723=abc")
        .build()?;
    Ok(calls(&Client::new(session)?).await)
}

#[test]
fn a_session_and_a_client_are_made_as_the_contract_says() -> Tested {
    match client() {
        Ok(client) => assert!(format!("{client:?}").contains("https://ic1.example.com:8019")),
        Err(error) => assert!(error.is::<ClientError>(), "{error}"), // this machine has no certificates
    }
    Ok(())
}

#[tokio::test]
async fn the_calls_of_the_contract_go_through() -> Tested {
    assert_eq!(calls_against(Answer::new(200)).await??, 1);
    Ok(())
}

#[tokio::test]
async fn the_refusals_that_the_contract_handles_do_not_end_it() -> Tested {
    for status in [404, 401] {
        assert_eq!(calls_against(Answer::refusal(status)).await??, 1, "{status}");
    }
    Ok(())
}

#[tokio::test]
async fn any_other_refusal_becomes_the_callers_own_error() -> Tested {
    let error = calls_against(Answer::refusal(410)).await?.err().ok_or("no error")?;
    assert_eq!(error.to_string(), "placePreviewCall: 410 Gone: it cannot be done (error.request.dialer)");
    assert!(error.downcast_ref::<Error<PlacePreviewCallError>>().is_some());
    Ok(())
}

#[test]
fn required_values_of_one_type_can_be_named_in_any_order() {
    let named = MarkCallForFinishingParameters::from(MarkCallForFinishingParametersValues {
        campaign_id: "campaign-id".into(),
        call_id: "call-id".into(),
    });
    assert_eq!(named, MarkCallForFinishingParameters::new("call-id", "campaign-id"));
    let command = DbCommandParametersValues {
        command_type: DbCommandType::Select,
        table_type: DbTableType::CallList,
        statement: "SELECT ...".into(),
        contact_list_table: "ContactList".into(),
    };
    assert_eq!(format!("{command:?}"), "DbCommandParametersValues { .. }");
    let placed =
        DbCommandParameters::new("ContactList", "SELECT ...", DbCommandType::Select, DbTableType::CallList);
    assert_eq!(DbCommandParameters::from(command), placed);
}

#[tokio::test]
async fn a_call_can_wait_in_a_queue() -> Tested {
    use icws_dialer::operations::MarkCallForFinishing;
    use icws_dialer::{AnyError, Call, CallResponse, mock};

    let body = MarkCallForFinishingParameters::new("call-id", "campaign-id");
    let job = serde_json::to_string(&Call::of(&MarkCallForFinishing::new(&body)))?;
    let mock = mock::Mock::new();
    mock.reply::<MarkCallForFinishing<'_>>(mock::Reply::empty(200));
    let call: Call = serde_json::from_str(&job)?;
    let done: Result<CallResponse, AnyError> = call.execute(&mock.client()).await; // or `execute_blocking`
    assert!(matches!(done, Ok(CallResponse::MarkCallForFinishing)));
    Ok(())
}

#[test]
fn how_each_call_ends_can_be_counted() -> Tested {
    use icws_dialer::{CallReport, blocking, mock};
    use std::sync::{Arc, atomic::AtomicU64, atomic::Ordering};

    let counted = Arc::new(AtomicU64::new(0));
    let counter = Arc::clone(&counted);
    let observer = move |report: &CallReport| {
        let CallReport { operation, status, error, duration, attempts, .. } = report;
        let _ = (operation.id, status.map(|status| status.as_u16()), duration.as_secs_f64(), *attempts > 1);
        counter.fetch_add(error.is_none().into(), Ordering::Relaxed); // or "cancelled", "timeout", "api" ...
    };
    let mock = mock::Mock::new();
    mock.otherwise(|_| mock::Reply::empty(202));
    let client: blocking::Client = mock.blocking_client().with_observer(observer);
    client.establish_persistent_connection()?;
    assert_eq!(counted.load(Ordering::Relaxed), 1);
    Ok(())
}

mod life {
    //! The life of a session: a client of the server, a login, calls, a logout.

    use icws_dialer::operations::PlacePreviewCall;
    use icws_dialer::{Client, Error, Login, LoginError, Operation, Session};
    use icws_tests::Tested;
    use icws_tests::answer::Answer;
    use icws_tests::server::{Reply, StandIn};

    /// Logs in, wherever the active server of the pair is. The client's connections serve all sessions.
    pub(crate) async fn logged_in(client: &Client, login: &Login) -> Tested<Client> {
        let mut server = client.session();
        loop {
            match client.with_session(server.clone()).login(login).await {
                Err(Error::Api(LoginError::SwitchOver { hosts, .. })) => {
                    server = server.at_host(&hosts[0])?
                }
                session => return Ok(client.with_session(session?)),
            }
        }
    }

    #[tokio::test]
    async fn a_session_begins_with_a_login_and_ends_with_a_logout() -> Tested {
        let active = StandIn::start(|request| {
            let answer = if request.starts_with(b"POST /icws/connection") {
                let oldest = icws_dialer::DialerVersion::OLDEST.get();
                Answer::json(201, format!(r#"{{"features":[{{"featureId":"dialer","version":{oldest}}}]}}"#))
                    .header("ININ-ICWS-Session-ID", "1723")
                    .header("ININ-ICWS-CSRF-Token", "t0k3n")
                    .header("Set-Cookie", "icws_1723=abc")
            } else {
                Answer::new(if request.starts_with(b"DELETE") { 204 } else { 202 })
            };
            Reply::Bytes(answer.bytes())
        })
        .await?;
        let elsewhere = format!(r#"{{"alternateHostList":["{}"]}}"#, active.authority());
        let passive = StandIn::always(Reply::Bytes(Answer::json(503, elsewhere).bytes())).await?;

        let client = Client::new(Session::anonymous(passive.url())?)?;
        let agent = logged_in(&client, &Login::new("desk", "agent1", "p4ssw0rd")).await?;
        agent.establish_persistent_connection().await?;
        if PlacePreviewCall::SINCE.get() > icws_dialer::DialerVersion::OLDEST.get() {
            let preview = super::PlacePreviewCallParameters::new();
            let refused = agent.place_preview_call(&preview).await;
            assert!(matches!(refused, Err(Error::Unsupported { .. })), "the server has said what it has");
        }
        agent.logout().await?;
        let lines: Vec<_> = active.requests().iter().map(|request| first_line(request)).collect();
        assert_eq!(
            lines,
            [
                "POST /icws/connection?include=features HTTP/1.1",
                "POST /icws/1723/dialer/establish-persistent-connection HTTP/1.1",
                "DELETE /icws/1723/connection HTTP/1.1",
            ]
        );
        Ok(())
    }

    /// What other HTTP clients return is taken as it is.
    #[allow(dead_code, reason = "that it compiles is what is tested")]
    fn opened(by_reqwest: reqwest::Response, by_ureq: http::Response<ureq::Body>) -> Tested<[Session; 2]> {
        let base_url = "https://ic1.example.com:8019";
        Ok([
            Session::from_login_response(base_url, by_reqwest)?,
            Session::from_login_response(base_url, by_ureq)?,
        ])
    }

    /// What a client is told beside its session; each compiles for both clients.
    #[allow(dead_code, reason = "that it compiles is what is tested")]
    async fn told(client: Client, blocking: icws_dialer::blocking::Client, login: Login) -> Tested {
        use icws_dialer::http::{HeaderName, HeaderValue};
        use icws_dialer::operations::EstablishPersistentConnection;
        use std::time::Duration;

        let id = (HeaderName::from_static("x-correlation-id"), HeaderValue::from_static("4711"));
        let again = login.clone();
        let client = client.with_timeout(Duration::from_secs(2)).with_header(id.0.clone(), id.1.clone());
        let client = client.with_retry(icws_dialer::Retry::new(3)).with_relogin(move |client| {
            let login = again.clone();
            async move { client.login(&login).await.ok() }
        });
        let blocking = blocking.with_timeout(Duration::from_secs(2)).with_header(id.0, id.1);
        let blocking = blocking.with_retry(icws_dialer::Retry::new(3));
        let blocking = blocking.with_relogin(move |client| client.login(&login).ok());
        let answer = client.execute_with_response(&EstablishPersistentConnection::new()).await?;
        let _ = (answer.status(), answer.headers().get("x-request-id"));
        blocking.logout()?;
        Ok(())
    }

    #[test]
    fn a_session_leaves_the_process_only_if_it_is_asked_for() -> Tested {
        let session = super::session()?;
        let secret = session.expose_secrets().ok_or("nobody is logged in")?;
        assert!(Session::from_exposed_secrets(&secret)? == session);
        let mut request = http::Request::get("/icws/{sessionId}/messaging/messages").body(())?;
        session.authorize(&mut request)?;
        assert_eq!(request.uri(), "https://ic1.example.com:8019/icws/1723/messaging/messages");
        assert!(!icws_tests::implements!(Session: serde::Serialize));
        Ok(())
    }

    fn first_line(request: &[u8]) -> String {
        String::from_utf8_lossy(request).lines().next().unwrap_or_default().to_owned()
    }
}

mod adapter {
    //! An adapter for an HTTP stack of one's own.

    use icws_dialer::{Error, Operation, Session, TransportError};

    pub(crate) fn call<O: Operation, H: std::error::Error + Send + Sync + 'static>(
        send: impl Fn(http::Request<Vec<u8>>) -> Result<http::Response<Vec<u8>>, H>,
        session: &Session,
        operation: &O,
    ) -> Result<O::Response, Error<O::Error>> {
        let request = operation.to_request(session)?;
        let response = send(request).map_err(TransportError::new)?;
        O::from_response(response)
    }
}

#[test]
fn an_adapter_of_ones_own_takes_ten_lines() -> Tested {
    use icws_dialer::operations::{EstablishPersistentConnection, PlacePreviewCall};

    let session = Session::builder("https://ic1").session_id("1").csrf_token("t").cookie("c=1").build()?;
    let answer = |status| move |_| Answer::refusal(status).response();
    adapter::call(answer(202), &session, &EstablishPersistentConnection::new())?;
    let body = PlacePreviewCallParameters::new();
    let refused = adapter::call(answer(404), &session, &PlacePreviewCall::new(&body));
    assert!(matches!(refused, Err(Error::Api(PlacePreviewCallError::NotFound(_)))));
    let broken =
        adapter::call(|_| Err(std::io::Error::other("broken")), &session, &PlacePreviewCall::new(&body));
    assert!(matches!(broken, Err(Error::Transport(_))));
    Ok(())
}

#[test]
fn a_body_may_be_borrowed_or_owned_by_the_http_stack() -> Tested {
    use icws_dialer::Operation;
    use icws_dialer::operations::ReadyForCalls;

    ReadyForCalls::from_response(http::Response::new(""))?;
    ReadyForCalls::from_response(http::Response::new(Vec::new()))?;
    ReadyForCalls::from_response(http::Response::new(&b""[..]))?;
    ReadyForCalls::from_response(http::Response::new(std::sync::Arc::<[u8]>::from([])))?;
    Ok(())
}

mod operation_of_ones_own {
    //! A call that the specification does not have.

    use icws_dialer::operations::{EstablishPersistentConnection, EstablishPersistentConnectionError};
    use icws_dialer::{Error, FeatureVersion, Operation, RequestError, Session};

    pub(crate) struct Ping;

    impl Operation for Ping {
        const ID: &'static str = "ping";
        const METHOD: http::Method = http::Method::POST;
        const PATH: &'static str = EstablishPersistentConnection::PATH;
        const SINCE: FeatureVersion = FeatureVersion::EVERY;
        type Response = http::StatusCode;
        type Error = EstablishPersistentConnectionError;

        fn to_request(&self, session: &Session) -> Result<http::Request<Vec<u8>>, RequestError> {
            EstablishPersistentConnection::new().to_request(session)
        }

        fn from_response(
            response: http::Response<impl AsRef<[u8]>>,
        ) -> Result<Self::Response, Error<Self::Error>> {
            Ok(response.status())
        }
    }
}

#[test]
fn an_operation_may_be_written_by_hand() -> Tested {
    let session = Session::builder("https://ic1").session_id("1").csrf_token("t").cookie("c=1").build()?;
    let answer = |_| Answer::refusal(404).response();
    assert_eq!(adapter::call(answer, &session, &operation_of_ones_own::Ping)?, 404);
    Ok(())
}

mod types {
    //! What must be true of every public type.

    use std::error::Error as StdError;
    use std::fmt::{Debug, Display};

    use icws_dialer::models::{
        CallListQueryResponse, DbCommandParameters, DbCommandQueryParameters, DbCommandType, DbTableType,
        DialerContactData, Error as ServerError, MarkCallForFinishingParameters,
        PerformCallListQueryParameters, PlacePreviewCallParameters, StartReceivingParameters,
    };
    use icws_dialer::operations::{
        EstablishPersistentConnection, EstablishPersistentConnectionError, MarkCallForFinishing,
        MarkCallForFinishingError, PerformCallListQuery, PerformCallListQueryError,
        PerformCallListQueryResponse, PlacePreviewCall, PlacePreviewCallError, ReadyForCalls,
        ReadyForCallsError,
    };
    use icws_dialer::{
        AnyError, Challenge, Client, ClientBuilder, ClientError, DecodeError, DialerVersion, Error,
        ParseVersionError, RequestError, Session, SessionBuilder, SessionError, SessionPart, TransportError,
        blocking,
    };
    use icws_tests::operation::OPERATIONS;
    use icws_tests::{Tested, implements};

    fn travels<T: Send + Sync + 'static>() {}
    fn is_an_error<T: StdError + Send + Sync + 'static>() {}

    #[test]
    fn every_public_type_travels_between_threads() {
        travels::<(Session, SessionBuilder, Client, ClientBuilder, Challenge, DialerVersion, SessionPart)>();
        travels::<(blocking::Client, blocking::ClientBuilder)>();
        travels::<(StartReceivingParameters, PlacePreviewCallParameters, MarkCallForFinishingParameters)>();
        travels::<(PerformCallListQueryParameters, DbCommandParameters, DbCommandQueryParameters)>();
        travels::<(DbCommandType, DbTableType)>();
        travels::<(CallListQueryResponse, DialerContactData, ServerError, PerformCallListQueryResponse)>();
        travels::<(ReadyForCalls<'static>, EstablishPersistentConnection, PlacePreviewCall<'static>)>();
        travels::<(MarkCallForFinishing<'static>, PerformCallListQuery<'static>)>();
    }

    #[test]
    fn every_error_is_one_that_travels() {
        is_an_error::<SessionError>();
        is_an_error::<ClientError>();
        is_an_error::<DecodeError>();
        is_an_error::<RequestError>();
        is_an_error::<TransportError>();
        is_an_error::<ParseVersionError>();
        is_an_error::<AnyError>();
        is_an_error::<Error<ReadyForCallsError>>();
        is_an_error::<Error<EstablishPersistentConnectionError>>();
        is_an_error::<Error<PlacePreviewCallError>>();
        is_an_error::<Error<MarkCallForFinishingError>>();
        is_an_error::<Error<PerformCallListQueryError>>();
    }

    /// `clippy::result_large_err` warns from 128 bytes on, in the code of everybody who returns such an error.
    #[test]
    fn every_error_is_small_enough_to_be_returned() {
        assert!(size_of::<Error<ReadyForCallsError>>() < 128);
        assert!(size_of::<Error<EstablishPersistentConnectionError>>() < 128);
        assert!(size_of::<Error<PlacePreviewCallError>>() < 128);
        assert!(size_of::<Error<MarkCallForFinishingError>>() < 128);
        assert!(size_of::<Error<PerformCallListQueryError>>() < 128);
    }

    #[test]
    fn calls_can_be_spawned_on_another_thread() -> Tested {
        fn is_send<F: Future + Send>(_: F) {}

        let session = icws_tests::secret::session("http://127.0.0.1:1")?;
        let client = Client::new(session)?;
        for row in &OPERATIONS {
            is_send((row.call)(&client));
        }
        is_send(client.execute(&EstablishPersistentConnection::new()));
        is_send(super::calls(&client));
        Ok(())
    }

    /// It is moved by whoever makes it, which tells where many calls are made at once. With all that few calls need it took 2,880
    /// bytes; without, it takes 1,136, of which a part is for the compiler to say.
    #[test]
    fn a_call_does_not_hold_what_few_calls_need() -> Tested {
        let client = Client::new(icws_tests::secret::session("http://127.0.0.1:1")?)?;
        let size = size_of_val(&client.execute(&EstablishPersistentConnection::new()));
        assert!(size < 2_000, "{size} bytes");
        Ok(())
    }

    #[test]
    fn sessions_and_clients_are_cheap_to_clone_and_have_no_text() {
        assert!(implements!(Session: Clone + Debug) && implements!(Client: Clone + Debug));
        assert!(implements!(blocking::Client: Clone + Debug) && !implements!(blocking::Client: Display));
        assert!(!implements!(Session: Display) && !implements!(Client: Display));
        assert_eq!(size_of::<Session>(), size_of::<usize>());
        // Of pointers that are shared, of which `ureq` has more.
        let words =
            [size_of::<Client>(), size_of::<blocking::Client>()].map(|size| size / size_of::<usize>());
        assert!(words[0] <= 16 && words[1] <= 20, "{words:?}");
    }

    #[test]
    fn versions_are_numbers_with_the_name_of_their_feature() {
        assert_eq!(DialerVersion::new(7).to_string(), "dialer 7");
        assert!(DialerVersion::OLDEST <= DialerVersion::NEWEST);
        assert!(DialerVersion::new(10) > DialerVersion::new(9));
    }
}

/// Which types can be keys is for the specification to say, and shown in the listing of what is public.
#[test]
fn the_servers_errors_are_errors() {
    let error = icws_dialer::models::Error::new("the session\nhas ended").with_error_id("error.session");
    let error: Box<dyn std::error::Error> = error.into();
    assert_eq!(error.to_string(), r"the session\nhas ended (error.session)");
}
