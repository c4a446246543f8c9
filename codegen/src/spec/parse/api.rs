//! The API itself.

use jsonc_parser::ast::Value;

use super::{
    keys,
    reader::{Reader, span_of},
    rust::RustSection,
};
use crate::{
    address,
    diagnostic::{Code, Diagnostic},
    spec::{
        VERSION,
        model::{Format, Formatter, JsonStyle, Source, Spec},
        names::Names,
        span::{Span, Spanned},
    },
};

impl Reader<'_> {
    pub(super) fn spec(&mut self, value: &Value<'_>) -> Option<Spec> {
        let what = "a spec";
        // Another version may have other keys: nothing else can be said about such a file.
        if let Value::Object(object) = value
            && let Some(version) = object.get_number("version")
            && version.value.parse() != Ok(VERSION)
        {
            let message = format!("version {} of the format is not known", version.value);
            let diagnostic =
                Diagnostic::error(Code::UnsupportedVersion, self.file, span_of(version), message);
            self.report(diagnostic.help(format!("this tool reads version {VERSION}")));
            return None;
        }
        let fields = self.fields(value, what, keys::API)?;
        let version = self.required(&fields, "version", what, "begin with `\"version\": 1`");
        let version = self.integer(version, "`version`");
        let name = self.required(&fields, "name", what, "write what people call the API");
        let name = self.filled_string(name, "`name`");
        let module =
            self.required(&fields, "module", what, "write the name of the Rust module for its types");
        let module = self.filled_string(module, "`module`");
        let endpoints = fields.get("endpoints").map(|value| self.endpoints(value)).unwrap_or_default();
        let types = fields.get("types").map(|value| self.types(value)).unwrap_or_default();
        let names = Names::new(&types);
        let RustSection { rules: rust, types: rust_types } =
            fields.get("rust").map(|value| self.rust(value, &types, &names)).unwrap_or_default();
        let (json, json_formatter) = self.json_formatter(fields.get("json"));
        let nowhere = || Spanned::new(String::new(), Span::new(fields.span.start, fields.span.start));
        // Only so that whoever wants an editor's help can say so; it means nothing here.
        self.string(fields.get("$schema"), "`$schema`");
        Some(Spec {
            file: self.file.clone(),
            version: version.unwrap_or(Spanned::new(VERSION, fields.span)),
            name: name.unwrap_or_else(nowhere),
            module: module.unwrap_or_else(nowhere),
            doc: self.string(fields.get("doc"), "`doc`"),
            api_version: self.api_version(fields.get("apiVersion")),
            source: fields.get("source").and_then(|value| self.source(value)).unwrap_or_default(),
            base_url: self.base_url(fields.get("baseUrl")),
            authentication: fields
                .get("authentication")
                .and_then(|value| self.authentication(value))
                .unwrap_or_default(),
            formatters: fields
                .get("formatters")
                .map_or_else(usual_formatters, |value| self.formatters(value)),
            json: JsonStyle::default().with(json),
            json_formatter,
            xml: self.xml_formatter(fields.get("xml")),
            endpoints,
            types,
            rust,
            rust_types,
            names,
        })
    }

    /// Reads the version of the API. It becomes the version of a crate, so it has to be one.
    fn api_version(&mut self, value: Option<&Value<'_>>) -> Option<Spanned<String>> {
        let version = self.filled_string(value, "`apiVersion`")?;
        let numbers: Vec<Option<u64>> = version.split('.').map(number).collect();
        if matches!(numbers[..], [Some(_), Some(_), Some(_)]) {
            return Some(version);
        }
        let message = format!("`{}` is no version", version.value);
        let diagnostic = Diagnostic::error(Code::BadValue, self.file, version.span, message);
        self.report(diagnostic.help("write three numbers, as `1.4.0`"));
        None
    }

    pub(super) fn source(&mut self, value: &Value<'_>) -> Option<Source> {
        let fields = self.fields(value, "`source`", keys::SOURCE)?;
        let retrieved = self.filled_string(fields.get("retrieved"), "`retrieved`");
        if let Some(date) = &retrieved
            && !is_date(date)
        {
            let diagnostic = Diagnostic::error(
                Code::BadValue,
                self.file,
                date.span,
                format!("`{}` is no date", date.value),
            );
            self.report(diagnostic.help("write year, month and day, as `2024-10-15`"));
        }
        Some(Source {
            page: self.page(fields.get("page")),
            retrieved,
            note: self.filled_string(fields.get("note"), "`note`"),
        })
    }

    /// Returns an address without a login: whoever calls the service has one of his own.
    fn base_url(&mut self, value: Option<&Value<'_>>) -> Option<Spanned<String>> {
        let url = self.filled_string(value, "`baseUrl`")?;
        if !address::has_login(&url) {
            return Some(url);
        }
        let message = "`baseUrl` has a login, which would be in the generated code";
        let diagnostic = Diagnostic::error(Code::BadValue, self.file, url.span, message);
        self.report(diagnostic.help(
            "take it out, say `\"authentication\": \"basic\"`, and give user and password to the transport of the client: \
             `.basic(user, password)`",
        ));
        None
    }

    /// Returns the address of a page. Whoever reads the generated documentation need not be one who may see
    /// the page.
    fn page(&mut self, value: Option<&Value<'_>>) -> Option<Spanned<String>> {
        let page = self.filled_string(value, "`page`")?;
        if address::has_secrets(&page) {
            let message =
                "the address of the page has a login or a key, which the generated documentation leaves out";
            let diagnostic = Diagnostic::warning(Code::BadValue, self.file, page.span, message);
            self.report(diagnostic.help("take it out: a spec is read by all who may see the code"));
        }
        Some(page.map(|page| address::without_secrets(&page).into_owned()))
    }

    fn formatters(&mut self, value: &Value<'_>) -> Vec<Formatter> {
        let what = "`formatters`";
        // Unknown keys are reported here; the order is the file's.
        if self.fields(value, what, keys::FORMATTERS).is_none() {
            return Vec::new();
        }
        let Value::Object(object) = value else { return Vec::new() };
        let mut formatters: Vec<Formatter> = Vec::new();
        for property in &object.properties {
            let found = Format::ALL.into_iter().find(|format| format.key() == property.name.as_str());
            let Some(format) = found.filter(|format| formatters.iter().all(|known| known.format != *format))
            else {
                continue;
            };
            let media_types = self.strings(Some(&property.value), &format!("`{}`", format.key()));
            for media_type in &media_types {
                if !is_media_type(media_type) {
                    let message = format!("`{}` is no media type", media_type.value);
                    let diagnostic = Diagnostic::error(Code::BadValue, self.file, media_type.span, message);
                    self.report(diagnostic.help("a media type is written as `application/json`"));
                }
            }
            formatters.push(Formatter { format, media_types });
        }
        if formatters.is_empty() {
            let diagnostic =
                Diagnostic::error(Code::BadValue, self.file, span_of(value), format!("{what} is empty"));
            self.report(
                diagnostic.help("list the formats of the page, or leave the key out for the usual three"),
            );
        }
        formatters
    }
}

/// Returns what Web API has unless the service says otherwise.
fn usual_formatters() -> Vec<Formatter> {
    Format::ALL
        .into_iter()
        .map(|format| {
            let media_types = format.usual_media_types().iter();
            let media_types =
                media_types.map(|text| Spanned::new((*text).to_owned(), Span::default())).collect();
            Formatter { format, media_types }
        })
        .collect()
}

pub(super) fn is_media_type(text: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+*".contains(&b))
    };
    text.split_once('/').is_some_and(|(kind, name)| is_word(kind) && is_word(name))
}

/// Returns whether a text looks like `2024-10-15`.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return false };
    let number = |text: &str, digits: usize| {
        let plain = text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| text.parse::<u16>().ok()).flatten()
    };
    number(year, 4).is_some()
        && number(month, 2).is_some_and(|month| (1..=12).contains(&month))
        && number(day, 2).is_some_and(|day| (1..=31).contains(&day))
}

/// Returns a number of a version, which has no zeros before it.
fn number(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}
