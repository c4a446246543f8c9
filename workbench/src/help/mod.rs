//! The help page of a site.
//!
//! The pages stand at ASP.NET's addresses, with its headings and tables: `/Help`, `/Help/Api/{friendlyId}`,
//! `/Help/ResourceModel?modelName=..`. So bookmarks and scrapers work, and `cargo datacontract import` makes the
//! spec of them again. What is new on them is marked by the attribute `data-workbench`, and is not read by it.
//!
//! Pages are made when they are asked for. They load one style sheet and one script of their own, and nothing
//! from another host.

mod assets;
mod files;
mod links;
mod pages;
mod payload;
mod rows;
mod serve;
mod words;

use std::collections::HashMap;
use std::sync::Arc;

use datacontract_codegen::spec::TypeKind;

use crate::site::{Site, friendly_id};

pub use files::plan;
pub use serve::router;

/// What the pages of a site are made of.
#[derive(Debug)]
pub(crate) struct Help {
    site: Arc<Site>,
    /// The places of endpoints by their friendly ids in small letters. Of two with one id the first has a page.
    endpoints: HashMap<String, usize>,
    /// The places of types by their names on pages.
    models: HashMap<String, usize>,
}

/// What pages show.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct Options {}

impl Help {
    fn new(site: Arc<Site>) -> Help {
        let spec = site.spec();
        let mut endpoints = HashMap::new();
        for (place, endpoint) in spec.endpoints.iter().enumerate() {
            endpoints.entry(friendly_id(endpoint).to_lowercase()).or_insert(place);
        }
        let mut models = HashMap::new();
        for (place, ty) in spec.types.iter().enumerate() {
            if matches!(ty.kind, TypeKind::Class(_) | TypeKind::Enum(_)) {
                models.entry(words::model_name(ty)).or_insert(place);
            }
        }
        Help { site, endpoints, models }
    }
}
