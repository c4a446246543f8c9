//! The names of types in JSON: `$type`.

use super::{Contract, Primitive, Type};
use std::borrow::Cow;

/// How long a name may be: those of nested types are read recursively.
const MAX_LENGTH: usize = 4096;

/// The assembly of .NET Framework's own types. .NET Core writes `System.Private.CoreLib`, and reads both.
const CORE: &str = "mscorlib";

impl Contract {
    /// Returns what `$type` has of it: `Shop.Order, Shop`. Without an assembly if that is not known.
    pub(crate) fn json_type_name(&self) -> Option<String> {
        let mut name = self.json_type?.to_owned();
        for (index, argument) in self.args.iter().enumerate() {
            let place = format!("{{{index}}}");
            if name.contains(&place) {
                name = name.replace(&place, &json_type_name(argument)?);
            }
        }
        Some(name)
    }
}

/// Returns what `$type` has of a type; nothing if it is made of a contract that does not say it.
pub(crate) fn json_type_name(ty: &Type) -> Option<String> {
    let generic = |name: &str, arguments: &[&Type]| {
        let arguments: Option<Vec<String>> =
            arguments.iter().map(|ty| json_type_name(ty).map(|name| format!("[{name}]"))).collect();
        Some(format!("System.{name}`{}[{}], {CORE}", arguments.as_ref()?.len(), arguments?.join(",")))
    };
    match *ty {
        Type::Primitive(primitive) => Some(primitive_name(primitive)),
        Type::Object => Some(format!("System.Object, {CORE}")),
        Type::Contract(contract) => contract.get().json_type_name(),
        Type::Nullable(inner) if inner.is_value_type() => generic("Nullable", &[inner]),
        Type::Nullable(inner) => json_type_name(inner),
        Type::List(item) => generic("Collections.Generic.List", &[item]),
        Type::Array(item) => {
            let item = json_type_name(item)?;
            Some(match assembly_of(&item) {
                Some((name, assembly)) => format!("{name}[], {assembly}"),
                None => format!("{item}[]"),
            })
        }
        Type::Dictionary((key, value)) => generic("Collections.Generic.Dictionary", &[key, value]),
        Type::Pair((key, value)) => generic("Collections.Generic.KeyValuePair", &[key, value]),
        Type::ReadOnlyCollection(item) => generic("Collections.ObjectModel.ReadOnlyCollection", &[item]),
        Type::ReadOnlyDictionary((key, value)) => {
            generic("Collections.ObjectModel.ReadOnlyDictionary", &[key, value])
        }
    }
}

fn primitive_name(primitive: Primitive) -> String {
    let (name, assembly) = match primitive {
        Primitive::Bytes => ("Byte[]", CORE),
        Primitive::Uri => ("Uri", "System"),
        Primitive::Boolean => ("Boolean", CORE),
        Primitive::SByte => ("SByte", CORE),
        Primitive::Byte => ("Byte", CORE),
        Primitive::Int16 => ("Int16", CORE),
        Primitive::UInt16 => ("UInt16", CORE),
        Primitive::Int32 => ("Int32", CORE),
        Primitive::UInt32 => ("UInt32", CORE),
        Primitive::Int64 => ("Int64", CORE),
        Primitive::UInt64 => ("UInt64", CORE),
        Primitive::Single => ("Single", CORE),
        Primitive::Double => ("Double", CORE),
        Primitive::Decimal => ("Decimal", CORE),
        Primitive::Char => ("Char", CORE),
        Primitive::String => ("String", CORE),
        Primitive::DateTime => ("DateTime", CORE),
        Primitive::DateTimeOffset => ("DateTimeOffset", CORE),
        Primitive::TimeSpan => ("TimeSpan", CORE),
        Primitive::Guid => ("Guid", CORE),
    };
    format!("System.{name}, {assembly}")
}

/// Returns the name before the assembly of a type, and the assembly: what stands behind the first comma that
/// is outside of all brackets.
pub(crate) fn assembly_of(name: &str) -> Option<(&str, &str)> {
    let mut depth = 0_usize;
    let comma = name.char_indices().find_map(|(at, c)| {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => return Some(at),
            _ => {}
        }
        None
    })?;
    Some((&name[..comma], name[comma + 1..].trim_start()))
}

