//! Whether an item is there, at a set of cargo features.

use std::collections::BTreeSet;

use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, ExprLit, Lit, Meta, MetaNameValue, Token};

/// The cargo features that are switched on.
pub(super) type Flags = BTreeSet<String>;

type List = Punctuated<Meta, Token![,]>;

/// Whether every `#[cfg]` among the attributes holds.
pub(super) fn holds(attributes: &[Attribute], flags: &Flags) -> bool {
    let mut conditions = attributes.iter().filter(|attribute| attribute.path().is_ident("cfg"));
    conditions
        .all(|attribute| attribute.parse_args::<Meta>().is_ok_and(|condition| is_met(&condition, flags)))
}

/// What `look` finds in the attributes, among them those that a `#[cfg_attr]` stands for.
pub(super) fn find<T>(attributes: &[Attribute], flags: &Flags, look: impl Fn(&Meta) -> Option<T>) -> Vec<T> {
    let find = |attribute: &Attribute| {
        if !attribute.path().is_ident("cfg_attr") {
            return look(&attribute.meta).into_iter().collect();
        }
        let list = attribute.parse_args_with(List::parse_terminated).unwrap_or_default();
        let mut list = list.iter();
        match list.next() {
            Some(condition) if is_met(condition, flags) => list.filter_map(&look).collect(),
            _ => Vec::new(),
        }
    };
    attributes.iter().flat_map(find).collect()
}

/// Whether a condition is met. Whatever is no cargo feature (`test`, `docsrs`, a target) counts as off.
fn is_met(condition: &Meta, flags: &Flags) -> bool {
    match condition {
        Meta::NameValue(MetaNameValue {
            path,
            value: Expr::Lit(ExprLit { lit: Lit::Str(flag), .. }),
            ..
        }) => path.is_ident("feature") && flags.contains(&flag.value()),
        Meta::List(list) => {
            let Ok(inner) = list.parse_args_with(List::parse_terminated) else { return false };
            let mut met = inner.iter().map(|condition| is_met(condition, flags));
            if list.path.is_ident("all") {
                met.all(|met| met)
            } else if list.path.is_ident("any") {
                met.any(|met| met)
            } else {
                list.path.is_ident("not") && met.all(|met| !met)
            }
        }
        _ => false,
    }
}
