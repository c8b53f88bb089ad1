//! The step `neighbours`: programs with HTTP and TLS of their own do the same when icws-dialer is added to them.
//!
//! Cargo unifies features over a build, so each program is built once without the crate and once with each of its
//! transports, and run against a server that answers with what the program has offered it.

use std::fmt;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use crate::support::cargo;
use crate::support::failure::Failure;
use crate::support::process;
use crate::support::workspace::Workspace;
use crate::versions::features::{self, NATIVE_TLS};

const FOLDER: &str = "tests/teams/neighbours";

/// A program with something of its own, and what is added to it.
#[derive(Debug, Clone, Copy)]
struct Case {
    program: &'static str,
    own: &'static str,
    beside: &'static str,
    given: Given,
    /// What comes of a call with icws-dialer.
    call: &'static str,
    /// How the program panics, where the guide warns of that.
    panics: Option<&'static str>,
}

/// What is special about a program, or the machine that it runs on.
#[derive(Debug, Clone, Copy)]
enum Given {
    Nothing,
    /// The program has the line that the guide asks for in this combination.
    Provider,
    /// The machine trusts nobody.
    NoCertificates,
}

const fn case(program: &'static str, own: &'static str, beside: &'static str) -> Case {
    Case { program, own, beside, given: Given::Nothing, call: "an answer", panics: None }
}

const NO_TLS: &str = "switch on its feature `rustls` or `native-tls`";
const NO_PROVIDER: &str = "install one for the process before the first client is made";

const NO_DEFAULT: Option<&str> = Some("No rustls crypto provider is configured");
const TWO_PROVIDERS: Option<&str> =
    Some("Could not automatically determine the process-level CryptoProvider");
const NO_DEFAULT_OF_UREQ: Option<&str> = Some("No CryptoProvider for Rustls");
const NO_CERTIFICATES: Option<&str> = Some("No CA certificates were loaded from the system");

/// The rustls of a program whose reqwest has no provider.
const WITHOUT_PROVIDER: &str = "rustls-default,reqwest-without-provider";

