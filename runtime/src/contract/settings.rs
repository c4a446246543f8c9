//! The settings of a service's JSON formatter: the properties of Json.NET's `JsonSerializerSettings`.

mod dates;
mod member;
mod xml;

pub use dates::{DateFormatHandling, DateSettings, DateTimeZoneHandling};
pub use member::{EnumForm, MemberJson};
pub use xml::{LineEnd, Serializer, XmlEncoding, XmlSettings};

use super::Naming;

/// The settings of a service's JSON formatter, by Json.NET's names.
///
/// They hold for a whole document. A contract that is generated from a spec carries those of its API, so that
/// its values obey them wherever they are written or read; [`crate::json::WriteOptions::settings`] says
/// otherwise for a document.
///
/// ```
/// use datacontract::clr::DateTime;
/// use datacontract::contract::{DateTimeZoneHandling, JsonSettings};
/// use datacontract::json::{self, WriteOptions};
///
/// let mut options = WriteOptions::default();
/// options.settings = Some(JsonSettings::new().date_time_zone(DateTimeZoneHandling::Utc));
/// let date: DateTime = "2024-10-15T05:30:00+02:00".parse()?;
/// assert_eq!(json::to_string_with(&date, &options)?, r#""2024-10-15T03:30:00Z""#);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct JsonSettings {
    /// What becomes of names that no contract of their own has: the members of pairs.
    pub naming: Naming,
    /// What becomes of the keys of dictionaries (`NamingStrategy.ProcessDictionaryKeys`).
    pub dictionary_keys: Naming,
    /// How dates are written and read.
    pub dates: DateSettings,
    /// What becomes of members that are null.
    pub nulls: NullValueHandling,
    /// What becomes of members that have the default of their type.
    pub defaults: DefaultValueHandling,
    /// Which values name their types by `$type`.
    pub type_names: TypeNameHandling,
    /// Which values have an `$id`, by which `$ref` refers to them.
    pub references: PreserveReferencesHandling,
    /// Which characters of texts are escaped.
    pub escapes: StringEscapeHandling,
    /// Whether documents are indented (`Formatting.Indented`).
    pub indented: bool,
    /// The line ends of indented documents.
    pub line_end: LineEnd,
}

impl JsonSettings {
    /// Returns Json.NET's defaults.
    #[must_use]
    pub const fn new() -> Self {
        JsonSettings {
            naming: Naming::AsDeclared,
            dictionary_keys: Naming::AsDeclared,
            dates: DateSettings::new(),
            nulls: NullValueHandling::Include,
            defaults: DefaultValueHandling::Include,
            type_names: TypeNameHandling::None,
            references: PreserveReferencesHandling::None,
            escapes: StringEscapeHandling::Default,
            indented: false,
            line_end: LineEnd::Lf,
        }
    }

    /// Sets what becomes of members' names, and of the keys of dictionaries as [`Naming::of_keys`] says.
    #[must_use]
    pub const fn naming(mut self, naming: Naming) -> Self {
        self.naming = naming;
        self.dictionary_keys = naming.of_keys();
        self
    }

    /// Sets what becomes of the keys of dictionaries.
    #[must_use]
    pub const fn dictionary_keys(mut self, naming: Naming) -> Self {
        self.dictionary_keys = naming;
        self
    }

    /// Sets the zone that dates are written in (`DateTimeZoneHandling`).
    #[must_use]
    pub const fn date_time_zone(mut self, zone: DateTimeZoneHandling) -> Self {
        self.dates.zone = zone;
        self
    }

    /// Sets the offset of the server's own zone, in minutes east of Greenwich.
    #[must_use]
    pub const fn local_offset(mut self, minutes: i16) -> Self {
        self.dates.local_offset = Some(minutes);
        self
    }

    /// Sets the form of dates (`DateFormatHandling`).
    #[must_use]
    pub const fn date_format_handling(mut self, handling: DateFormatHandling) -> Self {
        self.dates.handling = handling;
        self
    }

    /// Sets the format of dates (`DateFormatString`), in .NET's language for them.
    #[must_use]
    pub const fn date_format(mut self, format: &'static str) -> Self {
        self.dates.format = Some(format);
        self
    }

    /// Sets what becomes of members that are null.
    #[must_use]
    pub const fn nulls(mut self, nulls: NullValueHandling) -> Self {
        self.nulls = nulls;
        self
    }

    /// Sets what becomes of members that have the default of their type.
    #[must_use]
    pub const fn defaults(mut self, defaults: DefaultValueHandling) -> Self {
        self.defaults = defaults;
        self
    }

    /// Sets which values name their types by `$type`.
    #[must_use]
    pub const fn type_names(mut self, type_names: TypeNameHandling) -> Self {
        self.type_names = type_names;
        self
    }

    /// Sets which values have an `$id`.
    #[must_use]
    pub const fn references(mut self, references: PreserveReferencesHandling) -> Self {
        self.references = references;
        self
    }

