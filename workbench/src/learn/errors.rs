//! What the bodies of errors are.

use std::collections::{BTreeMap, BTreeSet};

use datacontract::http::{self, HttpError};
use datacontract_codegen::spec::{Format, Spec, wire_name};

use super::counting::count;
use super::document::{Node, with_root};
use crate::{
    site::Site,
    traffic::{Message, matching::Matcher, text::Text},
};

/// How many members a body has to have to be told by their names.
const MIN_NAMES: usize = 2;

/// What the body of an error is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ErrorBody {
    /// Web API's own.
    HttpError,
    /// ASP.NET Core's own.
    ProblemDetails,
    /// A class of the spec.
    Class(usize),
    /// A document of a class that the spec does not have.
    Unknown,
    /// A text in JSON or XML.
    Text,
    /// Of a media type that the API does not write documents in.
    Other(String),
}

/// The bodies that answers with one status of an error have.
#[derive(Clone, Debug, Default)]
pub(super) struct ErrorSeen {
    pub(super) kinds: BTreeMap<ErrorBody, u64>,
    /// The names of the members of their roots, with how often.
    pub(super) names: BTreeMap<String, u64>,
}

impl ErrorSeen {
    pub(super) fn bodies(&self) -> u64 {
        self.kinds.values().sum()
    }
}

/// Tells what the bodies of errors are.
pub(super) struct ErrorBodies {
    classes: Vec<KnownClass>,
}

/// A class of the spec, by what its documents are told by.
struct KnownClass {
    index: usize,
    /// What roots of XML are called: name, namespace.
    roots: Vec<(String, String)>,
    /// The names of the members in JSON.
    names: BTreeSet<String>,
}

impl ErrorBodies {
    pub(super) fn of(site: &Site) -> Self {
        let spec = site.spec();
        let classes = (0..spec.types.len()).filter(|index| spec.types[*index].class().is_some());
        let class = |index: usize| {
            let contract = site.graph().contract_at(index).map(|contract| {
                let name = contract.qualified_name();
                (name.name.clone(), name.namespace.clone())
            });
            let of_xml_serializer = spec.xml_serializer_root(index);
            let roots = contract.into_iter().chain([(of_xml_serializer.name, of_xml_serializer.namespace)]);
            KnownClass { index, roots: roots.collect(), names: json_names(spec, index) }
        };
        ErrorBodies { classes: classes.map(class).collect() }
    }

    /// Takes the body of an error, without its secrets. Returns what it is; `None` if there is none, or if it is malformed.
    pub(super) fn add(&self, answer: &Message, matcher: &Matcher, seen: &mut ErrorSeen) -> Option<ErrorBody> {
        let kind = self.kind(answer, matcher, seen)?;
        *seen.kinds.entry(kind.clone()).or_default() += 1;
        Some(kind)
    }

    fn kind(&self, answer: &Message, matcher: &Matcher, seen: &mut ErrorSeen) -> Option<ErrorBody> {
        let Some(format) = matcher.format(&answer.media_type).filter(|format| *format != Format::Form) else {
            let is_there = answer.body.is_some() || answer.left_out.is_some();
            let is_named = is_there && !answer.media_type.is_empty();
            return is_named.then(|| ErrorBody::Other(answer.media_type.clone()));
        };
        let body = answer.body.as_ref()?;
        let mut kind = None;
        with_root(format, body, |node| {
            let members = node.members();
            for (name, _) in &members {
                count(&mut seen.names, (*name).to_owned());
            }
            kind = Some(if node.scalar().is_some() && members.is_empty() {
                ErrorBody::Text
            } else if answer.media_type.contains("problem") {
                ErrorBody::ProblemDetails
            } else if let Some(index) = self.class(node) {
                ErrorBody::Class(index)
            } else if is_http_error(format, body) {
                ErrorBody::HttpError
            } else {
                ErrorBody::Unknown
            });
        });
        kind
    }

    /// Returns the only class of the spec that a document can be of.
    fn class(&self, node: Node<'_>) -> Option<usize> {
        let (element, there) = (node.element(), node.members());
        let is_it = |class: &&KnownClass| {
            if let Some((namespace, name)) = element {
                return class.roots.iter().any(|root| root.0 == name && root.1 == namespace);
            }
            there.len() >= MIN_NAMES && there.iter().all(|(name, _)| class.names.contains(*name))
        };
        let mut found = self.classes.iter().filter(is_it);
        let class = found.next()?;
        found.next().is_none().then_some(class.index)
    }
}

/// Returns whether a document is Web API's own. A service's own class may have a `Message`, too: then there are other members beside
/// it, and nothing else of Web API's.
fn is_http_error(format: Format, body: &[u8]) -> bool {
    let format = match format {
        Format::Json => http::Format::Json,
        Format::Xml => http::Format::Xml,
        Format::Form => return false,
    };
    let Some(Text { content, .. }) = Text::of(body) else { return false };
    HttpError::read(format, content.trim_start_matches('\u{feff}')).is_some_and(|error| {
        let has_more = error.message_detail.is_some()
            || !error.model_state.is_valid()
            || error.exception_message.is_some()
            || error.exception_type.is_some();
        error.other.is_empty() || has_more
    })
}

/// Returns the names that a class's members have in JSON, with those of its base classes.
fn json_names(spec: &Spec, index: usize) -> BTreeSet<String> {
    let classes = spec.with_bases(index).into_iter();
    let members = classes.filter_map(|owner| Some((owner, spec.types[owner].class()?)));
    let members = members.flat_map(|(owner, class)| class.members.iter().map(move |member| (owner, member)));
    let in_json = members.filter(|(_, member)| member.only != Some(Format::Xml));
    in_json.map(|(owner, member)| wire_name(spec, Format::Json, owner, member)).collect()
}

/// Returns the names of the members of a document's root, in small letters.
pub(super) fn names_of(message: &Message, matcher: &Matcher) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let format = matcher.format(&message.media_type);
    if let (Some(format), Some(body)) = (format, &message.body) {
        with_root(format, body, |node| {
            names = node.members().into_iter().map(|(name, _)| name.to_lowercase()).collect();
        });
    }
    names
}
