//! Payloads that the spec does not describe: of endpoints that it does not have, and of those whose types it does not say.

mod errors;
mod template;

use std::collections::{BTreeMap, BTreeSet};

use datacontract_codegen::recorded::RecordedOperation;
use datacontract_codegen::spec::{Endpoint, Format, Spec, TypeDef, TypeKind, Untyped};

use super::document::{Node, with_root};
use crate::traffic::matching::Matcher;
use crate::traffic::{Exchange, Message, recording};
pub(super) use errors::{UnknownError, UnknownErrors};
use template::{Template, is_parameter, look};

/// How many endpoints are remembered.
pub const MAX_ENDPOINTS: usize = 500;
/// The largest document that is kept, in bytes.
const MAX_BYTES: usize = 256 << 10;
/// How many different documents of a format are remembered of each payload.
const MAX_DOCUMENTS: usize = 3;

/// How many different texts at one place of a path make a parameter of it, if they are answered alike: `ALFKI`, `BLONP` ..
const MIN_TEXTS: usize = 5;
/// How many names of one enum at one place of a path make a parameter of it.
const MIN_ENUM_NAMES: usize = 2;
/// How many names of members documents need to have in common to be alike.
const MIN_SHARED_NAMES: usize = 2;

/// An endpoint whose payloads the spec does not describe.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnknownEndpoint {
    /// What was recorded of it, without secrets. The heading of an endpoint that the spec has is the one that it has there. Of
    /// others, parts of the path that look like values stand as parameters: `GET api/orders/{id}?full={full}`.
    pub operation: RecordedOperation,
    /// How many exchanges there were that went well.
    pub exchanges: u64,
    /// What may be otherwise, for the one who decides.
    pub doubts: Vec<String>,
}

/// Collects payloads that the spec does not describe.
#[derive(Debug, Default)]
pub(super) struct UnknownEndpoints {
    /// By path and method.
    by_path: BTreeMap<(String, String), UnknownEndpoint>,
    /// How paths were spelled first: ASP.NET takes them in any case.
    spellings: BTreeMap<String, String>,
    /// The endpoints of the spec by their places.
    untyped: BTreeMap<usize, UnknownEndpoint>,
    /// How many answers at further paths were not looked at.
    left_out: u64,
}

impl UnknownEndpoints {
    /// Takes an exchange without its secrets at a path below the service's address, for which the spec has no endpoint.
    pub(super) fn add(&mut self, shown: &Exchange, path: &str, matcher: &Matcher) {
        if !(200..300).contains(&shown.status) {
            return;
        }
        let method = shown.method.to_ascii_uppercase();
        let Some(template) = Template::of(path).filter(|_| method != "HEAD" && method != "OPTIONS") else {
            return;
        };
        let spelling = self.spellings.get(&template.path.to_lowercase()).cloned();
        let path = spelling.unwrap_or(template.path);
        let key = (path.clone(), method.clone());
        if self.by_path.len() >= MAX_ENDPOINTS && !self.by_path.contains_key(&key) {
            self.left_out += 1;
            return;
        }
        self.spellings.entry(path.to_lowercase()).or_insert_with(|| path.clone());
        let known = self.by_path.entry(key).or_default();
        let query = form_urlencoded::parse(shown.query().unwrap_or_default().as_bytes());
        let query = query.map(|(name, value)| (name.into_owned(), look(&value)));
        known.add_parameters(template.parameters.into_iter().chain(query));
        known.head(&method, &path);
        known.exchanges += 1;
        keep(&mut known.operation.requests, &shown.request, matcher);
        keep(&mut known.operation.responses, &shown.response, matcher);
    }

