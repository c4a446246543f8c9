//! Values without a Rust type: what [`dynamic`](crate::dynamic) passes on.

mod any;
mod enumeration;
#[cfg(feature = "json")]
mod json_value;
mod object;
mod set;
mod shared;
mod types;

pub use any::{DynamicList, DynamicMap, DynamicNode, DynamicObject, DynamicShared, Value};
pub use enumeration::DynamicEnum;
#[cfg(feature = "json")]
pub(crate) use json_value::{from_serde_json, to_serde_json};
pub use set::ContractSet;
