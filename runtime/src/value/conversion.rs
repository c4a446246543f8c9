//! Conversions that a member asks for: `as`, `with` and `bytes` of the derive.

use super::{ConvertError, ConvertedSlot, ConvertedView, Field, Secret, Slot, View};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Display;
use std::hash::{BuildHasher, Hash};
use std::marker::PhantomData;

/// A way in which values of a type go over the wire as those of another one.
///
/// `#[contract(as = "..")]` uses [`As`]; `#[contract(with = "module")]` makes one of the module's functions.
#[diagnostic::on_unimplemented(
    message = "`{T}` does not go over the wire by `{Self}`",
    note = "`#[contract(as = \"Wire\")]` asks for `impl TryFrom<Wire>` of the type, for `impl TryFrom<Type> for Wire` or \
            `impl From<Type> for Wire`, and for `Clone`",
    note = "`#[contract(bytes)]` is for `Vec<u8>`, `Box<[u8]>` and `[u8; N]`, and for an `Option` of them"
)]
pub trait Converter<T> {
    /// The type on the wire.
    type Wire: Field;

    /// Returns the value on the wire.
    fn to_wire(value: &T) -> Result<Self::Wire, ConvertError>;

    /// Returns the value of one on the wire.
    fn from_wire(wire: Self::Wire) -> Result<T, ConvertError>;

    /// Returns what a writer sees of a member.
    #[doc(hidden)]
    #[must_use]
    fn view<'m>(member: &'m MemberView<'_, T, Self>) -> View<'m>
    where
        Self: Sized,
    {
        View::Converted(member)
    }

    /// Returns where a reader puts a member.
    #[doc(hidden)]
    #[must_use]
    fn slot<'m>(member: &'m mut MemberSlot<'_, T, Self>) -> Slot<'m>
    where
        Self: Sized,
    {
        Slot::Converted(member)
    }
}

/// The way of `TryFrom` and `TryInto` (or `From` and `Into`): `#[contract(as = "Guid")]`.
///
/// `As<Option<Guid>>` and `As<Vec<Guid>>` are for options and lists of such values.
pub struct As<W>(PhantomData<W>);

impl<W> std::fmt::Debug for As<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("As")
    }
}

impl<T, W> Converter<T> for As<W>
where
    T: Clone + TryInto<W, Error: Display> + TryFrom<W, Error: Display>,
    W: Field,
{
    type Wire = W;

    fn to_wire(value: &T) -> Result<W, ConvertError> {
        value.clone().try_into().map_err(|error| ConvertError::new(error.to_string()))
    }

    fn from_wire(wire: W) -> Result<T, ConvertError> {
        T::try_from(wire).map_err(|error| ConvertError::new(error.to_string()))
    }
}

/// The converter `C` for what is in an `Option`, a list or a dictionary.
pub struct Inside<C>(PhantomData<C>);

impl<T, C: Converter<T>> Converter<Option<T>> for Inside<C> {
    type Wire = Option<C::Wire>;

    fn to_wire(value: &Option<T>) -> Result<Self::Wire, ConvertError> {
        value.as_ref().map(C::to_wire).transpose()
    }

    fn from_wire(wire: Self::Wire) -> Result<Option<T>, ConvertError> {
        wire.map(C::from_wire).transpose()
    }
}

impl<T, C: Converter<T>> Converter<Vec<T>> for Inside<C> {
    type Wire = Vec<C::Wire>;

    fn to_wire(value: &Vec<T>) -> Result<Self::Wire, ConvertError> {
        value.iter().map(C::to_wire).collect()
    }

    fn from_wire(wire: Self::Wire) -> Result<Vec<T>, ConvertError> {
        wire.into_iter().map(C::from_wire).collect()
    }
}

impl<T, C: Converter<T>> Converter<Secret<T>> for Inside<C> {
    type Wire = Secret<C::Wire>;

    fn to_wire(value: &Secret<T>) -> Result<Self::Wire, ConvertError> {
        C::to_wire(value.expose()).map(Secret::from).map_err(|error| error.of_secret_if(true))
    }

    fn from_wire(wire: Self::Wire) -> Result<Secret<T>, ConvertError> {
        C::from_wire(wire.into_inner()).map(Secret::from).map_err(|error| error.of_secret_if(true))
    }
}

impl<K: Field + Clone + Ord, T, C: Converter<T>> Converter<BTreeMap<K, T>> for Inside<C> {
    type Wire = BTreeMap<K, C::Wire>;

    fn to_wire(value: &BTreeMap<K, T>) -> Result<Self::Wire, ConvertError> {
        value.iter().map(|(key, value)| Ok((key.clone(), C::to_wire(value)?))).collect()
    }

    fn from_wire(wire: Self::Wire) -> Result<BTreeMap<K, T>, ConvertError> {
        wire.into_iter().map(|(key, value)| Ok((key, C::from_wire(value)?))).collect()
    }
}

impl<K, T, S, C> Converter<HashMap<K, T, S>> for Inside<C>
where
    K: Field + Clone + Hash + Eq,
    S: BuildHasher + Default,
    C: Converter<T>,
{
    type Wire = HashMap<K, C::Wire, S>;

    fn to_wire(value: &HashMap<K, T, S>) -> Result<Self::Wire, ConvertError> {
        value.iter().map(|(key, value)| Ok((key.clone(), C::to_wire(value)?))).collect()
    }

    fn from_wire(wire: Self::Wire) -> Result<HashMap<K, T, S>, ConvertError> {
        wire.into_iter().map(|(key, value)| Ok((key, C::from_wire(value)?))).collect()
    }
}

/// A member for writing, with its converter.
pub struct MemberView<'a, T, C: ?Sized> {
    value: &'a T,
    converter: PhantomData<C>,
}

impl<'a, T, C> MemberView<'a, T, C> {
    /// Returns a view of the value.
    #[must_use]
    pub const fn new(value: &'a T) -> Self {
        MemberView { value, converter: PhantomData }
    }
}

impl<T, C: Converter<T>> ConvertedView for MemberView<'_, T, C> {
    fn view(&self, f: &mut dyn FnMut(View<'_>)) -> Result<(), ConvertError> {
        f(C::to_wire(self.value)?.view());
        Ok(())
    }
}

/// A member for reading, with its converter.
pub struct MemberSlot<'a, T, C: ?Sized> {
    value: &'a mut T,
    converter: PhantomData<C>,
}

impl<'a, T, C> MemberSlot<'a, T, C> {
    /// Returns a slot for the value.
    #[must_use]
    pub const fn new(value: &'a mut T) -> Self {
        MemberSlot { value, converter: PhantomData }
    }
}

impl<T, C: Converter<T>> ConvertedSlot for MemberSlot<'_, T, C> {
    fn read(&mut self, read: &mut dyn FnMut(Slot<'_>) -> bool) -> Result<(), ConvertError> {
        let mut wire = C::Wire::initial();
        if read(wire.slot()) {
            *self.value = C::from_wire(wire)?;
        }
        Ok(())
    }

    fn needs_value(&self) -> bool {
        C::Wire::NEEDS_VALUE
    }
}

/// What a function of a conversion returns: the value, or a `Result` of it.
pub trait Outcome<T> {
    /// Returns the value or the error.
    fn into_converted(self) -> Result<T, ConvertError>;
}

impl<T> Outcome<T> for T {
    fn into_converted(self) -> Result<T, ConvertError> {
        Ok(self)
    }
}

impl<T, E: Display> Outcome<T> for Result<T, E> {
    fn into_converted(self) -> Result<T, ConvertError> {
        self.map_err(|error| ConvertError::new(error.to_string()))
    }
}
