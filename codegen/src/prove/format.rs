//! The forms of documents, and their tokens.

use datacontract::contract::Serializer;

use super::token::Token;
use crate::spec::Format;

pub(super) use crate::payload::{FormatterSettings, name, read, write};

/// The form of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Json,
    /// XML of `DataContractSerializer`.
    DataContract,
    /// XML of `XmlSerializer`.
    XmlSerializer,
}

impl Form {
    /// Returns the form of a format, of which XML is written by this serializer.
    pub(super) fn of(format: Format, serializer: Serializer) -> Self {
        match (format, serializer) {
            (Format::Xml, Serializer::DataContractSerializer) => Self::DataContract,
            (Format::Xml, Serializer::XmlSerializer) => Self::XmlSerializer,
            (Format::Json | Format::Form, _) => Self::Json,
        }
    }
}

pub(super) fn tokens(format: Format, text: &str) -> Vec<Token<'_>> {
    match format {
        Format::Xml => super::xml::tokens(text),
        _ => super::json::tokens(text),
    }
}
