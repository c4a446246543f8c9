//! What is made of specs, and where it is written.

mod error;
mod modules;
#[cfg(feature = "project")]
mod package;
#[cfg(feature = "project")]
mod parallel;
#[cfg(feature = "project")]
mod project;
mod rules;

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
};

pub use error::Error;
#[cfg(feature = "project")]
pub use package::Package;
#[cfg(feature = "project")]
pub use project::{CONFIG_FILE, Project};

use self::{
    modules::Folder,
    rules::{Rule, Subject},
};
use crate::{
    diagnostic::Diagnostics,
    emit::{self, Destination, Options, Parts},
    output::{header, write_if_changed},
    spec::{FILE_NAME, SAMPLES, Spec},
};

/// What `build.rs` makes of specs.
///
/// The methods that begin with a path say something about the types or members that it names, in the words of
/// a spec's `rust` section: `*` (all types), `Type`, `Type.Member`, `Type.*`, `*.Member`, by CLR names. What
/// is said here counts more than what the spec says, and the more particular path more than the general one.
/// A path that names nothing is an error.
///
/// ```no_run
/// fn main() -> Result<(), datacontract_codegen::Error> {
///     datacontract_codegen::Config::new()
///         .derive("BaseResponse", "PartialOrd")
///         .type_override("LeadUpdateRequest.Phone", "Option<crate::PhoneNumber>")
///         .field_attribute("BaseRequest.SiteCode", "doc(alias = \"widget\")")
///         .compile(&["specs/lcmanager"])
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Config {
    out_dir: Option<PathBuf>,
    models: bool,
    json: bool,
    parts: Parts,
    rules: Vec<Rule>,
}

impl Default for Config {
    fn default() -> Self {
        Self::new()
    }
}

impl Config {
    /// Creates a configuration that writes the types of the APIs into cargo's `OUT_DIR`.
    #[must_use]
    pub fn new() -> Self {
        Self { out_dir: None, models: true, json: true, parts: Parts::default(), rules: Vec::new() }
    }

