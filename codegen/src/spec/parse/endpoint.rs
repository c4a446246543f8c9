//! Endpoints.

use jsonc_parser::ast::Value;

use super::{
    files::is_file,
    keys,
    reader::{Entry, Reader, extent},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    spec::{
        model::{
            Annotations, Endpoint, Parameter, ParameterPlace, Payload, SampleFiles, Samples, Status, Untyped,
        },
        span::{Span, Spanned},
        template::{Template, TemplateError},
        type_expr::{Clr, TypeExpr, TypeExprKind},
    },
};

impl Reader<'_> {
    pub(super) fn endpoints(&mut self, value: &Value<'_>) -> Vec<Endpoint> {
        let entries = self.entries(value, "`endpoints`", Code::DuplicateEndpoint);
        entries.into_iter().filter_map(|entry| self.endpoint(entry)).collect()
    }

    fn endpoint(&mut self, (heading, value): Entry<'_, '_>) -> Option<Endpoint> {
        let parsed = self.heading(&heading);
        let extent = extent(heading.span, value);
        let fields = self.fields(value, "an endpoint", keys::ENDPOINT)?;
        // With a broken heading nobody knows where parameters stand; everything else can be read all the
        // same.
        let known = parsed.is_some();
        let (method, template) = parsed.unwrap_or_default();
        let mut parameters = match fields.get("parameters") {
            Some(value) => self.parameters(value, known.then_some(&template)),
            None => Vec::new(),
        };
        let body = fields.get("body");
        let upload =
            body.filter(|value| is_file(value)).and_then(|value| self.upload(value, &mut parameters));
        let body = body.filter(|value| !is_file(value));
        let response = fields.get("response");
        let download = response.filter(|value| is_file(value)).and_then(|value| self.download(value));
        let response = response.filter(|value| !is_file(value));
        let endpoint = Endpoint {
            heading,
            extent,
            method,
            template,
            doc: self.string(fields.get("doc"), "`doc`"),
            source: fields.get("source").and_then(|value| self.source(value)).unwrap_or_default(),
            deprecated: self.deprecated(fields.get("deprecated")),
            parameters,
            body: body.and_then(|value| self.payload(value, "`body`", keys::BODY)),
            upload,
            response: response.and_then(|value| self.payload(value, "`response`", keys::PAYLOAD)),
            download,
            untyped: self.untyped(fields.get("untyped")),
            paging: fields.get("paging").and_then(|value| self.paging(value)),
            status: fields.get("status").map(|value| self.status(value)).unwrap_or_default(),
            authentication: self.endpoint_authentication(fields.get("authentication")),
            serializer: self.endpoint_serializer(fields.get("xml")),
            samples: fields.get("samples").map(|value| self.samples(value)).unwrap_or_default(),
            rust_name: self.filled_string(fields.get("name"), "`name`"),
        };
        known.then_some(endpoint)
    }

    /// Method and template of `POST api/lead?id={id}`.
    fn heading(&mut self, heading: &Spanned<String>) -> Option<(Spanned<String>, Template)> {
        let at = self.start_of(heading)?;
        let text = heading.value.as_str();
        let bad = |span: Span, message: &str, help: &str| TemplateError {
            span,
            message: message.to_owned(),
            help: Some(help.to_owned()),
        };
        let example =
            "write method, path and query as in the page's heading, such as `POST api/lead/{id}?from={from}`";
        let parsed = match text.split_once(' ') {
            None => Err(bad(heading.span, "the heading has no method or no path", example)),
            Some((method, _)) if method.is_empty() || !method.bytes().all(|b| b.is_ascii_uppercase()) => {
                let span = Span::new(at, at + method.len());
                Err(bad(span, "an HTTP method in capitals is expected here", example))
            }
            Some((_, path)) if path.trim() != path || path.is_empty() => {
                Err(bad(heading.span, "there is white space in the path", example))
            }
            Some((method, path)) if path.starts_with('/') || path.contains("://") => {
                let start = at + method.len() + 1;
                let span = Span::new(start, start + path.len());
                Err(bad(
                    span,
                    "a path is written without `/` at its start and without the host",
                    "take these away; the host goes into `baseUrl`",
                ))
            }
            Some((method, path)) => Template::parse(path, at + method.len() + 1).map(|template| {
                (Spanned::new(method.to_owned(), Span::new(at, at + method.len())), template)
            }),
        };
        match parsed {
            Ok(parsed) => Some(parsed),
            Err(error) => {
                let mut diagnostic =
                    Diagnostic::error(Code::BadHeading, self.file, error.span, error.message);
                diagnostic.help = error.help;
                self.report(diagnostic);
                None
            }
        }
    }

    fn parameters(&mut self, value: &Value<'_>, template: Option<&Template>) -> Vec<Parameter> {
        let entries = self.entries(value, "`parameters`", Code::DuplicateKey);
        let in_path = template.map(Template::names_in_path).unwrap_or_default();
        let read = |entry: Entry<'_, '_>| {
            let is_in_path = in_path.contains(entry.0.as_str());
            self.parameter(entry, if is_in_path { ParameterPlace::Path } else { ParameterPlace::Query })
        };
        entries.into_iter().filter_map(read).collect()
    }

    pub(super) fn parameter(
        &mut self,
        (name, value): Entry<'_, '_>,
        place: ParameterPlace,
    ) -> Option<Parameter> {
        // A part of the body is there unless its type has a `?`.
        let in_path = place != ParameterPlace::Query;
        let what = "a parameter";
        if let Value::StringLit(_) = value {
            let ty = self.type_or_object(Some(value), name.span);
            let required = Spanned::new(in_path, name.span);
            let catch_all = Spanned::new(false, name.span);
            let comma_separated = Spanned::new(false, name.span);
            return Some(Parameter {
                name,
                place,
                ty,
                doc: None,
                required,
                default: None,
                secret: false,
                catch_all,
                comma_separated,
                annotations: Annotations::default(),
            });
        }
        let fields = self.fields_or(value, what, "a type or ", keys::PARAMETER)?;
        let ty = self.required(&fields, "type", what, "write its type as the page has it");
        Some(Parameter {
            place,
            ty: self.type_or_object(ty, name.span),
            doc: self.string(fields.get("doc"), "`doc`"),
            required: self.flag(fields.get("required"), "`required`", in_path, name.span),
            default: self.literal(fields.get("default"), "`default`"),
            secret: self.flag(fields.get("secret"), "`secret`", false, name.span).value,
            catch_all: self.flag(fields.get("catchAll"), "`catchAll`", false, name.span),
            comma_separated: self.flag(fields.get("commaSeparated"), "`commaSeparated`", false, name.span),
            annotations: fields.get("annotations").map(|value| self.annotations(value)).unwrap_or_default(),
            name,
        })
    }

    /// Returns a type; `object` in place of a broken one, which is reported: its owner must not go missing,
    /// or there would be messages about that too.
    pub(super) fn type_or_object(&mut self, value: Option<&Value<'_>>, place: Span) -> TypeExpr {
        self.type_expr(value, "a type")
            .unwrap_or(TypeExpr { kind: TypeExprKind::Clr(Clr::Object), span: place })
    }

    fn payload(&mut self, value: &Value<'_>, what: &str, keys: &'static [&'static str]) -> Option<Payload> {
        if let Value::StringLit(_) = value {
            return Some(Payload { ty: self.type_expr(Some(value), what)?, doc: None, name: None });
        }
        let fields = self.fields_or(value, what, "a type or ", keys)?;
        let ty = self.required(&fields, "type", what, "write its type as the page has it");
        let doc = self.string(fields.get("doc"), "`doc`");
        let name = keys.contains(&"name").then(|| self.filled_string(fields.get("name"), "`name`")).flatten();
        Some(Payload { ty: self.type_expr(ty, "`type`")?, doc, name })
    }

    fn untyped(&mut self, value: Option<&Value<'_>>) -> Vec<Untyped> {
        let mut found = Vec::new();
        for text in self.strings(value, "`untyped`") {
            if let Some(untyped) = Untyped::ALL.into_iter().find(|untyped| untyped.word() == text.value) {
                found.push(untyped);
                continue;
            }
            let message = format!("`{}` is neither `request` nor `response`", text.value);
            let diagnostic = Diagnostic::error(Code::BadValue, self.file, text.span, message);
            self.report(diagnostic.help("name the one whose type is not known"));
        }
        found
    }

    fn status(&mut self, value: &Value<'_>) -> Vec<Status> {
        let entries = self.entries(value, "`status`", Code::DuplicateKey);
        let mut found = Vec::new();
        for (code, value) in entries {
            let number = code.value.parse().ok().filter(|number| (100..=599).contains(number));
            let Some(number) = number.filter(|_| code.value.len() == 3) else {
                let message = format!("`{}` is no HTTP status code", code.value);
                let diagnostic = Diagnostic::error(Code::BadValue, self.file, code.span, message);
                self.report(
                    diagnostic.help("write a number from 100 to 599; what a body says goes into `outcome`"),
                );
                continue;
            };
            if let Some(doc) = self.string(Some(value), "the meaning of a status code") {
                found.push(Status { code: Spanned::new(number, code.span), doc });
            }
        }
        found
    }

    fn samples(&mut self, value: &Value<'_>) -> Samples {
        let Some(fields) = self.fields(value, "`samples`", keys::SAMPLES) else { return Samples::default() };
        Samples {
            request: self.sample_files(fields.get("request"), "`request`"),
            response: self.sample_files(fields.get("response"), "`response`"),
        }
    }

    fn sample_files(&mut self, value: Option<&Value<'_>>, what: &str) -> SampleFiles {
        let Some(fields) = value.and_then(|value| self.fields(value, what, keys::SAMPLE_FILES)) else {
            return SampleFiles::default();
        };
        SampleFiles {
            json: self.filled_string(fields.get("json"), "`json`"),
            xml: self.filled_string(fields.get("xml"), "`xml`"),
        }
    }
}
