//! What a document has otherwise than its contract, where that is no error.

use std::fmt;

/// Where a document that was read departs from its contract.
///
/// A service changes, and its clients go on: new members are passed over, missing ones keep their defaults. The hook in
/// the options of both readers tells of each such place, so that a client can learn of it before it matters. Without a
/// hook nothing is looked for.
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
    /// What it stands in, or is missing in: the names from the root on, as [`Error::path`](crate::Error::path) gives
    /// them, `/Order/Lines/OrderLine` or in JSON `/Order/Lines/0`. Empty for the root itself.
    pub path: &'a str,
    /// The name of the member; the index of an item or entry in JSON.
    pub name: &'a str,
    /// The namespace of the name: none in JSON.
    pub namespace: Option<&'a str>,
    /// The name or number that the enum does not have; none if the member is secret, and for all other kinds.
    pub value: Option<&'a str>,
    /// The place in the input, in bytes from its start, where that is known: in XML the start tag of the element, or of
    /// the one that lacks it; in JSON the name of the member or the text of the value, unless it has escapes.
    pub offset: Option<usize>,
}

/// What a [`Notice`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NoticeKind {
    /// The contract has no such member, the collection no such items: it was passed over.
    Unknown,
    /// The member was read already, or the key: in XML the first value counts, in JSON the last.
    Duplicate,
    /// Strict mode of XML: the member comes too late, and .NET loses it.
    OutOfOrder,
    /// The contract has the member, the document does not: it kept its default. Told only where .NET would have written
    /// it: not of members that are left out for their value (`EmitDefaultValue = false`, null where that may be
    /// refused, null with `NullValueHandling.Ignore`), nor of those that the format does not have, nor of a
    /// [`Presence`](crate::Presence).
    Missing,
    /// A name or number that the enum does not have: it was kept as it is.
    UnknownEnumValue,
    /// Null for a value type: it kept its default.
    Null,
}

impl fmt::Display for Notice<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}/{}` ", self.path, self.name)?;
        f.write_str(match self.kind {
            NoticeKind::Unknown => "is not in the contract",
            NoticeKind::Duplicate => "stands there already",
            NoticeKind::OutOfOrder => "is out of order, and .NET loses it",
            NoticeKind::Missing => "is missing",
            NoticeKind::UnknownEnumValue => "has a value that its enum does not have",
            NoticeKind::Null => "is null, but its type has no null",
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
