//! What the process holds while it works, lap by lap.

use std::fmt::Display;
use std::fs;

use allocation_counter::measure;

/// What is held at the end of a lap. The system tells it under Linux only.
#[derive(Debug)]
struct Held {
    /// Bytes of memory of the whole process.
    resident: Option<u64>,
    /// Bytes on the heap of the client's thread, beyond those before the first lap.
    heap: i64,
    /// Open files of the whole process.
    files: Option<usize>,
}

/// All laps so far.
#[derive(Debug, Default)]
pub(super) struct Laps(Vec<Held>);

/// What may be held beyond what is after the first lap, when everything is warm: a tenth, and this many bytes. It is
/// little enough that a hundred bytes for each call would show; fewer do where all is dropped.
const MORE: u64 = 8 << 20;
/// What the two ends of a connection hold.
const CONNECTION: u64 = 64 << 10;
/// How many files more may be open.
const MORE_FILES: usize = 100;

/// How much may be left when all is dropped: what is kept for the whole program, such as the buffer of what is printed.
pub(super) const LEFT: i64 = 32 << 10;

/// How many bytes something leaves on the heap of its thread.
pub(super) fn left(of: impl FnOnce()) -> i64 {
    measure(of).bytes_current
}

impl Laps {
    /// Goes a lap.
    pub(super) fn take(&mut self, go: impl FnOnce()) {
        let grown = left(go);
        let before = self.0.last().map_or(0, |held| held.heap);
        self.0.push(Held { resident: resident(), heap: before + grown, files: files() });
    }

    pub(super) fn print(&self) {
        println!("{:<8} {:>14} {:>20} {:>12}", "calls", "resident KiB", "client's heap KiB", "open files");
        for (lap, held) in self.0.iter().enumerate() {
            let calls = (lap + 1) * 100 / self.0.len();
            let (resident, files) = (told(held.resident.map(|bytes| bytes >> 10)), told(held.files));
            println!("{calls:>6} % {resident:>14} {:>20} {files:>12}", held.heap >> 10);
        }
    }

    /// What grows in later laps, by more than connections that come and go explain, of which there may be so many.
    pub(super) fn faults(&self, connections: usize) -> Vec<String> {
        let Some((warm, later)) = self.0.split_first() else { return vec!["there is no lap".to_owned()] };
        let most = |bytes: u64| bytes + bytes / 10 + MORE + connections as u64 * CONNECTION;
        let grows = |what: fn(&Held) -> Option<u64>| {
            let most = what(warm).map(most);
            later.iter().any(|held| what(held) > most)
        };
        let most_files = warm.files.map(|files| files + MORE_FILES + 2 * connections);
        let faults = [
            (grows(|held| held.resident), "resident memory grows"),
            (grows(|held| u64::try_from(held.heap).ok()), "the client's heap grows"),
            (later.iter().any(|held| held.files > most_files), "ever more files are open"),
        ];
        faults.iter().filter(|(is_so, _)| *is_so).map(|(_, fault)| (*fault).to_owned()).collect()
    }
}

fn told(number: Option<impl Display>) -> String {
    number.map_or("unknown".to_owned(), |number| number.to_string())
}

/// The pages that the process has in memory, of the size that they have nearly everywhere.
fn resident() -> Option<u64> {
    const PAGE: u64 = 4 << 10;
    let pages = fs::read_to_string("/proc/self/statm").ok()?;
    Some(pages.split_whitespace().nth(1)?.parse::<u64>().ok()? * PAGE)
}

fn files() -> Option<usize> {
    Some(fs::read_dir("/proc/self/fd").ok()?.count())
}
