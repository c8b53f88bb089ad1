//! What the tests of the client share: the five operations as a table, answers to give, a server to answer with them,
//! and texts to look for secrets in.
//!
//! Nothing here panics: a test returns [`Tested`], and what goes wrong on the way is its error.

pub mod answer;
pub mod baseline;
#[path = "../../xtask/src/support/cargo.rs"]
pub mod cargo;
pub mod either;
pub mod operation;
pub mod outcome;
pub mod refused_code;
pub mod secret;
pub mod server;
pub mod throwaway;
pub mod tls;
pub mod turns;
pub mod vendor;

use std::error::Error;
use std::path::{Path, PathBuf};

/// What a test returns, and what helps it.
pub type Tested<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// The root of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Whether a type implements a trait, at compile time: `implements!(String: Default)`.
///
/// An inherent constant goes before a trait's, but only where its bound holds.
#[macro_export]
macro_rules! implements {
    ($type:ty: $($bound:tt)+) => {{
        struct Probe<T: ?Sized>(::std::marker::PhantomData<T>);
        trait Otherwise {
            const HOLDS: bool = false;
        }
        impl<T: ?Sized> Otherwise for Probe<T> {}
        #[allow(dead_code, reason = "unused where the bound does not hold")]
        impl<T: ?Sized + $($bound)+> Probe<T> {
            const HOLDS: bool = true;
        }
        <Probe<$type>>::HOLDS
    }};
}
