//! Objects that begin with `$id`, `$ref`, `$type` or `$values`: what Json.NET says of values besides their
//! content.

use super::token::Token;
use super::{Fields, Target, Text, ValueContext};
use crate::contract::json_type::{Assemblies, is_same_type, json_type_name};
use crate::contract::reachable::find_reachable;
use crate::contract::{Primitive, Type, TypeNameHandling};
use crate::error::{Error, ErrorKind};
use crate::json::view::{ID, REF, TYPE, VALUE, VALUES};
use crate::notice::HIDDEN_NAME;
use crate::plan::{ObjectPlan, Shape, TypePlan};
use crate::value::Slot;
use crate::value::dynamic::Value;
use serde_core::de::{DeserializeSeed, IgnoredAny, MapAccess};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

/// How many characters of a type's name an error shows.
const SHOWN: usize = 200;

/// The objects that have an `$id` where no [`Shared`](crate::Shared) holds them: each `$ref` to one is read
/// as one more copy.
#[derive(Default)]
pub(super) struct Copies {
    /// The document, if it is one text: what `$ref` refers to is read again from it.
    text: Option<Box<str>>,
    known: RefCell<BTreeMap<Box<str>, Known>>,
    /// How many bytes may still be read again, so that copies of copies come to an end.
    rest: Cell<usize>,
    /// The types that were found by their names.
    types: RefCell<BTreeMap<Box<str>, Type>>,
}

/// An object that has an `$id`.
#[derive(Clone, Copy)]
struct Known {
    /// Where it begins in the document.
    start: Option<usize>,
    /// Whether it is still being read.
    is_open: bool,
}

/// What an object begins with.
#[derive(Default)]
struct Head {
    id: Option<String>,
    type_name: Option<String>,
    /// What it refers to, if that is all it does.
    reference: Option<String>,
    /// Whether its content is the value of `$values` or `$value`, which comes next.
    is_wrapped: bool,
    /// Where the object begins in the document.
    start: Option<usize>,
}

impl Copies {
    pub(super) fn new(document: &str, max_size: usize) -> Self {
        let text = (!document.is_empty()).then(|| document.into());
        Copies { text, rest: Cell::new(max_size), ..Copies::default() }
    }

    /// Returns where the object begins whose first name stands at an offset.
    fn start_of(&self, name: Option<usize>) -> Option<usize> {
        let before = self.text.as_ref()?.get(..name?.checked_sub(1)?)?;
        before.trim_end().strip_suffix('{').map(str::len)
    }

    /// Notes an object that begins; false if another one has its `$id`.
    fn open(&self, id: &str, start: Option<usize>) -> bool {
        let mut known = self.known.borrow_mut();
        match known.get(id) {
            // A copy is read.
            Some(_) if start.is_none() => true,
            Some(other) => other.start == start,
            None => {
                known.insert(id.into(), Known { start, is_open: true });
                true
            }
        }
    }

    fn close(&self, id: &str) {
        if let Some(known) = self.known.borrow_mut().get_mut(id) {
            known.is_open = false;
        }
    }
}

impl ValueContext<'_, '_> {
    /// Reads an object that may begin with metadata.
    #[cold]
    pub(super) fn annotated<'de, A: MapAccess<'de>>(
        &self,
        copies: &Copies,
        slot: &mut Slot<'_>,
        mut fields: Fields<'de, A>,
    ) -> Result<(), A::Error> {
        // A contract with `IsReference` has readers of its own for `$id` and `$ref`.
        if matches!(self.ty.object(), Some(ObjectPlan { is_json_reference: true, .. })) {
            return self.object(slot, fields);
        }
        let head = self.head(copies, &mut fields)?;
        if let Some(id) = head.reference {
            self.copy(copies, slot, &id)?;
            return match fields.map.next_key::<IgnoredAny>()? {
                Some(_) => Err(self.reference("there is something beside `$ref`, which Json.NET refuses")),
                None => Ok(()),
            };
        }
        if let Some(id) = &head.id
            && !copies.open(id, head.start)
        {
            return Err(self.reference("`$id` is that of another object"));
        }
        if head.is_wrapped {
            self.wrapped_value(copies, slot, head.type_name.as_deref(), &mut fields)?;
            skip_rest(fields)?;
        } else {
            self.typed(copies, slot, head.type_name.as_deref(), fields)?;
        }
        if let Some(id) = &head.id {
            copies.close(id);
        }
        Ok(())
    }