    /// Takes an exchange without its secrets of an endpoint that the spec has, if it does not say the types of all that is there.
    pub(super) fn add_untyped(
        &mut self,
        index: usize,
        endpoint: &Endpoint,
        shown: &Exchange,
        matcher: &Matcher,
    ) {
        if !(200..300).contains(&shown.status) || shown.method.eq_ignore_ascii_case("HEAD") {
            return;
        }
        let request = endpoint.untyped().any(|untyped| untyped == Untyped::Request);
        let response = endpoint.response.is_none() && endpoint.download.is_none();
        let (request, response) =
            (request && shown.request.body.is_some(), response && shown.response.body.is_some());
        if !request && !response {
            return;
        }
        let known = self.untyped.entry(index).or_default();
        known.operation.heading.clone_from(&endpoint.heading.value);
        known.exchanges += 1;
        if request {
            keep(&mut known.operation.requests, &shown.request, matcher);
        }
        if response {
            keep(&mut known.operation.responses, &shown.response, matcher);
        }
    }

    /// Takes an exchange without its secrets of an endpoint that the spec has, whose answer has objects of a class that the spec does
    /// not have.
    pub(super) fn add_with_unknown_class(
        &mut self,
        index: usize,
        endpoint: &Endpoint,
        shown: &Exchange,
        matcher: &Matcher,
    ) {
        let known = self.untyped.entry(index).or_default();
        known.operation.heading.clone_from(&endpoint.heading.value);
        known.exchanges += 1;
        keep(&mut known.operation.responses, &shown.response, matcher);
    }

    /// Returns the endpoints. Those that the spec has and that have no document come to nothing.
    pub(super) fn all(&self, spec: &Spec, matcher: &Matcher) -> Vec<UnknownEndpoint> {
        let enums = enum_names(spec);
        let mut endpoints: Vec<UnknownEndpoint> =
            self.untyped.values().filter(|known| known.has_documents()).cloned().collect();
        let mut by_path = self.by_path.clone();
        while let Some(place) = next_parameter(&by_path, &enums, matcher) {
            place.apply(&mut by_path);
        }
        let known = spec.endpoints.iter().map(|endpoint| endpoint.template.path_text());
        let paths: Vec<String> = known.chain(by_path.keys().map(|(path, _)| path.clone())).collect();
        let named = |path: &[&str], at: usize| {
            enum_of(path[at], &enums).map(str::to_owned).or_else(|| enum_of_place(spec, path, at))
        };
        let lone: Vec<Place> = by_path.keys().filter_map(|key| lone_name(key, &named, &paths)).collect();
        for place in lone {
            place.apply(&mut by_path);
        }
        for ((path, _), known) in &mut by_path {
            for text in path.split('/') {
                if let Some(of) = enum_of(text, &enums) {
                    known.doubts.push(format!("`{text}` in the path may be a value of `{of}`"));
                }
            }
        }
        endpoints.extend(by_path.into_values());
        endpoints
    }

    /// Returns how many answers were not looked at, since they were at more paths than are remembered.
    pub(super) fn left_out(&self) -> u64 {
        self.left_out
    }
}

impl UnknownEndpoint {
    fn has_documents(&self) -> bool {
        !self.operation.requests.is_empty() || !self.operation.responses.is_empty()
    }

    fn add_parameters(&mut self, parameters: impl Iterator<Item = (String, impl AsRef<str> + Into<String>)>) {
        for (name, look) in parameters {
            let parameters = &mut self.operation.parameters;
            match parameters.iter_mut().find(|(other, _)| other.eq_ignore_ascii_case(&name)) {
                Some((_, other)) if *other == look.as_ref() => {}
                Some((_, other)) => "string".clone_into(other),
                None => parameters.push((name, look.into())),
            }
        }
    }

    /// Takes what was recorded of another endpoint, which is this one.
    fn take(&mut self, other: UnknownEndpoint) {
        self.exchanges += other.exchanges;
        self.doubts.extend(other.doubts);
        let RecordedOperation { parameters, requests, responses, .. } = other.operation;
        self.add_parameters(parameters.into_iter());
        let own = &mut self.operation;
        for (documents, more) in [(&mut own.requests, requests), (&mut own.responses, responses)] {
            let more = more.into_iter().filter(|new| documents.iter().all(|known| known != new));
            let more: Vec<_> = more.collect();
            documents.extend(more);
            documents.truncate(2 * MAX_DOCUMENTS);
        }
    }

