//! The formats in which pages show samples.

use indexmap::IndexSet;

use crate::{
    infer::{direction::Direction, model::Remark},
    outline::samples::{self, FORM},
    page::{Ending, Payload, Sample, SampleContent},
};

/// The media types that the formatters of Web API have by themselves, in the order of these.
pub(crate) const USUAL: [(&str, &[&str]); 3] = [
    ("json", &["application/json", "text/json"]),
    ("xml", &["application/xml", "text/xml"]),
    ("form", &[FORM]),
];

/// The media types of the samples, by format.
#[derive(Debug, Default)]
pub(crate) struct SampleFormats {
    /// In the order of the pages.
    pub(crate) seen: Vec<(&'static str, IndexSet<String>)>,
    /// The media types of which a sample is shown. One that stands above no sample at the end of a page may be cut
    /// off itself.
    pub(crate) shown: IndexSet<&'static str>,
    pub(crate) others: IndexSet<String>,
    /// The media types of formats that specs do not have, or of JSON or XML: the value above which they stand with
    /// those is alike in several formats.
    pub(crate) alike: IndexSet<String>,
    /// A page that lists them is whole: what it does not list the service does not have.
    pub(crate) whole: bool,
    /// A page that is cut off lists all those of a request.
    pub(crate) in_whole_request: bool,
    pub(crate) xml_of_requests: XmlOfRequests,
    pub(crate) requests: usize,
    pub(crate) listed: bool,
    /// The operations whose pages say that the service takes no forms, with the remark on it.
    pub(crate) refused: Vec<(usize, Remark)>,
}

/// Whether pages show that requests have no XML.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum XmlOfRequests {
    #[default]
    Open,
    /// A page lists all formats of a request, and not XML. A formatter for XML may not read the request's
    /// type.
    Lacking,
}

/// Whether pages may have lost samples in XML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ShownXml {
    /// Some may stand behind the end of a page.
    MayBeCut,
    /// They have all that there are.
    AllThereIs,
}

impl SampleFormats {
    /// Returns whether pages may have lost samples in XML: a service without a formatter for it has none.
    pub(crate) fn shows_xml(&self) -> ShownXml {
        let has_xml = self.seen.iter().any(|(format, _)| *format == "xml");
        if self.whole || (self.in_whole_request && !has_xml) {
            ShownXml::AllThereIs
        } else {
            ShownXml::MayBeCut
        }
    }

    /// Returns the media types of JSON as an entry of `formatters`; the usual ones if no page lists any.
    pub(crate) fn json_entry(&self) -> String {
        let seen = self.seen.iter().find(|(format, _)| *format == "json");
        let listed = seen.into_iter().flat_map(|(_, media)| media).map(|media| format!("\"{media}\""));
        let listed = listed.collect::<Vec<_>>().join(", ");
        let usual = "\"application/json\", \"text/json\"";
        format!("{{ \"json\": [{}] }}", if listed.is_empty() { usual } else { &listed })
    }

    /// Takes in how far a page shows the formats of its operation.
    pub(crate) fn take_page(
        &mut self,
        ending: Ending,
        request: Option<&Payload>,
        response: Option<&Payload>,
    ) {
        let has_samples = |of: &Payload| !of.samples.is_empty();
        self.whole |= match ending {
            Ending::Whole => request.is_some_and(has_samples) || response.is_some_and(has_samples),
            // A request in other formats alone says nothing of the formatters.
            Ending::Open => request.is_some_and(lists_formats) && response.is_some(),
            Ending::CutOff => false,
        };
    }

    /// Takes in the request of a page that lists all its formats. The formatters read JSON of every class: a list
    /// without it is the site's own, and says nothing of them.
    pub(crate) fn take_whole_request(&mut self, ending: Ending, request: Option<&Payload>) {
        let is_of_formatters =
            request.is_some_and(|request| formats_without_json(&request.samples).is_none());
        self.in_whole_request |= ending == Ending::CutOff && is_of_formatters;
    }

