//! What a crate offers at each rung: as a table for readers, from the API, and as a listing for tests, from the code, with
//! what travels, from the API again.

mod cfg;
mod declared;
mod expand;
mod item;
mod listing;
mod macros;
mod modules;
mod rungs;
mod scope;
mod shape;
mod table;
mod text;
mod wire;
mod written;

pub use listing::listing;
pub(crate) use listing::of_one;
pub use rungs::{additions, everything, rungs_up_to};
pub use table::{groups, table};
pub use wire::wire;
pub use written::written_by_hand;

#[cfg(test)]
mod tests;
