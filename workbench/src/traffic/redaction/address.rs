//! Addresses: logins, paths, queries.

use std::borrow::Cow;

use datacontract_codegen::address::{self, Pair};
use datacontract_codegen::prove::{is_signed_token, placeholder};
use datacontract_codegen::spec::{Authentication, is_secret_name};
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use super::known::KnownSecrets;
use super::{Context, HIDDEN, is_secret_parameter};

/// What cannot stand in a part of an address as it is.
const RESERVED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'+')
    .add(b'/')
    .add(b';')
    .add(b'<')
    .add(b'=')
    .add(b'>')
    .add(b'?');

/// An address, cut where its parts begin.
struct Parts<'a> {
    /// Up to the host, with the slashes.
    scheme: &'a str,
    login: Option<&'a str>,
    host: &'a str,
    path: &'a str,
    query: Option<&'a str>,
    fragment: Option<&'a str>,
}

impl<'a> Parts<'a> {
    fn of(text: &'a str) -> Self {
        let (rest, fragment) = cut(text, '#');
        let (rest, query) = cut(rest, '?');
        let start =
            rest.find("//").filter(|at| *at == 0 || rest[..*at].ends_with(':')).map_or(0, |at| at + 2);
        let (scheme, rest) = rest.split_at(start);
        let (authority, path) =
            if start == 0 { ("", rest) } else { rest.split_at(rest.find('/').unwrap_or(rest.len())) };
        let (login, host) =
            authority.rsplit_once('@').map_or((None, authority), |(login, host)| (Some(login), host));
        Parts { scheme, login, host, path, query, fragment }
    }
}

fn cut(text: &str, at: char) -> (&str, Option<&str>) {
    text.split_once(at).map_or((text, None), |(before, behind)| (before, Some(behind)))
}

impl Context<'_> {
    /// Returns an address without its secrets.
    pub(super) fn address(&self, text: &str) -> String {
        let parts = Parts::of(text);
        let mut out = format!("{}{}{}", parts.scheme, parts.host, self.path(parts.path));
        if let Some(query) = parts.query {
            out.push('?');
            out.push_str(&self.pairs(query));
        }
        if let Some(fragment) = parts.fragment {
            // Answers to logins have their tokens there.
            out.push('#');
            out.push_str(&self.pairs(fragment));
        }
        self.known.hide(&out).unwrap_or(out)
    }

    pub(super) fn collect_address(&self, text: &str, known: &mut KnownSecrets) {
        let parts = Parts::of(text);
        if let Some((_, password)) = parts.login.and_then(|login| login.split_once(':')) {
            known.add(&percent_decode_str(password).decode_utf8_lossy());
        }
        for pair in [parts.query, parts.fragment].into_iter().flatten().flat_map(address::pairs) {
            if self.is_secret_pair(&pair) {
                known.add(&pair.value);
            }
        }
    }

    fn path(&self, path: &str) -> String {
        let segments = path.split('/').map(|segment| {
            let decoded = percent_decode_str(segment).decode_utf8_lossy();
            if address::is_session(&decoded) {
                return Cow::Borrowed("(S([secret]))");
            }
            if let Some(secret) = self
                .path_secrets
                .iter()
                .find(|secret| decoded.contains(secret.as_str()) && !secret.is_empty())
            {
                return Cow::Owned(encoded(&decoded.replace(secret.as_str(), &placeholder(secret))));
            }
            // Nobody knows which parts of an unknown path are parameters.
            if is_signed_token(&decoded) || (self.endpoint.is_none() && looks_secret(&decoded)) {
                return Cow::Owned(placeholder(&decoded));
            }
            if let Some(hidden) = self.known.hide(&decoded) {
                return Cow::Owned(encoded(&hidden));
            }
            if segment.contains(';') {
                Cow::Owned(address::without_parameters(segment))
            } else {
                Cow::Borrowed(segment)
            }
        });
        segments.collect::<Vec<_>>().join("/")
    }

    /// Returns a query or a form without its secrets.
    pub(super) fn pairs(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for pair in text.split_inclusive(['&', ';']) {
            let raw = pair.trim_end_matches(['&', ';']);
            match address::pairs(raw).next().and_then(|pair| self.shown_pair(&pair)) {
                Some(shown) => out.push_str(&shown),
                None => out.push_str(raw),
            }
            out.push_str(pair.get(raw.len()..).unwrap_or_default());
        }
        out
    }

    /// Returns a pair without its secrets; `None` if it has none.
    fn shown_pair(&self, pair: &Pair<'_>) -> Option<String> {
        let value = if !self.is_secret_pair(pair) {
            self.known.hide(&pair.value)?
        } else if pair.value.is_empty() {
            // A key without a name is all of the pair.
            return Some(HIDDEN.to_owned());
        } else if is_secret_name(&pair.name, true) {
            HIDDEN.to_owned()
        } else {
            placeholder(&pair.value)
        };
        Some(format!("{}={}", pair.raw_name, encoded(&value)))
    }

    pub(super) fn is_secret_pair(&self, pair: &Pair<'_>) -> bool {
        let is_key = |of: &Authentication| matches!(of, Authentication::Query(key) if key.value.eq_ignore_ascii_case(&pair.name));
        if self.authentications().any(is_key)
            || self.values.is_secret(&pair.name)
            || is_signed_token(&pair.value)
        {
            return !pair.value.is_empty();
        }
        match self.endpoint.and_then(|endpoint| is_secret_parameter(endpoint, &pair.name)) {
            Some(is_secret) => is_secret,
            None => pair.is_secret(),
        }
    }
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// Returns whether a text without a name looks like a key or a token.
pub(super) fn looks_secret(text: &str) -> bool {
    let pair = Pair { raw: text, raw_name: "", raw_value: text, name: String::new(), value: text.to_owned() };
    !text.is_empty() && pair.is_secret()
}