    /// Sets the heading: the path, with the parameters that are not in it as a query.
    fn head(&mut self, method: &str, path: &str) {
        let names = self.operation.parameters.iter().map(|(name, _)| name);
        let query: Vec<String> = names
            .filter(|name| !path.contains(&format!("{{{name}}}")))
            .map(|name| format!("{name}={{{name}}}"))
            .collect();
        let separator = if query.is_empty() { "" } else { "?" };
        self.operation.heading = format!("{method} {path}{separator}{}", query.join("&"));
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

/// Returns the names of the spec's enums, by the name of each.
fn enum_names(spec: &Spec) -> Vec<(String, BTreeSet<String>)> {
    let of_enum = |ty: &TypeDef| {
        let TypeKind::Enum(of) = &ty.kind else { return None };
        let names = of.members.iter().map(|member| member.name.value.clone());
        Some((ty.name.value.to_string(), names.collect()))
    };
    spec.types.iter().filter_map(of_enum).collect()
}

/// Returns the only enum that has a member of this name.
fn enum_of<'e>(text: &str, enums: &'e [(String, BTreeSet<String>)]) -> Option<&'e str> {
    let of = enums.iter().filter(|(_, names)| names.contains(text)).map(|(name, _)| name.as_str());
    if let [of] = of.collect::<Vec<_>>()[..] { Some(of) } else { None }
}

/// Returns whether two paths are the same but for the part at one place.
fn is_beside(one: &[&str], other: &[&str], at: usize) -> bool {
    one.len() == other.len()
        && (0..one.len()).all(|index| index == at || one[index].eq_ignore_ascii_case(other[index]))
}

/// Returns the enum that the parameter at a place of a path is of, where the spec has the path with another method.
fn enum_of_place(spec: &Spec, path: &[&str], at: usize) -> Option<String> {
    spec.endpoints.iter().find_map(|endpoint| {
        let known = endpoint.template.path_text();
        let known: Vec<&str> = known.split('/').collect();
        let name = known.get(at).filter(|_| is_beside(&known, path, at))?;
        let name = name.strip_prefix('{')?.strip_suffix('}')?;
        let parameter = endpoint.parameters.iter().find(|parameter| parameter.name.value == name)?;
        let ty = &spec.types[spec.named(&parameter.ty)?];
        matches!(ty.kind, TypeKind::Enum(_)).then(|| ty.name.value.to_string())
    })
}

/// Returns the enum that a part of a path may be a value of.
type NamedEnum<'e> = dyn Fn(&[&str], usize) -> Option<String> + 'e;

/// Returns the place in a path at which the name of an enum's value stands, spelled as no word of the path is: the first that
/// begins with a capital, where all words have small letters alone, and in whose place no other path has a word.
fn lone_name((path, method): &(String, String), named: &NamedEnum<'_>, paths: &[String]) -> Option<Place> {
    let parts: Vec<&str> = path.split('/').collect();
    let is_capital = |part: &str| part.starts_with(|c: char| c.is_ascii_uppercase());
    let mut capitals = (0..parts.len()).filter(|at| is_capital(parts[*at]));
    let (at, of) = capitals.find_map(|at| Some((at, named(&parts, at)?)))?;
    let mut words = parts.iter().enumerate().filter(|(other, part)| *other != at && !is_parameter(part));
    let are_small = words.clone().next().is_some()
        && words.all(|(_, word)| !word.contains(|c: char| c.is_ascii_uppercase()));
    let has_word_there = |other: &String| {
        let others: Vec<&str> = other.split('/').collect();
        is_beside(&others, &parts, at)
            && !is_parameter(others[at])
            && !others[at].eq_ignore_ascii_case(parts[at])
    };
    let is_alone = are_small && !paths.iter().any(has_word_there);
    let doubt = format!("`{}` in the path is taken for a value of `{of}`, and may be a word", parts[at]);
    let doubt = Some(doubt);
    is_alone.then(|| Place { method: method.clone(), paths: vec![path.clone()], at, doubt })
}

