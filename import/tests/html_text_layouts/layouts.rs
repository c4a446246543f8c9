//! What layouts lose, whatever reads them.

use datacontract_import::page::{ApiPage, Payload, Row, SampleContent};

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
    for payload in [&mut page.request, &mut page.response].into_iter().flatten() {
        no_failures(payload);
    }
}

pub(crate) fn row(row: &mut Row) {
    lose(&mut row.name);
    lose(&mut row.description);
}

/// The box with the engine's words is dropped as a warning.
fn no_failures(payload: &mut Payload) {
    for sample in &mut payload.samples {
        if matches!(sample.content, SampleContent::Failed(_)) {
            sample.content = SampleContent::NotAvailable;
        }
    }
}
