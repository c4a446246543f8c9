//! Members that the contract does not have.

use datacontract::contract::Naming;
use datacontract_codegen::spec::{Format, wire_name};
use serde_json::{Value, json};

use super::{Context, times};
use crate::learn::{
    lesson::{Certainty, Edit, Lesson, Topic},
    observed::{ClassSeen, Look, UnknownMember},
};

/// What is a guess of a member that no page shows.
const BY_LOOKS: &str = "its type is what its values look like";

pub(super) fn learn(context: &Context<'_, '_>, lessons: &mut Vec<Lesson>) {
    for (index, seen) in &context.seen.classes {
        of_class(context, *index, seen, lessons);
    }
}

fn of_class(context: &Context<'_, '_>, index: usize, seen: &ClassSeen, lessons: &mut Vec<Lesson>) {
    let style = context.spec().json.with(context.ty(index).json);
    let naming = Naming::from(style.naming);
    for (name, json) in &seen.unknown {
        if json.there[0] == 0 {
            // What JSON has under the name that it gives this one is the same member.
            let in_json = seen.unknown.get(&naming.apply(name)).filter(|other| other.there[0] > 0);
            if in_json.is_none() || naming.apply(name) == *name {
                lessons.push(of_member(context, index, name, json, seen));
            }
            continue;
        }
        let in_xml = seen.unknown.iter().find(|(xml, other)| {
            *xml != name && other.there[1] > 0 && other.there[0] == 0 && naming.apply(xml) == *name
        });
        match in_xml {
            Some((xml, other)) => {
                let mut both = json.clone();
                both.there[1] += other.there[1];
                both.looks.extend(&other.looks);
                both.nulls += other.nulls;
                lessons.push(of_member(context, index, xml, &both, seen));
            }
            None => lessons.push(of_member(context, index, &declared(name, naming), json, seen)),
        }
    }
}

/// Returns what C# calls a member that JSON shows, as far as the naming can be undone.
fn declared(name: &str, naming: Naming) -> String {
    if naming == Naming::AsDeclared {
        return name.to_owned();
    }
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn of_member(
    context: &Context<'_, '_>,
    index: usize,
    name: &str,
    member: &UnknownMember,
    seen: &ClassSeen,
) -> Lesson {
    let entry = context.type_entry(index);
    let there: u64 = member.there.iter().sum();
    let objects: u64 = (0..2).filter(|at| member.there[*at] > 0).map(|at| seen.objects[at]).sum();
    let evidence = format!("in {there} of {}", times(objects, "object"));
    let finding = format!("has a member `{name}`");
    let is_identifier = datacontract_codegen::spec::rust_name::is_identifier(name);
    let Some(word) = type_word(member).filter(|_| is_identifier) else {
        let why = if member.looks.contains(&Look::Parts) { "it has parts" } else { "nothing shows its type" };
        let evidence = format!("{evidence}; {why}");
        return entry.lesson(Topic::Member, Certainty::Open, finding, evidence, Vec::new());
    };
    let is_in_json_alone = member.there[1] == 0 && seen.objects[1] >= context.at_least;
    let value =
        if is_in_json_alone { json!({ "type": word, "only": "json" }) } else { Value::from(word.as_str()) };
    if there < objects {
        let evidence = format!("{evidence}; it is left out for its value, or a derived class has it");
        return entry.lesson(Topic::Member, Certainty::Open, finding, evidence, Vec::new());
    }
    let behind = member.after.as_deref().and_then(|after| member_called(context, index, after));
    let edits = vec![Edit::Insert { object: "members", name: name.to_owned(), value, behind }];
    let lesson = entry.lesson(Topic::Member, Certainty::Shown, finding, evidence, edits);
    Lesson { guess: Some(BY_LOOKS.to_owned()), ..lesson }
}

/// Returns what C# calls the class's own member that has this name in JSON.
fn member_called(context: &Context<'_, '_>, index: usize, name: &str) -> Option<String> {
    let class = context.ty(index).class()?;
    let found =
        class.members.iter().find(|member| wire_name(context.spec(), Format::Json, index, member) == name);
    found.map(|member| member.name.value.clone())
}

fn type_word(member: &UnknownMember) -> Option<String> {
    let looks: Vec<Look> = member.looks.iter().copied().collect();
    let mark = if member.nulls > 0 { "?" } else { "" };
    Some(match looks.as_slice() {
        [] => return None,
        looks if looks.contains(&Look::Parts) => return None,
        [Look::Bool] => format!("boolean{mark}"),
        [Look::Whole] => format!("integer{mark}"),
        [Look::Fraction] | [Look::Whole, Look::Fraction] => format!("decimal number{mark}"),
        [Look::Guid] => format!("globally unique identifier{mark}"),
        [Look::Date] => format!("date{mark}"),
        _ => "string".to_owned(),
    })
}
