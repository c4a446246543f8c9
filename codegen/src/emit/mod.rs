//! Rust from a spec.
//!
//! [`model`] decides: names, types, what is boxed, what can be compared. The other modules, one for each thing that
//! is emitted, spell it out in tokens; [`format`] makes these a text. Names come through checks and texts as
//! literals, so nothing in a spec can become code but what its author wrote as code under `rust`.

mod attributes;
mod collection;
mod docs;
mod enum_;
mod flags;
mod format;
mod library;
mod markdown;
mod model;
mod module;
mod outcome;
mod polymorphic;
mod struct_;

use quote::ToTokens as _;

use self::{model::Model, module::Module};
use crate::{output::header, spec::Spec};

/// What is emitted, and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// The types of the API.
    pub models: bool,
    /// What the types need to be read from and written as JSON.
    pub json: bool,
    /// Where the text will stand.
    pub place: Place,
}

/// Where the text of a module will stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a file of its own, which begins with the module's documentation.
    File,
    /// In a module that includes it, where inner documentation cannot stand.
    Included,
}

impl Default for Options {
    fn default() -> Self {
        Self { models: true, json: true, place: Place::File }
    }
}

/// The Rust module of a spec without errors.
///
/// # Panics
/// If what was emitted is no Rust: a fault of this crate, never of the spec.
#[must_use]
pub fn module(spec: &Spec, options: &Options) -> String {
    let model = Model::new(spec, options);
    let module = Module::new(&model);
    let items = format::items(module.to_token_stream()).expect("emitted code is Rust");
    let prefix = match options.place {
        Place::File => "//!",
        Place::Included => "//",
    };
    let mut text = header::of_spec(spec);
    text.push('\n');
    for line in module.docs().lines() {
        text.push_str(prefix);
        if !line.is_empty() {
            text.push(' ');
            text.push_str(line);
        }
        text.push('\n');
    }
    text.push('\n');
    text.push_str(&items);
    text
}
