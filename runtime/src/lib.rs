//! DataContract XML and JSON, exactly as ASP.NET Web API writes and reads them.

pub mod clr;
pub mod contract;
pub mod dynamic;
mod error;
pub mod value;
pub mod xml;

pub use error::{Error, ErrorKind, Result};
pub use value::{DataContract, Dictionary, Field, Presence, Secret, Shared, UnknownValue};
