//! Secret members' values, which no message shows.

use std::borrow::Cow;

use super::{
    format,
    token::{Kind, Token},
    xml,
};
use crate::spec::{Format, Spec, secret_names::SecretNames};

/// A spec's secret members, by their names on the wire.
pub(super) struct Secrets(SecretNames);

/// What stands for a secret in a message.
pub(super) const HIDDEN: &str = "[secret]";

impl Secrets {
    pub(super) fn of(spec: &Spec) -> Self {
        Self(SecretNames::of(spec))
    }

    fn has(&self, name: &str) -> bool {
        self.0.get(name).is_some()
    }

    /// Returns the document with asterisks for all that stands inside secret members. Every byte is where it
    /// was, so that places in the one are places in the other.
    pub(super) fn masked<'t>(&self, format: Format, text: &'t str) -> Cow<'t, str> {
        if self.0.is_empty() {
            return Cow::Borrowed(text);
        }
        let mut masked = Masked { text, out: String::new() };
        let tokens = format::tokens(format, text);
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let before = at.checked_sub(1).and_then(|before| tokens.get(before));
            at += 1;
            if format == Format::Xml {
                self.hide_in_xml(&mut masked, token);
            }
            if !self.begins_secret(format, token, before) {
                continue;
            }
            // Behind the name, and behind the colon of JSON.
            let start = tokens.get(at).map_or(text.len(), |first| first.start);
            let end = end_of_value(format, &tokens, &mut at).unwrap_or(text.len());
            masked.hide(start, end.max(start), "");
        }
        masked.finish()
    }

    /// Returns the document with asterisks for all words, if it has secrets: of one that is malformed nobody
    /// knows where they end.
    pub(super) fn masked_malformed<'t>(&self, format: Format, text: &'t str) -> Cow<'t, str> {
        if matches!(self.masked(format, text), Cow::Borrowed(_)) {
            return Cow::Borrowed(text);
        }
        let mut masked = Masked { text, out: String::new() };
        masked.hide(0, text.len(), " \t{}[]<>/:,\"");
        masked.finish()
    }

    /// Hides the secret attributes of a tag, and texts if some are secret: an element tells nothing of its
    /// text.
    fn hide_in_xml(&self, masked: &mut Masked<'_>, token: &Token<'_>) {
        match token.kind {
            Kind::Value if self.0.has_text() => masked.hide(token.start, token.span().end, ""),
            Kind::Open | Kind::Empty => {
                for (name, at) in xml::attributes_in_place(token.text) {
                    if self.0.is_attribute(name) {
                        masked.hide(token.start + at.start, token.start + at.end, "");
                    }
                }
            }
            _ => {}
        }
    }

    /// Returns whether the value of a secret member comes behind a token. A name counts even where its colon
    /// is missing.
    fn begins_secret(&self, format: Format, token: &Token<'_>, before: Option<&Token<'_>>) -> bool {
        let is_value = before.is_some_and(|before| before.kind == Kind::Key);
        match (format, token.kind) {
            (Format::Xml, Kind::Open) | (_, Kind::Key) => self.has(&token.name),
            (Format::Json, Kind::Value) if !is_value => self.has(token.text.trim_matches('"')),
            _ => false,
        }
    }
}

/// Returns whether a token is masked in what is shown of its document.
pub(super) fn is_hidden(token: &Token<'_>, shown: &str) -> bool {
    let span = token.span();
    shown.get(span.start..span.end) != Some(token.text)
}

/// Returns the place where a value ends that begins with the token at `at`, which goes behind it; `None` if
/// it has no end.
fn end_of_value(format: Format, tokens: &[Token<'_>], at: &mut usize) -> Option<usize> {
    // The element is open already.
    let mut depth = usize::from(format == Format::Xml);
    loop {
        let token = tokens.get(*at)?;
        match token.kind {
            // The object or element around ends before there is a value.
            Kind::Close if depth <= 1 && format == Format::Xml => return Some(token.start),
            Kind::Close if depth == 0 => return Some(token.start),
            Kind::Close => depth -= 1,
            Kind::Open => depth += 1,
            Kind::Key | Kind::Value | Kind::Empty | Kind::Other => {}
        }
        *at += 1;
        if depth == 0 && token.kind != Kind::Key {
            return Some(token.span().end);
        }
    }
}

struct Masked<'t> {
    text: &'t str,
    /// What is done of it.
    out: String,
}

impl<'t> Masked<'t> {
    /// Writes an asterisk for each byte from one place to the other, but for line breaks and what is to be
    /// kept.
    fn hide(&mut self, start: usize, end: usize, keep: &str) {
        self.out.push_str(&self.text[self.out.len()..start]);
        for c in self.text[start..end].chars() {
            if matches!(c, '\n' | '\r') || keep.contains(c) {
                self.out.push(c);
            } else {
                self.out.extend(std::iter::repeat_n('*', c.len_utf8()));
            }
        }
    }

    fn finish(mut self) -> Cow<'t, str> {
        if self.out.is_empty() {
            return Cow::Borrowed(self.text);
        }
        self.out.push_str(&self.text[self.out.len()..]);
        Cow::Owned(self.out)
    }
}
