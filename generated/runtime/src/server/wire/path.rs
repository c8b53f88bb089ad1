//! Paths, as templates and as they come.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// A template as the router has it: each piece with a parameter is one of its own, named by its place, because the router
/// knows neither two names at one place nor a piece that is only in part a parameter.
pub(super) fn shape(template: &str) -> String {
    let pieces = template.split('/').enumerate().map(|(place, piece)| match piece.contains('{') {
        true => Cow::from(format!("{{p{place}}}")),
        false => Cow::from(piece),
    });
    pieces.collect::<Vec<_>>().join("/")
}

/// How much of a template is not for values.
pub(super) fn literals(template: &str) -> usize {
    template.split('{').map(|piece| piece.split_once('}').map_or(piece, |(_, literal)| literal).len()).sum()
}

/// Whether it is a path of that template. Each of its values is told with its name, still encoded: every request asks
/// for them, and a list of its own would be made for each.
///
/// A value ends where what stands behind it in the template first comes, at the latest with its piece of the path.
pub(super) fn read<'t, 'p>(
    mut template: &'t str,
    mut path: &'p str,
    mut tell: impl FnMut(&'t str, &'p str),
) -> bool {
    while let Some((before, (name, behind))) =
        template.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    {
        let Some((value, rest)) = path.strip_prefix(before).and_then(|path| value(path, behind)) else {
            return false;
        };
        tell(name, value);
        (template, path) = (behind, rest);
    }
    template == path
}

/// The value at the start of a path, and what stands behind it.
fn value<'p>(path: &'p str, behind: &str) -> Option<(&'p str, &'p str)> {
    let piece = path.split('/').next()?;
    let literal = behind.split(['{', '/']).next()?;
    let is_last = !behind.get(literal.len()..).is_some_and(|rest| rest.starts_with('{'));
    let end = match literal {
        "" => piece.len(),
        // What stands at the end of a piece may stand in its last value, too.
        literal if is_last => piece.rfind(literal)?,
        literal => piece.find(literal)?,
    };
    (end > 0).then(|| path.split_at_checked(end))?
}

/// Decodes a value, once. Bytes that are no text are nothing.
pub(super) fn decode(value: &str) -> Option<String> {
    percent_decode_str(value).decode_utf8().ok().map(Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(template: &'static str, path: &'static str) -> Option<Vec<(&'static str, &'static str)>> {
        let mut values = Vec::new();
        read(template, path, |name, value| values.push((name, value))).then_some(values)
    }

    #[test]
    fn the_router_never_sees_two_names_at_one_place() {
        assert_eq!(shape("/a/{one}/b"), shape("/a/{other}/b"));
        assert_eq!(shape("/a/{one}.json/:b"), "/a/{p2}/:b");
    }

    #[test]
    fn literals_are_what_a_template_has_beside_its_names() {
        assert!(literals("/a/{b}.json") > literals("/a/{long_name}"));
        assert_eq!(literals("/a/{b}-{c}/d"), "/a/-/d".len());
    }

    #[test]
    fn values_are_found_by_their_names_and_left_encoded() {
        assert_eq!(values("/a/{b}/c/{d}", "/a/%2F/c/.."), Some(vec![("b", "%2F"), ("d", "..")]));
        assert_eq!(values("/{a}-{b}.json", "/x-y-z.json"), Some(vec![("a", "x"), ("b", "y-z")]));
        assert_eq!(values("/a/{b}.json/c", "/a/x.json.json/c"), Some(vec![("b", "x.json")]));
        assert_eq!(values("/a/{b}.json", "/a/x.jsonp"), None);
    }

    #[test]
    fn a_path_of_another_template_has_no_values() {
        for path in ["/a", "/a/", "/a/b/c", "/b/c", "/a/b/", "a/b", "/a/.json"] {
            assert_eq!(values("/a/{b}.json", path), None, "{path}");
        }
        assert_eq!(values("/a/{b}", "/a/"), None);
    }

    #[test]
    fn a_value_is_decoded_once() {
        assert_eq!(decode("%252F%20+%C3%BC").as_deref(), Some("%2F +ü"));
        assert_eq!(decode("%ff"), None);
    }
}
