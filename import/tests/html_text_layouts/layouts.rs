//! What layouts lose, whatever reads them.

use datacontract_import::page::{ApiPage, Row, SampleContent};

/// The words that one extractor takes for boilerplate: a cell with nothing else is dropped.
const BOILERPLATE: &[&str] = &[
    "email",
    "e-mail",
    "mail",
    "print",
    "pdf",
    "facebook",
    "twitter",
    "google",
    "instagram",
    "linkedin",
    "pinterest",
    "pocket",
    "reddit",
    "flipboard",
    "whatsapp",
    "wechat",
    "weibo",
    "qq",
    "xing",
    "drucken",
];

fn lose(text: &mut String) {
    if BOILERPLATE.contains(&text.to_lowercase().as_str()) {
        text.clear();
    }
}

/// Takes from a page what the pipe layouts do not have.
pub(crate) fn pipes(page: &mut ApiPage) {
    let rows = page.uri_parameters.iter_mut();
    let members =
        [&mut page.request, &mut page.response].into_iter().flatten().filter_map(|p| p.members.as_mut());
    rows.chain(members.flatten()).for_each(row);
    no_failures(page);
}

pub(crate) fn row(row: &mut Row) {
    lose(&mut row.name);
    lose(&mut row.description);
}

/// The box with the engine's words is dropped as a warning.
pub(crate) fn no_failures(page: &mut ApiPage) {
    let payloads = [&mut page.request, &mut page.response].into_iter().flatten();
    for sample in payloads.flat_map(|payload| &mut payload.samples) {
        if matches!(sample.content, SampleContent::Failed(_)) {
            sample.content = SampleContent::NotAvailable;
        }
    }
}
