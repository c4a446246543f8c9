//! The lines that a diagnostic shows.
//!
//! The renderer goes through the whole text that it is given, so it is given a few lines of it: many
//! diagnostics about a large file take no longer for each of them than one about a small file.

use annotate_snippets::{Annotation, AnnotationKind, Element, Origin, Snippet};

use super::{Diagnostic, SourceFile, printable::printable};
use crate::spec::Span;

/// The bytes of the lines that are shown together, at most. What is farther away is shown by itself.
const WINDOW: usize = 16 * 1024;

/// A place with what is said of it.
struct Note<'d> {
    span: Span,
    kind: AnnotationKind,
    label: Option<&'d str>,
}

/// Returns the places of a diagnostic, the offending text first.
pub(super) fn snippets(diagnostic: &Diagnostic) -> Vec<Element<'_>> {
    let file = &diagnostic.file;
    if file.text().is_empty() {
        return vec![Origin::path(file.path()).into()];
    }
    let label = (!diagnostic.label.is_empty()).then_some(diagnostic.label.as_str());
    let primary = Note { span: file.within(diagnostic.span), kind: AnnotationKind::Primary, label };
    let mut snippets = vec![(primary.span, vec![primary])];
    for (span, label) in &diagnostic.related {
        let note = Note { span: file.within(*span), kind: AnnotationKind::Context, label: Some(label) };
        let near = snippets.iter_mut().find(|(shown, _)| file.lines_of(shown.to(note.span)).len() <= WINDOW);
        match near {
            Some((shown, notes)) => {
                *shown = shown.to(note.span);
                notes.push(note);
            }
            None => snippets.push((note.span, vec![note])),
        }
    }
    snippets.into_iter().map(|(span, notes)| element(file, span, notes)).collect()
}

fn element<'d>(file: &'d SourceFile, span: Span, notes: Vec<Note<'d>>) -> Element<'d> {
    let lines = file.lines_of(span);
    if lines.len() > WINDOW {
        let place = file.line_column(span.start);
        // One line that is longer than any that people write: nobody would find the place in it.
        return Origin::path(file.path()).line(place.line).char_column(place.column).into();
    }
    let annotations = notes.into_iter().map(|Note { span, kind, label }| -> Annotation<'d> {
        kind.span(span.start - lines.start..span.end - lines.start).label(label.map(printable))
    });
    let first = file.line_column(lines.start).line;
    let snippet = Snippet::source(file.shown(lines.clone())).path(file.path()).line_start(first);
    snippet.annotations(annotations).into()
}
