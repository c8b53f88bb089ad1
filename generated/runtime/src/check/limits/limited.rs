//! The values that limits can be set to.

use serde::Serialize;

use super::{Bound, Limits, Noun, Report};
use crate::Dictionary;
use crate::model::{Seconds, Texts, Uri};

/// A value that limits can be set to.
pub trait Limited {
    /// Reports each limit that the value breaks.
    fn keep(&self, limits: &Limits, report: &mut Report<'_>);
}

impl<T: Limited> Limited for Option<T> {
    fn keep(&self, limits: &Limits, report: &mut Report<'_>) {
        if let Some(value) = self {
            value.keep(limits, report);
        }
    }
}

impl<T: Limited + ?Sized> Limited for &T {
    fn keep(&self, limits: &Limits, report: &mut Report<'_>) {
        T::keep(self, limits, report);
    }
}

impl Limited for String {
    fn keep(&self, limits: &Limits, report: &mut Report<'_>) {
        limits.keep_text(self, report);
    }
}

impl Limited for str {
    fn keep(&self, limits: &Limits, report: &mut Report<'_>) {
        limits.keep_text(self, report);
    }
}

impl Limited for Uri {
    fn keep(&self, limits: &Limits, report: &mut Report<'_>) {
        limits.keep_text(&self.to_string(), report);
    }
}

impl Limited for i32 {
    fn keep(&self, limits: &Limits, report: &mut Report<'_>) {
        limits.keep_number(Bound::Integer((*self).into()), report);
    }
}

impl Limited for i64 {
    fn keep(&self, limits: &Limits, report: &mut Report<'_>) {
        limits.keep_number(Bound::Integer(*self), report);
    }
}

impl Limited for f32 {
    fn keep(&self, limits: &Limits, report: &mut Report<'_>) {
        // As it is written: 0.1 in 32 bits is not 0.1 in 64 bits.
        let written = self.to_string().parse().unwrap_or_else(|_| (*self).into());
        limits.keep_number(Bound::Float(written), report);
    }
}

impl Limited for f64 {
    fn keep(&self, limits: &Limits, report: &mut Report<'_>) {
        limits.keep_number(Bound::Float(*self), report);
    }
}

impl Limited for Seconds {
    fn keep(&self, limits: &Limits, report: &mut Report<'_>) {
        limits.keep_number(Bound::Float(self.as_f64()), report);
    }
}

impl<T: Serialize> Limited for Vec<T> {
    fn keep(&self, limits: &Limits, report: &mut Report<'_>) {
        self.as_slice().keep(limits, report);
    }
}

impl<T: Serialize> Limited for [T] {
    fn keep(&self, limits: &Limits, report: &mut Report<'_>) {
        limits.keep_items(self.iter(), report);
    }
}

impl Limited for Texts<'_> {
    fn keep(&self, limits: &Limits, report: &mut Report<'_>) {
        limits.keep_items(self.iter(), report);
    }
}

impl<T> Limited for Dictionary<T> {
    fn keep(&self, limits: &Limits, report: &mut Report<'_>) {
        limits.keep_size(self.len(), Noun("entry", "entries"), report);
    }
}
