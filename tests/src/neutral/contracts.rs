//! Type definitions to contracts.

use super::xml_serializer;
use datacontract::contract::{
    Contract, EnumContract, EnumMember, Member, Primitive, Serializer, Type, clr_namespace, generic_pattern,
};
use datacontract::dynamic::ContractSet;
use serde_json::{Map, Value as Json};
use std::collections::BTreeMap;

/// Why a case cannot be turned into contracts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsupported {
    /// A construct that no help page can describe: its name.
    OutOfScope(String),
    /// `DataContractSerializer` refuses the contracts, and so do we: why.
    Refused(String),
    /// The file does not follow the format.
    Malformed(String),
}

impl std::fmt::Display for Unsupported {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Unsupported::OutOfScope(what) => write!(f, "out of scope: {what}"),
            Unsupported::Refused(why) => write!(f, "refused: {why}"),
            Unsupported::Malformed(why) => write!(f, "malformed: {why}"),
        }
    }
}

pub(super) type Result<T> = std::result::Result<T, Unsupported>;

/// The contracts of one case.
#[derive(Debug)]
pub struct Contracts<'a> {
    definitions: &'a Map<String, Json>,
    set: ContractSet,
    made: BTreeMap<String, Type>,
    serializer: Serializer,
    /// A root that Web API wraps in a class of its own before it writes.
    delegated: Option<Json>,
}

pub(super) fn malformed(what: &str) -> Unsupported {
    Unsupported::Malformed(what.to_owned())
}

/// Constructs that a help page cannot describe.
const OUT_OF_SCOPE: [&str; 10] = [
    "QName",
    "DBNull",
    "XmlElement",
    "XmlNodes",
    "XmlNode",
    "XmlAttribute",
    "XmlDocument",
    "XElement",
    "XmlNamespaces",
    "Version",
];

impl<'a> Contracts<'a> {
    /// For these definitions.
    #[must_use]
    pub fn new(definitions: &'a Map<String, Json>) -> Self {
        Contracts {
            definitions,
            set: ContractSet::new(),
            made: BTreeMap::new(),
            serializer: Serializer::DataContractSerializer,
            delegated: None,
        }
    }

    /// For these definitions, as a serializer takes them.
    #[must_use]
    pub fn of_serializer(definitions: &'a Map<String, Json>, serializer: Serializer) -> Self {
        Contracts { serializer, ..Contracts::new(definitions) }
    }

    /// The type of a root that Web API wraps in a class of its own before it writes.
    pub fn delegated(&mut self, reference: &Json) -> Result<Type> {
        if reference.get("dictionary").is_some() {
            return Err(Unsupported::OutOfScope(
                "a dictionary that Web API wraps: its entries are lost".to_owned(),
            ));
        }
        self.delegated = Some(reference.clone());
        self.type_of(reference)
    }

    /// The serializer that takes the definitions.
    #[must_use]
    pub fn serializer(&self) -> Serializer {
        self.serializer
    }

    fn is_for_xml_serializer(&self) -> bool {
        self.serializer == Serializer::XmlSerializer
    }

    /// Takes the types of some definitions as they are.
    #[must_use]
    pub fn with_types(mut self, types: Vec<(&str, Type)>) -> Self {
        self.made = types.into_iter().map(|(key, ty)| (key.to_owned(), ty)).collect();
        self
    }