    /// Takes in the formats of a request behind whose samples the page goes on.
    pub(crate) fn take_listed_request(&mut self, request: Option<&Payload>) {
        if request.is_some_and(has_no_xml) {
            self.xml_of_requests = XmlOfRequests::Lacking;
        }
    }

    /// Takes in the response of a page that lists all its formats.
    pub(crate) fn take_whole_response(&mut self, response: Option<&Payload>) {
        let is_cut = |sample: &Sample| matches!(&sample.content, SampleContent::Text(text) if samples::is_cut_off(text));
        let is_of_formatters = |response: &Payload| {
            lists_formats(response)
                && formats_without_json(&response.samples).is_none()
                && !response.samples.iter().any(is_cut)
        };
        self.whole |= response.is_some_and(is_of_formatters);
    }

    /// Adds a format: behind those that its payload lists before it, and otherwise where services usually have it.
    fn insert(&mut self, format: &'static str, media: &str, listed: &[&'static str]) {
        let usual = |format: &str| ["json", "xml", "form"].iter().position(|usual| *usual == format);
        let is_after =
            |(known, _): &(&'static str, _)| listed.contains(known) || usual(known) < usual(format);
        let at = self.seen.iter().rposition(is_after).map_or(0, |at| at + 1);
        self.seen.insert(at, (format, IndexSet::from([media.to_owned()])));
    }

    /// Takes in the media types of the samples of a payload.
    pub(crate) fn add<'a>(&mut self, direction: Direction, samples: impl Iterator<Item = &'a Sample>) {
        // The formats of this payload so far.
        let mut listed = Vec::new();
        for sample in samples {
            self.add_one(direction, sample, &mut listed);
        }
    }

    fn add_one(&mut self, direction: Direction, sample: &Sample, listed: &mut Vec<&'static str>) {
        self.listed |= !sample.media_types.is_empty();
        if sample.media_types.is_empty() {
            if let SampleContent::Text(text) = &sample.content
                && let Some(format) = format_of(&[], text)
                && !self.seen.iter().any(|(known, _)| *known == format)
            {
                self.seen.push((format, IndexSet::new()));
            }
            return;
        }
        // What its sample shows is what a media type stands for, whatever it is called.
        let shown = match &sample.content {
            SampleContent::Text(text) => format_of(&sample.media_types, text),
            SampleContent::NotAvailable | SampleContent::Failed(_) => None,
        };
        // Of equal samples one stands for all formats above it.
        let is_of =
            |shown: &str| sample.media_types.iter().any(|media| format_of_media(media) == Some(shown));
        let shown = shown.filter(|shown| !is_of(shown));
        let writer = writer(sample);
        for media in &sample.media_types {
            let is_other = |format: &&str| shown.is_some_and(|shown| shown != *format && *format != "form");
            let own = format_of_media(media).filter(|format| !is_other(format));
            let format = match own {
                // The formatter of forms writes nothing.
                Some("form") if direction == Direction::Response => writer,
                None => writer,
                own => own,
            };
            let Some(format) = format.or(own) else {
                let of = if is_alike(sample) { &mut self.alike } else { &mut self.others };
                of.insert(media.clone());
                continue;
            };
            if !listed.contains(&format) {
                listed.push(format);
            }
            match self.seen.iter_mut().find(|(known, _)| *known == format) {
                Some((_, media_types)) => {
                    media_types.insert(media.clone());
                }
                None => self.insert(format, media, listed),
            }
            if matches!(sample.content, SampleContent::Text(_)) {
                self.shown.insert(format);
            }
        }
    }
}

