//! What can be wrong with a spec that reads well. One function a rule.

mod classes;
mod collections;
mod crate_root;
mod endpoints;
mod enums;
mod members;
mod outcome;
mod parameters;
mod references;
mod refused;
mod rust;

use super::{model::Spec, span::Span};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// Reports all mistakes that the text alone shows.
pub(super) fn check(spec: &Spec, diagnostics: &mut Diagnostics) {
    let mut checker = Checker { spec, diagnostics };
    checker.references();
    checker.classes();
    checker.collections();
    checker.refused();
    checker.members();
    checker.enums();
    checker.endpoints();
    checker.outcomes();
    checker.rust();
    checker.crate_root();
}

/// Reports the mistakes in the wishes about the Rust code alone.
pub(super) fn check_rules(spec: &Spec, diagnostics: &mut Diagnostics) {
    Checker { spec, diagnostics }.rules();
}

/// Reports the mistakes that show in the folder.
pub(super) fn check_files(spec: &Spec, diagnostics: &mut Diagnostics) {
    Checker { spec, diagnostics }.sample_files();
}

/// For how many unknown names it is looked for what was meant: the search goes through all names that there are.
const SEARCHED: usize = 200;

struct Checker<'a> {
    spec: &'a Spec,
    diagnostics: &'a mut Diagnostics,
}

impl Checker<'_> {
    /// An error about this spec, not yet reported.
    fn error(&self, code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, &self.spec.file, span, message)
    }

    /// A warning about this spec, not yet reported.
    fn warning(&self, code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::warning(code, &self.spec.file, span, message)
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}
