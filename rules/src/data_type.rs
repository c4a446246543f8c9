//! The types of XML Schema that `DataType` of `XmlSerializer`'s attributes names.

/// A type of XML Schema that .NET knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DataType {
    /// The variant of `contract::xml_serializer::DataType`. A type without one is what a type of C# is written as
    /// anyway: `int`.
    pub variant: Option<&'static str>,
}

/// The names of the types and of the variants for them.
static TYPES: [(&str, Option<&str>); 44] = [
    ("ENTITIES", Some("Entities")),
    ("ENTITY", Some("Entity")),
    ("ID", Some("Id")),
    ("IDREF", Some("IdRef")),
    ("IDREFS", Some("IdRefs")),
    ("NCName", Some("NcName")),
    ("NMTOKEN", Some("NmToken")),
    ("NMTOKENS", Some("NmTokens")),
    ("NOTATION", Some("Notation")),
    ("Name", Some("Name")),
    ("QName", None),
    ("anyURI", Some("AnyUri")),
    ("base64Binary", Some("Base64Binary")),
    ("boolean", None),
    ("byte", None),
    ("date", Some("Date")),
    ("dateTime", Some("DateTime")),
    ("decimal", None),
    ("double", None),
    ("duration", Some("Duration")),
    ("float", None),
    ("gDay", Some("GDay")),
    ("gMonth", Some("GMonth")),
    ("gMonthDay", Some("GMonthDay")),
    ("gYear", Some("GYear")),
    ("gYearMonth", Some("GYearMonth")),
    ("hexBinary", Some("HexBinary")),
    ("int", None),
    ("integer", Some("Integer")),
    ("language", Some("Language")),
    ("long", None),
    ("negativeInteger", Some("NegativeInteger")),
    ("nonNegativeInteger", Some("NonNegativeInteger")),
    ("nonPositiveInteger", Some("NonPositiveInteger")),
    ("normalizedString", Some("NormalizedString")),
    ("positiveInteger", Some("PositiveInteger")),
    ("short", None),
    ("string", None),
    ("time", Some("Time")),
    ("token", Some("Token")),
    ("unsignedByte", None),
    ("unsignedInt", None),
    ("unsignedLong", None),
    ("unsignedShort", None),
];

impl DataType {
    /// Returns the type that XML Schema calls this.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        TYPES.iter().find(|(known, _)| *known == name).map(|(_, variant)| DataType { variant: *variant })
    }

    /// Returns what is wrong with the name of a type that .NET does not know.
    #[must_use]
    pub fn error(name: &str) -> Option<String> {
        if Self::named(name).is_some() {
            return None;
        }
        let meant = TYPES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        let way_out = match meant {
            Some((known, _)) => format!("did you mean `{known}`?"),
            None => "those that change how a value is written are `date`, `time`, `hexBinary`, `Name`, `NCName` and \
                     `NMTOKEN`"
                .to_owned(),
        };
        Some(format!("XML Schema has no type `{name}`, and XmlSerializer refuses it; {way_out}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_found_by_their_exact_names() {
        assert!(TYPES.is_sorted_by_key(|(name, _)| *name));
        for (name, variant) in TYPES {
            assert_eq!(DataType::named(name), Some(DataType { variant }), "{name}");
            assert_eq!(DataType::error(name), None, "{name}");
        }
        for name in ["", "Date", "xsd:date", "guid", "nope"] {
            assert_eq!(DataType::named(name), None, "{name}");
        }
        assert!(DataType::error("DateTime").is_some_and(|error| error.ends_with("did you mean `dateTime`?")));
        assert!(DataType::error("nope").is_some_and(|error| error.contains("`hexBinary`")));
    }
}
