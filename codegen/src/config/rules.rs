//! Wishes about the Rust code that `build.rs` has: entries of a spec's `rust` section, written in Rust.

use std::path::Path;

use serde_json::json;

use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, SourceFile},
    spec::{RustRule, Span, Spec, parse::rust::built_in},
};

/// What messages call the place where the wishes stand.
const PLACE: &str = "build.rs (Config)";

/// One wish.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    subject: Subject,
    path: String,
    /// The wish as an entry of a `rust` section, so that it is read and checked by the same code.
    file: SourceFile,
}

/// What a wish is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Type,
    Member,
    /// A built-in type of .NET.
    BuiltIn,
}

impl Rule {
    pub(super) fn new(path: &str, subject: Subject, key: &str, value: impl Into<serde_json::Value>) -> Self {
        let text = json!({ path: { key: value.into() } }).to_string();
        Self { subject, path: path.to_owned(), file: SourceFile::new(Path::new(PLACE), text) }
    }

    /// Adds it to a spec. Without effect if the spec has nothing of that name, which is reported.
    fn add_to(&self, spec: &mut Spec) -> Diagnostics {
        let mut diagnostics = Diagnostics::new();
        let before = spec.rust.len();
        spec.add_rules(&self.file, &mut diagnostics);
        for rule in spec.rust.get(before..).unwrap_or_default() {
            diagnostics.extend(self.misplaced(rule));
        }
        if self.subject != Subject::BuiltIn && built_in(&self.path, &spec.names).is_some() {
            let message = format!("`{}` is a built-in type of .NET, not one of the spec", self.path);
            diagnostics.push(
                Diagnostic::error(Code::Misplaced, &self.file, Span::default(), message)
                    .help("`clr_type` gives it another Rust type"),
            );
        }
        diagnostics
    }

    fn misplaced(&self, rule: &RustRule) -> Option<Diagnostic> {
        let (is, is_not, help) = match (self.subject, rule.target.member.is_some()) {
            (Subject::Type, true) => ("a member", "a type", "name the type alone"),
            (Subject::Member, false) => ("a type", "a member", "name the member too, or `*`: `Type.Member`"),
            (Subject::BuiltIn, _) => (
                "one of the spec",
                "a built-in type of .NET",
                "`extern_path` and `type_override` are for types and members of specs",
            ),
            (Subject::Type, false) | (Subject::Member, true) => return None,
        };
        let message = format!("`{}` is {is}, not {is_not}", rule.target.text);
        Some(Diagnostic::error(Code::Misplaced, &self.file, rule.target.span, message).help(help))
    }
}

/// Adds the wishes to the specs. Each has to be about something in one of them.
pub(super) fn apply(rules: &[Rule], specs: &mut [Spec], diagnostics: &mut Diagnostics) {
    for rule in rules {
        let found: Vec<Diagnostics> = specs.iter_mut().map(|spec| rule.add_to(spec)).collect();
        let is_unknown = |diagnostic: &Diagnostic| diagnostic.code == Code::UnknownRustTarget;
        let somewhere = found.iter().any(|found| !found.iter().any(is_unknown));
        let unknown = found.iter().flatten().filter(|diagnostic| is_unknown(diagnostic)).take(1);
        if somewhere {
            diagnostics.extend(found.iter().flatten().filter(|diagnostic| !is_unknown(diagnostic)).cloned());
        } else {
            diagnostics.extend(unknown.cloned());
        }
        if specs.is_empty() {
            let message = "there are no specs that this could be about";
            diagnostics.push(Diagnostic::error(
                Code::UnknownRustTarget,
                &rule.file,
                Span::default(),
                message,
            ));
        }
    }
}
