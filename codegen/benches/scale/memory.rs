//! The peak of memory, as Linux counts it: the most that was resident at one time. Each size is run in a process of its
//! own, because what one run leaves behind would count in the next.

use std::process::Command;

use crate::run;

/// What makes this program the child.
pub(crate) const CHILD: &str = "--peaks";

/// The peak of each stage in MiB, or a question mark where the system does not tell.
pub(crate) fn of_child(what: &str, operations: usize) -> Vec<String> {
    let program = std::env::current_exe().expect("this program is a file");
    let child = Command::new(program).args([CHILD, what, &operations.to_string()]).output();
    let output = child.expect("this program can be run").stdout;
    String::from_utf8_lossy(&output).lines().map(str::to_owned).collect()
}

/// Runs it and prints the peaks, a line each.
pub(crate) fn child(what: &str, document: &str) {
    reset();
    run::run(what, document, &mut |_| {
        println!("{}", peak().map_or("?".to_owned(), |kib| format!("{:.1}", kib / 1024.0)));
        reset();
    });
}

fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Makes what is resident now the peak. Where that is not allowed, a stage shows the peak of those before it as well.
fn reset() {
    drop(std::fs::write("/proc/self/clear_refs", "5"));
}
