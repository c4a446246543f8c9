//! Success and failure as a service's own codes tell them.
//!
//! Many services answer 200 whatever happened, and say in the body how it went: an `ErrorCode`, a `status`, a
//! `resp_code`. Generated responses that do so have a method `outcome`, and where it is known which codes
//! mean success, `into_result`:
//!
//! ```
//! use datacontract::outcome::{ApplicationError, Outcome};
//!
//! struct Response {
//!     status: i64,
//!     message: Option<String>,
//! }
//!
//! impl Response {
//!     fn outcome(&self) -> Outcome<'_> {
//!         Outcome::of(&self.status)
//!             .with_message(&self.message)
//!             .with_success(&["0"])
//!             .with_meanings(&[("0", "Success."), ("2", "The user is not active.")])
//!     }
//!
//!     fn into_result(self) -> Result<Self, ApplicationError> {
//!         self.outcome().check()?;
//!         Ok(self)
//!     }
//! }
//!
//! let error = Response { status: 2, message: Some("no".to_owned()) }.into_result().err().unwrap();
//! assert_eq!(error.code(), "2");
//! assert_eq!(error.to_string(), "the service answered with code 2 (The user is not active.): no");
//! ```

use crate::contract::{Kind, Type};
use crate::value::{Field, View};
use std::fmt;

/// Success or failure of a request, as its response states it.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct Outcome<'a> {
    code: Code<'a>,
    message: Option<&'a str>,
    success: Option<&'static [&'static str]>,
    meanings: &'static [(&'static str, &'static str)],
}

/// The code of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Code<'a> {
    /// There is none: the member is null, or what holds it is.
    None,
    /// A `bool`.
    Bool(bool),
    /// A number.
    Number(i128),
    /// A text, or the name of an enum's member.
    Text(&'a str),
}

impl<'a> Code<'a> {
    fn of<C: Field>(value: &'a C) -> Self {
        match value.view() {
            View::Bool(value) => Code::Bool(value),
            View::Int(number) => enum_name(&C::TYPE, number).map_or(Code::Number(number.into()), Code::Text),
            View::UInt(number) => Code::Number(number.into()),
            View::Str(text) => Code::Text(text),
            _ => Code::None,
        }
    }

    /// Returns whether the code is spelled like this.
    fn is(self, text: &str) -> bool {
        match self {
            Code::None => text == "null",
            Code::Bool(value) => text == if value { "true" } else { "false" },
            Code::Number(number) => text.parse() == Ok(number),
            Code::Text(code) => text == code,
        }
    }
}

/// Returns the name of a number if its type is an enum that has one for it.
fn enum_name(ty: &Type, number: i64) -> Option<&'static str> {
    match ty {
        Type::Nullable(inner) => enum_name(inner, number),
        Type::Contract(contract) => match contract.get().kind() {
            Kind::Enum(members) => members.name_of(number),
            _ => None,
        },
        _ => None,
    }
}

impl fmt::Display for Code<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Code::None => f.write_str("null"),
            Code::Bool(value) => value.fmt(f),
            Code::Number(number) => number.fmt(f),
            Code::Text(text) => text.fmt(f),
        }
    }
}

impl<'a> Outcome<'a> {
    const fn new(code: Code<'a>) -> Self {
        Outcome { code, message: None, success: None, meanings: &[] }
    }

    /// Finds the code in a member: an integer, a text, a `bool` or an enum, or an `Option` of these.
    pub fn of<C: Field>(code: &'a C) -> Self {
        Outcome::new(Code::of(code))
    }

    /// Finds the code in a member within an object that may be missing.
    pub fn of_optional<C: Field>(code: Option<&'a C>) -> Self {
        Outcome::new(code.map_or(Code::None, Code::of))
    }

    /// Adds the member that holds the message.
    pub fn with_message<M: Field>(mut self, message: &'a M) -> Self {
        if let View::Str(text) = message.view() {
            self.message = Some(text);
        }
        self
    }