/// A place in paths at which different texts stand that are values.
struct Place {
    method: String,
    /// The paths with their parts.
    paths: Vec<String>,
    at: usize,
    /// What may be otherwise.
    doubt: Option<String>,
}

/// Finds paths that differ in one part alone, in values of a parameter as it seems.
fn next_parameter(
    by_path: &BTreeMap<(String, String), UnknownEndpoint>,
    enums: &[(String, BTreeSet<String>)],
    matcher: &Matcher,
) -> Option<Place> {
    let mut groups: BTreeMap<(&str, String, usize), Vec<&str>> = BTreeMap::new();
    for (path, method) in by_path.keys() {
        let parts: Vec<&str> = path.split('/').collect();
        for at in (0..parts.len()).filter(|at| !is_parameter(parts[*at])) {
            let others: Vec<&str> = [&parts[..at], &[""], &parts[at + 1..]].concat();
            groups.entry((method, others.join("/"), at)).or_default().push(path);
        }
    }
    let found = groups.into_iter().find(|((method, _, at), paths)| {
        let texts: Vec<&str> = paths.iter().filter_map(|path| path.split('/').nth(*at)).collect();
        let are_names =
            |(_, names): &(String, BTreeSet<String>)| texts.iter().all(|text| names.contains(*text));
        if texts.len() >= MIN_ENUM_NAMES && enums.iter().any(are_names) {
            return true;
        }
        texts.len() >= MIN_TEXTS && {
            let of = |path: &&str| by_path.get(&((*path).to_owned(), (*method).to_owned()));
            are_alike(paths.iter().filter_map(of), matcher)
        }
    });
    let ((method, _, at), paths) = found?;
    let paths = paths.into_iter().map(str::to_owned).collect();
    Some(Place { method: method.to_owned(), paths, at, doubt: None })
}

/// Returns whether endpoints answer with documents of the same members.
fn are_alike<'e>(endpoints: impl Iterator<Item = &'e UnknownEndpoint>, matcher: &Matcher) -> bool {
    let mut first: BTreeMap<u8, BTreeSet<String>> = BTreeMap::new();
    for endpoint in endpoints {
        let Some((media_type, text)) = endpoint.operation.responses.first() else { return false };
        let Some(format) = matcher.format(media_type) else { return false };
        let mut names = BTreeSet::new();
        with_root(format, text.as_bytes(), |node| names = names_of(node));
        let is_xml = u8::from(format == Format::Xml);
        if names.len() < MIN_SHARED_NAMES || first.entry(is_xml).or_insert_with(|| names.clone()) != &names {
            return false;
        }
    }
    true
}

/// Returns the names of an object's members; of a list those of its first item.
fn names_of(node: Node<'_>) -> BTreeSet<String> {
    let names = |node: Node<'_>| node.members().into_iter().map(|(name, _)| name.to_owned()).collect();
    let own: BTreeSet<String> = names(node);
    if own.len() >= MIN_SHARED_NAMES {
        return own;
    }
    node.items().first().map_or(own, |item| names(*item))
}

impl Place {
    /// Makes one endpoint of those whose paths differ here, and of the one that is there already.
    fn apply(self, by_path: &mut BTreeMap<(String, String), UnknownEndpoint>) {
        let Place { method, paths, at, doubt } = self;
        let mut whole = UnknownEndpoint { doubts: doubt.into_iter().collect(), ..UnknownEndpoint::default() };
        let mut path = String::new();
        for old in paths {
            let mut parts: Vec<String> = old.split('/').map(str::to_owned).collect();
            let taken = parts.iter().filter(|part| is_parameter(part)).cloned().collect::<Vec<_>>();
            let name = template::name(&parts[..at], &taken);
            parts[at] = format!("{{{name}}}");
            path = parts.join("/");
            let Some(endpoint) = by_path.remove(&(old, method.clone())) else { continue };
            whole.add_parameters(std::iter::once((name, "string".to_owned())));
            whole.take(endpoint);
        }
        let key = (path, method);
        if let Some(known) = by_path.remove(&key) {
            whole.take(known);
        }
        whole.head(&key.1, &key.0);
        by_path.insert(key, whole);
    }
}
