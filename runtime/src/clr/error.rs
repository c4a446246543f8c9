//! The errors of this module.

use std::error::Error;
use std::fmt;

/// A text that is no value of the type it was read as.
///
/// It says what was expected. It never repeats the text itself: values may be secret, errors end up in logs.
///
/// ```
/// use datacontract::clr::TimeSpan;
///
/// let error = "soon".parse::<TimeSpan>().unwrap_err();
/// assert_eq!(error.to_string(), "expected a duration such as P1DT2H3M4.005S");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseError {
    expected: &'static str,
}

impl ParseError {
    /// `expected` completes the sentence "expected ..".
    pub(crate) const fn new(expected: &'static str) -> Self {
        Self { expected }
    }

    /// Returns what the text should have been, such as `a decimal number such as 12.50`.
    #[must_use]
    pub fn expected(&self) -> &'static str {
        self.expected
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", self.expected)
    }
}

impl Error for ParseError {}

/// A value that the other type of a conversion cannot hold.
///
/// ```
/// use datacontract::clr::{RangeError, TimeSpan};
///
/// let too_long = std::time::Duration::from_secs(u64::MAX);
/// assert!(matches!(TimeSpan::try_from(too_long), Err(RangeError { .. })));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RangeError {
    target: &'static str,
}

impl RangeError {
    /// `target` completes the sentence "the value does not fit into ..".
    pub(crate) const fn new(target: &'static str) -> Self {
        Self { target }
    }

    /// Returns what the value does not fit into.
    pub(crate) const fn target(&self) -> &'static str {
        self.target
    }
}

impl fmt::Display for RangeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the value does not fit into {}", self.target)
    }
}

impl Error for RangeError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_say_what_was_expected() {
        let error = ParseError::new("a number");
        assert_eq!((error.expected(), error.to_string().as_str()), ("a number", "expected a number"));
        let error = RangeError::new("a day");
        assert_eq!(
            (error.target(), error.to_string().as_str()),
            ("a day", "the value does not fit into a day")
        );
    }
}
