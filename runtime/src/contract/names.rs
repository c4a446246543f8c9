//! Names and namespaces of contracts.

use super::name_chars::{is_name_char, is_name_start};
use super::namespaces::{ARRAYS, DC, GENERIC, OBJECT_MODEL, SER, SYSTEM, XSD};
use super::{Contract, Kind, Type};
use std::fmt::Write as _;

/// A name in a namespace.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct QName {
    /// The name, encoded.
    pub name: String,
    /// The namespace; empty for none.
    pub namespace: String,
}

impl QName {
    fn new(name: impl Into<String>, namespace: impl Into<String>) -> Self {
        QName { name: name.into(), namespace: namespace.into() }
    }
}

/// Returns the namespace of a contract that has none of its own, from the C# namespace that the class is
/// declared in.
///
/// ```
/// let namespace = datacontract::contract::clr_namespace("Shop.Models");
/// assert_eq!(namespace, "http://schemas.datacontract.org/2004/07/Shop.Models");
/// ```
#[must_use]
pub fn clr_namespace(clr_namespace: &str) -> String {
    format!("{DC}{clr_namespace}")
}

/// Encodes what may not stand in an XML name as `_xHHHH_`, as `XmlConvert.EncodeLocalName` does.
///
/// A literal `_x0020_` in the name is not encoded again, so that `DataMember` names may be given encoded.
///
/// ```
/// use datacontract::contract::encode_name;
///
/// assert_eq!(encode_name("first name"), "first_x0020_name");
/// assert_eq!(encode_name("1st"), "_x0031_st");
/// assert_eq!(encode_name("first_x0020_name"), "first_x0020_name");
/// ```
#[must_use]
pub fn encode_name(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for (i, c) in name.chars().enumerate() {
        let code = u32::from(c);
        if is_name_start(c) || (i > 0 && is_name_char(c)) {
            text.push(c);
        } else if code > 0xffff {
            let _ = write!(text, "_x{code:08X}_");
        } else {
            let _ = write!(text, "_x{code:04X}_");
        }
    }
    text
}

/// Returns the name that was encoded, as `XmlConvert.DecodeName` does: `Lines_x005B_0_x005D_` is `Lines[0]`.
pub(crate) fn decode_name(name: &str) -> String {
    let (mut decoded, mut rest) = (String::with_capacity(name.len()), name);
    while let Some(start) = rest.find("_x") {
        let code = rest[start + 2..].find('_').map(|end| &rest[start + 2..start + 2 + end]);
        let is_code =
            |code: &&str| matches!(code.len(), 4 | 8) && code.bytes().all(|c| c.is_ascii_hexdigit());
        let c = code.filter(is_code).and_then(|code| u32::from_str_radix(code, 16).ok());
        let Some(c) = c.and_then(char::from_u32) else {
            decoded.push_str(&rest[..start + 2]);
            rest = &rest[start + 2..];
            continue;
        };
        decoded.push_str(&rest[..start]);
        decoded.push(c);
        rest = &rest[start + 3 + code.map_or(0, str::len)..];
    }
    decoded.push_str(rest);
    decoded
}

/// Returns the contract name of a generic class that gives itself none, as a pattern: `PageOf{0}{#}`.
///
/// ```
/// assert_eq!(datacontract::contract::generic_pattern("Page", 1), "PageOf{0}{#}");
/// assert_eq!(datacontract::contract::generic_pattern("Lead", 0), "Lead");
/// ```
#[must_use]
pub fn generic_pattern(name: &str, parameters: usize) -> String {
    if parameters == 0 {
        return name.to_owned();
    }
    let mut pattern = format!("{name}Of");
    for place in 0..parameters {
        let _ = write!(pattern, "{{{place}}}");
    }
    pattern + "{#}"
}

/// Returns the contract name of a type, as `i:type` and generic names have it.
pub(crate) fn type_name(ty: &Type) -> QName {
    match ty {
        Type::Primitive(primitive) => QName::new(primitive.contract_name(), primitive.namespace()),
        Type::Object => QName::new("anyType", XSD),
        Type::Contract(contract) => contract.get().qualified_name().clone(),
        Type::Nullable(inner) => {
            QName::new(generic("NullableOf{0}{#}", std::slice::from_ref(*inner), &[1]), SYSTEM)
        }
        Type::List(item) | Type::Array(item) => collection_name(item),
        Type::Dictionary(entry) => QName::new(format!("ArrayOf{}", entry_name(&entry.0, &entry.1)), ARRAYS),
        Type::Pair(pair) => QName::new(generic("KeyValuePairOf{0}{1}{#}", &[pair.0, pair.1], &[2]), GENERIC),
        Type::ReadOnlyCollection(item) => {
            QName::new(generic("ReadOnlyCollectionOf{0}{#}", std::slice::from_ref(*item), &[1]), OBJECT_MODEL)
        }
        Type::ReadOnlyDictionary(entry) => {
            QName::new(generic("ReadOnlyDictionaryOf{0}{1}{#}", &[entry.0, entry.1], &[2]), OBJECT_MODEL)
        }
    }
}

/// Returns the name of a list's items: the contract name, that of a nullable item without its `Nullable`.
pub(crate) fn item_name(item: &Type) -> String {
    match item {
        Type::Nullable(inner) => type_name(inner).name,
        _ => type_name(item).name,
    }
}

/// Returns the name of a library dictionary's entries.
pub(crate) fn entry_name(key: &Type, value: &Type) -> String {
    generic("KeyValueOf{0}{1}{#}", &[*key, *value], &[2])
}

