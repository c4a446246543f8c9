//! The statuses that endpoints answer with.

use http::StatusCode;
use serde_json::Value;

use super::{Context, times};
use crate::learn::{
    lesson::{Certainty, Edit, Lesson, Topic},
    observed::ErrorSeen,
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
            let bodies = seen.errors.get(status).map(told).unwrap_or_default();
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

/// Returns what is to be said of the bodies of errors. Specs have no place for their types: clients have the body of an error as
/// it came, and .NET's own `HttpError`.
fn told(seen: &ErrorSeen) -> String {
    if seen.bodies == 0 {
        return String::new();
    }
    let names: Vec<String> = seen.names.keys().take(SHOWN_NAMES).map(|name| format!("`{name}`")).collect();
    let of = if names.is_empty() { String::new() } else { format!(" of {}", names.join(", ")) };
    let more = if seen.names.len() > SHOWN_NAMES { " and more" } else { "" };
    format!(
        ", with {}{of}{more}",
        if seen.bodies == 1 { "a body".to_owned() } else { format!("{} bodies", seen.bodies) }
    )
}
