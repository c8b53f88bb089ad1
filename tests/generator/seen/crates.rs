//! The crates of edits, and the program that is made of the same sources for each of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Output as Ended;

use icws_codegen::Output;
use icws_codegen::ir::first_declared;
use icws_tests::cargo::warns;
use icws_tests::root;
use icws_tests::throwaway::cargo;

/// The roles, each of which is a module for each crate, and what each says of types, which is one more.
const ROLES: [(&str, &str); 6] = [
    ("caller", include_str!("programs/caller.rs")),
    ("server", include_str!("programs/server.rs")),
    ("mocked", include_str!("programs/mocked.rs")),
    ("caller_types", include_str!("programs/typed/caller.rs")),
    ("server_types", include_str!("programs/typed/server.rs")),
    ("mocked_types", include_str!("programs/typed/mocked.rs")),
];

/// The role of code that is compiled with a version of its own.
const GATED: &str = "gated";

const PROGRAM: &str = "[package]\nname = \"seen\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
    [dependencies]\nhttp = \"1\"\ntower-service = \"0.3\"\ntokio = { version = \"1\", features = [\"rt\"] }\n";

/// A folder of crates. Whatever is in it already and the same stays, so that cargo does not compile it again.
pub struct Workspace {
    folder: PathBuf,
    crates: Vec<Member>,
}

/// A crate, and the programs that use it.
struct Member {
    name: String,
    features: Vec<String>,
    programs: Vec<(&'static str, String)>,
}

/// Code that compiles with one feature of the base.
#[derive(serde::Deserialize)]
pub struct GatedCode {
    /// Whose code it is.
    pub of: Vec<String>,
    /// The feature.
    at: String,
    code: String,
}

impl Workspace {
    pub fn new(name: &str) -> io::Result<Self> {
        let folder = root().join("target").join(name);
        let workspace = Self { folder, crates: Vec::new() };
        workspace.write("program/Cargo.lock", &fs::read_to_string(root().join("Cargo.lock"))?)?;
        for (name, text) in
            [("main", include_str!("programs/main.rs")), ("wire", include_str!("programs/wire.rs"))]
        {
            workspace.write(&format!("program/src/{name}.rs"), &format!("#![allow(warnings)]\n{text}"))?;
        }
        Ok(workspace)
    }

    /// Writes a file, unless it is there already: cargo would compile again what is newer.
    fn write(&self, path: &str, text: &str) -> io::Result<()> {
        let path = self.folder.join(path);
        if fs::read_to_string(&path).ok().as_deref() != Some(text) {
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            fs::write(path, text)?;
        }
        Ok(())
    }

    /// Adds the crate of an API, with everything on.
    pub fn add(&mut self, name: &str, output: &Output) -> io::Result<()> {
        let newest = output.api.features.iter().map(|feature| feature.flag(feature.newest));
        let features = newest.chain(["mock", "server"].map(str::to_owned)).collect();
        let programs = ROLES.iter().map(|(role, source)| (*role, (*source).to_owned())).collect();
        self.write_crate(Member { name: name.to_owned(), features, programs }, output)
    }

    /// Adds the crate of an API at one version, and code that uses it. Cargo takes no dependency with a feature that is gone,
    /// and then there is no program.
    pub fn add_at(&mut self, name: &str, output: &Output, gated: &GatedCode) -> io::Result<()> {
        let (name, feature) = (format!("{name}_{GATED}"), gated.at.clone());
        if !manifest(0, output).contains(&format!("\n{feature} = ")) {
            self.crates.push(Member { name, features: Vec::new(), programs: Vec::new() });
            return Ok(());
        }
        let code = format!("\nuse base::*;\n\nfn code() {{\n    {};\n}}\n", gated.code);
        self.write_crate(Member { name, features: vec![feature], programs: vec![(GATED, code)] }, output)
    }

    /// All crates have one name, as the versions of one crate do, and differ in their version.
    fn write_crate(&mut self, member: Member, output: &Output) -> io::Result<()> {
        let name = &member.name;
        self.write(&format!("{name}/Cargo.toml"), &manifest(self.crates.len(), output))?;
        let lib = fs::read_to_string(root().join("generated/src/lib.rs"))?;
        // Without the pages that tell of the shipped crate.
        let parts = lib.split("\n\n").filter(|part| !part.ends_with("pub mod guide;"));
        let lib = parts.collect::<Vec<_>>().join("\n\n");
        let lib = lib.replace("include_str!(\"guide/links.md\")", "\"\"");
        let lib = lib.replace("include_str!(\"../README.md\")", "\"What an edit makes.\"");
        self.write(&format!("{name}/src/lib.rs"), &lib)?;
        for (path, text) in &output.tree {
            self.write(&format!("{name}/src/generated/{path}"), text)?;
        }
        for (role, source) in &member.programs {
            let source = source.replacen("\nuse ", &format!("\nuse c{name} as base;\nuse "), 1);
            self.write(&format!("program/src/programs/c{name}/{role}.rs"), &source)?;
        }
        self.crates.push(member);
        Ok(())
    }

