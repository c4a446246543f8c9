//! What a proof is about: a body or response, and its samples.

use std::{io, path::Path};

use datacontract::contract::Serializer;

use super::{
    format::{Form, FormatterSettings},
    mask::Secrets,
};
use crate::{
    diagnostic::SourceFile,
    graph::ContractGraph,
    spec::{Endpoint, Format, Spanned, Spec, TypeExpr},
};

/// A body or response whose samples are proven.
pub(super) struct PayloadUnderTest<'a, 's> {
    pub(super) spec: &'s Spec,
    pub(super) graph: &'a ContractGraph<'s>,
    pub(super) endpoint: &'s Endpoint,
    /// `request` or `response`.
    pub(super) what: &'static str,
    pub(super) ty: &'s TypeExpr,
    pub(super) secrets: &'a Secrets,
    /// Gives the content of a sample.
    pub(super) read: &'a dyn Fn(&Path) -> io::Result<Vec<u8>>,
}

impl PayloadUnderTest<'_, '_> {
    /// Returns what the service's formatters are set to. Help pages leave out the XML declaration: a sample
    /// without it lacks nothing.
    pub(super) fn settings(&self, sample: &Sample<'_>) -> FormatterSettings {
        let mut xml = self.spec.xml_settings(self.endpoint).serializer(self.serializer());
        xml.declaration &= sample.text.starts_with("<?xml");
        FormatterSettings { json: self.graph.json_settings(), xml, indented: false }
    }

    /// Returns what writes and reads its XML.
    pub(super) fn serializer(&self) -> Serializer {
        self.spec.serializer_of(self.endpoint, self.ty)
    }

    /// Returns the form of its documents in a format.
    pub(super) fn form(&self, format: Format) -> Form {
        Form::of(format, self.serializer())
    }

    /// Says which sample it is, and where the spec names it.
    pub(super) fn named_at(&self, sample: &Spanned<String>) -> String {
        let place = self.spec.file.line_column(sample.span.start);
        format!(
            "the sample of the {} of `{}`, named at {}:{}:{}",
            self.what,
            self.endpoint.heading.value,
            self.spec.file.path(),
            place.line,
            place.column
        )
    }
}

/// A sample's file.
pub(super) struct Sample<'s> {
    pub(super) format: Format,
    /// Its name in the spec.
    pub(super) name: &'s Spanned<String>,
    /// What it says.
    pub(super) text: String,
    /// What is shown of it: no secrets.
    pub(super) file: SourceFile,
}
