//! The order of members on the wire.

use super::Member;
use std::cmp::Ordering;

/// Returns the order of a class's own members in XML: those without `Order` first, then by `Order`; among
/// equals by the UTF-16 ordinal order of the *encoded* name. (Members of the base class come before all of
/// these.)
pub(crate) fn xml_order(a: (&Member, &str), b: (&Member, &str)) -> Ordering {
    // An explicit `Order = 0` comes after no order at all.
    a.0.order.cmp(&b.0.order).then_with(|| a.1.encode_utf16().cmp(b.1.encode_utf16()))
}

/// Returns the key by which Json.NET sorts (stably) the members of all classes together, which come derived
/// class first: `JsonProperty(Order)`, else `DataMember(Order)`, else -1.
pub(crate) fn json_order(member: &Member) -> i32 {
    member.json_order.or(member.order).unwrap_or(-1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::{Primitive, Type};

    fn sorted(names: &[(&'static str, Option<i32>)]) -> Vec<&'static str> {
        let mut members: Vec<Member> = names
            .iter()
            .map(|&(name, order)| Member { order, ..Member::new(name, Type::Primitive(Primitive::Int32)) })
            .collect();
        members.sort_by(|a, b| xml_order((a, a.name), (b, b.name)));
        members.iter().map(|member| member.name).collect()
    }

    /// The vector `order.ascii`.
    #[test]
    fn names_sort_by_code_unit() {
        let names = ["a", "B", "_x", "A1", "Ab", "A_b", "__", "AB", "Z9", "A"];
        let expected = ["A", "A1", "AB", "A_b", "Ab", "B", "Z9", "__", "_x", "a"];
        assert_eq!(sorted(&names.map(|name| (name, None))), expected);
    }

    /// Characters beyond the BMP are surrogates in .NET, and sort before U+FF21.
    #[test]
    fn astral_characters_sort_as_surrogates() {
        assert_eq!(sorted(&[("\u{ff21}", None), ("\u{10400}", None)]), ["\u{10400}", "\u{ff21}"]);
    }

    #[test]
    fn no_order_comes_before_order_zero() {
        assert_eq!(sorted(&[("A", Some(0)), ("B", None), ("C", Some(-1))]), ["B", "C", "A"]);
    }
}
