//! Bounds what reading a body takes. A list of small values takes many times the memory of its text, so the memory that is
//! asked for is counted while values are made of it, and reading ends where it would be too much, or take too long.

use std::cell::Cell;
use std::fmt;
use std::time::Instant;

#[cfg(any(feature = "reqwest-client", feature = "blocking-client"))]
use http::Response;
use serde::de::Error;

/// How many bytes of memory a byte of a body may take.
const FACTOR: usize = 8;

/// How often the clock is looked at, in steps of reading.
const STEPS: u32 = 1024;

thread_local! {
    // For the thread, because what is read in two steps hands nothing on from one to the other but the value between.
    static LEFT: Cell<usize> = const { Cell::new(usize::MAX) };
    static UNTIL: Cell<Option<Instant>> = const { Cell::new(None) };
    static STEP: Cell<u32> = const { Cell::new(0) };
    static EXCEEDED: Cell<Option<Exceeded>> = const { Cell::new(None) };
}

/// What reading a body may take.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Allowance {
    bytes: usize,
    until: Option<Instant>,
}

impl Allowance {
    /// For a response of this length. As long as it takes no more than a mebibyte, nobody minds how small its values are.
    pub(crate) fn of_answer(length: usize, until: Option<Deadline>) -> Self {
        Self { bytes: length.saturating_mul(FACTOR).max(1 << 20), until: until.map(|Deadline(until)| until) }
    }

    /// For a request of this length. A server reads many at once.
    #[cfg(feature = "server")]
    pub(crate) fn of_request(length: usize) -> Self {
        Self { bytes: length.saturating_mul(FACTOR).max(64 << 10), until: None }
    }
}

/// When a call must be over. A response that a client has received carries it, and is read no longer than that.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadline(pub(crate) Instant);

impl Deadline {
    /// Lets a response carry it. One that is shorter than the steps between two looks at the clock has no need of it.
    #[cfg(any(feature = "reqwest-client", feature = "blocking-client"))]
    pub(crate) fn set(deadline: Option<Self>, mut answer: Response<Vec<u8>>) -> Response<Vec<u8>> {
        if let Some(deadline) = deadline
            && answer.body().len() >= STEPS as usize
        {
            answer.extensions_mut().insert(deadline);
        }
        answer
    }
}

/// What a body takes too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exceeded {
    /// More memory than this many bytes.
    Memory(usize),
    Time,
}

impl fmt::Display for Exceeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Memory(bytes) => write!(f, "what it holds takes more than {bytes} bytes of memory"),
            Self::Time => f.write_str("it takes too long to read"),
        }
    }
}

/// Reads within an allowance. Where that is not enough, the result does not matter.
pub(crate) fn within<T>(allowance: Allowance, read: impl FnOnce() -> T) -> Result<T, Exceeded> {
    let _until_read = Restore { left: LEFT.replace(allowance.bytes), until: UNTIL.replace(allowance.until) };
    EXCEEDED.set(None);
    let result = read();
    match EXCEEDED.take() {
        Some(Exceeded::Memory(_)) => Err(Exceeded::Memory(allowance.bytes)),
        Some(Exceeded::Time) => Err(Exceeded::Time),
        None => Ok(result),
    }
}

/// Ends the allowance with the reading, even where that panics: the thread goes on.
struct Restore {
    left: usize,
    until: Option<Instant>,
}

impl Drop for Restore {
    fn drop(&mut self) {
        LEFT.set(self.left);
        UNTIL.set(self.until);
    }
}

/// Counts memory that will be asked for, and a step of reading.
#[inline]
pub(crate) fn charge<E: Error>(bytes: usize) -> Result<(), E> {
    match LEFT.get().checked_sub(bytes) {
        Some(left) => LEFT.set(left),
        None => return Err(exceeded(Exceeded::Memory(0))),
    }
    let step = STEP.get().wrapping_add(1);
    STEP.set(step);
    if step.is_multiple_of(STEPS) && UNTIL.get().is_some_and(|until| Instant::now() >= until) {
        return Err(exceeded(Exceeded::Time));
    }
    Ok(())
}

#[cold]
fn exceeded<E: Error>(exceeded: Exceeded) -> E {
    EXCEEDED.set(Some(exceeded));
    E::custom(exceeded)
}

/// Counts a text.
pub(crate) fn charge_text<E: Error>(text: &str) -> Result<(), E> {
    charge(text.len().next_multiple_of(8))
}

/// Memory that was counted is free again.
pub(crate) fn refund(bytes: usize) {
    LEFT.set(LEFT.get().saturating_add(bytes));
}

/// The room that a list has, which doubles whenever it is full. While a list is moved, both rooms are there.
#[derive(Default)]
pub(crate) struct List {
    length: usize,
    room: usize,
}

impl List {
    /// Counts one more item.
    pub(crate) fn charge<T, E: Error>(&mut self) -> Result<(), E> {
        self.length += 1;
        if self.length <= self.room {
            return charge(0);
        }
        let least = match size_of::<T>() {
            0..=1 => 8,
            2..=1024 => 4,
            _ => 1,
        };
        let grown = self.room.saturating_mul(2).max(least);
        charge(grown.saturating_mul(size_of::<T>()))?;
        refund(self.room * size_of::<T>());
        self.room = grown;
        Ok(())
    }

