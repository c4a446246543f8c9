//! The same values in the types of each contender, so that equality can be checked.

use crate::values::{Response, Update};

/// A type that holds what `T` does.
pub trait Mirror<T>: Sized {
    fn of(value: &T) -> Self;
    fn back(self) -> T;
}

impl Mirror<i64> for i64 {
    fn of(value: &i64) -> Self {
        *value
    }

    fn back(self) -> i64 {
        self
    }
}

impl Mirror<String> for String {
    fn of(value: &String) -> Self {
        value.clone()
    }

    fn back(self) -> String {
        self
    }
}

impl<T, M: Mirror<T>> Mirror<Option<T>> for Option<M> {
    fn of(value: &Option<T>) -> Self {
        value.as_ref().map(M::of)
    }

    fn back(self) -> Option<T> {
        self.map(M::back)
    }
}

impl<T, M: Mirror<T>> Mirror<Vec<T>> for Vec<M> {
    fn of(value: &Vec<T>) -> Self {
        value.iter().map(M::of).collect()
    }

    fn back(self) -> Vec<T> {
        self.into_iter().map(M::back).collect()
    }
}

impl Mirror<Update> for Update {
    fn of(value: &Update) -> Self {
        value.clone()
    }

    fn back(self) -> Update {
        self
    }
}

impl Mirror<Response> for Response {
    fn of(value: &Response) -> Self {
        value.clone()
    }

    fn back(self) -> Response {
        self
    }
}

/// `mirror!(Type = Plain { members }, extra: value)`: a struct whose members have the same names, and some
/// that are always the same.
macro_rules! mirror {
    ($type:ty = $plain:ident { $($member:ident),* } $(, $extra:ident: $value:expr)*) => {
        impl $crate::mirror::Mirror<$crate::values::$plain> for $type {
            fn of(value: &$crate::values::$plain) -> Self {
                Self { $($member: $crate::mirror::Mirror::of(&value.$member),)* $($extra: $value,)* }
            }

            fn back(self) -> $crate::values::$plain {
                $crate::values::$plain { $($member: $crate::mirror::Mirror::back(self.$member),)* }
            }
        }
    };
}

macro_rules! mirror_update {
    ($type:ty $(, $extra:ident: $value:expr)*) => {
        $crate::mirror::mirror!($type = Update {
            operator, site_code, token, cheque, comment, email, form_name, goods, lead_mark, lead_name, leads,
            order_basket, order_invoices, phone, pos
        } $(, $extra: $value)*);
    };
}

macro_rules! mirror_response {
    ($type:ty $(, $extra:ident: $value:expr)*) => {
        $crate::mirror::mirror!($type = Response { leads, message, status } $(, $extra: $value)*);
    };
}

macro_rules! mirror_lead {
    ($type:ty) => {
        $crate::mirror::mirror!(
            $type = Lead {
                band_dealer_id,
                contents,
                create_date,
                external_lead_id,
                id_campaign,
                id_lead_bank,
                id_service,
                id_provider,
                name_campaign,
                name_provider,
                name_service,
                qualification_date,
                state
            }
        );
    };
}

macro_rules! mirror_content {
    ($type:ty) => {
        $crate::mirror::mirror!($type = Content { id, key, r#type, value });
    };
}

/// `mirror_list!(Leads { lead: Lead })`: an element around items.
macro_rules! mirror_list {
    ($type:ty { $items:ident: $plain:ident }) => {
        impl $crate::mirror::Mirror<Vec<$crate::values::$plain>> for $type {
            fn of(value: &Vec<$crate::values::$plain>) -> Self {
                Self { $items: $crate::mirror::Mirror::of(value) }
            }

            fn back(self) -> Vec<$crate::values::$plain> {
                $crate::mirror::Mirror::back(self.$items)
            }
        }
    };
}

pub(crate) use {mirror, mirror_content, mirror_lead, mirror_list, mirror_response, mirror_update};

/// A type of a contender for the root of a document.
pub trait Model: Mirror<Self::Plain> + 'static {
    type Plain: 'static;

    /// Text or bytes, as the API has it.
    type Buffer: Default + AsRef<[u8]> + 'static;

    fn read(text: &str) -> Result<Self, String>;

    /// Into fresh memory, by the function that the documentation shows first.
    fn write(&self) -> Result<String, String>;

    /// Whether the API can write to memory that an earlier document was in.
    const REWRITES: bool;

    /// Does so; `out` is empty.
    fn rewrite(&self, out: &mut Self::Buffer) -> Result<(), String>;

    /// Makes the memory ready for the next document.
    fn clear(out: &mut Self::Buffer);
}

/// The two functions of a `Model` that each contender needs in the same words.
macro_rules! buffer {
    (none) => {
        type Buffer = String;
        const REWRITES: bool = false;

        fn rewrite(&self, _: &mut String) -> Result<(), String> {
            Err("the API has no such function".to_owned())
        }

        fn clear(_: &mut String) {}
    };
    ($buffer:ty, $rewrite:expr) => {
        type Buffer = $buffer;
        const REWRITES: bool = true;

        fn rewrite(&self, out: &mut $buffer) -> Result<(), String> {
            $rewrite(self, out)
        }

        fn clear(out: &mut $buffer) {
            out.clear();
        }
    };
}

/// The text of an error.
pub fn error(error: impl std::fmt::Display) -> String {
    error.to_string()
}

pub(crate) use buffer;
