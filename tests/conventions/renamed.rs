//! What had another name before is used by that name, with a warning, and by the new one, without. This is compiled and
//! run as a test of the crate that is made of `tests/conventions/renamed.yaml`.

use std::error::Error as StdError;

use icws_renamed::Session;

type Tested = Result<(), Box<dyn StdError>>;

fn session() -> Result<Session, Box<dyn StdError>> {
    let session = Session::builder("http://127.0.0.1:1").session_id("1").csrf_token("t").cookie("a=b");
    Ok(session.build()?)
}

#[test]
#[expect(deprecated, reason = "each of these names is an old one")]
fn old_names_of_types_and_values_are_those_of_the_same_types() {
    use icws_renamed::models::{Destination, Error, Fault, Kind, Permissions, PhoneKind, Rights, State, Target};

    let destination: Target =
        Destination::new("17").with_kind(PhoneKind::Cell).with_aliases(["a"]).with_rest([("b", None)]);
    assert_eq!(destination.kind(), &Some(Kind::Mobile));
    assert_eq!((destination.digits().as_str(), destination.aliases().as_deref()), ("17", Some(&["a".to_owned()][..])));
    assert!(matches!(destination.sort, Some(PhoneKind::Cell)));
    let owner = Target::new("18").with_owner(destination);
    assert!(owner.owner().as_ref().is_some_and(|owner| owner.number == "17"));
    assert_eq!([State::Parked, State::Unknown], [State::Held, State::Alerting]);
    // What has no name is called as it was when a value was called so.
    assert_eq!(State::from("ringing"), State::Unrecognized("ringing".to_owned()));
    let rights: Permissions = Rights::PLAY | Permissions::DELETE;
    assert_eq!((rights, rights.contains(Rights::ERASE)), (Rights::PLAY | Rights::ERASE, true));
    let error: Error = Fault::new("busy");
    assert_eq!(error.message, "busy");
}

#[test]
#[expect(deprecated, reason = "each of these names is an old one")]
fn named_values_keep_the_names_that_they_had() {
    use icws_renamed::models::{Fault, Leg, LegValues, Part, PartValues};
    use icws_renamed::operations::{GetLeg, GetLegConflictValues, GetLegError, GetLegValues, ReadLeg, ReadLegValues};

    let leg: Leg = Part::from(PartValues { to: "2".into(), from: "1".into() });
    assert_eq!([&leg, &Leg::from(LegValues { from: "1".into(), to: "2".into() })], [&Leg::new("1", "2"); 2]);
    let operation: ReadLeg = GetLeg::from(GetLegValues { leg_id: "2", call_id: "1" });
    assert_eq!([operation, ReadLegValues { call_id: "1", leg_id: "2" }.into()], [ReadLeg::new("1", "2"); 2]);
    let (by, error) = (Some("a".to_owned()), Fault::new("busy"));
    let busy = GetLegConflictValues { error: error.clone(), x_for: None, x_by: by.clone() };
    assert_eq!(GetLegError::from(busy), GetLegError::conflict(by, None, error));
}

#[test]
fn whoever_sets_what_is_deprecated_is_warned() {
    use icws_renamed::models::{Kind, MoveCallBody, Pair, PairValues, Target};
    use icws_renamed::operations::MoveCall;

    #[expect(deprecated, reason = "the type is")]
    let pair = Pair::from(PairValues { two: 2, one: 1 });
    assert_eq!([pair.one.into(), pair.two], [1, 2]);
    #[expect(deprecated, reason = "the value is")]
    let kind = Kind::Fax;
    assert_eq!((kind.value(), Kind::from(2)), (2, kind));
    #[expect(deprecated, reason = "the property is")]
    let target = Target::new("17").with_area("1");
    assert_eq!(target.area.as_deref(), Some("1"), "reading it is no fault");
    let body = MoveCallBody::new();
    #[expect(deprecated, reason = "the parameter is")]
    let operation = MoveCall::new("7", &body).with_fast(true);
    assert_eq!(operation.fast, Some(true));
}

#[test]
fn new_names_are_not_deprecated() {
    use icws_renamed::models::{Kind, State, Target, TargetSize};

    let size = TargetSize::new().with_width(1);
    let target = Target::new("17").with_sort(Kind::Mobile).with_state(State::Held).with_names(["a"]).with_size(size);
    assert_eq!(target.number, "17");
}

/// Old names are of Rust alone.
#[test]
#[expect(deprecated, reason = "each of these names is an old one")]
fn what_is_sent_follows_the_specification() -> Tested {
    use icws_renamed::models::{Destination, Kind, Permissions, State};

    let target = Destination::new("17").with_kind(Kind::Cell).with_aliases(["a"]).with_state(State::Parked);
    let sent = serde_json::to_value(target.with_rights(Permissions::DELETE))?;
    let expected = r#"{"number":"17","kind":1,"state":"held","rights":2,"names":["a"]}"#;
    assert_eq!(sent, serde_json::from_str::<serde_json::Value>(expected)?);
    Ok(())
}

#[test]
#[expect(deprecated, reason = "each of these names is an old one")]
fn types_without_a_name_keep_the_names_that_they_had() {
    use icws_renamed::models::{DestinationExtent, TargetSize, TransferCallBody};

    let extent: TargetSize = DestinationExtent::new().with_width(1);
    assert_eq!(extent.width, Some(1));
    let _ = TransferCallBody::new();
}

