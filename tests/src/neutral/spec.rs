//! Type definitions to a spec, so that the generator can make Rust types of them.

mod xml_serializer;

use datacontract::contract::Serializer;
use serde_json::{Map, Value as Json, json};

/// The spec of a case's types as a serializer takes them, as a module of this name. Its one endpoint sends the root
/// type.
///
/// `None` where the types have a construct that no spec can have.
#[must_use]
pub fn spec(module: &str, types: &Map<String, Json>, case: &Json, serializer: Serializer) -> Option<Json> {
    let writer = Writer { types, serializer };
    let root = writer.reference(case.get("root")?)?;
    let (mut definitions, mut rust) = (Map::new(), Map::new());
    for (place, (key, definition)) in types.iter().enumerate() {
        if !has_no_definition(definition) {
            let definition = writer.definition(key, definition, case)?;
            let name = writer.name(key)?;
            // C# tells names apart that would be one in Rust.
            rust.insert(name.clone(), json!({"name": format!("T{place}")}));
            for kind in ["members", "enum"] {
                let members = definition.get(kind).and_then(Json::as_object);
                for (place, member) in members.into_iter().flat_map(Map::keys).enumerate() {
                    let rust_name = if kind == "enum" { format!("V{place}") } else { format!("m{place}") };
                    rust.insert(format!("{name}.{member}"), json!({"name": rust_name}));
                }
            }
            definitions.insert(name, definition);
        }
    }
    let mut made = json!({
        "version": 1,
        "name": module,
        "module": module,
        "source": {"note": "made from a case of the vectors"},
        "endpoints": {"POST case": {"doc": "The case.", "body": root}},
        "types": definitions,
        "rust": rust,
    });
    if serializer == Serializer::XmlSerializer {
        made["xml"] = json!({"serializer": "xmlSerializer"});
    }
    Some(made)
}

/// The spec with Rust types for the members that `ShouldSerialize` may leave out; `None` if there are none. `rust_type`
/// is that of a type word.
#[must_use]
pub fn with_types_for_left_out(
    spec: &Json,
    types: &Map<String, Json>,
    serializer: Serializer,
    rust_type: &dyn Fn(&str) -> Option<String>,
) -> Option<Json> {
    let writer = Writer { types, serializer };
    let mut made = spec.clone();
    let mut is_any = false;
    for (key, definition) in types {
        for member in definition.get("members").and_then(Json::as_array).into_iter().flatten() {
            let given = || {
                let word = writer.reference(member.get("type")?)?;
                writer.left_out_type(member, &rust_type(word.trim_end_matches('?'))?)
            };
            if let (Some(name), Some(member_name)) = (writer.name(key), member["name"].as_str())
                && let Some(rule) = made["rust"].get_mut(format!("{name}.{member_name}"))
                && let Some(given) = member.get("shouldSerialize").and_then(|_| given())
            {
                rule["type"] = json!(given);
                if member["type"].get("array").is_some() {
                    rule["attributes"] = json!(["contract(array)"]);
                }
                is_any = true;
            }
        }
    }
    is_any.then_some(made)
}

/// The C# names of the types that have a definition, each with its key.
pub fn names(types: &Map<String, Json>) -> impl Iterator<Item = (String, &str)> {
    // Names are the same for all serializers.
    let writer = Writer { types, serializer: Serializer::default() };
    types.keys().filter_map(move |key| Some((writer.name(key)?, key.as_str())))
}

pub(super) struct Writer<'a> {
    types: &'a Map<String, Json>,
    serializer: Serializer,
}

