//! Several at once: runs wait for each other, and what somebody saves meanwhile is not overwritten.

use std::fs::{self, File};
use std::io;
use std::process::Child;
use std::thread;
use std::time::Duration;

use crate::Result;
use crate::sandbox::{Run, Sandbox, files, spec};

const SPEC: &str = "spec/dialer.yaml";

/// Waits until a run has begun to write, or has ended.
fn begun(sandbox: &Sandbox, run: &mut Child) -> io::Result<()> {
    while run.try_wait()?.is_none() && !sandbox.path("generated/.xtask-gen").exists() {
        thread::sleep(Duration::from_millis(5));
    }
    Ok(())
}

/// Waits until a run has read all files, which it does with the folder locked, and does nothing more for the time being.
fn read(sandbox: &Sandbox, run: &mut Child) -> io::Result<()> {
    let folder = File::open(sandbox.path("generated"))?;
    while run.try_wait()?.is_none() && folder.try_lock().is_ok() {
        folder.unlock()?;
        thread::sleep(Duration::from_millis(5));
    }
    thread::sleep(Duration::from_millis(500));
    Ok(())
}

/// Whether a run has not ended after some time.
fn waits(run: &mut Child) -> io::Result<bool> {
    thread::sleep(Duration::from_millis(500));
    Ok(run.try_wait()?.is_none())
}

#[test]
fn a_run_waits_for_another_one_to_end_or_to_die() -> Result {
    let sandbox = Sandbox::new("waits")?;
    sandbox.write(SPEC, &spec(1, &[("callOne", 1)]))?;
    let folder = File::open(sandbox.path("generated"))?;
    folder.lock()?;
    let mut run = sandbox.start(&["gen"], "")?;
    assert!(waits(&mut run)?);
    folder.unlock()?;
    assert_eq!(Run::of(run)?.code, Some(0));

    // The first one holds the folder until it is killed.
    sandbox.write(SPEC, &spec(1, &[("callTwo", 1)]))?;
    let mut first = sandbox.start(&["gen"], "wait:9")?;
    begun(&sandbox, &mut first)?;
    let mut second = sandbox.start(&["gen"], "")?;
    let mut check = sandbox.start(&["gen", "--check"], "")?;
    assert!(waits(&mut second)? && waits(&mut check)?);
    first.kill()?;
    first.wait()?;
    assert_eq!(Run::of(second)?.code, Some(0));
    Run::of(check)?;
    assert_eq!(sandbox.xtask(&["gen", "--check"])?.code, Some(0));
    Ok(())
}

#[test]
fn what_is_saved_while_gen_runs_is_kept() -> Result {
    let sandbox = Sandbox::new("saved")?;
    sandbox.write(SPEC, &spec(1, &[("callOne", 1)]))?;
    sandbox.xtask(&["gen"])?;
    let old = sandbox.files()?;
    for step in 1..30 {
        sandbox.reset(&old)?;
        sandbox.write(SPEC, &spec(2, &[("callOne", 1), ("callTwo", 2)]))?;
        let mut run = sandbox.start(&["gen"], &format!("wait:{step}"))?;
        begun(&sandbox, &mut run)?;
        thread::sleep(Duration::from_millis(100));
        let edited = format!("{}EDITED\n", sandbox.read("README.md")?);
        sandbox.write("README.md", &edited)?;
        let run = Run::of(run)?;
        let text = sandbox.read("README.md")?;
        assert!(text.ends_with("The end.\nEDITED\n"), "step {step}: {run:?}");
        if run.code == Some(1) {
            let said = "README.md meanwhile\nhelp: run it again\n\nnothing was changed\n";
            assert!(run.stderr.ends_with(said), "{run:?}");
            let changed = sandbox.files()?.into_iter().filter(|file| old.get(&file.0) != Some(&file.1));
            assert_eq!(changed.map(|(path, _)| path).collect::<Vec<_>>(), ["README.md", SPEC]);
        }
        assert_eq!(sandbox.xtask(&["gen"])?.code, Some(0));
        assert!(sandbox.read("README.md")?.ends_with("The end.\nEDITED\n"), "step {step}");
    }
    Ok(())
}

