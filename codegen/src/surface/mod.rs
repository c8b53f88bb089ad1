//! What a crate offers at each rung: as a table for readers, from the API, and as a listing for tests, from the code.

mod cfg;
mod item;
mod listing;
mod table;
mod text;

pub use listing::listing;
pub use table::table;

#[cfg(test)]
mod tests;
