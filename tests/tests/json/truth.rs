//! What the formatters of a real server made of one value: `truth.json` has its types, and for each body
//! three values as JSON and as XML. (From the project's collection of help pages; the columns that matter
//! here.)

use datacontract::contract::{
    Contract, ContractRef, EnumContract, EnumMember, JsonSettings, Member, Naming, Primitive, Type,
};
use datacontract::dynamic::ContractSet;
use datacontract::{json, xml};
use serde_json::Value as Json;
use std::collections::HashMap;

struct Site<'a> {
    types: &'a Json,
    naming: Naming,
    set: ContractSet,
    made: HashMap<String, ContractRef>,
}

fn text<'a>(json: &'a Json, name: &str) -> &'a str {
    json[name].as_str().unwrap_or_default()
}

fn is(json: &Json, name: &str) -> bool {
    json[name].as_bool().unwrap_or_default()
}

fn list<'a>(json: &'a Json, name: &str) -> &'a [Json] {
    json[name].as_array().map_or(&[], Vec::as_slice)
}

/// `_x003C_` back to what it stands for: contracts have the names as C# has them.
fn decode(name: &str) -> String {
    let mut out = String::new();
    let mut rest = name;
    while let Some((before, after)) = rest.split_once("_x") {
        let code =
            after.get(..4).and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        out.push_str(before);
        if let Some(c) = code.filter(|_| after[4..].starts_with('_')) {
            out.push(c);
            rest = &after[5..];
        } else {
            out.push_str("_x");
            rest = after;
        }
    }
    out + rest
}

fn primitive(name: &str) -> Option<Primitive> {
    Some(match name {
        "bool" => Primitive::Boolean,
        "sbyte" => Primitive::SByte,
        "byte" => Primitive::Byte,
        "short" => Primitive::Int16,
        "ushort" => Primitive::UInt16,
        "int" => Primitive::Int32,
        "uint" => Primitive::UInt32,
        "long" => Primitive::Int64,
        "ulong" => Primitive::UInt64,
        "float" => Primitive::Single,
        "double" => Primitive::Double,
        "decimal" => Primitive::Decimal,
        "char" => Primitive::Char,
        "string" => Primitive::String,
        "byte[]" => Primitive::Bytes,
        "System.DateTime" => Primitive::DateTime,
        "System.DateTimeOffset" => Primitive::DateTimeOffset,
        "System.TimeSpan" => Primitive::TimeSpan,
        "System.Guid" => Primitive::Guid,
        "System.Uri" => Primitive::Uri,
        _ => return None,
    })
}

fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

impl Site<'_> {
    /// None for what no contract describes (`JObject`).
    fn ty(&mut self, name: &str) -> Option<Type> {
        if let Some(inner) = name.strip_suffix('?') {
            return Some(Type::Nullable(ContractSet::keep_type(self.ty(inner)?)));
        }
        if let Some(primitive) = primitive(name) {
            return Some(Type::Primitive(primitive));
        }
        let entry = &self.types[name];
        let items = list(entry, "items");
        match text(entry, "kind") {
            _ if name == "object" => Some(Type::Object),
            "collection" => {
                let item = ContractSet::keep_type(self.ty(items[0].as_str()?)?);
                Some(if name.ends_with("[]") { Type::Array(item) } else { Type::List(item) })
            }
            "dictionary" => {
                Some(Type::Dictionary(leak((self.ty(items[0].as_str()?)?, self.ty(items[1].as_str()?)?))))
            }
            "object" if name.contains("KeyValuePair<") => {
                let members = list(entry, "jsonMembers");
                Some(Type::Pair(leak((
                    self.ty(text(&members[0], "type"))?,
                    self.ty(text(&members[1], "type"))?,
                ))))
            }
            "object" | "enum" => Some(Type::Contract(self.contract(name)?)),
            _ => None,
        }
    }

    fn contract(&mut self, name: &str) -> Option<ContractRef> {
        if let Some(made) = self.made.get(name) {
            return Some(*made);
        }
        let declared = self.set.declare();
        self.made.insert(name.to_owned(), declared);
        let entry = &self.types[name];
        let contract =
            if text(entry, "kind") == "enum" { enumeration(entry) } else { self.class(name, entry)? };
        self.set.define(declared, contract);
        Some(declared)
    }

    fn class(&mut self, name: &str, entry: &Json) -> Option<Contract> {
        let own = |member: &&Json| text(member, "declaringType") == name;
        let find = |members: &str, clr: &Json| {
            list(entry, members).iter().find(|member| own(member) && member["clr"] == *clr).cloned()
        };
        let mut members = Vec::new();
        for member in list(entry, "jsonMembers").iter().filter(own) {
            let in_xml = find("xmlMembers", &member["clr"]);
            members.push(self.member(Some(member), in_xml.as_ref())?);
        }
        for member in list(entry, "xmlMembers").iter().filter(own) {
            if find("jsonMembers", &member["clr"]).is_none() {
                members.push(self.member(None, Some(member))?);
            }
        }
        let mut known = Vec::new();
        for name in list(entry, "knownTypes") {
            known.push(self.ty(name.as_str()?)?);
        }
        let mut contract = contract_named(entry, Contract::class)
            .members(ContractSet::keep(members))
            .known_types(ContractSet::keep(known))
            .json_naming(self.naming);
        if is(entry, "valueType") {
            contract = contract.value_type();
        }
        if is(entry, "isReference") {
            // The server's classes have `JsonObject(IsReference = false)`.
            contract = contract.reference().without_json_reference();
        }
        if let Some(base) = entry["baseType"].as_str() {
            contract = contract.base(self.contract(base)?);
        }
        Some(contract)
    }

    fn member(&mut self, in_json: Option<&Json>, in_xml: Option<&Json>) -> Option<Member> {
        let first = in_xml.or(in_json)?;
        let ty = self.ty(text(first, "type"))?;
        let mut member = Member::new(ContractSet::keep_text(decode(text(first, "name"))), ty);
        let order = |member: &Json| member["order"].as_i64().and_then(|order| i32::try_from(order).ok());
        match in_json {
            None => member = member.xml_only(),
            Some(json) => {
                member = member.json_name(ContractSet::keep_text(text(json, "name")));
                member = member.json_order(order(json).unwrap_or(-1));
                if text(json, "nullValueHandling") == "Ignore" {
                    member = member.skip_nil();
                }
                if text(json, "defaultValueHandling") == "Ignore" {
                    member = member.skip_default();
                }
            }
        }
        match in_xml {
            None => member = member.json_only(),
            Some(xml) => {
                if let Some(order) = order(xml).filter(|order| *order >= 0) {
                    member = member.order(order);
                }
                if xml["emitDefaultValue"] == false {
                    member = member.skip_default();
                }
                if xml["required"] == true {
                    member = member.required();
                }
            }
        }
        Some(member)
    }
}

