//! What the macros of the runtime make, as far as it is public: bodies without repetitions, with what they are given.

use std::collections::BTreeMap;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Item;

use crate::format::Tree;

/// The bodies of macros, by their names. Each has one.
pub(super) struct Macros {
    bodies: BTreeMap<String, MacroBody>,
}

/// What a macro is given, by its name, and what it makes of it.
struct MacroBody {
    given: Option<String>,
    made: TokenStream,
}

/// The macros that are declared in these files.
pub(super) fn macros(files: &Tree) -> Macros {
    let parsed = files.values().filter_map(|text| syn::parse_file(text).ok());
    let declared = parsed.flat_map(|file| file.items).filter_map(|item| match item {
        Item::Macro(item) => Some((item.ident?.to_string(), body(item.mac.tokens)?)),
        _ => None,
    });
    Macros { bodies: declared.collect() }
}

/// The first rule of a macro: `(what it is given) => { what it makes }`.
fn body(rules: TokenStream) -> Option<MacroBody> {
    let mut groups = rules.into_iter().filter_map(|tree| match tree {
        TokenTree::Group(group) => Some(group.stream()),
        _ => None,
    });
    let (given, made) = (groups.next()?, groups.next()?);
    let given = given.into_iter().find_map(|tree| match tree {
        TokenTree::Ident(ident) => Some(ident.to_string()),
        _ => None,
    });
    Some(MacroBody { given, made })
}

impl Macros {
    /// What a macro makes at the root of a crate, as text.
    pub(super) fn expanded(&self, name: &str) -> Option<String> {
        let made = self.made(name, &TokenStream::new())?;
        Some(made.to_string())
    }

    fn made(&self, name: &str, argument: &TokenStream) -> Option<TokenStream> {
        let MacroBody { given, made } = self.bodies.get(name)?;
        let filled = filled(made.clone(), (given.as_deref(), argument));
        Some(self.called(filled))
    }

    /// The tokens with each `crate::codegen::name!(..);` replaced by what that macro makes.
    fn called(&self, tokens: TokenStream) -> TokenStream {
        let mut out: Vec<TokenTree> = Vec::new();
        let mut trees = tokens.into_iter().peekable();
        while let Some(tree) = trees.next() {
            let call = match &tree {
                TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                    self.call(&out, group)
                }
                _ => None,
            };
            match (call, tree) {
                (Some((length, made)), _) => {
                    out.truncate(out.len().saturating_sub(length));
                    out.extend(made);
                    trees.next_if(|next| next.to_string() == ";");
                }
                (None, TokenTree::Group(group)) => {
                    let inner = self.called(group.stream());
                    out.push(Group::new(group.delimiter(), inner).into());
                }
                (None, other) => out.push(other),
            }
        }
        out.into_iter().collect()
    }

    /// What a call makes that ends in this group, and how many tokens before the group belong to it. Only macros that this
    /// has a body of are called, and only as items.
    fn call(&self, before: &[TokenTree], group: &Group) -> Option<(usize, TokenStream)> {
        let path: Vec<String> = before.iter().rev().take(8).map(ToString::to_string).collect();
        let words: Vec<&str> = path.iter().map(String::as_str).collect();
        match words.as_slice() {
            ["!", name, ":", ":", "codegen", ":", ":", "crate", ..] => {
                Some((8, self.made(&format!("__{name}"), &group.stream()).filter(is_items)?))
            }
            _ => None,
        }
    }
}

fn is_items(tokens: &TokenStream) -> bool {
    syn::parse2::<syn::File>(tokens.clone()).is_ok_and(|file| !file.items.is_empty())
}

/// The tokens with `$crate` as `crate`, what is given in its place, and without the marks of repetitions.
fn filled(tokens: TokenStream, given: (Option<&str>, &TokenStream)) -> TokenStream {
    let (mut out, mut trees) = (TokenStream::new(), tokens.into_iter().peekable());
    while let Some(tree) = trees.next() {
        match tree {
            TokenTree::Punct(mark) if mark.as_char() == '$' => match trees.next() {
                Some(TokenTree::Ident(ident)) if Some(ident.to_string().as_str()) == given.0 => {
                    out.extend(given.1.clone());
                }
                Some(TokenTree::Group(group)) => {
                    out.extend(filled(group.stream(), given));
                    trees.next_if(|next| matches!(next.to_string().as_str(), "+" | "*"));
                }
                other => out.extend(other.map(ToTokens::into_token_stream)),
            },
            TokenTree::Group(group) => {
                let inner = filled(group.stream(), given);
                out.extend([TokenTree::from(Group::new(group.delimiter(), inner))]);
            }
            other => out.extend([other]),
        }
    }
    out
}
