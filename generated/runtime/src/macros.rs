//! The macros that make what each crate of an API has as types of its own, because it adds methods to them.

mod api;
mod calls;
mod client;
mod clients;
mod enumeration;
mod errors;
mod flags;
mod groups;
mod life;
mod methods;
mod mock;
mod modules;
mod operation;
mod options;
mod responses;
mod server;
mod values;
mod version;
mod wire;
