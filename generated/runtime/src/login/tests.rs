use http::{Request, Response};

use crate::tests::Tested;
use crate::{
    Error, FeatureVersion, Login, LoginError, Logout, LogoutError, Operation, OperationError, RequestError,
    Session,
};

const JSON: &str = "application/vnd.inin.icws+JSON";

fn server() -> Result<Session, crate::SessionError> {
    Session::anonymous("https://ic1.example.com:8019/prefix")
}

fn login() -> Login {
    Login::new("desk", "agent1", "canary \"pässword\"")
}

fn header<'a>(request: &'a Request<Vec<u8>>, name: &str) -> Option<&'a str> {
    request.headers().get(name)?.to_str().ok()
}

fn answer(status: u16, body: &str) -> http::Result<Response<String>> {
    Response::builder().status(status).header("Content-Type", JSON).body(body.to_owned())
}

fn opened(body: &str) -> http::Result<Response<String>> {
    let mut answer = answer(201, body)?;
    for (name, value) in [
        ("inin-icws-session-id", "1723"),
        ("inin-icws-csrf-token", "canary"),
        ("set-cookie", "a=canary; Path=/"),
    ] {
        answer.headers_mut().insert(name, http::HeaderValue::from_static(value));
    }
    Ok(answer)
}

#[test]
fn a_login_asks_for_the_features_and_sends_nothing_of_a_session() -> Tested {
    for session in [
        server()?,
        Session::builder("https://ic1.example.com:8019/prefix")
            .session_id("7")
            .csrf_token("t")
            .cookie("c=1")
            .build()?,
    ] {
        let request = login().to_request(&session)?;
        let url = "https://ic1.example.com:8019/prefix/icws/connection?include=features";
        assert_eq!((request.method().as_str(), request.uri().to_string().as_str()), ("POST", url));
        assert_eq!(header(&request, "accept-language"), Some("en-US"));
        assert_eq!(header(&request, "content-type"), Some("application/vnd.inin.icws+JSON;charset=utf-8"));
        assert_eq!((header(&request, "cookie"), header(&request, "inin-icws-csrf-token")), (None, None));
        // A server that reads types as .NET does wants to know the type before anything else.
        assert!(request.body().starts_with(br#"{"__type":"#));
        let sent: serde_json::Value = serde_json::from_slice(request.body())?;
        assert_eq!(
            sent,
            serde_json::json!({
                "__type": "urn:inin.com:connection:icAuthConnectionRequestSettings",
                "applicationName": "desk", "userID": "agent1", "password": "canary \"pässword\"",
            })
        );
    }
    Ok(())
}

#[test]
fn the_language_is_that_of_the_header() -> Tested {
    let request = login().with_language("de-DE").to_request(&server()?)?;
    assert_eq!(header(&request, "accept-language"), Some("de-DE"));
    let broken = login().with_language("de\r\nX: y").to_request(&server()?);
    assert!(matches!(broken, Err(RequestError::ControlCharacter { name: "Accept-Language" })), "{broken:?}");
    Ok(())
}

#[test]
fn a_success_is_a_session_that_knows_the_version_of_its_server() -> Tested {
    let body = r#"{"csrfToken":"canary","sessionId":"canary","userDisplayName":"Ann","features":
        [{"featureId":"dialer","version":"7"},{"featureId":"connection","version":3}]}"#;
    let logged_in = Login::from_response(opened(body)?)?;
    assert_eq!(logged_in.details()["userDisplayName"], "Ann");
    assert_eq!(format!("{logged_in:?}"), "LoggedIn { .. }");
    assert!(!format!("{:?}", logged_in.details()).contains("canary"));
    let session = logged_in.session(&server()?);
    assert_eq!((session.session_id(), session.base_url()), (Some("1723"), server()?.base_url()));
    assert_eq!(session.server_version("dialer"), Some(FeatureVersion::new("dialer", 7)));
    assert_eq!(session.server_version("other"), Some(FeatureVersion::new("other", 0)));
    Ok(())
}

#[test]
fn a_session_is_worth_more_than_what_the_body_says() -> Tested {
    for body in ["", "<html>", "[]", r#"{"features":7}"#, r#"{"features":"#] {
        let session = Login::from_response(opened(body)?)?.session(&server()?);
        assert_eq!((session.session_id(), session.server_version("dialer")), (Some("1723"), None), "{body}");
    }
    let error = Login::from_response(answer(201, "{}")?).err().ok_or("a session of nothing")?;
    let cause = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
    assert!(matches!(&error, Error::Decode(_)) && cause.contains("ININ-ICWS-Session-ID"), "{error}: {cause}");
    Ok(())
}

#[test]
fn each_refusal_is_told_from_the_others() -> Tested {
    let wrong = r#"{"errorId":"wrong","message":"no such user","errorCode":5,"hint":1}"#;
    for status in [400, 401, 403] {
        let Err(Error::Api(LoginError::Refused { status: found, error })) =
            Login::from_response(answer(status, wrong)?)
        else {
            return Err("not refused".into());
        };
        assert_eq!((found.as_u16(), &*error.message, error.error_code), (status, "no such user", Some(5)));
        assert_eq!(error.extra["hint"], 1);
    }
    let refused = |status| answer(status, wrong).map(Login::from_response);
    assert!(matches!(refused(410)?, Err(Error::Api(LoginError::Gone(_)))));
    assert!(matches!(refused(500)?, Err(Error::Api(LoginError::InternalServerError(_)))));
    for status in [302, 404, 502, 503] {
        assert!(matches!(refused(status)?, Err(Error::UnexpectedStatus { .. })), "{status}");
    }
    Ok(())
}

#[test]
fn a_switch_over_says_where_to_log_in() -> Tested {
    let body = r#"{"errorId":"e","message":"m","alternateHostList":["ic2.example.com"," ","10.0.0.2:9"]}"#;
    let Err(Error::Api(LoginError::SwitchOver { hosts, error })) = Login::from_response(answer(503, body)?)
    else {
        return Err("no switch-over".into());
    };
    assert_eq!((error.error_id.as_deref(), &*error.message), (Some("e"), "m"));
    let others: Result<Vec<_>, _> =
        hosts.iter().map(|host| server()?.at_host(host).map(|server| server.base_url())).collect();
    assert_eq!(others?, ["https://ic2.example.com:8019/prefix", "https://10.0.0.2:9/prefix"]);
    for body in ["{}", "", "<html>", r#"{"alternateHostList":[]}"#, r#"{"alternateHostList":[7]}"#] {
        let outcome = Login::from_response(answer(503, body)?);
        assert!(matches!(outcome, Err(Error::UnexpectedStatus { .. })), "{body}");
    }
    Ok(())
}

#[test]
fn a_logout_ends_the_session_it_is_sent_with() -> Tested {
    let session = crate::tests::session("https://ic1")?;
    let request = Logout::new().to_request(&session)?;
    assert_eq!(request.uri().to_string(), "https://ic1/icws/canary%2Fid/connection");
    assert_eq!(
        (request.method().as_str(), header(&request, "inin-icws-csrf-token")),
        ("DELETE", Some("canary-token"))
    );
    assert_eq!(header(&request, "cookie"), Some("icws_1=canary-cookie"));
    for status in [200, 204] {
        Logout::from_response(answer(status, "")?)?;
    }
    let ended = Logout::from_response(answer(401, r#"{"message":"ended"}"#)?);
    assert!(matches!(ended, Err(Error::Api(LogoutError::Unauthorized(_)))));
    assert!(matches!(Logout::new().to_request(&server()?), Err(RequestError::NotLoggedIn)));
    Ok(())
}

#[test]
fn the_password_is_in_no_text() -> Tested {
    let shown = format!("{:?} {:#?}", login(), login().with_language("x"));
    assert!(!shown.contains("canary") && !shown.contains("agent1") && shown.contains("desk"), "{shown}");
    let broken = login().with_language("\n").to_request(&server()?).err().ok_or("sent")?;
    assert!(!format!("{broken} {broken:?}").contains("canary"));
    Ok(())
}

#[test]
fn a_refused_login_has_its_status_its_identifier_and_the_headers_that_came() -> Tested {
    for status in [400, 403, 410, 500, 503] {
        let body = r#"{"errorId":"error.x","message":"m","alternateHostList":["ic2"]}"#;
        let Err(Error::Api(error)) = Login::from_response(answer(status, body)?) else {
            return Err("no documented refusal".into());
        };
        assert_eq!((error.status().as_u16(), OperationError::status(&error).as_u16()), (status, status));
        assert_eq!((error.message(), error.error_id()), ("m", Some("error.x")));
        assert!(error.headers().is_some(), "{status}");
    }
    Ok(())
}
