//! The neutral format of `tests/vectors`: C# contracts, values and XML without C#.
//!
//! `tests/vectors/README.md` describes it.

mod contracts;
mod nodes;
mod spec;
mod value;
mod xml_serializer;

pub use contracts::{Contracts, Unsupported};
pub use nodes::as_texts;
pub use spec::{names, spec, with_types_for_left_out};
pub use value::{from_neutral, to_neutral};
