//! What can be wrong with a spec that reads well. One function a rule.

mod annotations;
mod classes;
mod collections;
mod crate_root;
mod endpoints;
mod enums;
mod members;
mod outcome;
mod paging;
mod parameters;
mod references;
mod refused;
mod rust;
mod xml_serializer;

use super::{model::Spec, similar::Searches, span::Span};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// Reports all mistakes that the text alone shows.
pub(super) fn check(spec: &Spec, diagnostics: &mut Diagnostics) {
    let mut checker = Checker::new(spec, diagnostics);
    checker.references();
    checker.classes();
    checker.collections();
    checker.refused();
    checker.members();
    checker.xml_serializer();
    checker.enums();
    checker.endpoints();
    checker.outcomes();
    checker.rust();
    checker.crate_root();
}

/// Reports the mistakes in the wishes about the Rust code alone.
pub(super) fn check_rules(spec: &Spec, diagnostics: &mut Diagnostics) {
    Checker::new(spec, diagnostics).rules();
}

/// Reports the mistakes that show in the folder.
pub(super) fn check_files(spec: &Spec, diagnostics: &mut Diagnostics) {
    Checker::new(spec, diagnostics).sample_files();
}

struct Checker<'a> {
    spec: &'a Spec,
    diagnostics: &'a mut Diagnostics,
    searches: Searches,
}

impl<'a> Checker<'a> {
    fn new(spec: &'a Spec, diagnostics: &'a mut Diagnostics) -> Self {
        Self { spec, diagnostics, searches: Searches::default() }
    }

    /// Returns an error about this spec, not yet reported.
    fn error(&self, code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, &self.spec.file, span, message)
    }

    /// Returns a warning about this spec, not yet reported.
    fn warning(&self, code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::warning(code, &self.spec.file, span, message)
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}
