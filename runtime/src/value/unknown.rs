//! Values of an enum that its contract does not name.

/// A value of an enum that has no member here: it is kept, and written back as it came.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UnknownValue {
    /// A number: JSON has numbers unless the service says otherwise.
    Number(i64),
    /// A name.
    Text(Box<str>),
}

impl std::fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            UnknownValue::Number(number) => number.fmt(f),
            UnknownValue::Text(text) => text.fmt(f),
        }
    }
}
