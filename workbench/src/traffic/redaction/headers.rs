//! Headers: who calls, and what a service gives callers to call again.

use datacontract_codegen::address::Pair;
use datacontract_codegen::spec::Authentication;

use super::address::looks_secret;
use super::known::KnownSecrets;
use super::{Context, HIDDEN};
use crate::traffic::exchange::Message;

/// Headers in which nothing is a secret, though their values may look like it.
const HARMLESS: &[&str] = &[
    "accept",
    "accept-charset",
    "accept-encoding",
    "accept-language",
    "age",
    "allow",
    "cache-control",
    "connection",
    "content-disposition",
    "content-encoding",
    "content-language",
    "content-length",
    "content-type",
    "date",
    "etag",
    "expect",
    "expires",
    "host",
    "if-match",
    "if-modified-since",
    "if-none-match",
    "if-unmodified-since",
    "keep-alive",
    "last-modified",
    "pragma",
    "range",
    "retry-after",
    "server",
    "strict-transport-security",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "vary",
    "via",
    "x-aspnet-version",
    "x-aspnetmvc-version",
    "x-powered-by",
];

/// What a cookie is told besides its value.
const COOKIE_ATTRIBUTES: &[&str] =
    &["domain", "expires", "httponly", "max-age", "partitioned", "path", "priority", "samesite", "secure"];

/// What a header is to a reader of secrets.
enum Kind {
    /// `Authorization`: a scheme, and credentials.
    Credentials,
    /// `WWW-Authenticate`: a scheme, and what it asks for.
    Challenge,
    Cookie,
    SetCookie,
    /// An address, or several with other words between them.
    Address,
    /// All of it is secret.
    Secret,
    Open,
}

impl Context<'_> {
    /// Returns the headers of a message without their secrets.
    pub(super) fn headers(&self, message: &Message) -> Vec<(String, String)> {
        let shown = message.headers.iter().map(|(name, value)| (name.clone(), self.header(name, value)));
        shown.collect()
    }

    fn header(&self, name: &str, value: &str) -> String {
        let shown = match self.kind(name, value) {
            Kind::Credentials => match value.trim().split_once(' ') {
                Some((scheme, _)) => format!("{scheme} {HIDDEN}"),
                None => HIDDEN.to_owned(),
            },
            Kind::Challenge => match value.split_once(' ') {
                // Others have proofs of the server there.
                Some((scheme, _)) if !is_open_scheme(scheme) => format!("{scheme} {HIDDEN}"),
                _ => value.to_owned(),
            },
            Kind::Cookie => {
                cookies(value).map(|(name, _)| format!("{name}={HIDDEN}")).collect::<Vec<_>>().join("; ")
            }
            Kind::SetCookie => set_cookie(value),
            Kind::Address => self.address(value),
            Kind::Secret => HIDDEN.to_owned(),
            Kind::Open => value.to_owned(),
        };
        self.known.hide(&shown).unwrap_or(shown)
    }

    pub(super) fn collect_headers(&self, message: &Message, known: &mut KnownSecrets) {
        for (name, value) in &message.headers {
            match self.kind(name, value) {
                Kind::Credentials => {
                    known.add_credentials(value.trim().split_once(' ').map_or(value, |(_, rest)| rest));
                }
                Kind::Cookie => cookies(value).for_each(|(_, value)| known.add(value)),
                Kind::SetCookie => cookies(value).take(1).for_each(|(_, value)| known.add(value)),
                Kind::Address => self.collect_address(value, known),
                Kind::Secret => known.add(value),
                Kind::Challenge | Kind::Open => {}
            }
        }
    }

    fn kind(&self, name: &str, value: &str) -> Kind {
        let lower = name.to_ascii_lowercase();
        match lower.as_str() {
            "authorization" | "proxy-authorization" => return Kind::Credentials,
            "www-authenticate" | "proxy-authenticate" => return Kind::Challenge,
            "authentication-info" | "proxy-authentication-info" => return Kind::Secret,
            "cookie" => return Kind::Cookie,
            "set-cookie" | "set-cookie2" => return Kind::SetCookie,
            "location" | "content-location" | "referer" | "origin" | "refresh" | "link"
            | "x-original-url" | "x-rewrite-url" => return Kind::Address,
            _ => {}
        }
        let is_own = |of: &Authentication| matches!(of, Authentication::Header(own) if own.value.eq_ignore_ascii_case(name));
        if self.authentications().any(is_own) {
            return Kind::Secret;
        }
        if HARMLESS.contains(&lower.as_str()) || lower.starts_with("access-control-") {
            return Kind::Open;
        }
        let pair =
            Pair { raw: value, raw_name: name, raw_value: value, name: lower, value: value.to_owned() };
        let mut words = value.split([' ', ',', ';']).filter(|word| !word.is_empty());
        if pair.is_secret() || words.any(looks_secret) { Kind::Secret } else { Kind::Open }
    }
}

fn is_open_scheme(scheme: &str) -> bool {
    ["basic", "bearer"].iter().any(|open| scheme.eq_ignore_ascii_case(open))
}

fn cookies(value: &str) -> impl Iterator<Item = (&str, &str)> {
    let pairs = value.split(';').map(str::trim).filter(|pair| !pair.is_empty());
    pairs.map(|pair| pair.split_once('=').unwrap_or(("", pair)))
}

fn set_cookie(value: &str) -> String {
    let mut parts = value.split(';').map(str::trim);
    let name = parts.next().and_then(|pair| pair.split_once('=')).map_or("", |(name, _)| name);
    let attributes = parts.filter(|part| {
        let name = part.split('=').next().unwrap_or_default().to_ascii_lowercase();
        COOKIE_ATTRIBUTES.contains(&name.as_str())
    });
    attributes.fold(format!("{name}={HIDDEN}"), |text, part| text + "; " + part)
}