    /// All definitions.
    pub(super) fn definitions(&self) -> &'a Map<String, Json> {
        self.definitions
    }

    /// The definition of a type by its key.
    #[must_use]
    pub fn definition(&self, key: &str) -> Option<&'a Map<String, Json>> {
        self.definitions.get(key)?.as_object()
    }

    /// The type of a reference.
    pub fn type_of(&mut self, reference: &Json) -> Result<Type> {
        if let Some(name) = reference.as_str() {
            return primitive(name);
        }
        let object =
            reference.as_object().ok_or_else(|| malformed("a type reference is a name or an object"))?;
        if let Some(inner) = object.get("nullable") {
            let inner = self.type_of(inner)?;
            return Ok(Type::Nullable(ContractSet::keep_type(inner)));
        }
        if object.contains_key("rank") {
            return Err(Unsupported::OutOfScope("arrays of several dimensions".to_owned()));
        }
        if self.is_for_xml_serializer() && self.delegated.as_ref() != Some(reference) {
            xml_serializer::check_reference(object)?;
        }
        if let Some(item) = object.get("array").or_else(|| interface_item(object)) {
            let item = self.type_of(item)?;
            return Ok(Type::Array(ContractSet::keep_type(item)));
        }
        if let Some(item) = object.get("list") {
            let item = self.type_of(item)?;
            return Ok(Type::List(ContractSet::keep_type(item)));
        }
        if let Some(entry) = object.get("dictionary").and_then(Json::as_array) {
            let [key, value] = entry.as_slice() else {
                return Err(malformed("a dictionary has key and value"));
            };
            return self.dictionary(key, value);
        }
        let key =
            object.get("ref").and_then(Json::as_str).ok_or_else(|| malformed("an unknown type reference"))?;
        let key = key.to_owned();
        self.defined(&key)
    }

    /// The reference of a type that was made from one, or is a primitive.
    #[must_use]
    pub fn reference_of(&self, ty: &Type) -> Option<Json> {
        if let Type::Primitive(primitive) = ty {
            return PRIMITIVES
                .iter()
                .find(|(_, other)| other == primitive)
                .map(|(name, _)| Json::from(*name));
        }
        let is_it = |other: &Type| match (other, ty) {
            (Type::Contract(a), Type::Contract(b)) => std::ptr::eq(a.get(), b.get()),
            _ => false,
        };
        self.made.iter().find(|(_, made)| is_it(made)).map(|(key, _)| serde_json::json!({"ref": key}))
    }

    /// The reference of a collection that a definition includes.
    pub(super) fn included_reference(&mut self, ty: &Type) -> Option<Json> {
        let (Type::List(item) | Type::Array(item)) = ty else { return None };
        let definitions = self.definitions.values();
        let included = definitions.filter_map(|of| of.get("xmlInclude")?.as_array()).flatten();
        included.cloned().collect::<Vec<_>>().into_iter().find(|reference| {
            let of = reference.get("list").or_else(|| reference.get("array"));
            of.is_some_and(|of| self.reference_of(item).as_ref() == Some(of))
        })
    }

    fn dictionary(&mut self, key: &Json, value: &Json) -> Result<Type> {
        let entry = (self.type_of(key)?, self.type_of(value)?);
        Ok(Type::Dictionary(&ContractSet::keep(vec![entry])[0]))
    }

    /// The type of a definition.
    pub fn defined(&mut self, key: &str) -> Result<Type> {
        if let Some(ty) = self.made.get(key) {
            return Ok(*ty);
        }
        let definition = self.definition(key).ok_or_else(|| malformed(&format!("no definition of {key}")))?;
        let text = |name: &str| definition.get(name).and_then(Json::as_str);
        let attribute = text("attribute").unwrap_or("none");
        let kind = text("kind").unwrap_or_default();
        let is_named = definition.contains_key("xmlRoot") || definition.contains_key("xmlType");
        match (kind, attribute) {
            ("interface", _) if self.is_for_xml_serializer() => {
                return Err(Unsupported::Refused("an interface".to_owned()));
            }
            (_, "IXmlSerializable") => return Err(Unsupported::OutOfScope(attribute.to_owned())),
            // The name of a class of one's own is in those of generic classes.
            ("collection", _)
                if self.is_for_xml_serializer() && (is_named || definition.contains_key("typeArgs")) => {}
            ("collection", _) if self.is_for_xml_serializer() && definition.contains_key("item") => {
                let item = self.type_of(&definition["item"])?;
                let ty = Type::List(ContractSet::keep_type(item));
                self.made.insert(key.to_owned(), ty);
                return Ok(ty);
            }
            _ if self.is_for_xml_serializer() => {}
            // An interface says nothing of its objects.
            ("interface", _) => return Ok(Type::Object),
            // A class derived from a library collection takes its contract.
            ("collection", "none" | "ISerializable" | "Serializable") => {
                let ty = match (definition.get("item"), definition.get("key"), definition.get("value")) {
                    (Some(item), ..) => Type::List(ContractSet::keep_type(self.type_of(item)?)),
                    (None, Some(key), Some(value)) => self.dictionary(key, value)?,
                    _ => return Err(malformed("a collection has an item, or key and value")),
                };
                self.made.insert(key.to_owned(), ty);
                return Ok(ty);
            }
            (_, "ISerializable") => {
                return Err(Unsupported::OutOfScope(attribute.to_owned()));
            }
            _ => {}
        }
        if let Some(ty) = self.read_only(definition)? {
            self.made.insert(key.to_owned(), ty);
            return Ok(ty);
        }
        let before = self.made.clone();
        let declared = self.set.declare();
        self.made.insert(key.to_owned(), Type::Contract(declared));
        let contract = self.contract(definition, kind);
        // What refers to a refused type is refused as well.
        let contract = contract.inspect_err(|_| self.made = before)?;
        self.set.define(declared, contract);
        Ok(Type::Contract(declared))
    }

    /// The library's own class over a list or dictionary, if the definition is one.
    fn read_only(&mut self, definition: &Map<String, Json>) -> Result<Option<Type>> {
        let Some(class) = read_only_class(definition) else { return Ok(None) };
        let args = definition.get("typeArgs").and_then(Json::as_array).map(Vec::as_slice);
        Ok(match (class, args) {
            ("ReadOnlyCollection", Some([item])) => {
                Some(Type::ReadOnlyCollection(ContractSet::keep_type(self.type_of(item)?)))
            }
            ("ReadOnlyDictionary", Some([key, value])) => match self.dictionary(key, value)? {
                Type::Dictionary(entry) => Some(Type::ReadOnlyDictionary(entry)),
                _ => None,
            },
            _ => None,
        })
    }

    fn contract(&mut self, definition: &Map<String, Json>, kind: &str) -> Result<Contract> {
        let text = |name: &str| definition.get(name).and_then(Json::as_str);
        let (mut name, levels) = pattern(definition);
        // A pair has its own name in each form, by which that of a Rust type is known.
        if self.is_for_xml_serializer() && text("clrName") != Some("KeyValuePair") {
            text("clrName").unwrap_or_default().clone_into(&mut name);
        }
        let name = ContractSet::keep_text(name);
        let namespace = match (text("Namespace"), text("assemblyContractNamespace")) {
            (Some(namespace), _) | (None, Some(namespace)) => namespace.to_owned(),
            (None, None) => clr_namespace(text("clrNamespace").unwrap_or_default()),
        };
        let namespace = ContractSet::keep_text(namespace);
        let mut contract = match kind {
            "class" | "struct" => self.class(definition, name, namespace)?,
            "enum" => Contract::enumeration(name, namespace, enumeration(definition, self.serializer)?),
            "collection" => {
                let element_name = |key: &str| text(key).map(|name| ContractSet::keep_text(name));
                match (definition.get("item"), definition.get("key"), definition.get("value")) {
                    (Some(item), ..) => {
                        Contract::collection(name, namespace, self.type_of(item)?, element_name("ItemName"))
                    }
                    (None, Some(key), Some(value)) => Contract::dictionary(
                        name,
                        namespace,
                        (self.type_of(key)?, self.type_of(value)?),
                        [element_name("ItemName"), element_name("KeyName"), element_name("ValueName")],
                    ),
                    _ => return Err(malformed("a collection has an item, or key and value")),
                }
            }
            kind => return Err(malformed(&format!("unknown kind {kind}"))),
        };
        if let Some(args) = definition.get("typeArgs").and_then(Json::as_array) {
            let args = args.iter().map(|arg| self.type_of(arg)).collect::<Result<Vec<_>>>()?;
            contract = contract.generic(ContractSet::keep(args), ContractSet::keep(levels));
        }
        if let Some(known) = definition.get("knownTypes").and_then(Json::as_array) {
            let known = known.iter().map(|known| self.type_of(known)).collect::<Result<Vec<_>>>()?;
            contract = contract.known_types(ContractSet::keep(known));
        }
        let is_reference = definition.get("IsReference").and_then(Json::as_bool) == Some(true);
        if is_reference && !self.is_for_xml_serializer() {
            contract = contract.reference();
        }
        if self.is_for_xml_serializer() {
            let xml = xml_serializer::type_xml(self, definition)?;
            contract = contract.xml(&ContractSet::keep(vec![xml])[0]);
        }
        Ok(contract)
    }

    fn class(
        &mut self,
        definition: &Map<String, Json>,
        name: &'static str,
        namespace: &'static str,
    ) -> Result<Contract> {
        let is_for_xml_serializer = self.is_for_xml_serializer();
        let is_true = |name: &str| definition.get(name).and_then(Json::as_bool) == Some(true);
        let mut members = Vec::new();
        for member in definition.get("members").and_then(Json::as_array).into_iter().flatten() {
            if !self.leaves_out(member) {
                members.push(self.member(member)?);
            }
        }
        let mut contract = Contract::class(name, namespace).members(ContractSet::keep(members));
        if definition.get("kind").and_then(Json::as_str) == Some("struct") {
            contract = contract.value_type();
        }
        if is_true("abstract") {
            contract = contract.abstract_class();
        }
        if let Some(base) = definition.get("base") {
            let attribute = |definition: Option<&Map<String, Json>>| {
                definition.and_then(|definition| definition.get("attribute")).and_then(Json::as_str)
                    == Some("none")
            };
            let base_definition = base.get("ref").and_then(Json::as_str).and_then(|key| self.definition(key));
            if !is_for_xml_serializer && !attribute(Some(definition)) && attribute(base_definition) {
                return Err(Unsupported::Refused(
                    "a class with an attribute derives from one without".to_owned(),
                ));
            }
            if let Type::Contract(base) = self.type_of(base)? {
                contract = contract.base(base);
            }
        }
        Ok(contract)
    }

    /// Returns whether a member is none of the contract, since its construct is out of scope.
    pub(super) fn leaves_out(&self, member: &Json) -> bool {
        self.is_for_xml_serializer() && member.as_object().is_some_and(xml_serializer::is_left_out)
    }

    /// Returns whether `Order` stands at any member for `XmlSerializer`.
    #[must_use]
    pub fn has_order(&self) -> bool {
        let members = self.definitions.values().filter_map(|of| of.get("members")?.as_array()).flatten();
        members.into_iter().any(|member| {
            [&member["xmlElement"][0], &member["xmlArray"]].iter().any(|of| of.get("Order").is_some())
        })
    }

    /// Returns whether null is written for a member of a class or its base classes since an attribute says so.
    pub(super) fn is_nullable_element(&self, key: &str, name: &str) -> bool {
        let mut current = self.definition(key);
        while let Some(definition) = current {
            let members = definition.get("members").and_then(Json::as_array).into_iter().flatten();
            let is_it =
                |member: &&Json| member["name"] == name && member["xmlElement"][0]["IsNullable"] == true;
            if members.into_iter().any(|member| is_it(&member)) {
                return true;
            }
            let base = definition.get("base").and_then(|base| base.get("ref")).and_then(Json::as_str);
            current = base.and_then(|base| self.definition(base));
        }
        false
    }

    /// Refuses the value of a member that is none of the contract, unless it is null.
    pub(super) fn refuse_left_out(&self, key: &str, value: &Map<String, Json>) -> Result<()> {
        let mut current = Some(key.to_owned());
        while let Some(definition) = current.and_then(|key| self.definition(&key)) {
            current = definition
                .get("base")
                .and_then(|base| base.get("ref"))
                .and_then(Json::as_str)
                .map(str::to_owned);
            for member in definition.get("members").and_then(Json::as_array).into_iter().flatten() {
                let name = member.get("name").and_then(Json::as_str).unwrap_or_default();
                let is_null = value
                    .get(name)
                    .is_none_or(|value| value.is_null() || value.as_array().is_some_and(Vec::is_empty));
                if self.leaves_out(member) && !is_null {
                    return Err(Unsupported::OutOfScope(xml_serializer::construct_of(member)));
                }
            }
        }
        Ok(())
    }

    /// Refuses cases that expect an error because of a member that is none of the contract.
    pub fn refuse_any_left_out(&self) -> Result<()> {
        let members = self.definitions.values().filter_map(|of| of.get("members")?.as_array()).flatten();
        match members.into_iter().find(|member| self.leaves_out(member)) {
            Some(member) => Err(Unsupported::OutOfScope(xml_serializer::construct_of(member))),
            None => Ok(()),
        }
    }

    /// Says that a value has something in a member that is none of the contract, if so.
    pub fn refuse_value_left_out(&self, value: &Json) -> Result<()> {
        let members = self.definitions.values().filter_map(|of| of.get("members")?.as_array()).flatten();
        let names: Vec<(&str, &Json)> = members
            .filter(|member| self.leaves_out(member))
            .filter_map(|member| Some((member.get("name")?.as_str()?, member)))
            .collect();
        let mut open = vec![value];
        while let Some(value) = open.pop() {
            match value {
                Json::Object(object) => {
                    for (name, value) in object {
                        let is_null = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
                        if name == "$type" && value == "QName" {
                            return Err(Unsupported::OutOfScope("QName".to_owned()));
                        }
                        if let Some((_, member)) = names.iter().find(|(of, _)| of == name && !is_null) {
                            return Err(Unsupported::OutOfScope(xml_serializer::construct_of(member)));
                        }
                    }
                    open.extend(object.values());
                }
                Json::Array(items) => open.extend(items),
                _ => {}
            }
        }
        Ok(())
    }

    fn member(&mut self, member: &Json) -> Result<Member> {
        let text = |name: &str| member.get(name).and_then(Json::as_str);
        let name = text("Name")
            .filter(|_| !self.is_for_xml_serializer())
            .or(text("name"))
            .ok_or_else(|| malformed("a member has a name"))?;
        let ty = member.get("type").ok_or_else(|| malformed("a member has a type"))?;
        let ty = match self.type_of(ty) {
            // Nothing is asked of a type that no one sees.
            Err(Unsupported::Refused(_)) if member.get("xmlIgnore").is_some() => Type::Object,
            ty => ty?,
        };
        let mut made = Member::new(ContractSet::keep_text(name), ty);
        if let (true, Some(member)) = (self.is_for_xml_serializer(), member.as_object()) {
            return xml_serializer::member(self, made, member);
        }
        made.order = member.get("Order").and_then(Json::as_i64).and_then(|order| i32::try_from(order).ok());
        made.is_required = member.get("IsRequired").and_then(Json::as_bool) == Some(true);
        made.emit_default_value = member.get("EmitDefaultValue").and_then(Json::as_bool) != Some(false);
        Ok(made)
    }
}

