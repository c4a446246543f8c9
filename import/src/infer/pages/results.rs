//! Result types of the framework, which pages list as if they were sent: of `JsonResult<T>` and the like the
//! content alone is on the wire.

use crate::{
    infer::wording::words::{PageType, Word},
    page::{Payload, Row},
};

/// What the names of results begin with that hold content of a type.
const RESULTS: [&str; 6] = [
    "JsonResultOf",
    "OkNegotiatedContentResultOf",
    "NegotiatedContentResultOf",
    "FormattedContentResultOf",
    "CreatedNegotiatedContentResultOf",
    "CreatedAtRouteNegotiatedContentResultOf",
];

/// The type of the message that each result of the framework has a member of: classes of the service that are
/// called alike have none.
const MESSAGE: &str = "HttpRequestMessage";

/// Returns the type of what a result of the framework sends, if the payload is one, and takes the table of
/// the result away.
pub(crate) fn content_type(payload: &mut Payload) -> Option<PageType> {
    let rows = payload.members.as_deref()?;
    let row = |name: &str| rows.iter().find(|row| row.name == name);
    let is_result = RESULTS.iter().any(|result| payload.ty.starts_with(result))
        && row("Request").is_some_and(|row| row.ty == MESSAGE);
    if !is_result {
        return None;
    }
    let content = row("Content").map(|row: &Row| row.ty.clone()).unwrap_or_default();
    payload.members = None;
    match PageType::parse(&content) {
        PageType::Word(Word::Object) | PageType::Unknown => Some(PageType::Unknown),
        ty => {
            payload.ty = content;
            Some(ty)
        }
    }
}
