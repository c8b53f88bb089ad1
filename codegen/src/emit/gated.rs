//! The one place that prints `#[cfg]`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Api, Gate, Since};

/// Something printed that is only there from a gate on. Its tokens can be had in one way alone, with the condition
/// in front, so no emitter can forget it.
pub(super) struct Gated {
    gate: Gate,
    tokens: TokenStream,
}

impl Gated {
    pub(super) fn new(since: Since, tokens: TokenStream) -> Self {
        Self { gate: since.gate, tokens }
    }

    /// Of what has no place in the specification.
    pub(super) fn of(gate: Gate, tokens: TokenStream) -> Self {
        Self { gate, tokens }
    }

    /// The tokens inside something that is itself there from `scope` on. A condition that the scope implies is not
    /// printed.
    pub(super) fn within(self, scope: Gate, api: &Api) -> TokenStream {
        let Self { gate, tokens } = self;
        if gate.covers(scope) {
            return tokens;
        }
        match flag(gate, api) {
            Some(flag) => quote! { #[cfg(feature = #flag)] #tokens },
            None => tokens,
        }
    }
}

/// The cargo feature that stands for a gate.
fn flag(gate: Gate, api: &Api) -> Option<String> {
    let (id, version) = gate.version()?;
    api.feature(id).map(|feature| feature.flag(version))
}

/// "dialer 7", where there is a gate.
pub(super) fn describe(gate: Gate, api: &Api) -> Option<String> {
    let (id, version) = gate.version()?;
    api.feature(id).map(|feature| format!("{} {version}", feature.name))
}
