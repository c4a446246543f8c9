//! Headings of stock pages with what they announce behind them on the line: `URI Parameters: None`, and labels that
//! sites write in place of them: `Model: KiteModel`.

use std::borrow::Cow;

use super::section::is_api_heading;
use super::words::{self, Meaning};
use super::{Item, Line, text_of};

/// Parts such lines into the heading and the line below it, unless the page has headings of stock pages besides.
pub(super) fn settle(items: &[Item]) -> Cow<'_, [Item]> {
    let is_stock =
        |item: &Item| is_api_heading(item) && text_of(item).and_then(words::meaning).is_some_and(announces);
    if items.iter().any(is_stock) || !items.iter().any(|item| parts(item).is_some()) {
        return items.into();
    }
    let operation = items.iter().filter_map(text_of).find_map(words::operation);
    let model = operation.map(|(method, _)| match method {
        "GET" | "HEAD" | "OPTIONS" => "Response Body",
        _ => "Request Body",
    });
    let mut out = Vec::with_capacity(items.len() + 4);
    for item in items {
        match parts(item) {
            // The page of a type may have such a label too.
            Some((heading, _)) if is_model(heading) && model.is_none() => out.push(item.clone()),
            Some((heading, said)) => {
                let heading = model.filter(|_| is_model(heading)).unwrap_or(heading);
                out.push(Item::Heading { level: 0, text: heading.to_owned() });
                out.push(Item::Line(Line::loose(said)));
            }
            None => out.push(item.clone()),
        }
    }
    out.into()
}

/// Whether the line below such a heading says that there is nothing, or which type there is.
fn announces(meaning: Meaning) -> bool {
    matches!(meaning, Meaning::UriParameters | Meaning::BodyParameters | Meaning::ResourceDescription)
}

/// The heading and what stands behind it: nothing, or a type.
fn parts(item: &Item) -> Option<(&str, &str)> {
    let Item::Line(line) = item else { return None };
    let (heading, said) = line.text.split_once(':')?;
    let (heading, said) = (heading.trim(), said.trim_matches([' ', '*', '`']));
    let is_said = words::is_none(said) || words::is_stock_type(said);
    let heading = words::undecorated(heading);
    let is_heading = heading.contains(' ') && is_said && words::meaning(heading).is_some_and(announces);
    let is_model = is_model(heading) && words::is_type(said);
    (is_heading || is_model).then_some((heading, said))
}

/// Returns whether a label stands before the class of what an operation takes or, if it takes nothing, returns.
fn is_model(label: &str) -> bool {
    ["model", "class", "data model", "object"].contains(&label.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Item {
        Item::line(text)
    }

    #[test]
    fn what_stands_behind_a_heading_is_below_it() {
        let items = [line("URI Parameters: None"), line("Resource Description: Collection of Kite")];
        let texts: Vec<String> = settle(&items).iter().filter_map(text_of).map(str::to_owned).collect();
        assert_eq!(texts, ["URI Parameters", "None", "Resource Description", "Collection of Kite"]);
        let items = [line("Url: POST api/kites"), line("**Model:** KiteModel")];
        let texts: Vec<String> = settle(&items).iter().filter_map(text_of).map(str::to_owned).collect();
        assert_eq!(texts, ["Url: POST api/kites", "Request Body", "KiteModel"]);
        for text in ["Resource Description: the kite that was found", "Note: None", "URI Parameters:"] {
            assert_eq!(settle(&[line(text)]).as_ref(), [line(text)], "{text}");
        }
    }
}
