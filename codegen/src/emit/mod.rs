//! Rust from a spec.
//!
//! `model` decides: names, types, what is boxed, what can be compared. The other modules, one for each thing that is
//! emitted, spell it out in tokens; `format` makes these a text. Names come through checks and texts as
//! literals, so nothing in a spec can become code but what its author wrote as code under `rust`.

mod access;
mod annotations;
mod attributes;
mod authentication;
mod client;
mod collection;
mod docs;
mod endpoints;
mod enum_;
mod example;
mod fields;
mod flags;
mod format;
mod integer;
mod library;
mod lints;
pub(crate) mod markdown;
mod model;
mod module;
mod operation;
mod outcome;
mod paging;
mod parts;
mod polymorphic;
mod samples;
mod server;
mod settings;
pub mod starter;
mod status;
mod struct_;
mod usage;
mod xml_serializer;

use std::path::PathBuf;

#[cfg(feature = "project")]
use quote::quote;

pub use self::example::{CallBody, CallValues};
pub use self::parts::{Parts, Submodule};
pub use self::usage::{EndpointUsage, call_with};
use self::{docs::Docs, format::Items, model::Model, module::Module};
use crate::spec::{Spec, TypeExpr};

/// What is emitted, and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// The types of the API.
    pub models: bool,
    /// What the types need to be read from and written as JSON.
    pub json: bool,
    /// What is emitted besides the types.
    pub parts: Parts,
    /// Whether each part is there only with the feature of its name, of the crate that it is in.
    pub features: bool,
    /// The crate that the module stands at the root of, so that examples can name it.
    pub crate_name: Option<String>,
    /// Where the text will stand.
    pub destination: Destination,
    /// The folder that the path of the spec is shown relative to.
    pub root: PathBuf,
}

/// Where the text of a module will stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination {
    /// In a file of its own, which begins with the module's documentation.
    File,
    /// In a module that includes it, where inner documentation cannot stand.
    Included,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            models: true,
            json: true,
            parts: Parts::default(),
            features: false,
            crate_name: None,
            destination: Destination::File,
            root: PathBuf::new(),
        }
    }
}

/// Returns the Rust module of a spec without errors. The parts besides the types are modules in it: those of an included
/// module stand in the text itself, those of a file in files of their own, which [`submodules`] gives.
///
/// # Panics
/// If what was emitted is no Rust: a mistake in this crate, never of the spec.
#[must_use]
pub fn module(spec: &Spec, options: &Options) -> String {
    let model = Model::new(spec, options);
    let module = Module::new(&model);
    let mut items = Items::default();
    module.emit(&mut items);
    let text = file(&model, &module.docs(), &items.into_text());
    let parts = parts::in_module(&model);
    if parts.is_empty() { text } else { text + "\n" + &parts }
}

/// Returns the files beside a module's own, in a folder of the module's name.
///
/// # Panics
/// If what was emitted is no Rust.
#[must_use]
pub fn submodules(spec: &Spec, options: &Options) -> Vec<Submodule> {
    match options.destination {
        Destination::File if options.parts.any() => parts::in_files(&Model::new(spec, options)),
        Destination::File | Destination::Included => Vec::new(),
    }
}

/// Returns a file of a spec: where it is from, what it is, its items.
fn file(model: &Model<'_>, docs: &Docs, items: &str) -> String {
    let prefix = match model.options.destination {
        Destination::File => "//!",
        Destination::Included => "//",
    };
    let header = model.header();
    let docs = commented(prefix, docs);
    format!("{header}\n{docs}\n{items}")
}

/// Documentation as a comment.
fn commented(prefix: &str, docs: &Docs) -> String {
    let mut text = String::new();
    for line in docs.lines() {
        text.push_str(prefix);
        if !line.is_empty() {
            text.push(' ');
            text.push_str(line);
        }
        text.push('\n');
    }
    text
}

/// Returns the path of a module's file, relative to the file around the modules.
#[cfg(feature = "project")]
pub(crate) fn file_of(module: &str) -> String {
    let module = module.trim_start_matches("r#");
    // Where the path is given, modules within would be looked for beside the file, unless it is called `mod.rs`.
    if module.is_ascii() { format!("{module}.rs") } else { format!("{module}/mod.rs") }
}

/// What the file around the modules of specs is.
#[cfg(feature = "project")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RootKind {
    /// The root of a crate, with the attributes of one.
    Crate,
    /// A module of a crate that a person writes.
    Module,
}

/// Returns the file around the modules of specs.
///
/// # Panics
/// If what was emitted is no Rust.
#[cfg(feature = "project")]
pub(crate) fn root(specs: &[Spec], header: &str, kind: RootKind) -> String {
    let mut modules: Vec<&str> = specs.iter().map(|spec| spec.module.as_str()).collect();
    modules.sort_by_key(|module| module.trim_start_matches("r#"));
    let modules = modules.into_iter().map(|module| {
        let allows = attributes::allow(lints::of_names([lints::Named::Value(module)]));
        // rustc does not look for files by names that are not ASCII.
        let file = file_of(module);
        let path = (!module.is_ascii()).then(|| quote!(#[path = #file]));
        let module = model::ident(module);
        quote!(#path #allows pub mod #module;)
    });
    // The modules are formatted already, whatever the configuration of rustfmt.
    let mut items = Items::default();
    items.push(quote!(#(#[rustfmt::skip] #modules)*));
    let mut text = format!("{header}\n//! One module for each API that has a spec.\n\n");
    if kind == RootKind::Crate {
        text.push_str(prettyplease::unparse(&crate_attributes(specs)).trim_end());
        text.push_str("\n\n");
    }
    text + &items.into_text()
}

/// Returns the attributes of a crate with the modules of these specs.
#[cfg(feature = "project")]
fn crate_attributes(specs: &[Spec]) -> syn::File {
    let roots: Vec<_> = specs.iter().map(Spec::crate_root).collect();
    let lints: std::collections::BTreeSet<&str> =
        roots.iter().flat_map(|root| &root.lints).map(|lint| lint.lint).collect();
    let lints = lints.into_iter().map(model::ident);
    let allows = (lints.len() > 0).then(|| quote!(#![allow(#(#lints),*)]));
    let limit = roots.iter().filter_map(|root| root.recursion_limit).map(|needed| needed.limit).max();
    let limit = limit.map(|limit| {
        let limit = limit.to_string();
        quote!(#![recursion_limit = #limit])
    });
    syn::parse_quote!(#![forbid(unsafe_code)] #allows #limit)
}

/// Returns how a type of a spec without errors is written in its module: that of a body, of a response.
#[must_use]
pub fn rust_type(spec: &Spec, options: &Options, ty: &TypeExpr) -> String {
    let model = Model::new(spec, options);
    model.lower(ty).tokens(&model).to_string()
}
