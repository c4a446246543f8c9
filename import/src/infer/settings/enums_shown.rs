//! How the service writes enums in JSON: as numbers, or as texts.

use datacontract::contract::Naming;
use datacontract_codegen::spec::JsonEnums;

/// What samples show of an enum in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EnumShown {
    /// Its number.
    Number,
    /// Its name, which may be the same in camelCase.
    Text,
    /// Its name in camelCase, which XML has otherwise.
    CamelCase,
}

impl EnumShown {
    /// What the text in JSON beside the name in XML shows.
    pub(crate) fn of_text(json: &str, xml: &str) -> Self {
        // XML separates flags by blanks, JSON by commas.
        let names = xml.split(' ').map(|name| Naming::CamelCase.apply(name)).collect::<Vec<_>>();
        if json != xml && json == names.join(", ") { Self::CamelCase } else { Self::Text }
    }

    /// What a spec says of an enum, if that is not what it says of all.
    pub(crate) fn unlike(self, enums: JsonEnums) -> Option<JsonEnums> {
        match (self, enums) {
            (Self::Text, JsonEnums::CamelCaseText) => None,
            (shown, enums) => Some(shown.form()).filter(|form| *form != enums),
        }
    }

    fn form(self) -> JsonEnums {
        match self {
            Self::Number => JsonEnums::Number,
            Self::Text => JsonEnums::Text,
            Self::CamelCase => JsonEnums::CamelCaseText,
        }
    }
}

/// What all enums of a service are in JSON: text if none is a number, in camelCase if one shows that.
pub(crate) fn enums_of(shown: &[EnumShown]) -> JsonEnums {
    if shown.is_empty() || shown.contains(&EnumShown::Number) {
        return JsonEnums::Number;
    }
    if shown.contains(&EnumShown::CamelCase) { JsonEnums::CamelCaseText } else { JsonEnums::Text }
}
