//! Two ways to the same end, measured in turns, so that whatever else the machine does slows down both.

use std::fmt;
use std::time::Duration;

/// How long each took, turn by turn.
#[derive(Debug, Default)]
pub struct Turns {
    ours: Vec<Duration>,
    bare: Vec<Duration>,
}

/// A ratio in the middle of all turns, and between which two half of them lie.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs, reason = "as above")]
pub struct Ratio {
    pub median: f64,
    pub lower: f64,
    pub upper: f64,
}

impl Turns {
    /// Takes turns; who is first changes with each, because the second finds warm caches.
    ///
    /// # Errors
    ///
    /// The first one of either.
    pub fn take<E>(
        count: usize,
        mut ours: impl FnMut() -> Result<Duration, E>,
        mut bare: impl FnMut() -> Result<Duration, E>,
    ) -> Result<Self, E> {
        let mut turns = Self::default();
        for turn in 0..count {
            if turn % 2 == 0 {
                turns.ours.push(ours()?);
                turns.bare.push(bare()?);
            } else {
                turns.bare.push(bare()?);
                turns.ours.push(ours()?);
            }
        }
        Ok(turns)
    }

    /// The times of ours and of the other in the middle.
    pub fn median(&self) -> [Duration; 2] {
        [&self.ours, &self.bare].map(|times| {
            let mut times = times.clone();
            times.sort();
            times.get(times.len() / 2).copied().unwrap_or_default()
        })
    }

    /// How many times the other's time ours takes.
    pub fn time(&self) -> Ratio {
        self.ratio(|ours, bare| ours / bare)
    }

    /// How much of what the other gets done ours gets done in the same time.
    pub fn throughput(&self) -> Ratio {
        self.ratio(|ours, bare| bare / ours)
    }

    fn ratio(&self, of: fn(f64, f64) -> f64) -> Ratio {
        let turns = self.ours.iter().zip(&self.bare);
        let mut ratios: Vec<f64> =
            turns.map(|(ours, bare)| of(ours.as_secs_f64(), bare.as_secs_f64())).collect();
        ratios.sort_by(f64::total_cmp);
        let at = |index: usize| ratios.get(index).copied().unwrap_or(f64::NAN);
        let count = ratios.len();
        Ratio { median: at(count / 2), lower: at(count / 4), upper: at(count - 1 - count / 4) }
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { median, lower, upper } = self;
        write!(f, "{median:.2} ({lower:.2} to {upper:.2})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_those_of_each_turn() {
        let seconds = |times: [u64; 5]| {
            let mut times = times.into_iter().map(Duration::from_secs);
            move || times.next().ok_or(())
        };
        let turns =
            Turns::take(5, seconds([9, 2, 40, 3, 9]), seconds([1, 1, 10, 2, 9])).expect("five of each");
        assert_eq!(turns.time().to_string(), "2.00 (1.50 to 4.00)");
        assert_eq!(turns.throughput().to_string(), "0.50 (0.25 to 0.67)");
        assert_eq!(turns.median().map(|time| time.as_secs()), [9, 2]);
    }
}