impl Writer<'_> {
    /// A reference as a type word.
    fn reference(&self, reference: &Json) -> Option<String> {
        if let Some(name) = reference.as_str() {
            return match name {
                "QName" | "DBNull" | "XmlElement" | "XmlNodes" => None,
                "bytes" => Some("byte[]".to_owned()),
                name => Some(name.to_owned()),
            };
        }
        if reference.get("rank").is_some() {
            return None;
        }
        if let Some(inner) = reference.get("nullable") {
            return Some(format!("{}?", self.reference(inner)?));
        }
        // `byte[]` is another type.
        let interface_item = || {
            reference
                .as_object()
                .and_then(super::contracts::interface_item)
                .filter(|item| **item != json!("byte"))
        };
        if let Some(item) = reference.get("array").or_else(interface_item) {
            return Some(format!("{}[]", self.item(item)?));
        }
        if let Some(item) = reference.get("list") {
            return Some(format!("List<{}>", self.item(item)?));
        }
        if let Some([key, value]) = reference.get("dictionary").and_then(Json::as_array).map(Vec::as_slice) {
            return Some(format!("Dictionary<{}, {}>", self.reference(key)?, self.item(value)?));
        }
        let key = reference.get("ref")?.as_str()?;
        match self.types.get(key)?.get("kind")?.as_str()? {
            "interface" => Some("object".to_owned()),
            _ => self.name(key),
        }
    }

    /// An item that may be null, where .NET's type has a null.
    fn item(&self, reference: &Json) -> Option<String> {
        let word = self.reference(reference)?;
        let kind = reference
            .get("ref")
            .and_then(Json::as_str)
            .and_then(|key| self.types.get(key)?.get("kind")?.as_str());
        let is_reference_type = match reference.as_str() {
            Some(name) => matches!(name, "string" | "Uri" | "bytes"),
            None => {
                reference.get("nullable").is_none() && matches!(kind, None | Some("class" | "collection"))
            }
        };
        Some(if is_reference_type { format!("{word}?") } else { word })
    }

    /// The C# name of a defined type: namespace, classes, arguments.
    fn name(&self, key: &str) -> Option<String> {
        let definition = self.types.get(key)?;
        let text = |name: &str| definition.get(name).and_then(Json::as_str);
        let (namespace, clr_name) = (text("clrNamespace")?, text("clrName")?);
        if let Some(class) = definition.as_object().and_then(super::contracts::read_only_class) {
            return match definition.get("typeArgs").and_then(Json::as_array).map(Vec::as_slice) {
                Some([item]) => Some(format!("{class}<{}>", self.item(item)?)),
                Some([key, value]) => {
                    Some(format!("{class}<{}, {}>", self.reference(key)?, self.item(value)?))
                }
                _ => None,
            };
        }
        let args = definition
            .get("typeArgs")
            .and_then(Json::as_array)
            .into_iter()
            .flatten()
            .map(|arg| self.reference(arg))
            .collect::<Option<Vec<_>>>()?;
        // The library's own generic types are part of the format of specs.
        if matches!(
            (namespace, clr_name),
            ("System.Collections.Generic", "KeyValuePair") | ("System", "Tuple")
        ) {
            return Some(format!("{clr_name}<{}>", args.join(", ")));
        }
        let classes: Vec<&str> = clr_name.split('.').collect();
        let mut args = args.into_iter();
        let mut text = if namespace.is_empty() { String::new() } else { format!("{namespace}.") };
        for (place, class) in classes.iter().enumerate() {
            if place > 0 {
                text.push('+');
            }
            text.push_str(class);
            // As in `contracts`: the outer class has the first argument.
            let is_last = place + 1 == classes.len();
            let own: Vec<String> =
                if is_last { args.by_ref().collect() } else { args.by_ref().take(1).collect() };
            if !own.is_empty() {
                text.push('<');
                text.push_str(&own.join(", "));
                text.push('>');
            }
        }
        Some(text)
    }

    fn definition(&self, key: &str, definition: &Json, case: &Json) -> Option<Json> {
        let text = |name: &str| definition.get(name).and_then(Json::as_str);
        let is_true = |name: &str| definition.get(name).and_then(Json::as_bool) == Some(true);
        let kind = text("kind")?;
        let attribute = text("attribute").unwrap_or("none");
        let mut made = Map::new();
        match (kind, attribute) {
            // What it says means nothing to the other serializer, but may not be in its way.
            (_, "Serializable") if self.is_for_xml_serializer() => {}
            (_, "DataContract" | "CollectionDataContract") => {
                made.insert("contract".to_owned(), json!("dataContract"));
            }
            (_, "none") | ("collection", "ISerializable") => {}
            ("class" | "struct", "Serializable") => {
                made.insert("contract".to_owned(), json!("serializable"));
            }
            _ => return None,
        }
        for (from, to) in [
            ("Name", "name"),
            ("Namespace", "namespace"),
            ("assemblyContractNamespace", "namespace"),
            ("ItemName", "itemName"),
            ("KeyName", "keyName"),
            ("ValueName", "valueName"),
        ] {
            if let Some(value) = text(from)
                && !made.contains_key(to)
            {
                made.insert(to.to_owned(), json!(value));
            }
        }
        if is_true("IsReference") && !self.is_for_xml_serializer() {
            made.insert("isReference".to_owned(), json!(true));
        }
        match kind {
            "class" | "struct" => self.class(key, definition, case, &mut made)?,
            "enum" => self.enumeration(definition, attribute, &mut made)?,
            "collection" => match (definition.get("item"), definition.get("key"), definition.get("value")) {
                (Some(item), ..) => {
                    made.insert("collection".to_owned(), json!(self.item(item)?));
                }
                (None, Some(key), Some(value)) => {
                    made.insert("dictionary".to_owned(), json!([self.reference(key)?, self.item(value)?]));
                }
                _ => return None,
            },
            _ => return None,
        }
        if self.is_for_xml_serializer() {
            let xml = self.type_xml(definition)?;
            if !xml.is_empty() {
                made.insert("xml".to_owned(), Json::Object(xml));
            }
        }
        Some(Json::Object(made))
    }

    fn is_for_xml_serializer(&self) -> bool {
        self.serializer == Serializer::XmlSerializer
    }

    fn class(&self, key: &str, definition: &Json, case: &Json, made: &mut Map<String, Json>) -> Option<()> {
        let is_true = |name: &str| definition.get(name).and_then(Json::as_bool) == Some(true);
        if definition.get("kind").and_then(Json::as_str) == Some("struct") {
            made.insert("struct".to_owned(), json!(true));
        }
        if is_true("abstract") {
            made.insert("abstract".to_owned(), json!(true));
        }
        if let Some(base) = definition.get("base") {
            made.insert("base".to_owned(), json!(self.reference(base)?));
        }
        let known = self.known_types(key, definition, case)?;
        if !known.is_empty() {
            made.insert("knownTypes".to_owned(), json!(known));
        }
        let mut members = Map::new();
        for member in definition.get("members").and_then(Json::as_array).into_iter().flatten() {
            if self.is_for_xml_serializer() && !xml_serializer::has_member(member) {
                continue;
            }
            let text = |name: &str| member.get(name).and_then(Json::as_str);
            let mut attributes = Map::new();
            attributes.insert("type".to_owned(), json!(self.reference(member.get("type")?)?));
            let mut name = text("name")?;
            if made.get("contract") == Some(&json!("serializable")) {
                match name.strip_prefix('<').and_then(|name| name.strip_suffix(">k__BackingField")) {
                    Some(property) => name = property,
                    None => {
                        attributes.insert("field".to_owned(), json!(true));
                    }
                }
            }
            if self.is_for_xml_serializer() {
                let xml = self.member_xml(member)?;
                if !xml.is_empty() {
                    attributes.insert("xml".to_owned(), Json::Object(xml));
                }
                if let Some(default) = member.get("defaultValue") {
                    let default = default_literal(member, default)?;
                    attributes.insert("json".to_owned(), json!({"defaultValue": default}));
                }
            }
            for (from, to) in [
                ("Name", "name"),
                ("Order", "order"),
                ("IsRequired", "required"),
                ("EmitDefaultValue", "emitDefault"),
            ] {
                if let Some(value) = member.get(from) {
                    attributes.insert(to.to_owned(), value.clone());
                }
            }
            // What is required may be null all the same.
            let is_nullable =
                member.get("type").and_then(|ty| self.item(ty)).is_some_and(|word| word.ends_with('?'));
            if attributes.get("required") == Some(&json!(true))
                && is_nullable
                && !is_nullable_word(&attributes)
            {
                attributes.insert("nullable".to_owned(), json!(true));
            }
            members.insert(name.to_owned(), Json::Object(attributes));
        }
        made.insert("members".to_owned(), Json::Object(members));
        Some(())
    }

    /// The known types of a class: of its attributes, and of the case those that derive from it, so that a
    /// Rust type for its objects has a variant for each.
    fn known_types(&self, key: &str, definition: &Json, case: &Json) -> Option<Vec<String>> {
        let mut known = Vec::new();
        for reference in definition.get("knownTypes").and_then(Json::as_array).into_iter().flatten() {
            known.push(self.reference(reference)?);
        }
        // `XmlSerializer` knows all classes that members reach, and values may be of others, which it refuses.
        let all = if self.is_for_xml_serializer() { self.types.keys().collect() } else { Vec::new() };
        let all = all.into_iter().map(|key| json!({"ref": key}));
        let given = case.get("knownTypes").and_then(Json::as_array).into_iter().flatten().cloned();
        for reference in given.chain(all) {
            if self.derives_from(&reference, key) {
                let name = self.reference(&reference)?;
                if !known.contains(&name) {
                    known.push(name);
                }
            }
        }
        Some(known)
    }

    fn enumeration(&self, definition: &Json, attribute: &str, made: &mut Map<String, Json>) -> Option<()> {
        let mut members = Map::new();
        for member in definition.get("members").and_then(Json::as_array).into_iter().flatten() {
            let has_attributes = attribute == "DataContract" && !self.is_for_xml_serializer();
            if has_attributes && member.get("enumMember").and_then(Json::as_bool) != Some(true) {
                continue;
            }
            let mut attributes = Map::new();
            attributes.insert("value".to_owned(), member.get("number")?.clone());
            if let Some(value) = member.get("Value") {
                attributes.insert("name".to_owned(), value.clone());
            }
            if self.is_for_xml_serializer() {
                if let Some(name) = member.get("xmlEnum").and_then(|name| name.get("Name")) {
                    attributes.insert("xmlEnum".to_owned(), name.clone());
                }
                if member.get("xmlIgnore").is_some_and(|ignored| *ignored == json!(true)) {
                    attributes.insert("xmlIgnore".to_owned(), json!(true));
                }
            }
            members.insert(member.get("name")?.as_str()?.to_owned(), Json::Object(attributes));
        }
        made.insert("enum".to_owned(), Json::Object(members));
        for key in ["underlying", "flags"] {
            if let Some(value) = definition.get(key) {
                made.insert(key.to_owned(), value.clone());
            }
        }
        Some(())
    }

    fn derives_from(&self, reference: &Json, base: &str) -> bool {
        let mut current = reference.get("ref").and_then(Json::as_str);
        while let Some(key) = current {
            current = self
                .types
                .get(key)
                .and_then(|d| d.get("base"))
                .and_then(|base| base.get("ref"))
                .and_then(Json::as_str);
            if current == Some(base) {
                return true;
            }
        }
        false
    }
}