    /// Counts that it is sorted, or moved to where there is no more room than it needs. The room that it had is free again.
    pub(crate) fn settle<T, E: Error>(self) -> Result<(), E> {
        charge(self.length.saturating_mul(size_of::<T>()))?;
        refund(self.room * size_of::<T>());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_counted_with_each_of_its_items() {
        let allowance = Allowance { bytes: 768, until: None };
        let read = |items: usize| {
            within(allowance, || {
                let mut list = List::default();
                (0..items).try_for_each(|_| list.charge::<u64, serde_json::Error>())
            })
        };
        // 64 of 8 bytes, made room for beside the 32 before them. One more, and twice that is needed beside it.
        assert!(read(64).is_ok_and(|counted| counted.is_ok()));
        assert_eq!(read(65).err(), Some(Exceeded::Memory(768)));
    }

    #[test]
    fn a_list_that_is_settled_takes_what_its_items_take() {
        let left = within(Allowance { bytes: 1000, until: None }, || {
            let mut list = List::default();
            (0..5).try_for_each(|_| list.charge::<u64, serde_json::Error>())?;
            list.settle::<u64, serde_json::Error>()?;
            Ok::<_, serde_json::Error>(LEFT.get())
        });
        assert!(left.is_ok_and(|left| left.is_ok_and(|left| left == 1000 - 5 * 8)));
    }

    #[test]
    fn any_value_is_counted_twice_because_it_may_be_unescaped() {
        let text = format!("\"{}\"", "a".repeat(98));
        let read =
            |bytes| within(Allowance { bytes, until: None }, || serde_json::from_str::<crate::Json>(&text));
        assert!(read(200).is_ok_and(|read| read.is_ok()));
        assert_eq!(read(199).err(), Some(Exceeded::Memory(199)));
    }

    /// As the standard library does it: for 8 items that take a byte, for 4 larger ones, for 1 that is huge.
    #[test]
    fn a_list_with_one_item_has_room_for_more() {
        fn takes<T>(bytes: usize) {
            for (bytes, is_enough) in [(bytes, true), (bytes - 1, false)] {
                let read = || List::default().charge::<T, serde_json::Error>().is_ok();
                assert_eq!(within(Allowance { bytes, until: None }, read).is_ok(), is_enough, "{bytes}");
            }
        }
        takes::<u8>(8);
        takes::<u16>(8);
        takes::<[u8; 1024]>(4096);
        takes::<[u8; 1025]>(1025);
    }

    #[test]
    fn a_text_is_counted_however_it_is_read() {
        use serde::de::Deserialize;
        use serde::de::value::{BorrowedStrDeserializer, Error, StrDeserializer, StringDeserializer};

        use crate::reader::Patiently;

        let read = |length: usize| {
            let text = "a".repeat(length);
            let read = |read: &dyn Fn() -> Result<Patiently<String>, Error>| {
                within(Allowance { bytes: 16, until: None }, read)
                    .map(|read| read.map(|Patiently(text)| text))
            };
            [
                read(&|| Patiently::deserialize(StrDeserializer::new(&text))),
                read(&|| Patiently::deserialize(BorrowedStrDeserializer::new(&text))),
                read(&|| Patiently::deserialize(StringDeserializer::new(text.clone()))),
            ]
        };
        assert_eq!(read(16), [(); 3].map(|()| Ok(Ok("a".repeat(16)))));
        assert_eq!(read(17), [(); 3].map(|()| Err(Exceeded::Memory(16))));
    }

    /// Whether that much memory is left.
    fn has(bytes: usize) -> bool {
        charge::<serde_json::Error>(bytes).is_ok()
    }

    #[test]
    fn an_allowance_ends_with_the_reading_it_is_for() {
        let [small, large] = [8, 64].map(|bytes| Allowance { bytes, until: None });
        let outer = within(large, || {
            assert_eq!(within(small, || has(16)), Err(Exceeded::Memory(8)));
            assert!(within(small, || has(8)).is_ok_and(|has| has));
            has(60) && !has(8)
        });
        assert_eq!(outer, Err(Exceeded::Memory(64)));
        assert!(has(usize::MAX >> 1), "nothing is counted outside");
    }

    #[test]
    fn memory_that_is_free_again_may_be_asked_for_again() {
        let twice = within(Allowance { bytes: 8, until: None }, || {
            let first = has(8);
            refund(8);
            first && has(8)
        });
        assert_eq!(twice, Ok(true));
    }

    #[test]
    fn a_reading_ends_soon_behind_its_deadline_and_no_other_does() {
        let steps = || (0..=2 * STEPS).all(|_| has(0));
        let late = Allowance { bytes: 8, until: Some(Instant::now()) };
        assert_eq!(within(late, steps), Err(Exceeded::Time));
        assert!(steps(), "the deadline was that of one reading");
        let early = Instant::now().checked_add(std::time::Duration::from_secs(3600));
        assert_eq!(within(Allowance { bytes: 8, until: early }, steps), Ok(true));
    }
}
