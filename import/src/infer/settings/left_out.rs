//! Values that JSON lacks and XML shows: the defaults of their types, if a setting leaves them out.

use crate::infer::{
    model::{Api, Remark, Setting, SettingValue},
    samples::{json::Json, xml::Element},
    wording::words::is_identifier,
};

/// What samples show of members that have the default of their type.
#[derive(Clone, Debug, Default)]
pub(crate) struct Defaults {
    /// One that XML shows and JSON lacks.
    left_out: Option<String>,
    /// One that JSON has although it takes no null, or a null: the setting leaves out both.
    kept: Option<String>,
}

impl Defaults {
    /// Takes in a member that XML shows and JSON lacks, whose value is the default.
    pub(crate) fn add_left_out(&mut self, name: &str, element: &Element) {
        self.left_out.get_or_insert_with(|| format!("`<{name}>{}</{name}>`", element.text));
    }

    /// Takes in a member that JSON has, unless it is an enum's default: its type may take null, and is told
    /// of by [`add_kept`](Self::add_kept) if it does not.
    pub(crate) fn add_json(&mut self, name: &str, value: &Json) {
        let text = match value {
            Json::Number(number) if is_zero(number) => number.as_str(),
            Json::Bool(false) => "false",
            Json::Null => "null",
            _ => return,
        };
        self.kept.get_or_insert_with(|| format!("`\"{name}\": {text}`"));
    }

    /// Takes in an enum's member whose default JSON has, and whose type does not take null.
    pub(crate) fn add_kept(&mut self, name: &str) {
        self.kept.get_or_insert_with(|| format!("that of `{name}`"));
    }

    /// Returns whether a setting leaves them out.
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

/// What an enum calls zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Zero {
    /// It is no enum, or nothing shows it.
    Unknown,
    /// The enum's page says it.
    Named(String),
    /// Samples show it, whatever it is called.
    Shown,
}

impl Zero {
    /// Returns whether an enum's value in JSON is zero.
    pub(crate) fn is_in_json(&self, value: &Json) -> bool {
        match (self, value) {
            (_, Json::Number(number)) => is_zero(number),
            (Self::Named(zero), Json::Text(text)) => zero == text,
            _ => false,
        }
    }

    /// Returns whether a name in XML is zero.
    fn is_in_xml(&self, name: &str) -> bool {
        match self {
            Self::Unknown => false,
            Self::Named(zero) => zero == name,
            Self::Shown => is_identifier(name),
        }
    }
}

/// Returns whether an element has the default of a value type: zero, false, the first day, the empty
/// identifier. `zero` is what the type calls zero, if it is an enum.
pub(crate) fn is_default(element: &Element, zero: &Zero) -> bool {
    if !element.children.is_empty() || element.nil || element.instance.is_some() {
        return false;
    }
    let text = element.text.as_str();
    matches!(text, "false" | "0001-01-01T00:00:00" | "00000000-0000-0000-0000-000000000000" | "PT0S")
        || is_zero(text)
        || (!text.is_empty() && zero.is_in_xml(text))
}

fn is_zero(number: &str) -> bool {
    number.contains('0') && number.bytes().all(|c| matches!(c, b'0' | b'.' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_are_those_of_value_types() {
        let of =
            |text: &str, zero| is_default(&Element { text: text.to_owned(), ..Element::default() }, &zero);
        let named = |name: &str| Zero::Named(name.to_owned());
        for text in ["0", "0.0", "-0", "false", "0001-01-01T00:00:00", "PT0S"] {
            assert!(of(text, Zero::Unknown), "{text}");
        }
        // An empty text is no default: null is.
        for text in ["", "1", "-", ".", "true", "None", "2024-10-15T00:00:00"] {
            assert!(!of(text, Zero::Unknown), "{text}");
        }
        assert!(of("None", named("None")) && !of("Some", named("None")) && !of("", named("")));
        assert!(of("None", Zero::Shown) && !of("1", Zero::Shown) && !of("", Zero::Shown));
        assert!(!is_default(&Element { nil: true, text: "0".into(), ..Element::default() }, &Zero::Unknown));
    }

    #[test]
    fn defaults_in_json_contradict() {
        let mut defaults = Defaults::default();
        defaults.add_left_out("Count", &Element { text: "0".into(), ..Element::default() });
        assert!(defaults.are_left_out());
        defaults.add_json("Name", &Json::Text("0".into()));
        defaults.add_json("Size", &Json::Number("1".into()));
        assert!(defaults.are_left_out());
        // Null is the default of what takes it.
        for kept in [Json::Number("0".into()), Json::Bool(false), Json::Null] {
            let mut defaults = defaults.clone();
            defaults.add_json("Size", &kept);
            assert!(!defaults.are_left_out(), "{kept:?}");
            let mut api = Api::default();
            defaults.settle(&mut api);
            assert!(api.json_settings.is_empty() && api.json_remarks[0].text.contains("contradict"));
        }
    }
}
