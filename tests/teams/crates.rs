//! How little a team takes on that brings its own HTTP stack, and that nobody pays for what only others use.

use std::collections::BTreeSet;
use std::io;

use icws_tests::throwaway::{Member, Throwaway, newest};

/// The crates that are compiled for a team at the highest rung with these features, the client itself among them.
fn crates(team: &'static str, features: &[&str]) -> io::Result<BTreeSet<String>> {
    let newest = newest();
    let features = [&[newest.as_str()], features].concat();
    let dependencies = format!("icws-dialer = {{ workspace = true, features = {features:?} }}\n");
    let member = Member { name: "team", dependencies: &dependencies, code: "" };
    let workspace = Throwaway::new(&format!("crates-{team}"), &[member])?;
    let tree = ["tree", "--edges", "normal,build", "--prefix", "none", "--no-dedupe", "--format", "{lib}"];
    let listed = workspace.cargo(&tree)?;
    Ok(listed.split_whitespace().filter(|name| *name != "team").map(str::to_owned).collect())
}

#[test]
fn without_a_transport_there_are_few_crates_and_neither_macros_nor_another_language() -> io::Result<()> {
    let crates = crates("alone", &[])?;
    assert!(crates.contains("icws_dialer") && crates.contains("http"), "{crates:?}");
    assert!(crates.len() <= 15, "{} crates: {crates:?}", crates.len());
    assert!(!crates.contains("syn"), "each macro would have to be compiled before the client");
    let foreign =
        |name: &&String| name.ends_with("_sys") || ["cc", "cmake", "bindgen"].contains(&name.as_str());
    assert_eq!(crates.iter().find(foreign), None);
    Ok(())
}

#[test]
fn the_server_is_paid_for_by_those_who_serve() -> io::Result<()> {
    let clients = crates("clients", &["reqwest", "blocking", "mock", "tracing"])?;
    assert!(clients.contains("hyper") && clients.contains("ureq"), "{clients:?}");
    assert!(!clients.contains("axum"), "{clients:?}");
    let servers = crates("servers", &["server"])?;
    assert!(servers.contains("axum"), "{servers:?}");
    assert!(!servers.contains("reqwest") && !servers.contains("rustls"), "{servers:?}");
    Ok(())
}

#[test]
fn the_default_has_one_provider_and_a_client_alone_has_no_tls() -> io::Result<()> {
    let default = crates("tls-default", &["reqwest", "blocking"])?;
    assert!(default.contains("aws_lc_rs") && !default.contains("ring"), "{default:?}");
    let lean = crates("tls-ring", &["reqwest-client", "blocking-client", "rustls-ring"])?;
    assert!(lean.contains("ring") && !lean.contains("aws_lc_rs"), "{lean:?}");
    let installed = crates("tls-installed", &["reqwest-client", "blocking-client", "rustls-no-provider"])?;
    assert!(installed.contains("rustls") && !installed.contains("ring"), "{installed:?}");
    let alone = crates("tls-alone", &["reqwest-client", "blocking-client"])?;
    assert!(alone.contains("reqwest") && alone.contains("ureq") && !alone.contains("rustls"), "{alone:?}");
    Ok(())
}
