//! What the five operations send and what they make of answers, byte by byte and without a network.

mod allocations;
mod answer;
mod broken;
mod memory;
mod models;
mod request;
mod vendor;
