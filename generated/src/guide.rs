//! What is worth a page: logging in, errors, tests, TLS, and the rest.

/// The examples of the front page.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod front {}

macro_rules! pages {
    ($($name:ident: $file:literal;)*) => {$(
        #[doc = include_str!($file)]
        pub mod $name {}
    )*};
}

pages! {
    login: "guide/login.md";
    versions: "guide/versions.md";
    errors: "guide/errors.md";
    testing: "guide/testing.md";
    server: "guide/server.md";
    tls: "guide/tls.md";
    http: "guide/http.md";
    unknown: "guide/unknown.md";
    security: "guide/security.md";
    upgrading: "guide/upgrading.md";
}