/// The name of the class if it is the library's own over a list or dictionary.
pub(super) fn read_only_class(definition: &Map<String, Json>) -> Option<&str> {
    let text = |name: &str| definition.get(name).and_then(Json::as_str);
    let is_it = text("clrNamespace") == Some("System.Collections.ObjectModel");
    text("clrName").filter(|name| is_it && ["ReadOnlyCollection", "ReadOnlyDictionary"].contains(name))
}

/// The items of a collection that is declared as an interface, such as `IList<int>`: .NET reads it as an
/// array.
pub(super) fn interface_item(reference: &Map<String, Json>) -> Option<&Json> {
    let clr = reference.get("clr")?.as_str()?;
    let is_interface = clr.starts_with('I') && clr[1..].starts_with(|c: char| c.is_ascii_uppercase());
    if is_interface && clr != "ISet" { reference.get("list") } else { None }
}

/// The name, as a pattern where it is generic, and the numbers of parameters of the classes it is nested in.
fn pattern(definition: &Map<String, Json>) -> (String, Vec<u8>) {
    let text = |name: &str| definition.get(name).and_then(Json::as_str);
    let clr_name = text("clrName").unwrap_or_default();
    let args = definition.get("typeArgs").and_then(Json::as_array).map_or(0, Vec::len);
    let name = text("Name").map_or_else(|| generic_pattern(clr_name, args), str::to_owned);
    // The format does not say which of the classes has which parameter; the outer one has the first.
    let args = u8::try_from(args).unwrap_or(u8::MAX);
    let levels = if clr_name.contains('.') && args > 0 { vec![1, args - 1] } else { Vec::new() };
    (name, levels)
}

