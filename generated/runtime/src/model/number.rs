//! NaN and infinity, which JSON does not have: serde_json would write `null` in their place.

use serde::ser::Error;
use serde::{Serialize, Serializer};

use crate::Dictionary;

/// A number, or something that consists of numbers.
pub trait Finite {
    /// Whether JSON can express all of its numbers.
    fn is_finite(&self) -> bool;
}

impl Finite for f32 {
    fn is_finite(&self) -> bool {
        f32::is_finite(*self)
    }
}

impl Finite for f64 {
    fn is_finite(&self) -> bool {
        f64::is_finite(*self)
    }
}

impl<T: Finite> Finite for &T {
    fn is_finite(&self) -> bool {
        T::is_finite(self)
    }
}

impl<T: Finite> Finite for Option<T> {
    fn is_finite(&self) -> bool {
        self.iter().all(T::is_finite)
    }
}

impl<T: Finite> Finite for Vec<T> {
    fn is_finite(&self) -> bool {
        self.iter().all(T::is_finite)
    }
}

impl<T: Finite> Finite for Dictionary<T> {
    fn is_finite(&self) -> bool {
        self.values().all(T::is_finite)
    }
}

/// A property that consists of numbers. It cannot be written where one of them is NaN or infinite.
pub(super) struct FiniteNumbers<'a, T>(pub(super) &'a T);

impl<T: Finite + Serialize> Serialize for FiniteNumbers<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_finite() {
            self.0.serialize(serializer)
        } else {
            Err(S::Error::custom("JSON has no NaN and no infinity"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(weights: impl IntoIterator<Item = Option<f64>>) -> Result<String, String> {
        let weights: Dictionary<Vec<_>> = Dictionary::from([("a", weights.into_iter().collect::<Vec<_>>())]);
        serde_json::to_string(&FiniteNumbers(&weights)).map_err(|error| error.to_string())
    }

    #[test]
    fn a_number_that_is_none_is_an_error_and_never_null() {
        for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(written([Some(1.0), Some(number)]), Err("JSON has no NaN and no infinity".to_owned()));
            assert!(!Finite::is_finite(&(number as f32)) && !Finite::is_finite(&vec![number]));
            assert!(!Finite::is_finite(&&number) && Finite::is_finite(&&1.5));
        }
    }

    #[test]
    fn null_is_written_where_it_is_meant() {
        assert_eq!(written([None, Some(f64::MAX)]), Ok(r#"{"a":[null,1.7976931348623157e+308]}"#.to_owned()));
        assert_eq!(serde_json::to_string(&FiniteNumbers(&None::<f64>)).ok().as_deref(), Some("null"));
    }
}
