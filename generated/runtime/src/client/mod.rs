//! What carries a call: two clients, which differ in nothing but the HTTP stack that does the carrying.

#[cfg(feature = "reqwest-client")]
mod asynchronous;
#[cfg(feature = "blocking-client")]
mod blocking;

mod calls;
mod connections;
mod head;
#[cfg(feature = "reqwest-client")]
mod http;
mod observed;
#[cfg(feature = "blocking-client")]
mod proxy;
mod received;
mod renewal;
mod report;
#[cfg(feature = "retry")]
mod retry;
mod settings;
#[cfg(test)]
mod tests;
mod tls;
mod trace;

#[cfg(feature = "reqwest-client")]
pub use asynchronous::Reqwest;
#[cfg(feature = "blocking-client")]
pub use blocking::Ureq;
pub use connections::Connections;
pub use report::CallReport;
#[cfg(feature = "retry")]
pub use retry::Retry;
pub use settings::Settings;
pub use trace::Span;
