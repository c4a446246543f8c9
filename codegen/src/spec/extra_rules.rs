//! Wishes about the Rust code that do not stand in the spec itself.

use super::{
    check,
    model::Spec,
    parse::{self, rust::RustSection},
};
use crate::diagnostic::{Diagnostics, SourceFile};

impl Spec {
    /// Adds the wishes of a file, which is an object like that of `rust` in a spec. They come after the
    /// spec's own.
    pub(crate) fn add_rules(&mut self, file: &SourceFile, diagnostics: &mut Diagnostics) {
        let section =
            parse::read(file, diagnostics, |reader, value| reader.rust(value, &self.types, &self.names));
        let RustSection { rules, types } = section.unwrap_or_default();
        // They are checked alone, in this spec's place.
        let own_file = std::mem::replace(&mut self.file, file.clone());
        let own = std::mem::replace(&mut self.rust, rules);
        check::check_rules(self, diagnostics);
        self.file = own_file;
        let rules = std::mem::replace(&mut self.rust, own);
        self.rust.extend(rules);
        self.rust_types.choose_all(types);
    }
}
