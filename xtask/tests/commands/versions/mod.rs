//! How a specification goes on: its ladder, what an edit changes, and releases.

mod changes;
mod ladder;
mod release;
#[cfg(unix)]
mod semver;
mod story;
mod surface;
