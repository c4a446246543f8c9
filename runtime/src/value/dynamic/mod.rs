//! Values without a Rust type: what [`dynamic`](crate::dynamic) passes on.

mod any;
mod enumeration;
mod object;
mod set;
mod shared;
mod types;

pub use any::{DynamicList, DynamicMap, DynamicNode, DynamicObject, DynamicShared, Value};
pub use enumeration::DynamicEnum;
pub use set::ContractSet;
