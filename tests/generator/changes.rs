//! What an edit of the specification does to whom: each row is one edit of a small document, and what is said of it.

use std::collections::BTreeSet;
use std::fmt::Write;

use icws_codegen::changes::{Change, Changes, Effect, Side, Step, codes, compare};
use icws_codegen::diagnostic::Style;
use icws_codegen::{Output, Spec};

const BASE: &str = include_str!("../fixtures/changes/base.yaml");

/// The kinds of edits, and what is known of each.
const EDITS: &str = include_str!("../fixtures/changes/edits.yaml");

/// An effect, and the step that it demands.
type Verdict = (String, String);

/// One kind of edit, the worst that it does, and the worst that taking it back does.
#[derive(serde::Deserialize)]
struct Row {
    name: String,
    there: Verdict,
    back: Verdict,
    /// What is replaced, and by what.
    edits: Vec<(String, String)>,
}

fn generate(text: &str) -> Output {
    match icws_codegen::generate_as(
        Spec { path: "base.yaml", bytes: text.as_bytes() },
        "base.yaml",
        Some("icws-base"),
    ) {
        Ok(output) => output,
        Err(mistakes) => panic!("{}", mistakes.render(Style::Plain)),
    }
}

fn edited(row: &Row) -> String {
    row.edits.iter().fold(BASE.to_owned(), |text, (old, new)| {
        assert!(text.contains(old.as_str()), "{}: {old}", row.name);
        text.replace(old.as_str(), new)
    })
}

fn report(changes: &Changes, (old, new): (&str, &str)) -> String {
    let mut text = String::new();
    for change in &changes.list {
        let roles: Vec<String> =
            change.roles.all().iter().map(|(role, effect)| format!("{role} {}", effect.as_str())).collect();
        let (effect, code, item) = (change.effect.as_str(), change.code.as_str(), &change.item);
        let _ = writeln!(text, "{effect}[{code}] {item}: {}", change.message);
        if let (Some(before), Some(after)) = (&change.before, &change.after) {
            let _ = writeln!(text, "  {before} -> {after}");
        }
        let document = if change.side == Side::Old { old } else { new };
        let (start, end) = (change.span.start as usize, change.span.end as usize);
        let _ = writeln!(text, "  at `{}`", document.get(start..end).unwrap_or("nothing"));
        let _ = writeln!(text, "  {}", roles.join(", "));
        if let Some((first, last)) = change.rungs.first().zip(change.rungs.last()) {
            let _ = writeln!(text, "  {first} to {last}");
        }
        if let Some((_, warning)) = &change.warning {
            let _ = writeln!(text, "  warning: {warning}");
        }
    }
    for line in &changes.unexplained {
        let _ = writeln!(text, "unexplained: {line}");
    }
    text
}

fn verdict(changes: &Changes) -> Verdict {
    let worst = changes.list.iter().map(|change| change.effect).max();
    (worst.map_or("none", Effect::as_str).to_owned(), changes.step().as_str().to_owned())
}

#[test]
fn every_edit_does_what_is_known_of_its_kind() {
    let base = generate(BASE);
    let (mut wrong, mut reports) = (String::new(), String::new());
    let rows: Vec<Row> = serde_yaml::from_str(EDITS).expect("the edits are YAML");
    for row in &rows {
        let text = edited(row);
        let edited = generate(&text);
        let (there, back) = (compare(&base, &edited), compare(&edited, &base));
        let (said, said_back) = (report(&there, (BASE, &text)), report(&back, (&text, BASE)));
        let verdicts = [verdict(&there), verdict(&back)];
        if verdicts != [row.there.clone(), row.back.clone()] {
            let _ = writeln!(wrong, "{}: {verdicts:?}\n{said}\n{said_back}", row.name);
        }
        for (changes, way, said) in [(&there, "there", &said), (&back, "back", &said_back)] {
            let unexplained = &changes.unexplained;
            assert!(unexplained.is_empty(), "{}, {way}: {unexplained:#?}\n{said}", row.name);
        }
        let _ = writeln!(reports, "== {}\n{said}-- taken back\n{said_back}", row.name);
    }
    assert!(wrong.is_empty(), "{wrong}");
    insta::assert_snapshot!(reports);
}

