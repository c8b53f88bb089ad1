//! Prism: a server made of the specification, which our clients call. It judges each request, and answers with each
//! status. The calls are made by a test of the crate `icws-tests`, because clients are not for this program to depend on.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::Duration;

use super::install::{Manager, Package};
use crate::process::{cargo, succeeds};
use crate::workspace::{SPEC, Workspace};

pub(super) const PACKAGE: Package =
    Package { from: Manager::Npm, name: "@stoplight/prism-cli", version: "5.14.2" };
/// The variable that tells the test where Prism listens.
const ADDRESS: &str = "ICWS_PRISM";
/// How long Prism may take until it listens. It takes a second or two, unless the machine is busy.
const PATIENCE: Duration = Duration::from_secs(60);
/// Makes node end when its standard input does, which is when this program ends, in whatever way.
const END_WITH_US: &str = "data:text/javascript,process.stdin.on('end',()=>process.exit()).resume()";

pub(super) fn judge(workspace: &Workspace, home: &Path) -> Result<(), String> {
    let server = Server::start(workspace, home)?;
    // With the whole workspace, so that cargo chooses the features that `cargo test --workspace` builds everything with.
    let mut calls = cargo(workspace, &["test", "--quiet", "--workspace", "--test", "prism"]);
    if succeeds(calls.env(ADDRESS, &server.address)) { Ok(()) } else { Err("see above".to_owned()) }
}

/// Prism, which is stopped when this is dropped.
struct Server {
    process: Child,
    address: String,
}

impl Server {
    /// Starts Prism on a free port, and waits until it listens.
    fn start(workspace: &Workspace, home: &Path) -> Result<Self, String> {
        let mut command = Command::new("node");
        command
            .args(["--import", END_WITH_US])
            .arg(home.join("node_modules/@stoplight/prism-cli/dist/index.js"));
        command.args(["mock", "--errors", "--host", "127.0.0.1", "--port", "0", SPEC]);
        command.current_dir(workspace.root()).env("NO_COLOR", "1");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let process = command.spawn().map_err(|error| format!("cannot start node: {error}"))?;
        let mut server = Self { process, address: String::new() };
        let (sender, receiver) = mpsc::channel();
        drain(server.process.stdout.take(), sender.clone());
        drain(server.process.stderr.take(), sender);
        let mut printed = Vec::new();
        while let Ok(line) = receiver.recv_timeout(PATIENCE) {
            if let Some(address) = address(&line) {
                server.address = address.to_owned();
                return Ok(server);
            }
            printed.push(line);
        }
        Err(format!("does not listen; it printed:\n{}", printed.join("\n")))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Reads what Prism prints for as long as it runs, because it would wait if nobody did. The lines are wanted until it
/// listens, and go nowhere after that.
fn drain(output: Option<impl Read + Send + 'static>, lines: Sender<String>) {
    let Some(output) = output else { return };
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            let _ = lines.send(line);
        }
    });
}

/// Host and port, in the line with which Prism says that it listens.
fn address(line: &str) -> Option<&str> {
    line.split_once("Prism is listening on http://").map(|(_, address)| address.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_read_from_what_is_printed() {
        let line =
            "[8:50:17 AM] \u{203a} [CLI] \u{25b6}  start     Prism is listening on http://127.0.0.1:45897\n";
        assert_eq!(address(line), Some("127.0.0.1:45897"));
        assert_eq!(
            address("[CLI]  info  POST  http://127.0.0.1:45897/icws/rem/dialer/ready-for-calls"),
            None
        );
    }
}
