//! `cargo xtask docs`: what is written, and what shows it. The programs are made up.

use crate::Result;
use crate::programs::Programs;

/// Installs what shows the reference.
const NPM: &str = "[ \"$1\" = install ] || exit 0
folder=\"$8/node_modules/@scalar/api-reference/dist/browser\"; mkdir -p \"$folder\"; echo shows > \"$folder/standalone.js\"";

#[test]
fn the_pages_are_written_with_what_shows_them_and_a_browser_is_asked_for() -> Result {
    let programs = Programs::new("docs", &[("npm", NPM), ("node", ""), ("xdg-open", ""), ("open", "")])?;
    programs.sandbox.write("spec/released.yaml", &programs.sandbox.read("spec/dialer.yaml")?)?;
    let run = programs.xtask(&["docs"])?;
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    assert!(run.stdout.ends_with("/built/site/index.html\n"), "{run:?}");
    for (page, sign) in [
        ("index.html", "callOne"),
        ("index.html", "<li><a href=\"index.html\" aria-current=\"page\">"),
        ("index.html", "<li><a href=\"versions.html\">"),
        ("reference.html", "/phone/callTwo"),
        ("versions.html", "call<wbr>Two"),
        ("changes.html", "<h1>"),
        ("site.css", "{"),
        ("site.js", "document"),
        ("scalar.js", "shows"),
    ] {
        let text = programs.sandbox.read(&format!("built/site/{page}"))?;
        assert!(text.contains(sign), "{page}: {text}");
    }
    let opens = |calls: &[String]| calls.iter().any(|call| call.ends_with("open built/site/index.html"));
    assert!(!opens(&programs.calls()?));
    assert_eq!(programs.xtask(&["docs", "--open"])?.code, Some(0));
    assert!(opens(&programs.calls()?));
    for browser in ["xdg-open", "open"] {
        programs.add(browser, "exit 1")?;
    }
    let run = programs.xtask(&["docs", "--open"])?;
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), "error: there is no browser to show it\n"));
    Ok(())
}