const CASES: [Case; 36] = [
    case("reqwest", "reqwest-without-tls", "beside-reqwest"),
    case("reqwest", "reqwest-without-tls", "beside-blocking"),
    Case { call: NO_TLS, ..case("reqwest", "reqwest-without-tls", "beside-clients") },
    case("reqwest", "reqwest-without-tls", "beside-unencrypted-clients"),
    Case {
        given: Given::NoCertificates,
        panics: NO_CERTIFICATES,
        ..case("reqwest", "reqwest-without-tls", "beside-reqwest")
    },
    Case { panics: NO_DEFAULT, ..case("reqwest", "reqwest-without-tls", "beside-rustls-no-provider") },
    Case { panics: NO_DEFAULT, ..case("reqwest", "reqwest-without-tls", "beside-rustls-ring") },
    Case {
        given: Given::Provider,
        ..case("reqwest", "reqwest-without-tls,rustls-ring", "beside-rustls-ring")
    },
    case("reqwest", "reqwest-default", "beside-reqwest"),
    case("reqwest", "reqwest-default", "beside-blocking"),
    case("reqwest", "reqwest-default", "beside-rustls-ring"),
    case("reqwest", "reqwest-native-tls", "beside-reqwest"),
    case("reqwest", "reqwest-native-tls", "beside-blocking"),
    case("reqwest", "reqwest-native-tls", "beside-native-tls"),
    case("rustls", "rustls-default", "beside-reqwest"),
    case("rustls", "rustls-default", "beside-blocking"),
    case("rustls", "rustls-default", "beside-native-tls"),
    Case { call: NO_TLS, ..case("rustls", "rustls-default", "beside-clients") },
    Case { call: NO_PROVIDER, ..case("rustls", "rustls-default", "beside-rustls-no-provider") },
    Case { panics: TWO_PROVIDERS, ..case("rustls", "rustls-default", "beside-rustls-ring") },
    Case { given: Given::Provider, ..case("rustls", "rustls-default", "beside-rustls-ring") },
    Case { panics: NO_DEFAULT, ..case("rustls", WITHOUT_PROVIDER, "beside-unencrypted-clients") },
    Case { given: Given::Provider, ..case("rustls", WITHOUT_PROVIDER, "beside-unencrypted-clients") },
    Case { call: NO_TLS, ..case("rustls", WITHOUT_PROVIDER, "beside-clients") },
    Case { panics: TWO_PROVIDERS, ..case("rustls", "rustls-ring", "beside-reqwest") },
    Case { given: Given::Provider, ..case("rustls", "rustls-ring", "beside-reqwest") },
    Case { panics: TWO_PROVIDERS, ..case("rustls", "rustls-ring", "beside-blocking") },
    Case { given: Given::Provider, ..case("rustls", "rustls-ring", "beside-blocking") },
    Case { given: Given::Provider, ..case("rustls", "rustls-ring", "beside-rustls-no-provider") },
    case("rustls", "rustls-ring", "beside-rustls-ring"),
    case("ureq", "ureq", "beside-reqwest"),
    case("ureq", "ureq", "beside-blocking"),
    Case { panics: NO_DEFAULT_OF_UREQ, ..case("ureq-without-tls", "ureq-without-tls", "beside-blocking") },
    Case { call: NO_TLS, ..case("ureq-without-tls", "ureq-without-tls", "beside-clients") },
    case("hyper-rustls", "hyper-rustls", "beside-reqwest"),
    case("hyper-rustls", "hyper-rustls", "beside-blocking"),
];

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { own, beside, given, panics, .. } = self;
        f.write_str(&[*own, beside].join(" "))?;
        f.write_str(match given {
            Given::Nothing => "",
            Given::Provider => ", with a provider installed",
            Given::NoCertificates => ", without certificates",
        })?;
        f.write_str(if panics.is_some() { ", which panics as the guide says" } else { "" })
    }
}

pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    let server = Server::start(workspace).map_err(|why| Failure::new(format!("error: the server: {why}")))?;
    let is_there =
        |case: &Case| features::has_native_tls() || ![case.own, case.beside].concat().contains(NATIVE_TLS);
    let cases: Vec<Case> = CASES.into_iter().filter(is_there).collect();
    features::each(&cases, "programs", |case| hold(workspace, &server, *case))
}

/// Runs a program without the crate and with it.
fn hold(workspace: &Workspace, server: &Server, case: Case) -> Result<String, String> {
    let Case { program, own, beside, given, .. } = case;
    build(workspace, program, own)?;
    let (alone, _) = server.run(program, Given::Nothing)?;
    build(workspace, program, &format!("{own},{beside}"))?;
    verdict(case, &alone, server.run(program, given))
}

/// Whether a program with the crate has printed what it did alone, and what has come of its call with it.
fn verdict(case: Case, alone: &str, together: Result<(String, String), String>) -> Result<String, String> {
    let Case { call, panics, .. } = case;
    if let Some(panics) = panics {
        return match together {
            Err(said) if said.contains(panics) => Ok(said),
            other => Err(format!("it does not panic as the guide says: {other:?}")),
        };
    }
    let (together, said) = together?;
    if alone != together {
        return Err(format!("alone it says:\n{alone}\ntogether:\n{together}"));
    }
    let lines: Vec<&str> = said.lines().collect();
    if lines.is_empty() || !lines.iter().all(|line| line.contains(call)) {
        return Err(format!("a call with icws-dialer was to end with {call:?}:\n{said}"));
    }
    Ok(String::new())
}

fn target(workspace: &Workspace) -> PathBuf {
    workspace.target().join("neighbours")
}

