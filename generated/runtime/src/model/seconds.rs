//! Lengths of time, which are kept as their numbers: there are more of them than a type of Rust holds.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::time::{Duration, TryFromFloatSecsError};

use serde::de::{Error, Visitor};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::reader::is_strict;

/// A duration, in seconds on the wire.
///
/// A response may have any number here, such as the -1 by which .NET means "without end": [`duration`](Self::duration) says
/// whether it is a duration, and the number is sent on as it came.
#[derive(Clone, Copy)]
pub struct Seconds(Kept);

#[derive(Clone, Copy)]
enum Kept {
    Exact(Duration),
    /// What is no duration, or would have to be rounded to become one.
    Other(f64),
}

impl Seconds {
    /// The duration, to the nanosecond; `None` for a number that is negative or too large.
    #[must_use]
    pub fn duration(self) -> Option<Duration> {
        self.try_into().ok()
    }

    /// The number.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        match self.0 {
            Kept::Exact(duration) => duration.as_secs_f64(),
            Kept::Other(seconds) => seconds,
        }
    }

    fn new(seconds: f64) -> Self {
        let exact = Duration::try_from_secs_f64(seconds).ok().filter(|read| read.as_secs_f64() == seconds);
        Self(exact.map_or(Kept::Other(seconds), Kept::Exact))
    }

    /// What counts when two are compared: the number, and the time where two have the same number.
    fn key(self) -> (i64, Duration) {
        let bits = self.as_f64().to_bits().cast_signed();
        // In this order, as `f64::total_cmp` has it, negative numbers come first.
        let ordered = if bits < 0 { bits ^ i64::MAX } else { bits };
        (ordered, self.duration().unwrap_or_default())
    }
}

/// Down to its negative, a number without a fraction is shown as an integer.
const TWO_TO_63: f64 = 9_223_372_036_854_775_808.0;

impl From<Duration> for Seconds {
    fn from(duration: Duration) -> Self {
        Self(Kept::Exact(duration))
    }
}

impl TryFrom<Seconds> for Duration {
    type Error = TryFromFloatSecsError;

    fn try_from(seconds: Seconds) -> Result<Self, Self::Error> {
        match seconds.0 {
            Kept::Exact(duration) => Ok(duration),
            Kept::Other(seconds) => Self::try_from_secs_f64(seconds),
        }
    }
}

impl Default for Seconds {
    fn default() -> Self {
        Duration::ZERO.into()
    }
}

impl PartialEq for Seconds {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Seconds {}

impl PartialEq<Duration> for Seconds {
    fn eq(&self, duration: &Duration) -> bool {
        *self == Self::from(*duration)
    }
}

impl PartialOrd for Seconds {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Seconds {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl Hash for Seconds {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

/// As on the wire.
impl fmt::Display for Seconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Kept::Exact(duration) if duration.subsec_nanos() == 0 => duration.as_secs().fmt(f),
            Kept::Exact(duration) => duration.as_secs_f64().fmt(f),
            Kept::Other(seconds) if seconds.fract() == 0.0 && seconds.abs() <= TWO_TO_63 => {
                write!(f, "{seconds:.0}")
            }
            Kept::Other(seconds) => fmt::Debug::fmt(&seconds, f), // `1e300` has 300 digits otherwise
        }
    }
}

impl fmt::Debug for Seconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Seconds({self})")
    }
}

impl Serialize for Seconds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Kept::Exact(duration) if duration.subsec_nanos() == 0 => {
                serializer.serialize_u64(duration.as_secs())
            }
            Kept::Exact(duration) => serializer.serialize_f64(duration.as_secs_f64()),
            Kept::Other(_) => {
                // serde_json writes `-1.0` and `1e+30` for the numbers that came as `-1` and `1e30`.
                RawValue::from_string(self.to_string()).map_err(S::Error::custom)?.serialize(serializer)
            }
        }
    }
}

/// Takes every number, unless it is in a request that a server reads.
impl<'de> Deserialize<'de> for Seconds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let seconds = deserializer.deserialize_f64(SecondsVisitor)?;
        if is_strict() {
            Duration::try_from(seconds).map_err(D::Error::custom)?;
        }
        Ok(seconds)
    }
}

struct SecondsVisitor;

impl Visitor<'_> for SecondsVisitor {
    type Value = Seconds;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number of seconds")
    }

    fn visit_u64<E: Error>(self, seconds: u64) -> Result<Seconds, E> {
        Ok(Duration::from_secs(seconds).into())
    }

    #[expect(clippy::cast_precision_loss, reason = "a fraction of 1 in 2 to the power of 53")]
    fn visit_i64<E: Error>(self, seconds: i64) -> Result<Seconds, E> {
        Ok(u64::try_from(seconds)
            .map_or_else(|_| Seconds::new(seconds as f64), |seconds| Duration::from_secs(seconds).into()))
    }

    fn visit_f64<E: Error>(self, seconds: f64) -> Result<Seconds, E> {
        Ok(Seconds::new(seconds))
    }
}

