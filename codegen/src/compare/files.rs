//! What an endpoint sends and answers that no formatter writes, and lists in pages.

use super::{
    context::Comparer,
    items,
    rules::Rule,
    verdict::{
        Side,
        Verdict::{Breaks, Risky},
    },
    words::is_and_was,
};
use crate::spec::{Endpoint, FileCount, FilePart, PageStep, Paging, Span, Upload, UploadForm};

/// Compares the files of an endpoint.
pub(super) fn compare(cx: &mut Comparer<'_>, at: [Span; 2], endpoints: [&Endpoint; 2]) {
    let subject = endpoints[1].heading.value.as_str();
    let both = || endpoints.into_iter().flat_map(items::of_endpoint);
    let [before, after] = endpoints.map(|endpoint| endpoint.upload.as_ref().map(sent));
    if before != after {
        let message = is_and_was("what it takes", Some(or_nothing(before)), Some(or_nothing(after)));
        let change = cx.changed(Rule::UploadChanged, subject, message, at[0], at[1]);
        let change = change.on_the_wire(Side::Clients, Breaks).on_the_wire(Side::Servers, Breaks);
        cx.report(change.items(both()));
    }
    let media = endpoints.map(|endpoint| endpoint.download.as_ref().map(|file| file.media.value.clone()));
    if media[0] != media[1] {
        // A file of another media type is a file.
        let verdict = if media.iter().all(Option::is_some) { Risky } else { Breaks };
        let [before, after] = media.map(or_nothing);
        let message = is_and_was("the file that it answers", Some(before), Some(after));
        let change = cx.changed(Rule::DownloadChanged, subject, message, at[0], at[1]);
        let change = change.on_the_wire(Side::Clients, verdict).on_the_wire(Side::Servers, verdict);
        cx.report(change.items(both()));
    }
}

/// Compares how the pages of a list are asked for.
pub(super) fn compare_paging(cx: &mut Comparer<'_>, at: [Span; 2], endpoints: [&Endpoint; 2]) {
    let subject = endpoints[1].heading.value.as_str();
    let [before, after] = endpoints.map(|endpoint| endpoint.paging.as_ref().map(asked));
    if before != after {
        let message = is_and_was("how its pages follow", Some(or_nothing(before)), Some(or_nothing(after)));
        let change = cx.changed(Rule::PagingChanged, subject, message, at[0], at[1]);
        cx.report(change.items(endpoints.into_iter().flat_map(items::of_endpoint)));
    }
}

fn or_nothing(text: Option<String>) -> String {
    text.unwrap_or_else(|| "nothing".to_owned())
}

/// `parts: photo (file), others (List<file>)`
fn sent(upload: &Upload) -> String {
    let files: Vec<String> = upload.files.iter().map(|file| file_text(upload.form, file)).collect();
    match upload.form {
        UploadForm::Raw => files.concat(),
        UploadForm::Parts => format!("parts: {}", files.join(", ")),
    }
}

fn file_text(form: UploadForm, file: &FilePart) -> String {
    let media = file.media.as_ref().map(|media| media.value.as_str());
    if form == UploadForm::Raw {
        return media.unwrap_or("a file").to_owned();
    }
    let count = match file.count {
        FileCount::One => "file",
        FileCount::Optional => "file?",
        FileCount::Many => "List<file>",
    };
    let media = media.map(|media| format!(", {media}")).unwrap_or_default();
    format!("{} ({count}{media})", file.name.value)
}

/// `page from 1, size, items Items`
fn asked(paging: &Paging) -> String {
    let Paging { span: _, step, size, items, total, pages, more } = paging;
    let mut text = match step {
        PageStep::Page { parameter, first } => format!("{} from {first} on", parameter.value),
        PageStep::Skip(parameter) => format!("skip by {}", parameter.value),
        PageStep::Next(path) => format!("the link {}", path.value),
    };
    let members = [("size", size), ("items", items), ("total", total), ("pages", pages), ("more", more)];
    for (word, value) in members {
        if let Some(value) = value {
            text = format!("{text}, {word} {}", value.value);
        }
    }
    text
}
