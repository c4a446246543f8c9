//! A change, with its places in both files.

use super::{
    effect::{Flow, WireEffect, verdicts},
    rules::Rule,
    verdict::{Side, Surface, Verdict, Verdicts},
};
use crate::{address, diagnostic::SourceFile, spec::Span};

/// Where something stands in one of the two files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The file.
    pub file: SourceFile,
    /// The text.
    pub span: Span,
}

/// What has changed between two states of a spec, and whom it touches.
#[derive(Clone, Debug)]
pub struct Change {
    /// What kind of change it is.
    pub rule: Rule,
    /// What has changed: `POST api/orders`, `Shop.Models.Order.State`.
    pub subject: String,
    /// What it was, and what it is.
    pub message: String,
    /// Where it stood; `None` for what is new.
    pub before: Option<Location>,
    /// Where it stands; `None` for what is gone.
    pub after: Option<Location>,
    /// What it means, by audience.
    pub verdicts: Verdicts,
    /// What changes in the generated Rust by it.
    pub rust: Vec<String>,
    /// Why it is meant, if a person has said so ([`Policy`](super::Policy)).
    pub ignored: Option<String>,
    /// The items of the generated code that belong to it: their paths in the old code and in the new.
    pub(super) items: Vec<String>,
}

impl Change {
    /// Returns the worst verdict over all audiences.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.verdicts.worst(|_, _| true)
    }

    /// Returns whether it is something new, of which nobody who has the old spec can make use.
    #[must_use]
    pub fn is_addition(&self) -> bool {
        matches!(
            self.rule,
            Rule::EndpointAdded
                | Rule::ParameterAdded
                | Rule::TypeAdded
                | Rule::MemberAdded
                | Rule::EnumMemberAdded
                | Rule::KnownTypeAdded
                | Rule::FormatAdded
                | Rule::MediaTypeAdded
                | Rule::ResponseAdded
                | Rule::StatusAdded
                | Rule::RustItemAdded
                | Rule::RustTraitAdded
                | Rule::SpecAdded
        )
    }

    pub(super) fn new(rule: Rule, subject: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            rule,
            subject: subject.into(),
            // An address may hold a login.
            message: address::masked(&message.into()).into_owned(),
            before: None,
            after: None,
            verdicts: Verdicts::default(),
            rust: Vec::new(),
            ignored: None,
            items: Vec::new(),
        }
    }

    /// Says where it stood.
    pub(super) fn before(mut self, file: &SourceFile, span: Span) -> Self {
        self.before = Some(Location { file: file.clone(), span });
        self
    }

    /// Says where it stands.
    pub(super) fn after(mut self, file: &SourceFile, span: Span) -> Self {
        self.after = Some(Location { file: file.clone(), span });
        self
    }

    /// Says what it does to documents, and where these go.
    pub(super) fn wire(mut self, effect: impl Into<WireEffect>, flow: Flow) -> Self {
        for (surface, side, verdict) in verdicts(&effect.into(), flow).iter() {
            self.verdicts.raise(surface, side, verdict);
        }
        self
    }

    /// Says what it does to everybody on one side of the wire, whatever the format.
    pub(super) fn on_the_wire(mut self, side: Side, verdict: Verdict) -> Self {
        for surface in [Surface::Json, Surface::Xml, Surface::StrictXml] {
            self.verdicts.raise(surface, side, verdict);
        }
        self
    }

    /// Names the items of the generated code that belong to it.
    pub(super) fn items(mut self, items: impl IntoIterator<Item = String>) -> Self {
        self.items.extend(items);
        self
    }

    /// Returns what the order of changes goes by: places in the new file, then in the old one.
    pub(super) fn order(&self) -> (usize, Span, Rule, &str, &str) {
        let (file, span) = match (&self.after, &self.before) {
            (Some(after), _) => (0, after.span),
            (None, Some(before)) => (1, before.span),
            (None, None) => (2, Span::default()),
        };
        (file, span, self.rule, &self.subject, &self.message)
    }
}
