//! What carries a call: two clients, which differ in nothing but the HTTP stack that does the carrying.

#[cfg(feature = "reqwest")]
mod asynchronous;
#[cfg(feature = "blocking")]
pub mod blocking;

mod calls;
mod received;
mod settings;
#[cfg(test)]
mod tests;
mod tls;
mod trace;

#[cfg(feature = "reqwest")]
pub use asynchronous::{Client, ClientBuilder};
