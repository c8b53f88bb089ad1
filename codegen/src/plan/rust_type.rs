//! The Rust types of values, and how each is taken and held.

use crate::ir::{Api, EnumerationKind, Format, Shape, Type};

/// The Rust type of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RustType<'a> {
    Bool,
    I32,
    I64,
    F32,
    F64,
    String,
    /// Anything that JSON can express.
    Json,
    Format(Format),
    Vec(Box<Self>),
    Dictionary(Box<Self>),
    /// A value, or `null`.
    Option(Box<Self>),
    Model(ModelName<'a>),
}

/// A model by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ModelName<'a> {
    pub(crate) ident: &'a str,
    nature: Nature,
}

/// What of a model matters to who takes or holds one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nature {
    /// It is copied.
    Number,
    /// Each of several objects becomes it.
    Choice,
    Other,
}

/// How many lists and dictionaries stand in one another before clippy warns of the type, whatever stands around it.
const DEEP: usize = 3;

impl<'a> RustType<'a> {
    pub(super) fn of(api: &'a Api, ty: &Type) -> Self {
        let inner = |ty: &Type| Box::new(Self::of(api, ty));
        match ty {
            Type::Boolean => Self::Bool,
            Type::Int32 => Self::I32,
            Type::Int64 => Self::I64,
            Type::Float => Self::F32,
            Type::Double => Self::F64,
            Type::String => Self::String,
            Type::Any => Self::Json,
            Type::Format(format) => Self::Format(*format),
            Type::List(item) => Self::Vec(inner(item)),
            Type::Map(value) => Self::Dictionary(inner(value)),
            Type::Nullable(value) => Self::Option(inner(value)),
            Type::Schema(id) => match api.schema(*id) {
                Some(schema) => {
                    let nature = match &schema.shape {
                        Shape::Enumeration(enumeration) if enumeration.kind != EnumerationKind::Texts => {
                            Nature::Number
                        }
                        Shape::Choice(_) => Nature::Choice,
                        Shape::Enumeration(_) | Shape::Object(_) => Nature::Other,
                    };
                    Self::Model(ModelName { ident: &schema.name.ident, nature })
                }
                // Ids are only made for schemas that exist.
                None => Self::Json,
            },
        }
    }

    /// Whether its values are copied.
    pub(crate) fn is_copied(&self) -> bool {
        match self {
            Self::Bool | Self::I32 | Self::I64 | Self::F32 | Self::F64 => true,
            Self::Format(format) => matches!(format, Format::Duration | Format::Uuid),
            Self::Model(model) => model.nature == Nature::Number,
            _ => false,
        }
    }

    /// Whether a setter takes whatever becomes it.
    pub(crate) fn is_converted(&self) -> bool {
        match self {
            Self::String | Self::Json => true,
            Self::Model(model) => model.nature == Nature::Choice,
            _ => false,
        }
    }

    /// Whether a setter takes it as it is.
    pub(crate) fn is_plain(&self) -> bool {
        !self.is_converted() && !matches!(self, Self::Vec(_) | Self::Dictionary(_))
    }

    /// Whether it is a number of floating point, or consists of some.
    pub(crate) fn is_floating(&self) -> bool {
        matches!(self, Self::F32 | Self::F64) || self.inner().is_some_and(Self::is_floating)
    }

    /// Whether clippy warns of it.
    pub(crate) fn is_deep(&self) -> bool {
        self.depth() >= DEEP
    }

    /// The type without regard to `null`.
    pub(crate) fn present(&self) -> &Self {
        match self {
            Self::Option(inner) => inner,
            _ => self,
        }
    }

    pub(crate) fn is_nullable(&self) -> bool {
        matches!(self, Self::Option(_))
    }

    fn depth(&self) -> usize {
        self.inner().map_or(0, |inner| inner.depth() + 1)
    }

    fn inner(&self) -> Option<&Self> {
        match self {
            Self::Vec(inner) | Self::Dictionary(inner) | Self::Option(inner) => Some(inner),
            _ => None,
        }
    }
}
