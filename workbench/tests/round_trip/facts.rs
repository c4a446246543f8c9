//! What a spec says, fact by fact, so that two specs can be compared.

use std::collections::BTreeMap;
use std::fmt::Debug;

use datacontract_codegen::spec::{
    Endpoint, Member, Nullability, Payload, SampleFiles, Spanned, Spec, TypeDef, TypeExpr, TypeExprKind,
    TypeKind, names,
};

/// The facts of a spec: by subject and kind.
pub(crate) type Facts = BTreeMap<(String, &'static str), String>;

/// Returns the facts of a spec, whose types are known by their names on pages.
pub(crate) fn facts(spec: &Spec) -> Facts {
    let mut facts = Collector { spec, facts: Facts::new() };
    facts.api();
    for (place, endpoint) in spec.endpoints.iter().enumerate() {
        facts.endpoint(place, endpoint);
    }
    for (place, ty) in spec.types.iter().enumerate() {
        facts.ty(place, ty);
    }
    facts.facts
}

struct Collector<'s> {
    spec: &'s Spec,
    facts: Facts,
}

impl Collector<'_> {
    fn add(&mut self, subject: &str, kind: &'static str, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.facts.insert((subject.to_owned(), kind), value);
        }
    }

    fn add_debug(&mut self, subject: &str, kind: &'static str, value: &(impl Debug + Default + PartialEq)) {
        if *value != Default::default() {
            self.add(subject, kind, format!("{value:?}"));
        }
    }

    fn api(&mut self) {
        let spec = self.spec;
        self.add("API", "api.name", spec.name.value.clone());
        self.add("API", "api.doc", text(spec.doc.as_ref()));
        self.add("API", "api.baseUrl", text(spec.base_url.as_ref()));
        self.add("API", "api.authentication", authentication(spec));
        for formatter in &spec.formatters {
            let types: Vec<&str> = formatter.media_types.iter().map(|it| it.as_str()).collect();
            self.add(formatter.format.key(), "api.formatters", types.join(", "));
        }
        self.add_debug("API", "api.json", &spec.json);
        let settings = format!("{:?}", spec.json_settings());
        self.add("API", "api.json settings", settings);
        self.add("API", "api.xml settings", format!("{:?}", spec.xml));
    }

    fn endpoint(&mut self, place: usize, endpoint: &Endpoint) {
        let heading = endpoint.heading.as_str();
        self.add(heading, "endpoint.place", place.to_string());
        self.add(heading, "endpoint.doc", text(endpoint.doc.as_ref()));
        self.add(heading, "endpoint.method name", endpoint.rust_name());
        if let Some(deprecated) = &endpoint.deprecated {
            self.add(heading, "endpoint.deprecated", format!("{deprecated:?}"));
        }
        for status in &endpoint.status {
            let subject = format!("{heading} {}", status.code.value);
            self.add(&subject, "endpoint.status", status.doc.value.clone());
        }
        if let Some(serializer) = &endpoint.serializer {
            self.add(heading, "endpoint.serializer", format!("{:?}", serializer.value));
        }
        for (index, parameter) in endpoint.parameters.iter().enumerate() {
            let subject = format!("{heading} {}", parameter.name.value);
            self.add(&subject, "parameter.place", index.to_string());
            let ty = self.type_text(&parameter.ty);
            self.add(&subject, "parameter.type", ty);
            self.add(&subject, "parameter.doc", text(parameter.doc.as_ref()));
            self.add(&subject, "parameter.required", parameter.required.value.to_string());
            if let Some(default) = &parameter.default {
                self.add(&subject, "parameter.default", format!("{:?}", default.value));
            }
            self.add_debug(&subject, "parameter.secret", &parameter.secret);
            self.add_debug(&subject, "parameter.catchAll", &parameter.catch_all.value);
            self.add_debug(&subject, "parameter.commaSeparated", &parameter.comma_separated.value);
        }
        self.payload(heading, "body", endpoint.body.as_ref(), &endpoint.samples.request);
        self.payload(heading, "response", endpoint.response.as_ref(), &endpoint.samples.response);
    }

    fn payload(&mut self, heading: &str, what: &str, payload: Option<&Payload>, files: &SampleFiles) {
        let subject = format!("{heading} {what}");
        let Some(payload) = payload else { return };
        let ty = self.type_text(&payload.ty);
        self.add(&subject, "payload.type", ty);
        self.add(&subject, "payload.doc", text(payload.doc.as_ref()));
        self.add(&subject, "payload.name", text(payload.name.as_ref()));
        for (kind, file) in [("sample.json", &files.json), ("sample.xml", &files.xml)] {
            let Some(file) = file else { continue };
            let text = std::fs::read_to_string(self.spec.sample_path(file)).expect("a sample");
            self.add(&subject, kind, text.trim_end());
        }
    }

    fn ty(&mut self, place: usize, ty: &TypeDef) {
        let name = &page_name(ty);
        self.add(name, "type.place", place.to_string());
        self.add(name, "type.class", ty.name.to_string());
        self.add(name, "type.doc", text(ty.doc.as_ref()));
        self.add_debug(name, "type.contract", &ty.contract);
        self.add(name, "type.contract name", text(ty.contract_name.as_ref()));
        self.add(name, "type.namespace", text(ty.namespace.as_ref()));
        self.add_debug(name, "type.json", &ty.json);
        match &ty.kind {
            TypeKind::Class(class) => {
                let base = class.base.as_ref().map(|base| self.type_text(base));
                self.add(name, "class.base", base.unwrap_or_default());
                self.add_debug(name, "class.isReference", &class.is_reference.value);
                self.add_debug(name, "class.abstract", &class.is_abstract);
                self.add_debug(name, "class.struct", &class.is_struct);
                let known: Vec<String> =
                    class.known_types.iter().map(|known| self.type_text(known)).collect();
                self.add(name, "class.knownTypes", known.join(", "));
                if let Some(outcome) = &class.outcome {
                    self.add(name, "class.outcome", outcome.code.value.clone());
                }
                for (index, member) in class.members.iter().enumerate() {
                    self.member(name, index, member);
                }
            }
            TypeKind::Enum(of) => {
                self.add_debug(name, "enum.flags", &of.flags);
                self.add_debug(name, "enum.underlying", &Some(of.underlying.value));
                for (index, member) in of.members.iter().enumerate() {
                    let subject = format!("{name}.{}", member.name.value);
                    self.add(&subject, "enum member.place", index.to_string());
                    self.add(&subject, "enum member.value", member.value.value.to_string());
                    self.add(&subject, "enum member.doc", text(member.doc.as_ref()));
                    self.add(&subject, "enum member.name", text(member.contract_name.as_ref()));
                }
            }
            TypeKind::Collection(of) => {
                let item = self.type_text(&of.item);
                self.add(name, "type.collection", item);
            }
            TypeKind::Dictionary(of) => {
                let both = format!("{}, {}", self.type_text(&of.key), self.type_text(&of.value));
                self.add(name, "type.dictionary", both);
            }
        }
    }

    fn member(&mut self, class: &str, index: usize, member: &Member) {
        let subject = format!("{class}.{}", member.name.value);
        self.add(&subject, "member.place", index.to_string());
        let ty = self.type_text(&member.ty);
        self.add(&subject, "member.type", ty);
        let null = match self.spec.nullability(member) {
            Nullability::Never => "never",
            Nullability::Nullable => "yes",
            Nullability::Unknown => "unknown",
        };
        self.add(&subject, "member.null", null);
        self.add(&subject, "member.doc", text(member.doc.as_ref()));
        self.add(&subject, "member.name", text(member.contract_name.as_ref()));
        self.add(&subject, "member.json name", text(member.json_name.as_ref()));
        self.add_debug(&subject, "member.order", &member.order.map(|order| order.value));
        self.add_debug(&subject, "member.json order", &member.json_order.map(|order| order.value));
        self.add_debug(&subject, "member.required", &member.required.value);
        if !member.emit_default.value {
            self.add(&subject, "member.emitDefault", "false");
        }
        self.add_debug(&subject, "member.secret", &member.secret);
        self.add_debug(&subject, "member.only", &member.only);
        self.add_debug(&subject, "member.field", &member.field);
        if let Some(deprecated) = &member.deprecated {
            self.add(&subject, "member.deprecated", format!("{deprecated:?}"));
        }
        if let Some(default) = &member.default {
            self.add(&subject, "member.default", format!("{:?}", default.value));
        }
        self.add_debug(&subject, "member.json", &member.json);
        if member.xml.span.is_some() {
            self.add(&subject, "member.xml", "said");
        }
        let annotations = &member.annotations;
        let mut all = Vec::new();
        all.extend(annotations.required.then(|| "required".to_owned()));
        all.extend(annotations.min_length.map(|it| format!("min {}", it.value)));
        all.extend(annotations.max_length.map(|it| format!("max {}", it.value)));
        all.extend(annotations.length.map(|(a, b)| format!("{}..{}", a.value, b.value)));
        all.extend(annotations.range.as_ref().map(|(a, b)| format!("{:?}..{:?}", a.value, b.value)));
        all.extend(annotations.pattern.as_ref().map(|it| format!("pattern {}", it.value)));
        all.extend(annotations.data_type.as_ref().map(|it| format!("data {}", it.value)));
        self.add(&subject, "member.annotations", all.join(", "));
    }

    /// A type with the names on pages for those of the spec.
    fn type_text(&self, ty: &TypeExpr) -> String {
        match &ty.kind {
            TypeExprKind::Nullable(inner) => format!("{}?", self.type_text(inner)),
            TypeExprKind::List(item) | TypeExprKind::Array(item) => format!("List<{}>", self.type_text(item)),
            TypeExprKind::Dictionary(key, value) => {
                format!("Dictionary<{}, {}>", self.type_text(key), self.type_text(value))
            }
            TypeExprKind::Pair(key, value) => {
                format!("KeyValuePair<{}, {}>", self.type_text(key), self.type_text(value))
            }
            TypeExprKind::Named(name) => match self.spec.resolve(name) {
                Ok(place) => page_name(&self.spec.types[place]),
                Err(_) => format!("unknown {name}"),
            },
            _ => ty.to_string(),
        }
    }
}

fn page_name(ty: &TypeDef) -> String {
    ty.page.as_ref().map_or_else(|| names::page_name(&ty.name), |page| page.value.clone())
}

fn authentication(spec: &Spec) -> String {
    use datacontract_codegen::spec::Authentication;
    match &spec.authentication {
        Authentication::None => String::new(),
        Authentication::Basic => "basic".to_owned(),
        Authentication::Header(name) => format!("header {}", name.value),
        Authentication::Query(name) => format!("query {}", name.value),
        Authentication::Cookie(name) => format!("cookie {}", name.value),
        Authentication::Token(token) => format!("token {token:?}"),
        Authentication::Body(paths) => {
            let paths: Vec<&str> = paths.iter().map(|path| path.as_str()).collect();
            format!("body {}", paths.join(", "))
        }
    }
}

fn text(text: Option<&Spanned<String>>) -> String {
    text.map(|text| text.value.clone()).unwrap_or_default()
}
