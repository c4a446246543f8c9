//! The secrets of a request, which a service may repeat in its answer.

use super::uri::{encode, uri_text};
use super::{Arguments, Authentication, HttpError, Operation};
use crate::contract::Contract;
use crate::plan::{Body, TypePlan};
use crate::value::View;
use ::http::header::{AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION};
use ::http::{HeaderMap, HeaderName, HeaderValue};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::collections::{BTreeSet, HashSet};
use std::fmt::Write as _;

/// What stands in a text for a secret.
const HIDDEN: &str = "[secret]";

/// A secret that is shorter than this is one only where it is a whole word: `7` is no secret in `17`.
const SHORT: usize = 6;

/// Deeper than any body that can be written.
const MAX_DEPTH: u32 = 300;

/// The texts of a request that no error shows: the values of secret parameters and members, and the
/// credentials.
pub(crate) struct Secrets {
    /// The longest first, so that one which is a part of another leaves nothing of that.
    texts: Vec<String>,
}

impl Secrets {
    /// Returns the secrets among the arguments of an operation and in the headers that were sent, and the
    /// credentials that came from elsewhere.
    pub(crate) fn of(
        operation: &Operation,
        arguments: &dyn Arguments,
        headers: &HeaderMap,
        credentials: &[String],
    ) -> Self {
        let mut search = Search::default();
        arguments.views(&mut |views| {
            for (parameter, view) in operation.parameters.iter().zip(views) {
                search.value(&TypePlan::new(&parameter.ty), *view, parameter.is_secret, 0);
            }
            if let (Some(body), Some(view)) = (&operation.body, views.get(operation.parameters.len())) {
                search.value(&TypePlan::new(&body.ty), *view, body.is_secret, 0);
            }
        });
        for (name, value) in headers {
            if is_secret(operation, name, value) {
                search.header(value);
            }
        }
        search.texts(credentials)
    }

    /// Returns these texts as secrets.
    pub(crate) fn of_texts(texts: &[String]) -> Self {
        Search::default().texts(texts)
    }

    /// Returns a text without the secrets.
    pub(crate) fn hide(&self, text: &str) -> String {
        self.texts.iter().fold(text.to_owned(), |text, secret| without(&text, secret))
    }

    /// Hides the secrets in all texts of an error that a service has sent.
    pub(crate) fn hide_in(&self, error: &mut HttpError) {
        if !self.texts.is_empty() {
            error.each_text(&mut |text| *text = self.hide(text));
        }
    }
}

/// Returns whether a header says who calls.
fn is_secret(operation: &Operation, name: &HeaderName, value: &HeaderValue) -> bool {
    let is_key = |key: &str| name.as_str().eq_ignore_ascii_case(key);
    value.is_sensitive()
        || [AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION].contains(name)
        || matches!(operation.authentication, Authentication::Header(key) if is_key(key))
}

fn without(text: &str, secret: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for (start, _) in text.match_indices(secret) {
        let behind = &text[start + secret.len()..];
        let is_word =
            !text[..start].ends_with(char::is_alphanumeric) && !behind.starts_with(char::is_alphanumeric);
        if secret.chars().count() >= SHORT || is_word {
            out.push_str(&text[end..start]);
            out.push_str(HIDDEN);
            end = start + secret.len();
        }
    }
    out.push_str(&text[end..]);
    out
}

#[derive(Default)]
struct Search {
    found: BTreeSet<String>,
    /// The shared objects that were looked at, and whether as secrets: the same object may be both.
    seen: HashSet<(usize, bool)>,
}

impl Search {
    fn value(&mut self, ty: &TypePlan, view: View<'_>, is_secret: bool, depth: u32) {
        if depth > MAX_DEPTH {
            return;
        }
        let body = ty.object().map(|plan| &plan.body);
        match view {
            View::Absent | View::Null | View::Bool(_) => {}
            View::Object(object) => {
                let plan = object.actual_contract().map(Contract::plan).or_else(|| ty.object());
                let Some(Body::Class(class)) = plan.map(|plan| &plan.body) else { return };
                object.views(&mut |views| {
                    for member in &class.members {
                        if let Some(view) = views.get(member.index) {
                            self.value(&member.ty, *view, is_secret || member.is_secret, depth + 1);
                        }
                    }
                });
            }
            View::List(list) => {
                let Some(Body::Collection(collection)) = body else { return };
                for index in 0..list.len() {
                    self.value(&collection.item.ty, list.item(index), is_secret, depth + 1);
                }
            }
            View::Map(map) => {
                let Some(Body::Dictionary(dictionary)) = body else { return };
                let _ = map.entries(&mut |key, value| {
                    self.value(&dictionary.key.ty, key, is_secret, depth + 1);
                    self.value(&dictionary.value.ty, value, is_secret, depth + 1);
                    Ok(())
                });
            }
            View::Shared(shared) => {
                let is_new = self.seen.insert((shared.identity(), is_secret));
                if is_new {
                    shared.view(&mut |view| self.value(ty, view, is_secret, depth + 1));
                }
            }
            View::Any(value) => {
                if let Some(actual) = value.ty() {
                    self.value(&TypePlan::new(&actual), value.content(), is_secret, depth + 1);
                }
            }
            View::Converted(value) => {
                let _ = value.view(&mut |view| self.value(ty, view, is_secret, depth));
            }
            View::Bytes(bytes) if is_secret => {
                self.text(&STANDARD.encode(bytes));
                // `DataType = "hexBinary"`
                let mut hex = String::with_capacity(2 * bytes.len());
                for byte in bytes {
                    let _ = write!(hex, "{byte:02X}");
                }
                self.text(&hex);
            }
            view if is_secret => {
                if let Ok(Some(text)) = uri_text(&ty.ty, &view) {
                    self.text(&text);
                }
            }
            _ => {}
        }
    }

