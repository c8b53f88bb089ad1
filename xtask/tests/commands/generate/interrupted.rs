//! A run that is stopped, at every step that it takes, leaves the old files or the new ones, or a crate that does not
//! compile and that the next `gen` makes whole. Only `gen` changes anything about it.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::io;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::Result;
use crate::sandbox::{Files, Run, Sandbox, spec};

const SPEC: &str = "spec/dialer.yaml";
const ROOT: &str = "generated/src/generated/mod.rs";
const STAGE: &str = "generated/.xtask-gen/";

/// More steps than any run takes.
const STEPS: u32 = 400;

/// A workspace before and after a run that adds, changes and removes files.
struct Story {
    sandbox: Sandbox,
    old: Files,
    new: Files,
}

/// What is there after a run.
#[derive(Debug, Clone, Copy, PartialEq)]
enum State {
    Old,
    New,
    /// The crate says that it is not whole.
    Broken,
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
        assert!(old != new);
        Ok(Self { sandbox, old, new })
    }

    /// Runs `gen` again and again, each time with a fault one step later, until the fault is behind the end; `look` is
    /// told how each run ended. Yields how often it was called.
    fn at_every_step(
        &self,
        fault: &str,
        mut look: impl FnMut(u32, Run) -> io::Result<()>,
    ) -> io::Result<u32> {
        for step in 0..STEPS {
            self.sandbox.reset(&self.old)?;
            let run = self.sandbox.xtask_with_fault(&["gen"], &format!("{fault}:{step}"))?;
            if run.code == Some(0) {
                assert!(self.sandbox.files()? == self.new);
                return Ok(step);
            }
            look(step, run)?;
        }
        Err(io::Error::other(format!("no run has ended within {STEPS} steps")))
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

    /// What is there; nothing else may be.
    fn state(&self) -> io::Result<State> {
        let mut files = self.sandbox.files()?;
        files.retain(|path, _| !path.starts_with(STAGE));
        let root = files.get(ROOT).map(|root| String::from_utf8_lossy(root).into_owned()).unwrap_or_default();
        let is_broken =
            root.contains("\ncompile_error!(\"an interrupted run has left this crate half-written; run: ");
        match () {
            () if files == self.old => Ok(State::Old),
            () if files == self.new => Ok(State::New),
            () if is_broken => Ok(State::Broken),
            () => Err(io::Error::other(format!("a mixture that compiles: {:?}", files.keys()))),
        }
    }
}

#[test]
fn killed_at_any_step_the_next_gen_makes_it_whole() -> Result {
    let story = Story::new("stopped")?;
    let mut seen = Vec::new();
    let steps = story.at_every_step("abort", |step, run| {
        assert_eq!(run.code, Some(99), "{run:?}");
        seen.push(story.state()?);
        let left = story.sandbox.files()?;
        for command in [&["gen", "--check"][..], &["surface"]] {
            let run = story.sandbox.xtask(command)?;
            assert!(story.sandbox.files()? == left, "step {step}: {command:?} changes nothing");
            let is_said = run.stderr.starts_with("note: `cargo xtask gen` was interrupted, or is at work");
            assert_eq!(is_said, left.keys().any(|path| path.starts_with(STAGE)), "step {step}: {run:?}");
        }
        let next = story.sandbox.xtask(&["gen"])?;
        assert!(story.sandbox.files()? == story.new, "step {step}: {next:?}");
        Ok(())
    })?;
    let count = |wanted| seen.iter().filter(|state| **state == wanted).count();
    assert!(steps > 20 && count(State::Old) > 5 && count(State::Broken) > 5, "{steps} steps: {seen:?}");
    Ok(())
}

#[test]
fn killed_before_the_specification_changes_back_it_becomes_the_old_one() -> Result {
    let story = Story::new("changed-back")?;
    let before = spec(2, &[("callOne", 1), ("callTwo", 2), ("callThree", 2)]);
    let mut old = story.old.clone();
    old.insert(SPEC.to_owned(), before.clone().into_bytes());
    story.at_every_step("abort", |step, _| {
        story.sandbox.write(SPEC, &before)?;
        let next = story.sandbox.xtask(&["gen"])?;
        assert!(story.sandbox.files()? == old, "step {step}: {next:?}");
        Ok(())
    })?;
    Ok(())
}

/// Not between two steps, as above, but at random times: within a write or a rename, for example.
#[test]
fn killed_at_any_time_the_next_gen_makes_it_whole() -> Result {
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
        story.state()?;
        let next = story.sandbox.xtask(&["gen"])?;
        assert!(story.sandbox.files()? == story.new, "killed after {delay:?}: {next:?}");
        if killed == 60 {
            return Ok(());
        }
    }
    Err(format!("of 1000 runs only {killed} were killed before they ended").into())
}

/// Each step fails once, as it does where the disk is full or a folder may not be written to.
#[test]
fn a_step_that_fails_changes_nothing() -> Result {
    let story = Story::new("full")?;
    let folders = || -> io::Result<_> { story.sandbox.folders() };
    story.sandbox.reset(&story.old)?;
    let before = folders()?;
    let steps = story.at_every_step("fail", |step, run| {
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(run.stderr.starts_with("error: cannot "), "{run:?}");
        assert!(run.stderr.ends_with("\n\nnothing was changed\n"), "{run:?}");
        assert!(story.sandbox.files()? == story.old, "step {step}");
        assert_eq!(folders()?, before, "step {step}");
        Ok(())
    })?;
    assert!(steps > 20, "{steps}");
    Ok(())
}

#[test]
fn a_kill_within_the_next_run_is_no_worse() -> Result {
    let story = Story::new("stopped-twice")?;
    let mut broken = None;
    story.at_every_step("abort", |step, _| {
        if broken.is_none() && story.state()? == State::Broken {
            broken = Some(step);
        }
        Ok(())
    })?;
    let broken = broken.ok_or("no run was stopped in the middle")?;
    for second in 0..STEPS {
        story.sandbox.reset(&story.old)?;
        story.sandbox.xtask_with_fault(&["gen"], &format!("abort:{}", broken + 2))?;
        let run = story.sandbox.xtask_with_fault(&["gen"], &format!("abort:{second}"))?;
        if run.code == Some(0) {
            assert!(second > 10 && story.sandbox.files()? == story.new, "{second}: {run:?}");
            return Ok(());
        }
        story.state()?;
        let last = story.sandbox.xtask(&["gen"])?;
        assert!(story.sandbox.files()? == story.new, "second stop at {second}: {last:?}");
    }
    Err(format!("no second run has ended within {STEPS} steps").into())
}

#[test]
fn what_was_edited_after_a_kill_is_kept() -> Result {
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
