//! What is served: specs with their contracts and operations.

mod place;

use std::path::Path;
use std::sync::OnceLock;

use datacontract_codegen::diagnostic::Diagnostics;
use datacontract_codegen::graph::{ContractGraph, EndpointOperation};
use datacontract_codegen::prove::{self, Report};
use datacontract_codegen::spec::{Endpoint, Spec, TypeExpr};

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
        Site { spec, graph, operations, place: Place::root(), proof: OnceLock::new() }
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
        self.proof.get_or_init(|| prove::prove(self.spec, &self.graph))
    }

    /// Returns the wire type of a type of the spec.
    #[must_use]
    pub fn type_of(&self, ty: &TypeExpr) -> datacontract::contract::Type {
        self.graph.type_of(ty)
    }
}
