//! A spec with its samples in one document, as help pages made from a spec carry it.

use std::{collections::BTreeMap, io};

use serde_json::{Value, json};

use super::Spec;
use crate::{address, file_name::Unfit};

/// A spec with the texts of its samples.
///
/// A help page that was made from a spec links to it, by `<link rel="alternate">` with the media type
/// [`MEDIA_TYPE`](Self::MEDIA_TYPE), so that an import of the pages has all that no help page shows.
///
/// ```
/// use datacontract_codegen::spec::Bundle;
///
/// let bundle = Bundle { spec: "{ \"version\": 1 } // mine".to_owned(), ..Bundle::default() };
/// assert_eq!(Bundle::parse(&bundle.to_json()), Some(bundle));
/// assert_eq!(Bundle::parse("{}"), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bundle {
    /// The text of `api.json`, with its comments.
    pub spec: String,
    /// The texts of the files in `samples`, by their names.
    pub samples: BTreeMap<String, String>,
}

impl Bundle {
    /// The media type of the document.
    pub const MEDIA_TYPE: &str = "application/vnd.datacontract.spec+json";

    /// What the document is called where it is a file.
    pub const FILE_NAME: &str = "datacontract-spec.json";

    /// The version of the document's format.
    const VERSION: u64 = 1;

    /// Puts a spec into one document with its samples; those that cannot be read as a text are left out. Returns
    /// `None` if the spec holds a secret's value. Logins and keys in addresses are left out.
    #[must_use]
    pub fn of(spec: &Spec, read: &dyn Fn(&str) -> io::Result<Vec<u8>>) -> Option<Self> {
        if spec.file.has_secrets() {
            return None;
        }
        let text_of = |name: &str| String::from_utf8(read(name).ok()?).ok();
        let files = spec.endpoints.iter().flat_map(|of| [&of.samples.request, &of.samples.response]);
        let samples = files.flat_map(|of| [&of.json, &of.xml]).flatten().filter(|name| is_file_name(name));
        Some(Self {
            spec: address::without_secrets(spec.file.text()).into_owned(),
            samples: samples.filter_map(|name| Some((name.value.clone(), text_of(name)?))).collect(),
        })
    }

    /// Returns the document.
    #[must_use]
    pub fn to_json(&self) -> String {
        json!({ "datacontract": Self::VERSION, "spec": self.spec, "samples": self.samples }).to_string()
    }

    /// Reads a document. Returns `None` for every other JSON, and for a sample whose name is not the name of a
    /// file: it may come from anywhere.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let document: Value = serde_json::from_str(text).ok()?;
        if document.get("datacontract")?.as_u64()? != Self::VERSION {
            return None;
        }
        let samples = document.get("samples").and_then(Value::as_object).into_iter().flatten();
        let samples = samples.map(|(name, text)| {
            let text = text.as_str().filter(|_| is_file_name(name))?;
            Some((name.clone(), text.to_owned()))
        });
        Some(Self {
            spec: document.get("spec")?.as_str()?.to_owned(),
            samples: samples.collect::<Option<_>>()?,
        })
    }
}

/// Returns whether a name is that of a file in a folder, on every system, and not of a hidden one.
fn is_file_name(name: &str) -> bool {
    !name.starts_with('.') && Unfit::of(name).is_none()
}

#[cfg(test)]
mod tests {
    use std::{io, path::Path};

    use super::Bundle;
    use crate::spec::Spec;

    fn spec(text: &str) -> Spec {
        Spec::from_text_despite_errors(Path::new("api.json"), text).0.expect("a spec")
    }

    #[test]
    fn samples_go_along() {
        let text = r#"{ "version": 1, "name": "A", "module": "a", // a remark
            "source": { "page": "http://bob:password@host/Help?key=5&page=1" },
            "endpoints": { "GET api/a": { "response": "string", "samples": { "response": { "json": "a.json", "xml": "b.xml" } } } } }"#;
        let read = |name: &str| match name {
            "a.json" => Ok(b"\"a\"".to_vec()),
            _ => Err(io::ErrorKind::NotFound.into()),
        };
        let bundle = Bundle::of(&spec(text), &read).expect("no secrets");
        assert!(bundle.spec.contains("// a remark") && !bundle.spec.contains("password"), "{}", bundle.spec);
        assert_eq!(
            bundle.samples.into_iter().collect::<Vec<_>>(),
            [("a.json".to_owned(), "\"a\"".to_owned())]
        );
    }

    #[test]
    fn secrets_stay() {
        let text = r#"{ "version": 1, "name": "A", "module": "a", "endpoints": { "GET api/a?key={key}": {
            "parameters": { "key": { "type": "string", "secret": true, "default": "hunter2" } } } } }"#;
        assert_eq!(Bundle::of(&spec(text), &|_| Err(io::ErrorKind::NotFound.into())), None);
    }

    #[test]
    fn names_lead_nowhere_else() {
        for name in ["../x.json", "/etc/x", "a\\\\b", "C:x", "", ".import.json"] {
            let text = format!(r#"{{ "datacontract": 1, "spec": "{{}}", "samples": {{ "{name}": "x" }} }}"#);
            assert_eq!(Bundle::parse(&text), None, "{name}");
        }
    }
}
