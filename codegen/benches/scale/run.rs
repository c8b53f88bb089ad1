//! One run of the generator, as a whole or stage by stage.

use std::hint::black_box;

use icws_codegen::{Spec, Tree, generate, stages};

/// What can be run.
pub(crate) const ALL: [&str; 2] = ["stages", "all"];

/// A stage that is done.
pub(crate) struct Done {
    pub(crate) stage: &'static str,
    /// The text that it read or made, if any.
    pub(crate) bytes: Option<usize>,
}

/// Runs it, and tells of each stage at once when it is done.
pub(crate) fn run(what: &str, text: &str, tell: &mut dyn FnMut(Done)) {
    let spec = Spec { path: "scale.yaml", bytes: text.as_bytes() };
    if what == "all" {
        let output = generate(spec).expect("generates");
        return tell(Done { stage: "all", bytes: Some(bytes(&output.tree)) });
    }
    let document = stages::load(spec).expect("loads");
    tell(Done { stage: "load", bytes: Some(text.len()) });
    let lowered = stages::lower(&document).expect("lowers");
    tell(Done { stage: "lower", bytes: None });
    let (checked, _) = stages::check(lowered, document.source()).expect("checks");
    tell(Done { stage: "check", bytes: None });
    let plan = stages::plan(&checked);
    let files = stages::emit(&plan);
    files.iter().for_each(|file| drop(black_box(file.items())));
    tell(Done { stage: "emit", bytes: None });
    let tree = stages::format(&files, spec.path);
    tell(Done { stage: "format", bytes: Some(bytes(&tree)) });
}

fn bytes(tree: &Tree) -> usize {
    tree.values().map(String::len).sum()
}
