//! Requests and responses that no formatter writes: files as they are, and forms with files.
//!
//! Web API's help pages show what the formatters would make of a class, whatever the action does with the request. That
//! it reads a form with files stands in the page's words, in the media types of its samples, or nowhere.

mod downloads;
mod named_parts;
mod uploads;

use crate::{infer::model::Remark, page::Row};

use downloads::speaks_of_file;
pub(crate) use downloads::{media_advised, response};
pub(crate) use uploads::{RequestPage, request};

/// A request that no formatter writes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Upload {
    /// A form with files: `multipart/form-data`.
    Parts(Vec<RawPart>),
    /// The content of a file of this media type.
    Content(String),
}

/// A part of a form as its page has it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RawPart {
    /// Its name, its type and what is said of it.
    pub(crate) row: Row,
    pub(crate) kind: PartKind,
}

/// What a part of a form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PartKind {
    /// A file.
    File,
    /// Any number of files of one name.
    Files,
    /// A value, as in a query.
    Value,
}

/// What a page shows of a request in a form with files, or of a file.
#[derive(Debug, PartialEq)]
pub(crate) enum Finding {
    /// It is one.
    Upload(Upload, Remark),
    /// It may be one.
    Open(Remark),
}

/// Returns whether a media type is one of files: neither of data nor of texts.
fn is_of_files(media: &str) -> bool {
    let media = media.to_ascii_lowercase();
    let is_data =
        ["json", "xml", "yaml", "csv", "x-www-form-urlencoded"].iter().any(|word| media.contains(word));
    let (kind, of) = media.split_once('/').unwrap_or((media.as_str(), ""));
    let is_file = match kind {
        "image" | "audio" | "video" | "font" => true,
        "application" => {
            ["octet-stream", "pdf", "zip", "gzip", "x-zip-compressed", "msword", "rtf"].contains(&of)
                || of.starts_with("vnd.ms-")
                || of.starts_with("vnd.openxmlformats-")
        }
        _ => false,
    };
    // `image/svg+xml` is a file, and `application/vnd.ms-xml` is data.
    is_file && (!is_data || kind == "image" || of.starts_with("vnd.openxmlformats-"))
}

#[cfg(test)]
mod tests {
    use super::is_of_files;

    #[test]
    fn media_types_of_files_are_told_from_those_of_data() {
        let sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        for media in ["image/png", "image/svg+xml", "application/pdf", "application/octet-stream", sheet] {
            assert!(is_of_files(media), "{media}");
        }
        for media in
            ["text/html", "application/hal+json", "application/bson", "text/csv", "multipart/form-data"]
        {
            assert!(!is_of_files(media), "{media}");
        }
    }
}
