//! Things that users name.

use icws_codegen::diagnostic::closest;

/// The thing of that name. The error says which name may have been meant, or which there are.
pub(crate) fn named<T: Copy>(
    name: &str,
    known: &[T],
    name_of: impl Fn(&T) -> &'static str,
) -> Result<T, String> {
    if let Some(thing) = known.iter().find(|thing| name_of(thing) == name) {
        return Ok(*thing);
    }
    let names = || known.iter().map(&name_of);
    Err(match closest(name, names()) {
        Some(closest) => format!("did you mean `{closest}`?"),
        None => {
            format!("there is {}", names().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "))
        }
    })
}
