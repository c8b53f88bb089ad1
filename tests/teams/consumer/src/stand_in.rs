//! The server that the tests of all of it use.

#![cfg(test)]

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use icws_dialer::mock::{Mock, Reply};
use icws_dialer::operations::EstablishPersistentConnection;
use icws_dialer::{Call, DialerVersion, Login, Logout};

/// A call without a body.
pub(crate) type Establish = EstablishPersistentConnection;

/// A server that opens session after session, `1`, `2` and so on, and does whatever it is asked.
pub(crate) fn server() -> Mock {
    let (mock, opened) = (Mock::new(), AtomicUsize::new(1));
    mock.reply_with::<Login>(move |_| {
        let version = DialerVersion::NEWEST.get();
        let body = format!(r#"{{"features":[{{"featureId":"dialer","version":{version}}}]}}"#);
        let id = opened.fetch_add(1, Ordering::Relaxed).to_string();
        Reply::text(201, "application/vnd.inin.icws+JSON", body)
            .with_header("ININ-ICWS-Session-ID", &id)
            .with_header("ININ-ICWS-CSRF-Token", &id)
            .with_header("Set-Cookie", &format!("icws_{id}={id}"))
            .after(Duration::from_millis(5)) // others could log in meanwhile
    });
    mock.reply_always::<Establish>(Reply::empty(202));
    mock.reply_always::<Logout>(Reply::empty(204));
    mock.otherwise(|_| Reply::empty(200));
    mock
}

/// The ids of the sessions that made this call, in their order.
pub(crate) fn sessions(mock: &Mock, call: &Call) -> Vec<String> {
    let received = mock.received().into_iter().filter(|received| received.call == *call);
    received.filter_map(|received| Some(received.session.session_id()?.to_owned())).collect()
}

/// How many logins there were.
pub(crate) fn logins(mock: &Mock) -> usize {
    mock.calls().iter().filter(|call| **call == Call::Other("login")).count()
}
