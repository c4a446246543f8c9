//! The statuses that endpoints answer with.

use http::StatusCode;
use serde_json::Value;

use super::{Context, times};
use crate::learn::lesson::{Certainty, Edit, Lesson, Topic};

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
            let evidence = format!("{status} in {count} of {}", times(answers, "answer"));
            let edits =
                vec![Edit::Insert { object: "status", name: status.to_string(), value, behind: None }];
            let finding = format!("answers {status}");
            let entry = context.endpoint_entry(*index);
            lessons.push(entry.lesson(Topic::Status, Certainty::Shown, finding, evidence, edits));
        }
    }
}