    /// Adds these texts, and returns all that was found.
    fn texts(mut self, texts: &[String]) -> Secrets {
        for text in texts {
            self.text(text);
        }
        let mut texts: Vec<String> = self.found.into_iter().collect();
        texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
        Secrets { texts }
    }

    /// The value of a header, and of `Basic` and `Bearer` what these hide.
    fn header(&mut self, value: &HeaderValue) {
        let Ok(text) = value.to_str() else { return };
        self.text(text);
        let Some((_, token)) = text.split_once(' ') else { return };
        self.text(token);
        let decoded = STANDARD.decode(token).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        if let Some((_, password)) = decoded.as_deref().and_then(|text| text.split_once(':')) {
            self.text(password);
        }
    }

    /// A secret in all the ways in which a service may spell it: as it is, as it stands in a URI, as .NET
    /// shows that, and as it stands in JSON.
    fn text(&mut self, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        let mut encoded = String::new();
        encode(&mut encoded, text);
        let mut shown = String::new();
        for c in text.chars() {
            if c.is_alphanumeric() || c == ' ' {
                shown.push(c);
            } else {
                encode(&mut shown, c.encode_utf8(&mut [0; 4]));
            }
        }
        let json = serde_json::Value::from(text).to_string();
        let json = json.trim_start_matches('"').strip_suffix('"').unwrap_or_default().to_owned();
        self.found.extend([text.to_owned(), encoded.replace("%20", "+"), encoded, shown, json]);
        self.found.remove("");
    }
}

#[cfg(test)]
mod tests {
    use super::{Search, Secrets};
    use ::http::HeaderValue;
    use proptest::prelude::*;

    fn secrets(texts: &[&str]) -> Secrets {
        let mut search = Search::default();
        for text in texts {
            search.text(text);
        }
        search.texts(&[])
    }

    #[test]
    fn secrets_are_hidden_in_every_spelling() {
        let secrets = secrets(&["pä ss\"w/rd", "7", "  "]);
        for (text, expected) in [
            ("The value 'pä ss\"w/rd' is wrong, pä ss\"w/rd.", "The value '[secret]' is wrong, [secret]."),
            ("/x?p=p%C3%A4%20ss%22w%2Frd&p=p%C3%A4+ss%22w%2Frd", "/x?p=[secret]&p=[secret]"),
            ("/x?p=pä ss%22w%2Frd", "/x?p=[secret]"),
            (r#"{"p":"pä ss\"w/rd"}"#, r#"{"p":"[secret]"}"#),
            ("7 of 17 in (7)", "[secret] of 17 in ([secret])"),
            ("nothing", "nothing"),
        ] {
            assert_eq!(secrets.hide(text), expected);
        }
    }

    #[test]
    fn credentials_of_headers_are_secrets() {
        let mut search = Search::default();
        search.header(&HeaderValue::from_static("Basic QWRhOldlbGNvbWUxMjM="));
        search.header(&HeaderValue::from_static("Bearer abc.def"));
        for text in ["Welcome123", "QWRhOldlbGNvbWUxMjM=", "abc.def"] {
            assert!(search.found.contains(text), "{text}");
        }
        assert!(!search.found.contains("Ada"));
    }

    proptest! {
        #[test]
        fn no_secret_is_left_whole(
            a in "[a-z0-9 %+\"\u{e4}/.]{6,10}",
            b in "[a-z]{6,8}",
            before in "[a-z0-9 .]{0,8}",
            behind in "[a-z0-9 .]{0,8}",
        ) {
            prop_assume!(!a.trim().is_empty());
            let hidden = secrets(&[&a, &b]).hide(&format!("{before}{a}{b}{behind}{b}{a}"));
            prop_assert!(!hidden.replace("[secret]", "\0").contains(&a), "{}", hidden);
        }
    }
}
