//! Recorded documents as samples of endpoints that have none.
//!
//! A page without a sample proves nothing, so the spec is only as good as its tables. What the service really answers proves as
//! much as a page does: a recording becomes a sample if the contract reproduces it, as `check` proves samples of pages.

use std::collections::{BTreeMap, BTreeSet};

use datacontract_codegen::prove::{PayloadReport, SampleState};
use datacontract_codegen::spec::{Endpoint, Format, Spec};
use serde_json::{Map, Value};

use super::lesson::{Certainty, Edit, Lesson, Topic};
use super::revise;
use crate::sample::Side;
use crate::site::{Site, friendly_id};
use crate::traffic::matching::{Match, Matcher};
use crate::traffic::{Exchange, Message, Redaction, recording};

/// How many bytes a sample may have: people read them.
const LARGEST: usize = 16 << 10;
/// How many recordings of a payload are tried.
const TRIED: usize = 4;

/// The samples that recordings give.
#[derive(Clone, Debug, Default)]
pub struct Samples {
    /// What is to be written into the spec that they were found for, and which endpoints still have none.
    pub lessons: Vec<Lesson>,
    /// The files: the names that the spec has for them, and their contents.
    pub files: BTreeMap<String, String>,
}

/// A payload of an endpoint.
type Place = (usize, Side);

/// What may become the sample of a payload in one format.
struct Candidate {
    text: String,
    /// The name of its recording.
    recording: String,
}

/// The candidates by payload and format: the best first. The formats are in the order of samples in a spec.
type Candidates = BTreeMap<(Place, u8), Vec<Candidate>>;

impl Samples {
    /// Returns samples for the payloads of a site that have none. Exchanges are to be given in their order, since a secret of
    /// one is hidden in the next.
    ///
    /// ```
    /// use datacontract_workbench::{learn::Samples, site::Site, traffic::{Exchange, Message}};
    ///
    /// let spec = r#"{ "version": 1, "name": "Shop", "module": "shop",
    ///   "endpoints": { "GET api/orders": { "response": "Order" } },
    ///   "types": { "Shop.Order": { "members": { "Id": "int", "Pin": { "type": "string", "secret": true } } } } }"#;
    /// let site = Site::from_text(spec, &[]).0.unwrap();
    /// let answer = br#"{"Id":5,"Pin":"4711"}"#.to_vec();
    /// let exchange = Exchange {
    ///     method: "GET".to_owned(),
    ///     url: "/api/orders".to_owned(),
    ///     status: 200,
    ///     response: Message::new("application/json", Some(answer)),
    ///     ..Exchange::default()
    /// };
    ///
    /// let samples = Samples::find(&site, &[exchange]);
    /// let file = &samples.files["GET-api-orders.response.recorded.json"];
    /// assert_eq!(file, "{\n  \"Id\": 5,\n  \"Pin\": \"[secret]\"\n}\n");
    /// ```
    #[must_use]
    pub fn find(site: &Site, exchanges: &[Exchange]) -> Self {
        let mut open = candidates(site, exchanges);
        let wanted: BTreeSet<Place> = open.keys().map(|(place, _)| *place).collect();
        let mut chosen: BTreeMap<(Place, u8), Candidate> = BTreeMap::new();
        for _ in 0..TRIED {
            // One of each payload and format at a time: all of them are proven together.
            let mut tried = BTreeMap::new();
            for (key, candidates) in &mut open {
                if !chosen.contains_key(key) && !candidates.is_empty() {
                    tried.insert(*key, candidates.remove(0));
                }
            }
            if tried.is_empty() {
                break;
            }
            let reproduced = reproduced(site, &tried);
            chosen.extend(tried.into_iter().filter(|(key, _)| reproduced.contains(key)));
        }
        let spec = site.spec();
        let mut samples = Samples::default();
        for place in wanted {
            let of_place: Vec<_> = chosen.iter().filter(|((of, _), _)| *of == place).collect();
            samples.lessons.push(lesson(spec, place, &of_place));
            for ((_, format), candidate) in of_place {
                samples.files.insert(file_name(spec, place, *format), candidate.text.clone());
            }
        }
        samples.lessons.sort_by_key(|lesson| lesson.entry);
        samples
    }
}

