//! Notices: differences between a document and its contract that are no errors.

use std::cell::Cell;
use std::fmt;

/// A difference between a document and its contract that is no error.
///
/// A service changes, and its clients go on: new members are skipped, missing ones keep their defaults. The
/// hook `notices` in the options of both readers is called for each such difference, so that a client can
/// learn of it before it matters. Without a hook no differences are looked for. A document may have as many
/// of them as it has elements, so the hook gets at most as many as the option `max_notices` says, and a last
/// one with the number of those that were [left out](NoticeKind::Omitted).
///
/// ```
/// # #[cfg(all(feature = "derive", feature = "json"))] {
/// use datacontract::{DataContract, json};
///
/// #[derive(DataContract, Default)]
/// #[contract(clr_namespace = "Shop.Models", rename_all = "PascalCase")]
/// struct Order {
///     id: i32,
///     note: Option<String>,
/// }
///
/// let mut notices = Vec::new();
/// let mut note = |notice: &datacontract::Notice<'_>| notices.push(notice.to_string());
/// let mut options = json::ReadOptions::default();
/// options.notices = Some(&mut note);
/// let order: Order = json::from_str_with(r#"{"Id":5,"Remark":"!"}"#, options)?;
/// assert_eq!(order.id, 5);
/// assert_eq!(
///     notices,
///     ["`/Order/Remark` is not in the contract (byte 8)", "`/Order/Note` is missing"],
/// );
/// # }
/// # Ok::<_, datacontract::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Notice<'a> {
    /// What it is.
    pub kind: NoticeKind,
    /// What it stands in, or is missing in: the names from the root on, as
    /// [`Error::path`](crate::Error::path) gives them, `/Order/Lines/OrderLine` or in JSON `/Order/Lines/0`.
    /// Empty for the root itself.
    pub path: &'a str,
    /// The name of the member; the index of an item or entry in JSON. Inside a secret member, where any word
    /// may be a part of the secret, `[secret]` stands for a name that the contract does not have.
    pub name: &'a str,
    /// The namespace of the name: none in JSON.
    pub namespace: Option<&'a str>,
    /// The name or number that the enum does not have; none if the member is secret, and for all other kinds.
    pub value: Option<&'a str>,
    /// The place in the input, in bytes from its start, where that is known: in XML the start tag of the
    /// element, or of the one that lacks it; in JSON the name of the member or the text of the value, unless
    /// it has escapes.
    pub offset: Option<usize>,
}

/// What a [`Notice`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NoticeKind {
    /// The contract has no such member, the collection no such items: it was skipped.
    Unknown,
    /// The member was read already, or the key: in XML the first value counts, in JSON the last.
    Duplicate,
    /// Strict mode of XML: the member comes too late, and .NET loses it.
    OutOfOrder,
    /// The contract has the member, the document does not: it kept its default. There is a notice only where
    /// .NET would have written it: not for members that are left out for their value
    /// (`EmitDefaultValue = false`, null where that may be refused, null with `NullValueHandling.Ignore`),
    /// nor for those that the format does not have, nor for a [`Presence`](crate::Presence).
    Missing,
    /// A name or number that the enum does not have: it was kept as it is.
    UnknownEnumValue,
    /// Null for a value type, or for an object in a Rust type that has no null: it kept its default.
    Null,
    /// This many more notices were left out. This is the last notice, and has neither path nor name.
    Omitted(usize),
}

/// Returns a path with a star for each index: what is so in one item is so in each.
#[cfg(any(feature = "client", feature = "proxy"))]
pub(crate) fn without_indexes(path: &str) -> String {
    let is_index = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = path.split('/').map(|part| if is_index(part) { "*" } else { part }).collect();
    parts.join("/")
}

/// What stands for a name inside a secret member.
pub(crate) const HIDDEN_NAME: &str = "[secret]";

/// How many notices a hook gets unless the options say otherwise.
pub(crate) const MAX_NOTICES: usize = 100;

/// How many notices a reader may still give, and how many it left out.
#[derive(Debug, Default)]
pub(crate) struct NoticeBudget {
    left: Cell<usize>,
    omitted: Cell<usize>,
}

impl NoticeBudget {
    pub(crate) fn new(most: usize) -> Self {
        NoticeBudget { left: Cell::new(most), omitted: Cell::new(0) }
    }

    /// Returns whether another notice may be given, and counts it.
    pub(crate) fn take(&self) -> bool {
        let left = self.left.get();
        let is_given = left > 0;
        if is_given {
            self.left.set(left - 1);
        } else {
            self.omitted.set(self.omitted.get() + 1);
        }
        is_given
    }

    /// Returns the last notice, if any were left out.
    pub(crate) fn last(&self) -> Option<Notice<'static>> {
        let kind = NoticeKind::Omitted(self.omitted.get());
        let last = Notice { kind, path: "", name: "", namespace: None, value: None, offset: None };
        (self.omitted.get() > 0).then_some(last)
    }
}

impl fmt::Display for Notice<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let NoticeKind::Omitted(count) = self.kind {
            return write!(f, "{count} more notices are left out");
        }
        write!(f, "`{}/{}` ", self.path, self.name)?;
        f.write_str(match self.kind {
            NoticeKind::Unknown => "is not in the contract",
            NoticeKind::Duplicate => "stands there already",
            NoticeKind::OutOfOrder => "is out of order, and .NET loses it",
            NoticeKind::Missing => "is missing",
            NoticeKind::UnknownEnumValue => "has a value that its enum does not have",
            NoticeKind::Null => "is null, but its type has no null",
            // It was written above.
            NoticeKind::Omitted(_) => "",
        })?;
        if let Some(value) = self.value {
            write!(f, ", `{value}`")?;
        }
        match self.offset {
            Some(offset) => write!(f, " (byte {offset})"),
            None => Ok(()),
        }
    }
}
