//! The ladder of cargo features in a manifest: one feature per version, each naming the one below.

use icws_codegen::ir::{Feature, first_declared};
use toml_edit::{DocumentMut, Item, Value};

use super::block::{self, FEATURES, NEWEST};
use crate::support::workspace::PACKAGE;

/// The transport that is on by default.
const TRANSPORT: &str = "reqwest";

/// The manifest with the ladder brought up to date, and nothing else changed. `needs` are the rungs that turn something
/// else on, each with that. The error says what to do.
pub(crate) fn replace(
    manifest: &str,
    features: &[Feature],
    needs: &[(String, String)],
) -> Result<String, String> {
    let rungs = rungs(features, needs);
    let body: String = rungs.iter().map(|(name, enables)| format!("{name} = {}\n", list(enables))).collect();
    let replaced = block::replace(manifest, FEATURES, &body).map_err(|malformed| malformed.to_string())?;
    let document = parse(&replaced)?;
    match rungs.iter().find(|(name, enables)| enabled(&document, name).as_ref() != Some(enables)) {
        None => Ok(replaced),
        Some((name, _)) => Err(format!(
            "the block `features` does not set the feature `{name}`\nhelp: move the block right below `[features]`"
        )),
    }
}

/// The manifest with targets that can be built: one that needs a rung that is gone needs the nearest that there is. Cargo
/// would leave it out, with no more than a warning.
pub(crate) fn retarget(manifest: &str, features: &[Feature]) -> Result<String, String> {
    let mut document = parse(manifest)?;
    let mut is_changed = false;
    for kind in ["bin", "example", "test", "bench"] {
        let targets = document.get_mut(kind).and_then(Item::as_array_of_tables_mut);
        for target in targets.into_iter().flat_map(|targets| targets.iter_mut()) {
            let needed = target.get_mut("required-features").and_then(Item::as_array_mut);
            for rung in needed.into_iter().flat_map(|needed| needed.iter_mut()) {
                let Some(flag) = rung.as_str() else { continue };
                let nearest = page(flag, features);
                if nearest != flag {
                    let decor = rung.decor().clone();
                    *rung = Value::from(nearest);
                    *rung.decor_mut() = decor;
                    is_changed = true;
                }
            }
        }
    }
    // What is right stays byte for byte.
    Ok(if is_changed { document.to_string() } else { manifest.to_owned() })
}

/// A text in which `dialer-7` and `dialer 7` are versions that there are: one that is gone is the nearest.
pub(crate) fn page(text: &str, features: &[Feature]) -> String {
    let mut page = text.to_owned();
    for feature in features {
        for between in ["-", " "] {
            page = moved(&page, &format!("{}{between}", feature.name), feature);
        }
    }
    page
}

/// The text with the versions after this word moved into the ladder.
fn moved(text: &str, word: &str, ladder: &Feature) -> String {
    let goes_on = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut parts = text.split(word);
    let mut moved = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        // `icws-dialer-0.1.0` is another word, and `--dialer 7` is not.
        let is_word = !moved.trim_end_matches('-').ends_with(goes_on);
        let end = part.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(part.len());
        let (version, rest) = part.split_at(end);
        moved.push_str(word);
        match version.parse::<u32>() {
            Ok(version) if is_word && !rest.starts_with(goes_on) => {
                moved.push_str(&version.clamp(ladder.oldest, ladder.newest).to_string());
            }
            _ => moved.push_str(version),
        }
        moved.push_str(rest);
    }
    moved
}

/// The manifest of a crate that depends on ours, with the feature that turns on the newest version of each family brought
/// up to date, and nothing else changed: whoever named a version by hand could not be resolved where that version is gone.
pub(crate) fn newest(manifest: &str, features: &[Feature]) -> Result<String, String> {
    let newest: Vec<String> =
        features.iter().map(|feature| format!("{PACKAGE}/{}", feature.flag(feature.newest))).collect();
    let replaced = block::replace(manifest, NEWEST, &format!("newest = {}\n", list(&newest)))
        .map_err(|malformed| malformed.to_string())?;
    match enabled(&parse(&replaced)?, "newest") {
        Some(enabled) if enabled == newest => Ok(replaced),
        _ => {
            Err("the block `newest` does not set a feature\nhelp: move the block below `[features]`"
                .to_owned())
        }
    }
}