    /// What the program prints, without the modules that do not compile.
    pub fn run(&self) -> io::Result<String> {
        let mut manifest = PROGRAM.to_owned();
        for Member { name, features, .. } in self.crates.iter().filter(|member| !member.programs.is_empty()) {
            manifest += &format!(
                "c{name} = {{ package = \"icws-base\", path = \"../{name}\", default-features = false, features = {features:?} }}\n"
            );
        }
        self.write("program/Cargo.toml", &manifest)?;
        let mut broken = BTreeSet::new();
        loop {
            self.write("program/src/programs/mod.rs", &self.programs(&broken))?;
            let built = self.cargo("build")?;
            let complaints = String::from_utf8_lossy(&built.stderr);
            if built.status.success() {
                assert!(!warns(&complaints), "{complaints}");
                let ran = self.cargo("run")?;
                assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
                return Ok(String::from_utf8_lossy(&ran.stdout).into_owned());
            }
            let found = refused(&complaints);
            assert!(found.iter().any(|module| !broken.contains(module)), "{complaints}");
            assert!(!found.iter().any(|(name, _)| name == "base"), "{complaints}");
            broken.extend(found);
        }
    }

    /// The modules that are compiled, and the list of what they are for.
    fn programs(&self, broken: &BTreeSet<(String, String)>) -> String {
        let (mut modules, mut list) = (String::new(), String::new());
        for Member { name, programs, .. } in &self.crates {
            let whole: Vec<&str> = programs.iter().map(|(role, _)| *role).collect();
            let is_whole =
                |role: &str| whole.contains(&role) && !broken.contains(&(name.clone(), role.to_owned()));
            let some = |role: &str, value: String| {
                if is_whole(role) { format!("Some({value})") } else { "None".into() }
            };
            let whole: String =
                whole.iter().filter(|role| is_whole(role)).map(|role| format!("pub mod {role}; ")).collect();
            modules += &format!("mod c{name} {{ {whole}}}\n");
            let caller = format!(
                "crate::Caller {{ requests: c{name}::caller::requests, read: c{name}::caller::read }}"
            );
            list += &format!(
                "        crate::Programs {{ name: {name:?}, typed: {:?}, gated: {}, caller: {}, serve: {}, tests: {} }},\n",
                ["caller_types", "server_types", "mocked_types"].map(is_whole),
                is_whole(GATED),
                some("caller", caller),
                some("server", format!("|request| now(c{name}::server::serve(request))")),
                some("mocked", format!("c{name}::mocked::tests")),
            );
        }
        format!(
            "{modules}\npub fn all() -> Vec<crate::Programs> {{\n    vec![\n{list}    ]\n}}\n\n\
             fn now<T>(future: impl Future<Output = T>) -> T {{\n    \
             tokio::runtime::Builder::new_current_thread().build().expect(\"a runtime\").block_on(future)\n}}\n"
        )
    }

    fn cargo(&self, command: &str) -> io::Result<Ended> {
        let arguments = [command, "--offline", "--quiet", "--message-format", "short"];
        cargo(&self.folder.join("program")).args(arguments).output()
    }
}

/// The modules that the compiler complains of: a crate, and a role.
fn refused(complaints: &str) -> BTreeSet<(String, String)> {
    let module = |line: &str| {
        let (path, rest) = line.split_once(':')?;
        let (name, role) = path.strip_prefix("src/programs/c")?.strip_suffix(".rs")?.split_once('/')?;
        rest.contains(": error").then(|| (name.to_owned(), role.to_owned()))
    };
    complaints.lines().filter_map(module).collect()
}

fn manifest(number: usize, output: &Output) -> String {
    let mut features = BTreeMap::new();
    for feature in &output.api.features {
        let flags: Vec<String> =
            (feature.oldest..=feature.newest).map(|version| feature.flag(version)).collect();
        for (index, flag) in flags.iter().enumerate() {
            let below = index.checked_sub(1).and_then(|index| flags.get(index));
            features.insert(flag.clone(), Vec::from_iter(below.cloned()));
        }
    }
    let oldest = first_declared(&output.api.features).map(|feature| feature.flag(feature.oldest));
    features.insert("default".to_owned(), Vec::from_iter(oldest));
    let features: String = features.iter().map(|(flag, below)| format!("{flag} = {below:?}\n")).collect();
    let runtime = root().join("generated/runtime");
    let others = ["blocking-client", "mock", "reqwest-client", "retry", "server", "tracing"];
    let others: String = others.map(|name| format!("{name} = [\"icws-runtime/{name}\"]\n")).concat();
    format!(
        "[package]\nname = \"icws-base\"\nversion = \"0.1.{number}\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [features]\n{features}{others}\n[dependencies]\nhttp = \"1\"\nicws-runtime = {{ path = {:?} }}\n\
         jiff = {{ version = \"0.2\", default-features = false, features = [\"serde\", \"std\"] }}\n\
         serde = \"1\"\n",
        Path::new(&runtime)
    )
}
