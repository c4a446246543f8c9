//! How callers say who they are.

use jsonc_parser::ast::Value;

use super::{
    keys,
    reader::{Reader, span_of},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    spec::{
        model::{Authentication, Grant, TokenEndpoint, TokenField},
        span::Spanned,
    },
};

/// The ways in which the API's callers authenticate that are objects.
const OF_API: &str = "`header`, `query`, `cookie`, `token` or `body`";
/// The ways in which an endpoint can say, by an object, that its callers authenticate.
const OF_ENDPOINT: &str = "`header`, `query` or `cookie`";

impl Reader<'_> {
    pub(super) fn authentication(&mut self, value: &Value<'_>) -> Option<Authentication> {
        self.authentication_of(value, keys::AUTHENTICATION, OF_API)
    }

    /// Reads what an endpoint has of its own. Tokens and members of bodies are the API's.
    pub(super) fn endpoint_authentication(
        &mut self,
        value: Option<&Value<'_>>,
    ) -> Option<Spanned<Authentication>> {
        let value = value?;
        let span = span_of(value);
        let authentication = self.authentication_of(value, keys::ENDPOINT_AUTHENTICATION, OF_ENDPOINT)?;
        Some(Spanned::new(authentication, span))
    }

    fn authentication_of(
        &mut self,
        value: &Value<'_>,
        keys: &'static [&'static str],
        choices: &str,
    ) -> Option<Authentication> {
        let what = "`authentication`";
        if !matches!(value, Value::Object(_)) {
            let words = [("none", Authentication::None), ("basic", Authentication::Basic)];
            let names = words.each_ref().map(|(word, _)| (*word, *word));
            let word = self.choice(Some(value), what, &names)?;
            return words
                .into_iter()
                .find(|(name, _)| *name == word.value)
                .map(|(_, authentication)| authentication);
        }
        let fields = self.fields(value, what, keys)?;
        let get = |key: &'static str| if keys.contains(&key) { fields.get(key) } else { None };
        let body = self.strings(get("body"), "`body`");
        let mut found: Vec<Authentication> = [
            self.filled_string(get("header"), "`header`").map(Authentication::Header),
            self.filled_string(get("query"), "`query`").map(Authentication::Query),
            self.filled_string(get("cookie"), "`cookie`").map(Authentication::Cookie),
            get("token").and_then(|value| self.token(value)).map(Authentication::Token),
            (!body.is_empty()).then_some(Authentication::Body(body)),
        ]
        .into_iter()
        .flatten()
        .collect();
        if let (Some(only), None) = (found.pop(), found.pop()) {
            return Some(only);
        }
        let message = format!("{what} must be one of {choices}");
        let diagnostic = Diagnostic::error(Code::BadValue, self.file, fields.span, message);
        self.report(diagnostic.help("name the one place that holds the credentials"));
        None
    }

    fn token(&mut self, value: &Value<'_>) -> Option<TokenEndpoint> {
        let what = "`token`";
        let fields = self.fields(value, what, keys::TOKEN)?;
        let path = match fields.get("path") {
            Some(path) => self.filled_string(Some(path), "`path`")?,
            None => Spanned::new("Token".to_owned(), fields.span),
        };
        if path.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '?' | '#' | '{' | '}'))
        {
            let message = format!("`{}` is no path at which tokens could be asked for", path.value);
            let diagnostic = Diagnostic::error(Code::BadValue, self.file, path.span, message);
            self.report(
                diagnostic.help("write it relative to `baseUrl`, as `Token`, or as an address of its own"),
            );
        }
        let grants = [("password", Grant::Password), ("clientCredentials", Grant::ClientCredentials)];
        let grant = self.choice(fields.get("grant"), "`grant`", &grants).map(|grant| grant.value);
        let further = match fields.get("fields") {
            Some(value) => self.token_fields(value),
            None => Vec::new(),
        };
        Some(TokenEndpoint { path, grant: grant.unwrap_or_default(), fields: further })
    }

    fn token_fields(&mut self, value: &Value<'_>) -> Vec<TokenField> {
        let entries = self.entries(value, "`fields`", Code::DuplicateKey);
        let mut fields = Vec::new();
        for (name, value) in entries {
            if let Value::NullKeyword(_) = value {
                fields.push(TokenField { name, value: None });
                continue;
            }
            let Some(value) = self.string(Some(value), "a field of the requests for a token") else {
                continue;
            };
            let lower = name.to_lowercase();
            if ["secret", "password", "key"].iter().any(|word| lower.contains(word)) {
                let message =
                    format!("`{}` looks like a secret, which would be in the generated code", name.value);
                let diagnostic = Diagnostic::error(Code::BadValue, self.file, name.span, message);
                self.report(diagnostic.help("write null: then whoever makes the client gives its value"));
                continue;
            }
            fields.push(TokenField { name, value: Some(value) });
        }
        fields
    }
}