#[test]
#[expect(deprecated, reason = "each of these names is an old one")]
fn an_operation_is_called_by_its_old_name() -> Tested {
    use icws_renamed::models::MoveCallBody;
    use icws_renamed::operations::{MoveCall, TransferCall, TransferCallError, TransferCallResponse};
    use icws_renamed::{Error, Operation, blocking};

    let body = MoveCallBody::new();
    let operation = TransferCall::new("7", &body).with_since("x");
    assert_eq!((operation.id(), operation.since()), ("7", Some("x")));
    assert_eq!(operation.to_request(&session()?)?.uri().query(), Some("after=x"));
    assert_eq!(operation, MoveCall::new("7", &body).with_after("x"));
    let accepted = http::Response::builder().status(202).body("")?;
    assert_eq!(TransferCall::from_response(accepted)?, TransferCallResponse::Accepted);
    let busy = http::Response::builder().status(409).body(r#"{"message":"busy"}"#)?;
    assert!(matches!(MoveCall::from_response(busy), Err(Error::Api(TransferCallError::Conflict { .. }))));
    // Nobody listens there, so both say the same.
    let client = blocking::Client::new(session()?)?;
    assert!(client.transfer_call("7", &body).is_err_and(|error| error.is_connect()));
    assert!(client.into_call("7").is_err_and(|error| error.is_connect()));
    Ok(())
}

#[test]
fn a_call_that_was_written_down_by_old_names_is_read() -> Tested {
    use icws_renamed::operations::MoveCall;
    use icws_renamed::{Call, models::MoveCallBody};

    let body = MoveCallBody::new();
    let queued = r#"{"transferCall":{"id":"7","since":"x","kinds":[1],"body":{}}}"#;
    let call: Call = serde_json::from_str(queued)?;
    let kinds = [icws_renamed::models::Kind::Mobile];
    assert_eq!(call, Call::of(&MoveCall::new("7", &body).with_after("x").with_only(&kinds)));
    let now = r#"{"moveCall":{"call_id":"7","after":"x","only":[1],"body":{}}}"#;
    assert_eq!(serde_json::to_string(&call)?, now);
    assert_eq!(serde_json::from_str::<Call>(now)?, call);
    Ok(())
}

mod served {
    use icws_renamed::models::{Fault, MoveCallBody, Target};
    use icws_renamed::operations::{FromCallError, MoveCallError, MoveCallResponse};
    use icws_renamed::server::{Credentials, Denied, RenamedApi, axum, router};

    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::{TcpListener, TcpStream};

    use super::Tested;

    /// Has written the method by its old name.
    struct Old;

    /// Has written the method by its new name.
    struct New;

    /// Has written both, as who hands calls on does.
    struct Both;

    impl RenamedApi for Old {
        async fn authenticate(&self, credentials: &Credentials) -> Result<(), Denied> {
            credentials.allow_anyone()
        }

        async fn transfer_call(
            &self,
            id: String,
            _: Option<bool>,
            _: Option<String>,
            _: Option<Vec<icws_renamed::models::Kind>>,
            _: MoveCallBody,
        ) -> Result<MoveCallResponse, MoveCallError> {
            Err(MoveCallError::conflict(Fault::new(format!("old {id}"))))
        }
    }

    impl RenamedApi for New {
        async fn authenticate(&self, credentials: &Credentials) -> Result<(), Denied> {
            credentials.allow_anyone()
        }

        async fn from_call(&self, call_id: String) -> Result<Target, FromCallError> {
            Ok(Target::new(call_id))
        }
    }

    impl RenamedApi for Both {
        async fn authenticate(&self, credentials: &Credentials) -> Result<(), Denied> {
            credentials.allow_anyone()
        }

        async fn from_call(&self, _: String) -> Result<Target, FromCallError> {
            Ok(Target::new("new"))
        }

        async fn into_call(&self, _: String) -> Result<Target, FromCallError> {
            Ok(Target::new("old"))
        }
    }

    /// The status that a server of this API answers with.
    async fn status<A: RenamedApi>(api: A, request: &str) -> Result<String, Box<dyn std::error::Error>> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let mut stream = TcpStream::connect(listener.local_addr()?).await?;
        tokio::spawn(async { axum::serve(listener, router(api)).await });
        let head = "Host: ic1\r\nConnection: close\r\nININ-ICWS-CSRF-Token: t\r\nCookie: a=b\r\n\
                    Content-Type: application/json\r\nContent-Length: 2";
        stream.write_all(format!("{request} HTTP/1.1\r\n{head}\r\n\r\n{{}}").as_bytes()).await?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await?;
        Ok(answer.split(' ').nth(1).unwrap_or_default().to_owned())
    }

    #[tokio::test]
    async fn who_has_written_either_name_is_called() -> Tested {
        let (moves, reads) = ("POST /icws/1/calls/7", "GET /icws/1/calls/7");
        assert_eq!(status(Old, moves).await?, "409");
        assert_eq!(status(std::sync::Arc::new(Old), moves).await?, "409");
        assert_eq!(status(New, moves).await?, "501", "neither is written");
        assert_eq!(status(New, reads).await?, "200");
        assert_eq!(status(std::sync::Arc::new(New), reads).await?, "200");
        assert_eq!(Both.from_call("7".to_owned()).await.map(|target| target.number), Ok("new".to_owned()));
        Ok(())
    }
}
