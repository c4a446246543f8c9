//! What formatters are set to: `json` and `xml` of an API, `json` of a type or a member.

use datacontract::{
    clr::is_date_format,
    contract::{
        DateFormatHandling, DateTimeZoneHandling, DefaultValueHandling, LineEnd, NullValueHandling,
        PreserveReferencesHandling, Serializer, StringEscapeHandling, TypeNameHandling, XmlEncoding,
        XmlSettings,
    },
};
use jsonc_parser::ast::Value;

use super::{
    keys,
    reader::{Fields, Reader},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    spec::{JsonEnums, JsonFormatter, JsonNaming, JsonStyleChange, MemberJson, Spanned},
};

const NULLS: [(&str, NullValueHandling); 2] =
    [("include", NullValueHandling::Include), ("ignore", NullValueHandling::Ignore)];
const DEFAULTS: [(&str, DefaultValueHandling); 4] = [
    ("include", DefaultValueHandling::Include),
    ("ignore", DefaultValueHandling::Ignore),
    ("populate", DefaultValueHandling::Populate),
    ("ignoreAndPopulate", DefaultValueHandling::IgnoreAndPopulate),
];
const LINE_ENDS: [(&str, LineEnd); 2] = [("\n", LineEnd::Lf), ("\r\n", LineEnd::CrLf)];

/// What writes and reads XML, in the words of specs.
pub(super) const SERIALIZERS: [(&str, Serializer); 2] = [
    ("dataContractSerializer", Serializer::DataContractSerializer),
    ("xmlSerializer", Serializer::XmlSerializer),
];

/// What a type says of its own JSON.
#[derive(Default)]
pub(super) struct TypeJson {
    pub(super) style: JsonStyleChange,
    pub(super) assembly: Option<String>,
    pub(super) item_nulls: Option<NullValueHandling>,
}

