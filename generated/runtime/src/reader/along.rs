//! The headers that come along with an object, where an error is made of it. An enumeration of errors has a variant for each
//! status, and what the variants have in common is the object that the server sends with each.

use std::cell::Cell;

use http::HeaderMap;

thread_local! {
    // For the thread, because serde hands nothing down to the object that is read.
    static HEADERS: Cell<Option<Box<HeaderMap>>> = const { Cell::new(None) };
}

/// Reads something, of which the outermost object gets these headers.
pub(crate) fn along<T>(headers: Box<HeaderMap>, read: impl FnOnce() -> T) -> T {
    struct Forgotten;

    impl Drop for Forgotten {
        fn drop(&mut self) {
            HEADERS.set(None);
        }
    }

    HEADERS.set(Some(headers));
    let _forgotten = Forgotten;
    read()
}

/// The headers for an object that begins here, if it is the outermost.
pub(crate) fn taken() -> Option<Box<HeaderMap>> {
    HEADERS.take()
}