    /// Reads an object behind its `$id`, which may name its type.
    pub(super) fn identified<'de, A: MapAccess<'de>>(
        &self,
        slot: &mut Slot<'_>,
        mut fields: Fields<'de, A>,
    ) -> Result<(), A::Error> {
        let Some(copies) = &self.reading.copies else { return self.object(slot, fields) };
        let head = self.head(copies, &mut fields)?;
        if head.is_wrapped {
            self.wrapped_value(copies, slot, head.type_name.as_deref(), &mut fields)?;
            return skip_rest(fields);
        }
        self.typed(copies, slot, head.type_name.as_deref(), fields)
    }

    /// Reads the metadata that stands first, as Json.NET does: what comes behind a member is skipped like an
    /// unknown one.
    fn head<'de, A: MapAccess<'de>>(
        &self,
        copies: &Copies,
        fields: &mut Fields<'de, A>,
    ) -> Result<Head, A::Error> {
        let mut head = Head::default();
        let mut is_first = true;
        while let Some(key) = fields.next_text()? {
            if is_first {
                head.start = copies.start_of(self.reading.offset_of(key.as_ptr().addr()));
                is_first = false;
            }
            match &*key {
                ID => head.id = Some(fields.map.next_value_seed(Text)?.into_owned()),
                TYPE => head.type_name = Some(fields.map.next_value_seed(Text)?.into_owned()),
                REF => {
                    head.reference = Some(fields.map.next_value_seed(Text)?.into_owned());
                    break;
                }
                VALUE | VALUES => {
                    head.is_wrapped = true;
                    break;
                }
                _ => {
                    fields.first = Some(key);
                    break;
                }
            }
        }
        Ok(head)
    }

    /// Reads what `$ref` refers to once more.
    fn copy<E: serde_core::de::Error>(
        &self,
        copies: &Copies,
        slot: &mut Slot<'_>,
        id: &str,
    ) -> Result<(), E> {
        if self.reading.references.has(id) {
            return Err(self.not_shared());
        }
        let known = copies.known.borrow().get(id).copied();
        let start = match known {
            None if self.reading.conversions.strict || self.reading.is_item => {
                return Err(self.unknown_reference());
            }
            // To Json.NET it is null.
            None => return self.token(slot, Token::Null),
            Some(Known { is_open: true, .. }) => {
                return Err(
                    self.reference("`$ref` refers to an object around it, which only a `Shared` can do")
                );
            }
            Some(Known { start, .. }) => start,
        };
        let text = copies.text.as_deref().zip(start).and_then(|(text, start)| text.get(start..));
        let Some(text) = text else {
            return Err(self.reference("`$ref` can be followed only in a document that is one text"));
        };
        if copies.rest.get() == 0 {
            let message = "what `$ref` refers to has more bytes together than a document may have; \
                           ReadOptions::max_size raises the limit";
            return Err(self.reading.report(Error::new(ErrorKind::Limit, message), &self.path));
        }
        let mut deserializer = serde_json::Deserializer::from_str(text);
        deserializer.disable_recursion_limit();
        let result = Target { context: self, slot }.deserialize(&mut deserializer);
        let read = deserializer.into_iter::<IgnoredAny>().byte_offset();
        copies.rest.set(copies.rest.get().saturating_sub(read));
        result.map_err(E::custom)
    }

    /// Reads the value of `$values` or `$value`.
    fn wrapped_value<'de, A: MapAccess<'de>>(
        &self,
        copies: &Copies,
        slot: &mut Slot<'_>,
        name: Option<&str>,
        fields: &mut Fields<'de, A>,
    ) -> Result<(), A::Error> {
        let actual = match (&self.ty.shape, name) {
            (Shape::Object, Some(name)) if self.names_types() => {
                let Some(actual) = self.actual_type(copies, name) else {
                    self.refuse_type(name)?;
                    return fields.map.next_value::<IgnoredAny>().map(drop);
                };
                Some(TypePlan::new(&actual))
            }
            _ => None,
        };
        let context = ValueContext { ty: actual.as_ref().unwrap_or(self.ty), ..*self };
        fields.map.next_value_seed(Target { context: &context, slot })
    }

    fn names_types(&self) -> bool {
        self.reading.settings.type_names != TypeNameHandling::None
    }

