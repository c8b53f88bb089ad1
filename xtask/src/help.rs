//! What the commands are and how they are called.

use crate::console::say;
use crate::failure::Failure;

/// What help is about: a command, or all of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Topic {
    All,
    Gen,
    Surface,
    Matrix,
    Ci,
    Conformance,
}

pub(crate) fn run(topic: Topic) -> Result<(), Failure> {
    say(topic.text());
    Ok(())
}

impl Topic {
    pub(crate) const ALL: [Self; 6] =
        [Self::Gen, Self::Surface, Self::Matrix, Self::Ci, Self::Conformance, Self::All];

    /// The name on the command line.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::All => "help",
            Self::Gen => "gen",
            Self::Surface => "surface",
            Self::Matrix => "matrix",
            Self::Ci => "ci",
            Self::Conformance => "conformance",
        }
    }

    /// The options that it knows, besides `--help`.
    pub(crate) const fn options(self) -> &'static [&'static str] {
        match self {
            Self::Gen => &["--check", "--spec", "--out", "--root"],
            Self::Surface => &["--at", "--root"],
            Self::Ci => &["--skip", "--root"],
            Self::All | Self::Matrix | Self::Conformance => &["--root"],
        }
    }

    /// The first line of its help, on how it is called.
    pub(crate) fn usage(self) -> &'static str {
        self.text().lines().next().unwrap_or_default()
    }

    pub(crate) const fn text(self) -> &'static str {
        match self {
            Self::All => ALL,
            Self::Gen => GEN,
            Self::Surface => SURFACE,
            Self::Matrix => MATRIX,
            Self::Ci => CI,
            Self::Conformance => CONFORMANCE,
        }
    }
}

const ALL: &str = "\
usage: cargo xtask COMMAND

  gen [--check] [--spec FILE --out DIR]   generate the crate from the specification, or say what is stale
  surface [--at N]                        what each feature version adds, and what is there at one
  matrix                                  compile the crate alone, with every set of features that makes sense
  ci [--skip STEP,..]                     everything that has to be green
  conformance [JUDGE..]                   have the specification judged by independent validators
  help [COMMAND]                          more about a command; also COMMAND --help

exit code: 0 it is done, 1 a mistake in the specification, a stale tree or a failed step, 2 a wrong command line";

const GEN: &str = "\
usage: cargo xtask gen [--check] [--spec FILE --out DIR]

Generates generated/src/generated/ from spec/dialer.yaml, and maintains the marked blocks: the features in
generated/Cargo.toml, the table of feature versions in README.md and generated/README.md. Writes only what changed,
removes generated files that nothing generates any more, and leaves everything as it is if the specification has a
mistake.

  --check      write nothing; list what is stale, missing or left over, with the differences; exit code 1 if there is any
  --spec FILE  another ICWS specification, needs --out
  --out DIR    the folder for a crate of its own: what the specification yields, beside the hand-written code of generated/

A run that is interrupted has either changed nothing, or is finished by the next command.";

const SURFACE: &str = "\
usage: cargo xtask surface [--at N]

Prints which calls, fields and values each feature version adds, as a table and as public items.

  --at N  print every public item that is there at version N, with all transports";

const MATRIX: &str = "\
usage: cargo xtask matrix

Compiles the generated crate alone, with warnings as errors: with no feature, with each version with and without each
transport, with the default features and with all. Goes on after a failure, and lists the failures at the end.";

const CI: &str = "\
usage: cargo xtask ci [--skip STEP,..]

Runs fmt, clippy, gen, tests, matrix, docs, conformance: all of them, whatever fails, with a table at the end.

  --skip STEP,..  leave steps out";

const CONFORMANCE: &str = "\
usage: cargo xtask conformance [JUDGE..]

Has spec/dialer.yaml judged by openapi-spec-validator (from PyPI, needs python3) and redocly (from npm), or by the one
named. Each is installed once, in a pinned version, into .cache/conformance/.";
