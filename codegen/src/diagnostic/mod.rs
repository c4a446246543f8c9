//! Mistakes in specs: what, where, why and the way out.

mod codes;
mod printable;
mod render;
mod snippet;
mod source;

use std::{borrow::Cow, fmt};

pub use codes::Code;
pub use render::{Format, github_annotation};
pub use source::{LineColumn, SourceFile};

use crate::{address, spec::Span};

/// One mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of mistake.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong with this very text.
    pub message: String,
    /// The file.
    pub file: SourceFile,
    /// The offending text.
    pub span: Span,
    /// What stands under the offending text; may be empty.
    pub label: String,
    /// Other places of the same file that it has to do with.
    pub related: Vec<(Span, String)>,
    /// What else there is to know.
    pub notes: Vec<String>,
    /// The way out.
    pub help: Option<String>,
}

/// How bad a mistake is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing can be made of the spec.
    Error,
    /// It is probably not what was meant.
    Warning,
}

impl Severity {
    /// Returns `error` or `warning`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

impl Diagnostic {
    /// Returns an error about the text at `span`.
    pub fn error(code: Code, file: &SourceFile, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message: shown(message),
            file: file.clone(),
            span,
            label: String::new(),
            related: Vec::new(),
            notes: Vec::new(),
            help: None,
        }
    }

    /// Returns a warning about the text at `span`.
    pub fn warning(code: Code, file: &SourceFile, span: Span, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, file, span, message) }
    }

    /// Adds a few words under the offending text.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = shown(label);
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push((span, shown(label)));
        self
    }

    /// Adds something more to know.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(shown(note));
        self
    }

    /// Adds the way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(shown(help));
        self
    }

    /// Returns what the order of diagnostics goes by.
    fn order(&self) -> (&str, Span, Severity, Code, &str) {
        (self.file.path(), self.span, self.severity, self.code, &self.message)
    }
}

/// Returns what a message may say: nothing of the secrets of addresses.
fn shown(text: impl Into<String>) -> String {
    let text = text.into();
    match address::masked(&text) {
        Cow::Owned(masked) => masked,
        Cow::Borrowed(_) => text,
    }
}

/// One line: `specs/x/api.json:3:5: error[DC102]: unknown type ..`.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let LineColumn { line, column } = self.file.line_column(self.span.start);
        let path = self.file.path();
        write!(f, "{path}:{line}:{column}: {}[{}]: {}", self.severity.word(), self.code, self.message)
    }
}

/// Mistakes in the order of files and places, whatever the order they were found in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Returns an empty collection.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one, unless it is there already.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let at = self.list.partition_point(|other| other.order() < diagnostic.order());
        if self.list.get(at).is_none_or(|other| other.order() != diagnostic.order()) {
            self.list.insert(at, diagnostic);
        }
    }

    /// Returns whether there are none at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Returns how many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Returns how many there are of this severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// Returns whether there is an error among them.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Returns all of them, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// Returns all of them as text for people or programs, ending with a line break unless empty.
    #[must_use]
    pub fn render(&self, format: Format) -> String {
        self.list.iter().map(|diagnostic| diagnostic.render(format)).collect()
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, iter: T) {
        for diagnostic in iter {
            self.push(diagnostic);
        }
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