fn contract_named(entry: &Json, make: fn(&'static str, &'static str) -> Contract) -> Contract {
    make(
        ContractSet::keep_text(decode(text(entry, "xmlName"))),
        ContractSet::keep_text(text(entry, "xmlNamespace")),
    )
}

fn enumeration(entry: &Json) -> Contract {
    let members = list(entry, "values")
        .iter()
        .map(|value| {
            EnumMember::new(ContractSet::keep_text(text(value, "xmlName")), value["value"].as_i64().unwrap())
        })
        .collect();
    let mut contract = EnumContract::new(ContractSet::keep(members));
    if let Some(underlying) = primitive(text(entry, "underlying")) {
        contract = contract.underlying(underlying);
    }
    if is(entry, "flags") {
        contract = contract.flags();
    }
    if is(entry, "jsonAsString") {
        contract = contract.json_text();
    }
    let name = ContractSet::keep_text(text(entry, "xmlName"));
    Contract::enumeration(name, ContractSet::keep_text(text(entry, "xmlNamespace")), contract)
}

/// Leaves out a default by an attribute of Json.NET, which the contract has in both formats or in none.
const JSON_ATTRIBUTES: &str = "Odd.Names.JsonNames";
/// Has members of derived classes, which JSON does not name.
const DERIVED: &str = "Kitchen.Sink.Drawing";
/// Has a property that the service computes, so that only JSON has it.
const COMPUTED: &str = "LoyaltyCrm.Partner.Contracts.Lead";

#[test]
fn both_formats_of_the_server_are_met() {
    let truth: Json = serde_json::from_str(include_str!("truth.json")).unwrap();
    let mut failures = Vec::new();
    let mut pairs = 0;
    for (name, site) in truth.as_object().unwrap() {
        let naming = if name == "camel" { Naming::CamelCase } else { Naming::AsDeclared };
        let mut contracts =
            Site { types: &site["types"], naming, set: ContractSet::new(), made: HashMap::new() };
        let mut options = json::WriteOptions::default();
        options.settings = Some(JsonSettings::new().naming(naming));
        for (body, values) in site["bodies"].as_object().unwrap() {
            let Some(ty) = contracts.ty(body) else { continue };
            for value in values.as_array().unwrap() {
                let (json, xml) = (text(value, "json"), text(value, "xml"));
                let json_after_xml = value["jsonAfterXml"].as_str().unwrap_or(json);
                let xml_after_json = value["xmlAfterJson"].as_str().unwrap_or(xml);
                let mut check = |what: &str, found: datacontract::Result<String>, expected: &str| {
                    let found = found.unwrap_or_else(|error| format!("{error:?}"));
                    if found != expected {
                        failures.push(format!("{body} {what}\n  found    {found}\n  expected {expected}"));
                    }
                };
                pairs += 1;
                let read = json::read_value(json, &ty);
                let written = read.clone().and_then(|value| json::write_value(&value, &ty, &options));
                if body != DERIVED {
                    check("JSON again", written, json);
                }
                if value["xmlError"].is_null() {
                    let written =
                        read.and_then(|value| xml::write_value(&value, &ty, &xml::WriteOptions::default()));
                    if body != JSON_ATTRIBUTES {
                        check("JSON to XML", written, xml_after_json);
                    }
                    let read = xml::read_value(xml, &ty);
                    let written = read.and_then(|value| json::write_value(&value, &ty, &options));
                    if !body.contains(COMPUTED) {
                        check("XML to JSON", written, json_after_xml);
                    }
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} of {pairs} pairs:\n{}", failures.len(), failures.join("\n"));
    assert!(pairs > 100);
}
