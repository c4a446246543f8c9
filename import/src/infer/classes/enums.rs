//! Enums: their members by the page of the enum, else by the values that samples show.

use std::collections::{BTreeSet, HashSet};

use crate::page::EnumRow;

use crate::infer::{
    model::{EnumMember, Remark, TypeKind},
    samples::form::{JsonForm, XmlForm, shown_name, shown_number},
    types::each::{EnumBy, ShownBy, Type},
    wording::{plain_names::pascal, words::is_identifier},
};

/// What is said of an enum of which no number is shown.
const NUMBERS_MADE_UP: &str = "the numbers are made up: samples have the names alone";

/// What is said of an enum whose values stand in rows of tables alone, without a number.
const NUMBERS_OF_ROWS_MADE_UP: &str =
    "the numbers are made up: the pages have the names alone, in rows of what is of it";

/// An enum's members, with what is not certain about them.
pub(crate) fn members(ty: &Type) -> (TypeKind, Vec<Remark>) {
    let mut remarks = Vec::new();
    let mut members: Vec<EnumMember> = Vec::new();
    let has_page = ty.values.is_some();
    let mut names = HashSet::new();
    let mut lost = Vec::new();
    let numbers = Numbers::of(ty);
    remarks.extend(numbers.remark.clone());
    remarks.extend(ty.enum_by().map(|by| {
        Remark::inferred(match by {
            EnumBy::Range => "an enum: a range of numbers stands on a member of it, which no class has",
            EnumBy::Name => "an enum, by its name",
            EnumBy::Around => "an enum, by the name of the namespace or class around it",
            EnumBy::Parameter => {
                "an enum: a parameter in a URI is of it; it may be a class that is read from one text, too"
            }
        })
    }));
    for (place, row) in ty.values.iter().flatten().enumerate() {
        let Some(value) = row.value.trim().parse().ok().or_else(|| numbers.at(place)) else {
            remarks.push(
                Remark::open(format!("the page's value of `{}`, `{}`, is no number", row.name, row.value))
                    .advise("write the value into `enum`, with its number"),
            );
            continue;
        };
        let contract_name = Some(&row.text).filter(|text| !text.is_empty() && **text != row.name).cloned();
        if row.name.is_empty() {
            lost.push(row);
        } else if names.insert(row.name.as_str()) {
            let doc = row.description.clone();
            members.push(EnumMember { contract_name, doc, ..EnumMember::new(row.name.clone(), value) });
        }
    }
    if members.iter().any(|member| member.contract_name.is_some()) {
        let text = "the page has texts in place of numbers: they are taken to be what stands on the wire";
        remarks.push(Remark::inferred(text));
    }
    for row in lost {
        remarks.push(lost_name(row));
    }
    let dotnets = ty.dotnet_enum();
    if let Some(known) = dotnets {
        members.extend(known.members.iter().map(|(name, value)| EnumMember::new((*name).to_owned(), *value)));
        remarks.push(Remark::inferred(if ty.page.is_some() {
            "no page shows its members: they are those of the enum of this name that .NET has"
        } else {
            "no page has its type: name and value of the member are those of this enum of .NET"
        }));
    }
    let has_page = has_page || dotnets.is_some();
    // One sample may show a value by its name, and another one the same with its number.
    let (numbered, named): (Vec<_>, Vec<_>) =
        ty.shown.iter().partition(|(json, _)| shown_number(json).is_some());
    for (json, xml) in numbered.into_iter().chain(named) {
        show(&mut members, json, xml, has_page, &mut remarks);
    }
    if ty.shown_by == ShownBy::Rows {
        for remark in remarks.iter_mut().filter(|remark| remark.text == NUMBERS_MADE_UP) {
            *remark = Remark::inferred(NUMBERS_OF_ROWS_MADE_UP);
        }
    }
    if !has_page {
        if remarks.iter().any(|remark| remark.text == NUMBERS_MADE_UP) && ty.shown_by == ShownBy::Engine {
            remarks.push(Remark::inferred(
                "samples have a word where the engine would write another text: an enum, unless the class sets the \
                 text itself",
            ));
        }
        if is_number_alone(ty) {
            remarks.push(Remark::inferred(
                "samples have a number to which the engine does not count there: an enum, unless the class sets the \
                 number itself",
            ));
        }
        let numbers = shown_numbers(ty);
        let nothing = "no page shows its members";
        let remark = Remark::open(match (members.len(), ty.shown_by) {
            (0, _) if numbers.is_empty() => nothing.to_owned(),
            (0, _) => format!("{nothing}; samples have {}", numbers.join(", ")),
            (_, ShownBy::Rows) => format!("{nothing} but for those that stand in rows of what is of it"),
            (_, ShownBy::Persons) => format!("{nothing} but for those of the samples"),
            (_, ShownBy::Nothing | ShownBy::Engine) => {
                format!("{nothing} but for those of the samples, the lowest value")
            }
        });
        remarks.push(remark.write("write all names and their numbers", &["enum"], r#"{ "…": 0 }"#));
    }
    let underlying = underlying(&members);
    let shown = ty.shown.iter().any(|(json, xml)| is_combination(&members, json, xml));
    let sum = ty.shown.iter().any(|(json, xml)| is_sum(&members, json, xml));
    if sum && !shown {
        remarks.push(Remark::inferred("a sample shows the sum of several members: `[Flags]`"));
    } else if !shown && are_flags(&members) {
        remarks.push(Remark::inferred("the values are single bits and their sums: `[Flags]`"));
    }
    let flags = shown || sum || are_flags(&members);
    (TypeKind::Enum { members, flags, underlying }, remarks)
}

/// Returns whether a type that no page names is taken to be an enum by numbers that JSON alone shows.
fn is_number_alone(ty: &Type) -> bool {
    let is_number =
        |(json, xml): &(JsonForm, XmlForm)| matches!(json, JsonForm::Whole(_)) && *xml == XmlForm::Absent;
    ty.page.is_none() && ty.contract.is_none() && !ty.shown.is_empty() && ty.shown.iter().all(is_number)
}

/// Returns the numbers that samples show, besides zero, which any enum may show.
fn shown_numbers(ty: &Type) -> Vec<String> {
    let numbers: BTreeSet<&str> = ty
        .shown
        .iter()
        .filter_map(|(json, _)| match json {
            JsonForm::Whole(number) if number != "0" => Some(number.as_str()),
            _ => None,
        })
        .collect();
    numbers.into_iter().map(|number| format!("`{number}`")).collect()
}

/// The numbers of values of which the page has none.
#[derive(Clone, Debug, Default)]
struct Numbers {
    /// The number of the first value, if the values are counted.
    first: Option<i128>,
    remark: Option<Remark>,
}

impl Numbers {
    fn of(ty: &Type) -> Self {
        let rows = ty.values.as_deref().unwrap_or_default();
        if rows.is_empty() || rows.iter().any(|row| !row.value.trim().is_empty() || row.name.is_empty()) {
            return Numbers::default();
        }
        // A sample that shows name and number shows from where they are counted.
        let shown: Vec<i128> = ty.shown.iter().filter_map(|(json, xml)| first_by(rows, json, xml)).collect();
        if let Some(first) = shown.first().filter(|first| shown.iter().all(|other| other == *first)) {
            let text = "the page has no numbers: they are counted from the one that a sample shows";
            return Numbers { first: Some(*first), remark: Some(Remark::inferred(text)) };
        }
        let text = "the page has no numbers: they are counted from 0, in its order";
        let is_text = ty.shown.iter().any(|(json, _)| matches!(json, JsonForm::Text(_)));
        let remark = if is_text && shown.is_empty() {
            // Only the names stand on the wire.
            Remark::inferred(text)
        } else {
            Remark::open(text)
                .advise("write the service's numbers, if these are others")
                .decided_by(&["enum"])
        };
        Numbers { first: Some(0), remark: Some(remark) }
    }

    fn at(&self, place: usize) -> Option<i128> {
        self.first?.checked_add(i128::try_from(place).ok()?)
    }
}

/// Returns the number of the first value if a sample shows name and number of one of them.
fn first_by(rows: &[EnumRow], json: &JsonForm, xml: &XmlForm) -> Option<i128> {
    let JsonForm::Whole(number) = json else { return None };
    let name = shown_name(json, xml)?;
    let place = rows.iter().position(|row| row.name == name || row.text == name)?;
    number.parse::<i128>().ok()?.checked_sub(i128::try_from(place).ok()?)
}

/// Returns the remark on a value whose name the page has lost: what stands for it on the wire is not known.
fn lost_name(row: &EnumRow) -> Remark {
    let doc = if row.description.is_empty() { String::new() } else { format!(", {}", row.description) };
    Remark::open(format!("a row has lost its name: the value {}{doc}", row.value))
        .advise("write the value into `enum`, by the name that the service has")
}

/// A number in JSON and a name in XML are the same member's; the name is `[EnumMember]`'s if the page has
/// another.
fn show(
    members: &mut Vec<EnumMember>,
    json: &JsonForm,
    xml: &XmlForm,
    has_page: bool,
    remarks: &mut Vec<Remark>,
) {
    let number = shown_number(json);
    // A value without a name is no member.
    let Some(text) = shown_name(json, xml).filter(|text| !text.trim().is_empty()) else { return };
    if is_combination(members, json, xml) || members.iter().any(|member| wire_name(member) == text) {
        return;
    }
    if let Some(bits) = bits_of(json, xml).filter(|_| !has_page) {
        for (name, value) in bits {
            if !members.iter().any(|member| member.name == name) {
                members.push(EnumMember::new(name, value));
            }
        }
        let text =
            "the numbers of the names that a sample shows at once are taken to be its bits, the lowest first";
        remarks.push(Remark::inferred(text));
        remarks.dedup();
        return;
    }
    match number.and_then(|number| members.iter_mut().find(|member| member.value == number)) {
        Some(member) if member.contract_name.is_none() => member.contract_name = Some(text.to_owned()),
        Some(member) => remarks.push(
            Remark::open(format!(
                "samples call the value {} both `{}` and `{text}`",
                member.value,
                wire_name(member)
            ))
            .advise("write the value's name as the service sends it"),
        ),
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
            let value = number.unwrap_or_else(|| {
                members.iter().map(|member| member.value.saturating_add(1)).max().unwrap_or(0)
            });
            if number.is_none() {
                remarks.push(Remark::inferred(NUMBERS_MADE_UP));
                remarks.dedup();
            }
            let name = pascal(text);
            let contract_name = (name != text).then(|| text.to_owned());
            members.push(EnumMember { contract_name, ..EnumMember::new(name, value) });
        }
    }
}

/// Whether a value is several members at once, `A B` in XML and `A, B` in JSON: only `[Flags]` writes that.
/// It is not if one of the words is no member, since a contract's name may have blanks too, or if JSON has
/// another number than their sum.
fn is_combination(members: &[EnumMember], json: &JsonForm, xml: &XmlForm) -> bool {
    let words = words(shown_name(json, xml));
    let value_of = |word: &&str| {
        let is_called = |member: &&EnumMember| wire_name(member) == *word || member.name == *word;
        members.iter().find(is_called).map(|member| member.value)
    };
    let values: Option<Vec<i128>> = words.iter().map(value_of).collect();
    let sum = values.map(|values| values.into_iter().fold(0, |all, value| all | value));
    match (sum, json) {
        (Some(sum), JsonForm::Whole(number)) => words.len() > 1 && number.parse() == Ok(sum),
        (sum, _) => words.len() > 1 && sum.is_some(),
    }
}

/// The names that a text holds.
fn words(text: Option<&str>) -> Vec<&str> {
    text.unwrap_or_default().split([' ', ',']).filter(|word| !word.is_empty()).collect()
}

/// The members that a combination shows where no page does: as many single bits as there are names, the
/// lowest first.
fn bits_of(json: &JsonForm, xml: &XmlForm) -> Option<Vec<(String, i128)>> {
    let JsonForm::Whole(number) = json else { return None };
    let number: i128 = number.parse().ok().filter(|number| *number > 0)?;
    let words = words(shown_name(json, xml));
    let bits: Vec<i128> = (0..64).map(|bit| 1 << bit).filter(|bit| number & bit != 0).collect();
    let fits = words.len() > 1 && words.len() == bits.len() && words.iter().all(|word| is_identifier(word));
    fits.then(|| words.into_iter().map(str::to_owned).zip(bits).collect())
}

/// A number in JSON alone that is no member's, but the sum of members' bits.
fn is_sum(members: &[EnumMember], json: &JsonForm, xml: &XmlForm) -> bool {
    let (JsonForm::Whole(number), None) = (json, shown_name(json, xml)) else { return false };
    let Ok(number) = number.parse::<i128>() else { return false };
    let bits =
        members.iter().map(|member| member.value).filter(|value| *value > 0 && value & number == *value);
    number > 0
        && members.iter().all(|member| member.value != number)
        && bits.fold(0, |all, bit| all | bit) == number
}

fn wire_name(member: &EnumMember) -> &str {
    member.contract_name.as_deref().unwrap_or(&member.name)
}

/// The smallest usual type that holds the values; pages do not distinguish smaller ones from `int`.
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

/// Pages do not mark `[Flags]`. At least four single bits, or a sum of bits that is called `All`, are no
/// accident.
fn are_flags(members: &[EnumMember]) -> bool {
    let bits: Vec<i128> = members.iter().map(|m| m.value).filter(|v| *v > 0 && v.count_ones() == 1).collect();
    let all = bits.iter().fold(0, |all, bit| all | bit);
    let sums_fit = members.iter().all(|m| m.value >= 0 && m.value & !all == 0);
    let is_all =
        members.iter().any(|m| m.name.eq_ignore_ascii_case("all") && m.value == all && bits.len() > 1);
    let distinct = bits.len() >= 4 && bits.len() + 2 >= members.len();
    sums_fit && (is_all || distinct)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer::{model::Confidence, samples::form::Text};

    fn rows(rows: &[(&str, &str)]) -> Vec<EnumRow> {
        let row = |(name, value): &(&str, &str)| EnumRow {
            name: (*name).to_owned(),
            value: (*value).to_owned(),
            text: String::new(),
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
            TypeKind::Class(_) | TypeKind::List(_) => panic!("an enum"),
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
    fn values_without_numbers_are_counted() {
        let values = || Some(rows(&[("Delta", ""), ("Box", ""), ("Roller", "")]));
        let of_page = Type { values: values(), ..Type::default() };
        assert_eq!(of(&of_page).0, ["Delta=0", "Box=1", "Roller=2"]);
        let with_sample = Type { values: values(), shown: vec![shown("2", "Box")], ..Type::default() };
        assert_eq!(of(&with_sample).0, ["Delta=1", "Box=2", "Roller=3"]);
        let remark = |ty: &Type| members(ty).1.first().map(|remark| remark.confidence);
        assert_eq!(remark(&of_page), Some(Confidence::Open));
        assert_eq!(remark(&with_sample), Some(Confidence::Inferred));
        // What some rows have the others have lost.
        let some = Type { values: Some(rows(&[("Delta", "4"), ("Box", "")])), ..Type::default() };
        assert_eq!(of(&some).0, ["Delta=4"]);
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
    fn several_names_at_once_are_flags() {
        let two = || Some(rows(&[("A", "1"), ("B", "2")]));
        let flags = |ty: &Type| {
            let (kind, remarks) = members(ty);
            (matches!(kind, TypeKind::Enum { flags: true, .. }), remarks.len())
        };
        let at_once = Type { values: two(), shown: vec![shown("3", "A B")], ..Type::default() };
        assert_eq!((flags(&at_once), of(&at_once).0), ((true, 0), vec!["A=1".to_owned(), "B=2".to_owned()]));
        let text = || Text::Other("A, B".to_owned());
        let as_text = (JsonForm::Text(text()), XmlForm::Text(Text::Other("A B".to_owned())));
        assert_eq!(flags(&Type { values: two(), shown: vec![as_text], ..Type::default() }), (true, 0));
        let only_json = (JsonForm::Whole("3".to_owned()), XmlForm::Absent);
        assert_eq!(flags(&Type { values: two(), shown: vec![only_json], ..Type::default() }), (true, 1));
        let no_member = (JsonForm::Whole("9".to_owned()), XmlForm::Absent);
        assert_eq!(flags(&Type { values: two(), shown: vec![no_member], ..Type::default() }), (false, 0));
        let without_page = Type { is_enum: true, shown: vec![shown("5", "Read Write")], ..Type::default() };
        assert_eq!(
            (of(&without_page).0, of(&without_page).1),
            (vec!["Read=1".into(), "Write=4".into()], true)
        );
    }

    #[test]
    fn a_contracts_name_may_have_blanks() {
        let ty = Type {
            values: Some(rows(&[("Open", "0"), ("InReview", "1")])),
            shown: vec![shown("1", "In Review")],
            ..Type::default()
        };
        assert_eq!((of(&ty).0, of(&ty).1), (vec!["Open=0".into(), "InReview=1 (In Review)".into()], false));
    }

    #[test]
    fn large_values_need_a_larger_type() {
        let underlying = |value: &str| of(&Type { values: Some(rows(&[("A", value)])), ..Type::default() }).2;
        assert_eq!(underlying("4294967295"), Some("uint"));
        assert_eq!(underlying("-4294967295"), Some("long"));
        assert_eq!(underlying("18446744073709551615"), Some("ulong"));
    }
}
