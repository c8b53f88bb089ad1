//! A copy of what `cargo xtask` works on, with specifications that a test makes up.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use xtask::cargo;

/// The root of our own workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Cargo in a folder with a crate that is compiled once.
pub(crate) fn cargo(folder: &Path, arguments: &[&str]) -> io::Result<Run> {
    let target = root().join("target");
    let mut cargo = cargo::elsewhere(folder, &target.join("gating"), &target);
    cargo.args(arguments).env("RUSTDOCFLAGS", "-D warnings");
    Run::of(cargo.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?)
}

/// The files of a folder, by their paths in it.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

pub(crate) struct Sandbox {
    pub(crate) root: PathBuf,
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Sandbox {
    /// A workspace with our manifests and hand-written code, and nothing generated.
    pub(crate) fn new(name: &str) -> io::Result<Self> {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        let (sandbox, ours) = (Self { root: folder }, root());
        for path in [
            "Cargo.toml",
            "generated/Cargo.toml",
            "generated/runtime/Cargo.toml",
            "LICENSE-APACHE",
            "LICENSE-MIT",
            "rustfmt.toml",
        ] {
            sandbox.write(path, &fs::read_to_string(ours.join(path))?)?;
        }
        for folder in ["generated/src", "generated/runtime/src"] {
            for (path, content) in files(&ours.join(folder))? {
                if !path.starts_with("generated/") {
                    sandbox.write(&format!("{folder}/{path}"), &String::from_utf8_lossy(&content))?;
                }
            }
        }
        let readme =
            "# Front page\n<!-- @generated-begin surface -->\n<!-- @generated-end surface -->\nThe end.\n";
        sandbox.write("README.md", readme)?;
        sandbox.write("generated/README.md", readme)?;
        sandbox.write("generated/runtime/README.md", "# Runtime\n")?;
        Ok(sandbox)
    }

    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.root.join(below)
    }

    pub(crate) fn read(&self, below: &str) -> io::Result<String> {
        fs::read_to_string(self.path(below))
    }

    pub(crate) fn write(&self, below: &str, text: &str) -> io::Result<()> {
        let path = self.path(below);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(path, text)
    }

    pub(crate) fn files(&self) -> io::Result<Files> {
        files(&self.root)
    }

    /// The folders, by their paths.
    pub(crate) fn folders(&self) -> io::Result<BTreeSet<PathBuf>> {
        let mut found = BTreeSet::from([self.root.clone()]);
        let mut folders = vec![self.root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder)? {
                let entry = entry?;
                if entry.file_type()?.is_dir() && found.insert(entry.path()) {
                    folders.push(entry.path());
                }
            }
        }
        Ok(found)
    }

    /// Makes the folder contain exactly these files.
    pub(crate) fn reset(&self, files: &Files) -> io::Result<()> {
        fs::remove_dir_all(&self.root)?;
        files.iter().try_for_each(|(path, content)| self.write(path, &String::from_utf8_lossy(content)))
    }

    pub(crate) fn xtask(&self, arguments: &[&str]) -> io::Result<Run> {
        self.xtask_with_fault(arguments, "")
    }

    /// Runs it with `XTASK_FAULT`.
    pub(crate) fn xtask_with_fault(&self, arguments: &[&str], fault: &str) -> io::Result<Run> {
        Run::of(self.start(arguments, fault)?)
    }

    /// Starts it, and goes on.
    pub(crate) fn start(&self, arguments: &[&str], fault: &str) -> io::Result<Child> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.args(arguments).arg("--root").arg(&self.root).env("XTASK_FAULT", fault);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.current_dir(&self.root).spawn()
    }
}

impl Run {
    /// Whether it succeeded without a warning of cargo's or of what it has started.
    pub(crate) fn is_clean(&self) -> bool {
        self.code == Some(0) && !cargo::warns(&self.stderr)
    }

    /// Waits for its end.
    pub(crate) fn of(child: Child) -> io::Result<Self> {
        let Output { status, stdout, stderr } = child.wait_with_output()?;
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Ok(Self { code: status.code(), stdout: text(stdout), stderr: text(stderr) })
    }
}

/// Every file of a folder. A link has what it leads to as its content, and a pipe nothing.
pub(crate) fn files(folder: &Path) -> io::Result<Files> {
    let mut found = Files::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(current) = folders.pop() {
        for entry in fs::read_dir(current)? {
            let (path, kind) = entry.and_then(|entry| Ok((entry.path(), entry.file_type()?)))?;
            let content = match () {
                () if kind.is_file() => fs::read(&path)?,
                () if kind.is_symlink() => fs::read_link(&path)?.to_string_lossy().into_owned().into_bytes(),
                () => Vec::new(),
            };
            let below = path.strip_prefix(folder).map_err(io::Error::other)?;
            let below = below.to_string_lossy().replace('\\', "/");
            if kind.is_dir() { folders.push(path) } else { drop(found.insert(below, content)) }
        }
    }
    Ok(found)
}

/// A specification with these operations, each with the version of the feature `phone` that it came with.
pub(crate) fn spec(newest: u32, operations: &[(&str, u32)]) -> String {
    let paths: String = operations
        .iter()
        .map(|(id, version)| {
            format!(
                "  /icws/{{sessionId}}/phone/{id}:
    post:
      operationId: {id}
      x-feature-version: phone {version}
      summary: Does {id}
      parameters:
        - $ref: '#/components/parameters/sessionId'
      responses:
        '200':
          description: It is done.
        '400':
          description: It is not.
          content:
            application/vnd.inin.icws+JSON:
              schema:
                $ref: '#/components/schemas/error'
"
            )
        })
        .collect();
    format!(
        "openapi: 3.0.3
info: {{ title: 'ICWS Phone', version: '{newest}' }}
x-features: {{ phone: {{ oldest: 1, newest: {newest} }} }}
security: [{{ csrfToken: [], sessionCookie: [] }}]
paths:
{paths}components:
  securitySchemes:
    csrfToken: {{ type: apiKey, in: header, name: ININ-ICWS-CSRF-Token }}
    sessionCookie: {{ type: apiKey, in: header, name: Cookie }}
  parameters:
    sessionId:
      name: sessionId
      in: path
      required: true
      x-supplied-by: session
      schema: {{ type: string }}
  schemas:
    error:
      type: object
      description: What went wrong.
      required: [message]
      properties:
        errorId: {{ type: string, description: Its id. }}
        message: {{ type: string, description: Its text. }}
"
    )
}
