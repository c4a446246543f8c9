//! What only the root of a crate can say.

use super::Checker;
use crate::diagnostic::Code;

/// What all of these have in common.
const WRITTEN: &str = "a crate of its own that `generate` writes has it";

impl Checker<'_> {
    pub(super) fn crate_root(&mut self) {
        // Names and types that are wrong are no measure.
        if self.diagnostics.has_errors() {
            return;
        }
        let spec = self.spec;
        let root = spec.crate_root();
        for lint in &root.lints {
            let others = match lint.count - 1 {
                0 => String::new(),
                1 => " (and one more such name)".to_owned(),
                others => format!(" (and {others} more such names)"),
            };
            let message = format!("rustc warns of a name: {}{others}", lint.why);
            self.report(
                self.warning(Code::RootLint, lint.span, message)
                    .note(format!(
                        "only the crate's root can allow it: `#![allow({})]`; {WRITTEN}",
                        lint.lint
                    ))
                    .help("write that in `lib.rs` or `main.rs`, or give the names others under `rust`"),
            );
        }
        if let Some(needed) = root.recursion_limit {
            let ty = &spec.types[needed.from];
            let limit = needed.limit;
            let message =
                format!("types are too deep within each other for rustc, beginning at `{}`", ty.name.short());
            self.report(
                self.warning(Code::DeepTypes, ty.name.span, message)
                    .note(format!(
                        "rustc follows 128 types by itself; the crate's root can raise that: \
                         `#![recursion_limit = \"{limit}\"]`; {WRITTEN}"
                    ))
                    .help("write that in `lib.rs` or `main.rs`"),
            );
        }
    }
}
