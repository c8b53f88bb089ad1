//! Answers that mean an error: an enumeration per operation, with a variant per documented status.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{self, prose};
use super::ident;
use super::response::{schema, status_docs};
use crate::ir::{Answer, Api, Object, Operation, SchemaId, Shape, Type};

/// The enumeration and what it implements.
pub(super) fn items(api: &Api, operation: &Operation) -> Vec<TokenStream> {
    let Some(body) = operation.errors.iter().find_map(|answer| answer.schema) else { return Vec::new() };
    let ty = schema(api, body);
    let arms: Vec<Arms> = operation.errors.iter().map(|answer| Arms::new(answer, &ty)).collect();
    let name = ident(&operation.error_ident());
    vec![
        declaration(operation, &arms),
        accessors(operation, &ty, &arms),
        common(operation, &told(api, body)),
        quote! {
            impl std::fmt::Display for #name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    crate::wire::display_error(self, f)
                }
            }
        },
        quote! { impl std::error::Error for #name {} },
    ]
}

/// What one documented error becomes everywhere, made in one go.
struct Arms {
    variant: TokenStream,
    status: TokenStream,
    error: TokenStream,
}

impl Arms {
    fn new(answer: &Answer, ty: &TokenStream) -> Self {
        let variant = ident(&answer.ident);
        let docs = docs::paragraphs([status_docs(answer)]);
        let reason = http::StatusCode::from_u16(answer.status).ok().and_then(|code| code.canonical_reason());
        let reason = reason.unwrap_or_default().replace('\'', "");
        let code = ident(&heck::AsShoutySnakeCase(reason).to_string());
        match &answer.header {
            None => Self {
                variant: quote! { #docs #variant(#ty), },
                status: quote! { Self::#variant(_) => http::StatusCode::#code, },
                error: quote! { Self::#variant(error) => error, },
            },
            Some(header) => {
                let field = ident(&header.name.ident);
                let challenge = docs::paragraphs([prose(&header.docs)]);
                Self {
                    variant: quote! {
                        #docs
                        #[non_exhaustive]
                        #variant {
                            #challenge
                            #field: crate::Challenge,
                            /// What the server says about it.
                            error: #ty,
                        },
                    },
                    status: quote! { Self::#variant { .. } => http::StatusCode::#code, },
                    error: quote! { Self::#variant { error, .. } => error, },
                }
            }
        }
    }
}

fn declaration(operation: &Operation, arms: &[Arms]) -> TokenStream {
    let name = ident(&operation.error_ident());
    let docs = docs::paragraphs([format!("What `{}` answers when it fails.", operation.name.wire)]);
    let variants = arms.iter().map(|arms| &arms.variant);
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
        }
    }
}

fn accessors(operation: &Operation, ty: &TokenStream, arms: &[Arms]) -> TokenStream {
    let name = ident(&operation.error_ident());
    let statuses = arms.iter().map(|arms| &arms.status);
    let errors = arms.iter().map(|arms| &arms.error);
    quote! {
        impl #name {
            /// The status of the answer.
            #[must_use]
            pub const fn status(&self) -> http::StatusCode {
                match self {
                    #(#statuses)*
                }
            }

            /// What the server says about it.
            #[must_use]
            pub const fn error(&self) -> &#ty {
                match self {
                    #(#errors)*
                }
            }
        }
    }
}

/// Where an error's body tells its message and its id: by the names that ICWS gives them.
fn told(api: &Api, body: SchemaId) -> [TokenStream; 2] {
    let properties = match api.schema(body).map(|schema| &schema.shape) {
        Some(Shape::Object(Object { properties, .. })) => properties.as_slice(),
        _ => &[],
    };
    let find = |wire: &str, required: bool| {
        let fits = |property: &&crate::ir::Property| {
            property.name.wire == wire && property.ty == Type::String && property.required == required
        };
        properties.iter().find(fits).map(|property| ident(&property.name.ident))
    };
    let message = find("message", true).map_or_else(|| quote!(""), |field| quote!(&self.error().#field));
    let id =
        find("errorId", false).map_or_else(|| quote!(None), |field| quote!(self.error().#field.as_deref()));
    [message, id]
}

fn common(operation: &Operation, [message, id]: &[TokenStream; 2]) -> TokenStream {
    let (name, wire) = (ident(&operation.error_ident()), &operation.name.wire);
    quote! {
        impl crate::OperationError for #name {
            const OPERATION: &'static str = #wire;

            fn status(&self) -> http::StatusCode {
                self.status()
            }

            fn message(&self) -> &str {
                #message
            }

            fn error_id(&self) -> Option<&str> {
                #id
            }
        }
    }
}
