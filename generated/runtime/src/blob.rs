//! Bodies that are neither JSON nor text.

use std::fmt;

crate::codegen::object! {
    #[object()]
    /// Bytes with their media type: the body of a request or of a response that is neither JSON nor text, a picture for
    /// example.
    ///
    /// ```
    /// # use icws_runtime::Blob;
    /// let picture = Blob::new("image/png", b"\x89PNG".to_vec());
    /// assert_eq!((picture.media_type(), picture.bytes().len()), (Some("image/png"), 4));
    /// ```
    #[derive(Clone, Default, PartialEq, Eq, Hash)]
    pub struct Blob {
        #[member(optional, "mediaType")]
        media_type: Option<Box<str>>,
        #[member(required, "bytes")]
        bytes: Vec<u8>,
    }
}

impl Blob {
    /// Bytes of that media type.
    #[must_use]
    pub fn new(media_type: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { media_type: Some(media_type.into().into_boxed_str()), bytes: bytes.into() }
    }

    /// The media type, with its parameters. In a response it is what the server says, if it says anything. A request
    /// without one has the media type that the API documents.
    #[must_use]
    pub fn media_type(&self) -> Option<&str> {
        self.media_type.as_deref()
    }

    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes, without a copy.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// What was received, with what the header says of it.
    pub(crate) fn received(media_type: Option<&http::HeaderValue>, bytes: &[u8]) -> Self {
        let media_type = media_type.and_then(|value| value.to_str().ok()).map(str::trim);
        let media_type = media_type.filter(|media_type| !media_type.is_empty());
        Self { media_type: media_type.map(Box::from), bytes: bytes.to_vec() }
    }
}

/// Bytes of the media type that the API documents.
impl From<Vec<u8>> for Blob {
    fn from(bytes: Vec<u8>) -> Self {
        Self { media_type: None, bytes }
    }
}

/// Bytes of the media type that the API documents.
impl From<&[u8]> for Blob {
    fn from(bytes: &[u8]) -> Self {
        bytes.to_vec().into()
    }
}

impl AsRef<[u8]> for Blob {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

/// Shows how many bytes there are instead of the bytes.
impl fmt::Debug for Blob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let media_type = self.media_type().unwrap_or("bytes");
        write!(f, "Blob({media_type:?}, {} bytes)", self.bytes.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_are_those_that_were_given() {
        let blob = Blob::new("audio/wav", b"RIFF");
        assert_eq!((blob.bytes(), blob.as_ref()), (b"RIFF".as_slice(), b"RIFF".as_slice()));
        assert_eq!(blob.into_bytes(), b"RIFF");
    }

    #[test]
    fn a_media_type_is_that_which_somebody_has_named() {
        let (picture, bytes) = (Blob::new("image/png", b"\x89PNG"), Blob::from(b"\x89PNG".as_slice()));
        assert_eq!((picture.media_type(), bytes.media_type()), (Some("image/png"), None));
        assert_eq!((&Blob::from(b"\x89PNG".to_vec()), bytes.bytes()), (&bytes, picture.bytes()));
        assert_eq!(format!("{picture:?} {bytes:?}"), r#"Blob("image/png", 4 bytes) Blob("bytes", 4 bytes)"#);
    }
}
