//! A value with its type, and what holds for the document that it is written into.

use super::path::JsonPath;
use crate::clr;
use crate::contract::{EnumContract, JsonSettings, Primitive, type_name};
use crate::error::{Error, ErrorKind};
use crate::items::ListAddress;
use crate::plan::{CollectionPlan, MemberPlan, TypePlan};
use crate::value::{ConvertError, List, View};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

// The names of what Json.NET says of values besides their members.
pub(super) const ID: &str = "$id";
pub(super) const REF: &str = "$ref";
pub(super) const TYPE: &str = "$type";
pub(super) const VALUE: &str = "$value";
pub(super) const VALUES: &str = "$values";

/// What holds for a whole document.
pub(super) struct Writing<'s> {
    pub(super) settings: &'s JsonSettings,
    /// Whether the settings leave members out.
    pub(super) leaves_out: bool,
    /// Whether values have more than their content.
    pub(super) has_metadata: bool,
    pub(super) max_depth: u32,
    /// The text of one value, kept to be used again.
    pub(super) scratch: RefCell<String>,
    /// The numbers of the shared objects that were written, by their identities.
    pub(super) references: RefCell<BTreeMap<usize, u32>>,
    /// The number of the last object of a contract with `IsReference`.
    pub(super) last_reference: Cell<u32>,
    /// What went wrong: serde's errors cannot carry it.
    pub(super) error: RefCell<Option<Error>>,
    /// The list whose items are written one by one, if there is one.
    pub(super) list: Option<ListMark>,
}

/// A list whose items are written one by one.
pub(super) struct ListMark {
    address: ListAddress,
    /// The number of the last object before the items, once the list was met.
    pub(super) reference_before: Cell<Option<u32>>,
    /// The number of the last object among the items, once these were written.
    pub(super) reference_behind: Option<u32>,
}

impl ListMark {
    pub(super) fn new(address: ListAddress, reference_behind: Option<u32>) -> Self {
        ListMark { address, reference_before: Cell::new(None), reference_behind }
    }
}

impl<'s> Writing<'s> {
    pub(super) fn new(settings: &'s JsonSettings, max_depth: u32) -> Self {
        Writing {
            settings,
            leaves_out: settings.leaves_out(),
            has_metadata: settings.has_metadata(),
            max_depth,
            scratch: RefCell::default(),
            references: RefCell::default(),
            last_reference: Cell::default(),
            error: RefCell::default(),
            list: None,
        }
    }

    /// Returns whether the items of this list are written one by one, and notes that they belong here.
    #[inline]
    pub(super) fn is_marked(&self, list: &dyn List) -> bool {
        self.list.as_ref().is_some_and(|mark| self.is_at(mark, list))
    }

    #[cold]
    fn is_at(&self, mark: &ListMark, list: &dyn List) -> bool {
        let is_it = mark.address == ListAddress::of(list);
        if is_it {
            mark.reference_before.set(Some(self.last_reference.get()));
            self.last_reference.set(mark.reference_behind.unwrap_or(self.last_reference.get()));
        }
        is_it
    }

    /// The next `$id`.
    pub(super) fn next_reference(&self) -> u32 {
        let number = self.last_reference.get() + 1;
        self.last_reference.set(number);
        number
    }

    /// Returns what went wrong.
    #[cold]
    pub(super) fn into_error(self) -> Error {
        self.error
            .into_inner()
            .unwrap_or_else(|| Error::new(ErrorKind::Unrepresentable, "the value cannot be written as JSON"))
    }
}

/// A value with its type.
#[derive(Clone, Copy)]
pub(super) struct JsonView<'a> {
    pub(super) writing: &'a Writing<'a>,
    pub(super) path: JsonPath<'a>,
    pub(super) ty: &'a TypePlan,
    pub(super) view: View<'a>,
}

impl JsonView<'_> {
    /// Returns a member of the object that this is a view of.
    #[inline]
    pub(super) fn member<'m>(&'m self, member: &'m MemberPlan, view: View<'m>) -> JsonView<'m> {
        JsonView { writing: self.writing, path: self.path.member(member), ty: &member.ty, view }
    }

    #[cold]
    pub(super) fn fail<E: serde_core::ser::Error>(&self, kind: ErrorKind, message: impl Into<String>) -> E {
        self.report(Error::new(kind, message))
    }

    /// Returns an error as serde's; the whole of it is kept for the end.
    #[cold]
    fn report<E: serde_core::ser::Error>(&self, error: Error) -> E {
        let error = self.path.locate(error);
        let shown = E::custom(&error);
        *self.writing.error.borrow_mut() = Some(error);
        shown
    }

    #[cold]
    pub(super) fn unconverted<E: serde_core::ser::Error>(&self, error: ConvertError) -> E {
        self.report(error.when_written(&self.ty.ty).of_secret_if(self.path.is_secret()))
    }

    #[cold]
    pub(super) fn mismatch<E: serde_core::ser::Error>(&self) -> E {
        let name = type_name(&self.ty.ty).name;
        self.fail(ErrorKind::Unrepresentable, format!("the value is not of the contract's type {name}"))
    }
}

/// The items of a collection that stand behind `$values`.
pub(super) struct Values<'a> {
    pub(super) view: &'a JsonView<'a>,
    pub(super) collection: &'a CollectionPlan,
    pub(super) list: &'a dyn List,
}

/// The number of an enum, that of an `ulong` one without a sign.
pub(super) fn write_enum_number(contract: &EnumContract, number: i64, out: &mut String) {
    if contract.underlying == Primitive::UInt64 {
        clr::write_integer(out, number.cast_unsigned());
    } else {
        clr::write_integer(out, number);
    }
}

/// Writes the text of a value that is a text in JSON; returns `false` for any other.
#[inline]
pub(super) fn write_text(view: View<'_>, out: &mut String) -> bool {
    match view {
        View::Str(value) => out.push_str(value),
        View::DateTime(value) => value.write_json_text(out),
        View::DateTimeOffset(value) => value.write_json_text(out),
        View::TimeSpan(value) => value.write_json_text(out),
        View::Guid(value) => value.write_json_text(out),
        View::Uri(value) => out.push_str(value.as_str()),
        View::Bytes(value) => clr::write_base64(out, value),
        View::Char(value) => match value.to_char() {
            Some(c) => out.push(c),
            None => return false,
        },
        _ => return false,
    }
    true
}
