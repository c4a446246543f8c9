//! Method and path below labels of their own, with what the operation does between them: `URL`, the address,
//! `Description`, a text, `HttpMethod`, `POST`.

use super::section::{is_api_heading, text_of};
use super::title::is_path;
use super::words::{self, Meaning};
use super::{Cell, Item, Table};
use crate::address::begins_address;

/// How many items at the start of a page are looked through.
const MOST: usize = 16;

/// What the line has before method and path, so that it is known for one that had labels.
pub(super) const LABEL: &str = "URL: ";

/// What a label is before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Method,
    Path,
}

/// How a label is known for what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KnownBy {
    /// By its own words.
    Words,
    /// By its value: labels are written in any language.
    Value,
}

/// What stands between a label and its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    Colon,
    /// A blank, as where the two cells of a row have become one line.
    Blank,
    /// The end of the line.
    LineEnd,
}

/// A label with its value.
pub(super) struct Labelled<'i> {
    pub(super) label: Label,
    pub(super) known_by: KnownBy,
    gap: Gap,
    pub(super) value: &'i str,
    /// Its first item.
    pub(super) at: usize,
    /// How many items it is.
    pub(super) items: usize,
}

/// Makes one line of method and path where each stands behind its label; all other items stay as they are.
pub(super) fn settle(mut items: Vec<Item>) -> Vec<Item> {
    if let Some(template) = template(&items) {
        template.settle(&mut items);
        return items;
    }
    let items = with_rows_as_lines(items);
    match title(&items) {
        Some(title) => title.settle(items),
        None => items,
    }
}

/// Method and path that stand behind labels at the start of a page.
struct LabelledTitle {
    method: &'static str,
    path: String,
    /// The items that say them.
    taken: Vec<usize>,
    /// The labels and their values are the cells of rows.
    is_table: bool,
}

impl LabelledTitle {
    /// Puts one line in the place of the labels and of a heading that is no more than the path.
    fn settle(self, items: Vec<Item>) -> Vec<Item> {
        let start = self.taken.iter().copied().min().unwrap_or_default();
        let end = self.taken.iter().copied().max().unwrap_or_default();
        let mut out = Vec::with_capacity(items.len());
        for (at, item) in items.into_iter().enumerate() {
            if at == start {
                out.push(Item::line(format!("{LABEL}{} {}", self.method, self.path)));
            }
            let is_path = at < start && text_of(&item).is_some_and(|text| is_same_path(text, &self.path));
            if self.taken.contains(&at) || is_path {
                continue;
            }
            // Directly below the last value stands the word above what the operation does.
            let is_caption = at == end + 1 && matches!(&item, Item::Line(line) if is_of_summary(&line.text));
            if !is_caption {
                let is_row = self.is_table && at > start && at <= end + 1;
                out.push(if is_row { without_label_of_summary(item) } else { item });
            }
        }
        out
    }
}

/// Returns whether a text is a path, with its query or without.
fn is_same_path(text: &str, path: &str) -> bool {
    let bare =
        |path: &str| path.split('?').next().unwrap_or_default().trim_matches(['~', '/', ' ']).to_lowercase();
    text.contains('/') && (!text.contains('?') || text.trim() == path) && bare(text) == bare(path)
}

fn is_of_summary(label: &str) -> bool {
    words::meaning(label) == Some(Meaning::Summary)
}

/// Makes lines of the rows of a table above the sections that say the method, the path, or what the operation
/// does.
fn with_rows_as_lines(items: Vec<Item>) -> Vec<Item> {
    let end = items.iter().position(is_api_heading).unwrap_or(items.len()).min(MOST);
    let mut out = Vec::with_capacity(items.len());
    for (at, item) in items.into_iter().enumerate() {
        match item {
            Item::Table(table) if at < end && table.rows.iter().any(|row| is_of_method(row)) => {
                out.extend(rows_as_lines(table));
            }
            item => out.push(item),
        }
    }
    out
}

/// Returns the two cells of a row that have a text, if there are no others.
fn pair(row: &[Cell]) -> Option<[String; 2]> {
    let texts = row.iter().map(Cell::text).filter(|text| !text.is_empty());
    texts.collect::<Vec<_>>().try_into().ok()
}

fn is_of_method(row: &[Cell]) -> bool {
    pair(row).is_some_and(|[label, value]| {
        known(&label) == Some(Label::Method) && words::is_labelled_cell(&label, &value)
    })
}

