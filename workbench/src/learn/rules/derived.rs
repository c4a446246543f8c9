//! Objects of derived classes: which of them stand where another class is declared.

use serde_json::Value;

use super::{Context, times};
use crate::learn::{
    document::Form,
    lesson::{Certainty, Edit, Lesson, Topic},
};

pub(super) fn learn(context: &Context<'_, '_>, lessons: &mut Vec<Lesson>) {
    for (index, seen) in &context.seen.classes {
        let entry = context.type_entry(*index);
        let mut open = |finding: String, evidence: String| {
            lessons.push(entry.clone().lesson(
                Topic::Derived,
                Certainty::Open,
                finding,
                evidence,
                Vec::new(),
            ));
        };
        for (name, count) in &seen.unknown_classes {
            let finding = format!("has a derived class {name}, which the spec does not have");
            open(finding, times(*count, "object"));
        }
        let mut known = context.ty(*index).class().map_or_else(Vec::new, |class| {
            class.known_types.iter().map(ToString::to_string).collect::<Vec<String>>()
        });
        let mut new = Vec::new();
        let mut objects = 0;
        let mut included = Included::default();
        for (derived, count) in &seen.derived {
            let name = context.ty(*derived).name.value.to_string();
            let of_contract = count[Form::Json] + count[Form::DataContract];
            let of_xml_serializer = count[Form::XmlSerializer];
            if !context.spec().with_bases(*derived).contains(index) {
                let finding = format!("`{name}` stands where it is declared: write its `base`");
                open(finding, times(count.sum(), "object"));
                continue;
            }
            if of_contract > 0 && !is_known(context, *derived) {
                known.push(name.clone());
                new.push(format!("`{name}`"));
                objects += of_contract;
            }
            if of_xml_serializer > 0 && !context.spec().xml_serializer_knows(*derived) {
                included.names.push(name);
                included.objects += of_xml_serializer;
            }
        }
        if !new.is_empty() {
            let edits = vec![Edit::Key { key: "knownTypes", value: Value::from(known) }];
            let finding = format!("may be {}", new.join(", "));
            let evidence = format!("{} of a derived class", times(objects, "object"));
            lessons.push(entry.clone().lesson(Topic::Derived, Certainty::Shown, finding, evidence, edits));
        }
        lessons.extend(included.lesson(context, *index));
    }
}

/// The classes that `XmlSerializer` has written in place of another one, of which it has to know.
#[derive(Default)]
struct Included {
    names: Vec<String>,
    objects: u64,
}

impl Included {
    fn lesson(self, context: &Context<'_, '_>, index: usize) -> Option<Lesson> {
        if self.names.is_empty() {
            return None;
        }
        let shown: Vec<String> = self.names.iter().map(|name| format!("`{name}`")).collect();
        let known = context.ty(index).xml.includes.iter().map(ToString::to_string);
        let all: Vec<String> = known.chain(self.names).collect();
        let edits = vec![Edit::Inner { object: "xml", key: "xmlInclude", value: Value::from(all) }];
        let finding = format!("may be {} in XML", shown.join(", "));
        let evidence = format!("{} of a derived class", times(self.objects, "object"));
        Some(context.type_entry(index).lesson(Topic::Derived, Certainty::Shown, finding, evidence, edits))
    }
}

/// Returns whether a class is a known type somewhere: of a base class, or of a class that has a member of it.
fn is_known(context: &Context<'_, '_>, derived: usize) -> bool {
    let spec = context.spec();
    let mut known = spec.types.iter().filter_map(|ty| ty.class()).flat_map(|class| &class.known_types);
    known.any(|known| spec.named(known) == Some(derived))
}
