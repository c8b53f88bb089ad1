//! What is looked at before a request is sent: the limits of the specification, and the version of the server.

use std::fmt::{self, Write};

use crate::error::{ValidationError, Violation};
use crate::{Dictionary, Error, FeatureVersion, RequestError, Session};

mod limits;
#[cfg(test)]
mod tests;

pub use limits::{Bound, Limited, Limits};

/// A value that may break a limit, or need a newer server, somewhere inside.
pub trait Check {
    /// Looks at everything inside that can be wrong.
    fn check(&self, checker: &mut Checker<'_>);
}

/// What a request is held against.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rules<'a> {
    /// The versions that the server is known to have, at most one for each feature.
    pub(crate) server: &'a [FeatureVersion],
    /// What the server has said about itself; what is known otherwise comes first.
    pub(crate) session: Option<&'a Session>,
    /// Whether the limits of the specification count.
    pub(crate) limits: bool,
}

impl Rules<'_> {
    /// The version that the server is known to have of the feature that this one is of. Versions of two features do not
    /// compare.
    fn known(&self, requires: FeatureVersion) -> Option<FeatureVersion> {
        let feature = requires.feature();
        let told = self.server.iter().find(|server| server.feature() == feature).copied();
        told.or_else(|| self.session?.server_version(feature))
    }

    /// What is wrong with the request of the operation with this id, by what `look` finds.
    pub(crate) fn apply<E>(
        self,
        id: &'static str,
        look: impl FnOnce(&mut Checker<'_>),
    ) -> Result<(), Error<E>> {
        let mut found = Found::default();
        look(&mut Checker { way: PropertyPath::START, rules: self, found: &mut found });
        match found {
            Found { unsupported: Some(Unsupported { places, requires, server }), .. } => {
                let what = if places.is_empty() { id.into() } else { places.join(", ").into() };
                Err(Error::Unsupported { what, requires, server })
            }
            Found { violations, .. } if !violations.is_empty() => {
                Err(RequestError::Invalid(ValidationError::new(violations)).into())
            }
            Found { .. } => Ok(()),
        }
    }
}

/// The limits that a value breaks, if any.
#[cfg(feature = "server")]
pub(crate) fn violations(value: &impl Check) -> Option<ValidationError> {
    let mut found = Found::default();
    let rules = Rules { server: &[], session: None, limits: true };
    value.check(&mut Checker { way: PropertyPath::START, rules, found: &mut found });
    (!found.violations.is_empty()).then(|| ValidationError::new(found.violations))
}

/// What was found to be wrong.
#[derive(Debug, Default)]
struct Found {
    violations: Vec<Violation>,
    unsupported: Option<Unsupported>,
}

/// What a server is too old for.
#[derive(Debug)]
struct Unsupported {
    /// All places in the request that one version of the server is too old for; none where it is the operation itself.
    places: Vec<String>,
    /// The version that has all of it.
    requires: FeatureVersion,
    server: FeatureVersion,
}

/// Goes through a request and collects what is wrong.
#[derive(Debug)]
pub struct Checker<'a> {
    way: PropertyPath<'a>,
    rules: Rules<'a>,
    found: &'a mut Found,
}

impl Checker<'_> {
    /// Says that what is being looked at is there from this version on.
    pub fn needs(&mut self, requires: FeatureVersion) {
        let Some(server) = self.rules.known(requires).filter(|server| requires > *server) else { return };
        match &mut self.found.unsupported {
            None => {
                let places = self.way.text().into_iter().collect();
                self.found.unsupported = Some(Unsupported { places, requires, server });
            }
            Some(found) if found.server == server && !found.places.is_empty() => {
                found.places.extend(self.way.text());
                found.requires = if requires > found.requires { requires } else { found.requires };
            }
            Some(_) => {}
        }
    }

    /// Says that a property, if it is set, is there from this version on.
    pub fn since<T>(&mut self, name: &'static str, value: &Option<T>, requires: FeatureVersion) {
        if value.is_some() {
            self.at(Step::Property(name), |checker| checker.needs(requires));
        }
    }

    /// Holds a property against its limits.
    pub fn limits(&mut self, name: &'static str, value: &impl Limited, limits: Limits) {
        if self.rules.limits {
            self.at(Step::Property(name), |checker| {
                value.keep(&limits, &mut |rule| checker.broken(rule));
            });
        }
    }

    /// Looks inside a property or a parameter.
    pub fn inside(&mut self, name: &'static str, value: &impl Check) {
        self.at(Step::Property(name), |checker| value.check(checker));
    }

    fn at(&mut self, step: Step<'_>, look: impl FnOnce(&mut Checker<'_>)) {
        let way = PropertyPath { before: Some(&self.way), step };
        look(&mut Checker { way, rules: self.rules, found: self.found });
    }

    #[cold]
    fn broken(&mut self, rule: fmt::Arguments<'_>) {
        self.found.violations.push(Violation::new(self.way.text().unwrap_or_default(), rule.to_string()));
    }
}

/// The way to a value. It becomes text only where something is wrong, so that a good request costs no allocation.
#[derive(Debug, Clone, Copy)]
struct PropertyPath<'a> {
    before: Option<&'a PropertyPath<'a>>,
    step: Step<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Step<'a> {
    Start,
    Property(&'a str),
    Item(usize),
}

impl PropertyPath<'_> {
    const START: Self = Self { before: None, step: Step::Start };

    /// `campaignIds[3]`, or nothing for the request as a whole.
    fn text(&self) -> Option<String> {
        let mut text = self.before.and_then(PropertyPath::text).unwrap_or_default();
        match self.step {
            Step::Start => return None,
            Step::Property(name) if text.is_empty() => text.push_str(name),
            Step::Property(name) => text.extend([".", name]),
            Step::Item(number) => _ = write!(text, "[{number}]"), // a String takes everything
        }
        Some(text)
    }
}

impl<T: Check + ?Sized> Check for &T {
    fn check(&self, checker: &mut Checker<'_>) {
        T::check(self, checker);
    }
}

impl<T: Check> Check for Box<T> {
    fn check(&self, checker: &mut Checker<'_>) {
        T::check(self, checker);
    }
}

impl<T: Check> Check for Option<T> {
    fn check(&self, checker: &mut Checker<'_>) {
        if let Some(value) = self {
            value.check(checker);
        }
    }
}

impl<T: Check> Check for Vec<T> {
    fn check(&self, checker: &mut Checker<'_>) {
        self.as_slice().check(checker);
    }
}

impl<T: Check> Check for [T] {
    fn check(&self, checker: &mut Checker<'_>) {
        for (number, item) in self.iter().enumerate() {
            checker.at(Step::Item(number), |checker| item.check(checker));
        }
    }
}

impl<T: Check> Check for Dictionary<T> {
    fn check(&self, checker: &mut Checker<'_>) {
        for (key, value) in self {
            checker.at(Step::Property(key), |checker| value.check(checker));
        }
    }
}