fn build(workspace: &Workspace, program: &str, features: &str) -> Result<(), String> {
    let build = ["build", "--quiet", "--bin", program, "--features", features];
    let mut cargo = cargo::elsewhere(&workspace.path(FOLDER), &target(workspace), &workspace.target());
    process::output(cargo.args(build)).map(drop)
}

/// The server. It ends when this does.
struct Server {
    child: Child,
    programs: PathBuf,
    certificate: PathBuf,
    http: String,
    https: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    fn start(workspace: &Workspace) -> Result<Self, String> {
        build(workspace, "judge", "judge")?;
        let programs = target(workspace).join("debug");
        let certificate = target(workspace).join("certificate.pem");
        let _ = fs::remove_file(&certificate);
        let mut command = Command::new(programs.join("judge"));
        command.arg(&certificate).stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child = command.spawn().map_err(|error| error.to_string())?;
        let mut line = String::new();
        let stdout = child.stdout.take().ok_or("it has no output")?;
        BufReader::new(stdout).read_line(&mut line).map_err(|error| error.to_string())?;
        let (plain, encrypted) = line.trim().split_once(' ').ok_or("it does not say where it listens")?;
        let (http, https) = (format!("http://localhost:{plain}"), format!("https://localhost:{encrypted}"));
        Ok(Self { child, programs, certificate, http, https })
    }

    /// Runs a program, and yields what it printed, and what it said about icws-dialer.
    fn run(&self, program: &str, given: Given) -> Result<(String, String), String> {
        let mut command = Command::new(self.programs.join(program));
        command.env("SSL_CERT_FILE", &self.certificate).env_remove("SSL_CERT_DIR").stdin(Stdio::null());
        command
            .env("NEIGHBOURS_HTTP", &self.http)
            .env("NEIGHBOURS_HTTPS", &self.https)
            .env("NO_PROXY", "localhost");
        match given {
            Given::Nothing => &mut command,
            Given::Provider => command.env("NEIGHBOURS_INSTALL", "1"),
            Given::NoCertificates => command.env("SSL_CERT_FILE", "/dev/null"),
        };
        let output = command.output().map_err(|error| format!("cannot start {program}: {error}"))?;
        let [printed, said] =
            [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        if output.status.success() {
            Ok((printed, said))
        } else {
            Err(format!("{}\n{printed}{said}", output.status))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_program_does_what_it_did_alone_and_its_calls_end_as_the_guide_says() {
        let case = case("program", "own", "beside");
        let ran = |printed: &str, said: &str| Ok((printed.to_owned(), said.to_owned()));
        assert_eq!(verdict(case, "1", ran("1", "an answer\nto it: an answer")), Ok(String::new()));
        for wrong in
            [ran("2", "an answer"), ran("1", ""), ran("1", "an answer\nnone"), Err("it panics".to_owned())]
        {
            assert!(verdict(case, "1", wrong.clone()).is_err(), "{wrong:?}");
        }
        let case = Case { panics: Some("no provider"), ..case };
        let said = || "panicked: no provider".to_owned();
        assert_eq!(verdict(case, "1", Err(said())), Ok(said()));
        for wrong in [ran("1", "an answer"), Err("panicked: something else".to_owned())] {
            assert!(verdict(case, "1", wrong.clone()).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn no_case_is_another_one() {
        let what = |case: &Case| format!("{} {} {} {:?}", case.program, case.own, case.beside, case.given);
        let cases: BTreeSet<String> = CASES.iter().map(what).collect();
        assert_eq!(cases.len(), CASES.len(), "{cases:#?}");
    }

    #[test]
    fn what_is_special_about_a_case_is_in_its_name() {
        let case = case("program", "own", "beside");
        assert_eq!(case.to_string(), "own beside");
        let special = Case { given: Given::Provider, ..case };
        assert_eq!(special.to_string(), "own beside, with a provider installed");
        let special = Case { given: Given::NoCertificates, panics: Some("x"), ..case };
        let name = "own beside, without certificates, which panics as the guide says";
        assert_eq!(special.to_string(), name);
    }
}
