//! Members of the types that Rust people use: what they are on the wire, and what does not fit.

mod dotnet;
mod generics;
mod misfits;
mod model;
mod own_types;
mod public_model;
mod serde_models;
mod vectors;

use datacontract::__private::slow_path;
use datacontract::Field;
use std::fmt::Debug;

/// Checks that a value of each of the types is written as the other is, in both formats, and read back.
#[track_caller]
fn same_on_the_wire<A: Field + PartialEq + Debug, B: Field + PartialEq + Debug>(a: &A, b: &B) {
    let (xml, json) = (datacontract::xml::to_string(b).unwrap(), datacontract::json::to_string(b).unwrap());
    assert_eq!(datacontract::xml::to_string(a).unwrap(), xml);
    assert_eq!(datacontract::json::to_string(a).unwrap(), json);
    assert_eq!(datacontract::xml::from_str::<A>(&xml).as_ref(), Ok(a));
    assert_eq!(datacontract::json::from_str::<A>(&json).as_ref(), Ok(a));
    assert_eq!(datacontract::xml::from_str::<B>(&xml).as_ref(), Ok(b));
    let value = datacontract::dynamic::to_value(a).unwrap();
    assert_eq!(datacontract::dynamic::from_value::<A>(&value).as_ref(), Ok(a));
    let strict = datacontract::xml::ReadOptions::strict();
    assert_eq!(slow_path::from_str::<A>(&xml, strict).as_ref(), Ok(a));
    let strict = datacontract::json::ReadOptions::strict();
    assert_eq!(datacontract::json::from_str_with::<A>(&json, strict).as_ref(), Ok(a));
}
