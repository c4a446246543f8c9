//! What there is to say of an endpoint.

use super::Operation;
use crate::{
    emit::{
        docs::{self, Docs},
        markdown,
        module::provenance,
    },
    spec::{Spanned, Status, Untyped},
};

/// Returns what an endpoint does, and how it is called on its page.
pub(crate) fn summary(operation: &Operation<'_>) -> Docs {
    let endpoint = operation.endpoint;
    let heading = docs::name(&endpoint.heading);
    if endpoint.doc.as_ref().is_none_or(|doc| doc.trim().is_empty()) {
        return Docs::default().paragraph(&heading);
    }
    Docs::of(endpoint.doc.as_ref(), String::new).paragraph(&heading)
}

impl Operation<'_> {
    /// Parameters and body, an item each, as far as the page says something of them.
    pub(crate) fn docs_of_arguments(&self) -> Vec<String> {
        let arguments = self.arguments.iter().map(|argument| (&argument.name, argument.facts()));
        let body = self.body.iter().map(|body| (&body.name, sentences(body.payload.doc.as_ref())));
        let items = arguments.chain(body).filter(|(_, facts)| !facts.is_empty());
        items
            .map(|(name, facts)| {
                let name = docs::name(name.to_string().trim_start_matches("r#"));
                format!("- {name}: {}", facts.join(" "))
            })
            .collect()
    }

    /// Returns what comes back, what the spec leaves open, and what status codes mean.
    pub(crate) fn docs_of_response(&self) -> Docs {
        let doc = self.endpoint.response.as_ref().filter(|_| self.response.is_some());
        let of_file = self.endpoint.download.as_ref().filter(|_| self.is_download());
        let doc = doc.and_then(|payload| payload.doc.as_ref()).or(of_file.and_then(|file| file.doc.as_ref()));
        let paragraphs = doc.map(|doc| markdown::paragraphs(doc)).unwrap_or_default();
        let mut docs = Docs::default();
        for (at, paragraph) in paragraphs.iter().enumerate() {
            docs = docs.paragraph(&if at == 0 { format!("Returns: {paragraph}") } else { paragraph.clone() });
        }
        let open = self.endpoint.untyped().map(|untyped| match untyped {
            Untyped::Request => "what is sent",
            Untyped::Response => "what comes back",
        });
        let open: Vec<&str> = open.collect();
        if !open.is_empty() {
            docs = docs.paragraph(&format!("The spec does not say {}.", open.join(", or ")));
        }
        let status = &self.endpoint.status;
        if !status.is_empty() {
            docs = docs.paragraph("Status codes:");
        }
        let item = |status: &Status| format!("- {}: {}", status.code.value, markdown::paragraph(&status.doc));
        docs.block(status.iter().map(item))
    }

    /// Returns the page it came from.
    pub(crate) fn docs_of_source(&self) -> String {
        provenance(&self.endpoint.source).map(|page| format!("Source: {page}")).unwrap_or_default()
    }
}

/// Returns what a text says, ready for something to be said after it.
pub(super) fn sentences(doc: Option<&Spanned<String>>) -> Vec<String> {
    let mut paragraphs = doc.map(|doc| markdown::paragraphs(doc)).unwrap_or_default();
    for paragraph in &mut paragraphs {
        if paragraph.ends_with(char::is_alphanumeric) {
            paragraph.push('.');
        }
    }
    paragraphs
}
