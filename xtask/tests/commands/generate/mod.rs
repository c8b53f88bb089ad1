//! `cargo xtask gen`: what becomes of files, whatever happens meanwhile.

#[cfg(unix)]
mod harm;
mod interrupted;
mod part;
mod standalone;
#[cfg(unix)]
mod together;
mod watch;
mod workspace;