    /// Writes into this folder instead of `OUT_DIR`. A file there whose first line does not say that it was
    /// generated is an error, and stays.
    #[must_use]
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(folder.into());
        self
    }

    /// Sets whether the types of the API are emitted; they are unless this says otherwise. Client, server and
    /// samples name them, and find them in the module around theirs.
    #[must_use]
    pub fn models(mut self, wanted: bool) -> Self {
        self.models = wanted;
        self
    }

    /// Sets whether the types are made for JSON too: names and orders in JSON, members that XML has not. They
    /// are unless this says otherwise.
    #[must_use]
    pub fn json(mut self, wanted: bool) -> Self {
        self.json = wanted;
        self
    }

    /// Sets whether a client is emitted: the module `client` in each API's, and `endpoints`. It needs the
    /// feature `client` of `datacontract`, and `reqwest` or `ureq` for something to call with. It is not
    /// unless this says otherwise.
    #[must_use]
    pub fn client(mut self, wanted: bool) -> Self {
        self.parts.client = wanted;
        self
    }

    /// Sets whether a server is emitted: the module `server` in each API's, and `endpoints`. It needs the
    /// feature `server` of `datacontract`. It is not unless this says otherwise.
    #[must_use]
    pub fn server(mut self, wanted: bool) -> Self {
        self.parts.server = wanted;
        self
    }

    /// Sets whether the samples are emitted as values: the module `samples` in each API's, and `endpoints`.
    /// It needs the feature `http` of `datacontract`. They are not unless this says otherwise.
    ///
    /// Secret members' values are not in them: texts are `[secret]`, others have their defaults. A sample
    /// that cannot do without them is not emitted, nor one that is there in XML alone.
    #[must_use]
    pub fn samples(mut self, wanted: bool) -> Self {
        self.parts.samples = wanted;
        self
    }

    /// Sets whether the endpoints are emitted although nothing else needs them: the module `endpoints` in
    /// each API's, for clients and servers of one's own. It needs the feature `http` of `datacontract`.
    #[must_use]
    pub fn endpoints(mut self, wanted: bool) -> Self {
        self.parts.endpoints = wanted;
        self
    }

    /// Adds a derive to types: `.derive("BaseResponse", "PartialOrd")`.
    #[must_use]
    pub fn derive(self, path: &str, derive: &str) -> Self {
        self.rule(path, Subject::Type, "derive", vec![derive])
    }

    /// Adds an attribute to types, with `#[` and `]` or without: `.type_attribute("Lead", "non_exhaustive")`.
    #[must_use]
    pub fn type_attribute(self, path: &str, attribute: &str) -> Self {
        self.rule(path, Subject::Type, "attributes", vec![without_brackets(attribute)])
    }

    /// Adds an attribute to fields and variants, with `#[` and `]` or without:
    /// `.field_attribute("Lead.Name", "doc(alias = \"title\")")`.
    #[must_use]
    pub fn field_attribute(self, path: &str, attribute: &str) -> Self {
        self.rule(path, Subject::Member, "attributes", vec![without_brackets(attribute)])
    }

    /// Gives fields another type, as a whole: `.type_override("Lead.Phone", "Option<crate::PhoneNumber>")`.
    /// The type has to implement `datacontract::Field`.
    #[must_use]
    pub fn type_override(self, path: &str, ty: &str) -> Self {
        self.rule(path, Subject::Member, "type", ty)
    }

    /// Takes a type that exists already for a type of the spec, which is not emitted then:
    /// `.extern_path("BaseRequest", "crate::shared::BaseRequest")`.
    #[must_use]
    pub fn extern_path(self, path: &str, ty: &str) -> Self {
        self.rule(path, Subject::Type, "type", ty)
    }

    /// Gives a built-in type of .NET another Rust type: `.clr_type("DateTime", "jiff::Timestamp")`,
    /// `.clr_type("Guid", "uuid::Uuid")`.
    ///
    /// `DateTime`, `DateTimeOffset`, `TimeSpan`, `Guid`, `decimal`, `Uri`, `byte[]` and `string` can become
    /// types of `jiff`, `chrono`, `time`, `uuid`, `rust_decimal`, `bigdecimal`, `url`, `bytes`, `compact_str`
    /// and `smol_str`, and some of the standard library; a crate's name alone stands for its only type. Each
    /// needs the feature of its name of `datacontract`, and no dependency: the code names the crate by
    /// `datacontract::types`. What a type does not keep of .NET's values is said in the documentation of the
    /// module.
    #[must_use]
    pub fn clr_type(self, clr: &str, ty: &str) -> Self {
        self.rule(clr, Subject::BuiltIn, "type", ty)
    }

    fn rule(
        mut self,
        path: &str,
        subject: Subject,
        key: &'static str,
        value: impl Into<serde_json::Value>,
    ) -> Self {
        self.rules.push(Rule::new(path, subject, key, value));
        self
    }

    /// Makes a module of each spec (its folder or its file): `$OUT_DIR/<module>.rs`, for
    /// `datacontract::include_api!`. Tells cargo to run the build script again when a spec or one of its
    /// samples changes, unless the build script itself has written it into `OUT_DIR`.
    ///
    /// The error, returned from `main`, is shown with the lines of the spec that are wrong.
    pub fn compile<P: AsRef<Path>>(&self, specs: &[P]) -> Result<(), Error> {
        let out_dir = match &self.out_dir {
            Some(folder) => folder.clone(),
            None => env::var_os("OUT_DIR").map(PathBuf::from).ok_or(Error::NoOutDir)?,
        };
        // What the build script has written itself is newer than its start: watched, it would run again at every build.
        let own = env::var_os("OUT_DIR").map(PathBuf::from);
        let is_own = |input: &PathBuf| own.as_ref().is_some_and(|own| input.starts_with(own));
        for input in specs.iter().flat_map(|path| inputs(path.as_ref())).filter(|input| !is_own(input)) {
            println!("cargo::rerun-if-changed={}", input.display());
        }
        let modules = self.modules(specs)?.into_iter();
        let files: Vec<(PathBuf, String)> = modules
            .map(|(module, text)| (out_dir.join(format!("{}.rs", module.trim_start_matches("r#"))), text))
            .collect();
        // `OUT_DIR` is ours, but `out_dir` may be anybody's.
        let is_foreign = |path: &Path| {
            fs::read(path).is_ok_and(|contents| !contents.is_empty() && !header::is_in(&contents))
        };
        if let Some((path, _)) = files.iter().find(|(path, _)| is_foreign(path)) {
            return Err(Error::NotGenerated(path.clone()));
        }
        for (path, text) in files {
            write_if_changed(&path, &text).map_err(Error::File)?;
        }
        Ok(())
    }

    /// Returns the text of each spec's module, by the module's name.
    fn modules<P: AsRef<Path>>(&self, paths: &[P]) -> Result<BTreeMap<String, String>, Error> {
        let mut diagnostics = Diagnostics::new();
        let mut specs = load(paths.iter().map(AsRef::as_ref), &mut diagnostics);
        if !diagnostics.has_errors() {
            rules::apply(&self.rules, &mut specs, &mut diagnostics);
        }
        let folder = if self.out_dir.is_some() { Folder::Sources } else { Folder::OutDir };
        modules::differ(folder, &specs, &mut diagnostics);
        if diagnostics.has_errors() {
            return Err(Error::Spec(diagnostics));
        }
        let options = Options {
            models: self.models,
            json: self.json,
            parts: self.parts,
            destination: Destination::Included,
            ..Options::default()
        };
        Ok(specs.iter().map(|spec| (spec.module.value.clone(), emit::module(spec, &options))).collect())
    }
}

/// Makes a module of each spec, as [`Config::compile`] does without further wishes.
///
/// ```no_run
/// fn main() -> Result<(), datacontract_codegen::Error> {
///     datacontract_codegen::compile(&["specs/lcmanager"])
/// }
/// ```
pub fn compile<P: AsRef<Path>>(specs: &[P]) -> Result<(), Error> {
    Config::new().compile(specs)
}

/// Returns the specs that can be read.
fn load<'a>(paths: impl Iterator<Item = &'a Path>, diagnostics: &mut Diagnostics) -> Vec<Spec> {
    let loaded = paths.map(|path| {
        let (spec, found) = Spec::load(path);
        diagnostics.extend(found);
        spec
    });
    loaded.flatten().collect()
}

/// Returns the file of a spec and, if it is there, the folder of its samples: cargo would build again and
/// again for what is missing.
fn inputs(path: &Path) -> impl Iterator<Item = PathBuf> {
    let file = if path.is_dir() { path.join(FILE_NAME) } else { path.to_owned() };
    let samples = Some(file.with_file_name(SAMPLES)).filter(|samples| samples.is_dir());
    [file].into_iter().chain(samples)
}

fn without_brackets(attribute: &str) -> &str {
    let inside = attribute.trim().strip_prefix("#[").and_then(|inside| inside.strip_suffix(']'));
    inside.unwrap_or(attribute)
}
