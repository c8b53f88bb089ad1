//! What is read and written of derived types.

use icws_families::models::{
    ChatMessage, Envelope, Error, ErrorBase, MailMessage, MediaType, Message, MissingError, Person,
    PersonFields, PhoneMessage,
};
use icws_families::operations::{GetMessages, GetMessagesError, PutMessage};
use icws_families::server::{Credentials, Denied, FamiliesApi, axum, router};
use icws_families::{Client, Operation, Session, blocking};

type Anything = Box<dyn std::error::Error + Send + Sync>;
type Tested = Result<(), Anything>;

fn response(status: u16, body: &str) -> http::Response<Vec<u8>> {
    let response = http::Response::builder().status(status);
    let response = response.header("content-type", "application/vnd.inin.icws+JSON");
    response.body(body.as_bytes().to_vec()).expect("well-formed")
}

/// What is known, what is not, and what does not fit.
const POLL: &str = concat!(
    r#"[{"__type":"urn:chatMessage","isDelta":true,"text":"hi"},"#,
    r#"{"__type":"urn:news","text":"?"},"#,
    r#"{"__type":"urn:dataMessage","call":{"id":"1"}},"#,
    r#"{"__type":"urn:phoneMessage","since":"20240229T120000Z","number":"7"},"#,
    r#"{"isDelta":false}]"#,
);

fn is_all_of_the_poll(messages: &[Message]) -> Tested {
    let [Message::ChatMessage(chat), Message::Unknown(news), Message::Unknown(data), phone, base] = messages
    else {
        panic!("{messages:?}");
    };
    assert_eq!((chat.text.as_str(), chat.is_delta), ("hi", Some(true)));
    assert_eq!((news.type_name(), news.reason()), (Some("urn:news"), None));
    assert_eq!(data.reason().as_deref(), Some("`call`: missing field `allowSkip`"));
    assert!(matches!(phone, Message::PhoneMessage(_)) && matches!(base, Message::MessageBase(_)));
    // What all have can be read whichever it is.
    let delta: Vec<Option<bool>> = messages.iter().map(Message::is_delta).collect();
    assert_eq!(delta, [Some(true), None, None, None, Some(false)]);
    assert_eq!(serde_json::to_string(messages)?, POLL);
    Ok(())
}

#[test]
fn a_poll_keeps_what_is_known_what_is_not_and_what_does_not_fit() -> Tested {
    is_all_of_the_poll(&GetMessages::from_response(response(200, POLL))?)
}

/// A server that has polled another one, and hands on what it was told.
struct Relay;

impl FamiliesApi for Relay {
    async fn authenticate(&self, credentials: &Credentials) -> Result<(), Denied> {
        credentials.allow_anyone()
    }

    async fn get_messages(&self) -> Result<Vec<Message>, GetMessagesError> {
        Ok(serde_json::from_str(POLL).expect("messages"))
    }
}

#[tokio::test]
async fn both_clients_keep_all_of_a_poll_that_a_server_of_this_crate_hands_on() -> Tested {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let session = Session::builder(format!("http://{}", listener.local_addr()?));
    let session = session.session_id("1").csrf_token("t").cookie("a=b").build()?;
    tokio::spawn(async { axum::serve(listener, router(Relay)).await });
    is_all_of_the_poll(&Client::new(session.clone())?.get_messages().await?)?;
    let polled = tokio::task::spawn_blocking(move || {
        blocking::Client::new(session).map(|client| client.get_messages())
    });
    is_all_of_the_poll(&polled.await??.map_err(|error| error.to_string())?)
}

