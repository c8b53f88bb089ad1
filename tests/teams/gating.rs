//! What a rung brings is there from it on and not before, and code that compiles at a rung compiles at all above.
//!
//! Each compilation is a `cargo check` of code that uses what a rung brings, with the client at one rung.

use std::collections::BTreeSet;
use std::io;

use icws_tests::root;
use icws_tests::throwaway::{Member, Throwaway};

use crate::proof::{self, LISTED, OTHERS, Rung};

/// The crates of the rungs that bring something, in a workspace of their own, and the rungs.
struct Proof {
    families: Vec<Vec<Rung>>,
    workspace: Throwaway,
}

impl Proof {
    fn new(name: &str) -> io::Result<Self> {
        let families = proof::rungs(&LISTED);
        let client =
            format!("icws-dialer = {{ workspace = true, features = {OTHERS:?} }}\nserde.workspace = true\n");
        // At no rung there is nothing to use, and the client compiles all the same.
        let members: Vec<Member<'_>> = families
            .iter()
            .flatten()
            .flat_map(|rung| rung.code.iter().map(|code| (code.package.as_str(), code.text.as_str())))
            .chain([("nothing", "use icws_dialer as _;\n")])
            .map(|(name, code)| Member { name, dependencies: &client, code })
            .collect();
        let workspace = Throwaway::new(name, &members)?;
        drop(members);
        Ok(Self { families, workspace })
    }

    /// Compiles the code of these rungs, with these features of the client beside those that it needs.
    fn check(&self, code: &[&str], features: &[String]) -> io::Result<String> {
        let features: Vec<String> = features.iter().map(|name| format!("icws-dialer/{name}")).collect();
        let features = features.join(",");
        let packages = code.iter().flat_map(|name| ["--package", name]);
        let arguments = ["check", "--quiet", "--message-format", "short", "--features", &features];
        self.workspace.cargo(&arguments.into_iter().chain(packages).collect::<Vec<_>>())
    }
}

/// The lines that the compiler refuses.
fn refused_lines(complaint: &str) -> BTreeSet<usize> {
    let errors = complaint.lines().filter(|line| line.contains(" error"));
    errors.filter_map(|line| line.split_once("/src/lib.rs:")?.1.split(':').next()?.parse().ok()).collect()
}

#[test]
fn code_of_a_rung_compiles_at_it_and_at_all_above_and_not_below() -> io::Result<()> {
    let proof = Proof::new("gating-rungs")?;
    for family in &proof.families {
        let mut packages = Vec::new();
        for Rung { flag, below, code } in family {
            let below: Vec<String> = below.iter().cloned().collect();
            for code in code {
                let complaint = match proof.check(&[&code.package], &below) {
                    Ok(_) => panic!("what {flag} brings is there at {below:?}"),
                    Err(complaint) => complaint.to_string(),
                };
                let refused = refused_lines(&complaint);
                let accepted = code.items().filter(|(line, _)| !refused.contains(line)).map(|(_, item)| item);
                assert_eq!(
                    accepted.collect::<Vec<_>>(),
                    [""; 0],
                    "of {flag} is there at {below:?}: {complaint}"
                );
                packages.push(code.package.as_str());
            }
            if !packages.is_empty() {
                proof.check(&packages, std::slice::from_ref(flag))?;
            }
        }
    }
    Ok(())
}

/// All features of the client, as its manifest has them, apart from the one that needs the headers of OpenSSL.
fn features() -> Vec<String> {
    let manifest = std::fs::read_to_string(root().join("generated/Cargo.toml")).expect("there is a manifest");
    let (_, behind) = manifest.split_once("\n[features]\n").expect("it has features");
    let table = behind.split("\n[").next().expect("a text has a first part");
    let names = table.lines().filter_map(|line| Some(line.split_once(" = ")?.0.to_owned()));
    names.filter(|name| name != "native-tls").collect()
}

#[test]
fn code_of_the_lowest_rung_compiles_with_every_feature() -> io::Result<()> {
    let proof = Proof::new("gating-features")?;
    let rungs = || proof.families.iter().flatten();
    let features = features();
    for needed in rungs().map(|rung| rung.flag.as_str()).chain(OTHERS).chain(["tracing"]) {
        assert!(features.iter().any(|feature| feature == needed), "{needed} is not in {features:?}");
    }
    let lowest: Vec<&str> = rungs()
        .find(|rung| !rung.code.is_empty())
        .map_or_else(Vec::new, |rung| rung.code.iter().map(|code| code.package.as_str()).collect());
    proof.check(&lowest, &features).map(drop)
}

#[test]
fn nothing_but_the_runtime_is_there_without_a_rung() -> io::Result<()> {
    Proof::new("gating-nothing")?.check(&["nothing"], &[]).map(drop)
}
