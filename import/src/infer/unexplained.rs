//! Samples that the spec does not reproduce: they are left out, each with a remark that says why, since whatever
//! import writes passes `check`. People write samples by hand, and pages show values that are made anew each time.
//!
//! Of JSON with `$id`, `$ref` or `$type` that the settings do not explain the reason is known: clients that go by
//! the settings could not read it either.

use std::collections::{BTreeMap, HashMap, HashSet};

use datacontract_codegen::{payload, spec::Format};

use crate::{
    infer::{
        assemble::Assembled,
        direction::Direction,
        makers::hand::OF_NO_SERIALIZER,
        model::Remark,
        operations::payloads,
        samples::{
            form::Text,
            json::{self, Json},
            xml,
        },
    },
    report::Examination,
};

/// What Json.NET says of values besides their members.
const METADATA: [&str; 3] = ["\"$id\"", "\"$ref\"", "\"$type\""];

/// What stands at the places of an endpoint's samples.
const PLACES: [(Direction, Format); 4] = [
    (Direction::Request, Format::Json),
    (Direction::Request, Format::Xml),
    (Direction::Response, Format::Json),
    (Direction::Response, Format::Xml),
];

/// A sample: the index of its endpoint, and its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct SamplePlace {
    endpoint: usize,
    at: usize,
}

impl SamplePlace {
    /// Returns the sample of the same payload in the other format.
    fn other(self) -> Self {
        Self { at: self.at ^ 1, ..self }
    }

    /// Returns what stands there: of which payload, in which format.
    fn what(self) -> (Direction, Format) {
        PLACES[self.at % PLACES.len()]
    }

    fn format(self) -> Format {
        self.what().1
    }
}

/// The samples that are out of the spec, by their places, with their names.
#[derive(Debug, Default)]
pub(super) struct LeftOut(BTreeMap<SamplePlace, String>);

impl LeftOut {
    /// Returns how many there are.
    pub(super) fn count(&self) -> usize {
        self.0.len()
    }
}

/// Leaves out the samples that the proof does not reproduce, as few as it takes: of a payload in two formats, XML
/// unless JSON alone is not reproduced either. `prove` proves what is left.
pub(super) fn leave_out(
    assembled: &mut Assembled,
    first: &Examination,
    prove: &mut dyn FnMut(&mut Assembled) -> Examination,
) -> LeftOut {
    let mut out = LeftOut::default();
    let failed = failed(assembled, first);
    if failed.is_empty() {
        return out;
    }
    let causes = causes(first);
    let with_metadata = with_metadata(assembled, &failed);
    // XML alone, where both stand.
    for place in &failed {
        let is_both = sample(assembled, place.other()).is_some();
        if place.format() == Format::Xml || !is_both || with_metadata.contains(place) {
            out.take(assembled, *place);
        } else {
            out.take(assembled, place.other());
        }
    }
    // JSON in its place, where that is what was wrong; then both.
    for is_last in [false, true] {
        let examination = prove(assembled);
        let failed = self::failed(assembled, &examination);
        if failed.is_empty() {
            break;
        }
        for place in failed {
            out.take(assembled, place);
            if !is_last {
                out.give_back(assembled, place.other());
            }
        }
    }
    let names: HashSet<&String> = out.0.values().collect();
    let texts: HashMap<String, String> =
        assembled.samples.extract_if(.., |(name, _)| names.contains(name)).collect();
    for (place, name) in &out.0 {
        let why = causes.get(name).or_else(|| {
            let other = sample(assembled, place.other())?;
            causes.get(other)
        });
        let text = texts.get(name).map(String::as_str).unwrap_or_default();
        note(assembled, *place, text, why.map(String::as_str));
    }
    out
}

impl LeftOut {
    fn take(&mut self, assembled: &mut Assembled, place: SamplePlace) {
        let endpoint = assembled.api.endpoints.get_mut(place.endpoint);
        if let Some(name) = endpoint.and_then(|endpoint| endpoint.samples.get_mut(place.at)?.take()) {
            self.0.insert(place, name);
        }
    }

    fn give_back(&mut self, assembled: &mut Assembled, place: SamplePlace) {
        let endpoint = assembled.api.endpoints.get_mut(place.endpoint);
        if let Some(sample) = endpoint.and_then(|endpoint| endpoint.samples.get_mut(place.at))
            && let Some(name) = self.0.remove(&place)
        {
            *sample = Some(name);
        }
    }
}

fn sample(assembled: &Assembled, place: SamplePlace) -> Option<&String> {
    assembled.api.endpoints.get(place.endpoint)?.samples.get(place.at)?.as_ref()
}