/// Puts the media types of JSON samples that stand on one line above the sample that shows the same indented: help
/// pages indent a sample only where the media type's name has `json` or `xml` in it, and no other formatter writes
/// JSON.
pub(crate) fn join_compact_json(payload: &mut Payload) {
    let is_of_json = |sample: &Sample| {
        sample.media_types.iter().any(|media| format_of_media(media) == Some("json"))
            && matches!(&sample.content, SampleContent::Text(_))
    };
    let Some(first) = payload.samples.iter().position(is_of_json) else { return };
    let Some(SampleContent::Text(indented)) = payload.samples.get(first).map(|sample| &sample.content) else {
        return;
    };
    let may_be_compact = |sample: &Sample| {
        !sample.media_types.is_empty()
            && sample.media_types.iter().all(|media| format_of_media(media).is_none())
            && matches!(&sample.content, SampleContent::Text(text) if text.trim_start().starts_with(['{', '[']))
    };
    if !payload.samples.iter().skip(first + 1).any(may_be_compact) {
        return;
    }
    let whole = without_space(indented);
    let is_compact = |sample: &Sample| {
        let SampleContent::Text(text) = &sample.content else { return false };
        let own = without_space(text);
        may_be_compact(sample) && (own == whole || (whole.starts_with(&own) && samples::is_cut_off(text)))
    };
    let (compact, mut kept): (Vec<_>, Vec<_>) =
        payload.samples.drain(..).enumerate().partition(|(at, sample)| *at > first && is_compact(sample));
    if let Some((_, json)) = kept.get_mut(first) {
        json.media_types.extend(compact.into_iter().flat_map(|(_, sample)| sample.media_types));
    }
    payload.samples = kept.into_iter().map(|(_, sample)| sample).collect();
}

/// A JSON text without the white space between its tokens.
fn without_space(text: &str) -> String {
    let (mut is_text, mut is_escaped) = (false, false);
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        if is_text || !c.is_whitespace() {
            kept.push(c);
        }
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = is_text,
            '"' => is_text = !is_text,
            _ => {}
        }
    }
    kept
}

/// Returns the usual media types of a format that it lacks, where pages list some of them above a sample: the others
/// would stand there as well, since equal samples have one line for their media types.
pub(crate) fn lacking(format: &str, seen: &IndexSet<String>) -> Vec<&'static str> {
    let usual = USUAL.iter().find(|(usual, _)| *usual == format).map_or(&[][..], |(_, usual)| *usual);
    let is_usual = |media: &String| usual.contains(&media.as_str());
    let lacking = usual.iter().filter(|media| !seen.contains(**media)).copied();
    if seen.iter().any(is_usual) { lacking.collect() } else { Vec::new() }
}

/// Returns whether a media type is one that each service has for a format.
pub(crate) fn is_usual(media: &str) -> bool {
    format_of_media(media).is_some()
}

/// Returns the format of the one formatter that has written a sample, if its media types name one: all of them are
/// that formatter's then. Numbers and the words for true and false are alike in several formats; of those that pages
/// show JSON alone has quotes.
fn writer(sample: &Sample) -> Option<&'static str> {
    let SampleContent::Text(text) = &sample.content else { return None };
    let format = match text.trim_start().chars().next()? {
        '{' | '[' | '"' => "json",
        '<' => "xml",
        _ => return None,
    };
    let mut named =
        sample.media_types.iter().filter_map(|media| format_of_media(media)).filter(|named| *named != "form");
    (named.next() == Some(format) && named.all(|other| other == format)).then_some(format)
}

/// Returns whether a sample stands for JSON or XML as well as for other formats, and does not show which of them wrote
/// it.
fn is_alike(sample: &Sample) -> bool {
    let is_beside = sample.media_types.iter().any(|media| format_of_media(media).is_some());
    let is_bare = |text: &str| !text.trim_start().starts_with(['{', '[', '<', '"']);
    is_beside && matches!(&sample.content, SampleContent::Text(text) if is_bare(text))
}

/// Returns whether specs can have a sample for one of these media types, or for what has none.
pub(crate) fn have_format(media_types: &[String]) -> bool {
    let is_usable = |media: &String| matches!(format_of_media(media), Some("json" | "xml"));
    media_types.is_empty() || media_types.iter().any(is_usable)
}

/// Returns whether one of a payload's samples is in a format that specs have.
fn lists_formats(payload: &Payload) -> bool {
    !may_be_of_json_alone(payload) && payload.samples.iter().any(|sample| have_format(&sample.media_types))
}

