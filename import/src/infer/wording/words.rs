//! The type words of help pages.
//!
//! The words say less than C# does: `integer` is `short`, `int` or `long`, nullable or not. What they leave
//! open the samples may show.

use std::borrow::Cow;

use crate::{
    clr_name::FullName,
    outline::words::{self as outline, Bits, Sign, SizedInteger},
};

/// A type as a page names it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum PageType {
    /// The page does not say.
    #[default]
    Unknown,
    /// A built-in type.
    Word(Word),
    /// A class, a struct or an enum, by its name on the page.
    Named(String),
    /// `Collection of T`
    List(Box<PageType>),
    /// `Dictionary of K [key] and V [value]`
    Dictionary(Box<PageType>, Box<PageType>),
    /// `Pair of K [key] and V [value]`
    Pair(Box<PageType>, Box<PageType>),
}

/// The words for built-in types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Word {
    Integer,
    Unsigned,
    /// An integer of which the page tells how many bits it has.
    Sized(SizedInteger),
    Byte,
    SByte,
    Char,
    Number,
    /// A number of which the page tells how it is held: .NET's name of its type.
    Exact(NumberType),
    Text,
    Bool,
    Guid,
    TimeSpan,
    Date,
    Uri,
    Object,
    /// `Collection of byte`
    Bytes,
}

impl Word {
    /// Returns whether it is a value type, which takes no null by itself.
    pub(crate) fn is_value(self) -> bool {
        !matches!(self, Self::Text | Self::Uri | Self::Object | Self::Bytes)
    }

    /// Returns whether no type of .NET goes by both words. Pages may call a number by several.
    pub(crate) fn is_unlike(self, other: Self) -> bool {
        /// What stands for all words of numbers.
        const NUMBER: Word = Word::Number;
        let of = |word: Self| match word {
            Self::Integer | Self::Unsigned | Self::Sized(_) | Self::Byte | Self::SByte | Self::Exact(_) => {
                NUMBER
            }
            Self::Uri | Self::Char => Self::Text,
            word => word,
        };
        let (one, other) = (of(self), of(other));
        one != other && one != Self::Object && other != Self::Object
    }
}

/// The types of .NET whose values have fractions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum NumberType {
    Single,
    Double,
    Decimal,
}

impl NumberType {
    /// Reads .NET's name. The words of C# in small letters are written of any number.
    fn parse(name: &str) -> Option<Self> {
        match name {
            "Single" => Some(Self::Single),
            "Double" => Some(Self::Double),
            "Decimal" => Some(Self::Decimal),
            _ => None,
        }
    }
}

/// The words, and what makers of pages write in their place.
const WORDS: &[(&str, Word)] = &[
    ("integer", Word::Integer),
    ("unsigned integer", Word::Unsigned),
    ("byte", Word::Byte),
    ("sbyte", Word::SByte),
    ("char", Word::Char),
    ("signed byte", Word::SByte),
    ("character", Word::Char),
    ("decimal number", Word::Number),
    ("string", Word::Text),
    ("boolean", Word::Bool),
    ("globally unique identifier", Word::Guid),
    ("time interval", Word::TimeSpan),
    ("date", Word::Date),
    ("uri", Word::Uri),
    ("object", Word::Object),
    ("int", Word::Integer),
    ("long", Word::Integer),
    ("decimal", Word::Number),
    ("double", Word::Number),
    ("float", Word::Number),
    ("number", Word::Number),
    ("bool", Word::Bool),
    ("guid", Word::Guid),
    ("datetime", Word::Date),
    ("timespan", Word::TimeSpan),
    ("single", Word::Number),
    ("date time", Word::Date),
    ("date-time", Word::Date),
    ("universally unique identifier", Word::Guid),
];

/// The words that begin with a capital: the engine's own, and .NET's names on hand-made pages.
const OF_DOTNET: &[&str] = &["URI", "Object", "Uri"];

/// The words of C# and of .NET that no class of a service is called by, in whatever letters people write them: `Int`,
/// `Datetime`. A class may be called `Date` or `Number`.
const IN_ANY_LETTERS: &[&str] = &[
    "int", "integer", "long", "decimal", "double", "float", "bool", "boolean", "string", "guid", "datetime",
    "timespan", "char", "byte", "sbyte",
];

