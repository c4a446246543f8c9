//! Which endpoint of a spec an exchange is of.

use datacontract::http::Operation;
use datacontract::server::EndpointFinder;
use datacontract_codegen::spec::{Format, Spec};
use http::Method;

use super::exchange::{Address, Exchange, Message};
use crate::site::Site;

/// Finds the endpoints of exchanges.
pub(crate) struct Matcher {
    spec: &'static Spec,
    finder: EndpointFinder,
    /// The indices of the endpoints that the finder knows, with their operations.
    endpoints: Vec<(usize, &'static Operation)>,
}

/// What an exchange is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Match {
    /// The endpoint at this index of the spec.
    Endpoint(usize),
    /// The API's, at a path for which the spec has no endpoint.
    Unknown(String),
    /// None of this API's: a page, a script, an image, or what another host answered.
    Foreign,
}

impl Matcher {
    pub(crate) fn new(site: &Site) -> Self {
        let known: Vec<_> = site
            .endpoints()
            .enumerate()
            .filter_map(|(index, (_, operation))| Some((index, operation?.operation())))
            .collect();
        Matcher {
            spec: site.spec(),
            finder: EndpointFinder::new(known.iter().map(|(_, operation)| *operation)),
            endpoints: known,
        }
    }

    /// Returns what an exchange is of.
    pub(crate) fn find(&self, exchange: &Exchange) -> Match {
        let Some(path) = self.own_path(exchange) else { return Match::Foreign };
        let method = Method::from_bytes(exchange.method.to_ascii_uppercase().as_bytes()).ok();
        let found = method.and_then(|method| self.finder.find(&method, &path, exchange.address().query()));
        match found.and_then(|found| self.endpoints.get(found)) {
            Some((index, _)) => Match::Endpoint(*index),
            None if self.may_be_of_the_api(exchange) => Match::Unknown(path),
            None => Match::Foreign,
        }
    }

    /// Returns what stands in the path of an exchange for the parameters of its endpoint, decoded, by their names.
    pub(crate) fn path_values(&self, exchange: &Exchange) -> Vec<(&'static str, String)> {
        let path = self.own_path(exchange).unwrap_or_default();
        let method = Method::from_bytes(exchange.method.to_ascii_uppercase().as_bytes()).ok();
        let query = exchange.address().query();
        let found = method.and_then(|method| self.finder.find_with_values(&method, &path, query));
        let Some((found, values)) = found else { return Vec::new() };
        let parameters = self.endpoints.get(found).map_or(&[][..], |(_, operation)| operation.parameters);
        let pairs = parameters.iter().zip(values);
        pairs.filter_map(|(parameter, value)| Some((parameter.name, value?.into_owned()))).collect()
    }

    /// Returns the path of a request below the base address of the API; `None` if it is to another host.
    pub(crate) fn own_path(&self, exchange: &Exchange) -> Option<String> {
        if !exchange.address().is_of_http() {
            // Browsers record what pages have in themselves, too, and what their extensions load.
            return None;
        }
        let base = exchange.base_url.as_deref();
        let Some(base) = base.or_else(|| self.spec.base_url.as_ref().map(|base| base.as_str())) else {
            return Some(exchange.address().path().to_owned());
        };
        let (base, asked) = (Address(base), exchange.address());
        if !base.host().is_empty() && !base.host().eq_ignore_ascii_case(asked.host()) {
            return None;
        }
        let prefix = base.path().trim_end_matches('/');
        let path = asked.path();
        let rest = path.get(..prefix.len()).filter(|start| start.eq_ignore_ascii_case(prefix));
        rest.and_then(|_| path.get(prefix.len()..)).filter(|rest| rest.starts_with('/')).map(str::to_owned)
    }

    /// Returns whether something that no endpoint takes may be of the API all the same: it has a document of one of its
    /// formats, or was refused in a way that services refuse.
    fn may_be_of_the_api(&self, exchange: &Exchange) -> bool {
        let has_format = |message: &Message| self.format(&message.media_type).is_some();
        has_format(&exchange.request) || has_format(&exchange.response)
    }

    /// Returns the format of a media type: as the API has it, else as its name ends.
    pub(crate) fn format(&self, media_type: &str) -> Option<Format> {
        let formatters = &self.spec.formatters;
        let known = formatters.iter().find(|formatter| {
            formatter.media_types.iter().any(|known| known.eq_ignore_ascii_case(media_type))
        });
        if let Some(formatter) = known {
            return Some(formatter.format);
        }
        let ends = |word: &str| {
            media_type.ends_with(&format!("/{word}")) || media_type.ends_with(&format!("+{word}"))
        };
        if ends("json") {
            Some(Format::Json)
        } else if ends("xml") {
            Some(Format::Xml)
        } else {
            None
        }
    }
}
