//! Members that the contract does not have.

use datacontract::contract::Naming;
use datacontract_codegen::spec::{Member, MemberPlace, wire_name};
use serde_json::{Value, json};

use super::{Context, times};
use crate::learn::{
    document::Form,
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
        if json.there[Form::Json] == 0 {
            // What JSON has under the name that it gives this one is the same member.
            let in_json = seen.unknown.get(&naming.apply(name)).filter(|other| other.there[Form::Json] > 0);
            if in_json.is_none() || naming.apply(name) == *name {
                lessons.push(of_member(context, index, name, json, seen));
            }
            continue;
        }
        let in_xml = seen.unknown.iter().find(|(xml, other)| {
            *xml != name
                && other.there.xml() > 0
                && other.there[Form::Json] == 0
                && naming.apply(xml) == *name
        });
        match in_xml {
            Some((xml, other)) => {
                let mut both = json.clone();
                for form in [Form::DataContract, Form::XmlSerializer] {
                    both.there[form] += other.there[form];
                }
                both.is_attribute |= other.is_attribute;
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
    let there = member.there.sum();
    let seen_in = Form::ALL.into_iter().filter(|form| member.there[*form] > 0);
    let objects: u64 = seen_in.map(|form| seen.objects[form]).sum();
    let evidence = format!("in {there} of {}", times(objects, "object"));
    let finding = format!("has a member `{name}`");
    let is_identifier = datacontract_codegen::spec::rust_name::is_identifier(name);
    let Some(word) = type_word(member).filter(|_| is_identifier) else {
        let why = if member.looks.contains(&Look::Parts) { "it has parts" } else { "nothing shows its type" };
        let evidence = format!("{evidence}; {why}");
        return entry.lesson(Topic::Member, Certainty::Open, finding, evidence, Vec::new());
    };
    let is_never_in = |form: Form| member.there[form] == 0 && seen.objects[form] >= context.at_least;
    let mut value = json!({ "type": word });
    if member.there.xml() == 0 && is_never_in(Form::DataContract) {
        value["only"] = json!("json");
    }
    if member.is_attribute {
        value["xml"] = json!({ "xmlAttribute": true });
    }
    if value.as_object().is_some_and(|value| value.len() == 1) {
        value = Value::from(word.as_str());
    }
    // XmlSerializer leaves out null, where the other forms show it.
    let left_out = seen.objects[Form::XmlSerializer]
        - member.there[Form::XmlSerializer].min(seen.objects[Form::XmlSerializer]);
    let may_be_null = word == "string" && member.there[Form::XmlSerializer] > 0;
    let is_left_out = there < objects;
    if is_left_out && !(may_be_null && there + left_out == objects) {
        let evidence = format!("{evidence}; it is left out for its value, or a derived class has it");
        return entry.lesson(Topic::Member, Certainty::Open, finding, evidence, Vec::new());
    }
    // JSON has the order of the source, and so has XmlSerializer.
    let after =
        [Form::Json, Form::XmlSerializer].map(|form| member.after[form].as_deref().map(|name| (form, name)));
    let mut after = after.into_iter().flatten();
    let behind = after.find_map(|(form, name)| member_called(context, index, form, name));
    let edits = vec![Edit::Insert { object: "members", name: name.to_owned(), value, behind }];
    let lesson = entry.lesson(Topic::Member, Certainty::Shown, finding, evidence, edits);
    let guess =
        if is_left_out { format!("{BY_LOOKS}, and null where it is left out") } else { BY_LOOKS.to_owned() };
    Lesson { guess: Some(guess), ..lesson }
}

/// Returns what C# calls the class's own member that has this name in documents of a form.
fn member_called(context: &Context<'_, '_>, index: usize, form: Form, name: &str) -> Option<String> {
    let spec = context.spec();
    let class = context.ty(index).class()?;
    let is_called = |member: &&Member| match form {
        Form::XmlSerializer => match spec.xml_serializer_place(member) {
            MemberPlace::Element(places) | MemberPlace::Items(places) => {
                places.iter().any(|place| place.name == name)
            }
            MemberPlace::Attribute(_) | MemberPlace::Text | MemberPlace::Unnamed => false,
        },
        form => wire_name(spec, form.format(), index, member) == name,
    };
    class.members.iter().find(is_called).map(|member| member.name.value.clone())
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
