//! A session outside of this process, for those who want that.

use super::Session;
use crate::SessionError;

crate::codegen::object! {
    #[object()]
    /// What is written of a session.
    struct Exposed {
        #[member(required, "base_url")]
        base_url: String,
        #[member(required, "insecure_http")]
        insecure_http: bool,
        #[member(required, "session_id")]
        session_id: String,
        #[member(required, "csrf_token")]
        csrf_token: String,
        #[member(required, "cookie")]
        cookie: String,
        #[member(optional, "features")]
        features: Option<Vec<(String, Option<u32>)>>,
    }
}

impl Session {
    /// The session with its credentials as a text, to go on with it in another process, after a redeploy for example. Whoever
    /// reads the text can make calls as the user: keep it as you keep a password, and out of logs.
    ///
    /// `None` if nobody is logged in, or if the token or the cookie is no text in UTF-8.
    ///
    /// ```
    /// # use icws_runtime::Session;
    /// # fn moved(session: &Session) -> Result<Option<Session>, icws_runtime::SessionError> {
    /// let secret = session.expose_secrets();
    /// let again = secret.map(|secret| Session::from_exposed_secrets(&secret)).transpose()?;
    /// # Ok(again)
    /// # }
    /// ```
    ///
    /// Neither `Debug` nor serde does this, so that nothing does it by accident.
    #[must_use]
    pub fn expose_secrets(&self) -> Option<String> {
        let credentials = self.credentials()?;
        let text = |value: &http::HeaderValue| std::str::from_utf8(value.as_bytes()).map(str::to_owned).ok();
        let exposed = Exposed {
            base_url: self.base_url(),
            insecure_http: self.base().insecure,
            session_id: credentials.session_id.clone(),
            csrf_token: text(credentials.csrf_token())?,
            cookie: text(credentials.cookie())?,
            features: self.shared.features.listed().map(<[_]>::to_vec),
        };
        serde_json::to_string(&exposed).ok()
    }

    /// The session that [`expose_secrets`](Self::expose_secrets) has written, perhaps with another version of this crate.
    /// Whether the server still has it shows with the first call.
    ///
    /// # Errors
    ///
    /// [`SessionError::NotExposed`] where the text is none of those; it is not repeated. Those of
    /// [`SessionBuilder::build`](crate::SessionBuilder::build) where somebody has changed what is in it.
    pub fn from_exposed_secrets(secret: &str) -> Result<Self, SessionError> {
        let exposed: Exposed = serde_json::from_str(secret).map_err(|_| SessionError::NotExposed)?;
        let builder = Self::builder(exposed.base_url)
            .session_id(exposed.session_id)
            .csrf_token(exposed.csrf_token)
            .cookie(exposed.cookie);
        let builder = if exposed.insecure_http { builder.allow_insecure_http() } else { builder };
        let session = builder.build()?;
        let features = exposed.features.map_or_else(super::Features::default, super::Features::of_entries);
        Ok(match session.credentials() {
            Some(credentials) => session.logged_in(credentials.clone(), features),
            None => session,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::tests::{Tested, session};

    #[test]
    fn a_session_goes_out_and_comes_back_as_it_was() -> Tested {
        let features = json!([{"featureId": "dialer", "version": 7}, {"featureId": "odd", "version": "x"}]);
        let features = super::super::Features::of_list(features.as_array().ok_or("no list")?);
        let plain = session("https://ic1.example.com:8019/prefix")?;
        let known = plain.logged_in(plain.credentials().ok_or("nobody")?.clone(), features);
        let insecure = Session::builder("http://ic1").allow_insecure_http();
        let insecure = insecure.session_id("1").csrf_token("2").cookie("ü=3").build()?;
        for session in [plain, known, insecure] {
            let secret = session.expose_secrets().ok_or("nobody")?;
            let again = Session::from_exposed_secrets(&secret)?;
            assert!(again == session, "{secret}");
            for feature in ["dialer", "odd", "other"] {
                assert_eq!(again.server_version(feature), session.server_version(feature));
            }
        }
        assert_eq!(Session::anonymous("https://ic1")?.expose_secrets(), None);
        Ok(())
    }

    #[test]
    fn a_session_without_features_may_say_so_or_not() -> Tested {
        let session = session("https://ic1")?;
        let secret = session.expose_secrets().ok_or("nobody")?;
        let stated = secret.replace('}', r#","features":null}"#);
        assert!(!secret.contains("features") && Session::from_exposed_secrets(&stated)? == session);
        Ok(())
    }

    #[test]
    fn what_is_no_session_is_refused_and_not_repeated() {
        for secret in ["", "canary", "{}", r#"{"base_url":"canary"}"#] {
            let error = Session::from_exposed_secrets(secret).err();
            assert_eq!(error, Some(SessionError::NotExposed), "{secret}");
        }
    }
}
