//! Whether answers have a body, where no page says what it is.

use datacontract_codegen::spec::{Untyped, remarks::doubts};
use serde_json::json;

use super::{Context, times};
use crate::learn::lesson::{Certainty, Edit, Lesson, Topic};

pub(super) fn learn(context: &Context<'_, '_>, lessons: &mut Vec<Lesson>) {
    for (index, seen) in &context.seen.endpoints {
        let endpoint = &context.spec().endpoints[*index];
        let entry = context.endpoint_entry(*index);
        for (name, count) in &seen.others {
            let evidence = format!("the root is `{name}` in {}", times(*count, "document"));
            let finding = "has other answers too: there may be an endpoint that the spec does not have";
            lessons.push(entry.clone().lesson(Topic::Body, Certainty::Open, finding, evidence, Vec::new()));
        }
        if endpoint.response.is_some() {
            continue;
        }
        if seen.bodies > 0 {
            let evidence = format!("{} with a body", times(seen.bodies, "answer"));
            let finding = "has a response: write its type";
            lessons.push(entry.lesson(Topic::Body, Certainty::Open, finding, evidence, Vec::new()));
            continue;
        }
        let is_untyped = endpoint.untyped().any(|untyped| untyped == Untyped::Response);
        if !is_untyped || seen.empty < context.at_least {
            continue;
        }
        let others = endpoint.untyped().any(|untyped| untyped != Untyped::Response);
        let edit = if others {
            Edit::Key { key: "untyped", value: json!(["request"]) }
        } else {
            Edit::Without { key: "untyped" }
        };
        let edits = vec![edit, Edit::Settle { entry: entry.at, words: doubts::RESPONSE, member: None }];
        let evidence = format!("no body in {}", times(seen.empty, "answer"));
        lessons.push(entry.lesson(Topic::Body, Certainty::Counted, "has no response", evidence, edits));
    }
}
