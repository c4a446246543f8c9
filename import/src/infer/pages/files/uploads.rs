//! Requests that are forms with files, or files.

use super::{
    Finding, PartKind, RawPart, Upload, is_of_files,
    named_parts::{self, NamedPart},
};
use crate::{
    infer::{
        model::Remark,
        pages::annotations::{self, RowOf},
        samples::{
            json::{self, Json},
            sample_formats::{are_all_others, format_of},
        },
        wording::words::{PageType, Word},
    },
    page::{Payload, Row, Sample, SampleContent},
};

/// The media type of forms with files.
const IN_PARTS: &str = "multipart/form-data";

/// What the page of a request shows.
pub(crate) struct RequestPage<'p> {
    /// What it says of the operation.
    pub(crate) summary: &'p str,
    pub(crate) uri: &'p [Row],
    pub(crate) request: Option<&'p Payload>,
    /// The page goes on behind the samples of the request.
    pub(crate) is_whole: bool,
}

/// Finds out whether a request is a form with files, or a file: what its table and its samples show is what the
/// formatters would make of the class behind it.
pub(crate) fn request(page: &RequestPage<'_>) -> Option<Finding> {
    let request = page.request;
    let words = page.words();
    let lower = words.to_ascii_lowercase();
    let says_so =
        ["multipart/form", "multipart form", "multipart-form"].iter().any(|form| lower.contains(form));
    let samples = request.map_or(&[][..], |request| &request.samples);
    let media_types: Vec<&str> =
        samples.iter().flat_map(|sample| &sample.media_types).map(String::as_str).collect();
    let is_listed = media_types.iter().any(|media| media.eq_ignore_ascii_case(IN_PARTS));
    let is_alone = is_listed && media_types.iter().all(|media| media.eq_ignore_ascii_case(IN_PARTS));
    if !says_so && !is_listed {
        return request
            .filter(|request| are_all_others(&request.samples))
            .map(|_| in_other_formats(&media_types, page));
    }
    let form = Form::of(page, &words);
    // A class without a file may well be sent in JSON where such forms are one format of several.
    if !says_so && !is_alone && !form.has_table_of_files {
        return None;
    }
    let is_choice =
        ["json or", "xml or", "or json", "or xml", "optional", "either"].iter().any(|or| lower.contains(or));
    let is_shown = (says_so && !is_choice) || (is_alone && page.is_whole);
    if is_shown && form.is_known && form.has_file() {
        let said = if says_so {
            "says that the request is multipart/form-data"
        } else {
            "shows the request in multipart/form-data alone"
        };
        let left_out = if samples.is_empty() || is_alone {
            ""
        } else {
            "; the samples of the request are of other formats, and left out"
        };
        let text = format!(
            "the page {said}: the parts are taken from its words, its samples and its table{left_out}"
        );
        return Some(Finding::Upload(Upload::Parts(form.parts), Remark::inferred(text)));
    }
    let said = if says_so {
        format!("the page says that the request is {IN_PARTS}")
    } else if is_alone {
        format!("the page shows the request in {IN_PARTS} alone")
    } else {
        format!("the page lists {IN_PARTS} among the formats of the request, which has files")
    };
    let open = Remark::open(said);
    let parts = form.advised();
    Some(Finding::Open(if request.is_none() {
        open.write(
            "write its parts, files with `\"type\": \"file\"`; else delete the comment",
            &["body"],
            &parts,
        )
    } else if has_samples(samples) {
        open.advise(&format!(
            "keep `body` if the service takes it in JSON, in XML or as a form too; if it takes parts, write them in its \
             place, files with `\"type\": \"file\"`, and take `request` out of `samples`: `\"body\": {parts}`"
        ))
    } else {
        let advice = "keep `body` if the service takes it in JSON, in XML or as a form too; if it takes parts, write them in \
                      its place, files with `\"type\": \"file\"`";
        open.write(advice, &["body"], &parts)
    }))
}

/// Returns whether a request has a sample that specs can have.
fn has_samples(samples: &[Sample]) -> bool {
    samples.iter().any(|sample| match &sample.content {
        SampleContent::Text(text) => format_of(&sample.media_types, text).is_some(),
        SampleContent::NotAvailable | SampleContent::Failed(_) => false,
    })
}

impl RequestPage<'_> {
    /// Returns all that the page says of the request in words, and in samples of such forms.
    fn words(&self) -> String {
        let mut words = self.summary.to_owned();
        let Some(request) = self.request else { return words };
        words.push('\n');
        words.push_str(&request.doc);
        words
    }

    /// Returns the samples of forms with files that the page shows.
    fn forms(&self) -> impl Iterator<Item = &str> {
        let samples = self.request.into_iter().flat_map(|request| &request.samples);
        samples.filter_map(|sample| match &sample.content {
            SampleContent::Text(text)
                if sample.media_types.iter().any(|media| media.eq_ignore_ascii_case(IN_PARTS)) =>
            {
                Some(text.as_str())
            }
            _ => None,
        })
    }
}

