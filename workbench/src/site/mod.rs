//! What is served: specs with their contracts and operations.

mod address;
mod place;

use std::collections::HashMap;
use std::io;
use std::path::Path;
use std::sync::OnceLock;

use datacontract_codegen::diagnostic::Diagnostics;
use datacontract_codegen::graph::{ContractGraph, EndpointOperation};
use datacontract_codegen::prove::{self, Report};
use datacontract_codegen::spec::{Endpoint, FILE_NAME, Spec, TypeExpr};

pub(crate) use address::{address, encoded};
pub use place::{Place, friendly_id};

/// A spec that is ready to be served.
///
/// What is made of it lives as long as the process, as contracts do: a changed spec is served by a new process.
#[derive(Debug)]
pub struct Site {
    spec: &'static Spec,
    graph: ContractGraph<'static>,
    /// By the places of the spec's endpoints.
    operations: Vec<Option<EndpointOperation>>,
    place: Place,
    proof: OnceLock<Report>,
    /// The places of endpoints by their friendly ids in small letters.
    places: OnceLock<HashMap<String, usize>>,
    has_errors: bool,
    /// The texts of samples by their names, where they are not on disk.
    samples: Option<HashMap<String, String>>,
}

impl Site {
    /// Reads a spec: the file, or the folder that holds it. Errors in it leave out the endpoints that they
    /// touch; there is no site if it cannot be read at all.
    #[must_use]
    pub fn load(path: &Path) -> (Option<Site>, Diagnostics) {
        let (spec, diagnostics) = Spec::load_despite_errors(path);
        let site = spec.map(|spec| Site::new(spec, &diagnostics));
        (site, diagnostics)
    }

    /// Makes the site of a spec of which these mistakes are known.
    #[must_use]
    pub fn new(spec: Spec, diagnostics: &Diagnostics) -> Site {
        let spec: &'static Spec = Box::leak(Box::new(spec));
        let graph = ContractGraph::of_sound_part(spec, diagnostics);
        let mut operations: Vec<_> = spec.endpoints.iter().map(|_| None).collect();
        for operation in graph.operations() {
            let place = operation.place;
            operations[place] = Some(operation);
        }
        let has_errors = diagnostics.has_errors();
        Site {
            spec,
            graph,
            operations,
            place: Place::root(),
            proof: OnceLock::new(),
            places: OnceLock::new(),
            has_errors,
            samples: None,
        }
    }

    /// Reads a spec's text, with the texts of its samples by the names that the spec gives them: of a service
    /// that carries its spec within it.
    ///
    /// ```
    /// use datacontract_workbench::site::Site;
    ///
    /// let spec = r#"{ "version": 1, "name": "Shop", "module": "shop",
    ///     "endpoints": { "GET api/orders": { "response": "string", "samples": { "response": { "json": "o.json" } } } } }"#;
    /// let (site, diagnostics) = Site::from_text(spec, &[("o.json", "\"one\"")]);
    /// assert!(site.is_some() && diagnostics.is_empty());
    /// ```
    #[must_use]
    pub fn from_text(spec: &str, samples: &[(&str, &str)]) -> (Option<Site>, Diagnostics) {
        let (spec, diagnostics) = Spec::from_text_despite_errors(Path::new(FILE_NAME), spec);
        let samples = samples.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        let site = spec.map(|spec| Site { samples: Some(samples), ..Site::new(spec, &diagnostics) });
        (site, diagnostics)
    }

    /// Returns the content of a sample's file, by the name that the spec gives it.
    ///
    /// # Errors
    /// If there is no such file, or it cannot be read.
    pub fn read_sample(&self, name: &str) -> io::Result<Vec<u8>> {
        match &self.samples {
            None => std::fs::read(self.spec.sample_path(name)),
            Some(samples) => match samples.get(name) {
                Some(text) => Ok(text.clone().into_bytes()),
                None => Err(io::ErrorKind::NotFound.into()),
            },
        }
    }

    /// Puts the site at another place than the root of the server.
    #[must_use]
    pub fn at(self, place: Place) -> Site {
        Site { place, ..self }
    }

    /// Returns where it is served.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Returns the place of the endpoint with a [friendly id](friendly_id), whose case does not count. Of two with
    /// one id the first is meant, as on ASP.NET's pages.
    #[must_use]
    pub fn place_of_id(&self, id: &str) -> Option<usize> {
        let places = self.places.get_or_init(|| {
            let mut places = HashMap::new();
            for (place, endpoint) in self.spec.endpoints.iter().enumerate() {
                places.entry(friendly_id(endpoint).to_lowercase()).or_insert(place);
            }
            places
        });
        places.get(&id.to_lowercase()).copied()
    }

    /// Returns the spec.
    #[must_use]
    pub fn spec(&self) -> &'static Spec {
        self.spec
    }

    /// Returns the contracts.
    #[must_use]
    pub fn graph(&self) -> &ContractGraph<'static> {
        &self.graph
    }

    /// Returns the endpoints with their operations; an endpoint has none if an error touches it, or if its
    /// method is none that servers have.
    pub fn endpoints(&self) -> impl Iterator<Item = (&'static Endpoint, Option<&EndpointOperation>)> {
        self.spec
            .endpoints
            .iter()
            .zip(&self.operations)
            .map(|(endpoint, operation)| (endpoint, operation.as_ref()))
    }

    /// Returns whether and how the page's samples prove each endpoint, in the order of the spec. It is found
    /// out once, when it is first asked for.
    #[must_use]
    pub fn proof(&self) -> &Report {
        self.proof.get_or_init(|| {
            let folder = self.spec.sample_path("");
            let read = |path: &Path| {
                let name = path.strip_prefix(&folder).unwrap_or(path);
                self.read_sample(&name.to_string_lossy())
            };
            prove::prove_with(self.spec, &self.graph, &read)
        })
    }

    /// Returns whether there are errors in the spec, so that no Rust can be made of it.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.has_errors
    }

    /// Returns the wire type of a type of the spec.
    #[must_use]
    pub fn type_of(&self, ty: &TypeExpr) -> datacontract::contract::Type {
        self.graph.type_of(ty)
    }
}
