//! What generated crates are: they compile, they are clean, and what they send arrives.

mod calls;
mod conventions;
mod families;
mod hard;
mod several;
mod values;
