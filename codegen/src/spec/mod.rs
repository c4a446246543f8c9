//! Spec files: what they say and where.

pub(crate) mod annotations;
mod bundle;
mod check;
mod crate_root;
mod extra_rules;
pub mod format;
mod literals;
mod load;
pub(crate) mod model;
pub mod names;
pub(crate) mod parse;
pub mod remarks;
pub mod rust_name;
#[cfg(feature = "schema")]
pub mod schema;
pub(crate) mod secret_names;
pub mod similar;
pub(crate) mod span;
pub(crate) mod template;
pub mod tokens;
pub(crate) mod type_expr;
mod usage;
mod value_type;
mod walk;
pub(crate) mod wire;
pub(crate) mod xml_serializer;

pub use bundle::Bundle;
pub use crate_root::{CrateRoot, RecursionLimit, RootLint};
pub use load::{FILE_NAME, SAMPLES};
pub use model::*;
pub use names::{Names, Unresolved};
pub use secret_names::{is_password_name, is_secret_name};
pub use span::{Span, Spanned};
pub use template::{Piece, QueryPiece, Template, TemplateError};
pub use type_expr::{Clr, ClrName, ClrSegment, Nullability, TypeError, TypeExpr, TypeExprKind, Word};
pub use value_type::ValueType;
pub(crate) use value_type::{Choice, NoChoice, OwnDefault};
pub use walk::PathError;
pub use wire::{json_type, wire_name};
pub use xml_serializer::{ElementName, ElementPlace, MemberPlace, XmlSerializerUse};

/// The version of the format that this crate reads.
pub const VERSION: u32 = 1;