fn enumeration(definition: &Map<String, Json>, serializer: Serializer) -> Result<EnumContract> {
    let text = |name: &str| definition.get(name).and_then(Json::as_str);
    let with_attributes =
        text("attribute") == Some("DataContract") && serializer == Serializer::DataContractSerializer;
    let mut members = Vec::new();
    for member in definition.get("members").and_then(Json::as_array).into_iter().flatten() {
        if with_attributes && member.get("enumMember").and_then(Json::as_bool) != Some(true) {
            continue;
        }
        let text = |name: &str| member.get(name).and_then(Json::as_str);
        let given = text("Value").filter(|_| serializer == Serializer::DataContractSerializer);
        let name = given.or(text("name")).ok_or_else(|| malformed("an enum's member has a name"))?;
        let number = member.get("number").ok_or_else(|| malformed("an enum's member has a number"))?;
        let number = number
            .as_i64()
            .or_else(|| number.as_u64().map(u64::cast_signed))
            .ok_or_else(|| malformed("an enum's number is an integer"))?;
        let made = EnumMember::new(ContractSet::keep_text(name), number);
        members.push(match serializer {
            Serializer::DataContractSerializer => made,
            Serializer::XmlSerializer => xml_serializer::enum_member(made, member),
        });
    }
    let mut contract = EnumContract::new(ContractSet::keep(members));
    if let Type::Primitive(underlying) = primitive(text("underlying").unwrap_or("int"))? {
        contract = contract.underlying(underlying);
    }
    if definition.get("flags").and_then(Json::as_bool) == Some(true) {
        contract = contract.flags();
    }
    Ok(contract)
}

