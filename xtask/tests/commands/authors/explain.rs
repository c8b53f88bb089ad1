//! `cargo xtask explain`: what codes mean.

use crate::Result;
use crate::sandbox::Sandbox;

#[test]
fn a_code_is_explained() -> Result {
    let sandbox = Sandbox::new("explain-one")?;
    let run = sandbox.xtask(&["explain", "e0210"])?;
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    assert!(run.stdout.starts_with("# E0210: a reference that leads nowhere\n\nThere is nothing"), "{run:?}");
    assert!(run.stdout.contains("\nWrong:\n\n    components:\n"), "{run:?}");
    let two = sandbox.xtask(&["explain", "E0210", "E0301"])?;
    assert!(two.stdout.starts_with(&run.stdout) && two.stdout.contains("\n\n\n# E0301: "), "{two:?}");
    Ok(())
}

#[test]
fn all_codes_are_listed() -> Result {
    let run = Sandbox::new("explain-all")?.xtask(&["explain"])?;
    assert_eq!(run.code, Some(0), "{run:?}");
    let count = icws_codegen::codes().len();
    assert_eq!(run.stdout.lines().count(), count);
    assert!(run.stdout.starts_with("E0101  the file is not UTF-8\n"), "{run:?}");
    Ok(())
}

#[test]
fn an_unknown_code_is_wrong_usage() -> Result {
    let run = Sandbox::new("explain-none")?.xtask(&["explain", "E210"])?;
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
    let said = "error: couldn't parse `E210`: did you mean `E0210`? `cargo xtask explain` lists all codes\n";
    assert_eq!(run.stderr, said);
    Ok(())
}
