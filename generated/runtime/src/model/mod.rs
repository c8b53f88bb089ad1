//! What models are made of: values that no type of the standard library has, and how objects are read and written.

mod base64;
pub(crate) mod derived;
mod dictionary;
mod extra;
mod flags;
mod json;
mod kept;
mod nullable;
mod number;
mod object;
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
pub use number::Finite;
pub use object::{Object, Reading, Writing, Written, read_object, write_object};
pub use seconds::Seconds;
pub use secret::Hidden;
pub use texts::{Texts, TextsIter};
pub use uri::Uri;