/// Returns what becomes of a request whose samples are all in formats that specs do not have.
fn in_other_formats(media_types: &[&str], page: &RequestPage<'_>) -> Finding {
    let mut distinct: Vec<&str> = Vec::new();
    for media in media_types {
        if !distinct.contains(media) {
            distinct.push(media);
        }
    }
    let text = format!("the page shows the request in {} alone", distinct.join(", "));
    if let ([media], true) = (distinct.as_slice(), page.is_whole)
        && is_of_files(media)
    {
        let remark = Remark::inferred(format!("{text}: it is taken to be a file"));
        return Finding::Upload(Upload::Content((*media).to_owned()), remark);
    }
    let media = distinct.iter().find(|media| is_of_files(media)).unwrap_or(&"image/png");
    Finding::Open(Remark::open(text).write(
        "keep `body` if the service takes it in JSON, in XML or as a form too; if it takes a file as it is, write its media \
         type in its place",
        &["body"],
        &format!("{{ \"media\": \"{media}\" }}"),
    ))
}

/// The parts of a form, as far as a page shows them.
#[derive(Debug, Default)]
struct Form {
    parts: Vec<RawPart>,
    /// Nothing of its table is left out, and nothing else would be missing.
    is_known: bool,
    /// Its table has a file.
    has_table_of_files: bool,
}

impl Form {
    fn of(page: &RequestPage<'_>, words: &str) -> Self {
        let mut form = Self { is_known: true, ..Self::default() };
        let mut named = named_parts::of_text(words);
        for sample in page.forms() {
            for part in named_parts::of_text(sample) {
                if !named.iter().any(|known| known.name.eq_ignore_ascii_case(&part.name)) {
                    named.push(part);
                }
            }
        }
        let is_table = page.request.is_some_and(|request| !PageType::parse(&request.ty).is_framework());
        let rows = page
            .request
            .and_then(|request| request.members.as_deref())
            .filter(|_| is_table)
            .unwrap_or_default();
        for row in rows {
            let at = named.iter().position(|part| part.name.eq_ignore_ascii_case(&row.name));
            let named = at.map(|at| named.remove(at));
            let has_file_name = named.as_ref().is_some_and(|part| part.has_file_name);
            let kind = if has_file_name { Some(PartKind::File) } else { kind_of(row, page.request) };
            let takes = kind.filter(|_| !row.name.is_empty());
            let Some(kind) = takes else {
                form.is_known = false;
                continue;
            };
            form.has_table_of_files |=
                kind != PartKind::Value && PageType::parse(&row.ty) != PageType::Word(Word::Bytes);
            let mut row = row.clone();
            if has_file_name {
                // What the words are about is what the call is for.
                row.annotations.push("Required".to_owned());
            }
            form.parts.push(RawPart { row, kind });
        }
        // Of parts that words alone name the only one is the file, whatever else is said of it.
        let is_only = named.len() == 1 && !form.has_table_of_files && speaks_of_files(words);
        form.parts.extend(named.into_iter().map(|part| of_words(part, is_only)));
        form.is_known &= !form.clashes(page.uri);
        form
    }

    fn has_file(&self) -> bool {
        self.parts.iter().any(|part| part.kind != PartKind::Value)
    }

    /// Returns whether a part is called like another one, or like a parameter: in a call they would be one argument.
    fn clashes(&self, uri: &[Row]) -> bool {
        let mut names: Vec<String> =
            self.parts.iter().map(|part| part.row.name.to_ascii_lowercase()).collect();
        names.extend(uri.iter().map(|row| row.name.to_ascii_lowercase()));
        names.sort_unstable();
        names.windows(2).any(|pair| pair.first() == pair.last())
    }

    /// Returns what to write if the request is such a form, as JSON.
    fn advised(&self) -> String {
        let mut parts: Vec<String> = self.parts.iter().map(RawPart::advised).collect();
        if !self.has_file() {
            parts.push("\"…\": \"file\"".to_owned());
        }
        format!("{{ \"parts\": {{ {} }} }}", parts.join(", "))
    }
}

