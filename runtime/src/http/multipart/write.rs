//! Bodies in parts, written.

use crate::error::Result;
use crate::http::File;
use crate::http::file::disposition;
use crate::http::file::upload::Upload;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};

/// Puts parts together.
pub(crate) struct Writer {
    upload: Upload,
    boundary: String,
}

impl Writer {
    /// Begins a body with a line between its parts that nobody knows in advance: a file that had it would end its
    /// part.
    pub(crate) fn new() -> Self {
        let random = || RandomState::new().build_hasher().finish();
        Writer {
            upload: Upload::default(),
            boundary: format!("datacontract-{:016x}{:016x}", random(), random()),
        }
    }

    /// Adds a text.
    pub(crate) fn text(&mut self, name: &str, value: &str) {
        self.head(&disposition::of_part(name, None), "text/plain; charset=utf-8");
        self.upload.push(format!("{value}\r\n"));
    }

    /// Adds a file. Without a name of its own it has the part's, because services tell files by that.
    ///
    /// # Errors
    /// If its media type is none.
    pub(crate) fn file(&mut self, name: &str, file: &File, media_type: &str) -> Result<()> {
        let media_type = file.header_media_type(media_type)?;
        self.head(&disposition::of_part(name, Some(file.name().unwrap_or(name))), media_type);
        self.upload.push_file(file);
        self.upload.push("\r\n");
        Ok(())
    }

    fn head(&mut self, disposition: &str, media_type: &str) {
        let boundary = &self.boundary;
        self.upload.push(format!(
            "--{boundary}\r\nContent-Disposition: {disposition}\r\nContent-Type: {media_type}\r\n\r\n"
        ));
    }

    /// Returns the body and its media type.
    pub(crate) fn finish(mut self) -> (Upload, String) {
        self.upload.push(format!("--{}--\r\n", self.boundary));
        (self.upload, format!("multipart/form-data; boundary={}", self.boundary))
    }
}
