//! Wishes about the Rust code that do not stand in the spec itself.

use super::{check, model::Spec, parse};
use crate::diagnostic::{Diagnostics, SourceFile};

impl Spec {
    /// Adds the wishes of a file, which is an object like that of `rust` in a spec. They come after the spec's own.
    pub(crate) fn add_rules(&mut self, file: &SourceFile, diagnostics: &mut Diagnostics) {
        let rules =
            parse::read(file, diagnostics, |reader, value| reader.rust(value, &self.types, &self.names));
        let rules = rules.unwrap_or_default();
        let alone = Self { file: file.clone(), rust: rules.clone(), ..self.clone() };
        check::check_rules(&alone, diagnostics);
        self.rust.extend(rules);
    }
}
