//! The Rust types that are written as text, `Option` and `Box`.

use super::{Field, Nullable, Scalar, Slot, View};
use crate::clr::{Bytes, Char, DateTime, DateTimeOffset, Decimal, Guid, TimeSpan, Uri};
use crate::contract::{Primitive, Type};

/// A type whose slot has a variant of its own.
macro_rules! direct {
    ($rust:ty, $primitive:ident, $slot:ident, |$v:ident| $view:expr) => {
        impl Field for $rust {
            const TYPE: Type = Type::Primitive(Primitive::$primitive);
            const IS_VALUE_TYPE: bool = Primitive::$primitive.is_value_type();

            #[inline]
            fn initial() -> Self {
                Self::default()
            }

            #[inline]
            fn view(&self) -> View<'_> {
                let $v = self;
                $view
            }

            #[inline]
            fn slot(&mut self) -> Slot<'_> {
                Slot::$slot(self)
            }
        }
    };
}

/// A type that is read through [`Scalar`].
macro_rules! scalar {
    ($rust:ty, $primitive:ident, |$v:ident| $view:expr, $pattern:pat => $read:expr) => {
        impl Field for $rust {
            const TYPE: Type = Type::Primitive(Primitive::$primitive);
            const IS_VALUE_TYPE: bool = Primitive::$primitive.is_value_type();

            #[inline]
            fn initial() -> Self {
                Self::default()
            }

            #[inline]
            fn view(&self) -> View<'_> {
                let $v = self;
                $view
            }

            #[inline]
            fn slot(&mut self) -> Slot<'_> {
                Slot::Scalar(self)
            }
        }

        impl Scalar for $rust {
            fn set(&mut self, value: View<'_>) -> bool {
                match value {
                    $pattern => match $read {
                        Some(value) => {
                            *self = value;
                            true
                        }
                        None => false,
                    },
                    _ => false,
                }
            }
        }
    };
}

direct!(bool, Boolean, Bool, |v| View::Bool(*v));
direct!(i32, Int32, Int32, |v| View::Int(i64::from(*v)));
direct!(i64, Int64, Int64, |v| View::Int(*v));
direct!(String, String, Str, |v| View::Str(v));

scalar!(i8, SByte, |v| View::Int(i64::from(*v)), View::Int(v) => v.try_into().ok());
scalar!(i16, Int16, |v| View::Int(i64::from(*v)), View::Int(v) => v.try_into().ok());
scalar!(u8, Byte, |v| View::UInt(u64::from(*v)), View::UInt(v) => v.try_into().ok());
scalar!(u16, UInt16, |v| View::UInt(u64::from(*v)), View::UInt(v) => v.try_into().ok());
scalar!(u32, UInt32, |v| View::UInt(u64::from(*v)), View::UInt(v) => v.try_into().ok());
scalar!(u64, UInt64, |v| View::UInt(*v), View::UInt(v) => Some(v));
scalar!(f32, Single, |v| View::Single(*v), View::Single(v) => Some(v));
scalar!(f64, Double, |v| View::Double(*v), View::Double(v) => Some(v));
scalar!(Decimal, Decimal, |v| View::Decimal(v), View::Decimal(v) => Some(*v));
scalar!(Char, Char, |v| View::Char(*v), View::Char(v) => Some(v));
scalar!(DateTime, DateTime, |v| View::DateTime(v), View::DateTime(v) => Some(*v));
scalar!(DateTimeOffset, DateTimeOffset, |v| View::DateTimeOffset(v), View::DateTimeOffset(v) => Some(*v));
scalar!(TimeSpan, TimeSpan, |v| View::TimeSpan(*v), View::TimeSpan(v) => Some(v));
scalar!(Guid, Guid, |v| View::Guid(v), View::Guid(v) => Some(*v));
scalar!(Uri, Uri, |v| View::Uri(v), View::Uri(v) => Some(v.clone()));
scalar!(Bytes, Bytes, |v| View::Bytes(v), View::Bytes(v) => Some(Bytes::from(v.to_vec())));

impl<T: Field> Field for Option<T> {
    const TYPE: Type = if T::IS_VALUE_TYPE { Type::Nullable(&T::TYPE) } else { T::TYPE };
    const IS_VALUE_TYPE: bool = false;
    const IS_SECRET: bool = T::IS_SECRET;
    const TAKES_NULL: bool = true;

    #[inline]
    fn initial() -> Self {
        None
    }

    #[inline]
    fn view(&self) -> View<'_> {
        match self {
            Some(value) => value.view(),
            None => View::Null,
        }
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Slot::Nullable(self)
    }
}

impl<T: Field> Nullable for Option<T> {
    fn set_null(&mut self) {
        *self = None;
    }

    fn fill(&mut self) -> Slot<'_> {
        self.insert(T::initial()).slot()
    }

    fn keep(&mut self) -> Slot<'_> {
        match self {
            Some(value) => value.slot(),
            None => self.fill(),
        }
    }

    fn set(&mut self, value: View<'_>) -> bool {
        // What is never written as text would be compiled for each class, and is not: this is a constant.
        if const { matches!(T::TYPE, Type::Primitive(_)) || T::IS_VALUE_TYPE } {
            self.insert(T::initial()).slot().put(value)
        } else {
            self.fill().set(value)
        }
    }
}

impl<T: Field> Field for Box<T> {
    const TYPE: Type = T::TYPE;
    const IS_VALUE_TYPE: bool = T::IS_VALUE_TYPE;
    const IS_SECRET: bool = T::IS_SECRET;
    const TAKES_NULL: bool = T::TAKES_NULL;
    const NEEDS_VALUE: bool = T::NEEDS_VALUE;

    #[inline]
    fn initial() -> Self {
        Box::new(T::initial())
    }

    #[inline]
    fn view(&self) -> View<'_> {
        (**self).view()
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        (**self).slot()
    }
}
