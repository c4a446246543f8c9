//! The pages: what is on them, and the templates that show it.

use askama::Template;
use datacontract_codegen::spec::TypeKind;

use super::links::{Links, Target};
use super::payload::{self, PayloadView, Table};
use super::rows::{self, EnumRow, Row};
use super::words::{TypePart, model_name};
use super::{Help, assets};
use crate::sample::Side;
use crate::site::friendly_id;

/// What all pages have.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub(super) api: String,
    pub(super) home: String,
    pub(super) style: String,
}

#[derive(Template)]
#[template(path = "index.html")]
struct IndexPage {
    frame: Frame,
    doc: String,
    groups: Vec<Group>,
}

/// The endpoints of one controller.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) name: String,
    pub(super) endpoints: Vec<EndpointLink>,
}

#[derive(Clone, Debug)]
pub(super) struct EndpointLink {
    pub(super) heading: String,
    pub(super) address: String,
    pub(super) doc: String,
}

#[derive(Template)]
#[template(path = "endpoint.html")]
struct EndpointPage {
    frame: Frame,
    heading: String,
    doc: String,
    parameters: Vec<Row>,
    request: Option<PayloadView>,
    response: Option<PayloadView>,
}

#[derive(Template)]
#[template(path = "model.html")]
struct ModelPage {
    frame: Frame,
    name: String,
    doc: String,
    body: ModelBody,
}

enum ModelBody {
    Members(Vec<Row>),
    Enum(Vec<EnumRow>),
}

impl Help {
    fn frame(&self, links: &Links) -> Frame {
        Frame {
            api: self.site.spec().name.value.clone(),
            home: links.to(Target::Index),
            style: links.to(Target::Asset(assets::STYLE)),
        }
    }

    /// Returns the list of all endpoints.
    pub(super) fn index_page(&self, links: &Links) -> String {
        let spec = self.site.spec();
        let page = IndexPage {
            frame: self.frame(links),
            doc: rows::text_of(spec.doc.as_ref()),
            groups: self.groups(links),
        };
        rendered(&page)
    }

    fn groups(&self, links: &Links) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for endpoint in &self.site.spec().endpoints {
            let name = controller(&endpoint.template.path_text());
            let link = EndpointLink {
                heading: endpoint.heading.value.clone(),
                address: links.to(Target::Endpoint(&friendly_id(endpoint))),
                doc: rows::text_of(endpoint.doc.as_ref()),
            };
            match groups.iter_mut().find(|group| group.name == name) {
                Some(group) => group.endpoints.push(link),
                None => groups.push(Group { name, endpoints: vec![link] }),
            }
        }
        groups
    }

    /// Returns the page of the endpoint at this place of the spec.
    pub(super) fn endpoint_page(&self, links: &Links, place: usize) -> Option<String> {
        let spec = self.site.spec();
        let endpoint = spec.endpoints.get(place)?;
        let page = EndpointPage {
            frame: self.frame(links),
            heading: endpoint.heading.value.clone(),
            doc: rows::text_of(endpoint.doc.as_ref()),
            parameters: rows::of_parameters(spec, links, endpoint),
            request: payload::view(&self.site, links, place, Side::Request),
            response: payload::view(&self.site, links, place, Side::Response),
        };
        Some(rendered(&page))
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
            frame: self.frame(links),
            name: model_name(ty),
            doc: rows::text_of(ty.doc.as_ref()),
            body,
        };
        Some(rendered(&page))
    }
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

/// Returns the text of a page. Writing to a text does not fail.
fn rendered(page: &impl Template) -> String {
    page.render().unwrap_or_default()
}
