//! JSON samples with `$id`, `$ref` or `$type` that the settings do not explain: they are left out, since
//! clients that go by the settings could not read them either.

use super::{assemble::Assembled, model::Remark};
use crate::report::Examination;

/// What Json.NET says of values besides their members.
const METADATA: [&str; 3] = ["\"$id\"", "\"$ref\"", "\"$type\""];

/// Whether samples were left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LeftOut {
    Some,
    None,
}

/// Leaves out the samples with metadata that the proof says are not reproduced, and tells of each.
pub(super) fn leave_out(assembled: &mut Assembled, examination: &Examination) -> LeftOut {
    let mut gone = Vec::new();
    for (heading, what, why) in examination.failed_in_json() {
        let found = assembled.api.endpoints.iter_mut().find(|endpoint| endpoint.heading == heading);
        let Some(endpoint) = found else { continue };
        let place = if what == "request" { 0 } else { 2 };
        let Some(sample) = endpoint.samples.get_mut(place) else { continue };
        let text = assembled.samples.iter().find(|(name, _)| Some(name) == sample.as_ref());
        let Some((name, text)) = text else { continue };
        if let Some(key) = METADATA.into_iter().find(|key| text.contains(key)) {
            let key = key.trim_matches('"');
            let text = format!("the JSON sample of the {what} is left out: it has `{key}`, and {why}");
            endpoint.remarks.push(
                Remark::open(text)
                    .advise("write what `json` of the spec has to say of it, or call the service in XML"),
            );
            gone.push(name.clone());
            *sample = None;
        }
    }
    assembled.samples.retain(|(name, _)| !gone.contains(name));
    if gone.is_empty() { LeftOut::None } else { LeftOut::Some }
}