/// Whether the type word itself says that null is a value.
fn is_nullable_word(attributes: &Map<String, Json>) -> bool {
    attributes.get("type").and_then(Json::as_str).is_some_and(|word| word.ends_with('?'))
}

/// Whether a spec has the type without a definition.
fn has_no_definition(definition: &Json) -> bool {
    let text = |name: &str| definition.get(name).and_then(Json::as_str);
    let is_library = matches!(
        (text("clrNamespace"), text("clrName")),
        (Some("System.Collections.Generic"), Some("KeyValuePair")) | (Some("System"), Some("Tuple"))
    );
    is_library
        || definition.as_object().and_then(super::contracts::read_only_class).is_some()
        || text("kind") == Some("interface")
}

/// The value of a member's `[DefaultValue]` as a spec has it.
fn default_literal(member: &Json, default: &Json) -> Option<Json> {
    let ty = member.get("type")?;
    Some(match (ty.get("nullable").unwrap_or(ty).as_str(), default) {
        (Some("float" | "double" | "decimal"), Json::String(number)) => {
            serde_json::from_str(number).unwrap_or_else(|_| default.clone())
        }
        (Some("char"), default) => {
            let unit = default.as_u64().and_then(|unit| u16::try_from(unit).ok())?;
            Json::String(String::from_utf16(&[unit]).ok()?)
        }
        (_, Json::Object(_)) => Json::String(super::xml_serializer::default_text(default).ok()?),
        (_, default) => default.clone(),
    })
}
