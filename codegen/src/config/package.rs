//! The crate around generated modules.

use std::collections::BTreeSet;

use askama::Template;
use jsonc_parser::ast::Value;

use crate::{
    diagnostic::{Code, Diagnostic},
    emit::{Parts, markdown},
    output::OutputFile,
    spec::{Spec, parse::reader::Reader},
};

const KEYS: &[&str] = &["name", "description", "version", "workspace"];

/// The crate around the generated modules.
#[derive(Clone, Debug)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// What it is.
    pub description: Option<String>,
    /// Its version, where the configuration says one. Without one it is that of the API, if the crate is of one API that
    /// says it, else 0.1.0.
    pub version: Option<String>,
    /// Whether it takes version, edition, licence, lints and dependencies from the workspace around it.
    pub workspace: bool,
}

impl Package {
    pub(super) fn read(reader: &mut Reader<'_>, value: &Value<'_>) -> Option<Self> {
        let what = "`crate`";
        let fields = reader.fields(value, what, KEYS)?;
        let name = reader.required(&fields, "name", what, "write the name of the crate");
        let name = reader.filled_string(name, "`name`");
        if let Some(name) = &name
            && !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
        {
            let message = format!("`{}` cannot be the name of a crate", name.value);
            reader.report(
                Diagnostic::error(Code::BadValue, reader.file, name.span, message)
                    .help("write letters, digits, `-` and `_`"),
            );
        }
        let description = reader.filled_string(fields.get("description"), "`description`");
        let version = reader.filled_string(fields.get("version"), "`version`");
        let workspace = reader.optional_flag(fields.get("workspace"), "`workspace`");
        Some(Self {
            name: name?.value,
            description: description.map(|description| description.value),
            version: version.map(|version| version.value),
            workspace: workspace.is_some_and(|workspace| workspace.value),
        })
    }

    /// Returns its version, where it does not take the workspace's.
    #[must_use]
    pub fn version_for(&self, specs: &[Spec]) -> String {
        let of_api = match specs {
            [spec] => spec.api_version.as_ref().map(|version| version.value.clone()),
            _ => None,
        };
        self.version.clone().or(of_api).unwrap_or_else(|| "0.1.0".to_owned())
    }

    /// Returns the files that are no modules.
    pub(super) fn files(&self, header: &[String], specs: &[Spec], parts: Parts) -> [OutputFile; 2] {
        let features: BTreeSet<&str> = specs.iter().flat_map(|spec| spec.rust_types.features()).collect();
        let manifest = Manifest {
            header,
            name: toml(&self.name),
            description: self.description.as_deref().map(toml),
            version: toml(&self.version_for(specs)),
            is_in_workspace: self.workspace,
            runtime: toml(env!("CARGO_PKG_VERSION")),
            features: features.into_iter().map(toml).collect(),
            parts,
        };
        let readme = Readme {
            header,
            name: &self.name,
            description: self.description.as_deref().map(markdown::paragraph),
            parts,
            apis: specs.iter().map(|spec| (spec.module.as_str(), markdown::paragraph(&spec.name))).collect(),
        };
        [text_file("Cargo.toml", &manifest), text_file("README.md", &readme)]
    }
}

/// The manifest of the crate; values are spelled as in TOML.
#[derive(Template)]
#[template(path = "package.toml", escape = "none")]
struct Manifest<'a> {
    header: &'a [String],
    name: String,
    description: Option<String>,
    version: String,
    is_in_workspace: bool,
    runtime: String,
    /// The features of the runtime that the types of other crates need.
    features: Vec<String>,
    parts: Parts,
}

/// The front page of the crate; texts are Markdown.
#[derive(Template)]
#[template(path = "readme.md", escape = "none")]
struct Readme<'a> {
    header: &'a [String],
    name: &'a str,
    description: Option<String>,
    /// Modules with what their APIs are called.
    apis: Vec<(&'a str, String)>,
    parts: Parts,
}

fn text_file(path: &str, template: &impl Template) -> OutputFile {
    // Nothing that the templates hold can fail to be shown.
    let mut contents = template.render().unwrap_or_default();
    if !contents.ends_with('\n') {
        contents.push('\n');
    }
    OutputFile { path: path.into(), contents }
}

/// Returns a text as a basic string of TOML.
fn toml(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.extend(format!("\\u{:04X}", u32::from(c)).chars()),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    #[test]
    fn toml_has_no_control_characters() {
        assert_eq!(super::toml("a \"b\" \\ \n\u{7f}ß"), r#""a \"b\" \\ \u000A\u007Fß""#);
    }
}
