//! How time, memory and output grow with a specification: documents of 100, 500 and 2,000 operations, made of copies of
//! `spec/dialer.yaml`, stage by stage and as a whole.
//!
//! `cargo bench -p icws-codegen --bench scale` measures; with `-- --write FOLDER` behind it, it writes the documents
//! instead, to run other generators on them.
#![expect(
    clippy::expect_used,
    reason = "a benchmark of a specification with mistakes has nothing to measure"
)]

mod copies;
mod memory;
mod run;

use std::path::Path;
use std::time::{Duration, Instant};

use run::Done;

const SIZES: [usize; 3] = [100, 500, 2_000];
const OPERATIONS_OF_A_COPY: usize = 5;
const RUNS: usize = 7;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--write", folder] => write(Path::new(folder)),
        [memory::CHILD, what, size] => memory::child(what, &document(size.parse().expect("a size"))),
        _ => measure(),
    }
}

fn document(operations: usize) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/dialer.yaml");
    let dialer = std::fs::read_to_string(path).expect("the specification is there");
    copies::of(&dialer, operations / OPERATIONS_OF_A_COPY).expect("the specification has its four parts")
}

fn write(folder: &Path) {
    std::fs::create_dir_all(folder).expect("the folder can be made");
    for operations in SIZES {
        let file = folder.join(format!("{operations}.yaml"));
        std::fs::write(&file, document(operations)).expect("the file can be written");
        println!("{}", file.display());
    }
}

fn measure() {
    println!("operations  stage    best ms  median ms  us/operation  peak MiB  bytes/operation");
    let [smallest, .., largest] = SIZES.map(measure_one);
    let ratio = largest / smallest;
    println!("\nall, time per operation, largest to smallest: {ratio:.2} (aim: at most 1.3)");
    println!(
        "bytes: read by load, made by format and all; emit and format alone make the tokens, format in parallel"
    );
}

/// Prints the lines of one size; the time per operation of all stages together.
fn measure_one(operations: usize) -> f64 {
    let document = document(operations);
    let mut per_operation = 0.0;
    for what in run::ALL {
        let runs: Vec<Vec<(Done, Duration)>> = (0..RUNS).map(|_| timed(what, &document)).collect();
        let peaks = memory::of_child(what, operations);
        for (index, peak) in peaks.iter().enumerate() {
            let stage = runs.iter().filter_map(|run| run.get(index));
            let mut times: Vec<f64> = stage.clone().map(|(_, time)| time.as_secs_f64() * 1e3).collect();
            times.sort_by(f64::total_cmp);
            let best = times.first().copied().unwrap_or_default();
            let median = times.get(times.len() / 2).copied().unwrap_or_default();
            per_operation = best * 1e3 / operations as f64;
            let Some((Done { stage, bytes }, _)) = stage.clone().next() else { continue };
            let bytes = bytes.map_or(String::new(), |bytes| (bytes / operations).to_string());
            println!(
                "{operations:>10}  {stage:<7}{best:>9.1}{median:>11.1}{per_operation:>14.1}{peak:>10}  {bytes:>15}"
            );
        }
    }
    per_operation
}

/// Each stage of one run and how long it took.
fn timed(what: &str, document: &str) -> Vec<(Done, Duration)> {
    let mut stages = Vec::new();
    let mut start = Instant::now();
    run::run(what, document, &mut |done| {
        stages.push((done, start.elapsed()));
        start = Instant::now();
    });
    stages
}