/// Returns the samples that are not reproduced.
fn failed(assembled: &Assembled, examination: &Examination) -> Vec<SamplePlace> {
    let failed = examination.failed_samples();
    let mut found = Vec::new();
    for (endpoint, entry) in assembled.api.endpoints.iter().enumerate() {
        for (at, (direction, format)) in PLACES.into_iter().enumerate() {
            if failed.contains(&(entry.heading.as_str(), direction.word(), format)) {
                found.push(SamplePlace { endpoint, at });
            }
        }
    }
    found
}

/// Says where the two samples of a payload differ in a text that the service makes anew each time. Returns whether
/// there are any.
pub(super) fn note_disagreements(assembled: &mut Assembled, examination: &Examination) -> bool {
    let disagreements = examination.disagreements();
    for (name, message) in &disagreements {
        let has_sample =
            |samples: &[Option<String>; 4]| samples.iter().flatten().any(|sample| sample == name);
        if let Some(endpoint) =
            assembled.api.endpoints.iter_mut().find(|endpoint| has_sample(&endpoint.samples))
        {
            let text = format!("{message}: the service is taken to make the text anew each time");
            endpoint.remarks.push(Remark::inferred(text));
        }
    }
    !disagreements.is_empty()
}

/// Returns the first message about each sample.
fn causes(examination: &Examination) -> HashMap<String, String> {
    let first = examination.first_messages().into_iter();
    first.map(|(name, message)| (name.to_owned(), message.to_owned())).collect()
}

/// Returns what of Json.NET's own a sample has.
fn metadata(text: &str) -> Option<&'static str> {
    METADATA.into_iter().find(|key| text.contains(key)).map(|key| key.trim_matches('"'))
}

/// Returns which of these samples are JSON that has something of Json.NET's own.
fn with_metadata(assembled: &Assembled, places: &[SamplePlace]) -> HashSet<SamplePlace> {
    let texts: HashMap<&String, &String> =
        assembled.samples.iter().map(|(name, text)| (name, text)).collect();
    let has_metadata = |place: &&SamplePlace| {
        let text = sample(assembled, **place).and_then(|name| texts.get(name));
        place.format() == Format::Json && text.and_then(|text| metadata(text)).is_some()
    };
    places.iter().filter(has_metadata).copied().collect()
}

/// Says why a sample is left out.
fn note(assembled: &mut Assembled, place: SamplePlace, text: &str, why: Option<&str>) {
    let (direction, format) = place.what();
    let why = why.unwrap_or("it is not reproduced");
    let metadata = metadata(text).filter(|_| format == Format::Json);
    let is_by_hand = is_by_hand(text, format);
    let declares_nothing = format == Format::Xml && xml::declares_nothing(text);
    let format = payload::name(format);
    let start = format!("the {format} sample of the {} is left out: ", direction.word());
    let remark = match metadata {
        Some(key) => Remark::open(format!("{start}it has `{key}`, and {why}"))
            .advise("write what `json` of the spec has to say of it, or call the service in XML"),
        None if is_by_hand && declares_nothing => Remark::open(format!("{start}{OF_NO_SERIALIZER}"))
            .advise("see what the service itself sends, and name it in `samples`"),
        None if is_by_hand => Remark::open(format!("{start}a person seems to have written it, and {why}"))
            .advise("see what the service itself sends, and name it in `samples`"),
        None => Remark::open(format!("{start}the types that the pages show do not reproduce it: {why}"))
            .advise("compare types and sample, or see what the service itself sends"),
    };
    if let Some(endpoint) = assembled.api.endpoints.get_mut(place.endpoint) {
        if place.format() == Format::Xml {
            endpoint.remarks.iter_mut().for_each(|remark| payloads::take_back_added(remark, direction));
        }
        endpoint.remarks.push(remark);
    }
}

/// Returns whether a sample has texts, and none of the engine's.
fn is_by_hand(text: &str, format: Format) -> bool {
    fn texts<'j>(json: &'j Json, found: &mut Vec<&'j str>) {
        match json {
            Json::Text(text) => found.push(text),
            Json::Array(array) => array.items.iter().for_each(|item| texts(item, found)),
            Json::Object(object) => object.members.iter().for_each(|(_, value)| texts(value, found)),
            Json::Null | Json::Bool(_) | Json::Number(_) => {}
        }
    }
    let parsed = (format == Format::Json).then(|| json::parse(text)).flatten();
    let mut found = Vec::new();
    match &parsed {
        Some(parsed) => texts(&parsed.value, &mut found),
        None => {
            found.extend(text.split(['<', '>']).skip(2).step_by(2).filter(|text| !text.trim().is_empty()));
        }
    }
    let is_engines = |text: &&str| matches!(Text::of(text), Text::Sample(_) | Text::Uri(_));
    !found.is_empty() && !found.iter().any(is_engines)
}