/// What compiles as before, and would pass unseen: names on the wire, numbers and names of values, limits, credentials and
/// media types. Beside these, what is deprecated.
const SILENT: [(&str, &str); 10] = [
    ("07 ", "C0121"),
    ("14b ", "C0122"),
    ("14c ", "C0122"),
    ("15 ", "C0141"),
    ("16 ", "C0142"),
    ("25 ", "C0151"),
    ("25b ", "C0151"),
    ("28 ", "C0125"),
    ("28b ", "C0125"),
    ("31 ", "C0124"),
];

#[test]
fn no_silent_edit_passes_unseen() {
    let rows: Vec<Row> = serde_yaml::from_str(EDITS).expect("the edits are YAML");
    let base = generate(BASE);
    for (name, code) in SILENT {
        let row = rows.iter().find(|row| row.name.starts_with(name)).expect("there is such an edit");
        let changes = compare(&base, &generate(&edited(row)));
        assert!(changes.list.iter().any(|change| change.code.as_str() == code), "{}", row.name);
        assert!(changes.step() >= Step::Minor, "{}", row.name);
    }
}

/// In an API with many operations, those with the same errors share the enumeration, whose variants no `use` can name then.
#[test]
fn the_operation_that_makes_them_many_changes_what_the_errors_of_all_are() {
    let of = |many: usize| {
        let own = BASE.matches("operationId:").count();
        let path = |number: usize| {
            format!(
                "  /icws/more/{number}:\n    get:\n      operationId: more{number}\n      x-feature-version: dialer 9\n      \
                 responses: {{ '200': {{ description: Done. }}, '400': {{ $ref: '#/components/responses/refused' }} }}\n"
            )
        };
        let more: String = (own..many).map(path).collect();
        generate(&BASE.replace("paths:\n", &format!("paths:\n{more}")))
    };
    let told = |old, new| -> BTreeSet<String> {
        let changes = compare(&of(old), &of(new));
        assert!(changes.unexplained.is_empty(), "{old} {new}: {:#?}", changes.unexplained);
        let derived = changes.list.iter().filter(|change| change.code.as_str() == "C0116");
        derived.map(|change| format!("{} {}", change.item, change.effect.as_str())).collect()
    };
    let shared = told(20, 21);
    assert!(shared.contains("operations::ListCallsError breaks"), "{shared:?}");
    for (old, new) in [(21, 20), (19, 20), (21, 22)] {
        assert_eq!(told(old, new), BTreeSet::new(), "{old} {new}");
    }
}

/// An old name is told of when it comes, when it has stayed too long, and when it goes.
#[test]
fn an_old_name_stays_for_one_release() {
    let renamed = |name: &str, former: &str| {
        BASE.replace("        note: {", &format!("        note: {{ x-rust-name: {name}{former},"))
    };
    let told = |old: &str, new: &str| {
        let changes = compare(&generate(old), &generate(new));
        let codes: Vec<&str> = changes.list.iter().map(|change| change.code.as_str()).collect();
        (codes.join(" "), changes.step())
    };
    let (first, second) = (renamed("remark", ", x-renamed-from: note"), renamed("remark", ""));
    assert_eq!(told(BASE, &first), ("C0170".to_owned(), Step::Major));
    assert_eq!(told(BASE, &second), ("C0113".to_owned(), Step::Major));
    assert_eq!(told(&first, &first), ("W0430".to_owned(), Step::None));
    assert_eq!(told(&first, &second), ("C0171".to_owned(), Step::Major));
    assert_eq!(told(&second, &first), ("C0172".to_owned(), Step::Minor));
    let third = renamed("comment", ", x-renamed-from: remark");
    assert_eq!(told(&first, &third), ("C0170 C0171".to_owned(), Step::Major));
    // Whoever names another thing than the one that it was keeps nothing.
    assert_eq!(
        told(&second, &renamed("comment", ", x-renamed-from: note")),
        ("C0113 W0431".to_owned(), Step::Major)
    );
}

