//! Which things of two lists belong together.

/// Things of two lists, those that belong together first.
#[derive(Debug)]
pub(in crate::changes) struct Matched<'a, T> {
    pub(in crate::changes) kept: Vec<(&'a T, &'a T)>,
    pub(in crate::changes) removed: Vec<&'a T>,
    pub(in crate::changes) added: Vec<&'a T>,
}

/// Whether two things belong together.
pub(in crate::changes) type Rule<'r, T> = &'r dyn Fn(&T, &T) -> bool;

impl<'a, T> Matched<'a, T> {
    /// Tries the rules one after another, each on what those before it have left over.
    pub(in crate::changes) fn by(rules: &[Rule<'_, T>], old: &'a [T], new: &'a [T]) -> Self {
        let mut matched =
            Self { kept: Vec::new(), removed: old.iter().collect(), added: new.iter().collect() };
        for is_same in rules {
            for before in std::mem::take(&mut matched.removed) {
                match matched.added.iter().position(|after| is_same(before, after)) {
                    Some(index) => matched.kept.push((before, matched.added.remove(index))),
                    None => matched.removed.push(before),
                }
            }
        }
        matched
    }

    /// The thing before that is this one after.
    pub(in crate::changes) fn before(&self, after: &T) -> Option<&'a T> {
        self.kept.iter().find(|(_, new)| std::ptr::eq(*new, after)).map(|(old, _)| *old)
    }
}
