//! Programs that a test makes up, in the place of those that a command starts. Each writes down how it was called.

use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

use super::sandbox::{Run, Sandbox, spec};

/// A workspace in which a command finds these programs, and no others.
pub(crate) struct Programs {
    pub(crate) sandbox: Sandbox,
}

impl Programs {
    /// A workspace with a specification of two versions, and the scripts of programs by their names.
    pub(crate) fn new(name: &str, scripts: &[(&str, &str)]) -> io::Result<Self> {
        let sandbox = Sandbox::new(name)?;
        sandbox.write("spec/dialer.yaml", &spec(2, &[("callOne", 1), ("callTwo", 2)]))?;
        Self::beside(sandbox, scripts)
    }

    /// The same of a workspace that is there.
    pub(crate) fn beside(sandbox: Sandbox, scripts: &[(&str, &str)]) -> io::Result<Self> {
        sandbox.write("calls", "")?;
        let programs = Self { sandbox };
        scripts.iter().try_for_each(|(name, script)| programs.add(name, script))?;
        Ok(programs)
    }

    /// Puts a program there, whose script finds the workspace in a variable. Another process writes
    /// it: if this one did, what a test starts at the same time could hold it open for writing, and nobody could start it.
    pub(crate) fn add(&self, name: &str, script: &str) -> io::Result<()> {
        let head = format!("#!/bin/sh\nPATH=/usr/bin:/bin\nworkspace='{}'\n", self.sandbox.root.display());
        let note = "echo \"$(pwd)> ${0##*/} $*\" >> \"$workspace/calls\"\n";
        self.sandbox.write("programs/script", &format!("{head}{note}{script}\n"))?;
        let (script, program) =
            (self.sandbox.path("programs/script"), self.sandbox.path(&format!("programs/{name}")));
        let copied = Command::new("cp").arg(script).arg(&program).status()?;
        if !copied.success() {
            return Err(io::Error::other(format!("{} cannot be written", program.display())));
        }
        fs::set_permissions(program, fs::Permissions::from_mode(0o755))
    }

    /// Runs a command, which builds and installs nothing outside of the workspace.
    pub(crate) fn xtask(&self, arguments: &[&str]) -> io::Result<Run> {
        let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"));
        xtask.args(arguments).arg("--root").arg(&self.sandbox.root).current_dir(&self.sandbox.root);
        xtask.env("PATH", self.sandbox.path("programs")).env("CARGO", self.sandbox.path("programs/cargo"));
        xtask
            .env("CARGO_HOME", self.sandbox.path("home"))
            .env("CARGO_TARGET_DIR", self.sandbox.path("built"));
        xtask.env_remove("OPENSSL_DIR");
        Run::of(xtask.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?)
    }

    /// How programs were called since this was last asked: in which folder below the workspace, if it is not the workspace
    /// itself, and with what.
    pub(crate) fn calls(&self) -> io::Result<Vec<String>> {
        let calls = self.sandbox.read("calls")?;
        self.sandbox.write("calls", "")?;
        let root = self.sandbox.root.display();
        let shown = |call: &str| call.replace(&format!("{root}/"), "").replace(&format!("{root}> "), "");
        Ok(calls.lines().map(shown).collect())
    }
}
