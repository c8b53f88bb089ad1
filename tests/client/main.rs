//! The client crate as its users have it: what it sends, what it makes of answers, its errors, its log, its mock. Nothing
//! here needs a network; what does is in `loopback` beside this.

mod calls;
mod checks;
mod errors;
mod kinds;
mod log;
mod mock;
mod observer;
mod peers;
mod secrets;
mod wire;
