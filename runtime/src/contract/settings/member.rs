//! The settings that a member has for its own JSON, by attributes of Json.NET.

use super::{DefaultValueHandling, NullValueHandling};

/// The settings that a member has for its own JSON, by attributes of Json.NET.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct MemberJson {
    /// `JsonProperty(NullValueHandling)`.
    pub nulls: Option<NullValueHandling>,
    /// `JsonProperty(DefaultValueHandling)`.
    pub defaults: Option<DefaultValueHandling>,
    /// `DefaultValue(..)`, as JSON: what [`DefaultValueHandling`] takes for its default, in place of that of
    /// its type.
    pub default_value: Option<&'static str>,
    /// The format of an `IsoDateTimeConverter`.
    pub date_format: Option<&'static str>,
    /// The form that a `StringEnumConverter` gives an enum.
    pub enums: Option<EnumForm>,
}

impl MemberJson {
    /// Returns what a member without such attributes says: nothing.
    #[must_use]
    pub const fn new() -> Self {
        MemberJson { nulls: None, defaults: None, default_value: None, date_format: None, enums: None }
    }

    /// Sets `JsonProperty(NullValueHandling)`.
    #[must_use]
    pub const fn nulls(mut self, nulls: NullValueHandling) -> Self {
        self.nulls = Some(nulls);
        self
    }

    /// Sets `JsonProperty(DefaultValueHandling)`.
    #[must_use]
    pub const fn defaults(mut self, defaults: DefaultValueHandling) -> Self {
        self.defaults = Some(defaults);
        self
    }

    /// Sets `DefaultValue(..)`, as JSON: `5`, `"text"`.
    #[must_use]
    pub const fn default_value(mut self, json: &'static str) -> Self {
        self.default_value = Some(json);
        self
    }

    /// Sets the format of an `IsoDateTimeConverter`.
    #[must_use]
    pub const fn date_format(mut self, format: &'static str) -> Self {
        self.date_format = Some(format);
        self
    }

    /// Sets the form that a `StringEnumConverter` gives an enum.
    #[must_use]
    pub const fn enums(mut self, form: EnumForm) -> Self {
        self.enums = Some(form);
        self
    }
}

/// The form of an enum's values in JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum EnumForm {
    /// Its number: Json.NET's default.
    #[default]
    Number,
    /// Its name (`StringEnumConverter`).
    Text,
    /// Its name in camelCase (`StringEnumConverter` with `CamelCaseText`), but for names that `EnumMember`
    /// gives.
    CamelCaseText,
}
