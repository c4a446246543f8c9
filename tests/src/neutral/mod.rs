//! The neutral format of `tests/vectors`: C# contracts, values and XML without C#.
//!
//! `tests/vectors/README.md` describes it.

mod contracts;
mod value;

pub use contracts::{Contracts, Unsupported};
pub use value::{from_neutral, to_neutral};
