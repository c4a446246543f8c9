//! Exchanges without their secrets, which may be kept and shown.

mod address;
mod body;
mod headers;
mod known;

use datacontract_codegen::prove::SecretValues;
use datacontract_codegen::spec::{Authentication, Endpoint, Spec};

use super::exchange::{Exchange, Message};
use super::matching::{Match, Matcher};
use crate::site::Site;
use known::KnownSecrets;

/// What stands for a secret that is a text.
const HIDDEN: &str = "[secret]";

/// Takes the secrets out of exchanges: nothing else may be written to disk.
///
/// Secret are
///
/// - members and parameters that the spec marks, and those whose names say so (`access_token`, `NewPassword`),
/// - the spec's authentication: its header, its key in the query, its cookie,
/// - `Authorization`, cookies, and other headers whose names or values look like keys and tokens,
/// - logins in addresses, and what the query of another address has of keys,
/// - and each of these texts wherever it stands in the same exchange or in one of the next: services repeat what they are
///   sent, in errors and in redirects.
///
/// A placeholder of the same type takes their place. Of what is no JSON, no XML and no form nobody knows where its secrets
/// are; such a body is left out, with the reason.
///
/// ```
/// use datacontract_workbench::{site::Site, traffic::{Exchange, Message, Redaction}};
///
/// let spec = r#"{ "version": 1, "name": "Shop", "module": "shop", "endpoints": {
///     "POST api/users": { "body": "User" } },
///     "types": { "Shop.User": { "members": { "Name": "string", "Pin": { "type": "int", "secret": true } } } } }"#;
/// let (site, _) = Site::from_text(spec, &[]);
/// let sent = r#"{"Name":"Ann","Pin":4711}"#;
/// let exchange = Exchange {
///     method: "POST".to_owned(),
///     url: "https://ann:word@shop.example.com/api/users".to_owned(),
///     request: Message::new("application/json", Some(sent.as_bytes().to_vec())),
///     status: 204,
///     ..Exchange::default()
/// };
///
/// let shown = Redaction::of(&site.unwrap()).redact(&exchange);
/// assert_eq!(shown.url, "https://shop.example.com/api/users");
/// assert_eq!(shown.request.body.as_deref(), Some(&br#"{"Name":"Ann","Pin":0}"#[..]));
/// ```
pub struct Redaction {
    spec: &'static Spec,
    matcher: Matcher,
    values: SecretValues,
    known: KnownSecrets,
}

/// What is known of the exchange whose secrets are taken out.
struct Context<'r> {
    matcher: &'r Matcher,
    spec: &'static Spec,
    values: &'r SecretValues,
    endpoint: Option<&'static Endpoint>,
    /// The values of secret parameters in the path.
    path_secrets: Vec<String>,
    known: &'r KnownSecrets,
}

impl Redaction {
    /// Returns what takes out the secrets of a site's traffic.
    #[must_use]
    pub fn of(site: &Site) -> Self {
        Redaction {
            spec: site.spec(),
            matcher: Matcher::new(site),
            values: SecretValues::of(site.spec()),
            known: KnownSecrets::default(),
        }
    }

    /// Returns an exchange without its secrets. Exchanges are to be given in their order.
    #[must_use]
    pub fn redact(&mut self, exchange: &Exchange) -> Exchange {
        let mut known = std::mem::take(&mut self.known);
        let shown = self.redact_with(exchange, &mut known);
        self.known = known;
        shown
    }

    /// Returns an exchange without its secrets, whatever exchanges came before it.
    #[must_use]
    pub(crate) fn redact_alone(&self, exchange: &Exchange) -> Exchange {
        self.redact_with(exchange, &mut KnownSecrets::default())
    }

    /// Remembers the secrets of an exchange, for [`hide`](Self::hide). Exchanges are to be given in their order.
    pub(super) fn note(&mut self, exchange: &Exchange) {
        let mut known = std::mem::take(&mut self.known);
        known.begin_exchange();
        self.context(exchange, &KnownSecrets::default()).collect(exchange, &mut known);
        self.known = known;
    }

    /// Returns a text without the secrets of the exchanges so far.
    pub(super) fn hide(&self, text: String) -> String {
        self.known.hide(&text).unwrap_or(text)
    }

    fn redact_with(&self, exchange: &Exchange, known: &mut KnownSecrets) -> Exchange {
        known.begin_exchange();
        self.context(exchange, &KnownSecrets::default()).collect(exchange, known);
        self.context(exchange, known).exchange(exchange)
    }

    fn context<'r>(&'r self, exchange: &Exchange, known: &'r KnownSecrets) -> Context<'r> {
        let endpoint = match self.matcher.find(exchange) {
            Match::Endpoint(index) => self.spec.endpoints.get(index),
            Match::Unknown(_) | Match::Foreign => None,
        };
        let is_secret =
            |name: &str| endpoint.is_some_and(|endpoint| is_secret_parameter(endpoint, name) == Some(true));
        let values = self.matcher.path_values(exchange).into_iter();
        let path_secrets = values.filter(|(name, _)| is_secret(name)).map(|(_, value)| value).collect();
        Context {
            matcher: &self.matcher,
            spec: self.spec,
            values: &self.values,
            endpoint,
            path_secrets,
            known,
        }
    }
}

impl Context<'_> {
    /// Remembers the secrets of an exchange.
    fn collect(&self, exchange: &Exchange, known: &mut KnownSecrets) {
        for text in &self.path_secrets {
            known.add(text);
        }
        self.collect_address(&exchange.url, known);
        for message in [&exchange.request, &exchange.response] {
            self.collect_headers(message, known);
            self.collect_body(message, known);
        }
    }

    fn exchange(&self, exchange: &Exchange) -> Exchange {
        Exchange {
            name: exchange.name.clone(),
            base_url: exchange.base_url.as_deref().map(|url| self.address(url)),
            started: exchange.started.clone(),
            method: exchange.method.clone(),
            url: self.address(&exchange.url),
            request: self.message(&exchange.request),
            status: exchange.status,
            response: self.message(&exchange.response),
        }
    }

    fn message(&self, message: &Message) -> Message {
        let (body, left_out) = self.body(message);
        let mut headers = self.headers(message);
        if body != message.body {
            // The length of a secret tells of it.
            headers.retain(|(name, _)| {
                !name.eq_ignore_ascii_case("content-length") && !name.eq_ignore_ascii_case("content-md5")
            });
        }
        let left_out = left_out.or_else(|| message.left_out.clone());
        Message { headers, media_type: message.media_type.clone(), body, left_out }
    }

    /// Returns the ways in which callers of the service say who they are.
    fn authentications(&self) -> impl Iterator<Item = &'static Authentication> {
        let own = self.endpoint.and_then(|endpoint| endpoint.authentication.as_ref());
        own.map(|own| &own.value).into_iter().chain([&self.spec.authentication])
    }
}

/// Returns whether a parameter of an endpoint is secret; `None` if it has no such parameter.
fn is_secret_parameter(endpoint: &Endpoint, name: &str) -> Option<bool> {
    // `ids[0]` and `filter.name` are of `ids` and `filter`.
    let whole = name.split(['[', '.']).next().unwrap_or_default();
    let mut parameters = endpoint.parameters.iter();
    let found = parameters.find(|parameter| {
        parameter.name.value.eq_ignore_ascii_case(name) || parameter.name.value.eq_ignore_ascii_case(whole)
    });
    found.map(|parameter| parameter.secret)
}