/// The names of .NET's collections of one argument.
const LISTS: &[&str] = &[
    "List",
    "IList",
    "IEnumerable",
    "ICollection",
    "IReadOnlyList",
    "IReadOnlyCollection",
    "HashSet",
    "ISet",
    "Collection",
    "ObservableCollection",
    "ReadOnlyCollection",
    "LinkedList",
];

/// The names of .NET's dictionaries.
const DICTIONARIES: &[&str] = &[
    "Dictionary",
    "IDictionary",
    "IReadOnlyDictionary",
    "ReadOnlyDictionary",
    "SortedDictionary",
    "ConcurrentDictionary",
];

/// Classes that pages list because an action answers with one of the framework's types.
const PARTS_OF_FRAMEWORK: &[&str] = &[
    "HttpContent",
    "HttpMethod",
    "HttpStatusCode",
    "HttpContentHeaders",
    "HttpRequestHeaders",
    "HttpResponseHeaders",
    "HttpHeaders",
    "HttpRequestOptions",
    "Version",
    "KeyValuePairOfStringAndIEnumerableOfString",
    "KeyValuePairOfStringAndObject",
];

/// Whether a page of a type is about a class of the framework, which is no part of the service: pages show it with or
/// without its namespace.
pub(crate) fn is_of_framework(name: &str) -> bool {
    let own = if name.starts_with("System.") { name.rsplit('.').next() } else { None };
    outline::is_framework_result(name) || PARTS_OF_FRAMEWORK.contains(&own.unwrap_or(name))
}

/// Returns whether a name is that of .NET's struct around a value that takes null: `NullableOfInt32`,
/// `Nullable(Of Date)`.
pub(crate) fn is_nullable_of_dotnet(name: &str) -> bool {
    FullName::parse(name).is_some_and(|name| {
        name.arrays == 0 && (name.is_nullable || (name.is_one_of(&["Nullable"]) && name.arguments.len() == 1))
    })
}

