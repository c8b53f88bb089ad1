//! The lines of the macro that makes an operation.

use quote::quote;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::{Attribute, GenericArgument, Ident, Item, ItemImpl, ItemMacro, Lit, LitStr, PathArguments, Token};

use super::client_method;
use crate::surface::cfg::Flags;
use crate::surface::declared::declared;
use crate::surface::scope::Scope;
use crate::surface::shape::{implementation, structure};

/// The type, what it implements `Operation` with, and the method of the clients.
pub(super) fn operation(
    item: &ItemMacro,
    siblings: &[Item],
    scope: &Scope,
    flags: &Flags,
) -> Option<Vec<String>> {
    if item.mac.path.segments.last()?.ident != "operation" {
        return None;
    }
    let declared = declared(item)?;
    let items = item.mac.parse_body::<syn::File>().ok()?.items;
    let whole = items.iter().find_map(|item| match item {
        Item::Impl(item) => implemented(item, &declared.attrs),
        _ => None,
    })?;
    let own = scope.path(&declared.ident.to_string()).map(|path| structure(&declared, &path, flags));
    let implemented = implementation(&whole, siblings, scope, flags);
    let method = client_method(items, flags);
    Some([own, implemented, method].into_iter().flatten().flatten().collect())
}

/// What the macro implements `Operation` with, as if it were written.
fn implemented(behaviour: &ItemImpl, attributes: &[Attribute]) -> Option<ItemImpl> {
    let ItemImpl { trait_: Some((interface, _)), self_ty: ty, .. } = behaviour else { return None };
    let PathArguments::AngleBracketed(types) = &interface.segments.last()?.arguments else { return None };
    let mut types = types.args.iter().filter(|argument| matches!(argument, GenericArgument::Type(_)));
    let (response, error) = (types.next()?, types.next()?);
    let told = |name: &'static str| attributes.iter().filter(move |it| it.path().is_ident(name));
    let mut known = literals(told("operation").next()?)?.into_iter();
    let id = known.next()?;
    let since = match (known.next(), known.next()) {
        (Some(feature), Some(version)) => quote!(crate::FeatureVersion::new(#feature, #version)),
        _ => quote!(crate::FeatureVersion::EVERY),
    };
    let also: Vec<Vec<Lit>> = told("also").filter_map(literals).collect();
    let also = (!also.is_empty())
        .then(|| quote!(const ALSO: &'static [crate::FeatureVersion] = &[#(crate::FeatureVersion::new(#(#also),*)),*];));
    let demanded = told("demands").filter_map(literals).flatten();
    let (method, path) = told("route").next()?.parse_args_with(route).ok()?;
    Some(syn::parse_quote! {
        impl crate::Operation for #ty {
            const ID: &'static str = #id;
            const METHOD: http::Method = http::Method::#method;
            const PATH: &'static str = #path;
            const SINCE: crate::FeatureVersion = #since;
            #also
            #(const DEMANDED: &'static str = #demanded;)*
            type Response = #response;
            type Error = #error;
        }
    })
}

fn literals(attribute: &Attribute) -> Option<Vec<Lit>> {
    let literals = attribute.parse_args_with(Punctuated::<Lit, Token![,]>::parse_terminated).ok()?;
    Some(literals.into_iter().collect())
}

fn route(input: ParseStream<'_>) -> syn::Result<(Ident, LitStr)> {
    let method = input.parse()?;
    input.parse::<Token![,]>()?;
    Ok((method, input.parse()?))
}