impl RawPart {
    /// Returns the entry of the part, as JSON.
    fn advised(&self) -> String {
        let ty = match self.kind {
            PartKind::File => "file".to_owned(),
            PartKind::Files => "List<file>".to_owned(),
            PartKind::Value => match PageType::parse(&self.row.ty) {
                PageType::Word(_) => self.row.ty.split_whitespace().collect::<Vec<_>>().join(" "),
                // The name of an enum's value is a text.
                _ => "string".to_owned(),
            },
        };
        format!("\"{}\": \"{ty}\"", self.row.name)
    }
}

/// Returns a part that words alone name.
fn of_words(part: NamedPart, is_only: bool) -> RawPart {
    let is_file = part.has_file_name || is_only;
    let row = Row {
        name: part.name,
        ty: if is_file { String::new() } else { "string".to_owned() },
        annotations: vec!["Required".to_owned()],
        ..Row::default()
    };
    RawPart { row, kind: if is_file { PartKind::File } else { PartKind::Value } }
}

/// Returns whether words speak of a file.
fn speaks_of_files(words: &str) -> bool {
    super::speaks_of_file(words)
}

/// Returns what a row of a table is as a part of a form; `None` if no form has such a part, or nobody knows.
fn kind_of(row: &Row, request: Option<&Payload>) -> Option<PartKind> {
    match PageType::parse(&row.ty) {
        PageType::Word(Word::Bytes) => Some(PartKind::File),
        PageType::Word(Word::Object) | PageType::Unknown | PageType::Dictionary(..) | PageType::Pair(..) => {
            None
        }
        PageType::Word(_) => Some(PartKind::Value),
        PageType::Named(name) if is_collection_of_files(&name) => Some(PartKind::Files),
        // An enum is one text in a form.
        PageType::Named(name) => match shown(row, request) {
            Some(Json::Number(_) | Json::Text(_)) => Some(PartKind::Value),
            Some(value) if !may_be_file(&value) => None,
            _ if is_file_class(&name) => Some(PartKind::File),
            _ => {
                let names = annotations::values_named(&annotations::read(&row.annotations), RowOf::One);
                (!names.is_empty()).then_some(PartKind::Value)
            }
        },
        PageType::List(item) => match *item {
            PageType::Word(Word::Bytes) => Some(PartKind::Files),
            PageType::Word(word) => (word != Word::Object).then_some(PartKind::Value),
            PageType::Named(name) => is_file_class(&name).then_some(PartKind::Files),
            _ => None,
        },
    }
}

/// Returns what the JSON sample of the request shows of a row.
fn shown(row: &Row, request: Option<&Payload>) -> Option<Json> {
    let samples = request.into_iter().flat_map(|request| &request.samples);
    let mut texts = samples.filter_map(|sample| match &sample.content {
        SampleContent::Text(text) if format_of(&sample.media_types, text) == Some("json") => Some(text),
        _ => None,
    });
    texts.find_map(|text| match json::parse(text)?.value {
        Json::Object(object) => {
            let mut members = object.members.into_iter();
            members.find(|(name, _)| name.eq_ignore_ascii_case(&row.name)).map(|(_, value)| value)
        }
        _ => None,
    })
}

/// Returns whether what JSON shows may stand for a file: nothing, or a class with bytes.
fn may_be_file(value: &Json) -> bool {
    /// What the engine makes of any array of bytes.
    const BYTES: &str = "QEA=";
    match value {
        Json::Null => true,
        Json::Object(object) => {
            let is_bytes = |value: &Json| matches!(value, Json::Text(text) if text == BYTES);
            object.members.is_empty() || object.members.iter().any(|(_, value)| is_bytes(value))
        }
        _ => false,
    }
}

/// Returns whether a class is that of a file in a form: the framework's, and what libraries and sites call their own.
fn is_file_class(name: &str) -> bool {
    let own = name.rsplit(['.', '+']).next().unwrap_or(name);
    let is_word = |at: usize| {
        let behind = own.get(at + "File".len()..).unwrap_or_default();
        !behind.starts_with(|c: char| c.is_lowercase())
    };
    own == "Stream" || own.match_indices("File").any(|(at, _)| is_word(at))
}

fn is_collection_of_files(name: &str) -> bool {
    let own = name.rsplit(['.', '+']).next().unwrap_or(name);
    matches!(
        own,
        "HttpFileCollection" | "HttpFileCollectionBase" | "IFormFileCollection" | "FormFileCollection"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_of_files_are_known_by_their_names() {
        for name in [
            "HttpPostedFileBase",
            "IFormFile",
            "HttpFile",
            "Shop.Models.ApiFileUpload",
            "File",
            "MultipartFileData",
        ] {
            assert!(is_file_class(name), "{name}");
        }
        for name in ["Profile", "Filename", "Filed", "Kite"] {
            assert!(!is_file_class(name), "{name}");
        }
    }
}
