//! The kinds of departures.

/// What the wire shows that the spec does not say. Codes are stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DriftKind {
    /// `DR101`: the spec has no such endpoint.
    UnknownEndpoint,
    /// `DR102`: the endpoint has no such parameter.
    UnknownParameter,
    /// `DR103`: the endpoint has answered with a status that the spec does not list, though it lists others.
    UnknownStatus,
    /// `DR104`: the API has no such media type.
    UnknownMediaType,
    /// `DR105`: there is a body where the spec has none.
    UnexpectedBody,
    /// `DR106`: there is no body where the spec has one.
    MissingBody,
    /// `DR201`: the contract has no such member.
    UnknownMember,
    /// `DR202`: the document lacks a member that .NET would have written.
    MissingMember,
    /// `DR203`: null where the contract has none.
    UnexpectedNull,
    /// `DR204`: a name or number that the enum does not have.
    UnknownEnumValue,
    /// `DR205`: a member comes in an order in which .NET loses it.
    LostByOrder,
    /// `DR206`: a member is there twice.
    DuplicateMember,
    /// `DR207`: a value is of another type; it can still be read.
    OtherType,
    /// `DR208`: the document cannot be read: it is of another type, root or namespace, or no document at all.
    Unreadable,
}

/// How bad a departure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something is there that nobody has to read.
    Note,
    /// Something is lost, or not as it was promised.
    Warning,
    /// The document cannot be read.
    Error,
}

impl Severity {
    /// Returns `note`, `warning` or `error`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl DriftKind {
    /// All kinds, in the order of their codes.
    pub const ALL: [Self; 14] = [
        Self::UnknownEndpoint,
        Self::UnknownParameter,
        Self::UnknownStatus,
        Self::UnknownMediaType,
        Self::UnexpectedBody,
        Self::MissingBody,
        Self::UnknownMember,
        Self::MissingMember,
        Self::UnexpectedNull,
        Self::UnknownEnumValue,
        Self::LostByOrder,
        Self::DuplicateMember,
        Self::OtherType,
        Self::Unreadable,
    ];

    /// Returns the code: `DR` and three digits.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::UnknownEndpoint => "DR101",
            Self::UnknownParameter => "DR102",
            Self::UnknownStatus => "DR103",
            Self::UnknownMediaType => "DR104",
            Self::UnexpectedBody => "DR105",
            Self::MissingBody => "DR106",
            Self::UnknownMember => "DR201",
            Self::MissingMember => "DR202",
            Self::UnexpectedNull => "DR203",
            Self::UnknownEnumValue => "DR204",
            Self::LostByOrder => "DR205",
            Self::DuplicateMember => "DR206",
            Self::OtherType => "DR207",
            Self::Unreadable => "DR208",
        }
    }

    /// Returns the departure in a few words.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::UnknownEndpoint => "an endpoint that the spec does not have",
            Self::UnknownParameter => "a parameter that the endpoint does not have",
            Self::UnknownStatus => "a status that the endpoint does not list",
            Self::UnknownMediaType => "a media type that the API does not have",
            Self::UnexpectedBody => "a body where the spec has none",
            Self::MissingBody => "no body where the spec has one",
            Self::UnknownMember => "a member that the contract does not have",
            Self::MissingMember => "a member is missing",
            Self::UnexpectedNull => "null where the contract has none",
            Self::UnknownEnumValue => "a value that the enum does not have",
            Self::LostByOrder => "a member that .NET loses for its order",
            Self::DuplicateMember => "a member that is there twice",
            Self::OtherType => "a value of another type",
            Self::Unreadable => "a document that cannot be read",
        }
    }

    /// Returns how bad it is.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::UnknownMember | Self::UnknownParameter | Self::UnknownStatus | Self::UnexpectedBody => {
                Severity::Note
            }
            Self::Unreadable => Severity::Error,
            _ => Severity::Warning,
        }
    }
}
