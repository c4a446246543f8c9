//! Method and path below labels of their own, with what the operation does between them: `URL`, the address,
//! `Description`, a text, `HttpMethod`, `POST`.

use super::section::text_of;
use super::title::is_path;
use super::{Item, words};
use crate::address::begins_address;

/// How many items at the start of a page are looked through.
const MOST: usize = 16;

/// What the line has before method and path, so that it is known for one that had labels.
pub(super) const LABEL: &str = "URL: ";

/// What a label is before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    Method,
    Path,
}

/// How a label is known for what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum KnownBy {
    /// By its own words.
    Words,
    /// By its value: labels are written in any language.
    Value,
}

/// A label with its value.
struct Labelled<'i> {
    label: Label,
    known_by: KnownBy,
    value: &'i str,
    /// Its first item.
    at: usize,
    /// How many items it is.
    items: usize,
}

/// Makes one line of method and path where each stands behind its label; all other items stay as they are.
pub(super) fn settle(mut items: Vec<Item>) -> Vec<Item> {
    if let Some(template) = template(&items) {
        template.settle(&mut items);
        return items;
    }
    let Some((title, taken)) = title(&items) else { return items };
    let start = taken.iter().copied().min().unwrap_or_default();
    let mut out = Vec::with_capacity(items.len());
    for (at, item) in items.into_iter().enumerate() {
        if at == start {
            out.push(Item::line(title.as_str()));
        }
        if !taken.contains(&at) {
            out.push(item);
        }
    }
    out
}

/// A path below the words for a template, on a page whose title has the method and what the operation does:
/// `DELETE Take a kite down`, `URI template`, `kites/{id}`.
struct Template {
    method: &'static str,
    /// The position of the title, and the words behind its method.
    title: usize,
    words: String,
    path: String,
    /// The position of the words above the path.
    caption: usize,
}

impl Template {
    fn settle(self, items: &mut Vec<Item>) {
        let Self { method, title, words, path, caption } = self;
        items.splice(caption..=caption + 1, [Item::line(format!("{LABEL}{method} {path}"))]);
        match items.get_mut(title) {
            Some(Item::Heading { text, .. }) => *text = words,
            Some(Item::Line(line)) => line.text = words,
            _ => {}
        }
    }
}

fn template(items: &[Item]) -> Option<Template> {
    let first = items.get(..MOST.min(items.len()))?;
    let caption = first.iter().position(|item| text_of(item).is_some_and(words::is_caption_of_template))?;
    let path = text_of(items.get(caption + 1)?)?.trim();
    let is_path = path.contains('/') && is_path(path);
    let title = first.get(..caption)?.iter().enumerate().find_map(|(at, item)| {
        let (method, words) = words::method_and_words(text_of(item)?)?;
        Some((at, method, words.to_owned()))
    });
    let (title, method, words) = title.filter(|_| is_path)?;
    Some(Template { method, title, words, path: path.to_owned(), caption })
}

/// Returns method and path, and the positions of the items that say them.
fn title(items: &[Item]) -> Option<(String, Vec<usize>)> {
    let first = items.get(..MOST.min(items.len()))?;
    // A page that says both in one line needs no labels.
    if first.iter().filter_map(text_of).any(|text| words::operation(text).is_some()) {
        return None;
    }
    let labelled: Vec<Labelled> = (0..first.len()).filter_map(|at| labelled(first, at)).collect();
    let one = |label: Label| {
        let of = |known_by: KnownBy| {
            labelled.iter().filter(move |found| found.label == label && found.known_by == known_by)
        };
        // Which of two paths is the page's only the words of their labels tell.
        let is_sure = |found: &&Labelled| of(KnownBy::Value).all(|other| other.value == found.value);
        of(KnownBy::Words).next().or_else(|| of(KnownBy::Value).next().filter(is_sure))
    };
    let (method, path) = (one(Label::Method)?, one(Label::Path)?);
    let taken = [method, path].into_iter().flat_map(|of| of.at..of.at + of.items).collect();
    Some((format!("{LABEL}{} {}", method.value, path.value), taken))
}

