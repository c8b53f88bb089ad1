//! The cryptography provider that a process has installed. It is installed once and for all, so this is a program of its own.

use std::error::Error;

use icws_dialer::Client;
use icws_tests::Tested;
use icws_tests::secret::session;
use rustls::crypto::{CryptoProvider, aws_lc_rs};

#[test]
fn an_installed_provider_comes_before_that_of_a_feature() -> Tested {
    let useless = CryptoProvider { cipher_suites: Vec::new(), ..aws_lc_rs::default_provider() };
    useless.install_default().map_err(|_| "there is another one already")?;
    let error = Client::new(session("https://ic1")?).err().ok_or("another one is used")?;
    let source = error.source().map(ToString::to_string).unwrap_or_default();
    assert!(source.contains("no usable cipher suites"), "{source}");
    Ok(())
}