/// Returns whether the list of a request's samples is one of all formatters. A format that the service reads itself
/// says nothing of the others, and what stands below a sample that is cut off may be lost.
pub(crate) fn has_all_formats(request: &Payload) -> bool {
    lists_formats(request) && are_all_of_formatters(&request.samples)
}

/// Returns whether samples are there to their end, and in formats that formatters of Web API read.
fn are_all_of_formatters(samples: &[Sample]) -> bool {
    let is_formatters = |sample: &Sample| have_format(&sample.media_types) || is_of_forms(sample);
    let is_cut =
        |sample: &Sample| matches!(&sample.content, SampleContent::Text(text) if samples::is_cut_off(text));
    samples.iter().all(|sample| is_formatters(sample) && !is_cut(sample))
}

/// Returns whether the list of a request's samples is one of all its formats, and XML is none of them.
fn has_no_xml(request: &Payload) -> bool {
    let is_xml = |media: &String| format_of_media(media) == Some("xml");
    let lists_xml = request.samples.iter().flat_map(|sample| &sample.media_types).any(is_xml);
    !request.samples.is_empty() && !lists_xml && are_all_of_formatters(&request.samples)
}

/// Returns whether a sample is one of forms.
pub(crate) fn is_of_forms(sample: &Sample) -> bool {
    sample.media_types.iter().any(|media| is_of_form(media))
}

/// Returns whether a media type is that of forms.
pub(crate) fn is_of_form(media: &str) -> bool {
    format_of_media(media) == Some("form")
}

/// Returns the formats of samples, in words, if there are some and none is JSON, by whatever name.
pub(crate) fn formats_without_json(samples: &[Sample]) -> Option<&'static str> {
    let has = |is: &dyn Fn(&Sample) -> bool| samples.iter().any(is);
    let lists = |sample: &Sample, format: &str| {
        sample.media_types.iter().any(|media| format_of_media(media) == Some(format))
    };
    let is_json = |sample: &Sample| {
        sample.media_types.iter().any(|media| media.to_ascii_lowercase().contains("json"))
            || matches!(&sample.content, SampleContent::Text(text) if text.trim_start().starts_with(['{', '[', '"']))
    };
    // Pages list forms for every body, and show none.
    let is_form = |sample: &Sample| lists(sample, "form") && matches!(sample.content, SampleContent::Text(_));
    match (has(&|sample| lists(sample, "xml")), has(&is_form)) {
        _ if has(&is_json) => None,
        (true, true) => Some("XML and forms"),
        (true, false) => Some("XML"),
        (false, true) => Some("forms"),
        (false, false) => None,
    }
}

/// Returns whether a payload has samples, and none of them is in a format that specs have.
pub(crate) fn are_all_others(samples: &[Sample]) -> bool {
    let is_other = |sample: &Sample| {
        !sample.media_types.is_empty()
            && sample.media_types.iter().all(|media| format_of_media(media).is_none())
    };
    !samples.is_empty() && samples.iter().all(is_other)
}

/// Returns whether a payload can be one that XML's formatter does not read: it is not listed there, although the
/// service has it.
fn may_be_of_json_alone(payload: &Payload) -> bool {
    matches!(payload.ty.as_str(), "Object" | "Collection of Object")
}

fn format_of_media(media: &str) -> Option<&'static str> {
    match media.to_ascii_lowercase().as_str() {
        "application/json" | "text/json" => Some("json"),
        "application/xml" | "text/xml" => Some("xml"),
        FORM => Some("form"),
        _ => None,
    }
}

pub(crate) fn format_of(media_types: &[String], text: &str) -> Option<&'static str> {
    let listed = media_types.iter().find_map(|media| format_of_media(media));
    let start = text.trim_start().chars().next();
    match (listed, start) {
        // The formatter's media types are not what it writes.
        (Some("xml"), Some('{' | '[')) => return Some("json"),
        (Some("json"), Some('<')) => return Some("xml"),
        _ => {}
    }
    if listed.is_some() || !media_types.is_empty() {
        return listed.filter(|format| *format != "form");
    }
    let text = text.trim_start();
    Some(if text.starts_with('<') { "xml" } else { "json" }).filter(|_| !text.is_empty())
}