impl PageType {
    /// Reads a page's words for a type. What is none of them is a name.
    pub(crate) fn parse(text: &str) -> Self {
        // Most types are one word.
        let text: Cow<'_, str> = if text.contains(char::is_whitespace) {
            text.split_whitespace().collect::<Vec<_>>().join(" ").into()
        } else {
            text.into()
        };
        Self::of(text.trim_end_matches('.'), 0)
    }

    /// Reads the name of a type's own page: two spellings of one name become one.
    pub(crate) fn name_of_page(text: &str) -> String {
        match Self::parse(text) {
            Self::Named(name) => name,
            _ => text.to_owned(),
        }
    }

    /// Returns whether pages call it a list of objects.
    pub(crate) fn is_list_of_objects(&self) -> bool {
        matches!(self, Self::List(item) if **item == Self::Word(Word::Object))
    }

    fn of(text: &str, depth: usize) -> Self {
        let text = text.trim();
        if depth > 16 || text.is_empty() || text.eq_ignore_ascii_case("none") {
            return Self::Unknown;
        }
        if let Some(sized) = SizedInteger::parse(text) {
            return Self::Word(Word::Sized(sized));
        }
        if let Some(exact) = NumberType::parse(text) {
            return Self::Word(Word::Exact(exact));
        }
        if let Some(word) = Self::with_name_of_dotnet(text, depth) {
            return word;
        }
        if let Some(word) = of_database(text) {
            return Self::Word(word);
        }
        if let Some((known, word)) = WORDS.iter().find(|(word, _)| word.eq_ignore_ascii_case(text)) {
            // A class called `Date` is not the word `date`; but nobody calls a class as .NET calls its own.
            let exact = text.chars().all(|c| !c.is_uppercase())
                || OF_DOTNET.contains(&text)
                || IN_ANY_LETTERS.contains(known);
            return if exact { Self::Word(*word) } else { Self::Named(text.to_owned()) };
        }
        // Of what, the page does not say.
        if text == "Collection of" {
            return Self::List(Box::default());
        }
        if let Some(item) = text.strip_prefix("Collection of ") {
            return Self::list_of(Self::of(item, depth + 1));
        }
        let pair = |rest: &str| {
            let (key, value) = split_pair(rest)?;
            Some((Box::new(Self::of(key, depth + 1)), Box::new(Self::of(value, depth + 1))))
        };
        if let Some((key, value)) = text.strip_prefix("Dictionary of ").and_then(pair) {
            return Self::Dictionary(key, value);
        }
        if let Some((key, value)) = text.strip_prefix("Pair of ").and_then(pair) {
            return Self::Pair(key, value);
        }
        // No name of C# has a blank in it.
        if let Some(item) = text.strip_suffix(" List").or_else(|| text.strip_suffix(" Array")) {
            return Self::list_of(Self::of(item, depth + 1));
        }
        if let Some(found) = FullName::parse(text).filter(FullName::is_telling) {
            return Self::of_full_name(&found, depth);
        }
        Self::Named(text.to_owned())
    }

    /// Reads a word with .NET's name for it behind, `integer (Int32)`, `date [(DateTime)]`, or the name alone in such
    /// brackets. The name says no less than the word. Whether null may stand there, neither says.
    fn with_name_of_dotnet(text: &str, depth: usize) -> Option<Self> {
        let (inner, open) = match text.strip_suffix(")]") {
            Some(inner) => (inner, "[("),
            None => match text.strip_suffix(')') {
                Some(inner) => (inner, "("),
                None => (text.strip_suffix(']')?, "["),
            },
        };
        let (word, name) =
            inner.split_once(open).filter(|(word, _)| word.is_empty() || word.ends_with(' '))?;
        let word = word.trim_end();
        let name = Self::of(name.strip_prefix("System.").unwrap_or(name), depth + 1);
        if word.is_empty() {
            return Some(name).filter(|name| matches!(name, Self::Word(_)));
        }
        match (Self::of(word, depth + 1), name) {
            (Self::Word(word), Self::Word(Word::Sized(sized)))
                if word == Word::Integer || word == Word::Unsigned =>
            {
                Some(Self::Word(Word::Sized(sized)))
            }
            (Self::Word(Word::Number), Self::Word(exact @ Word::Exact(_))) => Some(Self::Word(exact)),
            (Self::Word(word), Self::Word(name)) if word == name => Some(Self::Word(word)),
            _ => None,
        }
    }

    /// Reads a name as .NET or C# writes it. Whether a value takes null, a page's type does not say.
    fn of_full_name(full: &FullName, depth: usize) -> Self {
        if depth > 16 {
            return Self::Unknown;
        }
        if full.arrays > 0 {
            let item = FullName { arrays: full.arrays - 1, ..full.clone() };
            return Self::list_of(Self::of_full_name(&item, depth + 1));
        }
        let of = |argument: &FullName| Self::of_full_name(argument, depth + 1);
        match full.arguments.as_slice() {
            [] => {
                let plain = full.name.strip_prefix("System.").unwrap_or(&full.name);
                match Self::of(plain, depth + 1) {
                    word @ Self::Word(_) => word,
                    _ if plain == "DateTimeOffset" => Self::Word(Word::Date),
                    _ => Self::Named(full.name.clone()),
                }
            }
            // Only .NET's own value types and those of a service can be nullable, and the latter are not called alike.
            [only] if full.is_one_of(&["Nullable"]) => of(&FullName { is_nullable: true, ..only.clone() }),
            [item] if full.is_one_of(LISTS) => Self::list_of(of(item)),
            [key, value] if full.is_one_of(DICTIONARIES) => {
                Self::Dictionary(Box::new(of(key)), Box::new(of(value)))
            }
            [key, value] if full.is_one_of(&["KeyValuePair"]) => {
                Self::Pair(Box::new(of(key)), Box::new(of(value)))
            }
            _ => Self::Named(FullName { is_nullable: false, ..full.clone() }.to_string()),
        }
    }

    fn list_of(item: Self) -> Self {
        match item {
            Self::Word(Word::Byte) => Self::Word(Word::Bytes),
            item => Self::List(Box::new(item)),
        }
    }

    /// Returns the name that a page gives a type, or the items of a list.
    pub(crate) fn innermost(&self) -> Option<&str> {
        match self {
            Self::Named(name) => Some(name),
            Self::List(item) => item.innermost(),
            Self::Unknown | Self::Word(_) | Self::Dictionary(..) | Self::Pair(..) => None,
        }
    }

    /// Whether it stands for whatever the action answers: the page says nothing about the payload.
    pub(crate) fn is_framework(&self) -> bool {
        matches!(self, Self::Named(name) if outline::is_framework_result(name))
    }
}