/// Returns a name without its assemblies, at any depth: ``Shop.Page`1[[Shop.Lead]]``.
fn without_assemblies(name: &str) -> Cow<'_, str> {
    let Some((own, _)) = assembly_of(name).or_else(|| name.contains(',').then_some((name, ""))) else {
        return Cow::Borrowed(name);
    };
    // Of `A[[B, b],[C, c]]` what stands inside of the inner brackets are names again.
    let (mut text, mut depth, mut start) = (String::with_capacity(own.len()), 0_usize, 0);
    for (at, c) in own.char_indices() {
        match c {
            '[' => {
                depth += 1;
                if depth <= 2 {
                    text.push('[');
                    start = at + 1;
                }
            }
            ']' => {
                if depth == 2 {
                    text.push_str(&without_assemblies(&own[start..at]));
                }
                if depth <= 2 {
                    text.push(']');
                }
                depth = depth.saturating_sub(1);
            }
            c if depth < 2 => text.push(c),
            _ => {}
        }
    }
    Cow::Owned(text)
}

/// Whether the assemblies of two names have to be the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Assemblies {
    /// Where both names have one.
    Compared,
    /// Names alone count: only types that a contract knows are ever compared.
    Ignored,
}

impl Assemblies {
    /// Returns what strict reading compares, or reading that is not strict.
    pub(crate) fn if_strict(is_strict: bool) -> Self {
        if is_strict { Self::Compared } else { Self::Ignored }
    }
}

/// Returns whether two names are those of one type.
pub(crate) fn is_same_type(known: &str, name: &str, assemblies: Assemblies) -> bool {
    if assemblies == Assemblies::Compared
        && let (Some((_, known)), Some((_, name))) = (assembly_of(known), assembly_of(name))
        && simple_assembly(known) != simple_assembly(name)
    {
        return false;
    }
    name.len() <= MAX_LENGTH && without_assemblies(known) == without_assemblies(name)
}

/// Returns an assembly without version, culture and key; that of .NET's own types by one name.
fn simple_assembly(assembly: &str) -> &str {
    let name = assembly.split(',').next().unwrap_or(assembly).trim();
    if name == "System.Private.CoreLib" { CORE } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_assemblies() {
        let list = "System.Collections.Generic.List`1[[Shop.Order, Shop]], mscorlib";
        let dictionary =
            "System.Collections.Generic.Dictionary`2[[System.String, mscorlib],[A.B[], A]], mscorlib";
        assert_eq!(without_assemblies(list), "System.Collections.Generic.List`1[[Shop.Order]]");
        assert_eq!(
            without_assemblies(dictionary),
            "System.Collections.Generic.Dictionary`2[[System.String],[A.B[]]]"
        );
        assert_eq!(without_assemblies("Shop.Order"), "Shop.Order");
        assert_eq!(assembly_of("A.B[], A, Version=1.0.0.0"), Some(("A.B[]", "A, Version=1.0.0.0")));
        let core = list.replace("mscorlib", "System.Private.CoreLib, Version=4.0.0.0, Culture=neutral");
        for assemblies in [Assemblies::Compared, Assemblies::Ignored] {
            assert!(is_same_type(list, &core, assemblies));
            assert!(is_same_type("Shop.Order", "Shop.Order, Other", assemblies));
            assert!(!is_same_type("Shop.Order, Shop", "Shop.Orders, Shop", assemblies));
            let is_same = is_same_type("Shop.Order, Shop", "Shop.Order, Other", assemblies);
            assert_eq!(is_same, assemblies == Assemblies::Ignored);
        }
    }

    #[test]
    fn odd_names_are_compared_too() {
        for name in ["", ",", "[", "]", "][", "A[[", "A[[B, b", "A]]],x", "[[[[,]]]]"] {
            assert!(is_same_type(name, name, Assemblies::Compared), "{name}");
        }
    }
}
