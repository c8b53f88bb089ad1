//! What an operation is, apart from any HTTP stack.

use crate::check::{Checker, Rules};
use crate::decode::Answer;
use crate::media;
use crate::{Error, FeatureVersion, OperationError, RequestError, Session};

mod recorded;

pub use recorded::Recorded;

/// One call of the API: how its request is built, and how its response is read.
///
/// An operation does no input or output, so any HTTP stack can carry it. The types in
/// `operations` implement this trait, and an adapter for another HTTP stack is one function:
///
/// ```
/// # use icws_runtime::{Error, Operation, Session, TransportError};
/// # fn send(_: http::Request<Vec<u8>>) -> Result<http::Response<Vec<u8>>, std::io::Error> { unimplemented!() }
/// fn call<O: Operation>(session: &Session, operation: &O) -> Result<O::Response, Error<O::Error>> {
///     let request = operation.to_request(session)?;
///     let response = send(request).map_err(TransportError::new)?;   // here goes the HTTP stack of your choice
///     O::from_response(response)
/// }
/// ```
///
/// Such an adapter must not follow redirects, because the request carries the session's credentials, and must not send
/// a `POST` a second time on its own. To check what the clients check before they send anything, it calls
/// [`validate`](Self::validate) and [`supported_by`](Self::supported_by), too.
///
/// To call what the specification does not have, implement it for a type of your own: the constants, the two types,
/// [`to_request`](Self::to_request) and [`from_response`](Self::from_response). The rest is there already.
pub trait Operation {
    /// The name of the operation in the OpenAPI document.
    const ID: &'static str;
    /// The method of the request.
    const METHOD: http::Method;
    /// The template of the path, e.g. `/icws/{sessionId}/dialer/ready-for-calls`. It is the same for every call, and
    /// holds no secret, so it suits logs and metrics.
    const PATH: &'static str;
    /// The feature version that the server must have; [`FeatureVersion::EVERY`] if every server has the operation.
    const SINCE: FeatureVersion;
    /// The versions of other features that the server must have, too. Few operations need any.
    const ALSO: &'static [FeatureVersion] = &[];
    /// What a success of this operation yields.
    type Response;
    /// The errors that the API documents for this operation.
    type Error: OperationError;

    /// Builds the request, with the credentials of the session.
    ///
    /// The headers with credentials are marked sensitive, so that `Debug` hides them. The URI holds the session id, and
    /// `Debug` of the request shows it.
    ///
    /// # Errors
    ///
    /// [`RequestError`] when a value cannot be sent, e.g. a path value of `..`.
    fn to_request(&self, session: &Session) -> Result<http::Request<Vec<u8>>, RequestError>;

    /// Checks the values against the limits that the API sets, e.g. that a list is not empty. The clients do this before
    /// they send anything, unless they are told not to.
    ///
    /// # Errors
    ///
    /// [`Error::Request`] with [`RequestError::Invalid`], which lists every value that breaks a limit.
    fn validate(&self) -> Result<(), Error<Self::Error>>
    where
        Self: Sized,
    {
        hold_to(self, Rules { server: &[], session: None, limits: true })
    }

    /// Checks that a server of this version has the operation, and every field that is set in it. The clients do this before
    /// they send anything, if they know the server's version.
    ///
    /// # Errors
    ///
    /// [`Error::Unsupported`] with everything that the server lacks.
    fn supported_by(&self, server: impl Into<FeatureVersion>) -> Result<(), Error<Self::Error>>
    where
        Self: Sized,
    {
        hold_to(self, Rules { server: &[server.into()], session: None, limits: false })
    }

    /// Looks at what is inside, for the two functions above.
    #[doc(hidden)]
    fn check(&self, checker: &mut Checker<'_>) {
        let _ = checker;
    }

    /// The media type of a response in JSON with this status: that of ICWS, unless the API documents another one.
    #[doc(hidden)]
    fn media_type(status: u16) -> http::HeaderValue {
        let _ = status;
        media::RESPONSE
    }

