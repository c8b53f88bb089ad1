//! The types of texts and numbers with a meaning of their own: only those that the specification uses.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::gated::gated;
use crate::ir::Format;
use crate::plan::FormatPlan;

/// The items of the file with them.
pub(in crate::emit) fn items(plan: &FormatPlan<'_>) -> Vec<TokenStream> {
    let docs = quote!(#![doc = " Texts and numbers with a meaning of their own."]);
    let items = plan.formats.iter().map(|(format, since)| gated(since, item(*format)));
    [docs].into_iter().chain(items).collect()
}

fn item(format: Format) -> TokenStream {
    match format {
        Format::Byte => quote! {
            crate::runtime::base64_text! {
                /// Bytes, in Base64 on the wire, as their text, which is sent on as it came. An answer may have any text
                /// here; `bytes` says whether it is Base64.
                pub struct Base64;
            }
        },
        Format::Date => quote! {
            crate::runtime::kept_text! {
                /// A day, as its text. An answer may have any text here; `date` says whether it is a day.
                pub struct Date { date: jiff::civil::Date }
            }
        },
        Format::DateTime => quote! {
            crate::runtime::kept_text! {
                /// A point in time, as its text, which is sent on as it came. An answer may have any text here, such as
                /// one without an offset from UTC, or one from the last day of the year 9999, which no
                /// [`jiff::Timestamp`] can be; `timestamp` says whether it is a point in time.
                pub struct DateTime { timestamp: jiff::Timestamp }
            }
        },
        Format::Duration => quote! { pub use crate::runtime::Seconds; },
        Format::Time => quote! {
            crate::runtime::kept_text! {
                /// A time of day, as its text. An answer may have any text here; `time` says whether it is a time.
                pub struct Time { time: jiff::civil::Time }
            }
        },
        Format::Uri => quote! { pub use crate::runtime::Uri; },
        Format::Uuid => quote! { #[doc(no_inline)] pub use uuid::Uuid; },
    }
}