fn primitive(name: &str) -> Result<Type> {
    if name == "object" {
        return Ok(Type::Object);
    }
    if OUT_OF_SCOPE.contains(&name) {
        return Err(Unsupported::OutOfScope(name.to_owned()));
    }
    let found = PRIMITIVES.iter().find(|(other, _)| *other == name);
    found
        .map(|(_, primitive)| Type::Primitive(*primitive))
        .ok_or_else(|| malformed(&format!("unknown type {name}")))
}

/// C#'s names.
const PRIMITIVES: [(&str, Primitive); 20] = [
    ("bool", Primitive::Boolean),
    ("sbyte", Primitive::SByte),
    ("byte", Primitive::Byte),
    ("short", Primitive::Int16),
    ("ushort", Primitive::UInt16),
    ("int", Primitive::Int32),
    ("uint", Primitive::UInt32),
    ("long", Primitive::Int64),
    ("ulong", Primitive::UInt64),
    ("float", Primitive::Single),
    ("double", Primitive::Double),
    ("decimal", Primitive::Decimal),
    ("char", Primitive::Char),
    ("string", Primitive::String),
    ("DateTime", Primitive::DateTime),
    ("DateTimeOffset", Primitive::DateTimeOffset),
    ("TimeSpan", Primitive::TimeSpan),
    ("Guid", Primitive::Guid),
    ("Uri", Primitive::Uri),
    ("bytes", Primitive::Bytes),
];
