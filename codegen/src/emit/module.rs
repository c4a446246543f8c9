//! The module of an API.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};

use super::{
    collection::Collection,
    docs::{self, Docs},
    enum_::Enum,
    flags::Flags,
    format::Items,
    library::LibraryStruct,
    markdown,
    model::{Model, RustType},
    polymorphic::Polymorphic,
    settings,
    struct_::Struct,
};
use crate::spec::{Authentication, Deprecated, Endpoint, Source, Spec, TypeExpr, TypeKind};

/// All types of an API.
pub(crate) struct Module<'a> {
    model: &'a Model<'a>,
}

impl<'a> Module<'a> {
    pub(crate) fn new(model: &'a Model<'a>) -> Self {
        Self { model }
    }

    /// Returns what there is to know of the API.
    pub(crate) fn docs(&self) -> Docs {
        let spec = self.model.spec;
        let docs = Docs::default().paragraph(&format!("{}.", markdown::paragraph(&spec.name)));
        let docs = spec
            .doc
            .iter()
            .flat_map(|doc| markdown::paragraphs(doc))
            .fold(docs, |docs, p| docs.paragraph(&p));
        let docs = docs.block(facts(spec));
        let docs = spec
            .source
            .note
            .iter()
            .flat_map(|note| markdown::paragraphs(note))
            .fold(docs, |docs, p| docs.paragraph(&p));
        let docs = self.value_types(docs);
        let docs = if spec.endpoints.is_empty() { docs } else { docs.paragraph("# Endpoints") };
        spec.endpoints.iter().fold(docs, |docs, endpoint| self.endpoint(docs, endpoint))
    }

    /// Adds which types of other crates stand for those of .NET, and what these do not keep.
    fn value_types(&self, docs: Docs) -> Docs {
        let lines: Vec<String> = self
            .model
            .spec
            .rust_types
            .iter()
            .map(|ty| {
                let (clr, name) = (ty.clr().name(), ty.name());
                match ty.loses() {
                    Some(loses) => format!("- `{clr}` is `{name}`, {loses}."),
                    None => format!("- `{clr}` is `{name}`."),
                }
            })
            .collect();
        if lines.is_empty() { docs } else { docs.paragraph("# Types of other crates").block(lines) }
    }

    /// The types themselves.
    pub(crate) fn emit(&self, items: &mut Items) {
        let model = self.model;
        if let Some(constant) = version_constant(model.spec) {
            items.push(constant);
        }
        if model.options.json
            && let Some(settings) = settings::json_constant(model.spec)
        {
            items.push(settings);
        }
        if !model.options.models {
            return;
        }
        for (index, ty) in model.types() {
            items.push(match &ty.kind {
                TypeKind::Class(class) => Struct::new(model, index, ty, class).into_token_stream(),
                TypeKind::Enum(of) if of.flags => Flags::new(model, index, ty, of).into_token_stream(),
                TypeKind::Enum(of) => Enum::new(model, index, ty, of).into_token_stream(),
                TypeKind::Collection(_) | TypeKind::Dictionary(_) => {
                    Collection::new(model, index, ty).into_token_stream()
                }
            });
            if let Some(family) = model.family(index) {
                items.push(Polymorphic::new(model, index, family).into_token_stream());
            }
        }
        // Where the class itself is the user's, its family is still ours.
        for (index, family) in model.families().filter(|(index, _)| model.external(*index).is_some()) {
            items.push(Polymorphic::new(model, index, family).into_token_stream());
        }
        for (place, library) in model.libraries().iter().enumerate() {
            items.push(LibraryStruct::new(model, place, library).into_token_stream());
        }
    }

