//! The crate around generated modules.

use std::collections::BTreeSet;

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
        [
            OutputFile { path: "Cargo.toml".into(), contents: manifest.text() },
            OutputFile { path: "README.md".into(), contents: readme.text() },
        ]
    }
}

/// The manifest of the crate; values are spelled as in TOML.
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

impl Manifest<'_> {
    fn text(&self) -> String {
        let mut text = String::new();
        text.extend(self.header.iter().map(|line| format!("# {line}\n")));
        text.extend([format!("\n[package]\nname = {}\n", self.name)]);
        if let Some(description) = &self.description {
            text.extend([format!("description = {description}\n")]);
        }
        if self.is_in_workspace {
            for key in ["version", "edition", "rust-version", "license", "repository"] {
                text.extend([format!("{key}.workspace = true\n")]);
            }
        } else {
            text.extend([format!("version = {}\nedition = \"2024\"\n", self.version)]);
        }
        text += "publish = false\n";
        if self.parts.any() {
            text += FEATURES;
            for (is_there, feature) in
                [(self.parts.client, CLIENT), (self.parts.server, SERVER), (self.parts.samples, SAMPLES)]
            {
                text += if is_there { feature } else { "" };
            }
        }
        text += "\n[dependencies]\n";
        text += &self.runtime();
        if self.is_in_workspace {
            text += "\n[lints]\nworkspace = true\n";
        }
        text
    }

    /// Returns the line of the runtime.
    fn runtime(&self) -> String {
        let features = self.features.join(", ");
        if self.is_in_workspace {
            let further = if features.is_empty() { String::new() } else { format!(", {features}") };
            format!("datacontract = {{ workspace = true, features = [\"derive\", \"json\"{further}] }}\n")
        } else if features.is_empty() {
            format!("datacontract = {}\n", self.runtime)
        } else {
            format!("datacontract = {{ version = {}, features = [{features}] }}\n", self.runtime)
        }
    }
}

const FEATURES: &str = r#"
[features]
default = []
# The endpoints, without anything to call them with.
http = ["datacontract/http"]
"#;

const CLIENT: &str = r#"# Clients; `reqwest` is async, `ureq` is blocking.
client = ["http", "datacontract/client"]
reqwest = ["client", "datacontract/reqwest"]
ureq = ["client", "datacontract/ureq"]
rustls = ["datacontract/rustls"]
native-tls = ["datacontract/native-tls"]
"#;

const SERVER: &str = r#"# Servers.
server = ["http", "datacontract/server"]
"#;

const SAMPLES: &str = r#"# The samples of the pages as values.
samples = ["http"]
"#;

/// The front page of the crate; texts are Markdown.
struct Readme<'a> {
    header: &'a [String],
    name: &'a str,
    description: Option<String>,
    /// Modules with what their APIs are called.
    apis: Vec<(&'a str, String)>,
    parts: Parts,
}

impl Readme<'_> {
    fn text(&self) -> String {
        let mut text = format!("<!-- {} -->\n\n# {}\n\n", self.header.join("\n"), self.name);
        if let Some(description) = &self.description {
            text.extend([format!("{description}\n\n")]);
        }
        text += "| module | API |\n|---|---|\n";
        text.extend(self.apis.iter().map(|(module, api)| format!("| `{module}` | {api} |\n")));
        text += ABOUT_MODULES;
        if self.parts.any() {
            text += ABOUT_PARTS;
            for (is_there, part) in [
                (self.parts.client, ABOUT_CLIENT),
                (self.parts.server, ABOUT_SERVER),
                (self.parts.samples, ABOUT_SAMPLES),
            ] {
                text += if is_there { part } else { "" };
            }
        }
        text + ABOUT_GENERATE
    }
}

const ABOUT_MODULES: &str = "
Each module holds the types of one API. They are written and read byte for byte as the service does:

```rust,ignore
let text = datacontract::xml::to_string(&request)?;
let response: Response = datacontract::json::from_str(&text)?;
```
";

const ABOUT_PARTS: &str = "
Besides the types each module has, by features of this crate:

| feature | module | what it holds |
|---|---|---|
| `http` | `endpoints` | a struct for each endpoint, which holds its arguments |
";

const ABOUT_CLIENT: &str =
    "| `client` | `client` | a client with a method for each endpoint; `reqwest` (async) or \
    `ureq` (blocking) is what it calls with, over TLS with `rustls` or `native-tls` |
";

const ABOUT_SERVER: &str =
    "| `server` | `server` | a trait with a method for each endpoint, and what routes requests \
    to it |
";

const ABOUT_SAMPLES: &str = "| `samples` | `samples` | the samples of the pages as values |
";

const ABOUT_GENERATE: &str = "
`cargo datacontract generate` makes these files anew when a spec has changed; `cargo datacontract generate --check`
tells whether any of them is stale.
";

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
