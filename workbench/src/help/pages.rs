//! The pages: what is on them, and the templates that show it.

use askama::Template;
use datacontract_codegen::spec::{Authentication, Bundle, Deprecated, TypeKind};

use super::links::{Links, Target};
use super::payload::{PayloadView, Table};
use super::proof::Proof;
use super::remarks::{self, Remark};
use super::rows::{self, EnumRow, Row};
use super::tree::{self, Node, Tree};
use super::words::{TypePart, has_page, model_name};
use super::{Help, assets, code, hidden};
use crate::sample::Side;
use crate::site::friendly_id;

/// The most endpoints that stand beside every page. Of a larger API those of the page's own group do.
const MOST_BESIDE: usize = 150;

/// What all pages have.
#[derive(Clone, Debug)]
struct Frame {
    api: String,
    home: String,
    /// What stands before the addresses of the search.
    root: String,
    style: String,
    theme: String,
    icon: String,
    script: String,
    search: String,
    /// The spec that the pages are made from; none if there is nothing to be had.
    spec: Option<String>,
    /// The endpoints beside the page.
    groups: Vec<Group>,
}

/// Which endpoints stand in their groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Listed {
    All,
    /// The endpoints of the group that the page belongs to.
    OfCurrent,
}

/// The endpoints of one controller.
#[derive(Clone, Debug)]
struct Group {
    name: String,
    address: String,
    is_current: bool,
    endpoints: Vec<EndpointLink>,
}

#[derive(Clone, Debug)]
struct EndpointLink {
    /// Its place in the spec.
    place: usize,
    method: String,
    path: String,
    address: String,
    doc: String,
    /// How far it is proven; empty where pages do not say.
    verdict: &'static str,
    is_current: bool,
}

#[derive(Template)]
#[template(path = "index.html")]
struct IndexPage {
    frame: Frame,
    doc: String,
    base_url: String,
    authentication: String,
    note: String,
    source: String,
    groups: Vec<Group>,
    endpoints: usize,
    types: Vec<TypeLink>,
}

/// A type in the list of all of them.
struct TypeLink {
    name: String,
    address: String,
}

/// What the form of an endpoint's page is made of, where a server is behind it.
#[derive(Clone, Debug)]
struct Form {
    model: String,
    style: String,
    script: String,
}

#[derive(Template)]
#[template(path = "endpoint.html")]
struct EndpointPage {
    frame: Frame,
    method: String,
    path: String,
    doc: String,
    deprecated: String,
    remarks: Vec<Remark>,
    proof: Option<Proof>,
    parameters: Vec<Row>,
    request: Option<PayloadView>,
    response: Option<PayloadView>,
    status: Vec<StatusRow>,
    code: Vec<CodeView>,
    form: Option<Form>,
}

/// What a status code means.
struct StatusRow {
    code: String,
    doc: String,
}

/// A call in a language.
struct CodeView {
    id: &'static str,
    title: &'static str,
    text: String,
}

#[derive(Template)]
#[template(path = "model.html")]
struct ModelPage {
    frame: Frame,
    name: String,
    clr: String,
    doc: String,
    remarks: Vec<Remark>,
    body: ModelBody,
    tree: Vec<Node>,
}

enum ModelBody {
    Members(Vec<Row>),
    Enum(Vec<EnumRow>),
}

impl Help {
    fn frame(&self, links: &Links, current: Option<usize>) -> Frame {
        let is_large = self.site.spec().endpoints.len() > MOST_BESIDE;
        let mut groups = self.groups(links, current, if is_large { Listed::OfCurrent } else { Listed::All });
        for group in &mut groups {
            group.endpoints.truncate(MOST_BESIDE);
            for endpoint in &mut group.endpoints {
                if let Some((path, _)) = endpoint.path.split_once('?') {
                    endpoint.path = format!("{path}?…");
                }
            }
        }
        Frame {
            api: self.site.spec().name.value.clone(),
            home: links.to(Target::Index),
            root: links.root(),
            style: links.to(Target::Asset(assets::STYLE)),
            icon: links.to(Target::Asset(assets::ICON)),
            theme: links.to(Target::Asset(assets::THEME)),
            script: links.to(Target::Asset(assets::SCRIPT)),
            search: links.to(Target::Asset(assets::SEARCH)),
            spec: self.bundle().map(|_| links.to(Target::Asset(Bundle::FILE_NAME))),
            groups,
        }
    }

