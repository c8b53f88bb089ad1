//! A team that uses ureq as it comes, with a certificate of its own.

use icws_neighbours::{Outcome, call_with_icws_dialer, certificate, http, https};
use ureq::Agent;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

fn main() -> Outcome {
    call_with_icws_dialer()?;
    println!("{}", ureq::get(http()?).call()?.body_mut().read_to_string()?);
    let certificate = Certificate::from_pem(&std::fs::read(certificate()?)?)?;
    let tls = TlsConfig::builder().root_certs(RootCerts::new_with_certs(&[certificate])).build();
    let agent: Agent = Agent::config_builder().tls_config(tls).build().into();
    println!("{}", agent.get(https()?).call()?.body_mut().read_to_string()?);
    Ok(())
}
