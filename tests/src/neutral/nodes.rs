//! What no contract describes, as contracts have it: XML as texts.

use serde_json::{Value as Json, json};
use std::collections::HashSet;

/// Makes texts of the XML in a file's values, and their types strings: elements are texts already, attributes become
/// `p:a="1" xmlns:p="urn:p"`, declarations `xmlns:p="urn:p"`. That is so for members with the attributes of
/// `XmlSerializer` for it, and not for the types of XML nodes elsewhere.
#[must_use]
pub fn as_texts(mut file: Json) -> Json {
    let mut declarations = HashSet::new();
    types_to_texts(&mut file, &mut declarations);
    values_to_texts(&mut file, &declarations);
    file
}

fn types_to_texts(of: &mut Json, declarations: &mut HashSet<String>) {
    if let Some(member) = of.as_object_mut() {
        let is_any =
            ["xmlAnyElement", "xmlAnyAttribute", "xmlText"].iter().any(|key| member.contains_key(*key));
        if is_any && let Some(ty) = member.get("type") {
            let text = ty.to_string();
            let names = ["XmlElement", "XmlNode", "XmlAttribute"].map(|name| format!("\"{name}\""));
            if let Some(name) = names.iter().find(|name| text.contains(name.as_str())) {
                member.insert("isXml".to_owned(), json!(true));
                let ty = &mut member["type"];
                *ty = serde_json::from_str(&text.replace(name.as_str(), "\"string\"")).unwrap_or_default();
                // The text of nodes alone takes no element, but is XML.
                member.entry("xmlAnyElement").or_insert_with(|| json!([]));
                if name.contains("XmlAttribute") {
                    member.remove("xmlAnyElement");
                }
            }
        }
        if member.contains_key("xmlNamespaceDeclarations")
            && member.get("type") == Some(&json!("XmlNamespaces"))
        {
            declarations.extend(member["name"].as_str().map(str::to_owned));
            member.insert("type".to_owned(), json!({"array": "string"}));
        }
    }
    let inner: Vec<&mut Json> = match of {
        Json::Object(object) => object.values_mut().collect(),
        Json::Array(items) => items.iter_mut().collect(),
        _ => Vec::new(),
    };
    for inner in inner {
        types_to_texts(inner, declarations);
    }
}

fn values_to_texts(of: &mut Json, declarations: &HashSet<String>) {
    match of {
        Json::Object(object) if is_attribute(object) => {
            let text = |key: &str| object[key].as_str().unwrap_or_default().to_owned();
            let (name, namespace) = (text("name"), text("namespace"));
            let attribute = written(&name, &text("value"));
            *of = json!(match name.split_once(':') {
                Some((prefix, _)) if prefix != "xml" => {
                    format!("{attribute} {}", written(&format!("xmlns:{prefix}"), &namespace))
                }
                _ => attribute,
            });
        }
        Json::Object(object) => {
            for (key, value) in object {
                if declarations.contains(key)
                    && let Some(pairs) = value.as_array()
                    && pairs.iter().all(Json::is_array)
                {
                    let declared = pairs.iter().map(|pair| {
                        let [prefix, namespace] =
                            [0, 1].map(|place| pair[place].as_str().unwrap_or_default());
                        let colon = if prefix.is_empty() { "" } else { ":" };
                        written(&format!("xmlns{colon}{prefix}"), namespace)
                    });
                    *value = declared.collect();
                }
                values_to_texts(value, declarations);
            }
        }
        Json::Array(items) => {
            for item in items {
                values_to_texts(item, declarations);
            }
        }
        _ => {}
    }
}

fn is_attribute(object: &serde_json::Map<String, Json>) -> bool {
    object.len() == 3 && ["name", "namespace", "value"].iter().all(|key| object.contains_key(*key))
}

/// An attribute as it stands in a tag.
fn written(name: &str, value: &str) -> String {
    let special =
        [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("\n", "&#xA;"), ("\t", "&#x9;")];
    let value = special.iter().fold(value.to_owned(), |value, (c, escaped)| value.replace(c, escaped));
    format!("{name}=\"{value}\"")
}