    fn endpoint(&self, docs: Docs, endpoint: &Endpoint) -> Docs {
        let mut docs = docs.paragraph(&format!("## {}", docs::name(&endpoint.heading)));
        for paragraph in endpoint.doc.iter().flat_map(|doc| markdown::paragraphs(doc)) {
            docs = docs.paragraph(&paragraph);
        }
        match &endpoint.deprecated {
            Some(Deprecated::Because(why)) => {
                docs = docs.paragraph(&format!("Deprecated: {}", markdown::paragraph(why)));
            }
            Some(Deprecated::Yes) => docs = docs.paragraph("Deprecated."),
            None => {}
        }
        let payload = |what: &str, payload: &Option<crate::spec::Payload>| {
            payload.as_ref().map(|payload| format!("- {what}: {}", self.shown(&payload.ty)))
        };
        let status = endpoint
            .status
            .iter()
            .map(|status| format!("- Status {}: {}", status.code.value, markdown::paragraph(&status.doc)));
        let page = provenance(&endpoint.source).map(|page| format!("- Source: {page}"));
        let facts = [payload("Body", &endpoint.body), payload("Response", &endpoint.response), page];
        docs.block(facts.into_iter().flatten().chain(status))
    }

    /// Returns a type in Markdown: a link if it is one of the module's.
    fn shown(&self, ty: &TypeExpr) -> String {
        let lowered = self.model.lower(ty.without_nullable());
        let spelled = |ty: &RustType| ty.tokens(self.model).to_string().replace(' ', "").replace(',', ", ");
        let path = spelled(&lowered).replace("::datacontract::types::", "");
        let name = docs::name(path.trim_start_matches("::datacontract::clr::"));
        let inner = match &lowered {
            RustType::Vec(inner) | RustType::Shared(inner) => inner,
            other => other,
        };
        match inner {
            RustType::Own(index) if self.model.external(*index).is_some() => name,
            RustType::Own(_) | RustType::Family(_) | RustType::Library(_) => {
                let target = spelled(inner);
                if docs::name(&target) == name { format!("[{name}]") } else { format!("[{name}]({target})") }
            }
            _ => name,
        }
    }
}

/// Addresses and credentials.
/// Returns the constant with the version of the API.
fn version_constant(spec: &Spec) -> Option<TokenStream> {
    let version = &spec.api_version.as_ref()?.value;
    let docs = Docs::default().paragraph("The version of the API that this module was generated from.");
    Some(quote! {
        #docs
        pub const API_VERSION: &str = #version;
    })
}

fn facts(spec: &Spec) -> Vec<String> {
    let address = |url: &str| markdown::paragraph(url);
    let mut facts = Vec::new();
    if let Some(version) = &spec.api_version {
        facts.push(format!("- Version: {}", version.value));
    }
    if let Some(base_url) = &spec.base_url {
        facts.push(format!("- Base address: {}", address(base_url)));
    }
    match &spec.authentication {
        Authentication::None => {}
        Authentication::Basic => facts.push("- Authentication: HTTP Basic".to_owned()),
        Authentication::Header(name) => {
            facts.push(format!("- Authentication: the header {}", docs::name(name)));
        }
        Authentication::Query(name) => {
            facts.push(format!("- Authentication: a key in the query, {}", docs::name(name)));
        }
        Authentication::Cookie(name) => {
            facts.push(format!("- Authentication: the cookie {}", docs::name(name)));
        }
        Authentication::Token(token) => {
            facts.push(format!("- Authentication: a bearer token, from {}", docs::name(&token.path)));
        }
        Authentication::Body(paths) => {
            let paths: Vec<String> = paths.iter().map(|path| docs::name(path)).collect();
            facts.push(format!("- Authentication: {} in the body", paths.join(", ")));
        }
    }
    facts.extend(provenance(&spec.source).map(|page| format!("- Source: {page}")));
    facts
}

/// Returns the page that something was read from, and when.
pub(super) fn provenance(source: &Source) -> Option<String> {
    let page = source.page.as_ref()?;
    let read = source.retrieved.as_ref().map(|day| format!(", as of {}", markdown::paragraph(day)));
    Some(format!("{}{}", markdown::paragraph(page), read.unwrap_or_default()))
}

impl Model<'_> {
    /// Returns what is said of the type at a place: its doc, and where it stands in requests and responses.
    pub(super) fn docs_of_type(&self, index: usize, kind: &str) -> Docs {
        let ty = &self.spec.types[index];
        let docs = Docs::of(ty.doc.as_ref(), || format!("The {kind} {}.", docs::name(&ty.name.to_string())));
        match provenance(&ty.source) {
            Some(page) => docs.paragraph(&format!("Source: {page}")),
            None => docs,
        }
    }
}
