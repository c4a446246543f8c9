//! The JSON engine, by contracts made at run time: as Json.NET does it where nothing else is said.

mod errors;
mod foreign;
mod item_wise;
mod read;
mod recovery;
mod robust;
mod settings;
mod truth;
mod write;

use datacontract::contract::{Contract, ContractRef, EnumContract, EnumMember, Member, Primitive, Type};
use datacontract::dynamic::{ContractSet, Value};
use datacontract::json::{self, WriteOptions};
use datacontract::{Error, Result};

const INT: Type = Type::Primitive(Primitive::Int32);
const STRING: Type = Type::Primitive(Primitive::String);
const DOUBLE: Type = Type::Primitive(Primitive::Double);
const DECIMAL: Type = Type::Primitive(Primitive::Decimal);
const DATE: Type = Type::Primitive(Primitive::DateTime);
const INTS: Type = Type::List(&INT);

fn define(contract: Contract) -> Type {
    let mut set = ContractSet::new();
    let declared = set.declare();
    set.define(declared, contract);
    Type::Contract(declared)
}

fn class(name: &'static str, members: Vec<Member>) -> Type {
    define(Contract::class(name, "urn:test").members(ContractSet::keep(members)))
}

/// `class Node { int Id; Node Next; }`
fn chain() -> Type {
    let mut set = ContractSet::new();
    let node = set.declare();
    let members = vec![Member::new("Id", INT), Member::new("Next", Type::Contract(node))];
    set.define(node, Contract::class("Node", "urn:test").members(ContractSet::keep(members)));
    Type::Contract(node)
}

const COLORS: &[EnumMember] =
    &[EnumMember::new("Red", 0), EnumMember::new("Green", 3), EnumMember::new("Blue", 4)];
const PERMS: &[EnumMember] =
    &[EnumMember::new("Read", 1), EnumMember::new("Write", 2), EnumMember::new("All", 3)];

fn color(contract: EnumContract) -> Type {
    define(Contract::enumeration("Color", "urn:test", contract))
}

fn base_of(ty: Type) -> ContractRef {
    match ty {
        Type::Contract(contract) => contract,
        _ => panic!("a class"),
    }
}

fn write(value: &Value, ty: &Type) -> String {
    json::write_value(value, ty, &WriteOptions::default()).unwrap()
}

/// Reads and writes again.
fn again(text: &str, ty: &Type) -> Result<String> {
    json::read_value(text, ty).and_then(|value| json::write_value(&value, ty, &WriteOptions::default()))
}

fn refused(text: &str, ty: &Type) -> Error {
    json::read_value(text, ty).map(|value| panic!("{text} was read as {value:?}")).unwrap_err()
}
