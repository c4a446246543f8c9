//! Files that requests send and responses hold.

use jsonc_parser::ast::Value;

use super::{keys, reader::Reader};
use crate::{
    diagnostic::{Code, Diagnostic},
    spec::{
        model::{Download, FileCount, FilePart, Parameter, ParameterPlace, Upload, UploadForm},
        span::Spanned,
    },
};

impl Reader<'_> {
    /// Reads a body that no formatter writes: `{"media": ..}` or `{"parts": ..}`. Its texts join the parameters.
    pub(super) fn upload(&mut self, value: &Value<'_>, parameters: &mut Vec<Parameter>) -> Option<Upload> {
        let fields = self.fields(value, "`body`", keys::UPLOAD)?;
        let doc = self.string(fields.get("doc"), "`doc`");
        let media = fields.get("media").and_then(|value| self.media(value));
        let Some(parts) = fields.get("parts") else {
            let name = Spanned::new("body".to_owned(), fields.span);
            let file = FilePart { name, doc, count: FileCount::One, media };
            return Some(Upload { form: UploadForm::Raw, files: vec![file] });
        };
        if let Some(media) = media {
            let message = "a body has parts, or a media type";
            let diagnostic = Diagnostic::error(Code::BadValue, self.file, media.span, message);
            self.report(diagnostic.help("each part that is a file may have a `media`"));
        }
        let mut files = Vec::new();
        for (name, value) in self.entries(parts, "`parts`", Code::DuplicateKey) {
            match self.file_part(&name, value) {
                Some(file) => files.push(file),
                None => parameters.extend(self.parameter((name, value), ParameterPlace::Part)),
            }
        }
        Some(Upload { form: UploadForm::Parts, files })
    }

    /// Reads a part that is a file, if it is one.
    fn file_part(&mut self, name: &Spanned<String>, value: &Value<'_>) -> Option<FilePart> {
        let word = |value: &Value<'_>| match value {
            Value::StringLit(text) => FileCount::of_word(&text.value),
            _ => None,
        };
        if let Some(count) = word(value) {
            return Some(FilePart { name: name.clone(), doc: None, count, media: None });
        }
        let Value::Object(object) = value else { return None };
        let count = word(&object.get("type")?.value)?;
        let fields = self.fields(value, "a part that is a file", keys::FILE_PART)?;
        Some(FilePart {
            name: name.clone(),
            doc: self.string(fields.get("doc"), "`doc`"),
            count,
            media: fields.get("media").and_then(|value| self.media(value)),
        })
    }

    /// Reads a response that is a file: `{"media": ..}`.
    pub(super) fn download(&mut self, value: &Value<'_>) -> Option<Download> {
        let fields = self.fields(value, "`response`", keys::DOWNLOAD)?;
        Some(Download {
            media: fields.get("media").and_then(|value| self.media(value))?,
            doc: self.string(fields.get("doc"), "`doc`"),
        })
    }

    fn media(&mut self, value: &Value<'_>) -> Option<Spanned<String>> {
        let media = self.filled_string(Some(value), "`media`")?;
        if !super::api::is_media_type(&media) {
            let message = format!("`{}` is no media type", media.value);
            let diagnostic = Diagnostic::error(Code::BadValue, self.file, media.span, message);
            self.report(diagnostic.help("a media type is written as `application/pdf`; `*/*` is any"));
        }
        Some(media)
    }
}

/// Returns whether a body or a response is one that no formatter writes.
pub(super) fn is_file(value: &Value<'_>) -> bool {
    let Value::Object(object) = value else { return false };
    object.get("type").is_none() && (object.get("media").is_some() || object.get("parts").is_some())
}