fn rows_as_lines(mut table: Table) -> Vec<Item> {
    let mut lines = Vec::new();
    table.rows.retain(|row| {
        let line =
            pair(row).filter(|[label, value]| words::is_labelled_cell(label, value) || is_of_summary(label));
        lines.extend(line.iter().map(|cells| Item::line(cells.join(" "))));
        line.is_none()
    });
    if !table.rows.is_empty() {
        lines.push(Item::Table(table));
    }
    lines
}

/// Takes the word for what an operation does off the cell beside it: `Description Makes a kite.`
fn without_label_of_summary(item: Item) -> Item {
    match item {
        Item::Line(line) => match line.text.split_once(' ') {
            Some((label, text)) if is_of_summary(label) && text.starts_with(char::is_uppercase) => {
                Item::line(text)
            }
            _ => Item::Line(line),
        },
        item => item,
    }
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

/// Returns method and path, where labels at the start of a page say them.
fn title(items: &[Item]) -> Option<LabelledTitle> {
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
    let method = one(Label::Method)?;
    let path = one(Label::Path);
    // The page may be called after its path.
    let called = || {
        let above = first.iter().take(method.at).filter_map(text_of).map(str::trim);
        let mut paths = above.filter(|text| text.contains('/') && is_path(text));
        paths.next().filter(|_| method.gap == Gap::Blank)
    };
    let labelled: Vec<&Labelled> = std::iter::once(method).chain(path).collect();
    Some(LabelledTitle {
        method: words::method(method.value)?,
        path: path.map(|path| path.value).or_else(called)?.to_owned(),
        taken: labelled.iter().flat_map(|of| of.at..of.at + of.items).collect(),
        is_table: labelled.iter().all(|of| of.gap == Gap::Blank),
    })
}

/// Reads the label at a position and its value, behind it or on the next line.
pub(super) fn labelled(items: &[Item], at: usize) -> Option<Labelled<'_>> {
    let text = text_of(items.get(at)?)?;
    let in_line = text.split_once(words::LABEL_ENDS).map(|(label, value)| (label, value.trim()));
    let in_line =
        in_line.filter(|(_, value)| !value.is_empty()).map(|(label, value)| (label, value, Gap::Colon));
    let in_cells = || {
        let (label, value) = text.trim().rsplit_once(' ')?;
        known(label).map(|_| (label, value, Gap::Blank))
    };
    let (label, value, gap) = match in_line.or_else(in_cells) {
        Some(found) => found,
        None => (text.trim_end_matches(words::LABEL_ENDS), text_of(items.get(at + 1)?)?.trim(), Gap::LineEnd),
    };
    let (label, known_by) = match known(label) {
        Some(label) => (label, KnownBy::Words),
        None if gap == Gap::Colon && !begins_address(text) && is_label(label) => {
            (label_of(value)?, KnownBy::Value)
        }
        None => return None,
    };
    let value = match label {
        // A sentence may end in such a word.
        Label::Method if gap == Gap::Blank => words::method(value).filter(|method| *method == value)?,
        Label::Method => words::method(value)?,
        Label::Path => {
            // WCF's own help pages look so.
            let is_wcf = value.contains(".svc/");
            let is_path =
                begins_address(value) || (value.contains('/') && words::media_types(value).is_none());
            Some(value).filter(|value| is_path && !is_wcf && !value.contains(char::is_whitespace))?
        }
    };
    let count = if gap == Gap::LineEnd { 2 } else { 1 };
    Some(Labelled { label, known_by, gap, value, at, items: count })
}

/// Returns what a label is before, by its own words.
fn known(label: &str) -> Option<Label> {
    match label.trim().to_lowercase().as_str() {
        label if words::is_of_method(label) => Some(Label::Method),
        "address" | "service url" | "api url" | "endpoint uri" => Some(Label::Path),
        label => words::is_of_address(label).then_some(Label::Path),
    }
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
        // The cells of a table, below the path as the page's name.
        let cells =
            ["Kites/Line", "Full path Kites/Line?dry={dry}", "HTTP Verb PUT", "Description Makes one."];
        assert_eq!(settled(&cells), ["URL: PUT Kites/Line?dry={dry}", "Makes one."]);
        assert_eq!(
            settled(&["Kites/Line", "HTTP Verb PUT", "Makes one."]),
            ["URL: PUT Kites/Line", "Makes one."]
        );
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
            &["Kites/Line", "The full path Kites/Line", "HTTP Verb PUT is sent"],
            &["Kites/Line", "Full path Kites/Line", "It takes the HTTP verb PUT"],
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
