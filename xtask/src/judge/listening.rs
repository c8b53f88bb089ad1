//! Programs that listen for as long as they are needed.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

/// How long one may take until it listens. It takes a second or two, unless the machine is busy.
const PATIENCE: Duration = Duration::from_secs(60);

/// A program that ends when its standard input does, which is when this one ends, in whatever way. It is stopped when this
/// is dropped.
pub(super) struct Listening {
    process: Child,
    address: String,
    /// What it prints.
    lines: Receiver<String>,
}

impl Listening {
    /// Starts it, and waits until it says that it listens.
    pub(super) fn start(command: &mut Command) -> Result<Self, String> {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let process = command.spawn();
        let mut process =
            process.map_err(|error| format!("cannot start {}: {error}", command.get_program().display()))?;
        let (sender, lines) = mpsc::channel();
        drain(process.stdout.take(), sender.clone());
        drain(process.stderr.take(), sender);
        let mut listening = Self { process, address: String::new(), lines };
        let mut printed = Vec::new();
        while let Ok(line) = listening.lines.recv_timeout(PATIENCE) {
            if let Some(address) = address(&line) {
                listening.address = address.to_owned();
                return Ok(listening);
            }
            printed.push(line);
        }
        Err(format!("does not listen; it printed:\n{}", printed.join("\n")))
    }

    /// Where it listens, host and port.
    pub(super) fn address(&self) -> &str {
        &self.address
    }

    /// Ends its input, and waits for it to end by itself. Yields what it has printed since it listens; that is the error
    /// where it ends as a failure.
    pub(super) fn end(mut self) -> Result<String, String> {
        drop(self.process.stdin.take());
        let printed = self.lines.iter().collect::<Vec<_>>().join("\n");
        match self.process.wait() {
            Ok(status) if status.success() => Ok(printed),
            _ => Err(printed),
        }
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Reads what a program prints for as long as it runs, because it would wait if nobody did.
fn drain(output: Option<impl Read + Send + 'static>, lines: Sender<String>) {
    let Some(output) = output else { return };
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            let _ = lines.send(line);
        }
    });
}

/// Host and port, in the line with which a program says that it listens.
fn address(line: &str) -> Option<&str> {
    line.split_once("listening on http://").map(|(_, address)| address.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_read_from_what_is_printed() {
        let line =
            "[8:50:17 AM] \u{203a} [CLI] \u{25b6}  start     Prism is listening on http://127.0.0.1:45897\n";
        assert_eq!(address(line), Some("127.0.0.1:45897"));
        assert_eq!(address("listening on http://127.0.0.1:45655"), Some("127.0.0.1:45655"));
        assert_eq!(
            address("[CLI]  info  POST  http://127.0.0.1:45897/icws/rem/dialer/ready-for-calls"),
            None
        );
    }

    #[cfg(unix)]
    #[test]
    fn what_is_dropped_is_stopped_even_if_it_does_not_look_at_its_input() {
        let mut shell = Command::new("sh");
        shell.args(["-c", "echo listening on http://127.0.0.1:1; exec sleep 1000"]);
        let listening = Listening::start(&mut shell).expect("it says that it listens");
        let id = listening.process.id().to_string();
        let runs =
            || Command::new("sh").args(["-c", "kill -0 $0 2>&1", &id]).output().unwrap().status.success();
        assert!(runs());
        drop(listening);
        assert!(!runs());
    }
}
