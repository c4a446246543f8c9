//! Doc comments.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::markdown;
use crate::spec::{Annotations, Clr, Format, Literal, Member, Spanned, TextRule, TypeExprKind};

/// The width of the text of doc comments.
const WIDTH: usize = 90;

/// A doc comment: paragraphs in Markdown.
#[derive(Debug, Default)]
pub(crate) struct Docs {
    lines: Vec<String>,
}

impl Docs {
    /// Returns what a spec says of something; `otherwise`, in Markdown, if it says nothing.
    pub(crate) fn of(doc: Option<&Spanned<String>>, otherwise: impl FnOnce() -> String) -> Self {
        let mut docs = Self::default();
        for paragraph in doc.map(|doc| markdown::paragraphs(doc)).unwrap_or_default() {
            docs = docs.paragraph(&paragraph);
        }
        if docs.lines.is_empty() { docs.paragraph(&otherwise()) } else { docs }
    }

    /// Adds a paragraph of Markdown, wrapped.
    pub(crate) fn paragraph(self, markdown: &str) -> Self {
        self.block(markdown::wrap(markdown, WIDTH))
    }

    /// Adds lines that stay as they are, with an empty line before them.
    pub(crate) fn block(mut self, lines: impl IntoIterator<Item = String>) -> Self {
        let mut lines = lines.into_iter().peekable();
        if lines.peek().is_some() && !self.lines.is_empty() {
            self.lines.push(String::new());
        }
        self.lines.extend(lines);
        self
    }

    pub(crate) fn lines(&self) -> &[String] {
        &self.lines
    }
}

impl ToTokens for Docs {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        for line in &self.lines {
            let line = if line.is_empty() { String::new() } else { format!(" {line}") };
            tokens.extend(quote!(#[doc = #line]));
        }
    }
}

/// Returns a name in Markdown: in backticks.
pub(crate) fn name(name: &str) -> String {
    markdown::code(name).unwrap_or_else(|| "without a name".to_owned())
}

/// Says what the service takes if a value is left out, without the default if that is secret.
pub(crate) fn if_left_out(default: &Literal, is_secret: bool) -> String {
    if is_secret {
        return "Has a secret default if it is left out.".to_owned();
    }
    format!("Defaults to {} if it is left out.", literal(default))
}

/// Returns what the service demands of a member, in sentences.
pub(crate) fn demands(member: &Member) -> String {
    let Annotations {
        required,
        min_length,
        max_length,
        length,
        range,
        pattern,
        data_type,
        texts,
        compare,
        ..
    } = &member.annotations;
    let mut demands = Vec::new();
    if *required || member.required.value {
        demands.push("Required.".to_owned());
    }
    let ty = match &member.ty.kind {
        TypeExprKind::ReadOnly(wrapped) => wrapped,
        _ => &member.ty,
    };
    let what = match &ty.kind {
        TypeExprKind::List(_) | TypeExprKind::Array(_) => ["item", "items"],
        TypeExprKind::Dictionary(..) => ["entry", "entries"],
        TypeExprKind::Clr(Clr::Bytes) => ["byte", "bytes"],
        _ => ["character", "characters"],
    };
    let of = |count: u32| if count == 1 { what[0] } else { what[1] };
    let value = |length: &Spanned<u32>| length.value;
    let both = length.as_ref().map(|(min, max)| (min.value, max.value));
    match (
        both.map(|both| both.0).or(min_length.as_ref().map(value)),
        both.map(|both| both.1).or(max_length.as_ref().map(value)),
    ) {
        (Some(min), Some(max)) if min == max => demands.push(format!("Exactly {max} {}.", of(max))),
        (Some(min), Some(max)) if min > 0 => demands.push(format!("{min} to {max} {}.", of(max))),
        (_, Some(max)) => demands.push(format!("At most {max} {}.", of(max))),
        (Some(min), None) => demands.push(format!("At least {min} {}.", of(min))),
        (None, None) => {}
    }
    if let Some((min, max)) = range {
        demands.push(format!("From {} to {}.", literal(min), literal(max)));
    }
    if let Some(pattern) = pattern.as_ref().and_then(|pattern| markdown::code(pattern)) {
        demands.push(format!("Matches {pattern}."));
    }
    if let Some(data_type) = data_type.as_ref().and_then(|data_type| markdown::code(data_type)) {
        demands.push(format!("Data type: {data_type}."));
    }
    for rule in texts {
        demands.push(match rule {
            TextRule::EmailAddress => "An e-mail address.".to_owned(),
            TextRule::Url => "An absolute `http`, `https` or `ftp` address.".to_owned(),
            TextRule::Phone => "A telephone number.".to_owned(),
            TextRule::CreditCard => "The number of a credit card.".to_owned(),
        });
    }
    if let Some(other) = compare {
        demands.push(format!("The same as {}.", name(other)));
    }
    if let Some(default) = &member.default {
        demands.push(if_left_out(default, member.secret));
    }
    match member.only {
        Some(Format::Json) => demands.push("In JSON only.".to_owned()),
        Some(Format::Xml) => demands.push("In XML only.".to_owned()),
        Some(Format::Form) | None => {}
    }
    demands.join(" ")
}

/// Returns a value of a spec: numbers by themselves, all else in backticks.
pub(crate) fn literal(literal: &Literal) -> String {
    match literal {
        Literal::Null => "`null`".to_owned(),
        Literal::Bool(value) => format!("`{value}`"),
        Literal::Number(number) => number.clone(),
        Literal::Text(text) => markdown::code(text).unwrap_or_else(|| "the empty text".to_owned()),
    }
}
