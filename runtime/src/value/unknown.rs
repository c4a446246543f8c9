//! Values of an enum that its contract does not name.

use super::View;

/// A value of an enum that has no member here: it is kept, and written back as it came.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UnknownValue {
    /// A number: JSON has numbers unless the service says otherwise.
    Number(i64),
    /// A name.
    Text(Box<str>),
}

impl UnknownValue {
    /// From what a reader found. Used by the derive.
    #[must_use]
    pub fn from_view(value: View<'_>) -> Option<Self> {
        match value {
            View::Int(number) => Some(UnknownValue::Number(number)),
            View::Str(text) => Some(UnknownValue::Text(text.into())),
            _ => None,
        }
    }

    /// For writing. Used by the derive.
    #[must_use]
    pub fn view(&self) -> View<'_> {
        match self {
            UnknownValue::Number(number) => View::Int(*number),
            UnknownValue::Text(text) => View::Str(text),
        }
    }
}

impl std::fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            UnknownValue::Number(number) => number.fmt(f),
            UnknownValue::Text(text) => text.fmt(f),
        }
    }
}
