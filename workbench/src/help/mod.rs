//! The help page of a site.
//!
//! The pages stand at ASP.NET's addresses, with its headings and tables: `/Help`, `/Help/Api/{friendlyId}`,
//! `/Help/ResourceModel?modelName=..`. So bookmarks and scrapers work, and `cargo datacontract import` makes the
//! spec of them again. What is new on them is marked by the attribute `data-workbench`, and is not read by it.
//!
//! Pages are made when they are asked for. They load one style sheet and one script of their own, and nothing
//! from another host.

mod assets;
mod code;
mod files;
mod hidden;
mod links;
mod marks;
mod model;
mod pages;
mod payload;
mod proof;
mod remarks;
mod rows;
mod search;
mod serve;
mod tree;
mod words;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use datacontract_codegen::emit::EndpointUsage;
use datacontract_codegen::spec::Bundle;

use crate::site::Site;

pub use files::plan;
pub use serve::router;
#[cfg(any(feature = "proxy", feature = "shadow"))]
pub(crate) use serve::{page, style};

/// What the pages of a site are made of.
#[derive(Debug)]
pub(crate) struct Help {
    site: Arc<Site>,
    /// The places of types by their names on pages.
    models: HashMap<String, usize>,
    /// Rust's examples by the places of endpoints, made when the first page is asked for.
    usage: OnceLock<HashMap<usize, EndpointUsage>>,
    /// The spec with its samples, as one document; none for a spec that cannot be given on.
    bundle: OnceLock<Option<String>>,
}

/// What pages show.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct Options {}

impl Help {
    fn new(site: Arc<Site>) -> Help {
        let spec = site.spec();
        let mut models = HashMap::new();
        for (place, ty) in spec.types.iter().enumerate() {
            if words::has_page(ty) {
                models.entry(words::model_name(ty)).or_insert(place);
            }
        }
        Help { site, models, usage: OnceLock::new(), bundle: OnceLock::new() }
    }

    /// Returns the spec with its samples, for who imports the pages: it says what no help page shows. There is
    /// none of a spec with errors, or with the value of a secret.
    fn bundle(&self) -> Option<&str> {
        let bundle = self.bundle.get_or_init(|| {
            let site = &self.site;
            if site.has_errors() {
                return None;
            }
            Bundle::of(site.spec(), &|name| site.read_sample(name)).map(|bundle| bundle.to_json())
        });
        bundle.as_deref()
    }

    /// Returns how an endpoint is called and served in Rust; nothing for a spec with errors, which no Rust can
    /// be made of.
    fn usage(&self, place: usize) -> Option<&EndpointUsage> {
        let all = self.usage.get_or_init(|| {
            let all = if self.site.has_errors() { Vec::new() } else { EndpointUsage::all(self.site.spec()) };
            all.into_iter().map(|usage| (usage.place, usage)).collect()
        });
        all.get(&place)
    }
}