    /// What an error must have beside its id and its message, as members in JSON: those of errors that a server writes by
    /// itself.
    #[doc(hidden)]
    const DEMANDED: &'static str = "";

    /// Keeps what was given to it, as a value.
    #[doc(hidden)]
    fn call(&self) -> Recorded {
        Recorded::default()
    }

    /// Reads the response. The status decides what the body is read as. An operation of your own has to write this, since
    /// no response is documented for it.
    ///
    /// # Errors
    ///
    /// [`Error::Api`] for an error that the API documents, [`Error::UnexpectedStatus`] for a status that it does not
    /// document, [`Error::Decode`] for a documented status with a body that is not what the API documents.
    fn from_response(
        response: http::Response<impl AsRef<[u8]>>,
    ) -> Result<Self::Response, Error<Self::Error>> {
        Self::read(&Answer::new(&response).hiding(Self::Error::SECRETS))
    }

    /// Reads the response, for the function above. An operation that writes that one by itself has no need of it.
    #[doc(hidden)]
    fn read(answer: &Answer<'_>) -> Outcome<Self> {
        Err(answer.unexpected())
    }
}

/// What the `O` of an enumeration of errors is: the operation that they are of.
pub trait SharesErrors: Operation + std::fmt::Debug + 'static {}

impl<O: Operation + std::fmt::Debug + 'static> SharesErrors for O {}

/// Holds an operation against these rules, before its request is built.
pub(crate) fn hold_to<O: Operation>(operation: &O, rules: Rules<'_>) -> Result<(), Error<O::Error>> {
    rules.apply(O::ID, |checker| {
        [O::SINCE].iter().chain(O::ALSO).for_each(|version| checker.needs(*version));
        operation.check(checker);
    })
}

/// What becomes of a call.
pub type Outcome<O> = Result<<O as Operation>::Response, Error<<O as Operation>::Error>>;

/// What is known about an operation without calling it. `operations::ALL` lists it for every operation.
///
/// It is the same for every call and holds no secret, so it suits logs, metrics, and tables of what a server offers.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct OperationInfo {
    /// The name of the operation in the OpenAPI document.
    pub id: &'static str,
    /// The method of the request.
    pub method: http::Method,
    /// The template of the path, e.g. `/icws/{sessionId}/dialer/ready-for-calls`.
    pub path: &'static str,
    /// The feature version that the server must have; [`FeatureVersion::EVERY`] if every server has the operation.
    pub since: FeatureVersion,
    /// The versions of other features that the server must have, too; empty for most operations.
    pub also: &'static [FeatureVersion],
}

impl OperationInfo {
    /// What is known about an operation.
    ///
    /// ```
    /// # use icws_runtime::{Operation, OperationInfo};
    /// fn shown<O: Operation>() -> String {
    ///     let OperationInfo { method, path, since, .. } = OperationInfo::of::<O>();
    ///     format!("{method} {path}, from {since} on")
    /// }
    /// ```
    #[must_use]
    pub const fn of<O: Operation>() -> Self {
        Self { id: O::ID, method: O::METHOD, path: O::PATH, since: O::SINCE, also: O::ALSO }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::Refusal;

    /// An operation of two features.
    struct Both;

    impl Operation for Both {
        const ID: &'static str = "both";
        const METHOD: http::Method = http::Method::GET;
        const PATH: &'static str = "/icws/both";
        const SINCE: FeatureVersion = FeatureVersion::new("one", 2);
        const ALSO: &'static [FeatureVersion] = &[FeatureVersion::new("other", 3)];
        type Response = ();
        type Error = Refusal;

        fn to_request(&self, _: &Session) -> Result<http::Request<Vec<u8>>, RequestError> {
            Err(RequestError::PathTooLong)
        }
    }

    #[test]
    fn a_server_has_an_operation_if_it_has_all_its_features() {
        for (feature, version, is_there) in
            [("one", 1, false), ("one", 2, true), ("other", 2, false), ("other", 3, true), ("third", 1, true)]
        {
            let server = FeatureVersion::new(feature, version);
            assert_eq!(Both.supported_by(server).is_ok(), is_there, "{server}");
        }
    }
}
