//! Endpoints that the service has and the spec has not.

use std::collections::BTreeMap;

use datacontract_codegen::spec::Format;

use crate::traffic::matching::Matcher;
use crate::traffic::{Exchange, Message, Redaction, recording};

/// How many endpoints are remembered, and how many bytes of a document.
const MAX_ENDPOINTS: usize = 500;
const MAX_BYTES: usize = 256 << 10;
/// How many different documents of a format are remembered of each payload.
const MAX_DOCUMENTS: usize = 3;

/// An endpoint that the spec does not have, as it was recorded, without secrets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnknownEndpoint {
    /// Method and path. Parts of the path that are numbers or GUIDs stand as parameters:
    /// `GET api/orders/{id}?full={full}`.
    pub heading: String,
    /// The parameters, with what their values look like in the words of help pages: `integer`.
    pub parameters: Vec<(String, &'static str)>,
    /// What was sent: media types and documents.
    pub requests: Vec<(String, String)>,
    /// What was answered.
    pub responses: Vec<(String, String)>,
    /// How many exchanges there were that went well.
    pub exchanges: u64,
}

/// Collects endpoints that the spec does not have.
#[derive(Debug, Default)]
pub(super) struct UnknownEndpoints(BTreeMap<(String, String), UnknownEndpoint>);

impl UnknownEndpoints {
    /// Takes an exchange at a path below the service's address.
    pub(super) fn add(&mut self, exchange: &Exchange, path: &str, matcher: &Matcher, redaction: &Redaction) {
        if !(200..300).contains(&exchange.status) {
            return;
        }
        let method = exchange.method.to_ascii_uppercase();
        let Some(template) = Template::of(path).filter(|_| method != "HEAD" && method != "OPTIONS") else {
            return;
        };
        let key = (template.path.clone(), method.clone());
        if self.0.len() >= MAX_ENDPOINTS && !self.0.contains_key(&key) {
            return;
        }
        let known = self.0.entry(key).or_default();
        known.exchanges += 1;
        let query = form_urlencoded::parse(exchange.query().unwrap_or_default().as_bytes());
        let query = query.map(|(name, value)| (name.into_owned(), look(&value)));
        for (name, look) in template.parameters.into_iter().chain(query) {
            match known.parameters.iter_mut().find(|(other, _)| other.eq_ignore_ascii_case(&name)) {
                Some((_, other)) if *other == look => {}
                Some((_, other)) => *other = "string",
                None => known.parameters.push((name, look)),
            }
        }
        let names = known.parameters.iter().map(|(name, _)| name);
        let query: Vec<String> = names
            .filter(|name| !template.path.contains(&format!("{{{name}}}")))
            .map(|name| format!("{name}={{{name}}}"))
            .collect();
        let separator = if query.is_empty() { "" } else { "?" };
        known.heading = format!("{method} {}{separator}{}", template.path, query.join("&"));
        let shown = redaction.redact_alone(exchange);
        keep(&mut known.requests, &shown.request, matcher);
        keep(&mut known.responses, &shown.response, matcher);
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &UnknownEndpoint> {
        self.0.values()
    }
}

fn keep(documents: &mut Vec<(String, String)>, message: &Message, matcher: &Matcher) {
    let format = matcher.format(&message.media_type).filter(|format| *format != Format::Form);
    let (Some(format), Some(_)) = (format, &message.body) else { return };
    let (_, text) = recording::readable(message);
    let of_format = documents.iter().filter(|(media_type, _)| matcher.format(media_type) == Some(format));
    let is_new = of_format.clone().all(|(_, known)| *known != text);
    if is_new && of_format.count() < MAX_DOCUMENTS && !text.is_empty() && text.len() <= MAX_BYTES {
        documents.push((message.media_type.clone(), text));
    }
}

/// A path with parameters.
struct Template {
    path: String,
    parameters: Vec<(String, &'static str)>,
}

impl Template {
    /// Returns the template of a path. Only numbers and GUIDs count as values: what else is one nobody knows.
    fn of(path: &str) -> Option<Self> {
        let mut parts: Vec<String> = Vec::new();
        let mut parameters: Vec<(String, &'static str)> = Vec::new();
        for part in path.trim_matches('/').split('/') {
            if part.is_empty() || part.contains(['{', '}', '%']) {
                return None;
            }
            let look = look(part);
            if look != "integer" && look != "globally unique identifier" {
                parts.push(part.to_owned());
                continue;
            }
            let before = parts.iter().rev().find(|part| !part.starts_with('{'));
            let owner: String = before.map_or("", String::as_str).trim_end_matches('s').to_lowercase();
            let mut name = "id".to_owned();
            if parameters.iter().any(|(known, _)| *known == name) {
                name = format!("{owner}Id");
            }
            let free = (2..).map(|number| format!("{name}{number}"));
            let taken: Vec<&String> = parameters.iter().map(|(name, _)| name).collect();
            let name = std::iter::once(name.clone()).chain(free).find(|name| !taken.contains(&name))?;
            parts.push(format!("{{{name}}}"));
            parameters.push((name, look));
        }
        Some(Template { path: parts.join("/"), parameters })
    }
}

/// Returns what a value of an address looks like, in the words of help pages.
fn look(value: &str) -> &'static str {
    let is_guid = value.len() == 36
        && value.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        });
    if is_guid {
        "globally unique identifier"
    } else if value.parse::<i64>().is_ok() {
        "integer"
    } else if matches!(value.to_ascii_lowercase().as_str(), "true" | "false") {
        "boolean"
    } else {
        "string"
    }
}
