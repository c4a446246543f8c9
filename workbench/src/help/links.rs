//! Addresses of pages: on a server, or as files.

use std::collections::BTreeMap;
use std::sync::Arc;

use datacontract_codegen::file_name::{FileNames, portable};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::site::Place;

/// What stays as it is in a segment of an address.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// A page of the help area, or a file that pages need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target<'a> {
    /// The list of all endpoints.
    Index,
    /// The page of the endpoint with this friendly id.
    Endpoint(&'a str),
    /// The page of the type that pages call so.
    Model(&'a str),
    /// A file that pages load.
    Asset(&'a str),
}

/// How pages lead to each other.
#[derive(Clone, Debug)]
pub(super) enum Links {
    /// ASP.NET's addresses, below a place of a server.
    Served(Place),
    /// Files, seen from a page that is so many folders below the index.
    Files { files: Arc<Files>, depth: usize },
}

impl Links {
    /// Returns the address of a page, for an attribute of HTML.
    pub(super) fn to(&self, target: Target<'_>) -> String {
        match (self, target) {
            (Links::Served(place), Target::Index) => place.address("Help"),
            _ => format!("{}{}", self.root(), self.in_area(target)),
        }
    }

    /// Returns what stands before the addresses within the help area.
    pub(super) fn root(&self) -> String {
        match self {
            Links::Served(place) => place.address("Help/"),
            Links::Files { depth: 0, .. } => "./".to_owned(),
            Links::Files { depth, .. } => "../".repeat(*depth),
        }
    }

    /// Returns the address of a page within the help area.
    pub(super) fn in_area(&self, target: Target<'_>) -> String {
        match (self, target) {
            (Links::Served(_), Target::Index) => String::new(),
            (Links::Served(_), Target::Endpoint(id)) => format!("Api/{}", encoded(id)),
            (Links::Served(_), Target::Model(name)) => format!("ResourceModel?modelName={}", encoded(name)),
            (Links::Served(_), Target::Asset(name)) => format!("-/{name}"),
            (Links::Files { files, .. }, target) => {
                // The name of a file may have a percent sign of its own.
                let file = files.file_of(target);
                let path: Vec<String> = file.split('/').map(encoded).collect();
                path.join("/")
            }
        }
    }

    /// Returns the address of an endpoint's model, which files do not have.
    pub(super) fn to_model(&self, id: &str) -> Option<String> {
        match self {
            Links::Served(_) => Some(format!("{}-/model/{}", self.root(), encoded(id))),
            Links::Files { .. } => None,
        }
    }
}

/// The files of pages.
#[derive(Debug, Default)]
pub(super) struct Files {
    endpoints: BTreeMap<String, String>,
    models: BTreeMap<String, String>,
}

impl Files {
    /// Gives each page a file of its own, on systems too that take `Lead` and `lead` for one.
    pub(super) fn new(
        endpoints: impl IntoIterator<Item = String>,
        models: impl IntoIterator<Item = String>,
    ) -> Self {
        fn named(ids: impl IntoIterator<Item = String>) -> BTreeMap<String, String> {
            let mut names = FileNames::default();
            ids.into_iter().map(|id| (names.of(&id), id)).map(|(name, id)| (id, name)).collect()
        }
        Files { endpoints: named(endpoints), models: named(models) }
    }

    /// Returns the file of a page, relative to the folder of all of them.
    pub(super) fn file_of(&self, target: Target<'_>) -> String {
        let name = |names: &BTreeMap<String, String>, id: &str| {
            names.get(id).cloned().unwrap_or_else(|| portable(id))
        };
        match target {
            Target::Index => "index.html".to_owned(),
            Target::Endpoint(id) => format!("Api/{}.html", name(&self.endpoints, id)),
            Target::Model(id) => format!("ResourceModel/{}.html", name(&self.models, id)),
            Target::Asset(name) => format!("-/{name}"),
        }
    }

    /// Returns how pages lead to each other, seen from one of them.
    pub(super) fn links(self: &Arc<Self>, target: Target<'_>) -> Links {
        let depth = self.file_of(target).matches('/').count();
        Links::Files { files: Arc::clone(self), depth }
    }
}

fn encoded(segment: &str) -> String {
    utf8_percent_encode(segment, SEGMENT).to_string()
}
