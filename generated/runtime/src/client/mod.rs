//! What carries a call: two clients, which differ in nothing but the HTTP stack that does the carrying.

#[cfg(feature = "reqwest-client")]
mod asynchronous;
#[cfg(feature = "blocking-client")]
pub mod blocking;

mod calls;
mod received;
mod settings;
#[cfg(test)]
mod tests;
mod tls;
mod trace;

#[cfg(feature = "reqwest-client")]
pub use asynchronous::{Client, ClientBuilder};
