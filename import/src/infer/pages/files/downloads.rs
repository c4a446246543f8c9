//! Responses that are files.

use super::is_of_files;
use crate::{
    infer::model::{Download, Remark},
    outline::words,
    page::Payload,
};

/// The types of actions that answer with a file.
const FILE_RESULTS: [&str; 9] = [
    "Stream",
    "FileStream",
    "MemoryStream",
    "StreamContent",
    "ByteArrayContent",
    "FileResult",
    "FileContentResult",
    "FileStreamResult",
    "PhysicalFileResult",
];

/// Finds out whether a response is a file: its samples are of files alone, or its type is one of the framework's that
/// sends them, or its words name the media type of one. Returns it with the reason.
pub(crate) fn response(response: &Payload, is_whole: bool) -> Option<(Download, Remark)> {
    let mut media_types = response.samples.iter().flat_map(|sample| &sample.media_types);
    if let (true, Some(first)) = (is_whole, media_types.next())
        && media_types.all(|media| media == first)
        && is_of_files(first)
    {
        let remark = Remark::inferred(format!(
            "the page shows the response in {first} alone: it is taken to be a file"
        ));
        return Some((Download { media: first.clone(), doc: String::new() }, remark));
    }
    if let Some(download) = named_in_words(response) {
        let remark = Remark::inferred(format!(
            "the page says that the response is {}: it is taken to be a file",
            download.media
        ));
        return Some((download, remark));
    }
    let own = response.ty.rsplit('.').next().unwrap_or_default();
    let is_result = FILE_RESULTS.contains(&own) && response.samples.is_empty();
    is_result.then(|| {
        let text = format!("the page calls the response `{}`: it is taken to be a file", response.ty);
        (Download { media: "*/*".to_owned(), doc: String::new() }, Remark::inferred(text))
    })
}

/// Reads `Content Type: application/pdf` in what a page says of a response that it shows nothing of.
fn named_in_words(response: &Payload) -> Option<Download> {
    const LABELS: [&str; 4] = ["content type", "content-type", "media type", "mime type"];
    if !response.ty.is_empty() || response.members.is_some() || !response.samples.is_empty() {
        return None;
    }
    let named = |line: &str| {
        let (label, value) = line.split_once(':')?;
        let is_label = LABELS.iter().any(|known| label.trim().eq_ignore_ascii_case(known));
        words::media_types(value).filter(|_| is_label)
    };
    let mut media = response.doc.lines().filter_map(named).flatten();
    let (Some(media), None) = (media.next().filter(|media| is_of_files(media)), media.next()) else {
        return None;
    };
    let said: Vec<&str> = response.doc.lines().filter(|line| named(line).is_none()).collect();
    Some(Download { media, doc: said.join("\n") })
}

/// Words of comments, and the media types that they speak of.
const MEDIA_OF_WORDS: [(&str, &str); 18] = [
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("gif", "image/gif"),
    ("csv", "text/csv"),
    ("zip", "application/zip"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("image", "*/*"),
    ("photo", "*/*"),
    ("picture", "*/*"),
    ("thumbnail", "*/*"),
    ("avatar", "*/*"),
    ("file", "*/*"),
    ("download", "*/*"),
    ("downloads", "*/*"),
    ("attachment", "*/*"),
    ("stream", "*/*"),
];

/// Words in front of a file that speak of what is told of it: `a link to the image`.
const ABOUT: [&str; 16] = [
    "link",
    "links",
    "url",
    "urls",
    "uri",
    "uris",
    "path",
    "name",
    "names",
    "id",
    "ids",
    "address",
    "metadata",
    "information",
    "details",
    "status",
];

/// How many words may stand between: `the metadata of the newly uploaded file`.
const ABOUT_WITHIN: usize = 5;

/// What a comment says of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mention {
    /// It speaks of a file of this media type.
    File(&'static str),
    /// It speaks of what is told of a file: a link to it, its name.
    About,
    Nothing,
}

impl Mention {
    fn find(comment: &str) -> Self {
        let lower = comment.to_ascii_lowercase();
        let words: Vec<&str> =
            lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let is_itself = |at: usize| {
            let before = words.get(at.saturating_sub(ABOUT_WITHIN)..at).unwrap_or_default();
            !before.iter().any(|word| ABOUT.contains(word))
        };
        let mentions = |wanted: &str| words.contains(&wanted);
        let speaks =
            |wanted: &str| words.iter().enumerate().any(|(at, word)| *word == wanted && is_itself(at));
        match MEDIA_OF_WORDS.iter().find(|(word, _)| speaks(word)) {
            Some((_, media)) => Self::File(media),
            None if MEDIA_OF_WORDS.iter().any(|(word, _)| mentions(word)) => Self::About,
            None => Self::Nothing,
        }
    }
}

/// Returns the media type that the comments of an operation and of its payload speak of, for advice: words are no
/// evidence. A payload that is said to be a link to a file is none, whatever the operation does.
pub(crate) fn media_advised(operation: &str, payload: &str) -> Option<&'static str> {
    if Mention::find(payload) == Mention::About {
        return None;
    }
    match Mention::find(&format!("{operation} {payload}")) {
        Mention::File(media) => Some(media),
        Mention::About | Mention::Nothing => None,
    }
}

/// Returns whether a comment speaks of a file.
pub(crate) fn speaks_of_file(comment: &str) -> bool {
    matches!(Mention::find(comment), Mention::File(_))
}

#[cfg(test)]
mod tests {
    use super::{media_advised, named_in_words};
    use crate::page::Payload;

    #[test]
    fn comments_speak_of_files() {
        assert_eq!(media_advised("Downloads the invoice as a PDF file.", ""), Some("application/pdf"));
        assert_eq!(media_advised("Downloads the invoice as a PDF.", "The file"), Some("application/pdf"));
        assert_eq!(media_advised("", "The file's content"), Some("*/*"));
        for text in [
            "The profile of a user",
            "The link to the image",
            "201 with the metadata of the newly uploaded file",
        ] {
            assert_eq!(media_advised("", text), None, "{text}");
            assert_eq!(
                media_advised("Makes a new image.", text).is_some(),
                text.contains("profile"),
                "{text}"
            );
        }
    }

    #[test]
    fn words_name_media_types_of_files() {
        for (doc, media) in [
            ("Content Type: application/pdf\nThe invoice.", Some("application/pdf")),
            ("The invoice.\nContent-Type: image/png", Some("image/png")),
            ("Content Type: application/xml", None),
            ("Content Type: application/pdf\nContent Type: image/png", None),
            ("Type: application/pdf", None),
        ] {
            let response = Payload { doc: doc.to_owned(), ..Payload::default() };
            let found = named_in_words(&response);
            assert_eq!(found.as_ref().map(|found| found.media.as_str()), media, "{doc}");
            assert!(found.is_none_or(|found| found.doc == "The invoice."));
        }
    }
}
