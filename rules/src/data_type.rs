//! The types of XML Schema that `DataType` of `XmlSerializer`'s attributes names.

/// What a type of XML Schema does to the text of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DataType {
    /// It is what a type of C# is written as anyway, or changes nothing: `int`, `normalizedString`.
    Plain,
    /// `date`
    Date,
    /// `time`
    Time,
    /// `hexBinary`
    HexBinary,
    /// `Name`: a string with the characters encoded that no name has.
    Name,
    /// `NCName`: a string with the characters encoded that no name without a colon has.
    NcName,
    /// `NMTOKEN`: a string with the characters encoded that are in no name.
    NmToken,
    /// `token`, `anyURI` and the like: a string, read without the white space around it.
    Token,
}

/// The types that .NET knows, with what they do.
static TYPES: [(&str, DataType); 44] = [
    ("ENTITIES", DataType::Token),
    ("ENTITY", DataType::Token),
    ("ID", DataType::Token),
    ("IDREF", DataType::Token),
    ("IDREFS", DataType::Token),
    ("NCName", DataType::NcName),
    ("NMTOKEN", DataType::NmToken),
    ("NMTOKENS", DataType::Token),
    ("NOTATION", DataType::Token),
    ("Name", DataType::Name),
    ("QName", DataType::Plain),
    ("anyURI", DataType::Token),
    ("base64Binary", DataType::Plain),
    ("boolean", DataType::Plain),
    ("byte", DataType::Plain),
    ("date", DataType::Date),
    ("dateTime", DataType::Plain),
    ("decimal", DataType::Plain),
    ("double", DataType::Plain),
    ("duration", DataType::Token),
    ("float", DataType::Plain),
    ("gDay", DataType::Token),
    ("gMonth", DataType::Token),
    ("gMonthDay", DataType::Token),
    ("gYear", DataType::Token),
    ("gYearMonth", DataType::Token),
    ("hexBinary", DataType::HexBinary),
    ("int", DataType::Plain),
    ("integer", DataType::Token),
    ("language", DataType::Token),
    ("long", DataType::Plain),
    ("negativeInteger", DataType::Token),
    ("nonNegativeInteger", DataType::Token),
    ("nonPositiveInteger", DataType::Token),
    ("normalizedString", DataType::Plain),
    ("positiveInteger", DataType::Token),
    ("short", DataType::Plain),
    ("string", DataType::Plain),
    ("time", DataType::Time),
    ("token", DataType::Token),
    ("unsignedByte", DataType::Plain),
    ("unsignedInt", DataType::Plain),
    ("unsignedLong", DataType::Plain),
    ("unsignedShort", DataType::Plain),
];

impl DataType {
    /// Returns the type that XML Schema calls this.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        TYPES.iter().find(|(known, _)| *known == name).map(|(_, data_type)| *data_type)
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
        for (name, data_type) in TYPES {
            assert_eq!(DataType::named(name), Some(data_type), "{name}");
            assert_eq!(DataType::error(name), None, "{name}");
        }
        for name in ["", "Date", "xsd:date", "guid", "nope"] {
            assert_eq!(DataType::named(name), None, "{name}");
        }
        assert!(DataType::error("DateTime").is_some_and(|error| error.ends_with("did you mean `dateTime`?")));
        assert!(DataType::error("nope").is_some_and(|error| error.contains("`hexBinary`")));
    }
}
