//! Help pages in HTML: the stock pages of Web API 5.1 and later, those of 5.0 and older, customised and
//! localised ones.
//!
//! The HTML is read by the tokenizer of `html5ever` and flattened at once into the pieces of
//! the page: no tree is built, so nesting of any depth costs neither stack nor time.

mod encoding;
mod flatten;
mod guard;
mod links;
mod tables;
mod tags;

pub(crate) use encoding::is_utf_16;
pub use encoding::{Decoded, Evidence, decode};

use crate::foreign;
use crate::outline::{self, Behind};
use crate::page::{Content, Ending, Page, Provenance};
use crate::source::NotAHelpPage;
use flatten::HtmlEnd;
pub(crate) use links::{Links, is_of_type};

/// Reads a help page's HTML.
///
/// ```
/// use datacontract_import::{html, page::{Content, Provenance}};
///
/// let page = html::read(
///     "<h1>GET api/leads/{id}</h1><h2>Request Information</h2><h3>Body Parameters</h3><p>None.</p>
///      <h2>Response Information</h2><h3>Resource Description</h3>string",
///     Provenance::default(),
/// )?;
/// let Content::Api(api) = page.content else { panic!("another kind of page") };
/// assert_eq!(api.heading, "GET api/leads/{id}");
/// assert_eq!(api.response.map(|r| r.ty).as_deref(), Some("string"));
/// # Ok::<(), datacontract_import::source::NotAHelpPage>(())
/// ```
///
/// Of several operations on one page the first is read, and the others are named in its notes.
#[expect(clippy::needless_pass_by_value, reason = "the page is said to be from there")]
pub fn read(html: &str, provenance: Provenance) -> Result<Page, NotAHelpPage> {
    read_linked(html, &provenance).pages.map(outline::Pages::into_first)
}

/// What a document was read as.
pub(crate) struct ReadDocument {
    /// Its pages, one an operation.
    pub(crate) pages: Result<outline::Pages, NotAHelpPage>,
    /// The addresses that it links to, as they are in it.
    pub(crate) links: Links,
}

/// Reads the pages of a document, and what it links to.
pub(crate) fn read_linked(html: &str, provenance: &Provenance) -> ReadDocument {
    let flat = flatten::flatten(html);
    let metadata =
        outline::PageMetadata { title: flat.title.clone(), model_links: model_links(&flat.links.addresses) };
    let first = flat.items.iter().find_map(outline::text_of).map(foreign::shorten).unwrap_or_default();
    let mut notes = flat.notes;
    let assembled: Vec<outline::Assembled> =
        outline::apart(flat.items).iter().filter_map(|items| outline::assemble(items, &metadata)).collect();
    let has_operation = |content: &Content| match content {
        Content::Api(api) => !api.heading.is_empty(),
        // Other systems list their operations too.
        Content::Index(_) | Content::Model(_) | Content::Spec(_) => false,
    };
    let other = assembled
        .first()
        .filter(|assembled| !has_operation(&assembled.content))
        .and_then(|_| foreign::other_system(html, &flat.title, &first));
    if let Some(other) = other {
        return ReadDocument { pages: Err(other), links: flat.links };
    }
    let operations =
        assembled.iter().filter(|assembled| matches!(assembled.content, Content::Api(_))).count();
    let last = assembled.iter().rposition(|assembled| matches!(assembled.content, Content::Api(_)));
    let pages = outline::Pages::collect(assembled.into_iter().enumerate().map(|(at, mut assembled)| {
        if let Content::Api(api) = &mut assembled.content {
            // The end of the HTML is better proof than what the page says last; another operation shows one
            // too.
            let is_last = Some(at) == last;
            let end = match flat.ending {
                HtmlEnd::Met => Ending::Whole,
                HtmlEnd::Missing if is_last => Ending::CutOff,
                HtmlEnd::Missing | HtmlEnd::Fragment => api.ending,
            };
            let behind = if end == Ending::Whole || !is_last {
                Behind::Something
            } else {
                Behind::last_of(operations)
            };
            assembled.lacking.note(end, behind, api, &mut assembled.notes);
            if flat.ending == HtmlEnd::Met || (flat.ending == HtmlEnd::Missing && is_last) {
                api.ending = end;
            }
        }
        // What is said of the document is said once.
        let mut notes = std::mem::take(&mut notes);
        notes.extend(assembled.notes);
        Page { provenance: provenance.clone(), content: assembled.content, notes }
    }));
    let pages = pages.ok_or_else(|| foreign::html(html, &flat.title, &first, flat.password));
    ReadDocument { pages, links: flat.links }
}

/// Pages of types are known by their address.
fn model_links(links: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for link in links {
        if is_of_type(link) && seen.insert(link.clone()) {
            out.push(link.clone());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(html: &str) -> String {
        read(html, Provenance::default()).err().map(|e| e.found).unwrap_or_default()
    }

    #[test]
    fn says_what_was_found() {
        assert_eq!(error(""), "HTML without any text");
        assert_eq!(
            error("<title>404 - File or directory not found.</title>"),
            "an error page, `404 - File or directory not found.`"
        );
        assert_eq!(
            error("<title>Sign in</title><form><input name=u><INPUT TYPE=Password></form>"),
            "a login page, `Sign in`"
        );
        assert_eq!(error("<h1>Cats</h1><p>All about them.</p>"), "a page of another kind, `Cats`");
    }

    #[test]
    fn headings_in_any_language_do() {
        let html = "<h1>POST api/katt/{id}</h1><p>Sparar.</p><h2>Aa</h2><h3>Bb</h3>
            <table><tr><th>Q</th><th>W</th><th>E</th><th>R</th></tr><tr><td>id</td><td>nr</td><td>integer</td><td>X</td></tr></table>
            <h3>Cc</h3><p>Katten</p><a href='/m?modelName=Katt'>Katt</a><table><tr><th>Q</th><th>W</th><th>E</th><th>R</th></tr>
            <tr><td>Namn</td><td></td><td>string</td><td><p>Inga.</p></td></tr></table>
            <h3>Dd</h3><h4>application/json</h4><span>Prov:</span><pre>{\"Namn\": \"a\"}</pre>
            <h4>application/x-www-form-urlencoded</h4><span>Prov:</span><p>Sample not available.</p>
            <h2>Ee</h2><h3>Ff</h3>integer<h3>Gg</h3><h4>application/json</h4><pre>1</pre>";
        let page = read(html, Provenance::default()).map(|p| p.content);
        let Ok(Content::Api(api)) = page else { panic!("{page:?}") };
        assert_eq!(api.summary, "Sparar.");
        assert_eq!(api.uri_parameters.len(), 1);
        let request = api.request.unwrap_or_default();
        assert_eq!(
            (request.ty.as_str(), request.members.map(|m| m.len()), request.samples.len()),
            ("Katt", Some(1), 2)
        );
        let response = api.response.unwrap_or_default();
        assert_eq!((response.ty.as_str(), response.samples.len()), ("integer", 1));
    }
}
