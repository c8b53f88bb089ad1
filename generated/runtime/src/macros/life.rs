//! What the clients do with sessions. The two kinds have the same methods, and the words of one are those of the other.

/// Makes the methods of one kind of client.
#[doc(hidden)]
#[macro_export]
macro_rules! __client_life {
    (asynchronous) => {
        impl Client {
            /// Makes a call, and also returns the status and the headers of its response. They may have an id, for example, by
            /// which whoever runs the server finds the call. Errors always have them: see
            /// [`Error::headers`](crate::Error::headers).
            ///
            /// # Errors
            ///
            /// As with [`execute`](Self::execute).
            pub async fn execute_with_response<O: $crate::Operation>(
                &self,
                operation: &O,
            ) -> Result<$crate::http::Response<O::Response>, $crate::Error<O::Error>> {
                self.connections.execute_with_response(operation, $crate::codegen::span!(O)).await
            }

            /// Logs in at the server of this client, whoever is logged in so far, and returns the new session:
            /// `client.with_session(session)` makes calls with it, over the same connections. It also knows the version of
            /// the server, if the server has said so.
            ///
            /// [`execute`](Self::execute) does the same, and returns what else the server says about the user.
            ///
            /// # Errors
            ///
            /// [`Error::Api`](crate::Error::Api) with a [`LoginError`](crate::LoginError) where the server does not let the
            /// user in, or says that another server of the pair is the active one.
            pub async fn login(
                &self,
                login: &$crate::Login,
            ) -> Result<$crate::Session, $crate::Error<$crate::LoginError>> {
                Ok(self.execute(login).await?.session(&self.session()))
            }

            /// Ends the session on the server.
            ///
            /// # Errors
            ///
            /// [`Error::Api`](crate::Error::Api) with a [`LogoutError`](crate::LogoutError) where the server refuses.
            pub async fn logout(&self) -> Result<(), $crate::Error<$crate::LogoutError>> {
                self.execute(&$crate::Logout::new()).await
            }

            /// The same client, which logs in again where the server answers `401`, and then makes the call once more.
            ///
            /// ```
            #[doc = concat!("use ", env!("CARGO_CRATE_NAME"), "::{Client, Login};")]
            ///
            /// fn lasting(client: Client, login: Login) -> Client {
            ///     client.with_relogin(move |client| {
            ///         let login = login.clone();
            ///         async move { client.login(&login).await.ok() }
            ///     })
            /// }
            /// ```
            ///
            /// `login` is called with a client for the session that was refused; that client does not log in again itself. If
            /// `login` returns a session, all clones of this client go on with that. If it returns `None`, the call ends with
            /// the error that it had. It is called once, however many calls the server refuses meanwhile: the others wait, and
            /// share the outcome, so that a wrong password is not tried once for each of them. A later call asks again.
            ///
            /// Nothing is sent again but what the server has refused by this status. A second `401` is the error of the call.
            /// A logout is not repeated. The time limit of a call counts for each of its two exchanges, and not for `login`.
            #[must_use]
            pub fn with_relogin<F>(self, login: impl Fn(Self) -> F + Send + Sync + 'static) -> Self
            where
                F: ::std::future::Future<Output = Option<$crate::Session>> + Send + 'static,
            {
                let connections = self.connections;
                let login = move |connections| login(Self { connections });
                Self { connections: connections.with_relogin(login) }
            }
        }
    };
    (blocking) => {
        impl Client {
            /// Makes a call, and also returns the status and the headers of its response. They may have an id, for example, by
            /// which whoever runs the server finds the call. Errors always have them: see
            /// [`Error::headers`](crate::Error::headers).
            ///
            /// # Errors
            ///
            /// As with [`execute`](Self::execute).
            pub fn execute_with_response<O: $crate::Operation>(
                &self,
                operation: &O,
            ) -> Result<$crate::http::Response<O::Response>, $crate::Error<O::Error>> {
                self.connections.execute_with_response(operation, $crate::codegen::span!(O))
            }

            /// Logs in at the server of this client, whoever is logged in so far, and returns the new session:
            /// `client.with_session(session)` makes calls with it, over the same connections. It also knows the version of
            /// the server, if the server has said so.
            ///
            /// [`execute`](Self::execute) does the same, and returns what else the server says about the user.
            ///
            /// # Errors
            ///
            /// [`Error::Api`](crate::Error::Api) with a [`LoginError`](crate::LoginError) where the server does not let the
            /// user in, or says that another server of the pair is the active one.
            pub fn login(
                &self,
                login: &$crate::Login,
            ) -> Result<$crate::Session, $crate::Error<$crate::LoginError>> {
                Ok(self.execute(login)?.session(&self.session()))
            }

            /// Ends the session on the server.
            ///
            /// # Errors
            ///
            /// [`Error::Api`](crate::Error::Api) with a [`LogoutError`](crate::LogoutError) where the server refuses.
            pub fn logout(&self) -> Result<(), $crate::Error<$crate::LogoutError>> {
                self.execute(&$crate::Logout::new())
            }

            /// The same client, which logs in again where the server answers `401`, and then makes the call once more.
            ///
            /// ```
            #[doc = concat!("use ", env!("CARGO_CRATE_NAME"), "::{Login, blocking::Client};")]
            ///
            /// fn lasting(client: Client, login: Login) -> Client {
            ///     client.with_relogin(move |client| client.login(&login).ok())
            /// }
            /// ```
            ///
            /// `login` is called with a client for the session that was refused; that client does not log in again itself. If
            /// `login` returns a session, all clones of this client go on with that. If it returns `None`, the call ends with
            /// the error that it had. It is called once, however many calls the server refuses meanwhile: the others wait, and
            /// share the outcome, so that a wrong password is not tried once for each of them. A later call asks again.
            ///
            /// Nothing is sent again but what the server has refused by this status. A second `401` is the error of the call.
            /// A logout is not repeated. The time limit of a call counts for each of its two exchanges, and not for `login`.
            #[must_use]
            pub fn with_relogin(
                self,
                login: impl Fn(Self) -> Option<$crate::Session> + Send + Sync + 'static,
            ) -> Self {
                let connections = self.connections;
                let login = move |connections| login(Self { connections });
                Self { connections: connections.with_relogin(login) }
            }
        }
    };
}
