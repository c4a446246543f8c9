//! The crate around generated modules.

use askama::Template;
use jsonc_parser::ast::Value;

use crate::{
    diagnostic::{Code, Diagnostic},
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
    /// Its version, where it does not take the workspace's.
    pub version: String,
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
            version: version.map_or_else(|| "0.1.0".to_owned(), |version| version.value),
            workspace: workspace.is_some_and(|workspace| workspace.value),
        })
    }

    /// The files that are no modules.
    pub(super) fn files(&self, header: &[String], specs: &[Spec]) -> [OutputFile; 2] {
        let manifest = Manifest { header, package: self, codegen: env!("CARGO_PKG_VERSION") };
        [text_file("Cargo.toml", &manifest), text_file("README.md", &Readme { header, package: self, specs })]
    }
}

/// The manifest of the crate.
#[derive(Template)]
#[template(path = "Cargo.toml", escape = "none")]
struct Manifest<'a> {
    header: &'a [String],
    package: &'a Package,
    /// The version of this crate, which is that of the runtime too.
    codegen: &'a str,
}

/// The front page of the crate.
#[derive(Template)]
#[template(path = "README.md", escape = "none")]
struct Readme<'a> {
    header: &'a [String],
    package: &'a Package,
    specs: &'a [Spec],
}

fn text_file(path: &str, template: &impl Template) -> OutputFile {
    // Nothing that the templates hold can fail to be shown.
    let mut contents = template.render().unwrap_or_default();
    if !contents.ends_with('\n') {
        contents.push('\n');
    }
    OutputFile { path: path.into(), contents }
}

/// Filters of the templates.
mod filters {
    /// A text as a basic string of TOML.
    #[askama::filter_fn]
    pub(super) fn toml(text: &str, _: &dyn askama::Values) -> askama::Result<String> {
        let mut quoted = String::from("\"");
        for c in text.chars() {
            match c {
                '"' | '\\' => quoted.extend(['\\', c]),
                c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
                c => quoted.push(c),
            }
        }
        quoted.push('"');
        Ok(quoted)
    }

    /// A text as one paragraph of Markdown.
    #[askama::filter_fn]
    pub(super) fn markdown(text: &str, _: &dyn askama::Values) -> askama::Result<String> {
        Ok(crate::emit::markdown::paragraph(text))
    }
}
