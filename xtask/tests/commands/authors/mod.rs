//! What helps whoever writes a specification.

mod editor;
mod explain;
mod new;
