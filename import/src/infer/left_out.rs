//! Values that JSON lacks and XML shows: the defaults of their types, if a setting leaves them out.

use super::{
    json::Json,
    model::{Api, Remark, Setting, SettingValue},
    xml::Element,
};

/// What samples show of members that have the default of their type.
#[derive(Clone, Debug, Default)]
pub(crate) struct Defaults {
    /// One that XML shows and JSON lacks.
    left_out: Option<String>,
    /// One that JSON has.
    kept: Option<String>,
}

impl Defaults {
    /// Takes in a member that XML shows and JSON lacks, whose value is the default.
    pub(crate) fn add_left_out(&mut self, name: &str, element: &Element) {
        self.left_out.get_or_insert_with(|| format!("`<{name}>{}</{name}>`", element.text));
    }

    /// Takes in a member that JSON has.
    pub(crate) fn add_json(&mut self, name: &str, value: &Json) {
        let text = match value {
            Json::Number(number) if is_zero(number) => number.as_str(),
            Json::Bool(false) => "false",
            _ => return,
        };
        self.kept.get_or_insert_with(|| format!("`\"{name}\": {text}`"));
    }

    pub(crate) fn extend(&mut self, other: Defaults) {
        self.left_out = self.left_out.take().or(other.left_out);
        self.kept = self.kept.take().or(other.kept);
    }

    /// Whether a setting leaves them out.
    pub(crate) fn are_left_out(&self) -> bool {
        self.left_out.is_some() && self.kept.is_none()
    }

    /// Notes in the API what becomes of defaults.
    pub(crate) fn settle(&self, api: &mut Api) {
        match (&self.left_out, &self.kept) {
            (Some(left_out), None) => api.json_settings.push(Setting {
                key: "defaultValueHandling",
                value: SettingValue::Text("ignore".to_owned()),
                remark: Remark::inferred(format!(
                    "JSON lacks what has the default of its type, such as {left_out} in XML, and shows no such value"
                )),
            }),
            (Some(left_out), Some(kept)) => {
                let text = format!(
                    "samples contradict each other: JSON lacks defaults, such as {left_out} in XML, and has others, such as \
                     {kept}"
                );
                api.json_remarks.push(Remark::open(text).write(
                    "write the setting if the formatter has it; members that differ have `[JsonProperty]` or `[JsonIgnore]`",
                    &["defaultValueHandling"],
                    "\"ignore\"",
                ));
            }
            (None, _) => {}
        }
    }
}

/// Returns whether an element has the default of a value type: zero, false, the first day, the empty identifier.
/// Enums are left to [`super::class`].
pub(crate) fn is_default(element: &Element) -> bool {
    if !element.children.is_empty() || element.nil || element.instance.is_some() {
        return false;
    }
    let text = element.text.as_str();
    matches!(text, "false" | "0001-01-01T00:00:00" | "00000000-0000-0000-0000-000000000000" | "PT0S")
        || is_zero(text)
}

fn is_zero(number: &str) -> bool {
    number.contains('0') && number.bytes().all(|c| matches!(c, b'0' | b'.' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_are_those_of_value_types() {
        let of = |text: &str| is_default(&Element { text: text.to_owned(), ..Element::default() });
        for text in ["0", "0.0", "-0", "false", "0001-01-01T00:00:00", "PT0S"] {
            assert!(of(text), "{text}");
        }
        // An empty text is no default: null is.
        for text in ["", "1", "-", ".", "true", "None", "2024-10-15T00:00:00"] {
            assert!(!of(text), "{text}");
        }
        assert!(!is_default(&Element { nil: true, text: "0".into(), ..Element::default() }));
    }

    #[test]
    fn defaults_in_json_contradict() {
        let mut defaults = Defaults::default();
        defaults.add_left_out("Count", &Element { text: "0".into(), ..Element::default() });
        assert!(defaults.are_left_out());
        defaults.add_json("Name", &Json::Text("0".into()));
        defaults.add_json("Note", &Json::Null);
        defaults.add_json("Size", &Json::Number("1".into()));
        assert!(defaults.are_left_out());
        defaults.add_json("Size", &Json::Number("0".into()));
        assert!(!defaults.are_left_out());
        let mut api = Api::default();
        defaults.settle(&mut api);
        assert!(api.json_settings.is_empty() && api.json_remarks[0].text.contains("contradict"));
    }
}
