//! A team that uses ureq without TLS, and is told so where it needs some.

use icws_neighbours::{Outcome, call_with_icws_dialer, http, https};

fn main() -> Outcome {
    call_with_icws_dialer()?;
    println!("{}", ureq::get(http()?).call()?.body_mut().read_to_string()?);
    println!("{:?}", ureq::get(https()?).call().map(drop));
    Ok(())
}
