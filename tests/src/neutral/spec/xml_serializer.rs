//! The attributes of `XmlSerializer`, in the words of a spec.

use super::Writer;
use crate::neutral::xml_serializer::{is_left_out, name_by_other_collection, own_data_type};
use serde_json::{Map, Value as Json, json};

/// The properties of attributes and what a spec calls them.
const PROPERTIES: [(&str, &str); 10] = [
    ("ElementName", "elementName"),
    ("AttributeName", "attributeName"),
    ("TypeName", "typeName"),
    ("Namespace", "namespace"),
    ("IsNullable", "isNullable"),
    ("Order", "order"),
    ("NestingLevel", "nestingLevel"),
    ("Form", "form"),
    ("DataType", "dataType"),
    ("Type", "type"),
];

impl Writer<'_> {
    /// What the attributes of a type say; empty if nothing.
    pub(super) fn type_xml(&self, definition: &Json) -> Option<Map<String, Json>> {
        let mut made = Map::new();
        for key in ["xmlRoot", "xmlType"] {
            if let Some(attribute) = definition.get(key) {
                let attribute = self.attribute(attribute, None)?;
                if !attribute.is_empty() {
                    made.insert(key.to_owned(), Json::Object(attribute));
                }
            }
        }
        if let Some(name) = definition.as_object().and_then(|of| name_by_other_collection(self.types, of)) {
            let of_type = made.entry("xmlType").or_insert_with(|| json!({}));
            if of_type.get("typeName").is_none() {
                of_type["typeName"] = json!(name);
            }
        }
        let includes = definition.get("xmlInclude").and_then(Json::as_array);
        let includes: Vec<String> =
            includes.into_iter().flatten().map(|ty| self.reference(ty)).collect::<Option<_>>()?;
        if !includes.is_empty() {
            made.insert("xmlInclude".to_owned(), json!(includes));
        }
        Some(made)
    }

    /// What the attributes of a member say; empty if nothing.
    pub(super) fn member_xml(&self, member: &Json) -> Option<Map<String, Json>> {
        let mut made = Map::new();
        let is_true = |key: &str| member.get(key).and_then(Json::as_bool) == Some(true);
        let is_collection = member["type"].get("list").is_some();
        let has_no_setter = member.get("setter").is_some_and(|setter| setter == "none") && !is_collection;
        if is_true("xmlIgnore") || is_true("obsolete") || has_no_setter {
            made.insert("xmlIgnore".to_owned(), json!(true));
            return Some(made);
        }
        for key in ["xmlElement", "xmlAttribute", "xmlText", "xmlArray", "xmlArrayItem"] {
            let written = match member.get(key) {
                None => continue,
                Some(Json::Array(several)) => {
                    let each = several.iter().map(|attribute| self.attribute(attribute, Some(member)));
                    json!(each.collect::<Option<Vec<_>>>()?)
                }
                Some(attribute) => {
                    let mut attribute = self.attribute(attribute, Some(member))?;
                    if key == "xmlText" {
                        // The texts between elements are strings, as they are.
                        attribute.remove("type");
                    }
                    json!(attribute)
                }
            };
            made.insert(key.to_owned(), written);
        }
        if let Some(elements) = member.get("xmlAnyElement").and_then(Json::as_array) {
            let each = elements.iter().map(|element| {
                let keys = [("Name", "name"), ("Namespace", "namespace"), ("Order", "order")];
                let set = keys
                    .iter()
                    .filter_map(|(from, to)| Some(((*to).to_owned(), element.get(*from)?.clone())));
                Json::Object(set.collect())
            });
            made.insert("xmlAnyElement".to_owned(), each.collect());
        }
        for key in ["xmlAnyAttribute", "xmlNamespaceDeclarations"] {
            if is_true(key) {
                made.insert(key.to_owned(), json!(true));
            }
        }
        if let Some(named) = member.get("xmlChoiceIdentifier") {
            made.insert("xmlChoiceIdentifier".to_owned(), named.get("MemberName")?.clone());
        }
        Some(made)
    }

    fn attribute(&self, attribute: &Json, member: Option<&Json>) -> Option<Map<String, Json>> {
        let mut made = Map::new();
        for (from, to) in PROPERTIES {
            let Some(value) = attribute.get(from) else { continue };
            let value = match from {
                "Type" => json!(self.reference(value)?),
                "Form" => json!(value.as_str()?.to_lowercase()),
                "DataType"
                    if member.is_some_and(|member| own_data_type(attribute, member) == Some(value)) =>
                {
                    continue;
                }
                // An empty name is none.
                "ElementName" | "AttributeName" | "TypeName" if value == "" => continue,
                _ => value.clone(),
            };
            made.insert(to.to_owned(), value);
        }
        Some(made)
    }

    /// The Rust type of a member that `ShouldSerialize` may leave out, around the one that it has else.
    pub(super) fn left_out_type(&self, member: &Json, inner: &str) -> Option<String> {
        member.get("shouldSerialize")?;
        let word = self.item(member.get("type")?)?;
        let is_value_type = !word.ends_with('?') && word != "object";
        Some(if is_value_type {
            format!("::std::option::Option<{inner}>")
        } else {
            format!("::datacontract::Presence<::std::boxed::Box<{inner}>>")
        })
    }
}

/// Returns whether a spec has a member: not if its construct is out of scope.
pub(super) fn has_member(member: &Json) -> bool {
    !member.as_object().is_some_and(is_left_out)
}
