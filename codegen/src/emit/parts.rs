//! What is emitted besides an API's types: modules of endpoints, client, server and samples.

use super::{
    Destination, client::Client, docs::Docs, endpoints::Endpoints, format::Items, model::Model,
    operation::Operation, samples::Samples, server::Server,
};
use crate::spec::rust_name::MODULES;

/// What is emitted besides the types. Each needs the feature of its name of `datacontract`; endpoints alone, and
/// samples, need `http`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Parts {
    /// A struct for each endpoint. They are emitted with each of the other parts too, which need them.
    pub endpoints: bool,
    /// A client with a method for each endpoint.
    pub client: bool,
    /// A trait with a method for each endpoint, and what routes requests to it.
    pub server: bool,
    /// The samples of the pages as values.
    pub samples: bool,
}

impl Parts {
    /// All of them.
    pub const ALL: Self = Self { endpoints: true, client: true, server: true, samples: true };

    /// Returns whether there are any, and with them the endpoints.
    #[must_use]
    pub fn any(self) -> bool {
        self.endpoints || self.client || self.server || self.samples
    }

    /// Returns the modules by name, with whether they are wanted.
    fn modules(self) -> impl Iterator<Item = &'static str> {
        let wanted = [self.any(), self.client, self.server, self.samples];
        MODULES.into_iter().zip(wanted).filter_map(|(name, wanted)| wanted.then_some(name))
    }
}

/// A module within an API's, in a file of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submodule {
    /// Its name.
    pub name: &'static str,
    /// Its text.
    pub text: String,
}

/// Returns which feature of the crate a module needs.
fn feature(module: &str) -> &str {
    match module {
        "endpoints" => "http",
        module => module,
    }
}

/// Returns the modules as they stand in the API's: declared, or as a whole.
pub(super) fn in_module(model: &Model<'_>) -> String {
    let options = model.options;
    let cfg = |name: &str| {
        let same = model.spec.module.value == name;
        let allow = if same { "#[allow(clippy::module_inception)]\n" } else { "" };
        if options.features {
            format!("{allow}#[cfg(feature = \"{}\")]\n", feature(name))
        } else {
            allow.to_owned()
        }
    };
    match options.destination {
        Destination::File => {
            let modules = options.parts.modules().map(|name| format!("{}pub mod {name};\n", cfg(name)));
            modules.collect::<Vec<_>>().concat()
        }
        Destination::Included => {
            let operations = Operation::all(model);
            let modules = options.parts.modules().map(|name| {
                // Not indented: samples are literals over several lines.
                let (docs, items) = part(model, &operations, name);
                let docs = super::commented("///", &docs);
                format!("{docs}{}pub mod {name} {{\n{items}}}\n", cfg(name))
            });
            modules.collect::<Vec<_>>().join("\n")
        }
    }
}

/// Returns the modules as files.
pub(super) fn in_files(model: &Model<'_>) -> Vec<Submodule> {
    let operations = Operation::all(model);
    let modules = model.options.parts.modules().map(|name| {
        let (docs, items) = part(model, &operations, name);
        Submodule { name, text: super::file(model, &docs, &items) }
    });
    modules.collect()
}

/// Returns what a part is, and its text.
fn part(model: &Model<'_>, operations: &[Operation<'_>], name: &str) -> (Docs, String) {
    let mut items = Items::default();
    let docs = match name {
        "client" => {
            let client = Client::new(model, operations);
            client.emit(&mut items);
            client.docs()
        }
        "server" => {
            let server = Server::new(model, operations);
            server.emit(&mut items);
            server.docs()
        }
        "samples" => {
            Samples::new(model, operations).emit(&mut items);
            Samples::docs()
        }
        _ => {
            Endpoints::new(model, operations).emit(&mut items);
            Endpoints::docs()
        }
    };
    (docs, items.into_text())
}
