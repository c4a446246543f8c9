//! What traffic teaches about one entry of a spec.

use datacontract_codegen::spec::Span;
use serde_json::Value;

/// Something that the traffic shows and the spec does not say.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    /// What it is about.
    pub topic: Topic,
    /// The entry of the spec: `Shop.Order.Note`, or an endpoint's heading.
    pub place: String,
    /// What the spec ought to say, in a few words: `takes null`.
    pub finding: String,
    /// What was seen, with counts: `null in 3 of 14 values`.
    pub evidence: String,
    /// What is a guess in what is written, if something is: the spec marks it as inferred.
    pub guess: Option<String>,
    /// How sure it is.
    pub certainty: Certainty,
    /// Where the entry stands in the spec's text: the offset of its key.
    pub(super) entry: usize,
    pub(super) edits: Vec<Edit>,
}

/// What a lesson is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Whether null may stand somewhere.
    Null,
    /// Which type numbers, or the items of a list, have.
    Type,
    /// The names and numbers of an enum.
    Enum,
    /// The name or the namespace of a contract.
    Namespace,
    /// What is left out of documents for its value.
    LeftOut,
    /// Members that the spec does not have.
    Member,
    /// The order of members.
    Order,
    /// Derived classes that stand where another class is declared.
    Derived,
    /// The statuses of an endpoint.
    Status,
    /// Whether there is a body at all.
    Body,
    /// Samples where a page has none.
    Sample,
    /// Endpoints that the spec does not have.
    Endpoint,
    /// Classes that the bodies of errors are of.
    Error,
}

impl Topic {
    /// Returns the word for it, for programs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Type => "type",
            Self::Enum => "enum",
            Self::Namespace => "namespace",
            Self::LeftOut => "leftOut",
            Self::Member => "member",
            Self::Order => "order",
            Self::Derived => "derived",
            Self::Status => "status",
            Self::Body => "body",
            Self::Sample => "sample",
            Self::Endpoint => "endpoint",
            Self::Error => "error",
        }
    }
}

/// How sure a lesson is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// A document shows it: nothing that may still come can make it wrong.
    Shown,
    /// It was so each time, and often enough. What comes may still be otherwise.
    Counted,
    /// The traffic shows that something is missing, but not what to write: a person decides. The spec stays as it is.
    Open,
}

impl Certainty {
    /// Returns the word for it, for programs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Counted => "counted",
            Self::Open => "open",
        }
    }
}

/// A change of a spec's text. Entries are given by the offsets of their keys.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Edit {
    /// Another type word.
    Word { span: Span, text: String },
    /// A `?` behind a type word.
    Nullable { span: Span },
    /// The value of a key of the entry, in place of the one that it has.
    Key { key: &'static str, value: Value },
    /// The entry has the key no longer.
    Without { key: &'static str },
    /// The value of a key of the object under a key of the entry, in place of the one that it has.
    Inner { object: &'static str, key: &'static str, value: Value },
    /// The object under a key of the entry has the key no longer.
    WithoutInner { object: &'static str, key: &'static str },
    /// A new entry in the object under a key of the entry: behind another one, or else at the end.
    Insert { object: &'static str, name: String, value: Value, behind: Option<String> },
    /// A new entry in a section of the spec, `endpoints` or `types`, as a text with its comments.
    Entry { section: &'static str, text: String },
    /// The remark of an entry that begins with these words has nothing to say any more: of one of the members that it
    /// lists, or at all.
    Settle { entry: usize, words: &'static str, member: Option<String> },
}
