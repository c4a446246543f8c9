//! The statuses that endpoints answer with.

use http::StatusCode;
use serde_json::Value;

use super::{Context, times};
use crate::learn::{
    errors::{ErrorBody, ErrorSeen},
    lesson::{Certainty, Edit, Lesson, Topic},
};

pub(super) fn learn(context: &Context<'_, '_>, lessons: &mut Vec<Lesson>) {
    for (index, seen) in &context.seen.endpoints {
        let endpoint = &context.spec().endpoints[*index];
        let answers: u64 = seen.statuses.values().sum();
        for (status, count) in &seen.statuses {
            let is_listed = endpoint.status.iter().any(|listed| listed.code.value == *status);
            // These say nothing about the endpoint: all went well, or nothing has changed since.
            if is_listed || matches!(status, 0..=200 | 204 | 304) {
                continue;
            }
            let reason = StatusCode::from_u16(*status).ok().and_then(|status| status.canonical_reason());
            let value = Value::from(reason.map_or_else(|| "Seen.".to_owned(), |reason| format!("{reason}.")));
            let bodies = seen.errors.get(status).map(|seen| told(context, seen)).unwrap_or_default();
            let evidence = format!("{status} in {count} of {}{bodies}", times(answers, "answer"));
            let edits =
                vec![Edit::Insert { object: "status", name: status.to_string(), value, behind: None }];
            let finding = format!("answers {status}");
            let entry = context.endpoint_entry(*index);
            lessons.push(entry.lesson(Topic::Status, Certainty::Shown, finding, evidence, edits));
        }
    }
}

/// How many names of an error's members are told.
const SHOWN_NAMES: usize = 8;

/// Returns what is to be said of the bodies of errors. Endpoints have no place for their types: clients have the body of an error as
/// it came, .NET's own read, and read others by a class that they are given.
fn told(context: &Context<'_, '_>, seen: &ErrorSeen) -> String {
    let bodies = seen.bodies();
    if bodies == 0 {
        return String::new();
    }
    let kinds: Vec<String> = seen.kinds.keys().map(|kind| what(context, kind)).collect();
    let names: Vec<String> = seen.names.keys().take(SHOWN_NAMES).map(|name| format!("`{name}`")).collect();
    let members = if names.is_empty() { String::new() } else { format!(": {}", names.join(", ")) };
    let more = if seen.names.len() > SHOWN_NAMES { " and more" } else { "" };
    let bodies = if bodies == 1 { "a body".to_owned() } else { format!("{bodies} bodies") };
    format!(", with {bodies}, {}{members}{more}", kinds.join(" or "))
}

fn what(context: &Context<'_, '_>, kind: &ErrorBody) -> String {
    match kind {
        ErrorBody::HttpError => ".NET's `HttpError`".to_owned(),
        ErrorBody::ProblemDetails => "ASP.NET Core's `ProblemDetails`".to_owned(),
        ErrorBody::Class(index) => format!("`{}`", context.ty(*index).name.value),
        ErrorBody::Unknown => "of a class that the spec does not have".to_owned(),
        ErrorBody::Text => "a text".to_owned(),
        ErrorBody::Other(media_type) => format!("of the media type `{media_type}`"),
    }
}
