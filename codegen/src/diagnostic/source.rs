//! A text with its name.

use std::{path::Path, sync::Arc};

/// A text file that diagnostics point into. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile(Arc<Inner>);

#[derive(Debug, PartialEq, Eq)]
struct Inner {
    path: String,
    text: String,
}

/// A place in a file as people count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
}

impl SourceFile {
    /// A file of this path (shown as given, with `/` between its parts) and text.
    #[must_use]
    pub fn new(path: &Path, text: impl Into<String>) -> Self {
        let path = path.to_string_lossy();
        let path =
            if std::path::MAIN_SEPARATOR == '\\' { path.replace('\\', "/") } else { path.into_owned() };
        Self(Arc::new(Inner { path, text: text.into() }))
    }

    /// The path, as messages show it.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// The line and the column of a byte. A byte after the end counts as the end.
    #[must_use]
    pub fn line_column(&self, byte: usize) -> LineColumn {
        let text = self.text();
        let mut end = byte.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &text[..end];
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        LineColumn { line: before.matches('\n').count() + 1, column: before[start..].chars().count() + 1 }
    }
}
