//! What becomes of the keys of dictionaries in JSON, where the names of members are made of those in C#.

use std::collections::BTreeSet;

use datacontract::contract::Naming;

use crate::infer::model::{Api, Remark, Setting, SettingValue};

/// Keys in samples: JSON's, and XML's where XML shows the entry.
#[derive(Clone, Debug, Default)]
pub(crate) struct DictionaryKeys(BTreeSet<(String, Option<String>)>);

/// So many keys show the setting; more of them add nothing.
const MOST_KEYS: usize = 64;

impl DictionaryKeys {
    pub(crate) fn add(&mut self, json: &str, xml: Option<&str>) {
        if self.0.len() < MOST_KEYS {
            self.0.insert((json.to_owned(), xml.map(str::to_owned)));
        }
    }

    pub(crate) fn extend(&mut self, other: DictionaryKeys) {
        for (json, xml) in other.0 {
            self.add(&json, xml.as_deref());
        }
    }

    /// Notes in the API whether keys are named as members are, if that is not the usual thing for the naming.
    pub(crate) fn settle(&self, naming: Naming, api: &mut Api) {
        if naming == Naming::AsDeclared {
            return;
        }
        let is_kept = |(json, _): &&(String, Option<String>)| naming.apply(json) != **json;
        let is_made = |(json, xml): &&(String, Option<String>)| {
            xml.as_ref().is_some_and(|xml| xml != json && naming.apply(xml) == **json)
        };
        let (kept, made) = (self.0.iter().find(is_kept), self.0.iter().find(is_made));
        let usual = naming.of_keys() == naming;
        let (value, why) = match (kept, made) {
            (Some((kept, _)), Some((made, _))) => {
                let text = format!(
                    "samples contradict each other: the key `{made}` of a dictionary is named as members are, the key \
                     `{kept}` is not"
                );
                api.json_remarks.push(Remark::open(text).write(
                    "write whether keys of dictionaries are named as members are",
                    &["processDictionaryKeys"],
                    if usual { "false" } else { "true" },
                ));
                return;
            }
            (Some((kept, _)), None) => (
                false,
                format!("the key `{kept}` of a dictionary stays as it is, where members are named otherwise"),
            ),
            (None, Some((made, xml))) => {
                let xml = xml.as_deref().unwrap_or_default();
                (true, format!("the key `{xml}` of a dictionary is `{made}` in JSON, as members are named"))
            }
            (None, None) => return,
        };
        if value != usual {
            let remark = Remark::inferred(why);
            api.json_settings.push(Setting {
                key: "processDictionaryKeys",
                value: SettingValue::Flag(value),
                remark,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_tell_whether_they_are_named_as_members() {
        for (naming, keys, expected) in [
            (Naming::CamelCase, &[("WHIZbang", Some("WHIZbang"))][..], "Flag(false)"),
            (Naming::CamelCase, &[("Foo", None)], "Flag(false)"),
            (Naming::CamelCase, &[("whiZbang", Some("WHIZbang"))], ""),
            (Naming::CamelCase, &[("sample string 1", Some("sample string 1"))], ""),
            (Naming::CamelCase, &[("foo", None)], ""),
            (Naming::SnakeCase, &[("foo_bar", Some("FooBar"))], "Flag(true)"),
            (Naming::SnakeCase, &[("FooBar", Some("FooBar"))], ""),
            (Naming::KebabCase, &[("foo-bar", Some("FooBar"))], "Flag(true)"),
            (Naming::AsDeclared, &[("foo", Some("Foo"))], ""),
            (Naming::CamelCase, &[("Foo", Some("Foo")), ("bar", Some("Bar"))], "contradict"),
        ] {
            let mut all = DictionaryKeys::default();
            for (json, xml) in keys {
                all.add(json, *xml);
            }
            let mut api = Api::default();
            all.settle(naming, &mut api);
            let keys = api.json_settings.iter().map(|setting| format!("{:?}", setting.value));
            let said =
                keys.chain(api.json_remarks.iter().map(|remark| remark.text.clone())).collect::<String>();
            let is_as_expected = if expected.is_empty() { said.is_empty() } else { said.contains(expected) };
            assert!(is_as_expected, "{naming:?} {expected}: {said}");
        }
    }
}
