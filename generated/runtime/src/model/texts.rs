//! Lists of texts that an operation borrows.

use std::fmt;
use std::hash::{Hash, Hasher};

/// A list of texts that somebody else holds, as `String`s or as `&str`s.
///
/// A parameter takes whatever becomes one, which are references to arrays, slices and vectors: `&["a", "b"]`, `&names`.
#[derive(Clone, Copy)]
pub struct Texts<'a>(Slice<'a>);

#[derive(Clone, Copy)]
enum Slice<'a> {
    Strings(&'a [String]),
    Borrowed(&'a [&'a str]),
}

impl<'a> Texts<'a> {
    /// The texts, one after the other.
    #[must_use]
    pub const fn iter(self) -> TextsIter<'a> {
        TextsIter { texts: self, next: 0 }
    }

    /// How many there are.
    #[must_use]
    pub const fn len(self) -> usize {
        match self.0 {
            Slice::Strings(texts) => texts.len(),
            Slice::Borrowed(texts) => texts.len(),
        }
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The texts as values of their own.
    #[must_use]
    pub fn to_vec(self) -> Vec<String> {
        self.iter().map(str::to_owned).collect()
    }

    fn get(self, index: usize) -> Option<&'a str> {
        match self.0 {
            Slice::Strings(texts) => texts.get(index).map(String::as_str),
            Slice::Borrowed(texts) => texts.get(index).copied(),
        }
    }
}

impl fmt::Debug for Texts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// However the texts are held.
impl PartialEq for Texts<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Texts<'_> {}

impl Hash for Texts<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.len().hash(state);
        self.iter().for_each(|text| text.hash(state));
    }
}

impl<'a> IntoIterator for Texts<'a> {
    type Item = &'a str;
    type IntoIter = TextsIter<'a>;

    fn into_iter(self) -> TextsIter<'a> {
        self.iter()
    }
}

/// Yields the texts of a [`Texts`].
#[derive(Debug, Clone)]
pub struct TextsIter<'a> {
    texts: Texts<'a>,
    next: usize,
}

impl<'a> Iterator for TextsIter<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let text = self.texts.get(self.next)?;
        self.next += 1;
        Some(text)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.texts.len() - self.next;
        (left, Some(left))
    }
}

impl ExactSizeIterator for TextsIter<'_> {}

impl<'a> From<&'a [String]> for Texts<'a> {
    fn from(texts: &'a [String]) -> Self {
        Self(Slice::Strings(texts))
    }
}

impl<'a> From<&'a Vec<String>> for Texts<'a> {
    fn from(texts: &'a Vec<String>) -> Self {
        Self(Slice::Strings(texts))
    }
}

impl<'a, const N: usize> From<&'a [String; N]> for Texts<'a> {
    fn from(texts: &'a [String; N]) -> Self {
        Self(Slice::Strings(texts))
    }
}

impl<'a> From<&'a [&'a str]> for Texts<'a> {
    fn from(texts: &'a [&'a str]) -> Self {
        Self(Slice::Borrowed(texts))
    }
}

impl<'a> From<&'a Vec<&'a str>> for Texts<'a> {
    fn from(texts: &'a Vec<&'a str>) -> Self {
        Self(Slice::Borrowed(texts))
    }
}

impl<'a, const N: usize> From<&'a [&'a str; N]> for Texts<'a> {
    fn from(texts: &'a [&'a str; N]) -> Self {
        Self(Slice::Borrowed(texts))
    }
}

#[cfg(test)]
mod tests {
    use std::hash::BuildHasher;

    use super::*;

    #[test]
    fn however_they_are_held_they_are_the_same_texts() {
        let (strings, borrowed) = (["a".to_owned(), "b".to_owned()], ["a", "b"]);
        let vectors = (strings.to_vec(), borrowed.to_vec());
        let hasher = std::hash::RandomState::new();
        let first = Texts::from(&strings);
        for texts in [
            Texts::from(&borrowed),
            Texts::from(&vectors.0),
            Texts::from(&vectors.1),
            Texts::from(strings.as_slice()),
            Texts::from(borrowed.as_slice()),
        ] {
            assert_eq!(texts, first);
            assert_eq!(hasher.hash_one(texts), hasher.hash_one(first));
            assert_eq!((texts.len(), texts.is_empty(), texts.to_vec()), (2, false, strings.to_vec()));
            assert_eq!(format!("{texts:?}"), r#"["a", "b"]"#);
            let mut iter = texts.into_iter();
            assert_eq!(iter.len(), 2);
            assert_eq!((iter.next(), iter.len(), iter.next(), iter.next()), (Some("a"), 1, Some("b"), None));
        }
        assert_ne!(Texts::from(&["a"]), first);
        assert_ne!(Texts::from(&["a", "c"]), first);
        assert_ne!(hasher.hash_one(Texts::from(&["a", "c"])), hasher.hash_one(first));
        assert!(Texts::from(&[""; 0]).is_empty());
    }
}
