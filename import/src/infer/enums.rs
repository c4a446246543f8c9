//! Enums: their members by the page of the enum, else by the values that samples show.

use super::{
    form::{JsonForm, Text, XmlForm},
    model::{EnumMember, Remark, TypeKind},
    types::Type,
    walk::pascal,
};

/// An enum's members, with what is not certain about them.
pub(crate) fn members(ty: &Type) -> (TypeKind, Vec<Remark>) {
    let mut remarks = Vec::new();
    let mut members: Vec<EnumMember> = Vec::new();
    let has_page = ty.values.is_some();
    for row in ty.values.iter().flatten() {
        let Ok(value) = row.value.trim().parse() else {
            remarks.push(Remark::open(format!(
                "the page's value of `{}`, `{}`, is no number",
                row.name, row.value
            )));
            continue;
        };
        if !members.iter().any(|member| member.name == row.name) {
            members.push(EnumMember {
                name: row.name.clone(),
                value,
                contract_name: None,
                doc: row.description.clone(),
            });
        }
    }
    for (json, xml) in &ty.shown {
        show(&mut members, json, xml, has_page, &mut remarks);
    }
    if !has_page {
        remarks.push(Remark::open(match members.len() {
            0 => "no page shows its members",
            _ => "no page shows its members but for those of the samples, the lowest value",
        }));
    }
    let underlying = underlying(&members);
    let flags = are_flags(&members);
    if flags {
        remarks.push(Remark::inferred("the values are single bits and their sums: `[Flags]`"));
    }
    (TypeKind::Enum { members, flags, underlying }, remarks)
}

/// A number in JSON and a name in XML are the same member's; the name is `[EnumMember]`'s if the page has another.
fn show(
    members: &mut Vec<EnumMember>,
    json: &JsonForm,
    xml: &XmlForm,
    has_page: bool,
    remarks: &mut Vec<Remark>,
) {
    let number: Option<i128> = match json {
        JsonForm::Whole(text) => text.parse().ok(),
        _ => None,
    };
    let text = match (xml, json) {
        (XmlForm::Text(Text::Other(text)), _) | (_, JsonForm::Text(Text::Other(text))) => Some(text.as_str()),
        _ => None,
    };
    let Some(text) = text else { return };
    // A value without a name is no member, and several names at once are a combination of flags.
    if text.trim().is_empty() || text.contains(' ') || members.iter().any(|member| wire_name(member) == text)
    {
        return;
    }
    match number.and_then(|number| members.iter_mut().find(|member| member.value == number)) {
        Some(member) if member.contract_name.is_none() => member.contract_name = Some(text.to_owned()),
        Some(member) => remarks.push(Remark::open(format!(
            "samples call the value {} both `{}` and `{text}`",
            member.value,
            wire_name(member)
        ))),
        // The engine shows the lowest value.
        None if has_page && number.is_none() => {
            let lowest = members.iter_mut().min_by_key(|member| member.value.cast_unsigned());
            if let Some(lowest) = lowest.filter(|member| member.contract_name.is_none()) {
                lowest.contract_name = Some(text.to_owned());
                remarks.push(Remark::inferred(format!(
                    "`{text}` is taken to be the lowest value, which samples show"
                )));
            }
        }
        None => {
            let value =
                number.unwrap_or_else(|| members.iter().map(|member| member.value + 1).max().unwrap_or(0));
            if number.is_none() {
                remarks.push(Remark::inferred("the numbers are made up: samples have the names alone"));
                remarks.dedup();
            }
            let name = pascal(text);
            let contract_name = (name != text).then(|| text.to_owned());
            members.push(EnumMember { name, value, contract_name, doc: String::new() });
        }
    }
}

fn wire_name(member: &EnumMember) -> &str {
    member.contract_name.as_deref().unwrap_or(&member.name)
}

/// The smallest usual type that holds the values; pages do not tell smaller ones from `int`.
fn underlying(members: &[EnumMember]) -> Option<&'static str> {
    let holds = |min: i128, max: i128| members.iter().all(|member| (min..=max).contains(&member.value));
    [
        (None, i128::from(i32::MIN), i128::from(i32::MAX)),
        (Some("uint"), 0, i128::from(u32::MAX)),
        (Some("long"), i128::from(i64::MIN), i128::from(i64::MAX)),
        (Some("ulong"), 0, i128::from(u64::MAX)),
    ]
    .into_iter()
    .find(|(_, min, max)| holds(*min, *max))
    .and_then(|(word, ..)| word)
}

