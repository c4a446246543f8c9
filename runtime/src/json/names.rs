//! Names as Json.NET compares and makes them.

use crate::contract::{EnumContract, EnumForm};
use crate::plan::EnumPlan;
use std::borrow::Cow;

/// Returns whether two names are the same. Most are so short that two overlapping pieces of them are the
/// whole: comparing these costs less than calling what compares any number of bytes.
#[inline]
pub(super) fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    match a.len() {
        2..=3 => ends::<2>(a) == ends::<2>(b),
        4..=8 => ends::<4>(a) == ends::<4>(b),
        9..=16 => ends::<8>(a) == ends::<8>(b),
        17..=32 => ends::<16>(a) == ends::<16>(b),
        _ => a == b,
    }
}

#[inline]
fn ends<const N: usize>(bytes: &[u8]) -> (Option<&[u8; N]>, Option<&[u8; N]>) {
    (bytes.first_chunk(), bytes.last_chunk())
}

/// Returns the name of an enum's number as `StringEnumConverter` writes it; none where it writes the number.
pub(super) fn enum_text(contract: &EnumPlan, number: i64, form: EnumForm) -> Option<Cow<'static, str>> {
    match contract.member_of(number) {
        Some(member) => Some(member.json_name(form)),
        None if contract.is_flags => flags_text(contract, number, form).map(Cow::Owned),
        None => None,
    }
}

/// Returns the names of flags. Unlike `DataContractSerializer`, which takes members in the order of their
/// declaration, Json.NET takes the greatest first; the names stand in the order of the numbers all the same.
fn flags_text(contract: &EnumContract, number: i64, form: EnumForm) -> Option<String> {
    let mut members: Vec<(u64, Cow<'static, str>)> = contract
        .members
        .iter()
        .map(|member| (member.number.cast_unsigned(), member.json_name(form)))
        .collect();
    members.sort_by_key(|(value, _)| *value);
    let mut rest = number.cast_unsigned();
    let mut names = Vec::new();
    for (value, name) in members.iter().rev() {
        if *value != 0 && rest & value == *value {
            rest -= value;
            names.push(&**name);
        }
    }
    names.reverse();
    (rest == 0 && !names.is_empty()).then(|| names.join(", "))
}

/// Returns the number of an enum's name, or of names separated by commas; case matters only if it decides, or
/// if `exact`.
pub(super) fn enum_number(contract: &EnumPlan, text: &str, exact: bool) -> Option<i64> {
    let find = |name: &str| match contract.number_of_name(name) {
        // What Json.NET writes is read however strictly.
        None if exact && contract.json_form == EnumForm::CamelCaseText => {
            let mut members = contract.members.iter();
            members.find(|member| member.json_name(contract.json_form) == name).map(|member| member.number)
        }
        None if !exact => contract.number_of_name_in_any_case(name),
        found => found,
    };
    // A name may have commas of its own.
    find(text).or_else(|| text.split(',').try_fold(0, |bits, name| Some(bits | find(name.trim())?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::EnumMember;

    const PERM: EnumContract = EnumContract::new(&[
        EnumMember::new("Read", 1),
        EnumMember::new("Write", 2),
        EnumMember::new("All", 3),
        EnumMember::new("Admin", 8),
    ])
    .flags();

    #[test]
    fn names_are_the_same_if_all_their_bytes_are() {
        let name: String = ('a'..='z').cycle().take(40).collect();
        for length in 0..40 {
            let name = &name[..length];
            let same = name.to_owned();
            assert!(is_same(name, &same));
            assert!(!is_same(name, &format!("{name}a")));
            for place in 0..length {
                let mut other = name.to_owned();
                other.replace_range(place..=place, "-");
                assert!(!is_same(name, &other), "{name} {other}");
            }
        }
    }

    /// Json.NET's `EnumUtils.InternalFlagsFormat`.
    #[test]
    fn flags_are_named_from_the_greatest() {
        let perm = EnumPlan::new(PERM);
        let cases =
            [(3, Some("All")), (11, Some("All, Admin")), (9, Some("Read, Admin")), (0, None), (4, None)];
        for (number, expected) in cases {
            assert_eq!(enum_text(&perm, number, EnumForm::Text).as_deref(), expected, "{number}");
        }
    }

    /// Json.NET's `EnumUtils.ParseEnum`.
    #[test]
    fn names_are_found_in_any_case() {
        let perm = EnumPlan::new(PERM);
        let cases = [
            ("Write", Some(2)),
            ("wRITE", Some(2)),
            (" read , admin ", Some(9)),
            ("Read,", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(enum_number(&perm, text, false), expected, "{text:?}");
        }
        assert_eq!(enum_number(&perm, "wRITE", true), None);
    }
}
