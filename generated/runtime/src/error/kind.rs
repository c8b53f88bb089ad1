use std::fmt;

/// What kind of error a call has ended in: to count errors, and to decide what to do about one.
///
/// Where the call cannot have reached the server, it is safe to make it again;
/// [`may_have_been_sent`](crate::Error::may_have_been_sent) says which these are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The server refused, in a way that the API documents: [`Error::Api`](crate::Error::Api).
    Api,
    /// The response has a status that the API does not document.
    UnexpectedStatus,
    /// The status is documented, but the body is not what the API documents for it.
    Decode,
    /// No connection could be made, so the server has not seen the call.
    Connect,
    /// No response came in time. The server may have done what was asked.
    Timeout,
    /// The response is larger than what is accepted. The server, or a proxy, has answered, and may have done what was asked.
    TooLarge,
    /// The connection broke before the response was complete. The server may have done what was asked.
    Transport,
    /// The request could not be built, or nobody is logged in. Nothing was sent.
    Request,
    /// The client is set up for other servers than that of its session. Nothing was sent.
    WrongClient,
    /// The server's version is too old for the call. Nothing was sent.
    Unsupported,
}

impl ErrorKind {
    /// The kind in a word, for a log or as the label of a metric, e.g. `unexpected_status`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Api => "api",
            Self::UnexpectedStatus => "unexpected_status",
            Self::Decode => "decode",
            Self::Connect => "connect",
            Self::Timeout => "timeout",
            Self::TooLarge => "too_large",
            Self::Transport => "transport",
            Self::Request => "request",
            Self::WrongClient => "wrong_client",
            Self::Unsupported => "unsupported",
        }
    }

    /// Whether the server can have seen the call.
    #[must_use]
    pub const fn may_have_been_sent(self) -> bool {
        !matches!(self, Self::Connect | Self::Request | Self::WrongClient | Self::Unsupported)
    }
}

/// As [`as_str`](ErrorKind::as_str) has it.
impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::{Refusal, receive};
    use crate::{Error, FeatureVersion, RequestError, TransportError};

    #[test]
    fn each_kind_has_a_word_and_says_whether_the_call_can_have_arrived() {
        let of_answer = |status, body: &str| receive(status, "", body).err();
        let of = |error: TransportError| Some(Error::<Refusal>::from(error));
        let lacking = |error: RequestError| Some(Error::<Refusal>::from(error));
        let wrong = || RequestError::WrongClient { reason: String::new() };
        let version = FeatureVersion::new("dialer", 3);
        let unsupported = || Error::Unsupported { what: "x".into(), requires: version, server: version };
        for (error, word, may_have_been_sent) in [
            (of_answer(400, r#"{"message":""}"#), "api", true),
            (of_answer(502, ""), "unexpected_status", true),
            (of_answer(200, "{"), "decode", true),
            (of(TransportError::connect("")), "connect", false),
            (of(TransportError::connect_timeout("")), "connect", false),
            (of(TransportError::timeout("")), "timeout", true),
            (of(TransportError::too_large(1)), "too_large", true),
            (of(TransportError::new("")), "transport", true),
            (lacking(RequestError::NotLoggedIn), "request", false),
            (lacking(wrong()), "wrong_client", false),
            (Some(unsupported()), "unsupported", false),
        ] {
            let kind = error.as_ref().map(Error::kind);
            assert_eq!(kind.map(|kind| format!("{kind:>18}")), Some(format!("{word:>18}")));
            assert_eq!(error.map(|error| error.may_have_been_sent()), Some(may_have_been_sent), "{word}");
        }
    }
}
