//! What the tags of HTML say.

use html5ever::tokenizer::Tag;

/// Returns the value of an attribute; empty if the element has none.
pub(super) fn attribute(tag: &Tag, name: &str) -> String {
    let found = tag.attrs.iter().find(|attribute| &*attribute.name.local == name);
    found.map(|attribute| attribute.value.to_string()).unwrap_or_default()
}

/// Returns whether an element is no part of the page as ASP.NET makes it: of the package that adds a form for
/// calls to help pages (`WebApiTestClient`), whose dialogs have headings like the page's own and are hidden by
/// browsers, or of what the workbench adds to its help pages.
pub(super) fn is_added(tag: &Tag) -> bool {
    tag.attrs.iter().any(|attribute| match &*attribute.name.local {
        "id" => {
            matches!(&*attribute.value, "testClientDialog" | "testClientResponseDialog" | "testClientButton")
        }
        "data-workbench" => true,
        _ => false,
    })
}

/// Returns whether an element has an attribute, whatever its value.
pub(super) fn has_attribute(tag: &Tag, name: &str) -> bool {
    tag.attrs.iter().any(|attribute| &*attribute.name.local == name)
}

/// Returns whether an element ends the line above it.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "html"
            | "head"
            | "body"
            | "div"
            | "section"
            | "article"
            | "aside"
            | "header"
            | "footer"
            | "main"
            | "nav"
            | "ul"
            | "ol"
            | "dl"
            | "form"
            | "fieldset"
            | "figure"
            | "figcaption"
            | "address"
            | "hr"
            | "center"
            | "details"
            | "summary"
            | "thead"
            | "tbody"
            | "tfoot"
            | "option"
    )
}
