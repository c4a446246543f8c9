//! The API itself and its endpoints.

use std::collections::BTreeMap;

use super::Checker;
use crate::{
    diagnostic::Code,
    spec::{
        load::SAMPLES,
        model::{Endpoint, Format, Parameter, Payload, SampleFiles, TypeKind},
        similar::similar,
        span::Spanned,
        template::Piece,
        type_expr::{Clr, TypeExpr, TypeExprKind},
    },
};

impl Checker<'_> {
    pub(super) fn endpoints(&mut self) {
        self.base_url();
        self.endpoints_differ();
        for endpoint in &self.spec.endpoints {
            self.parameters_declared(endpoint);
            for parameter in &endpoint.parameters {
                self.parameter_in_heading(endpoint, parameter);
                self.parameter_is_simple(endpoint, parameter);
            }
            self.samples_of(&endpoint.samples.request, endpoint.body.as_ref(), "body");
            self.samples_of(&endpoint.samples.response, endpoint.response.as_ref(), "response");
        }
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
        for endpoint in &self.spec.endpoints {
            if let Some(first) = seen.insert(identity(endpoint), endpoint.heading.span) {
                let message = format!("`{}` is declared twice", endpoint.heading.value);
                self.report(
                    self.error(Code::DuplicateEndpoint, endpoint.heading.span, message)
                        .related(first, "first declared here")
                        .help("keep one of them"),
                );
            }
        }
    }

    fn parameters_declared(&mut self, endpoint: &Endpoint) {
        for name in endpoint.template.parameters() {
            if endpoint.parameters.iter().any(|parameter| parameter.name == *name) {
                continue;
            }
            let message = format!("the parameter `{}` is not declared", name.value);
            let diagnostic = self.error(Code::UndeclaredParameter, name.span, message);
            self.report(diagnostic.help(format!(
                "add its row of the page: `\"parameters\": {{\"{}\": {{\"type\": \"...\"}}}}`",
                name.value
            )));
        }
    }

    fn parameter_in_heading(&mut self, endpoint: &Endpoint, parameter: &Parameter) {
        let name = &parameter.name;
        let mut known = endpoint.template.parameters();
        if known.any(|known| known == name) {
            return;
        }
        let message = format!("the heading has no parameter `{}`", name.value);
        let diagnostic = self.error(Code::UnknownParameter, name.span, message);
        let diagnostic = diagnostic.related(endpoint.heading.span, "the heading");
        let names = endpoint.template.parameters().map(|name| name.as_str());
        self.report(match similar(name, names) {
            Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
            None => {
                diagnostic.help("the heading writes it in braces; what is sent in the body goes into `body`")
            }
        });
    }

    fn parameter_is_simple(&mut self, endpoint: &Endpoint, parameter: &Parameter) {
        let ty = &parameter.ty;
        let item = match &ty.kind {
            TypeExprKind::List(item) | TypeExprKind::Array(item) => item,
            _ => ty,
        };
        if !self.is_simple(item) {
            let message = format!("`{ty}` cannot stand in a URI");
            self.report(
                self.error(Code::ParameterType, ty.span, message)
                    .help("declare its properties as parameters of their own, named as in the heading"),
            );
        }
        let listed =
            endpoint.template.query.iter().any(|piece| piece.item && piece.parameter == parameter.name);
        if listed && !matches!(ty.kind, TypeExprKind::List(_) | TypeExprKind::Array(_)) {
            let message = format!("the heading shows `{}` as a list", parameter.name.value);
            let diagnostic = self.error(Code::ParameterType, ty.span, message);
            self.report(diagnostic.help(format!("write `List<{ty}>`")));
        }
    }

    /// A built-in type but `object`, or an enum. Of an unknown name there is a message already.
    fn is_simple(&self, ty: &TypeExpr) -> bool {
        match &ty.kind {
            TypeExprKind::Clr(clr) => !matches!(clr, Clr::Object | Clr::Bytes),
            TypeExprKind::Word(_) => true,
            TypeExprKind::Nullable(inner) => self.is_simple(inner),
            TypeExprKind::Named(_) => self
                .spec
                .named(ty)
                .is_none_or(|index| matches!(self.spec.types[index].kind, TypeKind::Enum(_))),
            _ => false,
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
            if !is_file_name(name) {
                let message = format!("`{}` is no file of the samples' folder", name.value);
                let diagnostic = self.error(Code::BadValue, name.span, message);
                self.report(
                    diagnostic.help(format!("write the name of a file in `{SAMPLES}`, without folders")),
                );
            }
        }
    }

    /// Each sample is there.
    pub(super) fn sample_files(&mut self) {
        for endpoint in &self.spec.endpoints {
            for (_, name) in files(&endpoint.samples.request).chain(files(&endpoint.samples.response)) {
                let path = self.spec.sample_path(name);
                if is_file_name(name) && !path.is_file() {
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

/// The sample files of one payload.
fn files(samples: &SampleFiles) -> impl Iterator<Item = (Format, &Spanned<String>)> {
    let json = samples.json.iter().map(|name| (Format::Json, name));
    json.chain(samples.xml.iter().map(|name| (Format::Xml, name)))
}

/// Whether a text is the name of a file, without folders.
fn is_file_name(text: &str) -> bool {
    !text.contains(['/', '\\']) && text != ".."
}

/// What tells endpoints apart: method, path without the names of its parameters, keys of the query.
fn identity(endpoint: &Endpoint) -> String {
    let mut text = format!("{} ", endpoint.method.value);
    for piece in &endpoint.template.path {
        match piece {
            Piece::Text(piece) => text.push_str(&piece.to_lowercase()),
            Piece::Parameter(_) => text.push_str("{}"),
        }
    }
    let mut keys: Vec<String> =
        endpoint.template.query.iter().map(|piece| piece.key.to_lowercase()).collect();
    keys.sort();
    for key in keys {
        text.push('&');
        text.push_str(&key);
    }
    text
}