/// The features of a manifest that are no rung: the transports and whatever else can be switched on.
pub(crate) fn others(manifest: &str, features: &[Feature]) -> Result<Vec<String>, String> {
    let document = parse(manifest)?;
    let declared = document.get("features").and_then(Item::as_table_like);
    let names = declared.into_iter().flat_map(|table| table.iter()).map(|(name, _)| name.to_owned());
    let rungs = rungs(features, &[]);
    Ok(names.filter(|name| !rungs.iter().any(|(rung, _)| rung == name)).collect())
}

fn parse(manifest: &str) -> Result<DocumentMut, String> {
    manifest.parse().map_err(|error| format!("not TOML that cargo reads\n{error}"))
}

/// `default` and every rung, each with what it switches on.
fn rungs(features: &[Feature], needs: &[(String, String)]) -> Vec<(String, Vec<String>)> {
    let oldest = first_declared(features).map(|feature| feature.flag(feature.oldest)).into_iter();
    let default = ("default".to_owned(), oldest.chain([TRANSPORT.to_owned()]).collect());
    let ladder = features.iter().flat_map(|feature| {
        feature.rungs().map(|version| {
            let below = version.checked_sub(1).filter(|below| *below >= feature.oldest);
            let flag = feature.flag(version);
            let needs = needs.iter().filter(|(rung, _)| *rung == flag).map(|(_, need)| need.clone());
            let enables = below.map(|below| feature.flag(below)).into_iter().chain(needs).collect();
            (flag, enables)
        })
    });
    [default].into_iter().chain(ladder).collect()
}

fn list(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    format!("[{}]", names.join(", "))
}

