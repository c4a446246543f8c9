//! Files that a request sends, and the texts that stand beside them.

use super::Rejection;
use super::body::{unsupported, without_coding};
use super::errors::{BindErrors, NOT_PRESENT};
use super::values::Values;
use crate::http::multipart::{self, Part};
use crate::http::{Arguments, File, MediaType, Operation, RequestForm};
use ::http::{HeaderMap, StatusCode};
use bytes::Bytes;

/// What a body without a formatter holds.
#[derive(Default)]
pub(super) struct Uploaded {
    /// Files by the names of their parts.
    files: Vec<(String, File)>,
    pub(super) texts: Values<'static>,
}

/// Reads a body that no formatter reads.
///
/// # Errors
/// If it is no such body.
pub(super) fn read(operation: &Operation, headers: &HeaderMap, body: &Bytes) -> Result<Uploaded, Rejection> {
    if operation.form == RequestForm::Formatted {
        return Ok(Uploaded::default());
    }
    without_coding(headers)?;
    if operation.form == RequestForm::Raw {
        let name = operation.files.first().map_or("", |part| part.name);
        let files = (!body.is_empty())
            .then(|| (name.to_owned(), File::of_message(headers, body.clone())))
            .into_iter()
            .collect();
        return Ok(Uploaded { files, ..Uploaded::default() });
    }
    let media_type = MediaType::of_body(headers);
    let is_parts = |found: &&MediaType| found.essence() == "multipart/form-data";
    let Some(found) = media_type.as_ref().filter(is_parts) else {
        return Err(unsupported(media_type.as_ref()));
    };
    let parts = multipart::read(body, found.parameter("boundary").unwrap_or_default()).map_err(|why| {
        Rejection::new(
            StatusCode::BAD_REQUEST,
            format!("The request entity has no parts that can be read: {why}."),
        )
    })?;
    let mut uploaded = Uploaded::default();
    let mut texts = Vec::new();
    for part in parts {
        let is_file = operation.files.iter().any(|file| file.name.eq_ignore_ascii_case(&part.name));
        if is_file {
            uploaded.files.push((part.name.clone(), file(part)));
        } else {
            texts.push((part.name, String::from_utf8_lossy(&part.content).into_owned()));
        }
    }
    uploaded.texts = Values::of_pairs(texts);
    Ok(uploaded)
}

fn file(part: Part) -> File {
    let mut file = File::new(part.content);
    if let Some(media_type) = part.media_type {
        file = file.with_media_type(media_type);
    }
    match part.file_name {
        Some(name) => file.named(name),
        None => file,
    }
}

impl Uploaded {
    /// Hands the files over; what is required and not there is reported.
    pub(super) fn take_files(
        self,
        operation: &Operation,
        arguments: &mut dyn Arguments,
        errors: &mut BindErrors,
    ) {
        if operation.files.is_empty() {
            return;
        }
        let mut all: Vec<Vec<File>> = operation.files.iter().map(|_| Vec::new()).collect();
        for (name, file) in self.files {
            let index = operation.files.iter().position(|part| part.name.eq_ignore_ascii_case(&name));
            if let Some(files) = index.and_then(|index| all.get_mut(index)) {
                files.push(file);
            }
        }
        for (part, files) in operation.files.iter().zip(&all) {
            if part.is_required && files.is_empty() {
                errors.state.add(part.name, NOT_PRESENT);
                errors.lacks_value = true;
            }
        }
        arguments.set_files(all);
    }
}
