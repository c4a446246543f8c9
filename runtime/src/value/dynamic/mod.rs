//! Values without a Rust type, in the same engines as the derived ones.
//!
//! A [`Value`] knows its actual type, so it serves for members declared as `object` too. Contracts that are made at
//! run time come from [`ContractSet`].

mod any;
mod convert;
mod enumeration;
mod object;
mod set;
mod shared;
mod types;

pub use any::{DynamicList, DynamicMap, DynamicNode, DynamicObject, DynamicShared, Value};
pub use convert::{from_value, to_value};
pub use enumeration::DynamicEnum;
pub use set::ContractSet;
