//! A team that uses reqwest as it comes, with whatever TLS it has asked for.

use icws_neighbours::{Outcome, call_with_icws_dialer, http, https, install};

fn main() -> Outcome {
    install();
    call_with_icws_dialer()?;
    let client = reqwest::Client::new();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let get = |url: String| runtime.block_on(async { client.get(url).send().await?.text().await });
    println!("{}", get(http()?)?);
    if cfg!(any(feature = "reqwest-default", feature = "reqwest-native-tls")) {
        println!("{}", get(https()?)?);
    }
    Ok(())
}