/// Between the one time that it is read and the first file that is written.
#[test]
fn what_is_saved_after_gen_has_read_it_is_kept() -> Result {
    let sandbox = Sandbox::new("saved-after-reading")?;
    sandbox.write(SPEC, &spec(1, &[("callOne", 1)]))?;
    sandbox.xtask(&["gen"])?;
    let old = sandbox.files()?;
    for path in ["README.md", "generated/README.md", "generated/Cargo.toml"] {
        sandbox.reset(&old)?;
        sandbox.write(SPEC, &spec(2, &[("callOne", 1), ("callTwo", 2)]))?;
        let mut run = sandbox.start(&["gen"], "wait:0")?;
        read(&sandbox, &mut run)?;
        assert!(!sandbox.path("generated/.xtask-gen").exists());
        let edited = format!("{}# EDITED\n", sandbox.read(path)?);
        sandbox.write(path, &edited)?;
        let run = Run::of(run)?;
        assert_eq!(run.code, Some(1), "{run:?}");
        let said = format!("{path} meanwhile\nhelp: run it again\n\nnothing was changed\n");
        assert!(run.stderr.ends_with(&said), "{run:?}");
        assert_eq!(sandbox.read(path)?, edited);
        assert_eq!(sandbox.xtask(&["gen"])?.code, Some(0));
        let text = sandbox.read(path)?;
        assert!(text.ends_with("# EDITED\n") && text.contains("phone-2"), "{text}");
    }
    Ok(())
}

#[test]
fn first_runs_at_once_end_in_one_whole_crate() -> Result {
    let sandbox = Sandbox::new("at-once")?;
    let specs = ["a.yaml", "b.yaml"];
    sandbox.write("a.yaml", &spec(1, &[("callOne", 1), ("callTwo", 1)]))?;
    sandbox.write("b.yaml", &spec(2, &[("callOne", 1), ("callThree", 2)]))?;
    let mut wanted = Vec::new();
    // As deep as what is compared with them: a manifest says where the runtime is.
    for spec in specs {
        let out = format!("by/itself/{spec}");
        assert_eq!(sandbox.xtask(&["gen", "--spec", spec, "--out", &out])?.code, Some(0));
        wanted.push(files(&sandbox.path(&out))?);
    }
    for _ in 0..3 {
        let runs = (0..12).map(|number| {
            let spec = specs.into_iter().cycle().nth(number).unwrap_or_default();
            sandbox.start(&["gen", "--spec", spec, "--out", "deep/new/out"], "")
        });
        for run in runs.collect::<io::Result<Vec<_>>>()? {
            let run = Run::of(run)?;
            assert_eq!(run.code, Some(0), "{run:?}");
        }
        assert!(wanted.contains(&files(&sandbox.path("deep/new/out"))?));
        fs::remove_dir_all(sandbox.path("deep"))?;
    }
    Ok(())
}

#[test]
fn first_runs_that_fail_do_not_hinder_those_that_do_not() -> Result {
    let sandbox = Sandbox::new("some-fail")?;
    sandbox.write("a.yaml", &spec(1, &[("callOne", 1)]))?;
    let arguments = ["gen", "--spec", "a.yaml", "--out", "deep/out"];
    let runs = (0..12).map(|number| sandbox.start(&arguments, if number % 2 == 0 { "fail:3" } else { "" }));
    for (number, run) in runs.collect::<io::Result<Vec<_>>>()?.into_iter().enumerate() {
        let run = Run::of(run)?;
        assert!(number % 2 == 0 || run.code == Some(0), "{run:?}");
    }
    let check: Vec<&str> = arguments.into_iter().chain(["--check"]).collect();
    assert_eq!(sandbox.xtask(&check)?.code, Some(0));
    Ok(())
}