fn enabled(document: &DocumentMut, name: &str) -> Option<Vec<String>> {
    let list = document.get("features")?.as_table_like()?.get(name)?.as_array()?;
    list.iter().map(|value| value.as_str().map(ToOwned::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn features(oldest: u32, newest: u32) -> [Feature; 1] {
        let span = icws_codegen::source::Span::new(0, 0);
        [Feature { name: "dialer".to_owned(), oldest, newest, span }]
    }

    const MANIFEST: &str = "[package]\nname = 'x' # kept\n[features]\n# @generated-begin features: ours\n\
                            # @generated-end features\nreqwest = []\n\n\n[dependencies]\n";

    #[test]
    fn every_rung_names_the_one_below() {
        let expected = MANIFEST.replace(
            "ours\n",
            "ours\ndefault = [\"dialer-2\", \"reqwest\"]\ndialer-2 = []\ndialer-3 = [\"dialer-2\"]\ndialer-4 = [\"dialer-3\"]\n",
        );
        assert_eq!(replace(MANIFEST, &features(2, 4), &[]), Ok(expected));
    }

    #[test]
    fn a_second_feature_is_not_on_by_default() {
        let at = |name: &str, start| Feature {
            name: name.to_owned(),
            oldest: 1,
            newest: 1,
            span: icws_codegen::source::Span::new(start, start),
        };
        let rungs = rungs(&[at("connection", 9), at("dialer", 4)], &[]);
        let default = rungs.first().map(|(_, enables)| enables.join(" "));
        assert_eq!(default.as_deref(), Some("dialer-1 reqwest"));
    }

    #[test]
    fn a_rung_turns_on_what_it_is_the_first_to_need() -> Result<(), String> {
        let needs = [("dialer-3".to_owned(), "dep:jiff".to_owned())];
        let text = replace(MANIFEST, &features(2, 4), &needs)?;
        let expected = "dialer-2 = []\ndialer-3 = [\"dialer-2\", \"dep:jiff\"]\ndialer-4 = [\"dialer-3\"]\n";
        assert!(text.contains(expected), "{text}");
        Ok(())
    }

    #[test]
    fn a_ladder_can_shrink_and_start_at_nothing() -> Result<(), String> {
        let long = replace(MANIFEST, &features(0, 9), &[])?;
        assert!(long.contains("\ndialer-0 = []\ndialer-1 = [\"dialer-0\"]\n"), "{long}");
        assert_eq!(replace(&long, &features(2, 4), &[]), replace(MANIFEST, &features(2, 4), &[]));
        Ok(())
    }

    #[test]
    fn features_that_are_no_rung_are_found() -> Result<(), String> {
        let manifest = replace(MANIFEST, &features(2, 4), &[])?;
        assert_eq!(others(&manifest, &features(2, 4)), Ok(vec!["reqwest".to_owned()]));
        Ok(())
    }

    #[test]
    fn a_target_that_needs_a_rung_that_is_gone_needs_the_nearest() {
        let manifest = "[[example]]\nname = 'x'\nrequired-features = [\"dialer-1\", # why\n \"dialer-3\", \"mock\"]\n\n\
                        [[bench]]\nname = 'y'\nrequired-features = [ 'dialer-9', 'other-9', 'dialer-x' ]\n";
        let expected = manifest.replace("dialer-1", "dialer-2").replace("'dialer-9'", "\"dialer-4\"");
        assert_eq!(retarget(manifest, &features(2, 4)), Ok(expected));
        let crlf = manifest.replace('\n', "\r\n");
        assert_eq!(retarget(&crlf, &features(1, 9)), Ok(crlf));
    }

    #[test]
    fn a_page_names_versions_that_there_are() {
        let text = "`dialer-1,mock` and dialer-3: --dialer 7 of dialer 9. icws-dialer-0.1.0 dialer-1st dialers 1 dialer-x dialer-";
        let expected = text
            .replace("dialer-1,", "dialer-2,")
            .replace("--dialer 7", "--dialer 4")
            .replace("dialer 9.", "dialer 4.");
        assert_eq!(page(text, &features(2, 4)), expected);
        assert_eq!(page(text, &features(1, 9)), text);
    }

    #[test]
    fn the_newest_version_of_each_family_is_named() {
        let manifest = "[features]\n# @generated-begin newest\nold = []\n# @generated-end newest\n";
        let [dialer] = features(2, 10);
        let agent = Feature { name: "agent".to_owned(), newest: 3, ..dialer.clone() };
        let line = |list: &str| manifest.replace("old = []", &format!("newest = [{list}]"));
        assert_eq!(newest(manifest, &[]), Ok(line("")));
        let both = r#""icws-dialer/agent-3", "icws-dialer/dialer-10""#;
        assert_eq!(newest(manifest, &[agent, dialer]), Ok(line(both)));
    }

    #[test]
    fn a_block_that_sets_no_feature_is_refused() {
        let manifest = "[features]\n[dependencies]\n# @generated-begin newest\n# @generated-end newest\n";
        let said = newest(manifest, &features(2, 9)).err().unwrap_or_default();
        assert!(said.contains("move the block below `[features]`"), "{said}");
    }

    #[test]
    fn a_block_elsewhere_and_a_rung_outside_are_refused() {
        let elsewhere =
            "[features]\n[dependencies]\n# @generated-begin features\n# @generated-end features\n";
        let said = replace(elsewhere, &features(2, 2), &[]).err().unwrap_or_default();
        assert!(said.contains("right below `[features]`"), "{said}");
        let twice = format!("{}dialer-2 = []\n", MANIFEST.replace("\n\n\n[dependencies]", ""));
        let said = replace(&twice, &features(2, 2), &[]).err().unwrap_or_default();
        assert!(said.contains("not TOML that cargo reads"), "{said}");
    }
}
