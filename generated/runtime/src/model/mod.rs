//! What models are made of: values that no type of the standard library has, and objects that keep what they do not know.

mod base64;
pub(crate) mod derived;
mod dictionary;
mod extra;
mod flags;
mod json;
mod kept;
mod nullable;
mod number;
mod open;
mod seconds;
mod secret;
mod texts;
mod uri;

pub use derived::{BaseTag, Derived, Tag, Tagged, UnknownObject};
pub use dictionary::Dictionary;
pub use extra::Extra;
pub use flags::debug_flags;
pub use json::Json;
pub use kept::{check_text, read_text};
pub use nullable::{present, stated};
pub use number::{Finite, finite};
pub use open::{Open, Reading, Writing, read_open, write_open};
pub use seconds::Seconds;
pub use secret::{Hidden, present_secret, secret, stated_secret};
pub use texts::{Texts, TextsIter};
pub use uri::Uri;