/// Reads the label at a position and its value, behind it or on the next line.
fn labelled(items: &[Item], at: usize) -> Option<Labelled<'_>> {
    let text = text_of(items.get(at)?)?;
    let in_line = text.split_once(words::LABEL_ENDS).map(|(label, value)| (label, value.trim()));
    let in_line = in_line.filter(|(_, value)| !value.is_empty());
    let (label, value, count) = match in_line {
        Some((label, value)) => (label, value, 1),
        None => (text.trim_end_matches(words::LABEL_ENDS), text_of(items.get(at + 1)?)?.trim(), 2),
    };
    let (label, known_by) = match label.trim().to_lowercase().as_str() {
        "method" | "httpmethod" | "http method" | "http verb" | "verb" | "request method" | "method type" => {
            (Label::Method, KnownBy::Words)
        }
        "address" | "service url" | "api url" | "endpoint uri" => (Label::Path, KnownBy::Words),
        label if words::is_of_address(label) => (Label::Path, KnownBy::Words),
        label if in_line.is_some() && !begins_address(text) && is_label(label) => {
            (label_of(value)?, KnownBy::Value)
        }
        _ => return None,
    };
    let value = match label {
        Label::Method => words::method(value)?,
        Label::Path => {
            // WCF's own help pages look so.
            let is_wcf = value.contains(".svc/");
            let is_path =
                begins_address(value) || (value.contains('/') && words::media_types(value).is_none());
            Some(value).filter(|value| is_path && !is_wcf && !value.contains(char::is_whitespace))?
        }
    };
    Some(Labelled { label, known_by, value, at, items: count })
}

/// Returns whether words before a colon can be a label, and are no sentence or address.
fn is_label(words: &str) -> bool {
    const MOST_WORDS: usize = 4;
    let count = words.split_whitespace().count();
    (1..=MOST_WORDS).contains(&count) && !words.contains(['/', '{', '|', '"'])
}

/// Returns what a label in words that nobody knows is before, if its value is nothing else: a method, or a path that
/// begins as the paths of stock pages do.
fn label_of(value: &str) -> Option<Label> {
    if words::method(value) == Some(value) {
        return Some(Label::Method);
    }
    let (first, _) = value.trim_start_matches(['~', '/']).split_once('/')?;
    let is_stock = first.eq_ignore_ascii_case("api") || (begins_address(value) && value.contains("/api/"));
    is_stock.then_some(Label::Path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(lines: &[&str]) -> Vec<String> {
        let line = |text: &&str| Item::line(*text);
        let items = settle(lines.iter().map(line).collect());
        items.iter().filter_map(text_of).map(str::to_owned).collect()
    }

    #[test]
    fn method_and_path_may_have_labels() {
        let url = "https://kites.example/api/kites?dry={dry}";
        let said = "URL: POST https://kites.example/api/kites?dry={dry}";
        let apart = ["URL", url, "Description", "Makes a kite.", "HttpMethod", "POST", "Request Information"];
        assert_eq!(settled(&apart), [said, "Description", "Makes a kite.", "Request Information"]);
        let url_in_line = format!("URL: {url}");
        assert_eq!(
            settled(&["Kites", "Method: POST", "Makes one.", &url_in_line]),
            ["Kites", said, "Makes one."]
        );
        for labels in [
            ["URL地址:api/kites", "请求方式:POST"],
            ["接口地址：/api/kites", "请求方式：POST"],
            ["Adresse: api/kites", "Methode: POST"],
            ["URL:api/kites", "Method:POST"],
        ] {
            let path = labels[0].split_once([':', '：']).map_or("", |(_, path)| path.trim());
            assert_eq!(settled(&labels), [format!("URL: POST {path}")]);
        }
        // A label that is known by its words goes first.
        let two = ["Siehe: api/others", "URL: api/kites", "Methode: POST"];
        assert_eq!(settled(&two), ["Siehe: api/others", "URL: POST api/kites"]);
        for same in [
            &["URL", url, "Description", "Makes a kite."][..],
            &["Adresse: kites/all", "Methode: POST"],
            &["Adresse: api/kites", "Siehe: api/others", "Methode: POST"],
            &["Adresse: api/kites", "Methode: Post it"],
            &["URL", "none", "HttpMethod", "POST"],
            &["Url: http://kites.example/Kites.svc/kites/{ID}", "HTTP Method: GET"],
            &["POST api/kites", "URL", url, "HttpMethod", "POST"],
            &["HttpMethod", "url", "api/kites"],
            &[],
        ] {
            assert_eq!(settled(same), same);
        }
    }

    #[test]
    fn the_path_may_stand_below_the_words_for_a_template() {
        let caption = "URI template";
        let titled =
            ["DELETE Take a kite down", "It lies then.", caption, "kites/{id}", "Request Information"];
        let said = "URL: DELETE kites/{id}";
        assert_eq!(settled(&titled), ["Take a kite down", "It lies then.", said, "Request Information"]);
        for same in [
            &["Take a kite down", caption, "kites/{id}"][..],
            &["DELETE Take a kite down", caption, "the path"],
            &["DELETE kites/{id}", caption, "kites/{id}"],
            &["DELETE Take a kite down", caption],
        ] {
            assert_eq!(settled(same), same);
        }
    }
}
