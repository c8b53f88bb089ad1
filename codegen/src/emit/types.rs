//! Types, and how a constructor or a setter takes a value of one.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::ident;
use crate::ir::{Api, Content, Format, Parameter, Property, Schema, Type};
use crate::plan::{Argument, ArgumentSource, Holding};

/// Where a type is named: what the path to another is from there.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place<'a> {
    /// The file of that model.
    Model(&'a Schema),
    /// A file that holds no model.
    Elsewhere,
}

impl Place<'_> {
    fn models(self) -> TokenStream {
        match self {
            Self::Model(_) => quote!(super),
            Self::Elsewhere => quote!(crate::models),
        }
    }

    fn is_home_of(self, other: &Schema) -> bool {
        matches!(self, Self::Model(schema) if schema.name.ident == other.name.ident)
    }
}

/// The type as a value has it.
pub(super) fn owned(api: &Api, ty: &Type, place: Place<'_>) -> TokenStream {
    match ty {
        Type::Boolean => quote!(bool),
        Type::Int32 => quote!(i32),
        Type::Int64 => quote!(i64),
        Type::Float => quote!(f32),
        Type::Double => quote!(f64),
        Type::String => quote!(String),
        Type::Any => quote!(crate::Json),
        Type::Format(format) => {
            let (models, name) = (place.models(), ident(format_name(*format)));
            quote!(#models::formats::#name)
        }
        Type::List(item) => {
            let item = owned(api, item, place);
            quote!(Vec<#item>)
        }
        Type::Map(value) => {
            let value = owned(api, value, place);
            quote!(crate::Dictionary<#value>)
        }
        Type::Nullable(value) => {
            let value = owned(api, value, place);
            quote!(Option<#value>)
        }
        Type::Schema(id) => {
            let Some(schema) = api.schema(*id) else {
                return TokenStream::new();
            };
            let (models, name) = (place.models(), ident(&schema.name.ident));
            if place.is_home_of(schema) { quote!(#name) } else { quote!(#models::#name) }
        }
    }
}

/// The type that stands for a format.
pub(super) fn format_name(format: Format) -> &'static str {
    match format {
        Format::Byte => "Base64",
        Format::Date => "Date",
        Format::DateTime => "DateTime",
        Format::Duration => "Seconds",
        Format::Time => "Time",
        Format::Uri => "Uri",
        Format::Uuid => "Uuid",
    }
}

/// The type of a property's field, without regard to whether it may be absent.
pub(super) fn field(api: &Api, property: &Property, place: Place<'_>) -> TokenStream {
    let ty = owned(api, &property.ty, place);
    match (&property.ty, property.boxed) {
        (Type::Nullable(inner), true) => {
            let inner = owned(api, inner, place);
            quote!(Option<Box<#inner>>)
        }
        (_, true) => quote!(Box<#ty>),
        (_, false) => ty,
    }
}

/// The type as a constructor or a setter takes it.
pub(super) fn argument(api: &Api, ty: &Type, place: Place<'_>) -> TokenStream {
    match ty {
        Type::String => quote!(impl Into<String>),
        Type::Any => quote!(impl Into<crate::Json>),
        Type::List(item) => {
            let item = argument(api, item, place);
            quote!(impl IntoIterator<Item = #item>)
        }
        Type::Map(value) => {
            let value = argument(api, value, place);
            quote!(impl IntoIterator<Item = (impl Into<String>, #value)>)
        }
        _ if is_choice(api, ty) => {
            let choice = owned(api, ty, place);
            quote!(impl Into<#choice>)
        }
        _ => owned(api, ty, place),
    }
}

/// Whether a type is one of several objects, each of which becomes it.
fn is_choice(api: &Api, ty: &Type) -> bool {
    let Type::Schema(id) = ty else { return false };
    matches!(api.schema(*id).map(|schema| &schema.shape), Some(crate::ir::Shape::Choice(_)))
}

/// What makes a property's field of an argument.
pub(super) fn convert(api: &Api, argument: &TokenStream, property: &Property) -> TokenStream {
    let value = convert_nested(api, argument, (&property.ty, 0));
    match (&property.ty, property.boxed) {
        (Type::Nullable(_), true) => quote!(#value.map(Box::new)),
        (_, true) => quote!(Box::new(#value)),
        (_, false) => value,
    }
}

fn convert_nested(api: &Api, argument: &TokenStream, (ty, depth): (&Type, usize)) -> TokenStream {
    match ty {
        _ if is_converted(api, ty) => quote!(#argument.into()),
        Type::List(item) if is_plain(api, item) => quote!(#argument.into_iter().collect()),
        Type::List(item) if is_converted(api, item) => {
            quote!(#argument.into_iter().map(Into::into).collect())
        }
        Type::List(item) => {
            let name = format_ident!("item{depth}");
            let inner = convert_nested(api, &quote!(#name), (item, depth + 1));
            quote!(#argument.into_iter().map(|#name| #inner).collect())
        }
        Type::Map(value) => {
            let (key, name) = (format_ident!("key{depth}"), format_ident!("value{depth}"));
            let inner = convert_nested(api, &quote!(#name), (value, depth + 1));
            quote!(#argument.into_iter().map(|(#key, #name)| (#key.into(), #inner)).collect())
        }
        _ => argument.clone(),
    }
}

/// Whether a setter takes whatever becomes the type.
fn is_converted(api: &Api, ty: &Type) -> bool {
    matches!(ty, Type::String | Type::Any) || is_choice(api, ty)
}

/// Whether a setter takes the type as it is.
pub(super) fn is_plain(api: &Api, ty: &Type) -> bool {
    !is_converted(api, ty) && !matches!(ty, Type::List(_) | Type::Map(_))
}

/// The type of an argument as an operation holds it, with the lifetime `'a` where it is borrowed.
pub(super) fn held(api: &Api, argument: &Argument<'_>) -> TokenStream {
    let Argument { source, held, .. } = argument;
    match (held, source) {
        (Holding::Unsized, ArgumentSource::Parameter(Parameter { ty: Type::List(item), .. }, _)) => {
            let item = owned(api, item, Place::Elsewhere);
            quote!(&'a [#item])
        }
        (Holding::Unsized, _) => quote!(&'a str),
        (Holding::Lent, _) => {
            let ty = argument_owned(api, source);
            quote!(&'a #ty)
        }
        (Holding::Copied, _) => argument_owned(api, source),
    }
}

/// The type of an argument as a value of its own.
pub(super) fn argument_owned(api: &Api, source: &ArgumentSource<'_>) -> TokenStream {
    match source {
        ArgumentSource::Parameter(parameter, _) => owned(api, &parameter.ty, Place::Elsewhere),
        ArgumentSource::Body(body) => content(api, &body.content),
    }
}

/// The type of what a body holds.
pub(super) fn content(api: &Api, content: &Content) -> TokenStream {
    match content {
        Content::Json { ty, .. } => owned(api, ty, Place::Elsewhere),
        Content::Text { .. } => quote!(String),
        Content::Bytes { .. } => quote!(crate::Blob),
    }
}
