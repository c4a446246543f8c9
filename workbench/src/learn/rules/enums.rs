//! The names and numbers of enums.
//!
//! XML has the names, and JSON mostly the numbers: which belongs to which shows where one object was seen in both.

use std::collections::{BTreeMap, BTreeSet};

use datacontract_codegen::spec::{Enum, JsonEnums, TypeKind, rust_name};
use serde_json::json;

use super::{Context, times};
use crate::learn::{
    document::Form,
    lesson::{Certainty, Edit, Lesson, Topic},
    observed::EnumSeen,
};

/// What is a guess of a member whose number stands nowhere on the wire.
const MADE_UP: &str = "the number is made up: the service writes the name alone";

pub(super) fn learn(context: &Context<'_, '_>, lessons: &mut Vec<Lesson>) {
    for (index, seen) in &context.seen.enums {
        let TypeKind::Enum(of) = &context.ty(*index).kind else { continue };
        of_enum(context, *index, of, seen, lessons);
    }
}

fn of_enum(context: &Context<'_, '_>, index: usize, of: &Enum, seen: &EnumSeen, lessons: &mut Vec<Lesson>) {
    let spec = context.spec();
    let entry = context.type_entry(index);
    let numbers = numbers_by_word(seen);
    let by_name: BTreeMap<&str, i128> = of
        .members
        .iter()
        .map(|member| {
            (member.wire_name().map_or(member.name.as_str(), |name| name.as_str()), member.value.value)
        })
        .collect();
    let mut taken: BTreeSet<i128> = of.members.iter().map(|member| member.value.value).collect();
    // Names that are there, with other numbers.
    for member in &of.members {
        let name = member.wire_name().map_or(member.name.as_str(), |name| name.as_str());
        let Some((number, count)) = numbers.get(name).filter(|(number, _)| *number != member.value.value)
        else {
            continue;
        };
        taken.insert(*number);
        let evidence = format!("{number} in JSON where XML has `{name}`, in {}", times(*count, "pair"));
        let entry = super::Entry {
            at: member.name.span.start,
            place: format!("{}.{}", entry.place, member.name.value),
        };
        let edit = Edit::Word { span: member.value.span, text: number.to_string() };
        lessons.push(entry.lesson(
            Topic::Enum,
            Certainty::Shown,
            format!("is {number}"),
            evidence,
            vec![edit],
        ));
    }
    let style = spec.json.with(context.ty(index).json);
    let is_text = style.enums != JsonEnums::Number;
    let mut words: BTreeMap<&str, u64> = BTreeMap::new();
    let of_xml = [Form::DataContract, Form::XmlSerializer].map(|form| &seen.words[form]);
    let of_xml = of_xml.into_iter().flatten();
    let is_in_xml = of_xml.clone().next().is_some();
    let of_json = seen.words[Form::Json].iter().filter(|_| !is_in_xml && style.enums == JsonEnums::Text);
    of_xml.chain(of_json).for_each(|(word, count)| *words.entry(word).or_default() += count);
    let mut new: Vec<(i128, Lesson)> = Vec::new();
    for (word, count) in words.into_iter().filter(|(word, _)| !by_name.contains_key(word)) {
        let finding = format!("has the member `{word}`");
        let values = times(count, "value");
        let (number, evidence) = match numbers.get(word) {
            Some((number, pairs)) => {
                let pairs = times(*pairs, "pair");
                (*number, format!("`{word}` in XML where JSON has {number}, in {pairs}"))
            }
            // The number stands nowhere on the wire.
            None if is_text => {
                let number = taken.last().map_or(0, |last| last + 1);
                (number, format!("`{word}` in {values}"))
            }
            None => {
                let evidence = format!("`{word}` in {values}; no object was seen in both formats");
                let finding = format!("{finding}, whose number nobody knows");
                lessons.push(entry.clone().lesson(
                    Topic::Enum,
                    Certainty::Open,
                    finding,
                    evidence,
                    Vec::new(),
                ));
                continue;
            }
        };
        taken.insert(number);
        let edits = vec![insertion(of, word, number, seen)];
        let mut lesson = entry.clone().lesson(Topic::Enum, Certainty::Shown, finding, evidence, edits);
        lesson.guess = (!numbers.contains_key(word)).then(|| MADE_UP.to_owned());
        new.push((number, lesson));
    }
    new.sort_by_key(|(number, _)| *number);
    lessons.extend(new.into_iter().map(|(_, lesson)| lesson));
    let is_flags = of.flags;
    let unnamed = seen.numbers.iter().filter(|(number, _)| !taken.contains(number) && !is_flags);
    for (number, count) in unnamed {
        let evidence = format!("{number} in {}", times(*count, "value"));
        let finding = format!("has a member {number}, whose name nobody knows");
        lessons.push(entry.clone().lesson(Topic::Enum, Certainty::Open, finding, evidence, Vec::new()));
    }
}

/// Returns the entry of a new member, behind those with smaller numbers.
fn insertion(of: &Enum, word: &str, number: i128, seen: &EnumSeen) -> Edit {
    let name = clr_name(word);
    // The two serializers look at two attributes.
    let has = |form: Form| seen.words[form].contains_key(word);
    let is_of_xml_serializer = has(Form::XmlSerializer) && !has(Form::DataContract) && !has(Form::Json);
    let key = if is_of_xml_serializer { "xmlEnum" } else { "name" };
    let number_text =
        i64::try_from(number).map_or_else(|_| json!(number.to_string()), |number| json!(number));
    let value = if name == word { number_text } else { json!({ "value": number_text, key: word }) };
    let smaller = of.members.iter().filter(|member| member.value.value < number);
    let behind = smaller.max_by_key(|member| member.value.value).map(|member| member.name.value.clone());
    Edit::Insert { object: "enum", name, value, behind }
}

/// Returns the number of each word and in how many objects it was so: where no object says otherwise.
fn numbers_by_word(seen: &EnumSeen) -> BTreeMap<&str, (i128, u64)> {
    let mut numbers: BTreeMap<&str, (i128, u64)> = BTreeMap::new();
    let mut words: BTreeMap<i128, &str> = BTreeMap::new();
    let (mut bad_words, mut bad_numbers) = (BTreeSet::new(), BTreeSet::new());
    for ((word, number), count) in &seen.pairs {
        if numbers.insert(word, (*number, *count)).is_some() {
            bad_words.insert(word.as_str());
        }
        // Two names of one number are rare, and .NET writes only one of them.
        if words.insert(*number, word).is_some() {
            bad_numbers.insert(*number);
        }
    }
    numbers.retain(|word, (number, _)| !bad_words.contains(word) && !bad_numbers.contains(number));
    numbers
}

/// Returns what C# may call the member that has this text on the wire.
fn clr_name(word: &str) -> String {
    let is_identifier = word
        .chars()
        .enumerate()
        .all(|(at, c)| c == '_' || if at == 0 { c.is_alphabetic() } else { c.is_alphanumeric() });
    if is_identifier { word.to_owned() } else { rust_name::type_name(word) }
}
