//! JSON samples with `$id`, `$ref` or `$type` that the settings do not explain: they are left out, since
//! clients that go by the settings could not read them either.

use std::collections::{HashMap, HashSet};

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

/// Leaves out the samples with metadata that are not reproduced by the proof, each with a remark.
pub(super) fn leave_out(assembled: &mut Assembled, examination: &Examination) -> LeftOut {
    let failed = examination.failed_in_json();
    if failed.is_empty() {
        return LeftOut::None;
    }
    let texts: HashMap<&str, &str> =
        assembled.samples.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let causes = examination.first_messages();
    let mut gone = HashSet::new();
    for endpoint in &mut assembled.api.endpoints {
        for (what, place) in [("request", 0), ("response", 2)] {
            if !failed.contains(&(endpoint.heading.as_str(), what)) {
                continue;
            }
            let Some(sample) = endpoint.samples.get_mut(place) else { continue };
            let Some(name) = sample.as_deref() else { continue };
            let key = METADATA.into_iter().find(|key| texts.get(name).is_some_and(|text| text.contains(key)));
            let Some(key) = key.map(|key| key.trim_matches('"')) else { continue };
            let why = causes.get(name).copied().unwrap_or("is not reproduced");
            let text = format!("the JSON sample of the {what} is left out: it has `{key}`, and {why}");
            endpoint.remarks.push(
                Remark::open(text)
                    .advise("write what `json` of the spec has to say of it, or call the service in XML"),
            );
            gone.extend(sample.take());
        }
    }
    assembled.samples.retain(|(name, _)| !gone.contains(name));
    if gone.is_empty() { LeftOut::None } else { LeftOut::Some }
}
