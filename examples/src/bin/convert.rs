//! Converts a document from JSON to XML by a contract that is made at run time.

use datacontract::{
    contract::{Contract, Member, Primitive, Type},
    dynamic::ContractSet,
    json, xml,
};

fn main() -> Result<(), datacontract::Error> {
    let mut contracts = ContractSet::new();
    let line = contracts.declare();
    let members = ContractSet::keep(vec![
        Member::new("Sku", Type::Primitive(Primitive::String)),
        Member::new("Count", Type::Primitive(Primitive::Int32)),
    ]);
    contracts.define(line, Contract::class("Line", "urn:shop").members(members));
    let lines = Type::List(ContractSet::keep_type(Type::Contract(line)));

    let value = json::read_value(r#"[{"Sku":"A-1","Count":2},{"Sku":null,"Count":0}]"#, &lines)?;
    println!("{}", xml::indent(&xml::write_value(&value, &lines, &xml::WriteOptions::default())?));
    Ok(())
}
