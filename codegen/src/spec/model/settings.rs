//! What the service's formatters are set to.

use datacontract::contract::{
    DateFormatHandling, DateTimeZoneHandling, DefaultValueHandling, JsonSettings, LineEnd, NullValueHandling,
    PreserveReferencesHandling, StringEscapeHandling, TypeNameHandling,
};

use super::{JsonEnums, JsonNaming, JsonStyle, Literal, Spanned};

/// What the API's `json` says besides names and enums: settings of Json.NET.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JsonFormatter {
    /// `ProcessDictionaryKeys` of the naming strategy, where it is not the usual one.
    pub process_dictionary_keys: Option<bool>,
    /// `IgnoreSerializableAttribute` of the contract resolver: what is `[Serializable]` alone, as `System.Tuple` is,
    /// has its properties in JSON. Web API's own resolver has its fields.
    pub ignore_serializable_attribute: bool,
    /// `DateTimeZoneHandling`.
    pub zone: DateTimeZoneHandling,
    /// The offset of the server's own zone, in minutes.
    pub local_offset: Option<i16>,
    /// `DateFormatHandling`.
    pub dates: DateFormatHandling,
    /// `DateFormatString`.
    pub date_format: Option<String>,
    /// `NullValueHandling`.
    pub nulls: NullValueHandling,
    /// `DefaultValueHandling`.
    pub defaults: DefaultValueHandling,
    /// `TypeNameHandling`.
    pub type_names: TypeNameHandling,
    /// The assembly of the types, which `$type` names.
    pub assembly: Option<String>,
    /// `PreserveReferencesHandling`.
    pub references: PreserveReferencesHandling,
    /// `StringEscapeHandling`.
    pub escapes: StringEscapeHandling,
    /// `Formatting.Indented`.
    pub indented: bool,
    /// The line ends of indented documents.
    pub line_end: LineEnd,
}

impl JsonFormatter {
    /// Returns the settings as the runtime knows them.
    #[must_use]
    pub fn settings(&self, style: JsonStyle) -> JsonSettings {
        let naming = style.naming.into();
        let mut settings = JsonSettings::new().naming(naming);
        if let Some(keys) = self.process_dictionary_keys {
            settings.dictionary_keys = if keys { naming } else { JsonNaming::AsDeclared.into() };
        }
        settings.dates.zone = self.zone;
        settings.dates.local_offset = self.local_offset;
        settings.dates.handling = self.dates;
        settings.dates.format = self.date_format.clone().map(|format| &*format.leak());
        settings.nulls = self.nulls;
        settings.defaults = self.defaults;
        settings.type_names = self.type_names;
        settings.references = self.references;
        settings.escapes = self.escapes;
        settings.indented = self.indented;
        settings.line_end = self.line_end;
        settings
    }
}

/// What a member's `json` says besides its name: attributes of Json.NET.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemberJson {
    /// `JsonProperty(NullValueHandling)`.
    pub nulls: Option<NullValueHandling>,
    /// `JsonProperty(DefaultValueHandling)`.
    pub defaults: Option<DefaultValueHandling>,
    /// `DefaultValue(..)`.
    pub default_value: Option<Spanned<Literal>>,
    /// The format of an `IsoDateTimeConverter`.
    pub date_format: Option<String>,
    /// The form that a `StringEnumConverter` gives an enum.
    pub enums: Option<JsonEnums>,
}