    /// Returns the list of all endpoints.
    pub(super) fn index_page(&self, links: &Links) -> String {
        let spec = self.site.spec();
        let types = spec.types.iter().filter(|ty| has_page(ty));
        let mut types: Vec<TypeLink> = types
            .map(|ty| {
                let name = model_name(ty);
                TypeLink { address: links.to(Target::Model(&name)), name }
            })
            .collect();
        types.sort_by(|a, b| a.name.cmp(&b.name));
        let page = IndexPage {
            frame: self.frame(links, None),
            doc: rows::text_of(spec.doc.as_ref()),
            base_url: rows::text_of(spec.base_url.as_ref()),
            authentication: match &spec.authentication {
                Authentication::None => String::new(),
                Authentication::Basic => "HTTP Basic".to_owned(),
                Authentication::Header(name) => format!("header {}", name.value),
                Authentication::Query(name) => format!("key {} in the query", name.value),
                Authentication::Cookie(name) => format!("cookie {}", name.value),
                Authentication::Token(token) => format!("bearer token from {}", token.path.value),
                Authentication::Body(_) => "members of the body".to_owned(),
            },
            note: rows::text_of(spec.source.note.as_ref()),
            source: rows::text_of(spec.source.page.as_ref()),
            groups: self.groups_with_verdicts(links),
            endpoints: spec.endpoints.len(),
            types,
        };
        rendered(&page)
    }

    /// Returns all endpoints with how far they are proven. Of a large API only their own pages say it: the list
    /// does not wait for all samples to be read.
    fn groups_with_verdicts(&self, links: &Links) -> Vec<Group> {
        let mut groups = self.groups(links, None, Listed::All);
        if self.site.spec().endpoints.len() <= MOST_BESIDE {
            let proof = self.site.proof();
            for link in groups.iter_mut().flat_map(|group| &mut group.endpoints) {
                link.verdict = proof.endpoints.get(link.place).map_or("", |report| report.verdict().word());
            }
        }
        groups
    }

    fn groups(&self, links: &Links, current: Option<usize>, listed: Listed) -> Vec<Group> {
        let endpoints = &self.site.spec().endpoints;
        let own = current.and_then(|place| endpoints.get(place));
        let own = own.map(|endpoint| controller(&endpoint.template.path_text()));
        let mut groups: Vec<Group> = Vec::new();
        let mut by_name: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
        for (place, endpoint) in endpoints.iter().enumerate() {
            let name = controller(&endpoint.template.path_text());
            let at = *by_name.entry(name.clone()).or_insert_with(|| {
                let address = format!("{}#{}", links.to(Target::Index), anchor(&name));
                let is_current = own.as_ref() == Some(&name);
                groups.push(Group { name, address, is_current, endpoints: Vec::new() });
                groups.len() - 1
            });
            let group = groups.get_mut(at).filter(|group| listed == Listed::All || group.is_current);
            if let Some(group) = group {
                group.endpoints.push(EndpointLink {
                    place,
                    method: endpoint.method.value.clone(),
                    path: path_of(&endpoint.heading, &endpoint.method),
                    address: links.to(Target::Endpoint(&friendly_id(endpoint))),
                    doc: rows::text_of(endpoint.doc.as_ref()),
                    verdict: "",
                    is_current: current == Some(place),
                });
            }
        }
        groups
    }

