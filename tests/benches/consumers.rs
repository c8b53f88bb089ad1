//! What a team takes on with the client, beside the crates that it would need anyway: how many crates are compiled, and
//! how long a first `cargo check` takes: `cargo bench -p icws-tests --bench consumers`.
//!
//! The baselines are the same versions of the same crates, with the same features but for serde's: whoever writes types by hand
//! derives what reads and writes them, and the client does not.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use icws_tests::root;
use icws_tests::throwaway::{Member, Throwaway, newest};
use icws_tests::turns::Turns;

const TURNS: usize = if cfg!(debug_assertions) { 1 } else { 5 };

/// A way to depend on the client, and what one depends on otherwise.
struct Case {
    name: &'static str,
    /// The features of the client beside a rung.
    features: &'static [&'static str],
    /// The crates of the baseline, each with its features.
    bare: &'static [(&'static str, &'static [&'static str])],
    /// How many times the baseline's time a check may take.
    aim: f64,
}

const HTTP: (&str, &[&str]) = ("http", &[]);
const RUSTLS: (&str, &[&str]) = ("rustls", &["aws-lc-rs"]);
const SERDE: (&str, &[&str]) = ("serde", &["derive"]);
const SERDE_JSON: (&str, &[&str]) = ("serde_json", &[]);

const CASES: [Case; 4] = [
    Case { name: "none", features: &[], bare: &[HTTP, SERDE, SERDE_JSON], aim: 1.25 },
    Case {
        name: "blocking",
        features: &["blocking"],
        bare: &[HTTP, RUSTLS, SERDE, SERDE_JSON, ("ureq", &["platform-verifier", "rustls-no-provider"])],
        aim: 1.1,
    },
    Case {
        name: "async",
        features: &["reqwest"],
        bare: &[HTTP, ("reqwest", &["rustls"]), RUSTLS, SERDE, SERDE_JSON],
        aim: 1.1,
    },
    Case {
        name: "server",
        features: &["server"],
        bare: &[("axum", &[]), HTTP, SERDE, SERDE_JSON],
        aim: 1.25,
    },
];

impl Case {
    fn ours(&self) -> String {
        format!("ours-{}", self.name)
    }

    fn bare(&self) -> String {
        format!("bare-{}", self.name)
    }

    /// The names and dependencies of the crate with the client, and of that without.
    fn crates(&self, newest: &str) -> [(String, String); 2] {
        let features = [&[newest], self.features].concat();
        let ours = format!("icws-dialer = {{ workspace = true, features = {features:?} }}\n");
        let bare = self.bare.iter();
        let bare = bare
            .map(|(name, features)| format!("{name} = {{ workspace = true, features = {features:?} }}\n"))
            .collect();
        [(self.ours(), ours), (self.bare(), bare)]
    }
}

fn target() -> PathBuf {
    root().join("target/consumers-cold")
}

/// How many crates a crate has compiled for it, apart from itself.
fn count(workspace: &Throwaway, package: &str) -> io::Result<usize> {
    let arguments = ["tree", "--package", package, "--edges", "normal,build", "--prefix", "none"];
    let listed = workspace.cargo(&[arguments.as_slice(), &["--format", "{p}"]].concat())?;
    let crates: BTreeSet<Vec<&str>> =
        listed.lines().map(|line| line.split_whitespace().take(2).collect()).collect();
    Ok(crates.len() - 1)
}

/// How long it takes to check a crate and all that it needs.
fn check(workspace: &Throwaway, package: &str) -> io::Result<Duration> {
    if target().exists() {
        fs::remove_dir_all(target())?;
    }
    let begun = Instant::now();
    workspace.cargo_apart(&["check", "--quiet", "--package", package], &target())?;
    Ok(begun.elapsed())
}

fn run() -> io::Result<()> {
    let newest = newest();
    let crates: Vec<(String, String)> = CASES.iter().flat_map(|case| case.crates(&newest)).collect();
    let members: Vec<Member<'_>> =
        crates.iter().map(|(name, dependencies)| Member { name, dependencies, code: "" }).collect();
    let workspace = Throwaway::new("consumers", &members)?;
    println!("{:<10} {:>12} {:>18} {:>24}   aim", "", "crates", "cold check", "ratio");
    for case in CASES {
        let (ours, bare) = (case.ours(), case.bare());
        let crates = [count(&workspace, &ours)?, count(&workspace, &bare)?];
        let turns = Turns::take(TURNS, || check(&workspace, &ours), || check(&workspace, &bare))?;
        let [ours, bare] = turns.median();
        println!(
            "{:<10} {:>4} vs {:>4} {:>6.2} s vs {:>5.2} s {:>24}   {:.2}",
            case.name,
            crates[0],
            crates[1],
            ours.as_secs_f64(),
            bare.as_secs_f64(),
            turns.time().to_string(),
            case.aim,
        );
    }
    println!("\nours vs the same without the client; medians of {TURNS} turns (half of them lie between)");
    Ok(())
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
