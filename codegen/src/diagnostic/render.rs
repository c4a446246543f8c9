//! Diagnostics as text.

use annotate_snippets::{Group, Level, Renderer};
use serde_json::json;

use super::{Diagnostic, LineColumn, Severity, SourceFile, printable::printable, snippet::snippets};
use crate::spec::Span;

/// The forms of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people: the offending lines with what is wrong beneath.
    Text {
        /// With the terminal's colours.
        color: bool,
    },
    /// For programs: one JSON object a line.
    Json,
    /// For GitHub's workflows: one annotation a line.
    Github,
}

impl Diagnostic {
    /// Returns the diagnostic as text that ends with a line break. In [`Format::Text`] an empty line follows.
    #[must_use]
    pub fn render(&self, format: Format) -> String {
        match format {
            Format::Text { color } => self.to_text(color),
            Format::Json => self.to_json(),
            Format::Github => self.to_github(),
        }
    }

    fn to_text(&self, color: bool) -> String {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = level.primary_title(printable(&self.message)).id(self.code.code());
        let mut group = title.elements(snippets(self));
        for note in &self.notes {
            group = group.element(Level::NOTE.message(printable(note)));
        }
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(printable(help)));
        }
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let groups: [Group<'_>; 1] = [group];
        format!("{}\n\n", renderer.render(&groups))
    }

    fn to_json(&self) -> String {
        let start = self.file.line_column(self.span.start);
        let end = self.file.line_column(self.span.end);
        let related = self.related.iter().map(|(span, label)| {
            let (start, end) = (self.file.line_column(span.start), self.file.line_column(span.end));
            json!({
                "line": start.line,
                "column": start.column,
                "endLine": end.line,
                "endColumn": end.column,
                "label": label,
            })
        });
        let object = json!({
            "code": self.code.code(),
            "severity": self.severity.word(),
            "message": self.message,
            "file": self.file.path(),
            "line": start.line,
            "column": start.column,
            "endLine": end.line,
            "endColumn": end.column,
            "label": self.label,
            "related": related.collect::<Vec<_>>(),
            "notes": self.notes,
            "help": self.help,
        });
        format!("{object}\n")
    }

    fn to_github(&self) -> String {
        let mut message = self.message.clone();
        if !self.label.is_empty() {
            message.push('\n');
            message.push_str(&self.label);
        }
        for note in &self.notes {
            message.push_str("\nnote: ");
            message.push_str(note);
        }
        if let Some(help) = &self.help {
            message.push_str("\nhelp: ");
            message.push_str(help);
        }
        let title = format!("{}: {}", self.code, self.code.title());
        github_annotation(self.severity.word(), Some((&self.file, self.span)), &title, &message)
    }
}

/// Returns an annotation as GitHub's workflows print it, with a line break at its end. `level` is `error`, `warning` or
/// `notice`.
#[must_use]
pub fn github_annotation(
    level: &str,
    place: Option<(&SourceFile, Span)>,
    title: &str,
    message: &str,
) -> String {
    let place = place.map(|(file, span)| {
        let LineColumn { line, column } = file.line_column(span.start);
        let end = file.line_column(span.end);
        let file = escape_property(file.path());
        format!("file={file},line={line},col={column},endLine={},endColumn={},", end.line, end.column)
    });
    let (place, title) = (place.unwrap_or_default(), escape_property(title));
    format!("::{level} {place}title={title}::{}\n", escape(message))
}

/// Escapes a text as GitHub's commands want it.
fn escape(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property as GitHub's commands want it.
fn escape_property(text: &str) -> String {
    escape(text).replace(':', "%3A").replace(',', "%2C")
}