    /// Sets which characters of texts are escaped.
    #[must_use]
    pub const fn escapes(mut self, escapes: StringEscapeHandling) -> Self {
        self.escapes = escapes;
        self
    }

    /// Makes documents indented, with these line ends.
    #[must_use]
    pub const fn indented(mut self, line_end: LineEnd) -> Self {
        self.indented = true;
        self.line_end = line_end;
        self
    }

    /// Returns whether members are left out because of their values.
    #[cfg(feature = "json")]
    pub(crate) fn leaves_out(&self) -> bool {
        self.nulls == NullValueHandling::Ignore || self.defaults.leaves_out()
    }

    /// Returns whether values have more than their content: `$id`, `$type`.
    #[cfg(feature = "json")]
    pub(crate) fn has_metadata(&self) -> bool {
        self.type_names != TypeNameHandling::None || self.references != PreserveReferencesHandling::None
    }

    #[cfg(feature = "json")]
    pub(crate) const fn names(&self) -> JsonNames {
        JsonNames { members: self.naming, keys: self.dictionary_keys }
    }
}

/// Json.NET's setting of this name: whether members that are null are written and read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NullValueHandling {
    /// They are written as `null`, and `null` is read as null.
    #[default]
    Include,
    /// They are not written, and `null` leaves the member as it is.
    Ignore,
}

/// Json.NET's setting of this name: whether members that have the default of their type (null, zero, false)
/// are written and read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DefaultValueHandling {
    /// They are written.
    #[default]
    Include,
    /// They are not written.
    Ignore,
    /// They are written, and a member that is missing gets the default that its contract says
    /// ([`MemberJson::default_value`]).
    Populate,
    /// They are not written, and a member that is missing gets the default that its contract says.
    IgnoreAndPopulate,
}

impl DefaultValueHandling {
    /// Returns whether defaults are left out.
    #[must_use]
    pub const fn leaves_out(self) -> bool {
        matches!(self, DefaultValueHandling::Ignore | DefaultValueHandling::IgnoreAndPopulate)
    }

    /// Returns whether a member that is missing gets the default that its contract says.
    #[cfg(feature = "json")]
    pub(crate) const fn populates(self) -> bool {
        matches!(self, DefaultValueHandling::Populate | DefaultValueHandling::IgnoreAndPopulate)
    }
}

/// Json.NET's setting of this name: which values name their types by `$type`, the CLR name and its assembly.
///
/// The contract says the name ([`Contract::json_type`](crate::contract::Contract::json_type)). A document
/// never chooses any other type than those that the contracts know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TypeNameHandling {
    /// None; `$type` is skipped.
    #[default]
    None,
    /// Objects and dictionaries.
    Objects,
    /// Arrays, which become objects with `$values`.
    Arrays,
    /// Objects, dictionaries and arrays.
    All,
    /// Values of another type than the one that is declared for them.
    Auto,
}

impl TypeNameHandling {
    /// Returns whether all objects and dictionaries name their types.
    #[cfg(feature = "json")]
    pub(crate) const fn of_objects(self) -> bool {
        matches!(self, TypeNameHandling::Objects | TypeNameHandling::All)
    }

    /// Returns whether all arrays name their types.
    #[cfg(feature = "json")]
    pub(crate) const fn of_arrays(self) -> bool {
        matches!(self, TypeNameHandling::Arrays | TypeNameHandling::All)
    }
}

/// Json.NET's setting of this name: which values have an `$id`, by which `$ref` refers to them.
///
/// Where no [`Shared`](crate::Shared) keeps the identity of an object, what `$ref` refers to is read as one
/// more copy, and each copy is written in full with an `$id` of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PreserveReferencesHandling {
    /// Only objects of contracts with `IsReference`.
    #[default]
    None,
    /// Objects and dictionaries.
    Objects,
    /// Arrays, which become objects with `$values`.
    Arrays,
    /// Objects, dictionaries and arrays.
    All,
}

impl PreserveReferencesHandling {
    /// Returns whether all objects and dictionaries have one.
    #[cfg(feature = "json")]
    pub(crate) const fn of_objects(self) -> bool {
        matches!(self, PreserveReferencesHandling::Objects | PreserveReferencesHandling::All)
    }

    /// Returns whether all arrays have one.
    #[cfg(feature = "json")]
    pub(crate) const fn of_arrays(self) -> bool {
        matches!(self, PreserveReferencesHandling::Arrays | PreserveReferencesHandling::All)
    }
}

/// Json.NET's setting of this name: which characters of texts are escaped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum StringEscapeHandling {
    /// Only the characters that have to be escaped, and the line ends of JavaScript.
    #[default]
    Default,
    /// All characters that are not ASCII, too.
    EscapeNonAscii,
    /// The characters of HTML are escaped too: `<`, `>`, `&`, `'`, `"`.
    EscapeHtml,
}

/// What becomes of names in JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct JsonNames {
    /// The names of members.
    pub(crate) members: Naming,
    /// The keys of dictionaries.
    pub(crate) keys: Naming,
}
