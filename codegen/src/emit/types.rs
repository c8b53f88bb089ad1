//! Types, and how a constructor or a setter takes a value of one.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;
use crate::ir::Format;
use crate::plan::{
    Argument, ArgumentSource, FieldPlan, Holding, ModelName, ModelPlan, ParameterPlan, Payload, PayloadForm,
    RustType,
};

/// Where a type is named: what the path to another is from there.
#[derive(Debug, Clone, Copy)]
pub(super) enum Scope<'a> {
    /// The file of the model with that name.
    Model(&'a str),
    /// A file that holds no model.
    Elsewhere,
}

impl<'a> Scope<'a> {
    pub(super) fn of(model: &ModelPlan<'a>) -> Self {
        Self::Model(&model.item.name.ident)
    }

    fn models(self) -> TokenStream {
        match self {
            Self::Model(_) => quote!(super),
            Self::Elsewhere => quote!(crate::models),
        }
    }

    fn is_home_of(self, other: &str) -> bool {
        matches!(self, Self::Model(name) if name == other)
    }
}

/// The type as a value has it.
pub(super) fn owned(ty: &RustType<'_>, scope: Scope<'_>) -> TokenStream {
    match ty {
        RustType::Bool => quote!(bool),
        RustType::I32 => quote!(i32),
        RustType::I64 => quote!(i64),
        RustType::F32 => quote!(f32),
        RustType::F64 => quote!(f64),
        RustType::String => quote!(String),
        RustType::Json => quote!(crate::Json),
        RustType::Format(format) => {
            let (models, name) = (scope.models(), ident(format_name(*format)));
            quote!(#models::formats::#name)
        }
        RustType::Vec(item) => {
            let item = owned(item, scope);
            quote!(Vec<#item>)
        }
        RustType::Dictionary(value) => {
            let value = owned(value, scope);
            quote!(crate::Dictionary<#value>)
        }
        RustType::Option(value) => {
            let value = owned(value, scope);
            quote!(Option<#value>)
        }
        RustType::Model(ModelName { ident: name, .. }) => {
            let (models, is_home) = (scope.models(), scope.is_home_of(name));
            let name = ident(name);
            if is_home { quote!(#name) } else { quote!(#models::#name) }
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

/// The type of a field, which may be absent where the property may be.
pub(super) fn of_field(model: &ModelPlan<'_>, of: &FieldPlan<'_>) -> TokenStream {
    let ty = field(of, Scope::of(model));
    if of.is_argument() { ty } else { quote!(Option<#ty>) }
}

/// The type of a property's field, without regard to whether it may be absent.
fn field(field: &FieldPlan<'_>, scope: Scope<'_>) -> TokenStream {
    match (&field.ty, field.is_boxed) {
        (RustType::Option(inner), true) => {
            let inner = owned(inner, scope);
            quote!(Option<Box<#inner>>)
        }
        (ty, true) => {
            let ty = owned(ty, scope);
            quote!(Box<#ty>)
        }
        (ty, false) => owned(ty, scope),
    }
}

/// The type as a constructor or a setter takes it.
pub(super) fn argument(ty: &RustType<'_>, scope: Scope<'_>) -> TokenStream {
    match ty {
        RustType::Vec(item) => {
            let item = argument(item, scope);
            quote!(impl IntoIterator<Item = #item>)
        }
        RustType::Dictionary(value) => {
            let value = argument(value, scope);
            quote!(impl IntoIterator<Item = (impl Into<String>, #value)>)
        }
        ty => {
            let owned = owned(ty, scope);
            if ty.is_converted() { quote!(impl Into<#owned>) } else { owned }
        }
    }
}

/// What makes a property's field of an argument.
pub(super) fn convert(argument: &TokenStream, field: &FieldPlan<'_>) -> TokenStream {
    let value = converted(argument, &field.ty);
    match (&field.ty, field.is_boxed) {
        (RustType::Option(_), true) => quote!(#value.map(Box::new)),
        (_, true) => quote!(Box::new(#value)),
        (_, false) => value,
    }
}

/// What makes a value of an argument. A name in what is nested hides that of what it is nested in, which is used up by then.
pub(super) fn converted(argument: &TokenStream, ty: &RustType<'_>) -> TokenStream {
    match ty {
        _ if ty.is_converted() => quote!(#argument.into()),
        RustType::Vec(item) if item.is_plain() => quote!(#argument.into_iter().collect()),
        RustType::Vec(item) if item.is_converted() => {
            quote!(#argument.into_iter().map(Into::into).collect())
        }
        RustType::Vec(item) => {
            let inner = converted(&quote!(item), item);
            quote!(#argument.into_iter().map(|item| #inner).collect())
        }
        RustType::Dictionary(value) => {
            let inner = converted(&quote!(value), value);
            quote!(#argument.into_iter().map(|(key, value)| (key.into(), #inner)).collect())
        }
        _ => argument.clone(),
    }
}

/// The type of an argument as an operation holds it, with the lifetime where it is borrowed. Without one, that is left to the
/// compiler.
pub(super) fn held(argument: &Argument<'_>, lifetime: Option<&TokenStream>) -> TokenStream {
    match (argument.held, &argument.source) {
        (Holding::Texts, _) => quote!(crate::Texts<#lifetime>),
        (Holding::Unsized, ArgumentSource::Parameter(ParameterPlan { ty: RustType::Vec(item), .. })) => {
            let item = owned(item, Scope::Elsewhere);
            quote!(&#lifetime [#item])
        }
        (Holding::Unsized, _) => quote!(&#lifetime str),
        (Holding::Lent, source) => {
            let ty = argument_owned(source);
            quote!(&#lifetime #ty)
        }
        (Holding::Copied, source) => argument_owned(source),
    }
}

/// The type of an argument as a constructor or a setter takes it.
pub(super) fn lent(argument: &Argument<'_>, lifetime: Option<&TokenStream>) -> TokenStream {
    let held = held(argument, lifetime);
    if argument.held.is_converted() { quote!(impl Into<#held>) } else { held }
}

/// The type of an argument as a value of its own.
pub(super) fn argument_owned(source: &ArgumentSource<'_>) -> TokenStream {
    match source {
        ArgumentSource::Parameter(parameter) => owned(&parameter.ty, Scope::Elsewhere),
        ArgumentSource::Body(body) => payload(&body.payload),
    }
}

/// The type of what a body holds.
pub(super) fn payload(payload: &Payload<'_>) -> TokenStream {
    match &payload.form {
        PayloadForm::Json(ty) => owned(ty, Scope::Elsewhere),
        PayloadForm::Text => quote!(String),
        PayloadForm::Bytes => quote!(crate::Blob),
    }
}
