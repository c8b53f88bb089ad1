//! A run that is stopped, at every step that it takes, leaves the old files or the new ones.

use std::error::Error;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::sandbox::{Files, Run, Sandbox, spec};

const SPEC: &str = "spec/dialer.yaml";

type Result = std::result::Result<(), Box<dyn Error>>;

/// A workspace before and after a run that adds, changes and removes files.
struct Story {
    sandbox: Sandbox,
    old: Files,
    new: Files,
}

impl Story {
    fn new(name: &str) -> io::Result<Self> {
        let sandbox = Sandbox::new(name)?;
        sandbox.write(SPEC, &spec(2, &[("callOne", 1), ("callTwo", 2), ("callThree", 2)]))?;
        sandbox.xtask(&["gen"])?;
        sandbox.write(SPEC, &spec(3, &[("callOne", 2), ("callFour", 1), ("callFive", 3)]))?;
        let old = sandbox.files()?;
        sandbox.xtask(&["gen"])?;
        let new = sandbox.files()?;
        Ok(Self { sandbox, old, new })
    }

    /// Runs `gen` again and again, each time with a fault one step later, until the fault is behind the end; `look` is
    /// told how each run ended.
    fn at_every_step(
        &self,
        fault: &str,
        mut look: impl FnMut(u32, Run) -> io::Result<()>,
    ) -> io::Result<u32> {
        for step in 0.. {
            self.sandbox.reset(&self.old)?;
            let run = self.sandbox.xtask_with_fault(&["gen"], &format!("{fault}:{step}"))?;
            if run.code == Some(0) {
                assert!(self.sandbox.files()? == self.new);
                return Ok(step);
            }
            look(step, run)?;
        }
        Ok(0)
    }

    /// Kills `gen` some time after its start, and yields whether that came before its end.
    fn gen_killed_after(&self, delay: Duration) -> io::Result<bool> {
        let root = &self.sandbox.root;
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.arg("gen").arg("--root").arg(root).current_dir(root);
        let mut run = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        thread::sleep(delay);
        run.kill()?;
        Ok(!run.wait()?.success())
    }

    fn is_old_or_new(&self) -> io::Result<bool> {
        let files = self.sandbox.files()?;
        Ok(files == self.old || files == self.new)
    }
}

#[test]
fn stopped_at_any_step_the_next_command_finds_old_or_new() -> Result {
    let story = Story::new("stopped")?;
    let mut seen = [0, 0];
    let commands: [&[&str]; 3] = [&["gen", "--check"], &["surface"], &["gen"]];
    let steps = story.at_every_step("abort", |step, run| {
        assert_eq!(run.code, Some(99), "{run:?}");
        let is_last = step % 3 == 2;
        let command = commands.into_iter().cycle().nth(step as usize).unwrap_or_default();
        let next = story.sandbox.xtask(command)?;
        assert!(story.is_old_or_new()?, "step {step}: {run:?} {next:?}");
        assert!(step == 0 || is_last || next.stderr.starts_with("note: "), "it says so: {next:?}");
        let is_new = story.sandbox.files()? == story.new;
        assert!(is_new || !is_last, "`gen` brings it up to date");
        seen = if is_new { [seen[0], seen[1] + 1] } else { [seen[0] + 1, seen[1]] };
        Ok(())
    })?;
    assert!(steps > 15 && seen.iter().all(|count| *count > 5), "{steps} steps, {seen:?} old and new");
    Ok(())
}

/// Not between two steps, as above, but at random times: within a write or a rename, for example.
#[test]
fn killed_at_any_time_the_next_command_finds_old_or_new() -> Result {
    let story = Story::new("killed")?;
    story.sandbox.reset(&story.old)?;
    let started = Instant::now();
    story.sandbox.xtask(&["gen"])?;
    let whole = started.elapsed();
    let mut killed = 0;
    for _ in 0..1000 {
        story.sandbox.reset(&story.old)?;
        let random = u32::try_from(RandomState::new().build_hasher().finish() % 1000)?;
        let delay = whole * random / 1000;
        killed += u32::from(story.gen_killed_after(delay)?);
        let next = story.sandbox.xtask(&["gen", "--check"])?;
        assert!(story.is_old_or_new()?, "killed after {delay:?}: {next:?}");
        if killed == 60 {
            return Ok(());
        }
    }
    Err(format!("of 1000 runs only {killed} were killed before they ended").into())
}

#[test]
fn a_full_disk_leaves_old_or_new() -> Result {
    let story = Story::new("full")?;
    story.at_every_step("fail", |step, run| {
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(run.stderr.starts_with("error: cannot "), "{run:?}");
        let is_decided = story.sandbox.path("generated/.xtask-gen").exists();
        assert!(is_decided || run.stderr.ends_with("nothing was changed\n"), "{run:?}");
        assert!(is_decided || story.sandbox.files()? == story.old, "step {step}");
        story.sandbox.xtask(&["gen", "--check"])?;
        assert!(story.is_old_or_new()?, "step {step}");
        Ok(())
    })?;
    Ok(())
}

#[test]
fn a_stop_within_a_stop_is_no_worse() -> Result {
    let story = Story::new("stopped-twice")?;
    let mut decided = None;
    story.at_every_step("abort", |step, _| {
        if decided.is_none() && story.sandbox.path("generated/.xtask-gen/journal").exists() {
            decided = Some(step);
        }
        Ok(())
    })?;
    let decided = decided.ok_or("no run was stopped after the decision")?;
    for second in 0..40 {
        story.sandbox.reset(&story.old)?;
        story.sandbox.xtask_with_fault(&["gen"], &format!("abort:{}", decided + 2))?;
        story.sandbox.xtask_with_fault(&["gen", "--check"], &format!("abort:{second}"))?;
        story.sandbox.write(SPEC, "")?;
        let last = story.sandbox.xtask(&["gen"])?;
        assert_eq!(last.code, Some(1), "the specification is empty by now");
        let mut files = story.sandbox.files()?;
        files.extend(story.new.get(SPEC).map(|text| (SPEC.to_owned(), text.clone())));
        assert!(files == story.new, "second stop at {second}: {last:?}");
    }
    Ok(())
}

#[test]
fn what_was_edited_after_a_stop_is_kept() -> Result {
    let story = Story::new("edited")?;
    story.at_every_step("abort", |step, _| {
        let edited = format!("{}More.\n", story.sandbox.read("README.md")?);
        story.sandbox.write("README.md", &edited)?;
        let run = story.sandbox.xtask(&["gen"])?;
        assert_eq!(run.code, Some(0), "step {step}: {run:?}");
        let text = story.sandbox.read("README.md")?;
        assert!(text.ends_with("The end.\nMore.\n") && text.contains("`phone-3`"), "step {step}: {text}");
        Ok(())
    })?;
    Ok(())
}