/// Pages do not mark `[Flags]`. At least four single bits, or a sum of bits that is called `All`, are no accident.
fn are_flags(members: &[EnumMember]) -> bool {
    let bits: Vec<i128> = members.iter().map(|m| m.value).filter(|v| *v > 0 && v.count_ones() == 1).collect();
    let sums_fit =
        members.iter().all(|m| m.value >= 0 && m.value & !bits.iter().fold(0, |all, bit| all | bit) == 0);
    let all = bits.iter().fold(0, |all, bit| all | bit);
    let is_all =
        members.iter().any(|m| m.name.eq_ignore_ascii_case("all") && m.value == all && bits.len() > 1);
    let distinct = bits.len() >= 4 && bits.len() + 2 >= members.len();
    sums_fit && (is_all || distinct)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::EnumRow;

    fn rows(rows: &[(&str, &str)]) -> Vec<EnumRow> {
        let row = |(name, value): &(&str, &str)| EnumRow {
            name: (*name).to_owned(),
            value: (*value).to_owned(),
            description: String::new(),
        };
        rows.iter().map(row).collect()
    }

    fn of(ty: &Type) -> (Vec<String>, bool, Option<&'static str>) {
        match members(ty).0 {
            TypeKind::Enum { members, flags, underlying } => {
                let text = |m: &EnumMember| {
                    format!(
                        "{}={}{}",
                        m.name,
                        m.value,
                        m.contract_name.as_ref().map_or(String::new(), |n| format!(" ({n})"))
                    )
                };
                (members.iter().map(text).collect(), flags, underlying)
            }
            TypeKind::Class(_) => panic!("an enum"),
        }
    }

    fn shown(number: &str, name: &str) -> (JsonForm, XmlForm) {
        (JsonForm::Whole(number.to_owned()), XmlForm::Text(Text::Other(name.to_owned())))
    }

    #[test]
    fn the_page_names_members_and_the_sample_their_contract_names() {
        let ty = Type {
            values: Some(rows(&[("Low", "10"), ("High", "20")])),
            shown: vec![shown("10", "low")],
            ..Type::default()
        };
        assert_eq!(of(&ty).0, ["Low=10 (low)", "High=20"]);
    }

    #[test]
    fn without_a_page_the_samples_count() {
        let ty = Type { is_enum: true, shown: vec![shown("101", "Open")], ..Type::default() };
        assert_eq!(of(&ty).0, ["Open=101"]);
        let ty = Type {
            is_enum: true,
            shown: vec![(JsonForm::Whole("0".into()), XmlForm::Absent)],
            ..Type::default()
        };
        assert!(of(&ty).0.is_empty());
    }

    #[test]
    fn a_value_without_a_name_is_no_member() {
        for name in ["", " ", "\u{2003}"] {
            let ty =
                Type { is_enum: true, shown: vec![shown("1", name), shown("2", "Open")], ..Type::default() };
            assert_eq!(of(&ty).0, ["Open=2"]);
        }
    }

    #[test]
    fn bits_and_their_sums_are_flags() {
        let flags = |values: &[(&str, &str)]| of(&Type { values: Some(rows(values)), ..Type::default() }).1;
        assert!(flags(&[("None", "0"), ("Read", "1"), ("Write", "2"), ("All", "3")]));
        assert!(flags(&[("A", "1"), ("B", "2"), ("C", "4"), ("D", "8")]));
        assert!(!flags(&[("A", "0"), ("B", "1"), ("C", "2"), ("D", "3")]));
        assert!(!flags(&[("Web", "1"), ("Phone", "2"), ("Partner", "4")]));
    }

    #[test]
    fn large_values_need_a_larger_type() {
        let underlying = |value: &str| of(&Type { values: Some(rows(&[("A", value)])), ..Type::default() }).2;
        assert_eq!(underlying("4294967295"), Some("uint"));
        assert_eq!(underlying("-4294967295"), Some("long"));
        assert_eq!(underlying("18446744073709551615"), Some("ulong"));
    }
}