/// Reads the name that SQL Server gives a type, as sites write that tell the columns behind their members:
/// `nvarchar(50)`.
fn of_database(text: &str) -> Option<Word> {
    const SIGNED: Sign = Sign::Signed;
    let (name, size) = match text.strip_suffix(')').and_then(|rest| rest.split_once('(')) {
        Some((name, size)) => (name.trim_end(), Some(size)),
        None => (text, None),
    };
    let is_size = |size: &str| {
        size.eq_ignore_ascii_case("max") || size.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | ' '))
    };
    // Classes are called with capitals and small letters.
    let is_one_case = !name.contains(char::is_uppercase) || !name.contains(char::is_lowercase);
    if !is_one_case || !size.is_none_or(is_size) {
        return None;
    }
    Some(match name.to_ascii_lowercase().as_str() {
        "bigint" => Word::Sized(SizedInteger { sign: SIGNED, bits: Bits::SixtyFour }),
        "smallint" => Word::Sized(SizedInteger { sign: SIGNED, bits: Bits::Sixteen }),
        "tinyint" => Word::Byte,
        "bit" => Word::Bool,
        "nvarchar" | "varchar" | "nchar" | "ntext" | "text" => Word::Text,
        "char" if size.is_some() => Word::Text,
        "money" | "smallmoney" | "numeric" => Word::Exact(NumberType::Decimal),
        "decimal" if size.is_some() => Word::Exact(NumberType::Decimal),
        "uniqueidentifier" => Word::Guid,
        "datetime2" | "smalldatetime" => Word::Date,
        "varbinary" => Word::Bytes,
        _ => return None,
    })
}

/// `K [key] and V [value]`: the last `[value]` and the `[key]` of the same depth belong to it.
fn split_pair(text: &str) -> Option<(&str, &str)> {
    let text = text.strip_suffix("[value]")?;
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        if rest.starts_with("Dictionary of ") || rest.starts_with("Pair of ") {
            depth += 1;
        } else if rest.starts_with("[value]") {
            depth = depth.saturating_sub(1);
        } else if depth == 0
            && let Some(value) = rest.strip_prefix("[key] and ")
        {
            return Some((text.get(..at)?, value));
        }
        at += rest.chars().next()?.len_utf8();
    }
    None
}

/// Returns whether a member of this name has the number of a thing, which is no enum.
pub(crate) fn is_number_of_thing(name: &str) -> bool {
    name.ends_with("Id") || name.ends_with("ID") || name.ends_with("_id") || name.starts_with("id")
}

