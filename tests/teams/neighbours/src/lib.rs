//! What the programs have in common: where the server is that judges them, and what they do with icws-dialer if it is there.

use std::env;
use std::error::Error;

/// How a program ends.
pub type Outcome = Result<(), Box<dyn Error + Send + Sync>>;

/// The server, unencrypted.
pub fn http() -> Result<String, env::VarError> {
    env::var("NEIGHBOURS_HTTP")
}

/// The same with TLS. Its answers are how the client has introduced itself.
pub fn https() -> Result<String, env::VarError> {
    env::var("NEIGHBOURS_HTTPS")
}

/// The certificate that it is to be trusted for. Whoever trusts what the operating system trusts reads the same variable.
pub fn certificate() -> Result<String, env::VarError> {
    env::var("SSL_CERT_FILE")
}

/// The line that the README names, where it is asked for.
pub fn install() {
    if env::var_os("NEIGHBOURS_INSTALL").is_some() {
        #[cfg(feature = "rustls-ring")]
        let _ = rustls::crypto::ring::default_provider().install_default();
        #[cfg(feature = "rustls-default")]
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    }
}

/// Makes a call with each client of icws-dialer that is there, and says on the error output how that went.
pub fn call_with_icws_dialer() -> Outcome {
    #[cfg(feature = "asynchronous")]
    eprintln!("asynchronous: {}", asynchronous()?);
    #[cfg(feature = "blocking")]
    eprintln!("blocking: {}", blocking()?);
    Ok(())
}

#[cfg(any(feature = "asynchronous", feature = "blocking"))]
fn session() -> Result<icws_dialer::Session, Box<dyn Error + Send + Sync>> {
    let url = if cfg!(feature = "unencrypted") { http()? } else { https()? };
    Ok(icws_dialer::Session::builder(url).session_id("1").csrf_token("t").cookie("a=b").build()?)
}

/// An answer counts, whatever it says: it came, through TLS where there is some.
#[cfg(any(feature = "asynchronous", feature = "blocking"))]
fn verdict<T, E>(outcome: Result<T, icws_dialer::Error<E>>) -> String {
    match outcome {
        Err(icws_dialer::Error::Transport(error)) => format!("no answer: {error}: {:?}", error.source()),
        _ => "an answer".to_owned(),
    }
}

#[cfg(feature = "asynchronous")]
fn asynchronous() -> Result<String, Box<dyn Error + Send + Sync>> {
    let client = match icws_dialer::Client::new(session()?) {
        Ok(client) => client,
        Err(error) => return Ok(format!("no client: {error}")),
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    Ok(verdict(runtime.block_on(client.establish_persistent_connection())))
}

#[cfg(feature = "blocking")]
fn blocking() -> Result<String, Box<dyn Error + Send + Sync>> {
    match icws_dialer::blocking::Client::new(session()?) {
        Ok(client) => Ok(verdict(client.establish_persistent_connection())),
        Err(error) => Ok(format!("no client: {error}")),
    }
}
