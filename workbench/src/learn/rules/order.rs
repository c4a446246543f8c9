//! The order of members.
//!
//! What the order of a document is by is not on the wire: attributes with numbers, or the order of the source. So a person decides what
//! to write.

use datacontract_codegen::spec::Format;

use super::{Context, times};
use crate::learn::{
    document::Form,
    lesson::{Certainty, Lesson, Topic},
};

pub(super) fn learn(context: &Context<'_, '_>, lessons: &mut Vec<Lesson>) {
    for (index, class) in &context.seen.classes {
        for form in Form::ALL {
            let seen = &class.orders[form];
            if seen.other == 0 {
                continue;
            }
            let names = seen.longest.iter().filter_map(|(ty, member)| context.member(*ty, *member));
            let names: Vec<String> = names.map(|member| format!("`{}`", member.name.value)).collect();
            let format = if form.format() == Format::Json { "JSON" } else { "XML" };
            let finding = format!("has its members in another order in {format}: {}", names.join(", "));
            let advice = match form {
                Form::Json => "`jsonOrder`, or the order of the source, says so",
                Form::DataContract => "`order` says so, or a base class",
                Form::XmlSerializer => "the order of the source, or of a base class, says so",
            };
            let all = times(seen.kept + seen.other, "object");
            let evidence = format!("in {} of {all}; {advice}", seen.other);
            let entry = context.type_entry(*index);
            lessons.push(entry.lesson(Topic::Order, Certainty::Open, finding, evidence, Vec::new()));
        }
    }
}
