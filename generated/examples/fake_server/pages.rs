//! The pages of `cargo xtask docs`, if they have been made.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use icws_dialer::server::axum::Router;
use icws_dialer::server::axum::extract::Path as Named;
use icws_dialer::server::axum::http::{StatusCode, header::CONTENT_TYPE};
use icws_dialer::server::axum::response::{IntoResponse, Response};
use icws_dialer::server::axum::routing::get;

/// What there is, with its media type. No other file is read, whatever is asked for.
const FILES: [(&str, &str); 7] = [
    ("index.html", "text/html; charset=utf-8"),
    ("reference.html", "text/html; charset=utf-8"),
    ("versions.html", "text/html; charset=utf-8"),
    ("changes.html", "text/html; charset=utf-8"),
    ("site.css", "text/css; charset=utf-8"),
    ("site.js", "text/javascript; charset=utf-8"),
    ("scalar.js", "text/javascript; charset=utf-8"),
];

/// The pages in that folder, the first of them at `/`.
pub(crate) fn routes(folder: PathBuf) -> Router {
    let folder = Arc::new(folder);
    let front = Arc::clone(&folder);
    Router::new()
        .route("/", get(async move || page(&front, "index.html")))
        .route("/{name}", get(async move |Named(name): Named<String>| page(&folder, &name)))
}

fn page(folder: &Path, name: &str) -> Response {
    let Some((name, media_type)) = FILES.iter().find(|(known, _)| *known == name) else {
        return (StatusCode::NOT_FOUND, "there is no such page\n").into_response();
    };
    // A few megabytes, on a machine on which somebody tries things out: reading them holds up nobody for long.
    match std::fs::read(folder.join(name)) {
        Ok(bytes) => ([(CONTENT_TYPE, *media_type)], bytes).into_response(),
        Err(_) => (StatusCode::NOT_FOUND, "to read the API here, run: cargo xtask docs\n").into_response(),
    }
}
