//! The body of a response while it comes in, which is never let grow beyond a limit.

use crate::TransportError;

/// How much room is made for a body at once because the server says that it will be long.
const TRUSTED: usize = 64 << 10;

/// What has come of a body.
pub(super) struct BodyBuffer {
    bytes: Vec<u8>,
    limit: usize,
}

impl BodyBuffer {
    /// Nothing yet, of a body that the server says has this length.
    pub(super) fn new(length: Option<u64>, limit: usize) -> Result<Self, TransportError> {
        let length = length.map_or(0, |length| usize::try_from(length).unwrap_or(usize::MAX));
        if length > limit {
            return Err(TransportError::too_large(limit));
        }
        Ok(Self { bytes: Vec::with_capacity(length.min(TRUSTED)), limit })
    }

    /// Adds what has come.
    pub(super) fn push(&mut self, piece: &[u8]) -> Result<(), TransportError> {
        if piece.len() > self.limit - self.bytes.len() {
            return Err(TransportError::too_large(self.limit));
        }
        self.bytes.extend_from_slice(piece);
        Ok(())
    }

    /// The whole of it.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_may_be_as_long_as_the_limit_and_not_one_byte_longer() -> Result<(), TransportError> {
        assert!(BodyBuffer::new(Some(4), 3).is_err_and(|error| error.is_too_large()));
        assert!(BodyBuffer::new(Some(u64::MAX), usize::MAX - 1).is_err());
        let mut received = BodyBuffer::new(Some(3), 3)?;
        received.push(b"ab")?;
        assert!(received.push(b"cd").is_err_and(|error| error.is_too_large()));
        received.push(b"c")?;
        assert!(received.push(b"d").is_err());
        received.push(b"")?;
        assert_eq!(received.into_bytes(), b"abc");
        Ok(())
    }

    #[test]
    fn no_memory_is_taken_on_the_word_of_a_server() -> Result<(), TransportError> {
        assert!(BodyBuffer::new(Some(1 << 40), 1 << 41)?.bytes.capacity() <= TRUSTED);
        Ok(())
    }
}