    /// Returns the page of the endpoint at this place of the spec.
    pub(super) fn endpoint_page(&self, links: &Links, place: usize) -> Option<String> {
        let spec = self.site.spec();
        let endpoint = spec.endpoints.get(place)?;
        let page = EndpointPage {
            frame: self.frame(links, Some(place)),
            method: endpoint.method.value.clone(),
            path: path_of(&endpoint.heading, &endpoint.method),
            doc: rows::text_of(endpoint.doc.as_ref()),
            deprecated: match &endpoint.deprecated {
                None => String::new(),
                Some(Deprecated::Yes) => "Deprecated.".to_owned(),
                Some(Deprecated::Because(why)) => format!("Deprecated: {why}"),
            },
            remarks: remarks::above(spec, endpoint.heading.span.start),
            proof: self.proof(place),
            parameters: rows::of_parameters(spec, links, endpoint),
            request: self.payload(links, place, Side::Request),
            response: self.payload(links, place, Side::Response),
            status: endpoint
                .status
                .iter()
                .map(|status| StatusRow {
                    code: status.code.value.to_string(),
                    doc: status.doc.value.clone(),
                })
                .collect(),
            code: self.code(place),
            form: links.to_model(&friendly_id(endpoint)).map(|model| Form {
                model,
                style: links.to(Target::Asset(assets::TRY_STYLE)),
                script: links.to(Target::Asset(assets::TRY_SCRIPT)),
            }),
        };
        Some(rendered(&page))
    }

    fn code(&self, place: usize) -> Vec<CodeView> {
        let mut views = vec![CodeView { id: "curl", title: "curl", text: code::curl(&self.site, place) }];
        if let Some(usage) = self.usage(place) {
            views.push(CodeView { id: "rust", title: "Rust", text: usage.call.clone() });
            views.push(CodeView {
                id: "blocking",
                title: "Rust, blocking",
                text: usage.blocking_call.clone(),
            });
            views.push(CodeView { id: "handler", title: "Rust server", text: usage.handler.clone() });
        }
        views.push(CodeView { id: "csharp", title: "C#", text: code::csharp(&self.site, place) });
        views
    }

    /// Returns the page of the type at this place of the spec.
    pub(super) fn model_page(&self, links: &Links, place: usize) -> Option<String> {
        let spec = self.site.spec();
        let ty = spec.types.get(place)?;
        let body = match &ty.kind {
            TypeKind::Class(_) => ModelBody::Members(rows::of_class(spec, links, place)),
            TypeKind::Enum(of) => ModelBody::Enum(rows::of_enum(of)),
            TypeKind::Collection(_) | TypeKind::Dictionary(_) => return None,
        };
        let page = ModelPage {
            frame: self.frame(links, None),
            name: model_name(ty),
            clr: ty.name.to_string(),
            doc: rows::text_of(ty.doc.as_ref()),
            remarks: remarks::above(spec, ty.name.span.start),
            body,
            tree: tree::of_place(spec, links, place),
        };
        Some(rendered(&page))
    }
}

/// Returns what stands behind the method in a heading.
fn path_of(heading: &str, method: &str) -> String {
    heading.strip_prefix(method).unwrap_or(heading).trim_start().to_owned()
}

/// Returns the name of the controller that a path most likely leads to: the first word behind `api` and a
/// version. No page of ASP.NET says it, but all of them are in this order.
fn controller(path: &str) -> String {
    let is_version = |word: &str| {
        word.strip_prefix(['v', 'V']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    let mut words = path.split('/').filter(|word| !word.is_empty() && !word.contains('{'));
    let word = words.find(|word| !word.eq_ignore_ascii_case("api") && !is_version(word));
    word.unwrap_or("Endpoints").to_owned()
}

/// Returns the end of an address that leads to a group of the index.
fn anchor(name: &str) -> String {
    percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// Returns the text of a page. Writing to a text does not fail.
fn rendered(page: &impl Template) -> String {
    hidden::of_page(page.render().unwrap_or_default())
}