/// `ArrayOf` and the item's name; primitives share one namespace, other items lend theirs.
fn collection_name(item: &Type) -> QName {
    let item = type_name(item);
    let namespace = if is_built_in(&item.namespace) { ARRAYS.to_owned() } else { item.namespace };
    QName::new(format!("ArrayOf{}", item.name), namespace)
}

fn is_built_in(namespace: &str) -> bool {
    namespace == XSD || namespace == SER
}

/// Returns the name of a contract from its description.
pub(super) fn contract_name(contract: &Contract) -> QName {
    let name = match contract.kind {
        // A collection class keeps `ArrayOf..` only without the attribute, and is a plain `Type::List` then.
        _ if contract.args.is_empty() => encode_name(contract.name),
        Kind::Class(_) | Kind::Enum(_) | Kind::Collection { .. } | Kind::Dictionary { .. } => {
            let levels: &[u8] = if contract.levels.is_empty() {
                &[u8::try_from(contract.args.len()).unwrap_or(u8::MAX)]
            } else {
                contract.levels
            };
            encode_name(&generic(contract.name, contract.args, levels))
        }
    };
    QName::new(name, contract.namespace)
}

/// Fills in a generic name: `{0}` is the first argument's name, `{#}` the hash of the arguments' namespaces.
///
/// The hash is empty where all arguments are built-in types, unless the class is nested in a generic one.
fn generic(pattern: &str, args: &[Type], levels: &[u8]) -> String {
    let args: Vec<QName> = args.iter().map(type_name).collect();
    let hash = if levels.len() == 1 && args.iter().all(|arg| is_built_in(&arg.namespace)) {
        String::new()
    } else {
        namespaces_hash(&args, levels)
    };
    let mut text = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((place, after)) = after.split_once('}') else {
            text.push('{');
            rest = after;
            continue;
        };
        if place == "#" {
            text.push_str(&hash);
        } else if let Some(arg) = place.parse::<usize>().ok().and_then(|place| args.get(place)) {
            text.push_str(&arg.name);
        }
        rest = after;
    }
    text.push_str(rest);
    text
}

/// MD5 over `" n"` a nesting level (its number of parameters, innermost first) and `" " + namespace` an
/// argument; of that the first six bytes, in base64 with `/` as `_S` and `+` as `_P`.
fn namespaces_hash(args: &[QName], levels: &[u8]) -> String {
    use base64::Engine as _;
    let mut text = String::new();
    for level in levels.iter().rev() {
        let _ = write!(text, " {level}");
    }
    for arg in args {
        let _ = write!(text, " {}", arg.namespace);
    }
    let digest = md5::compute(text.as_bytes());
    let mut hash = String::new();
    for c in base64::engine::general_purpose::STANDARD.encode(&digest.0[..6]).chars() {
        match c {
            '/' => hash.push_str("_S"),
            '+' => hash.push_str("_P"),
            c => hash.push(c),
        }
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::super::{ContractRef, Primitive};
    use super::*;
    use proptest::prelude::*;

    static FOO: Contract = Contract::class("Foo", "http://schemas.datacontract.org/2004/07/Col");
    static FOO_TYPE: Type = Type::Contract(ContractRef::Static(|| &FOO));
    const INT: Type = Type::Primitive(Primitive::Int32);
    static NULLABLE: Type = Type::Nullable(&INT);
    static INTS: Type = Type::List(&INT);
    const STRING: Type = Type::Primitive(Primitive::String);

    #[test]
    fn names_are_encoded_by_the_fourth_edition_of_xml() {
        for (name, expected) in [
            ("a:b", "a_x003A_b"),
            ("\u{1f642}", "_x0001F642_"),
            ("-a", "_x002D_a"),
            ("a-b.c·d", "a-b.c·d"),
            ("Ａ", "_xFF21_"),
            ("€", "_x20AC_"),
            ("Имя", "Имя"),
        ] {
            assert_eq!(encode_name(name), expected, "{name}");
        }
    }

    /// The vectors `generic.*`, `root.dict-*` and `root.list-*`.
    #[test]
    fn generic_names_have_the_hash_of_their_arguments() {
        assert_eq!(generic("PageOf{0}{#}", &[FOO_TYPE], &[1]), "PageOfFoo3DHaN9hE");
        assert_eq!(generic("PageOf{0}{#}", &[INT], &[1]), "PageOfint");
        assert_eq!(generic("Outer.NestOf{0}{#}", &[INT], &[1, 0]), "Outer.NestOfintk9wYX3t0");
        assert_eq!(generic("Pair_{1}_{0}", &[INT, STRING], &[2]), "Pair_string_int");
        assert_eq!(entry_name(&STRING, &FOO_TYPE), "KeyValueOfstringFooQmppkNrY");
        assert_eq!(entry_name(&STRING, &INT), "KeyValueOfstringint");
        assert_eq!(type_name(&Type::List(&NULLABLE)), QName::new("ArrayOfNullableOfint", SYSTEM));
        assert_eq!(item_name(&NULLABLE), "int");
        assert_eq!(type_name(&Type::List(&INTS)), QName::new("ArrayOfArrayOfint", ARRAYS));
    }

    #[test]
    fn only_encoded_characters_are_decoded() {
        for (name, decoded) in [
            ("a_x005B_0_x005D_", "a[0]"),
            ("_x0001F642_", "\u{1f642}"),
            ("_x005_", "_x005_"),
            ("_x", "_x"),
            ("_xD800_", "_xD800_"),
            ("_x_x0041_", "_xA"),
        ] {
            assert_eq!(decode_name(name), decoded);
        }
    }

    proptest! {
        #[test]
        fn what_is_encoded_is_decoded(name in "[a-z \\[\\]0-9\u{1f642}.]{1,12}") {
            prop_assert_eq!(decode_name(&encode_name(&name)), name);
        }
    }
}
