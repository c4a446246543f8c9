//! Values without a Rust type, in the same engines as the derived ones.
//!
//! A [`Value`] knows its actual type, so it serves for members declared as `object` too. Contracts that are
//! made at run time come from [`ContractSet`].

pub use crate::convert::{from_value, to_value};
pub use crate::value::dynamic::{
    ContractSet, DynamicEnum, DynamicList, DynamicMap, DynamicNode, DynamicObject, DynamicShared, Value,
};