/// Takes lengths of time only.
impl FromStr for Seconds {
    type Err = Box<dyn std::error::Error + Send + Sync>;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let seconds = Self::new(text.parse()?);
        Duration::try_from(seconds)?;
        Ok(seconds)
    }
}

#[cfg(test)]
mod tests {
    use std::hash::BuildHasher;

    use super::*;

    fn again(text: &str) -> Option<String> {
        serde_json::to_string(&serde_json::from_str::<Seconds>(text).ok()?).ok()
    }

    #[test]
    fn seconds_are_numbers_with_a_fraction_only_where_there_is_one() {
        for text in ["0", "1", "0.1", "1.5", "1e-9", "4294967296"] {
            assert_eq!(again(text).as_deref(), Some(text));
        }
        assert_eq!(again("2.0").as_deref(), Some("2"));
        assert_eq!("1.5".parse::<Seconds>().ok().map(|seconds| seconds.to_string()).as_deref(), Some("1.5"));
        let short = Seconds::from(Duration::from_nanos(1));
        assert_eq!(format!("{short} {short:?}"), "0.000000001 Seconds(0.000000001)");
        assert_eq!(again("9007199254740993").as_deref(), Some("9007199254740993"));
    }

    #[test]
    fn every_number_of_seconds_is_kept_as_it_came() -> Result<(), serde_json::Error> {
        let nanos = |nanos| Some(Duration::from_nanos(nanos));
        for (text, duration) in [
            ("-1", None),
            ("-0.001", None),
            ("-2147483648", None),
            ("-9223372036854775808", None),
            ("1e30", None),
            ("-1e300", None),
            ("0.12345678912", nanos(123_456_789)),
            ("1e-10", nanos(0)),
            ("18446744073709551615", Some(Duration::from_secs(u64::MAX))),
        ] {
            let seconds: Seconds = serde_json::from_str(text)?;
            assert_eq!(serde_json::to_string(&seconds)?, text);
            assert_eq!(serde_json::to_value(seconds)?.as_f64(), Some(seconds.as_f64()));
            assert_eq!((seconds.to_string().as_str(), seconds.duration()), (text, duration));
            assert_eq!(Some(seconds.as_f64()), text.parse().ok(), "{text}");
        }
        Ok(())
    }

    #[test]
    fn seconds_are_compared_as_numbers() -> Result<(), serde_json::Error> {
        let ascending = "[-1e300,-1,-0.5,0,1e-10,1e-9,1,9007199254740992,9007199254740993,1e30]";
        let mut seconds: Vec<Seconds> = serde_json::from_str(ascending)?;
        assert!(seconds.windows(2).all(|pair| pair[0] < pair[1] && pair[0] != pair[1]));
        seconds.reverse();
        seconds.sort();
        assert_eq!(serde_json::to_string(&seconds)?, ascending);
        assert_eq!(serde_json::from_str::<Seconds>("-1")?, serde_json::from_str::<Seconds>("-1.0")?);
        assert_eq!(serde_json::from_str::<Seconds>("1.5")?, Duration::from_millis(1500));
        assert_ne!(serde_json::from_str::<Seconds>("1.5")?, Duration::from_millis(1501));
        let hasher = std::hash::RandomState::new();
        let [one, same, other] =
            [1000, 1000, 1001].map(|millis| hasher.hash_one(Seconds::from(Duration::from_millis(millis))));
        assert!(one == same && one != other);
        Ok(())
    }

    #[test]
    fn what_is_no_length_of_time_is_refused_where_that_matters() {
        for text in ["\"1\"", "null", "1e400"] {
            assert_eq!(again(text), None, "{text}");
        }
        let text = serde_json::from_str::<Seconds>("\"1\"");
        assert!(text.is_err_and(|error| error.to_string().contains("expected a number of seconds")));
        for text in ["", "-1", "1e30", "NaN", "inf", "1s"] {
            assert!(text.parse::<Seconds>().is_err(), "{text}");
        }
    }

    #[cfg(feature = "server")]
    #[test]
    fn a_request_has_only_lengths_of_time() {
        use crate::reader::Strictly;

        for (text, is_read) in [("0", true), ("0.12345678912", true), ("-1", false), ("1e30", false)] {
            assert_eq!(serde_json::from_str::<Strictly<Seconds>>(text).is_ok(), is_read, "{text}");
        }
    }
}
