//! The names of generic contracts and of a dictionary's entries: which arguments give the name that a sample
//! shows.
//!
//! The runtime computes such a name from the arguments' names and a hash of their namespaces. So a candidate
//! whose computed name is the one on the page is the right one, and its namespaces are proven with it.

use datacontract::contract::{ARRAYS, SER, XSD};

use crate::infer::{model::Ty, samples::form::system};

/// The contract name of a type argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Argument {
    pub(crate) name: String,
    pub(crate) namespace: String,
}

impl Argument {
    pub(crate) fn new(name: impl Into<String>, namespace: impl Into<String>) -> Self {
        Self { name: name.into(), namespace: namespace.into() }
    }

    /// `T?` of this.
    pub(crate) fn nullable(&self) -> Self {
        Self::new(format!("NullableOf{}{}", self.name, hash(std::slice::from_ref(self))), system())
    }

    /// `List<T>` of this.
    pub(crate) fn list(&self) -> Self {
        let namespace = if is_built_in(&self.namespace) { ARRAYS.to_owned() } else { self.namespace.clone() };
        Self::new(format!("ArrayOf{}", self.name), namespace)
    }

    /// `Dictionary<K, V>` of these.
    pub(crate) fn dictionary(key: &Self, value: &Self) -> Self {
        Self::new(format!("ArrayOf{}", entry(key, value)), ARRAYS)
    }
}

/// A type with its contract name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NamedType {
    pub(crate) ty: Ty,
    pub(crate) name: Argument,
}

impl NamedType {
    /// Returns `T?` of this type.
    pub(crate) fn nullable(self) -> Self {
        Self { name: self.name.nullable(), ty: self.ty.nullable() }
    }

    /// Returns `List<T>` of this type.
    pub(crate) fn list(self) -> Self {
        Self { name: self.name.list(), ty: Ty::List(Box::new(self.ty)) }
    }

    /// Returns `T[]` of this type, which is called like the list.
    pub(crate) fn array(self) -> Self {
        Self { name: self.name.list(), ty: Ty::Array(Box::new(self.ty)) }
    }

    /// Returns `Dictionary<K, V>` of these types.
    pub(crate) fn dictionary(key: Self, value: Self) -> Self {
        Self {
            name: Argument::dictionary(&key.name, &value.name),
            ty: Ty::Dictionary(Box::new(key.ty), Box::new(value.ty)),
        }
    }
}

fn is_built_in(namespace: &str) -> bool {
    namespace == XSD || namespace == SER
}

/// The name of a dictionary's entries.
pub(crate) fn entry(key: &Argument, value: &Argument) -> String {
    let arguments = [key.clone(), value.clone()];
    format!("KeyValueOf{}{}{}", key.name, value.name, hash(&arguments))
}

/// The name of a generic class: `PageOfLeadwQC6dDXs`.
pub(crate) fn generic(class: &str, arguments: &[Argument]) -> String {
    let names: String = arguments.iter().map(|argument| argument.name.as_str()).collect();
    format!("{class}Of{names}{}", hash(arguments))
}

/// MD5 over the number of parameters and the arguments' namespaces; nothing if all are built in.
fn hash(arguments: &[Argument]) -> String {
    use base64::Engine as _;
    if arguments.iter().all(|argument| is_built_in(&argument.namespace)) {
        return String::new();
    }
    let mut text = format!(" {}", arguments.len());
    for argument in arguments {
        text.push(' ');
        text.push_str(&argument.namespace);
    }
    let digest = md5::compute(text.as_bytes());
    let start: Vec<u8> = digest.0.iter().copied().take(6).collect();
    let base64 = base64::engine::general_purpose::STANDARD.encode(start);
    base64.replace('/', "_S").replace('+', "_P")
}

/// The parts of a generic's name on the page: `TupleOfInt32AndString` is `Tuple` of `Int32` and `String`. As
/// classes may have `Of` and `And` in their names, there may be several ways.
pub(crate) fn split_page_name(name: &str) -> Vec<(&str, Vec<&str>)> {
    let mut ways = Vec::new();
    for (at, _) in name.match_indices("Of").filter(|(at, _)| *at > 0) {
        let (Some(class), Some(rest)) = (name.get(..at), name.get(at + 2..)) else { continue };
        if rest.is_empty() {
            continue;
        }
        ways.push((class, vec![rest]));
        let many: Vec<&str> = rest.split("And").collect();
        if many.len() > 1 && many.iter().all(|part| !part.is_empty()) {
            ways.push((class, many));
        }
    }
    ways
}

#[cfg(test)]
mod tests {
    use super::*;

    fn string() -> Argument {
        Argument::new("string", XSD)
    }

    #[test]
    fn names_are_the_runtimes() {
        let order = Argument::new("Order", "http://schemas.datacontract.org/2004/07/Shop.Contracts.Orders");
        assert_eq!(generic("Page", &[order]), "PageOfOrdercDPfYTYO");
        assert_eq!(entry(&Argument::new("int", XSD), &string().list()), "KeyValueOfintArrayOfstringty7Ep6D1");
        assert_eq!(entry(&string(), &Argument::new("int", XSD)), "KeyValueOfstringint");
        let kind = Argument::new(
            "LeadType",
            "http://schemas.datacontract.org/2004/07/Express.Connect.Api.Models.PublicAdvertisement.PublicAdvertisementLead",
        );
        assert_eq!(entry(&string(), &kind.nullable()), "KeyValueOfstringNullableOfLeadTypeaUArMoUPU6ho3Bhd");
        assert_eq!(entry(&string(), &kind), "KeyValueOfstringLeadTypeWMctQkMf");
    }

    #[test]
    fn names_on_pages_may_be_split_in_several_ways() {
        assert_eq!(
            split_page_name("TupleOfInt32AndString"),
            [("Tuple", vec!["Int32AndString"]), ("Tuple", vec!["Int32", "String"])]
        );
        assert!(split_page_name("Office").is_empty());
    }
}
