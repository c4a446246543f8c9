//! Why nothing was made of specs.

use std::{fmt, path::PathBuf};

use crate::{
    diagnostic::{Diagnostics, Format},
    output::FileError,
};

/// Why nothing was made of specs.
///
/// `Debug` shows what `Display` does, since that is what cargo prints of an error that `main` of a build
/// script returns.
#[non_exhaustive]
pub enum Error {
    /// There are mistakes in the specs, or in what was said about their types.
    Spec(Diagnostics),
    /// A file cannot be read or written.
    File(FileError),
    /// This file, which was not generated, is where a generated one is to be.
    NotGenerated(PathBuf),
    /// It was not called by a build script, and does not know where to write.
    NoOutDir,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Spec(diagnostics) => {
                let text = diagnostics.render(Format::Text { color: false });
                write!(f, "there are mistakes in the specs\n\n{}", text.trim_end())
            }
            Self::File(error) => error.fmt(f),
            Self::NotGenerated(path) => {
                write!(f, "`{}` was not generated: move it, or write elsewhere by `out_dir`", path.display())
            }
            Self::NoOutDir => f.write_str(
                "`OUT_DIR` is not set: call this from `build.rs`, or say where to write by `out_dir`",
            ),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::File(error) => error.source.get_ref().map(|error| error as _),
            Self::Spec(_) | Self::NotGenerated(_) | Self::NoOutDir => None,
        }
    }
}
