//! Values without a Rust type, in the same engines as the derived ones.
//!
//! A [`Value`] knows its actual type, so it serves for members declared as `object` too. Contracts that are made at
//! run time come from [`ContractSet`].

mod convert;
mod object;
mod set;
mod shared;
mod value;

pub use convert::{from_value, to_value};
pub use object::{DynamicEnum, DynamicList, DynamicMap, DynamicObject};
pub use set::ContractSet;
pub use shared::{DynamicNode, DynamicShared};
pub use value::Value;