#[test]
fn another_reason_of_a_deprecation_is_told() {
    let deprecated = |details: &str| {
        let key = format!("        note: {{ deprecated: true, x-deprecated: {{ {details} }},");
        generate(&BASE.replace("        note: {", &key))
    };
    let changes =
        compare(&deprecated("since: dialer 8"), &deprecated("since: dialer 9, reason: Use `guess`."));
    let shown = changes.list.iter().map(|change| (change.code.as_str(), change.after.as_deref()));
    let said = Some("deprecated from dialer 9 on: Use `guess`");
    assert_eq!(shown.collect::<Vec<_>>(), [("C0161", said)]);
}

#[test]
fn every_code_is_explained_in_the_same_form() {
    let titles: BTreeSet<&str> = codes().iter().map(|code| code.title()).collect();
    assert_eq!(titles.len(), codes().len());
    for code in codes() {
        let text = code.explanation();
        assert!(text.starts_with(&format!("# {}: ", code.as_str())), "{text}");
        assert!(!code.title().ends_with('.') && code.title().len() < 60, "{}", code.title());
        assert!(text.ends_with(".\n") && !text.ends_with("\n\n"), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    }
}

#[test]
fn an_operation_of_another_group_has_its_methods_elsewhere() {
    let text = include_str!("../conventions/tagged.yaml");
    let found = |edited: &str| {
        let changes = compare(&generate(text), &generate(edited));
        let moved = changes.list.iter().filter(|change| change.code.as_str() == "C0220");
        let broken = |change: &Change| {
            let roles = change.roles.all().into_iter().filter(|(_, effect)| *effect == Effect::Breaks);
            roles.map(|(role, _)| role).collect::<Vec<_>>().join(", ")
        };
        moved.map(|change| format!("{} breaks {}", change.item, broken(change))).collect::<Vec<_>>()
    };
    // Tests on the mock name no method of a group.
    assert_eq!(
        found(&text.replace("tags: [server]", "tags: [queries]")),
        ["operations::BePresent breaks callers, servers"]
    );
    // A method has the words of its group again, once another operation has the name without them.
    assert_eq!(
        found(&text.replace("Id: ping\n", "Id: callPerson4\n")),
        ["operations::PeopleCallPerson4 breaks callers, servers"]
    );
    // The old name of a method goes where the method does, and has the words of its group again for the same reason.
    let renamed = text.replace("Id: bePresent\n", "Id: bePresent\n      x-renamed-from: serverStand\n");
    let from_to = |old: &str, new: &str| {
        let changes = compare(&generate(&renamed), &generate(&renamed.replace(old, new)));
        let moved = changes.list.into_iter().find(|change| change.code.as_str() == "C0220");
        moved.and_then(|change| change.before.zip(change.after))
    };
    let told = |before: &str, after: &str| Some((before.to_owned(), after.to_owned()));
    assert_eq!(
        from_to("[server]", "[queries]"),
        told("`server().be_present`, `server().stand`", "`queries().be_present`, `queries().server_stand`")
    );
    assert_eq!(from_to("Id: ping\n", "Id: stand\n"), told("`server().stand`", "`server().server_stand`"));
    // The second tag is for the reader.
    assert_eq!(found(&text.replace("[queries, Configuration.People]", "[queries]")), [""; 0]);
    let described = compare(&generate(text), &generate(&text.replace("Asks what there is.", "Looks.")));
    let codes = described.list.iter().map(|change| (change.code.as_str(), change.item.as_str()));
    assert_eq!(codes.collect::<Vec<_>>(), [("C0161", "operations::queries")]);
    // With one tag for all of them there is no group.
    let one =
        text.replace("tags: [server]", "tags: [queries]").replace("[Configuration.People]", "[queries]");
    let one = one.replace("[Configuration.People.WithNamesThatTakeSeveralLinesOfCode]", "[queries]");
    assert_eq!(found(&one).len(), 21);
}
