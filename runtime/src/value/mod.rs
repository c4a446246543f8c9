//! What the engines see of a value: [`View`]s when they write, [`Slot`]s when they read.
//!
//! An object hands all its members to the engine at once. So what is generated for a struct is two short
//! functions, each wire format is one engine that is compiled once, and a value without a Rust type
//! ([`dynamic::Value`]) goes through the same engines.

mod collection;
pub(crate) mod conversion;
mod converted;
pub(crate) mod derived;
pub(crate) mod dynamic;
mod field;
mod foreign;
pub(crate) mod instantiation;
mod key_index;
mod presence;
mod read_only;
mod secret;
mod seen;
mod shared;
mod unknown;

pub use collection::Dictionary;
pub use conversion::{As, Converter};
pub use converted::{Convert, ConvertError, ConvertedSlot, ConvertedView};
pub use foreign::ByteArray;
pub use key_index::KeyIndex;
pub use presence::Presence;
pub use read_only::{ReadOnly, ReadOnlyCollection, ReadOnlyDictionary};
pub use secret::Secret;
pub(crate) use seen::{Seen, SeenBits};
pub use shared::{Shared, SharedSlot, SharedTarget, SharedView};
pub use unknown::UnknownValue;

use crate::clr::{Char, DateTime, DateTimeOffset, Decimal, Guid, TimeSpan, Uri};
use crate::contract::{Contract, ContractRef, Member, Type};
use crate::error::Error;
use dynamic::Value;