#[test]
fn an_object_becomes_the_choice_and_says_what_it_is() -> Tested {
    let session =
        Session::builder("https://ic1.example.com:8019").session_id("1").csrf_token("t").cookie("a=b");
    let session = session.build()?;
    let chat = ChatMessage::new("hi").with_is_delta(true).with_media([MediaType::Call]);
    let message = Message::from(chat);
    let request = PutMessage::new(&message).to_request(&session)?;
    let sent = r#"{"__type":"urn:chatMessage","isDelta":true,"media":["call"],"text":"hi"}"#;
    assert_eq!(std::str::from_utf8(request.body())?, sent);
    let envelope =
        Envelope::new(message.clone()).with_contact(PhoneMessage::new("7")).with_maybe(Some(message));
    let json = serde_json::to_string(&envelope)?;
    assert!(json.contains(r#""contact":{"__type":"urn:phoneMessage","number":"7"}"#), "{json}");
    let mail = serde_json::to_string(&Message::from(MailMessage::new()))?;
    assert_eq!(mail, r#"{"__type":"urn:mailMessage"}"#);
    Ok(())
}

#[test]
fn errors_tell_what_is_wrong_whichever_they_are() {
    let told = |body: &str| {
        let error = GetMessages::from_response(response(400, body)).expect_err("an error");
        let icws_families::Error::Api(GetMessagesError::BadRequest { error: body, .. }) = &error else {
            panic!("{error:?}")
        };
        assert!(error.headers().is_some(), "{error:?}");
        (error.to_string(), body.clone())
    };
    let (text, plain) = told(r#"{"message":"no","errorId":"e.1"}"#);
    assert_eq!(text, "getMessages: 400 Bad Request: no (e.1)");
    assert_eq!(plain, Error::from(ErrorBase::new("no").with_error_id("e.1")));
    assert_eq!(serde_json::to_string(&plain).expect("written"), r#"{"message":"no","errorId":"e.1"}"#);
    let (text, missing) = told(r#"{"__type":"urn:missing","message":"lacks","property":"id"}"#);
    assert_eq!(text, "getMessages: 400 Bad Request: lacks");
    assert_eq!(missing, Error::from(MissingError::new("lacks", "id")));
    let (text, unknown) = told(r#"{"__type":"urn:new","message":"else","errorId":"e.2"}"#);
    assert_eq!(text, "getMessages: 400 Bad Request: else (e.2)");
    assert_eq!((unknown.message(), unknown.error_id()), (Some("else"), Some("e.2")));
}

/// A row of objects, each inside of the one before, as deep as they are read.
#[test]
fn a_small_stack_is_enough_for_the_deepest_answer() -> Tested {
    let read = || {
        for depth in [1, 20, 31, 60, 120, 500] {
            let call = r#""call":{"id":"1","allowSkip":true}"#;
            let mut body = r#"{"__type":"urn:emptyMessage"}"#.to_owned();
            for _ in 0..depth {
                body = format!(r#"{{"__type":"urn:dataMessage",{call},"inside":{body}}}"#);
            }
            let messages = GetMessages::from_response(response(200, &format!("[{body}]")));
            assert!(messages.is_ok() || depth > 100, "{depth}: {messages:?}");
        }
    };
    let thread = std::thread::Builder::new().stack_size(256 * 1024).spawn(read)?;
    thread.join().map_err(|_| "it panicked")?;
    Ok(())
}

#[test]
fn a_large_object_is_read_set_and_taken_apart_as_any_other() -> Tested {
    let mut person = Person::new("7").with_office("Berlin").with_manager(Person::new("8"));
    person.floor = Some("2".to_owned());
    assert_eq!(
        serde_json::to_string(&person)?,
        r#"{"office":"Berlin","floor":"2","id":"7","manager":{"id":"8"}}"#
    );
    assert_eq!(serde_json::from_str::<Person>(&serde_json::to_string(&person)?)?, person);
    assert_eq!(person.manager.as_ref().map(|manager| manager.id.as_str()), Some("8"));
    assert_eq!((size_of::<Person>(), size_of::<MailMessage>()), (8, 8));
    let fields = PersonFields::from(person);
    assert_eq!((fields.office, fields.id), (Some("Berlin".to_owned()), "7".to_owned()));
    Ok(())
}
