//! Enums: numbers in memory, names on the wire.

#[cfg(feature = "json")]
use super::Naming;
use super::xml_serializer::EnumXml;
use super::{EnumForm, Primitive};
#[cfg(feature = "json")]
use std::borrow::Cow;

/// A member of an enum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EnumMember {
    /// The `EnumMember` value, or C#'s name.
    pub name: &'static str,
    /// The number; that of an `ulong` enum as its 64 bits.
    pub number: i64,
    /// C#'s name where `EnumMember` gives another one to the wire. URIs have it.
    pub clr_name: Option<&'static str>,
    /// What `XmlSerializer` has in its place.
    pub xml: EnumXml,
}

impl EnumMember {
    /// Returns the name in JSON. `EnumMember` says it as it is: no version since 12 makes that camelCase.
    #[cfg(feature = "json")]
    pub(crate) fn json_name(&self, form: EnumForm) -> Cow<'static, str> {
        match form {
            EnumForm::CamelCaseText if self.clr_name.is_none() => {
                Cow::Owned(Naming::CamelCase.apply(self.name))
            }
            _ => Cow::Borrowed(self.name),
        }
    }

    /// Returns a member with this wire name and number.
    #[must_use]
    pub const fn new(name: &'static str, number: i64) -> Self {
        EnumMember { name, number, clr_name: None, xml: EnumXml::AsDeclared }
    }

    /// Sets C#'s name where it is not the wire's.
    #[must_use]
    pub const fn clr_name(mut self, name: &'static str) -> Self {
        self.clr_name = Some(name);
        self
    }

    /// Sets what `XmlSerializer` has in its place.
    #[must_use]
    pub const fn xml(mut self, xml: EnumXml) -> Self {
        self.xml = xml;
        self
    }
}

/// The part of a contract that only enums have.
#[derive(Clone, Copy, Debug)]
pub struct EnumContract {
    /// The members that have a name on the wire, in the order of their declaration.
    pub members: &'static [EnumMember],
    /// The integer type below.
    pub underlying: Primitive,
    /// `[Flags]`: a value may be several members, their names separated by spaces.
    pub is_flags: bool,
    /// What JSON has of it.
    pub json_form: EnumForm,
}

impl EnumContract {
    /// Returns an enum over `int`, numbers in JSON.
    #[must_use]
    pub const fn new(members: &'static [EnumMember]) -> Self {
        EnumContract { members, underlying: Primitive::Int32, is_flags: false, json_form: EnumForm::Number }
    }

    /// Sets the integer type below.
    #[must_use]
    pub const fn underlying(mut self, underlying: Primitive) -> Self {
        self.underlying = underlying;
        self
    }

    /// Makes it a `[Flags]` enum.
    #[must_use]
    pub const fn flags(mut self) -> Self {
        self.is_flags = true;
        self
    }

    /// Writes the name in JSON (`StringEnumConverter`).
    #[must_use]
    pub const fn json_text(mut self) -> Self {
        self.json_form = EnumForm::Text;
        self
    }

    /// Sets what JSON has of it.
    #[must_use]
    pub const fn json_form(mut self, form: EnumForm) -> Self {
        self.json_form = form;
        self
    }

    /// Returns the wire name of a number that has one.
    #[must_use]
    pub fn name_of(&self, number: i64) -> Option<&'static str> {
        self.members.iter().find(|member| member.number == number).map(|member| member.name)
    }

    /// Returns C#'s name of a number that has one.
    #[must_use]
    pub fn clr_name_of(&self, number: i64) -> Option<&'static str> {
        let member = self.members.iter().find(|member| member.number == number)?;
        Some(member.clr_name.unwrap_or(member.name))
    }

    /// Returns the text of a number: its name, or for flags the names of its bits, separated by `separator`.
    ///
    /// `None` where bits are left that no member names. Zero without a name is the empty text for flags, and
    /// has none otherwise (`DataContractSerializer` refuses it).
    #[must_use]
    pub fn text_of(&self, number: i64, separator: &str) -> Option<String> {
        if let Some(name) = self.name_of(number) {
            return Some(name.to_owned());
        }
        if !self.is_flags {
            return None;
        }
        let (mut rest, mut text) = (number, String::new());
        for member in self.members {
            // .NET takes a member only if all of its bits are still to be named.
            if member.number != 0 && rest & member.number == member.number {
                rest &= !member.number;
                if !text.is_empty() {
                    text.push_str(separator);
                }
                text.push_str(member.name);
            }
        }
        (rest == 0).then_some(text)
    }

    /// Returns the number of a text as `DataContractSerializer` reads it: exact, untrimmed; for flags any
    /// number of names separated by spaces, none for zero.
    #[must_use]
    pub fn number_of(&self, text: &str) -> Option<i64> {
        self.number_by(text, |name| {
            self.members.iter().find(|member| member.name == name).map(|member| member.number)
        })
    }

    /// Returns the number of a text; `exact` finds that of one name.
    #[inline]
    pub(crate) fn number_by(&self, text: &str, exact: impl Fn(&str) -> Option<i64>) -> Option<i64> {
        if self.is_flags {
            text.split(' ')
                .filter(|name| !name.is_empty())
                .try_fold(0, |bits, name| Some(bits | exact(name)?))
        } else {
            exact(text)
        }
    }
}
