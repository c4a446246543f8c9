//! Rust types whose values go over the wire as those of another type.
//!
//! All types that are neither .NET's nor derived are converted at the edge: a writer sees the converted
//! value, a reader fills one, which then becomes the Rust value. Both formats see nothing but types that they
//! know.

use super::{Field, Slot, View};
use crate::clr::RangeError;
use crate::contract::{Type, type_name};
use crate::error::{Error, ErrorKind};
use std::borrow::Cow;
use std::fmt;

/// Why the error of a secret value says no more.
const UNTOLD: &str = "for a reason that is not shown since the value is secret";

/// A value that does not fit the other type of a conversion.
///
/// ```
/// use datacontract::value::ConvertError;
///
/// let error = ConvertError::new("a percentage is at most 100");
/// assert_eq!(error.to_string(), "a percentage is at most 100");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConvertError {
    message: Message,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Message {
    /// What the value does not fit into.
    Target(&'static str),
    Text(Cow<'static, str>),
    /// The value is secret, and the message may have held it.
    Untold,
}

impl ConvertError {
    /// Returns an error that says why the value does not fit. The message should not repeat the value: errors
    /// end up in logs. A message that is made at run time is left out where the value is secret.
    #[must_use]
    pub fn new(message: impl Into<Cow<'static, str>>) -> Self {
        ConvertError { message: Message::Text(message.into()) }
    }

    /// Returns the error of a reader.
    #[cold]
    pub(crate) fn when_read(self) -> Error {
        self.into_error(ErrorKind::Value, || format!("the value does not fit its Rust type, {UNTOLD}"))
    }

    /// Returns the error of a writer whose value has this type on the wire.
    #[cold]
    pub(crate) fn when_written(self, ty: &Type) -> Error {
        let ty = if let Type::Nullable(inner) = ty { inner } else { ty };
        self.into_error(ErrorKind::Unrepresentable, || {
            format!("the value does not fit `{}`, its type on the wire, {UNTOLD}", type_name(ty).name)
        })
    }

    /// Returns the error of a value that is secret or not.
    #[cold]
    pub(super) fn of_secret_if(self, is_secret: bool) -> Self {
        match self.message {
            Message::Text(Cow::Owned(_)) if is_secret => ConvertError { message: Message::Untold },
            _ => self,
        }
    }

    /// A message that was made at run time may hold the value.
    fn into_error(self, kind: ErrorKind, if_secret: impl FnOnce() -> String) -> Error {
        match self.message {
            Message::Text(Cow::Owned(message)) => Error::of_value(kind, message, if_secret()),
            Message::Untold => Error::new(kind, if_secret()),
            _ => Error::new(kind, self.to_string()),
        }
    }
}

impl fmt::Display for ConvertError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.message {
            Message::Target(target) => write!(f, "the value does not fit into {target}"),
            Message::Text(text) => f.write_str(text),
            Message::Untold => write!(f, "the value does not fit, {UNTOLD}"),
        }
    }
}

impl std::error::Error for ConvertError {}

impl From<RangeError> for ConvertError {
    fn from(error: RangeError) -> Self {
        ConvertError { message: Message::Target(error.target()) }
    }
}

/// A Rust type whose values go over the wire as those of another one, its wire type.
///
/// To make such a type a member by hand, implement this trait and [`Field`], whose `view` and `slot` then are
/// [`View::Converted`] and [`Slot::Converted`]. `#[contract(as = "..")]` and `#[contract(with = "..")]` of
/// the derive write both.
///
/// ```
/// use datacontract::contract::Type;
/// use datacontract::value::{Convert, ConvertError, Field, Slot, View};
/// use datacontract::xml;
///
/// /// A share of a whole, which the service has as an `int` from 0 to 100.
/// #[derive(Clone, Copy, Debug, PartialEq)]
/// struct Percent(u8);
///
/// impl Convert for Percent {
///     type Wire = i32;
///
///     fn to_wire(&self) -> Result<i32, ConvertError> {
///         Ok(self.0.into())
///     }
///
///     fn from_wire(wire: i32) -> Result<Self, ConvertError> {
///         match u8::try_from(wire) {
///             Ok(percent @ 0..=100) => Ok(Percent(percent)),
///             _ => Err(ConvertError::new("a percentage is 0 to 100")),
///         }
///     }
/// }
///
/// impl Field for Percent {
///     const TYPE: Type = <i32 as Field>::TYPE;
///     const IS_VALUE_TYPE: bool = true;
///
///     fn initial() -> Self {
///         Percent(0)
///     }
///
///     fn view(&self) -> View<'_> {
///         View::Converted(self)
///     }
///
///     fn slot(&mut self) -> Slot<'_> {
///         Slot::Converted(self)
///     }
/// }
///
/// let shares = vec![Percent(40), Percent(60)];
/// let text = xml::to_string(&shares)?;
/// assert!(text.contains("<int>40</int><int>60</int>"));
/// assert_eq!(xml::from_str::<Vec<Percent>>(&text)?, shares);
/// assert!(xml::from_str::<Vec<Percent>>(&text.replace("40", "140")).is_err());
/// # Ok::<_, datacontract::Error>(())
/// ```
pub trait Convert: Field {
    /// The type on the wire.
    type Wire: Field;

