//! Turns an ICWS OpenAPI document into the files of a Rust client crate.
//!
//! The library is pure: text in, files out. It reads no file, prints nothing and never ends the process; all of
//! that is `cargo xtask`. The stages run once, in this order, and each has its own module:
//!
//! ```text
//! spec text -> load -> Document -> lower -> ir::Api -> check -> Checked -> plan -> Plan -> emit -> Vec<File> -> format -> Tree
//! ```
//!
//! A stage collects every mistake that it finds. Loading stops the run where nothing more can be said about the
//! text, and else hands its mistakes on; lowering and checking stop it at their ends if anything was wrong. So
//! one run shows what is wrong with the text and with its meaning, and whoever emits sees only what was checked.
//! Warnings stop nothing: they come beside what was generated.
//!
//! `emit` settles which files there are. The items of a file are made in the threads of `format`, one file at a time,
//! because tokens cannot leave the thread that made them.

pub mod visible;

mod graph;
mod markdown;
mod prose;
#[cfg(test)]
mod rooms;
#[cfg(test)]
mod tests;

pub mod source;

pub mod diagnostic;
pub mod ir;

mod names;

mod load;
mod lower;

mod part;

mod check;

mod plan;

mod emit;
mod format;

pub mod surface;

// Beside the line: what two APIs differ in.
pub mod changes;

pub use diagnostic::{Code, Diagnostic, Diagnostics};
pub use format::Tree;
pub use markdown::plain;
pub use names::{is_keyword, method, of_group as group_module};
pub use part::{LeftOut, UnknownTag};
pub use plan::{Dependency, Examples, dependencies};
pub use prose::limits;
pub use source::Spec;

/// What one specification yields.
#[derive(Debug, Clone)]
pub struct Output {
    /// The generated files, by their path below `src/generated/`.
    pub tree: Tree,
    /// What the crate is made of; the manifest's features and the table of rungs are printed from it.
    pub api: ir::Api,
    /// What is probably not what was meant.
    pub warnings: Diagnostics,
    /// What of the specification is in none of these, where only a part was asked for.
    pub left_out: Option<LeftOut>,
}

/// Why nothing is generated for a part of a specification.
#[derive(Debug, Clone)]
pub enum PartError {
    /// All mistakes of the first stage that found one, each with its place.
    Mistakes(Diagnostics),
    /// A tag that no operation has.
    Tag(UnknownTag),
}

impl From<Diagnostics> for PartError {
    fn from(mistakes: Diagnostics) -> Self {
        Self::Mistakes(mistakes)
    }
}

/// Generates the crate's files from a specification.
///
/// # Errors
///
/// All mistakes of the first stage that found one, each with its place.
pub fn generate(spec: Spec<'_>) -> Result<Output, Diagnostics> {
    generate_as(spec, spec.path, None)
}

/// As [`generate`], for files whose headers call the specification by another name, so that they are the same from
/// wherever they are generated, and for a crate that has this name, if one is given.
///
/// # Errors
///
/// As of [`generate`].
pub fn generate_as(spec: Spec<'_>, header: &str, package: Option<&str>) -> Result<Output, Diagnostics> {
    let document = load::load(spec)?;
    let lowered = lower::lower(&document)?;
    printed(lowered, document, header, package)
}

/// As [`generate_as`], but only for the operations that have one of these tags, and for the types that they reach.
///
/// # Errors
///
/// As of [`generate`], whatever the tags are, or a tag that no operation has.
pub fn generate_part(
    spec: Spec<'_>,
    header: &str,
    package: Option<&str>,
    tags: &[String],
) -> Result<Output, PartError> {
    let document = load::load(spec)?;
    let mut lowered = lower::lower(&document)?;
    // The part is checked again when it is printed: what is refused of the whole is refused whatever the tags are.
    check::check(lowered.clone(), &document.source)?;
    let left_out = part::keep(&mut lowered.api, tags).map_err(PartError::Tag)?;
    Ok(Output { left_out: Some(left_out), ..printed(lowered, document, header, package)? })
}

/// The stages behind lowering.
fn printed(
    mut lowered: lower::Lowered,
    document: load::Document,
    header: &str,
    package: Option<&str>,
) -> Result<Output, Diagnostics> {
    lowered.api.package = package.map_or(lowered.api.package, ToOwned::to_owned);
    let (checked, warnings) = check::check(lowered, &document.source)?;
    drop(document);
    let plan = plan::plan(&checked);
    let files = emit::emit(&plan);
    let tree = format::format(&files, header);
    drop(files);
    Ok(Output { tree, api: checked.into_api(), warnings, left_out: None })
}

/// The codes of all mistakes, then of warnings, then of changes.
pub fn codes() -> Vec<Code> {
    let stages = [&load::mistakes::ALL[..], &lower::mistakes::ALL, &check::mistakes::ALL];
    let mut codes: Vec<Code> = stages.concat().concat();
    codes.extend(changes::codes());
    codes.sort_unstable_by_key(|code| (code.as_str().starts_with('C'), *code));
    codes
}

/// The dialect of specifications as a JSON Schema, for editors, which offer the versions of these ladders.
pub fn dialect(features: &[ir::Feature]) -> String {
    load::dialect(features)
}

/// A specification's document as JSON in the order of the specification, for programs that show OpenAPI.
///
/// # Errors
///
/// What is no OpenAPI document.
pub fn document(spec: Spec<'_>) -> Result<String, Diagnostics> {
    load::load(spec).map(|document| document.json())
}

/// The stages one by one, for benchmarks and snapshots. Everybody else calls [`generate`].
#[doc(hidden)]
pub mod stages {
    pub use crate::check::{Checked, check};
    pub use crate::emit::{File, emit};
    pub use crate::format::format;
    pub use crate::load::{Document, load};
    pub use crate::lower::{Lowered, lower};
    pub use crate::plan::{Plan, plan};
}
