//! Whether answers have a body, where no page says what it is.

use datacontract::contract::Serializer;
use datacontract_codegen::spec::{Endpoint, Untyped, remarks::doubts};
use serde_json::json;

use super::{Context, Entry, times};
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
        if seen.of_other_serializer > 0 {
            lessons.push(of_other_serializer(context, endpoint, seen.of_other_serializer, entry.clone()));
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

/// What to write where another serializer has written the answers than the spec says. Of an endpoint whose samples are in the form of
/// the spec a person decides: the service has changed, or it has two forms.
fn of_other_serializer(
    context: &Context<'_, '_>,
    endpoint: &Endpoint,
    documents: u64,
    entry: Entry,
) -> Lesson {
    let known =
        endpoint.response.as_ref().map(|response| context.spec().serializer_of(endpoint, &response.ty));
    let (name, word, shown) = match known {
        Some(Serializer::XmlSerializer) => {
            ("DataContractSerializer", "dataContractSerializer", "is of a contract")
        }
        _ => ("XmlSerializer", "xmlSerializer", "declares `xsi` and `xsd`"),
    };
    let finding = format!("answers with the XML of {name}");
    let evidence = format!("the root {shown} in {}", times(documents, "document"));
    if endpoint.samples.request.xml.is_some() || endpoint.samples.response.xml.is_some() {
        let evidence = format!("{evidence}; its samples are of the other serializer");
        return entry.lesson(Topic::Body, Certainty::Open, finding, evidence, Vec::new());
    }
    let edits = vec![Edit::Key { key: "xml", value: json!({ "serializer": word }) }];
    entry.lesson(Topic::Body, Certainty::Shown, finding, evidence, edits)
}