impl Reader<'_> {
    /// Returns the API's `json`.
    pub(super) fn json_formatter(&mut self, value: Option<&Value<'_>>) -> (JsonStyleChange, JsonFormatter) {
        let Some(fields) = value.and_then(|value| self.fields(value, "`json`", keys::JSON)) else {
            return (JsonStyleChange::default(), JsonFormatter::default());
        };
        let zones = [
            ("roundtripKind", DateTimeZoneHandling::RoundtripKind),
            ("local", DateTimeZoneHandling::Local),
            ("utc", DateTimeZoneHandling::Utc),
            ("unspecified", DateTimeZoneHandling::Unspecified),
        ];
        let dates = [
            ("isoDateFormat", DateFormatHandling::IsoDateFormat),
            ("microsoftDateFormat", DateFormatHandling::MicrosoftDateFormat),
        ];
        let escapes = [
            ("default", StringEscapeHandling::Default),
            ("escapeNonAscii", StringEscapeHandling::EscapeNonAscii),
            ("escapeHtml", StringEscapeHandling::EscapeHtml),
        ];
        let references = [
            ("none", PreserveReferencesHandling::None),
            ("objects", PreserveReferencesHandling::Objects),
            ("arrays", PreserveReferencesHandling::Arrays),
            ("all", PreserveReferencesHandling::All),
        ];
        // What a service does with loops shows nowhere: values here are trees.
        self.choice_of(&fields, "referenceLoopHandling", &[("error", ()), ("ignore", ()), ("serialize", ())]);
        let formatting = [("none", false), ("indented", true)];
        let formatter = JsonFormatter {
            process_dictionary_keys: self
                .optional_flag(fields.get("processDictionaryKeys"), "`processDictionaryKeys`")
                .map(|flag| flag.value),
            ignore_serializable_attribute: self
                .optional_flag(fields.get("ignoreSerializableAttribute"), "`ignoreSerializableAttribute`")
                .is_some_and(|flag| flag.value),
            zone: self.choice_or_default(&fields, "dateTimeZoneHandling", &zones),
            local_offset: self.local_offset(&fields),
            dates: self.choice_or_default(&fields, "dateFormatHandling", &dates),
            date_format: self.date_format(&fields),
            nulls: self.choice_or_default(&fields, "nullValueHandling", &NULLS),
            defaults: self.choice_or_default(&fields, "defaultValueHandling", &DEFAULTS),
            type_names: self.type_names(&fields),
            assembly: self.assembly(&fields),
            references: self.choice_or_default(&fields, "preserveReferencesHandling", &references),
            escapes: self.choice_or_default(&fields, "stringEscapeHandling", &escapes),
            indented: self.choice_or_default(&fields, "formatting", &formatting),
            line_end: self.choice_or_default(&fields, "newLine", &LINE_ENDS),
        };
        (self.json_style(&fields), formatter)
    }

    /// Returns a type's `json`.
    pub(super) fn type_json(&mut self, value: Option<&Value<'_>>) -> TypeJson {
        match value.and_then(|value| self.fields(value, "`json`", keys::TYPE_JSON)) {
            Some(fields) => TypeJson {
                style: self.json_style(&fields),
                assembly: self.assembly(&fields),
                item_nulls: self.choice_of(&fields, "itemNullValueHandling", &NULLS),
            },
            None => TypeJson::default(),
        }
    }

    /// `typeNameHandling`, which wants an assembly.
    fn type_names(&mut self, fields: &Fields<'_, '_>) -> TypeNameHandling {
        let choices = [
            ("none", TypeNameHandling::None),
            ("objects", TypeNameHandling::Objects),
            ("arrays", TypeNameHandling::Arrays),
            ("all", TypeNameHandling::All),
            ("auto", TypeNameHandling::Auto),
        ];
        let Some(choice) = self.choice(fields.get("typeNameHandling"), "`typeNameHandling`", &choices) else {
            return TypeNameHandling::None;
        };
        if choice.value != TypeNameHandling::None && fields.get("assembly").is_none() {
            let message = "`$type` names an assembly, and nothing says that of the types";
            let diagnostic = Diagnostic::warning(Code::BadValue, self.file, choice.span, message);
            self.report(diagnostic.help(
                "write `\"assembly\"` beside it: what stands behind the comma of a type's name in `$type`; without it JSON is \
                 read, but not written",
            ));
        }
        choice.value
    }

    /// Returns the assembly that `$type` names.
    fn assembly(&mut self, fields: &Fields<'_, '_>) -> Option<String> {
        self.filled_string(fields.get("assembly"), "`assembly`").map(|text| text.value)
    }

    fn json_style(&mut self, fields: &Fields<'_, '_>) -> JsonStyleChange {
        let namings = [
            ("asDeclared", JsonNaming::AsDeclared),
            ("camelCase", JsonNaming::CamelCase),
            ("snakeCase", JsonNaming::SnakeCase),
            ("kebabCase", JsonNaming::KebabCase),
        ];
        JsonStyleChange {
            naming: self.choice(fields.get("naming"), "`naming`", &namings).map(|choice| choice.value),
            enums: self.enums(fields),
        }
    }

    fn enums(&mut self, fields: &Fields<'_, '_>) -> Option<JsonEnums> {
        let enums = [
            ("number", JsonEnums::Number),
            ("text", JsonEnums::Text),
            ("camelCaseText", JsonEnums::CamelCaseText),
        ];
        self.choice(fields.get("enums"), "`enums`", &enums).map(|choice| choice.value)
    }

    /// Returns a member's `json`: its name, or an object with further attributes of Json.NET.
    pub(super) fn member_json(&mut self, value: Option<&Value<'_>>) -> (Option<Spanned<String>>, MemberJson) {
        let Some(Value::Object(_)) = value else {
            return (self.string(value, "`json`"), MemberJson::default());
        };
        let Some(fields) = value.and_then(|value| self.fields(value, "`json`", keys::MEMBER_JSON)) else {
            return (None, MemberJson::default());
        };
        let json = MemberJson {
            nulls: self.choice_of(&fields, "nullValueHandling", &NULLS),
            defaults: self.choice_of(&fields, "defaultValueHandling", &DEFAULTS),
            default_value: self.literal(fields.get("defaultValue"), "`defaultValue`"),
            date_format: self.date_format(&fields),
            enums: self.enums(&fields),
        };
        (self.string(fields.get("name"), "`name`"), json)
    }

    /// Returns the API's `xml`.
    pub(super) fn xml_formatter(&mut self, value: Option<&Value<'_>>) -> XmlSettings {
        let mut settings = XmlSettings::new();
        let Some(fields) = value.and_then(|value| self.fields(value, "`xml`", keys::XML)) else {
            return settings;
        };
        let omits = self.optional_flag(fields.get("omitXmlDeclaration"), "`omitXmlDeclaration`");
        settings.declaration = omits.is_some_and(|omits| !omits.value);
        settings.indented =
            self.optional_flag(fields.get("indent"), "`indent`").is_some_and(|indent| indent.value);
        settings.line_end = self.choice_or_default(&fields, "newLineChars", &LINE_ENDS);
        let encodings = [XmlEncoding::Utf8, XmlEncoding::Utf16].map(|encoding| (encoding.name(), encoding));
        settings.encoding = self.choice_or_default(&fields, "encoding", &encodings);
        settings.serializer = self.choice_or_default(&fields, "serializer", &SERIALIZERS);
        settings
    }

    pub(super) fn choice_of<T: Copy>(
        &mut self,
        fields: &Fields<'_, '_>,
        key: &'static str,
        choices: &[(&'static str, T)],
    ) -> Option<T> {
        self.choice(fields.get(key), &format!("`{key}`"), choices).map(|choice| choice.value)
    }

    fn choice_or_default<T: Copy + Default>(
        &mut self,
        fields: &Fields<'_, '_>,
        key: &'static str,
        choices: &[(&'static str, T)],
    ) -> T {
        self.choice_of(fields, key, choices).unwrap_or_default()
    }

    /// `+02:00`, in minutes.
    fn local_offset(&mut self, fields: &Fields<'_, '_>) -> Option<i16> {
        let text = self.filled_string(fields.get("localOffset"), "`localOffset`")?;
        let offset = offset_of(&text.value);
        if offset.is_none() {
            let message = format!("`{}` is no offset from UTC", text.value);
            let diagnostic = Diagnostic::error(Code::BadValue, self.file, text.span, message);
            self.report(diagnostic.help("write hours and minutes up to 14:00, as `+02:00` or `-09:30`"));
        }
        offset
    }

    fn date_format(&mut self, fields: &Fields<'_, '_>) -> Option<String> {
        let text = self.filled_string(fields.get("dateFormatString"), "`dateFormatString`")?;
        if !is_date_format(&text.value) {
            let message = format!("`{}` is no format of dates that .NET knows", text.value);
            let diagnostic = Diagnostic::error(Code::BadValue, self.file, text.span, message);
            self.report(diagnostic.help(
                "write what C# has in `DateFormatString`: `yyyy-MM-dd`, `dd/MM/yyyy HH:mm`, or a letter such as `s`",
            ));
        }
        Some(text.value)
    }
}

fn offset_of(text: &str) -> Option<i16> {
    let is_west = text.starts_with('-');
    let (hours, minutes) = text.strip_prefix(['+', '-'])?.split_once(':')?;
    let number = |text: &str| (text.len() == 2).then(|| text.parse::<i16>().ok())?;
    let minutes = number(hours)? * 60 + number(minutes).filter(|minutes| *minutes < 60)?;
    (minutes <= 14 * 60).then_some(if is_west { -minutes } else { minutes })
}