/// A value as a writer sees it.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum View<'a> {
    /// Nothing is to be written at all, not even nil.
    Absent,
    /// Null.
    Null,
    /// A `bool`.
    Bool(bool),
    /// A signed integer of any width, or the number of an enum.
    Int(i64),
    /// An unsigned integer of any width.
    UInt(u64),
    /// A `float`.
    Single(f32),
    /// A `double`.
    Double(f64),
    /// A `decimal`.
    Decimal(&'a Decimal),
    /// A `char`.
    Char(Char),
    /// A string, or the text of an enum's value that has no number here.
    Str(&'a str),
    /// A `DateTime`.
    DateTime(&'a DateTime),
    /// A `DateTimeOffset`.
    DateTimeOffset(&'a DateTimeOffset),
    /// A `TimeSpan`.
    TimeSpan(TimeSpan),
    /// A `Guid`.
    Guid(&'a Guid),
    /// A `Uri`.
    Uri(&'a Uri),
    /// A `byte[]`.
    Bytes(&'a [u8]),
    /// An object of a class or struct.
    Object(&'a dyn Object),
    /// A collection.
    List(&'a dyn List),
    /// A dictionary.
    Map(&'a dyn Map),
    /// An object that other places refer to as well.
    Shared(&'a dyn SharedView),
    /// A value whose actual type is its own to say (`System.Object`).
    Any(&'a Value),
    /// A value of a Rust type that goes over the wire as another one.
    Converted(&'a dyn ConvertedView),
}

/// A place where a reader puts a value.
#[non_exhaustive]
pub enum Slot<'a> {
    /// No place: the value has no such member.
    Absent,
    /// A `bool`.
    Bool(&'a mut bool),
    /// An `int`.
    Int32(&'a mut i32),
    /// A `long`.
    Int64(&'a mut i64),
    /// A string.
    Str(&'a mut String),
    /// Any other value that is written as text, an enum included.
    Scalar(&'a mut dyn Scalar),
    /// A value that may be null.
    Nullable(&'a mut dyn Nullable),
    /// An object of a class or struct.
    Object(&'a mut dyn Object),
    /// An object of a class or of one that derives from it.
    Polymorphic(&'a mut dyn Polymorphic),
    /// A collection.
    List(&'a mut dyn List),
    /// A dictionary.
    Map(&'a mut dyn Map),
    /// An object that other places refer to as well.
    Shared(&'a mut dyn SharedSlot),
    /// A value without a Rust type.
    Value(&'a mut Value),
    /// A value of a Rust type that goes over the wire as another one.
    Converted(&'a mut dyn ConvertedSlot),
}

/// An object of a class or struct. `#[derive(DataContract)]` implements it.
pub trait Object {
    /// Returns the contract of the actual type, or `None` if it is the one that the member or root declares.
    fn actual_contract(&self) -> Option<&'static Contract>;

    /// Returns whether a type that differs from the declared one counts as known, without a look at the known
    /// types. That is so for a Rust type that holds it.
    fn is_known(&self) -> bool {
        true
    }

    /// Calls `f` with all members, those of the base class first, each class's in the order of their
    /// declaration.
    fn views(&self, f: &mut dyn FnMut(&[View<'_>]));

    /// Calls `f` with a slot for each member, in the order of [`views`](Self::views).
    fn slots(&mut self, f: &mut dyn FnMut(&mut [Slot<'_>]) -> Result<(), Error>) -> Result<(), Error>;
}

/// A collection. Implemented for `Vec`.
pub trait List {
    /// Returns the number of items.
    fn len(&self) -> usize;

    /// Returns whether there are no items.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns a view of the item at `index`.
    fn item(&self, index: usize) -> View<'_>;

    /// Removes all items.
    fn clear(&mut self);

    /// Makes room for `additional` further items.
    fn reserve(&mut self, additional: usize);

    /// Adds an item with its default value, and returns its slot.
    fn push(&mut self) -> Slot<'_>;

    /// Removes the last item.
    fn pop(&mut self);
}

/// A function that writes the key and the value of an entry.
pub type EntryFn<'f> = dyn FnMut(View<'_>, View<'_>) -> Result<(), Error> + 'f;

/// A dictionary. Implemented for [`Dictionary`], `BTreeMap` and `HashMap`.
pub trait Map {
    /// Returns the number of entries.
    fn len(&self) -> usize;

    /// Returns whether there are no entries.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Calls `f` with each entry.
    fn entries(&self, f: &mut EntryFn<'_>) -> Result<(), Error>;

    /// Removes all entries.
    fn clear(&mut self);

    /// Lets `read` fill a new entry, and adds it unless the dictionary has its key already. Returns whether
    /// it was added.
    ///
    /// `index` is the same for all entries that are added to a cleared dictionary. It finds keys quickly for
    /// types that do not do so themselves.
    fn insert(
        &mut self,
        index: &mut KeyIndex,
        read: &mut dyn FnMut(Slot<'_>, Slot<'_>) -> Result<(), Error>,
    ) -> Result<bool, Error>;

    /// Lets `read` fill an entry, and adds it or replaces the value of its key. Returns whether the key is
    /// new.
    fn set(
        &mut self,
        index: &mut KeyIndex,
        read: &mut dyn FnMut(Slot<'_>, Slot<'_>) -> Result<(), Error>,
    ) -> Result<bool, Error>;
}

/// A value that is written as text.
pub trait Scalar {
    /// Takes the value, and returns whether it fits. An enum gets its number, or a text that has no number.
    fn set(&mut self, value: View<'_>) -> bool;

    /// Returns whether the value that reading begins with is only there until one is read: see
    /// [`Field::NEEDS_VALUE`].
    fn needs_value(&self) -> bool {
        false
    }
}

/// A value that may be null.
pub trait Nullable {
    /// Becomes null.
    fn set_null(&mut self);

    /// Becomes a default value, and returns its slot.
    fn fill(&mut self) -> Slot<'_>;

    /// Returns the slot of the value that is there, for more of it; without one, does what [`fill`](Self::fill) does.
    fn keep(&mut self) -> Slot<'_> {
        self.fill()
    }

    /// Becomes a value that is written as text, and returns whether that fits.
    fn set(&mut self, value: View<'_>) -> bool {
        self.fill().set(value)
    }

    /// Returns whether absent and null are two values of it, so that neither is unexpected.
    fn has_absent(&self) -> bool {
        false
    }
}

/// A value of a class or of one that derives from it: a Rust enum over the known types.
pub trait Polymorphic {
    /// Returns the contracts of the types that it can be.
    fn known_types(&self) -> &'static [ContractRef];

    /// Returns whether the value that reading begins with is only there until one is read: see
    /// [`Field::NEEDS_VALUE`].
    fn needs_value(&self) -> bool {
        false
    }

    /// Becomes a default value of a type and returns its slot, or `None` if it cannot be of that type.
    fn choose(&mut self, contract: &'static Contract) -> Option<Slot<'_>>;
}

/// A Rust type that can be a member, an item or a root.
///
/// The derive asks this trait what a field's type is, so that it never has to look at the type's name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a member of a contract",
    label = "it has no form on the wire",
    note = "`usize` and `isize` have other sizes on other machines, and C# has no integers of 128 bits: use `i32`, `i64` \
            or `u64`, or `clr::Decimal` for up to 28 digits",
    note = "a struct or enum of your own: derive `DataContract`; a newtype: with `#[contract(transparent)]`",
    note = "a type of `bigdecimal`, `bytes`, `chrono`, `compact_str`, `indexmap`, `jiff`, `rust_decimal`, `secrecy`, \
            `smallvec`, `smol_str`, `time`, `url` or `uuid`: turn on the feature of that name of `datacontract`, whose \
            documentation of `types` lists those that can be members",
    note = "any other type: say at the member how it is converted, `#[contract(as = \"..\")]` or \
            `#[contract(with = \"..\")]`, or that it is no member, `#[contract(ignore)]`"
)]
pub trait Field: Sized {
    /// The type on the wire.
    const TYPE: Type;

    /// Whether .NET's type is a value type, which is never null by itself.
    const IS_VALUE_TYPE: bool;

    /// Whether the value is never to be shown: see [`Secret`].
    const IS_SECRET: bool = false;

    /// Whether null is one of the values, as with `Option`.
    const TAKES_NULL: bool = false;

    /// Whether [`initial`](Self::initial) is no value of its own, but only there until one is read. A missing
    /// member is an error then, as is null.
    const NEEDS_VALUE: bool = false;

    /// A member of the type that has no name yet. The derive gives all members of a class their names at
    /// once, which the compiler is done with sooner than with a call for each.
    #[doc(hidden)]
    const MEMBER: Member = Member::nameless(Self::TYPE, Self::IS_SECRET, Self::NEEDS_VALUE);

    /// Returns the value that reading begins with, and that stays where a document has none.
    fn initial() -> Self;

    /// Returns the value as a writer sees it.
    fn view(&self) -> View<'_>;

    /// Returns the slot that a reader fills.
    fn slot(&mut self) -> Slot<'_>;
}

/// A Rust type that has a contract of its own. `#[derive(DataContract)]` implements it.
pub trait DataContract: Field {
    /// Returns the contract.
    fn contract() -> &'static Contract;

    /// The number of views and slots that a value has, those of its base class included.
    const MEMBERS: usize;

    /// The members that the class itself declares.
    #[doc(hidden)]
    const OWN: &'static [Member] = &[];
}

impl Slot<'_> {
    /// Returns the same slot for a shorter time.
    pub fn reborrow(&mut self) -> Slot<'_> {
        match self {
            Slot::Absent => Slot::Absent,
            Slot::Bool(v) => Slot::Bool(v),
            Slot::Int32(v) => Slot::Int32(v),
            Slot::Int64(v) => Slot::Int64(v),
            Slot::Str(v) => Slot::Str(v),
            Slot::Scalar(v) => Slot::Scalar(&mut **v),
            Slot::Nullable(v) => Slot::Nullable(&mut **v),
            Slot::Object(v) => Slot::Object(&mut **v),
            Slot::Polymorphic(v) => Slot::Polymorphic(&mut **v),
            Slot::List(v) => Slot::List(&mut **v),
            Slot::Map(v) => Slot::Map(&mut **v),
            Slot::Shared(v) => Slot::Shared(&mut **v),
            Slot::Value(v) => Slot::Value(v),
            Slot::Converted(v) => Slot::Converted(&mut **v),
        }
    }

    /// Returns whether absent and null are two values of it.
    pub(crate) fn has_absent(&self) -> bool {
        matches!(self, Slot::Nullable(nullable) if nullable.has_absent())
    }

    /// Returns whether the value that is there is no value of its own, and may not stay.
    pub(crate) fn needs_value(&self) -> bool {
        match self {
            Slot::Converted(slot) => slot.needs_value(),
            Slot::Object(slot) => slot.actual_contract().is_some_and(|contract| contract.needs_value),
            Slot::Polymorphic(slot) => slot.needs_value(),
            Slot::Scalar(slot) => slot.needs_value(),
            _ => false,
        }
    }

    /// Puts a value that is written as text, and returns whether it fits.
    pub(crate) fn set(&mut self, value: View<'_>) -> bool {
        self.put(value)
    }

    /// Does what [`set`](Self::set) does where the kind of the slot is known, so that all other arms go away.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "all arms but one are dead")]
    pub(crate) fn put(&mut self, value: View<'_>) -> bool {
        match (self, value) {
            (Slot::Bool(slot), View::Bool(v)) => **slot = v,
            (Slot::Int32(slot), View::Int(v)) => match i32::try_from(v) {
                Ok(v) => **slot = v,
                Err(_) => return false,
            },
            (Slot::Int64(slot), View::Int(v)) => **slot = v,
            // Most are new, and need no more room than for this text.
            (Slot::Str(slot), View::Str(v)) if slot.capacity() == 0 => **slot = String::from(v),
            (Slot::Str(slot), View::Str(v)) => {
                slot.clear();
                slot.push_str(v);
            }
            (Slot::Nullable(slot), value) => return slot.set(value),
            (Slot::Scalar(slot), value) => return slot.set(value),
            (Slot::Converted(slot), value) => return slot.set(value),
            _ => return false,
        }
        true
    }
}
