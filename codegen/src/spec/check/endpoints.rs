//! The API itself and its endpoints.

use std::collections::BTreeMap;

use super::Checker;
use crate::{
    diagnostic::Code,
    file_name::Unfit,
    spec::{
        load::SAMPLES,
        model::{Endpoint, Format, Payload, SampleFiles},
        span::Spanned,
        template::Piece,
    },
};

impl Checker<'_> {
    pub(super) fn endpoints(&mut self) {
        self.base_url();
        self.endpoints_differ();
        for endpoint in &self.spec.endpoints {
            self.method_is_common(endpoint);
            self.parameters(endpoint);
            self.paging(endpoint);
            self.samples_of(&endpoint.samples.request, endpoint.body.as_ref(), "body");
            self.samples_of(&endpoint.samples.response, endpoint.response.as_ref(), "response");
        }
        self.sample_names_differ();
    }

    fn base_url(&mut self) {
        let Some(url) = &self.spec.base_url else { return };
        let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        let fine = host.is_some_and(|host| !host.is_empty() && !host.starts_with('/'))
            && !url.contains(|c: char| {
                c.is_whitespace() || c.is_control() || matches!(c, '?' | '#' | '{' | '}')
            });
        if !fine {
            let message = format!("`{}` is no address that paths could be relative to", url.value);
            let diagnostic = self.error(Code::BadValue, url.span, message);
            self.report(diagnostic.help("write scheme, host and path, as `https://api.example.com/v2/`"));
        }
    }

    fn endpoints_differ(&mut self) {
        let mut seen = BTreeMap::new();
        let mut least = BTreeMap::new();
        for endpoint in &self.spec.endpoints {
            let span = endpoint.heading.span;
            if let Some(first) = seen.insert(identity(endpoint, |_| true), span) {
                let message = format!("`{}` is declared twice", endpoint.heading.value);
                self.report(
                    self.error(Code::DuplicateEndpoint, span, message)
                        .related(first, "first declared here")
                        .help("keep one of them"),
                );
                continue;
            }
            let needed = endpoint.needed();
            if let Some(first) = least.insert(identity(endpoint, |key| needed.contains(key)), span) {
                let message =
                    format!("requests do not tell `{}` from another endpoint", endpoint.heading.value);
                self.report(
                    self.warning(Code::AmbiguousEndpoint, span, message)
                        .related(first, "the other one")
                        .help("say which parameters the service needs: `\"required\": true`"),
                );
            }
        }
    }

    /// Whether there is code for the method.
    fn method_is_common(&mut self, endpoint: &Endpoint) {
        if !endpoint.has_code() {
            let message = format!("clients and servers do not have `{}`", endpoint.method.value);
            let diagnostic = self.warning(Code::UncommonMethod, endpoint.method.span, message);
            self.report(diagnostic.help("its types are made all the same"));
        }
    }

    fn samples_of(&mut self, samples: &SampleFiles, payload: Option<&Payload>, what: &str) {
        for (format, name) in files(samples) {
            if payload.is_none() {
                let message = format!("there is a sample of a {what}, but no {what}");
                let diagnostic = self.error(Code::SampleMisplaced, name.span, message);
                self.report(diagnostic.help(format!("give the type of the {what} as `{what}`")));
            }
            if self.spec.formatters.iter().all(|formatter| formatter.format != format) {
                let message = format!("there is a sample in {0}, but the API has no {0}", format.key());
                let diagnostic = self.error(Code::SampleMisplaced, name.span, message);
                self.report(diagnostic.help(format!("add `{}` to `formatters`", format.key())));
            }
            if !is_in_folder(name) {
                let message = format!("`{}` is no file of the samples' folder", name.value);
                let diagnostic = self.error(Code::BadValue, name.span, message);
                self.report(
                    diagnostic.help(format!("write the name of a file in `{SAMPLES}`, without folders")),
                );
            } else if let Some(unfit) = Unfit::of(name) {
                let message = format!("`{}` is not the name of a file on every system: {unfit}", name.value);
                let diagnostic = self.warning(Code::SampleName, name.span, message);
                self.report(diagnostic.help(format!("rename the file in `{SAMPLES}`")));
            }
        }
    }

    /// No two samples are one file where systems do not look at the case of names.
    fn sample_names_differ(&mut self) {
        let mut seen: BTreeMap<String, &Spanned<String>> = BTreeMap::new();
        for endpoint in &self.spec.endpoints {
            for (_, name) in files(&endpoint.samples.request).chain(files(&endpoint.samples.response)) {
                let other = *seen.entry(name.to_lowercase()).or_insert(name);
                if other.value != name.value {
                    let message =
                        format!("`{}` and `{}` are one file on some systems", other.value, name.value);
                    let diagnostic = self.warning(Code::SampleName, name.span, message);
                    self.report(diagnostic.help(format!("rename one of the files in `{SAMPLES}`")));
                }
            }
        }
    }

    /// Each sample is there.
    pub(super) fn sample_files(&mut self) {
        for endpoint in &self.spec.endpoints {
            for (_, name) in files(&endpoint.samples.request).chain(files(&endpoint.samples.response)) {
                let path = self.spec.sample_path(name);
                if is_in_folder(name) && !path.is_file() {
                    let message = format!("there is no `{SAMPLES}/{}`", name.value);
                    let diagnostic = self.error(Code::SampleMissing, name.span, message);
                    self.report(
                        diagnostic.help("save the page's sample under this name, or correct the name"),
                    );
                }
            }
        }
    }
}

/// Returns the sample files of one payload.
fn files(samples: &SampleFiles) -> impl Iterator<Item = (Format, &Spanned<String>)> {
    let json = samples.json.iter().map(|name| (Format::Json, name));
    json.chain(samples.xml.iter().map(|name| (Format::Xml, name)))
}

/// Returns whether a text is the name of a file here, without folders.
fn is_in_folder(text: &str) -> bool {
    !matches!(Unfit::of(text), Some(Unfit::Nothing | Unfit::Path))
}

/// Returns what tells endpoints apart: method, path without the names of its parameters, keys of the query
/// that `counts` takes.
fn identity(endpoint: &Endpoint, counts: impl Fn(&str) -> bool) -> String {
    let mut text = format!("{} ", endpoint.method.value);
    for piece in &endpoint.template.path {
        match piece {
            Piece::Text(piece) => text.push_str(&piece.to_lowercase()),
            Piece::Parameter(_) => text.push_str("{}"),
        }
    }
    let query = endpoint.template.query.iter().filter(|piece| counts(&piece.parameter));
    let mut keys: Vec<String> = query.map(|piece| piece.key.to_lowercase()).collect();
    keys.sort();
    for key in keys {
        text.push('&');
        text.push_str(&key);
    }
    text
}