    /// Adds a message within an object that may be missing.
    pub fn with_optional_message<M: Field>(self, message: Option<&'a M>) -> Self {
        match message {
            Some(message) => self.with_message(message),
            None => self,
        }
    }

    /// Adds the codes that mean success, as text: numbers in digits, enums by name, `true`, `false`, `null`.
    pub const fn with_success(mut self, codes: &'static [&'static str]) -> Self {
        self.success = Some(codes);
        self
    }

    /// Adds what codes mean.
    pub const fn with_meanings(mut self, meanings: &'static [(&'static str, &'static str)]) -> Self {
        self.meanings = meanings;
        self
    }

    /// Returns the code.
    #[must_use]
    pub const fn code(&self) -> Code<'a> {
        self.code
    }

    /// Returns the message that came with the code.
    #[must_use]
    pub const fn message(&self) -> Option<&'a str> {
        self.message
    }

    /// Returns what the code means, as the service's documentation has it.
    #[must_use]
    pub fn meaning(&self) -> Option<&'static str> {
        self.meanings.iter().find(|(code, _)| self.code.is(code)).map(|(_, meaning)| *meaning)
    }

    /// Returns whether the code means success; `None` if it is not known which codes do.
    #[must_use]
    pub fn is_success(&self) -> Option<bool> {
        self.success.map(|codes| codes.iter().any(|code| self.code.is(code)))
    }

    /// Fails if the code is known not to mean success.
    pub fn check(&self) -> Result<(), ApplicationError> {
        match self.is_success() {
            Some(false) => Err(ApplicationError {
                code: self.code.to_string(),
                message: self.message.map(str::to_owned),
                meaning: self.meaning(),
            }),
            Some(true) | None => Ok(()),
        }
    }
}

/// A service has said that a request failed, in the body of its response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplicationError {
    code: String,
    message: Option<String>,
    meaning: Option<&'static str>,
}

impl ApplicationError {
    /// Calls `f` with each text that the service has sent.
    #[cfg(feature = "client")]
    pub(crate) fn each_text(&mut self, f: &mut dyn FnMut(&mut String)) {
        f(&mut self.code);
        self.message.iter_mut().for_each(f);
    }

    /// Returns the code: a number in digits, an enum by its name, `null` if there was none.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Returns the message that came with the code.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// Returns what the code means, as the service's documentation has it.
    #[must_use]
    pub fn meaning(&self) -> Option<&'static str> {
        self.meaning
    }
}

impl fmt::Display for ApplicationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the service answered with code {}", self.code)?;
        if let Some(meaning) = self.meaning {
            write!(f, " ({meaning})")?;
        }
        match &self.message {
            Some(message) => write!(f, ": {message}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ApplicationError {}

#[cfg(test)]
mod tests {
    use super::{Code, Outcome};

    #[test]
    fn codes_of_all_kinds_are_compared_as_text() {
        let big = u64::MAX;
        assert_eq!(Outcome::of(&big).with_success(&["18446744073709551615"]).is_success(), Some(true));
        assert_eq!(Outcome::of(&-1_i16).with_success(&["0", "-1"]).is_success(), Some(true));
        assert_eq!(Outcome::of(&true).with_success(&["true"]).is_success(), Some(true));
        assert_eq!(Outcome::of(&"OK".to_owned()).with_success(&["ok"]).is_success(), Some(false));
        assert_eq!(Outcome::of(&None::<i32>).with_success(&["null"]).is_success(), Some(true));
        assert_eq!(Outcome::of_optional(None::<&i32>).with_success(&["0"]).is_success(), Some(false));
        assert_eq!(Outcome::of(&0_i32).is_success(), None);
        assert_eq!(Outcome::of(&0_i32).check(), Ok(()));
        assert_eq!(Outcome::of(&0_i32).code(), Code::Number(0));
    }
}