    /// Returns the value on the wire.
    fn to_wire(&self) -> Result<Self::Wire, ConvertError>;

    /// Returns the value of one on the wire.
    fn from_wire(wire: Self::Wire) -> Result<Self, ConvertError>;
}

/// What a writer sees of a value that is converted for it.
pub trait ConvertedView {
    /// Calls `f` once, with the value on the wire.
    fn view(&self, f: &mut dyn FnMut(View<'_>)) -> Result<(), ConvertError>;
}

/// Where a reader puts a value that is converted then.
pub trait ConvertedSlot {
    /// Becomes the value that `read` puts into its slot. `read` is called once, and returns whether it put
    /// one.
    fn read(&mut self, read: &mut dyn FnMut(Slot<'_>) -> bool) -> Result<(), ConvertError>;

    /// Returns whether the value that reading begins with is only there until one is read: see
    /// [`Field::NEEDS_VALUE`].
    fn needs_value(&self) -> bool;

    /// Becomes a value that is written as text; `false` if it does not fit.
    fn set(&mut self, value: View<'_>) -> bool {
        let mut is_put = false;
        let result = self.read(&mut |mut slot| {
            is_put = slot.put(value);
            is_put
        });
        is_put && result.is_ok()
    }
}

impl<T: Convert> ConvertedView for T {
    fn view(&self, f: &mut dyn FnMut(View<'_>)) -> Result<(), ConvertError> {
        f(self.to_wire().map_err(|error| error.of_secret_if(T::IS_SECRET))?.view());
        Ok(())
    }
}

impl<T: Convert> ConvertedSlot for T {
    fn read(&mut self, read: &mut dyn FnMut(Slot<'_>) -> bool) -> Result<(), ConvertError> {
        let mut wire = T::Wire::initial();
        if read(wire.slot()) {
            *self = T::from_wire(wire).map_err(|error| error.of_secret_if(T::IS_SECRET))?;
        }
        Ok(())
    }

    fn needs_value(&self) -> bool {
        T::NEEDS_VALUE
    }
}

/// Lets `f` see a secret value, which may be converted.
pub(super) fn view_secret(view: View<'_>, f: &mut dyn FnMut(View<'_>)) -> Result<(), ConvertError> {
    match view {
        View::Converted(value) => value.view(f).map_err(|error| error.of_secret_if(true)),
        view => {
            f(view);
            Ok(())
        }
    }
}

/// Lets `read` fill a secret value, which may be converted.
pub(super) fn read_secret(
    slot: Slot<'_>,
    read: &mut dyn FnMut(Slot<'_>) -> bool,
) -> Result<(), ConvertError> {
    match slot {
        Slot::Converted(slot) => slot.read(read).map_err(|error| error.of_secret_if(true)),
        slot => {
            read(slot);
            Ok(())
        }
    }
}

impl dyn ConvertedView + '_ {
    /// Lets `write` see the value on the wire.
    pub(crate) fn with<R>(&self, write: impl FnOnce(View<'_>) -> R) -> Result<R, ConvertError> {
        let (mut write, mut result) = (Some(write), None);
        self.view(&mut |view| result = write.take().map(|write| write(view)))?;
        result.ok_or_else(|| ConvertError::new("the conversion gave no value"))
    }
}

impl dyn ConvertedSlot + '_ {
    /// Lets `read` fill the value on the wire. The inner error is that of the conversion.
    pub(crate) fn fill<E>(
        &mut self,
        read: impl FnOnce(Slot<'_>) -> Result<(), E>,
    ) -> Result<Result<(), ConvertError>, E> {
        let (mut read, mut result) = (Some(read), Ok(()));
        let converted = self.read(&mut |slot| {
            if let Some(read) = read.take() {
                result = read(slot);
            }
            result.is_ok()
        });
        result.map(|()| converted)
    }
}
