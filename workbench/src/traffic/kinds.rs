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

    /// Returns what it means, and what to do about it.
    #[must_use]
    pub fn explanation(self) -> &'static str {
        match self {
            Self::UnknownEndpoint => {
                "A request to this path was answered with a document, and no endpoint of the spec takes \
                 it. What looks like a value in the path is shown as `{}`. Import the endpoint's help \
                 page, or write the endpoint into the spec; `cargo datacontract learn` infers it from what \
                 was recorded."
            }
            Self::UnknownParameter => {
                "The query has a name that the endpoint does not have. ASP.NET ignores such names: either the \
                 caller is mistaken, or the page leaves out a parameter. If the service uses it, write it into \
                 the endpoint's heading; else let the caller leave it out."
            }
            Self::UnknownStatus => {
                "The endpoint lists what its statuses mean, and has answered with another one, which callers \
                 may not be prepared for. Write it into `status`; `cargo datacontract learn` does that, with \
                 what its bodies are."
            }
            Self::UnknownMediaType => {
                "The document is of a media type that none of the API's `formatters` has, so that clients do \
                 not read it by the contract. An error page or a login in the place of the answer is of \
                 `text/html`: then look at the service. If the service means it, write it into `formatters`."
            }
            Self::UnexpectedBody => {
                "There is a body, and the spec says that there is none: clients throw it away, and servers do \
                 not read it. Write the type of `body` or `response`; `cargo datacontract learn` infers that \
                 of responses."
            }
            Self::MissingBody => {
                "There is no body, and the spec says that there is one: readers have nothing to make a value \
                 of. If the service answers so on purpose, the type takes null (`Order?`), or the endpoint \
                 has no response."
            }
            Self::UnknownMember => {
                "The document has a member that the contract does not have: the service has a newer version, \
                 or its page left it out. Readers skip it, so what it says is lost. `cargo datacontract learn` \
                 writes it into the spec."
            }
            Self::MissingMember => {
                "The document lacks a member that .NET would have written. Either the service has lost \
                 it, or it is left out for its value: `emitDefault`, or `nullValueHandling` in `json`."
            }
            Self::UnexpectedNull => {
                "Null stands where the type has none: .NET would not write it. Write a `?` behind the \
                 type; `cargo datacontract learn` does that."
            }
            Self::UnknownEnumValue => {
                "A name or number that the enum does not have. Readers keep it as it is. Write it into \
                 the enum; `cargo datacontract learn` does that where it finds the number that belongs to \
                 a name."
            }
            Self::LostByOrder => {
                "DataContractSerializer reads members in their order alone, and skips what comes too \
                 late, as XmlSerializer does where members have an `Order`: a .NET program at the other end \
                 does not see the member. If the service writes it so, write the `order` of its members into \
                 the spec; if a caller does, let it write them in the order of the contract."
            }
            Self::DuplicateMember => {
                "A member is there twice: something else than .NET wrote the document. \
                 In XML the first one counts, in JSON the last, so that two readers may see two values. Mend \
                 the program that writes it."
            }
            Self::OtherType => {
                "The value is of another type than the contract says, in a form that this project's \
                 readers take and .NET does not, such as a number in quotes. If the service writes it each \
                 time, write the type that it is into the spec; if a caller does, mend the caller."
            }
            Self::Unreadable => {
                "The document, or a value in it, cannot be read by the contract: it is of another type, \
                 root or namespace, or no document at all. Look at the exchange that is named. If all XML of \
                 the service is so, it may be of the other serializer (`xml` with `serializer`); where a type \
                 is another one, write that."
            }
        }
    }

    /// Returns the kind with a code, whose case does not count.
    #[must_use]
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code().eq_ignore_ascii_case(code))
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