/// Returns whether C# takes it as a name.
pub(crate) fn is_identifier(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|c| c == '_' || c.is_alphabetic())
        && chars.all(|c| c == '_' || c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> PageType {
        PageType::Named(name.to_owned())
    }

    fn word(word: Word) -> PageType {
        PageType::Word(word)
    }

    fn int32() -> PageType {
        word(Word::Sized(SizedInteger { sign: Sign::Signed, bits: Bits::ThirtyTwo }))
    }

    #[test]
    fn words_and_names() {
        assert_eq!(PageType::parse("decimal number"), PageType::Word(Word::Number));
        assert_eq!(PageType::parse("Object"), PageType::Word(Word::Object));
        assert_eq!(PageType::parse("Date"), named("Date"));
        assert_eq!(PageType::parse("None."), PageType::Unknown);
        assert_eq!(PageType::parse(""), PageType::Unknown);
    }

    #[test]
    fn names_of_databases() {
        let sized = |bits| word(Word::Sized(SizedInteger { sign: Sign::Signed, bits }));
        for (text, expected) in [
            ("bigint", sized(Bits::SixtyFour)),
            ("SMALLINT", sized(Bits::Sixteen)),
            ("nvarchar(50)", word(Word::Text)),
            ("varchar (MAX)", word(Word::Text)),
            ("char(2)", word(Word::Text)),
            ("char", word(Word::Char)),
            ("decimal(18, 2)", word(Word::Exact(NumberType::Decimal))),
            ("Money", named("Money")),
            ("Bit", named("Bit")),
            ("money(sum)", named("money(sum)")),
        ] {
            assert_eq!(PageType::parse(text), expected, "{text}");
        }
    }

    #[test]
    fn names_of_numbers() {
        for (text, expected) in [
            ("Double", word(Word::Exact(NumberType::Double))),
            ("System.Single", word(Word::Exact(NumberType::Single))),
            ("Nullable<Decimal>", word(Word::Exact(NumberType::Decimal))),
            ("decimal number (Double)", word(Word::Exact(NumberType::Double))),
            ("double", word(Word::Number)),
            ("List<Int32>", PageType::List(Box::new(int32()))),
        ] {
            assert_eq!(PageType::parse(text), expected, "{text}");
        }
    }

    #[test]
    fn collections() {
        assert_eq!(PageType::parse("Collection of byte"), PageType::Word(Word::Bytes));
        assert_eq!(PageType::parse("Collection of "), PageType::List(Box::new(PageType::Unknown)));
        assert_eq!(PageType::parse("Integer List"), PageType::List(Box::new(word(Word::Integer))));
        assert_eq!(
            PageType::parse("Collection of Collection of integer"),
            PageType::List(Box::new(PageType::List(Box::new(word(Word::Integer)))))
        );
    }

    #[test]
    fn full_names() {
        let orders = PageType::List(Box::new(named("Shop.Order")));
        for (text, expected) in [
            ("System.Int32", int32()),
            ("System.Nullable`1[System.DateTime]", word(Word::Date)),
            ("System.Byte[]", word(Word::Bytes)),
            ("System.Collections.Generic.List`1[[Shop.Order, Shop, Version=1.0.0.0]]", orders.clone()),
            ("IEnumerable<Shop.Order>", orders.clone()),
            ("Shop.Order[]", orders.clone()),
            ("Shop.Page`1[[Shop.Order, Shop]]", named("Shop.Page<Shop.Order>")),
            ("Shop.Page<Shop.Order>", named("Shop.Page<Shop.Order>")),
            ("Shop.List<Shop.Order>", named("Shop.List<Shop.Order>")),
            (
                "System.Collections.Generic.Dictionary`2[[System.String, mscorlib],[System.Int32, mscorlib]]",
                PageType::Dictionary(Box::new(word(Word::Text)), Box::new(int32())),
            ),
            ("System.Web.Http.IHttpActionResult", named("System.Web.Http.IHttpActionResult")),
            ("Shop.Outer+Inner", named("Shop.Outer+Inner")),
            ("int?", word(Word::Integer)),
            ("NullableOfInt32", int32()),
            ("Collection of NullableOfGuid", PageType::List(Box::new(word(Word::Guid)))),
            ("Nullable(Of Integer)", int32()),
            ("List(Of Shop.Order)", orders.clone()),
            ("NullableOfColour", named("Colour")),
            ("Shop.Colour?", named("Shop.Colour")),
            ("globally unique identifier [(Guid)]", word(Word::Guid)),
            ("date [System.DateTime]", word(Word::Date)),
            ("(Int32)", int32()),
            ("[(Guid)]", word(Word::Guid)),
            ("(Colour)", named("(Colour)")),
            ("integer [(Guid)]", named("integer [(Guid)]")),
        ] {
            assert_eq!(PageType::parse(text), expected, "{text}");
        }
    }

    #[test]
    fn the_types_of_the_framework_say_nothing() {
        for (text, is) in [
            ("IHttpActionResult", true),
            ("System.Web.Http.IHttpActionResult", true),
            ("System.Net.Http.HttpResponseMessage", true),
            ("Shop.IHttpActionResult", false),
        ] {
            assert_eq!(PageType::parse(text).is_framework(), is, "{text}");
        }
    }

    #[test]
    fn dictionaries_nest() {
        let inner = "Dictionary of string [key] and Collection of Lead [value]";
        let expected = PageType::Dictionary(
            Box::new(word(Word::Text)),
            Box::new(PageType::List(Box::new(named("Lead")))),
        );
        assert_eq!(PageType::parse(inner), expected);
        assert_eq!(
            PageType::parse(&format!("Pair of integer [key]\n  and {inner} [value]")),
            PageType::Pair(Box::new(word(Word::Integer)), Box::new(expected))
        );
    }
}
