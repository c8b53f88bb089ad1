//! Functions that take the same arguments in another order than before. Where these are of one type, whoever calls them
//! compiles as before, and sends something else. The specification of before is not there any more, only the code that was
//! made of it.

/// The names of functions that are in both texts, with the same arguments in another order.
pub(crate) fn swapped<'t>(old: &str, new: &'t str) -> Vec<&'t str> {
    let sorted = |mut arguments: Vec<String>| {
        arguments.sort_unstable();
        arguments
    };
    let is_swapped = |after: &Function<'t>| {
        let arguments = after.arguments();
        let before = functions(old).filter(|before| before.name == after.name);
        let before: Vec<_> = before.map(|before| before.arguments()).collect();
        !before.contains(&arguments)
            && before.into_iter().any(|before| sorted(before) == sorted(arguments.clone()))
    };
    functions(new).filter(is_swapped).map(|after| after.name).collect()
}

struct Function<'t> {
    name: &'t str,
    rest: &'t str,
}

/// The public functions of a text that we generated, in their order. Those of a trait are not marked as public, but are
/// asynchronous, as no private function is.
fn functions(text: &str) -> impl Iterator<Item = Function<'_>> {
    text.match_indices("fn ").filter_map(|(at, keyword)| {
        let (before, head) = text.split_at_checked(at)?;
        let words = before.rsplit('\n').next().unwrap_or_default().trim_start();
        let is_public = ["pub ", "pub async ", "pub const ", "async "].contains(&words);
        let head = head.strip_prefix(keyword).filter(|_| is_public)?;
        let (name, rest) = head.split_at_checked(head.find(['(', '<'])?)?;
        Some(Function { name, rest })
    })
}

impl Function<'_> {
    /// The names of its arguments: what stands before a colon, between the parentheses.
    fn arguments(&self) -> Vec<String> {
        let list = self.rest.split_once('(').map_or("", |(_, list)| list);
        let mut depth = 1_usize;
        let end = list.find(|c| {
            depth = match c {
                '(' => depth + 1,
                ')' => depth.saturating_sub(1),
                _ => depth,
            };
            depth == 0
        });
        let mut parts: Vec<&str> =
            list.get(..end.unwrap_or_default()).unwrap_or_default().split(": ").collect();
        parts.pop();
        let name =
            |part: &str| part.rsplit(|c: char| c != '_' && !c.is_alphanumeric()).next().map(str::to_owned);
        parts.into_iter().filter_map(name).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file with three functions, of which the second takes these arguments.
    fn text(arguments: &str) -> String {
        format!(
            "impl A {{\n    pub fn same(a: u8) -> Self {{\n    }}\n    pub const fn new({arguments}) -> Self {{\n    }}\n    \
             pub(crate) fn own(a: u8) {{}}\n    pub async fn last<T: Into<u8>>(&self, a: T) {{}}\n}}\n"
        )
    }

    #[test]
    fn arguments_in_another_order_are_seen_and_nothing_else() {
        let old = text("id: impl Into<String>, call: crate::models::Call, fold: impl Fn(u8, u8) -> u8");
        let swapped_texts = [
            "call: crate::models::Call, id: impl Into<String>, fold: impl Fn(u8, u8) -> u8",
            "\n        fold: impl Fn(u8, u8) -> u8,\n        id: impl Into<String>,\n        call: crate::models::Call,\n    ",
        ];
        for arguments in swapped_texts {
            assert_eq!(swapped(&old, &text(arguments)), ["new"], "{arguments}");
        }
        for arguments in [
            "",
            "id: u8, call: u8, fold: u8",
            "id: u8, call: u8",
            "call: u8, id: u8",
            "call: u8, id: u8, f: u8",
        ] {
            assert_eq!(swapped(&old, &text(arguments)), Vec::<&str>::new(), "{arguments}");
        }
        assert_eq!(swapped("", &old), Vec::<&str>::new());
        let of_trait = |arguments: &str| {
            format!(
                "pub trait Api {{\n        /// A fn of(a: u8, b: u8).\n        async fn call(&self, {arguments});\n}}\n"
            )
        };
        assert_eq!(
            swapped(&of_trait("id: String, name: String"), &of_trait("name: String, id: String")),
            ["call"]
        );
        let more = format!("impl B {{\n    pub fn new(call: A, id: B, fold: C) {{}}\n}}\n{old}");
        assert_eq!(swapped(&text("call: u8, id: u8, fold: u8"), &more), ["new"]);
    }
}
