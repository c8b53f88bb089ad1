//! Which values are equal.

use std::io;

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter};

/// A value in JSON, where the two zeros of floating point are one number, as they are in JSON.
pub(super) fn comparable(value: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    struct OneZero;

    impl Formatter for OneZero {
        fn write_f32<W: ?Sized + io::Write>(&mut self, writer: &mut W, number: f32) -> io::Result<()> {
            CompactFormatter.write_f32(writer, number + 0.0) // -0.0 + 0.0 is 0.0
        }

        fn write_f64<W: ?Sized + io::Write>(&mut self, writer: &mut W, number: f64) -> io::Result<()> {
            CompactFormatter.write_f64(writer, number + 0.0)
        }
    }

    let mut written = Vec::new();
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut written, OneZero))?;
    Ok(written)
}
