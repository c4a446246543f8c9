//! A project to generate from.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use crate::common::{files, printed};

/// The record of the project's configuration.
pub(crate) const RECORD: &str = "datacontract.json.lock";

/// A project in a folder of its own.
pub(crate) struct Project(tempfile::TempDir);

impl Project {
    /// With a spec of the module `models`, and these further lines of the configuration.
    pub(crate) fn new(config: &str) -> Self {
        let project = Self(tempfile::tempdir().expect("a folder"));
        project.configure("datacontract.json", config);
        project.spec("models", "int");
        project
    }

    pub(crate) fn configure(&self, name: &str, config: &str) {
        self.write(name, &format!(r#"{{ "specs": ["specs/*"], {config} }}"#));
    }

    /// A spec of a module, with one member of this type.
    pub(crate) fn spec(&self, module: &str, ty: &str) {
        let spec = format!(
            r#"{{ "version": 1, "name": "Shop", "module": "{module}", "types": {{ "S.Lead": {{ "members": {{ "Id": "{ty}" }} }} }} }}"#
        );
        self.write(&format!("specs/{module}/api.json"), &spec);
    }

    pub(crate) fn folder(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub(crate) fn files(&self) -> BTreeMap<String, String> {
        files(self.folder())
    }

    /// Replaces a text in a file, which has to be there.
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{text}");
        self.write(path, &text.replacen(from, to, 1));
    }

    /// What `generate` prints that ends with this code.
    pub(crate) fn generate(&self, args: &[&str], code: i32) -> String {
        printed(self.folder(), &[&["generate"], args].concat(), code)
    }

    /// Generates in vain, and returns what is said. Nothing is written, and those that only look say the
    /// same.
    pub(crate) fn is_refused(&self, args: &[&str]) -> String {
        let before = self.files();
        let said = self.generate(args, 1);
        assert_eq!(self.files(), before, "{said}");
        for mode in ["--check", "--diff", "--dry-run"] {
            let also = self.generate(&[args, &[mode]].concat(), 1);
            let (_, expected) = said.split_once("error: ").expect("an error");
            assert!(also.ends_with(expected), "{mode}: {also}");
        }
        assert_eq!(self.files(), before, "{said}");
        said
    }
}
