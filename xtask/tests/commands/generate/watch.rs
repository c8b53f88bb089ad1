//! `cargo xtask gen --watch`: a run for each edit, until somebody ends it.

use std::io::{BufRead, BufReader};
use std::process::Child;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use crate::Result;
use crate::sandbox::{Sandbox, spec};

const SPEC: &str = "spec/dialer.yaml";
/// How long a run may take. It takes a tenth of a second, unless the machine is busy.
const PATIENCE: Duration = Duration::from_secs(60);

/// A watch that ends with the test.
struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn start(sandbox: &Sandbox) -> Result<Self> {
        let mut child = sandbox.start(&["gen", "--watch"], "")?;
        let stderr = child.stderr.take().ok_or("no stderr")?;
        let (sender, lines) = mpsc::channel();
        thread::spawn(move || {
            BufReader::new(stderr)
                .lines()
                .map_while(std::result::Result::ok)
                .for_each(|line| drop(sender.send(line)));
        });
        Ok(Self { child, lines })
    }

    /// What the next run says, up to how it ended.
    fn run(&self) -> Result<String> {
        let mut said = String::new();
        loop {
            let line = self.lines.recv_timeout(PATIENCE)?;
            said.push_str(&line);
            said.push('\n');
            if line.contains("waiting for the next edit") {
                return Ok(said);
            }
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn an_edit_starts_a_run_and_a_mistake_does_not_end_it() -> Result {
    let sandbox = Sandbox::new("watch")?;
    sandbox.write(SPEC, &spec(2, &[("callOne", 1)]))?;
    let watch = Watch::start(&sandbox)?;
    let first = watch.run()?;
    assert!(first.contains("\nok in "), "{first}");
    assert!(sandbox.read("generated/src/generated/operations/call_one.rs").is_ok());

    sandbox.write(SPEC, &spec(2, &[("callOne", 3)]))?;
    let second = watch.run()?;
    assert!(second.contains("error[E0207]") && second.contains("\nFAILED in "), "{second}");

    // Some editors put a new file in the place of the old one.
    sandbox.write("spec/new", &spec(2, &[("callOne", 1), ("callAgain", 2)]))?;
    std::fs::rename(sandbox.path("spec/new"), sandbox.path(SPEC))?;
    let third = watch.run()?;
    assert!(third.contains("\nok in "), "{third}");
    assert!(sandbox.read("generated/src/generated/operations/call_again.rs").is_ok());
    assert!(watch.lines.recv_timeout(Duration::from_millis(600)).is_err(), "nothing runs without an edit");
    Ok(())
}
