//! Samples without the values of secret members: what is generated is checked in, and read by others.

use std::ops::Range;

use jsonc_parser::{
    CollectOptions, ParseOptions,
    ast::{Object, Value},
    common::Ranged as _,
    parse_to_ast,
};

use crate::spec::secret_names::{SecretMember, SecretNames};

/// The text that stands for a secret one.
const HIDDEN: &str = "\"[secret]\"";

/// Returns a sample in JSON without the values of secret members: a text becomes `[secret]`, what is no text is left
/// out, and gets its default. `None` if no such sample would be read: a member without a default is not a text, or the
/// sample is no JSON.
pub(super) fn hidden_in_json(secrets: &SecretNames, text: &str) -> Option<String> {
    if secrets.is_empty() {
        return Some(text.to_owned());
    }
    // The limit of depth is that of this reader; the other one, which knows places, has none.
    serde_json::from_str::<serde_json::Value>(text).ok()?;
    let parsed = parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default()).ok()?;
    let mut edits = Vec::new();
    collect(secrets, &parsed.value?, &mut edits)?;
    let mut out = text.to_owned();
    for (range, with) in edits.into_iter().rev() {
        out.replace_range(range, with);
    }
    Some(out)
}

/// Returns whether a sample in XML has a secret member.
pub(super) fn is_in_xml(secrets: &SecretNames, text: &str) -> bool {
    let local = |name: &str| secrets.get(name.rsplit(':').next().unwrap_or_default()).is_some();
    let is_secret = |tag: &str| {
        let mut words = tag.split(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
        words.next().is_some_and(local)
            // What stands before a `=` is the name of an attribute, or part of a value, which does no harm.
            || tag.split('=').any(|before| {
                before.split_ascii_whitespace().next_back().is_some_and(|name| secrets.is_attribute(name))
            })
    };
    !secrets.is_empty() && (secrets.has_text() || text.split('<').skip(1).any(is_secret))
}

type Edit = (Range<usize>, &'static str);

/// Collects what is to be changed, in the order of the text.
fn collect(secrets: &SecretNames, value: &Value<'_>, edits: &mut Vec<Edit>) -> Option<()> {
    match value {
        Value::Object(object) => collect_members(secrets, object, edits),
        Value::Array(array) => array.elements.iter().try_for_each(|item| collect(secrets, item, edits)),
        _ => Some(()),
    }
}

fn collect_members(secrets: &SecretNames, object: &Object<'_>, edits: &mut Vec<Edit>) -> Option<()> {
    let hidden = |name: &str, value: &Value<'_>| match secrets.get(name) {
        None => Some(Hidden::Nothing),
        Some(_) if matches!(value, Value::NullKeyword(_)) => Some(Hidden::Nothing),
        Some(SecretMember { is_text: true, .. }) if matches!(value, Value::StringLit(_)) => {
            Some(Hidden::Text)
        }
        Some(SecretMember { is_required: false, .. }) => Some(Hidden::Member),
        Some(_) => None,
    };
    // Of members that are left out the comma before goes too; of the first ones the comma behind.
    let mut kept_end = None;
    for (at, member) in object.properties.iter().enumerate() {
        match hidden(member.name.as_str(), &member.value)? {
            Hidden::Nothing => collect(secrets, &member.value, edits)?,
            Hidden::Text => edits.push((member.value.start()..member.value.end(), HIDDEN)),
            Hidden::Member => {
                let end = match (kept_end, object.properties.get(at + 1)) {
                    (None, Some(next)) => next.start(),
                    _ => member.end(),
                };
                edits.push((kept_end.unwrap_or(member.start())..end, ""));
                kept_end = kept_end.map(|_| member.end());
                continue;
            }
        }
        kept_end = Some(member.end());
    }
    Some(())
}

/// What of a member is hidden.
enum Hidden {
    /// It is no secret.
    Nothing,
    /// Its value, which is a text.
    Text,
    /// The whole member.
    Member,
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{hidden_in_json, is_in_xml};
    use crate::spec::{Spec, secret_names::SecretNames};

    fn names() -> SecretNames {
        let text = r#"{ "version": 1, "name": "A", "module": "a", "types": { "N.A": { "contract": "dataContract", "members": {
            "Word": { "type": "string", "secret": true, "json": "word" },
            "Pin": { "type": "int", "secret": true },
            "Key": { "type": "int", "secret": true, "required": true },
            "Open": "string",
            "Code": { "type": "string", "secret": true, "xml": { "xmlAttribute": "code-no" } }
        } } } }"#;
        let (spec, diagnostics) = Spec::from_text(Path::new("api.json"), text);
        SecretNames::of(&spec.unwrap_or_else(|| panic!("{diagnostics:?}")))
    }

    #[test]
    fn secrets_are_hidden_and_all_else_stays() {
        for (text, expected) in [
            (r#"{"Open": "a", "word": "b"}"#, Some(r#"{"Open": "a", "word": "[secret]"}"#)),
            (r#"{"WORD": "\u0041"}"#, Some(r#"{"WORD": "[secret]"}"#)),
            (r#"{"w\u006frd": "b"}"#, Some(r#"{"w\u006frd": "[secret]"}"#)),
            (r#"{"word": null, "Pin": null}"#, Some(r#"{"word": null, "Pin": null}"#)),
            (r#"{"Pin": 1}"#, Some("{}")),
            (r#"{"Pin": 1, "Open": 1.10}"#, Some(r#"{"Open": 1.10}"#)),
            (r#"{"Open": 1, "Pin": 2}"#, Some(r#"{"Open": 1}"#)),
            (r#"{"Pin": 1, "pin": {"x": 2}, "Open": 3}"#, Some(r#"{"Open": 3}"#)),
            (r#"{"Open": 1, "Pin": [2], "Pin": 3, "word": "b"}"#, Some(r#"{"Open": 1, "word": "[secret]"}"#)),
            (r#"[{"Open": {"word": "a"}}, {"Pin": 2}]"#, Some(r#"[{"Open": {"word": "[secret]"}}, {}]"#)),
            (r#"{"Key": 1}"#, None),
            (r#"{"word": "a""#, None),
        ] {
            assert_eq!(hidden_in_json(&names(), text).as_deref(), expected, "{text}");
        }
        assert_eq!(hidden_in_json(&names(), &"[".repeat(100_000)), None);
    }

    #[test]
    fn secrets_are_found_in_xml() {
        for (text, expected) in [
            ("<A><Open>word</Open></A>", false),
            ("<A><Word>a</Word></A>", true),
            ("<A><b:Pin xmlns:b=\"n\">1</b:Pin></A>", true),
            ("<A><Key\n/></A>", true),
            ("<A b='1' code-no = '2' />", true),
            ("<A code='1'>code-no</A>", false),
        ] {
            assert_eq!(is_in_xml(&names(), text), expected, "{text}");
        }
    }
}
