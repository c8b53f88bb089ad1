//! What commands print, for people and for programs.

mod formats;
mod json;
mod terminal;
mod warnings;
