//! Programs that use several crates of one server.

use std::fs;

use super::conventions::Generated;
use crate::Result;
use crate::sandbox::root;

/// A manifest with the newest version of our crate, as `gen` keeps it for the tests.
fn at_the_newest(manifest: &str) -> Result<String> {
    let tests = fs::read_to_string(root().join("tests/Cargo.toml"))?;
    let newest = tests.lines().find_map(|line| line.strip_prefix("newest = ")).ok_or("no newest version")?;
    Ok(manifest.replace("NEWEST", &newest.replace("icws-dialer/", "")))
}

/// The manifest of a team that uses three crates of one server.
const TEAM: &str = r#"[package]
name = "team"
version = "0.0.0"
edition = "2024"

[features]
blocking-client = ["icws-dialer/blocking-client", "icws-login/blocking-client", "icws-status/blocking-client"]

[dependencies]
icws-dialer = { path = "../../generated", default-features = false, features = NEWEST }
icws-login = { path = "../login", default-features = false }
icws-status = { path = "../status", default-features = false }

[dev-dependencies]
http = "1"
serde_json = "1"

[workspace]
"#;

#[test]
fn crates_of_one_runtime_share_a_login_and_its_connections() -> Result {
    for (folder, name, tag) in
        [("target/login", "icws-login", "Connection"), ("target/status", "icws-status", "Status")]
    {
        let document = "tests/conventions/login.yaml";
        Generated::with(folder, &["--spec", document, "--name", name, "--tags", tag])?;
    }
    let team = Generated { folder: "target/team" };
    team.write("Cargo.toml", at_the_newest(TEAM)?.as_bytes())?;
    team.write("src/lib.rs", b"")?;
    team.copy("Cargo.lock", "Cargo.lock")?;
    team.copy("tests/conventions/login.rs", "tests/login.rs")?;
    team.cargo(&["test", "--test", "login"], "blocking-client")
}

/// The manifest of a program that uses both sides of two crates.
const DAY: &str = r#"[package]
name = "day"
version = "0.0.0"
edition = "2024"

[features]
both = ["icws-desk/reqwest-client", "icws-desk/server", "icws-dialer/reqwest-client", "icws-dialer/server"]

[dependencies]
icws-desk = { path = "../desk", default-features = false }
icws-dialer = { path = "../../generated", default-features = false, features = NEWEST }
tokio = { version = "1", default-features = false, features = ["macros", "net", "rt"] }

[workspace]
"#;

/// An example to run, too: with `--nocapture` it shows what the program prints.
#[test]
fn a_day_from_login_to_logout_with_two_crates() -> Result {
    Generated::new("tests/conventions/day.yaml", "icws-desk", "target/desk")?;
    let day = Generated { folder: "target/day" };
    day.write("Cargo.toml", at_the_newest(DAY)?.as_bytes())?;
    day.copy("Cargo.lock", "Cargo.lock")?;
    day.copy("tests/conventions/day.rs", "src/main.rs")?;
    let printed = day.printed(&["run"], "both")?;
    println!("{printed}");
    assert!(printed.contains("five calls; the query affected 2 records\nlogged out: "), "{printed}");
    Ok(())
}
