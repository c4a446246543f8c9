//! From files to checked specs.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{check, model::Spec, parse, span::Span};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, SourceFile};

/// What a spec's file is called in its folder.
pub const FILE_NAME: &str = "api.json";

/// The folder of the samples, beside the file.
pub const SAMPLES: &str = "samples";

impl Spec {
    /// Reads and checks a spec: the file itself, or the folder that holds it. There is a spec only if no
    /// error was found; warnings may be there all the same.
    #[must_use]
    pub fn load(path: &Path) -> (Option<Self>, Diagnostics) {
        let (spec, diagnostics) = Self::load_despite_errors(path);
        (spec.filter(|_| !diagnostics.has_errors()), diagnostics)
    }

    /// Reads and checks a spec as [`Spec::load`] does, and gives it in spite of errors wherever there is one
    /// to give.
    ///
    /// What errors touch of it means nothing: see
    /// [`ContractGraph::of_sound_part`](crate::graph::ContractGraph::of_sound_part).
    #[must_use]
    pub fn load_despite_errors(path: &Path) -> (Option<Self>, Diagnostics) {
        let mut diagnostics = Diagnostics::new();
        // What is in the working folder is called by its name alone, as it is from everywhere else.
        let folder = if path == Path::new(".") { Path::new("") } else { path };
        let path = if path.is_dir() { folder.join(FILE_NAME) } else { path.to_owned() };
        let Some(file) = read(&path, &mut diagnostics) else { return (None, diagnostics) };
        let spec = parse::parse(&file, &mut diagnostics);
        if let Some(spec) = &spec {
            check::check(spec, &mut diagnostics);
            check::check_files(spec, &mut diagnostics);
        }
        (spec, diagnostics)
    }

    /// Reads and checks a spec's text. `path` is for messages alone; that samples exist is not checked.
    #[must_use]
    pub fn from_text(path: &Path, text: &str) -> (Option<Self>, Diagnostics) {
        let (spec, diagnostics) = Self::from_text_despite_errors(path, text);
        (spec.filter(|_| !diagnostics.has_errors()), diagnostics)
    }

    /// Reads and checks a spec's text as [`Spec::from_text`] does, and gives it in spite of errors wherever
    /// there is one to give.
    #[must_use]
    pub fn from_text_despite_errors(path: &Path, text: &str) -> (Option<Self>, Diagnostics) {
        let mut diagnostics = Diagnostics::new();
        let file = SourceFile::new(path, without_mark(text));
        let spec = parse::parse(&file, &mut diagnostics);
        if let Some(spec) = &spec {
            check::check(spec, &mut diagnostics);
        }
        (spec, diagnostics)
    }

    /// Returns the path of a sample's file, by the name that the spec gives it.
    #[must_use]
    pub fn sample_path(&self, name: &str) -> PathBuf {
        Path::new(self.file.path()).with_file_name(SAMPLES).join(name)
    }
}

/// Returns the file's text; if it cannot be read, that is reported.
fn read(path: &Path, diagnostics: &mut Diagnostics) -> Option<SourceFile> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let file = SourceFile::new(path, "");
            let message = format!("the file cannot be read: {error}");
            diagnostics.push(
                Diagnostic::error(Code::Unreadable, &file, Span::default(), message)
                    .help(format!("give a spec's file, or a folder with an `{FILE_NAME}` in it")),
            );
            return None;
        }
    };
    match String::from_utf8(bytes) {
        Ok(text) => Some(SourceFile::new(path, without_mark(&text))),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let file = SourceFile::new(path, String::from_utf8_lossy(error.as_bytes()));
            let span = Span::new(at, at + char::REPLACEMENT_CHARACTER.len_utf8());
            diagnostics.push(
                Diagnostic::error(Code::Unreadable, &file, span, "the file is no UTF-8")
                    .help("save it in UTF-8"),
            );
            None
        }
    }
}

/// Returns the text without a byte-order mark.
fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}
