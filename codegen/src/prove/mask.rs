//! Secret members' values, which no message shows.

use std::{borrow::Cow, ops::Range};

use super::{
    format,
    token::{Kind, Token},
    xml,
};
use crate::address::asterisks;
use crate::spec::{
    Format, Spec,
    secret_names::{SecretMember, SecretNames},
};

/// A spec's secret members, by their names on the wire.
pub(super) struct Secrets {
    names: SecretNames,
    /// Which further names are secret.
    further: fn(&str) -> bool,
}

/// Where the value of a secret member stands in a document.
pub(super) struct SecretRange {
    pub(super) range: Range<usize>,
    /// What the spec says of the member; `None` if it says nothing.
    pub(super) member: Option<SecretMember>,
}

/// What stands for a secret in a message.
pub(super) const HIDDEN: &str = "[secret]";

impl Secrets {
    pub(super) fn of(spec: &Spec) -> Self {
        Self::with_further(spec, |_| false)
    }

    /// Returns the secrets of a spec, and those that a name tells.
    pub(super) fn with_further(spec: &Spec, further: fn(&str) -> bool) -> Self {
        Self { names: SecretNames::of(spec), further }
    }

    pub(super) fn get(&self, name: &str) -> Option<SecretMember> {
        self.names.get(name)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.names.get(name).is_some() || (self.further)(name)
    }

    /// Returns the document with asterisks for all that stands inside secret members. Every byte is where it
    /// was, so that places in the one are places in the other.
    pub(super) fn masked<'t>(&self, format: Format, text: &'t str) -> Cow<'t, str> {
        if self.names.is_empty() {
            return Cow::Borrowed(text);
        }
        let secrets = self.ranges(format, text, &format::tokens(format, text));
        let ranges: Vec<Range<usize>> = secrets.into_iter().map(|secret| secret.range).collect();
        asterisks(text, &ranges)
    }

    /// Returns where the values of secret members stand, in the order of the document.
    pub(super) fn ranges(&self, format: Format, text: &str, tokens: &[Token<'_>]) -> Vec<SecretRange> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let before = at.checked_sub(1).and_then(|before| tokens.get(before));
            at += 1;
            if format == Format::Xml {
                self.find_in_xml(token, &mut found);
            }
            let Some(name) = self.secret_name(format, token, before) else { continue };
            // Behind the name, and behind the colon of JSON.
            let start = tokens.get(at).map_or(text.len(), |first| first.start);
            let end = end_of_value(format, tokens, &mut at).unwrap_or(text.len());
            found.push(SecretRange { range: start..end.max(start), member: self.get(name) });
        }
        found
    }

    /// Returns the document with asterisks for all words, if it has secrets: of one that is malformed nobody
    /// knows where they end.
    pub(super) fn masked_malformed<'t>(&self, format: Format, text: &'t str) -> Cow<'t, str> {
        if matches!(self.masked(format, text), Cow::Borrowed(_)) {
            return Cow::Borrowed(text);
        }
        let is_kept = |c: char| c == '\n' || c == '\r' || " \t{}[]<>/:,\"".contains(c);
        let mut masked = String::with_capacity(text.len());
        for c in text.chars() {
            if is_kept(c) {
                masked.push(c);
            } else {
                masked.extend(std::iter::repeat_n('*', c.len_utf8()));
            }
        }
        Cow::Owned(masked)
    }

    /// Finds the secret attributes of a tag, and texts if some are secret: an element tells nothing of its
    /// text.
    fn find_in_xml(&self, token: &Token<'_>, found: &mut Vec<SecretRange>) {
        match token.kind {
            Kind::Value if self.names.has_text() => {
                found.push(SecretRange { range: token.start..token.span().end, member: None });
            }
            Kind::Open | Kind::Empty => {
                for (name, at) in xml::attributes_in_place(token.text) {
                    if self.names.is_attribute(name) {
                        let range = token.start + at.start..token.start + at.end;
                        found.push(SecretRange { range, member: None });
                    }
                }
            }
            _ => {}
        }
    }

    /// Returns the name of a secret member if its value comes behind a token. A name counts even where its colon
    /// is missing.
    fn secret_name<'t>(
        &self,
        format: Format,
        token: &'t Token<'_>,
        before: Option<&Token<'_>>,
    ) -> Option<&'t str> {
        let is_value = before.is_some_and(|before| before.kind == Kind::Key);
        let name = match (format, token.kind) {
            (Format::Xml, Kind::Open) | (_, Kind::Key) => &token.name,
            (Format::Json, Kind::Value) if !is_value => token.text.trim_matches('"'),
            _ => return None,
        };
        self.has(name).then_some(name)
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