/// Returns what was recorded of payloads without a sample.
fn candidates(site: &Site, exchanges: &[Exchange]) -> Candidates {
    let spec = site.spec();
    let matcher = Matcher::new(site);
    let mut redaction = Redaction::of(site);
    let mut candidates = Candidates::new();
    for exchange in exchanges {
        let shown = redaction.redact(exchange);
        let Match::Endpoint(index) = matcher.find(exchange) else { continue };
        // What was refused shows neither what the service takes nor what it answers.
        if !(200..300).contains(&exchange.status) || !site.graph().is_sound(index) {
            continue;
        }
        let endpoint = &spec.endpoints[index];
        for (side, message) in [(Side::Request, &shown.request), (Side::Response, &shown.response)] {
            let files = side.files(endpoint);
            if side.payload(endpoint).is_none() || files.json.is_some() || files.xml.is_some() {
                continue;
            }
            let Some((format, text)) = text(&matcher, message) else { continue };
            let of_place = candidates.entry(((index, side), format)).or_default();
            if of_place.iter().all(|known| known.text != text) {
                of_place.push(Candidate { text, recording: exchange.name.clone() });
            }
        }
    }
    for of_place in candidates.values_mut() {
        // The largest shows the most. The order of recordings decides among equals.
        of_place.sort_by_key(|candidate| std::cmp::Reverse(candidate.text.len()));
        of_place.truncate(TRIED);
    }
    candidates
}

/// Returns a body as the text of a sample, with its format.
fn text(matcher: &Matcher, message: &Message) -> Option<(u8, String)> {
    let format = match matcher.format(&message.media_type)? {
        Format::Json => 0,
        Format::Xml => 1,
        Format::Form => return None,
    };
    message.body.as_ref()?;
    let (_, text) = recording::readable(message);
    let text = format!("{}\n", text.trim_end());
    (text.len() > 1 && text.len() <= LARGEST).then_some((format, text))
}

/// Returns which of these samples the contracts reproduce.
fn reproduced(site: &Site, tried: &BTreeMap<(Place, u8), Candidate>) -> BTreeSet<(Place, u8)> {
    let spec = site.spec();
    let places: BTreeSet<Place> = tried.keys().map(|(place, _)| *place).collect();
    let lessons: Vec<Lesson> = places
        .into_iter()
        .map(|place| {
            lesson(spec, place, &tried.iter().filter(|((of, _), _)| *of == place).collect::<Vec<_>>())
        })
        .collect();
    let text = spec.file.text();
    let revised = revise::revise(std::path::Path::new(spec.file.path()), text, &lessons, None);
    let files: Vec<(String, &str)> = tried
        .iter()
        .map(|((place, format), candidate)| (file_name(spec, *place, *format), candidate.text.as_str()))
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let (Some(trial), _) = Site::from_text(&revised.text, &files) else { return BTreeSet::new() };
    let is_reproduced = |report: &Option<PayloadReport>, format: u8| {
        let format = if format == 0 { Format::Json } else { Format::Xml };
        let is_good = |state| matches!(state, SampleState::Reproduced | SampleState::ChangedByTypes);
        report
            .as_ref()
            .is_some_and(|report| report.formats.iter().any(|(of, state)| *of == format && is_good(*state)))
    };
    let keys = tried.keys().filter(|((index, side), format)| {
        trial.proof().endpoints.get(*index).is_some_and(|report| match side {
            Side::Request => is_reproduced(&report.request, *format),
            Side::Response => is_reproduced(&report.response, *format),
        })
    });
    keys.copied().collect()
}

/// Returns the name of a sample's file. It says that no page has the sample.
fn file_name(spec: &Spec, (index, side): Place, format: u8) -> String {
    let id: String = friendly_id(&spec.endpoints[index])
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' })
        .collect();
    format!("{id}.{}.recorded.{}", side.word(), if format == 0 { "json" } else { "xml" })
}

fn lesson(spec: &Spec, place: Place, samples: &[(&(Place, u8), &Candidate)]) -> Lesson {
    let (index, side) = place;
    let heading: &Endpoint = &spec.endpoints[index];
    let base = Lesson {
        topic: Topic::Sample,
        place: heading.heading.value.clone(),
        finding: format!("has a sample of its {}", side.word()),
        evidence: String::new(),
        guess: None,
        certainty: Certainty::Shown,
        entry: heading.heading.span.start,
        edits: Vec::new(),
    };
    if samples.is_empty() {
        return Lesson {
            finding: format!("has no sample of its {}", side.word()),
            evidence: "the contract reproduces none of what was recorded: `drift` says why".to_owned(),
            certainty: Certainty::Open,
            ..base
        };
    }
    let mut files = Map::new();
    let mut recordings: Vec<String> = Vec::new();
    for ((_, format), candidate) in samples {
        let word = if *format == 0 { "json" } else { "xml" };
        files.insert(word.to_owned(), Value::from(file_name(spec, place, *format)));
        if !candidate.recording.is_empty() {
            recordings.push(format!("`{}`", candidate.recording));
        }
    }
    recordings.dedup();
    let evidence = match recordings.as_slice() {
        [] => "recorded".to_owned(),
        recordings => format!("recorded as {}", recordings.join(" and ")),
    };
    let edit = Edit::Insert {
        object: "samples",
        name: side.word().to_owned(),
        value: Value::Object(files),
        behind: None,
    };
    Lesson { evidence, edits: vec![edit], ..base }
}
