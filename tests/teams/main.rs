//! Software of teams: what cargo makes of their dependencies and versions, alone and together.

mod crates;
mod gating;
mod outside;
mod proof;
mod together;