    /// Reads the members of an object of the type that `$type` names, if it does.
    fn typed<'de, A: MapAccess<'de>>(
        &self,
        copies: &Copies,
        slot: &mut Slot<'_>,
        name: Option<&str>,
        fields: Fields<'de, A>,
    ) -> Result<(), A::Error> {
        let Some(name) = name.filter(|_| self.names_types()) else { return self.object(slot, fields) };
        let assemblies = Assemblies::if_strict(self.reading.conversions.strict);
        let is_it = |known: Option<String>| known.is_some_and(|known| is_same_type(&known, name, assemblies));
        match slot {
            Slot::Nullable(nullable) => {
                self.typed(copies, &mut nullable.fill(), Some(name), fields)?;
                self.null_if_wrong(&mut **nullable);
                Ok(())
            }
            Slot::Polymorphic(polymorphic) => {
                let declared = self.ty.object().and_then(|plan| plan.contract);
                let known = polymorphic.known_types().iter().map(|known| known.get()).chain(declared);
                let named = known.into_iter().find(|contract| is_it(contract.json_type_name()));
                match named.and_then(|contract| polymorphic.choose(contract)) {
                    Some(mut slot) => self.object(&mut slot, fields),
                    None => self.refuse_object_of(name, fields),
                }
            }
            Slot::Value(_) => match self.actual_type(copies, name) {
                Some(actual) => {
                    let plan = TypePlan::new(&actual);
                    ValueContext { ty: &plan, ..*self }.object(slot, fields)?;
                    if self.reading.is_wrong()
                        && let Slot::Value(value) = slot
                    {
                        **value = Value::default_of(&self.ty.ty);
                    }
                    Ok(())
                }
                None => self.refuse_object_of(name, fields),
            },
            Slot::Object(object) => {
                let own = match object.actual_contract() {
                    Some(contract) => contract.json_type_name(),
                    None => json_type_name(&self.ty.ty),
                };
                if own.is_none() || is_it(own) || is_it(json_type_name(&self.ty.ty)) {
                    self.object(slot, fields)
                } else {
                    self.refuse_object_of(name, fields)
                }
            }
            Slot::Converted(converted) => {
                self.converted(&mut **converted, |slot| self.typed(copies, slot, Some(name), fields))
            }
            // Dictionaries are of the declared type, whatever the name says.
            _ => self.object(slot, fields),
        }
    }

    /// Returns the type of a name among those that the contracts of the document's root speak of, if it fits
    /// here.
    fn actual_type(&self, copies: &Copies, name: &str) -> Option<Type> {
        let assemblies = Assemblies::if_strict(self.reading.conversions.strict);
        let is_it =
            |ty: &Type| json_type_name(ty).is_some_and(|known| is_same_type(&known, name, assemblies));
        if is_it(&self.ty.ty) {
            return Some(self.ty.ty);
        }
        let declared = self.ty.object().and_then(|plan| plan.contract);
        let known = copies.types.borrow().get(name).copied();
        let found = known
            .or_else(|| find_reachable(self.path.root_type(), is_it))
            .or_else(|| Primitive::ALL.into_iter().map(Type::Primitive).find(is_it))?;
        if known.is_none() {
            copies.types.borrow_mut().insert(name.into(), found);
        }
        match (declared, found) {
            (Some(declared), Type::Contract(actual)) => actual.get().is_a(declared).then_some(found),
            (Some(_), _) => None,
            (None, _) => matches!(self.ty.shape, Shape::Object).then_some(found),
        }
    }

    fn refuse_object_of<'de, A: MapAccess<'de>>(
        &self,
        name: &str,
        fields: Fields<'de, A>,
    ) -> Result<(), A::Error> {
        self.refuse_type(name)?;
        let mut fields = fields;
        if fields.first.take().is_some() {
            fields.map.next_value::<IgnoredAny>()?;
        }
        skip_rest(fields)
    }

    #[cold]
    fn refuse_type<E: serde_core::de::Error>(&self, name: &str) -> Result<(), E> {
        let shown: String =
            if self.path.is_secret() { HIDDEN_NAME.into() } else { name.chars().take(SHOWN).collect() };
        let message =
            format!("`$type` names `{shown}`, which is none of the types that the contract knows here");
        self.recover(Error::new(ErrorKind::UnknownType, message), &mut Slot::Absent)
    }
}

fn skip_rest<'de, A: MapAccess<'de>>(mut fields: Fields<'de, A>) -> Result<(), A::Error> {
    while fields.map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
    Ok(())
}
