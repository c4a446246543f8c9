//! What programs that keep pages as text write above them: where a page came from, and when.

use std::borrow::Cow;

use super::saved;
use crate::address::begins_address;
use crate::date;
use crate::outline::words;
use crate::page::Provenance;

/// The most lines of front matter.
const MOST_LINES: usize = 60;

/// The keys of front matter, and the labels of lines above a page, behind which its address stands.
const ADDRESS: &[&str] = &[
    "url",
    "source",
    "source url",
    "source_url",
    "url source",
    "original_url",
    "original url",
    "link",
    "permalink",
];

/// The keys behind which the day stands.
const DAY: &[&str] =
    &["fetched", "retrieved", "captured", "crawled", "date", "accessed", "saved", "published time"];

/// Returns a text without what a capture has above it, and completes what is known of the page by that. What
/// has no address stays, but for front matter: that is about the file. A title that says method and path stays where
/// the page does not say them once more: some programs take the page's heading for its title.
pub(super) fn uncovered<'t>(text: &'t str, provenance: &mut Provenance) -> Cow<'t, str> {
    let text = text.trim_start_matches(['\u{feff}', '\n', '\r', ' ']);
    let (cover, rest) = if let Some(parts) = comment(text) {
        parts
    } else if let Some((matter, rest)) = front_matter(text) {
        (Cover::of_lines(matter), rest)
    } else if let Some(parts) = labels(text) {
        parts
    } else {
        return text.into();
    };
    if let Some(address) = cover.address.and_then(saved::shown) {
        provenance.location = address;
        provenance.retrieved = provenance.retrieved.take().or(cover.day);
    }
    match cover.title.filter(|title| words::operation(title).is_some() && !says(rest, title)) {
        Some(title) => format!("{title}\n\n{rest}").into(),
        None => rest.into(),
    }
}

/// Returns whether a line of a text is its title.
fn says(text: &str, title: &str) -> bool {
    let is_title = |line: &str| words::undecorated(line.trim_start_matches(['#', ' '])) == title;
    text.lines().any(is_title)
}

/// Returns the pages of a text into which several were put one below the other, each with its title and its address
/// above it; `None` if there is one.
pub(super) fn parts(text: &str) -> Option<Vec<&str>> {
    const MOST_BETWEEN: usize = 3;
    let mut starts = Vec::new();
    let mut title = None;
    let (mut at, mut number) = (0, 0);
    for line in text.split_inclusive('\n') {
        let plain = line.trim();
        if plain.starts_with("Title: ") {
            title = Some((at, number));
        } else if plain.strip_prefix("URL Source: ").is_some_and(begins_address)
            && let Some((start, _)) = title.take_if(|(_, of)| number - *of <= MOST_BETWEEN)
        {
            starts.push(start);
        }
        at += line.len();
        number += 1;
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let parts: Vec<&str> = starts.iter().zip(ends).filter_map(|(start, end)| text.get(*start..end)).collect();
    (parts.len() > 1).then_some(parts)
}

/// What stands above a page.
#[derive(Default)]
struct Cover<'t> {
    address: Option<&'t str>,
    title: Option<&'t str>,
    day: Option<String>,
}

impl<'t> Cover<'t> {
    /// Reads lines with a key each.
    fn of_lines(lines: &'t str) -> Self {
        let mut cover = Cover::default();
        for (key, value) in lines.lines().filter_map(|line| line.split_once(':')) {
            let key = key.trim().to_lowercase();
            let value = value.trim().trim_matches(['"', '\'']);
            if ADDRESS.contains(&key.as_str()) && cover.address.is_none() {
                cover.address = begins_address(value).then_some(value);
            } else if DAY.contains(&key.as_str()) && cover.day.is_none() {
                cover.day = date::iso_day_in(value);
            } else if key == "title" && cover.title.is_none() {
                cover.title = Some(value);
            }
        }
        cover
    }
}

/// Reads `<!-- https://host/Help/Api/GET-x, fetched 2024-10-15 -->` at the start: one address, whatever the
/// words.
fn comment(text: &str) -> Option<(Cover<'_>, &str)> {
    let (comment, rest) = text.strip_prefix("<!--")?.split_once("-->")?;
    let is_edge = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>' | '`');
    let mut addresses = comment
        .split(is_edge)
        .filter(|word| begins_address(word))
        .map(|word| word.trim_end_matches([',', ';', '.', ')']));
    let address = addresses.next().filter(|_| addresses.next().is_none())?;
    Some((Cover { address: Some(address), day: date::iso_day_in(comment), title: None }, rest))
}

/// Reads the lines between two of dashes at the start: YAML, by which static sites keep their files.
fn front_matter(text: &str) -> Option<(&str, &str)> {
    let (first, body) = text.split_once('\n')?;
    if first.trim_end() != "---" {
        return None;
    }
    let mut end = 0;
    for line in body.split_inclusive('\n').take(MOST_LINES) {
        if line.trim_end() == "---" {
            return Some((body.get(..end)?, body.get(end + line.len()..)?));
        }
        let is_matter = line.trim().is_empty()
            || line.starts_with([' ', '\t', '-', '#'])
            || line.split_once(':').is_some_and(|(key, _)| !key.contains(['|', '/']));
        if !is_matter {
            return None;
        }
        end += line.len();
    }
    None
}

/// Reads `Title: ..`, `URL Source: ..` and `Markdown Content:`, one a paragraph, as readers of the web put
/// them above what they made of a page.
fn labels(text: &str) -> Option<(Cover<'_>, &str)> {
    let mut end = 0;
    let (mut address, mut day, mut title) = (None, None, None);
    for line in text.split_inclusive('\n').take(MOST_LINES) {
        let plain = line.trim();
        let (key, value) = match plain.split_once(':') {
            Some((key, value)) => (key.to_lowercase(), value.trim()),
            None if plain.is_empty() => (String::new(), ""),
            None => break,
        };
        let key = key.as_str();
        if ADDRESS.contains(&key) && begins_address(value) {
            address = address.or(Some(value));
        } else if DAY.contains(&key) {
            day = day.or_else(|| date::iso_day_in(value));
        } else if key == "title" {
            title = title.or(Some(value));
        } else if !matches!(key, "" | "markdown content" | "description" | "number of pages") {
            break;
        }
        end += line.len();
    }
    address?;
    Some((Cover { address, title, day }, text.get(end..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, Option<String>, String) {
        let mut provenance = Provenance { location: "page.md".to_owned(), retrieved: None };
        let rest = uncovered(text, &mut provenance).into_owned();
        (provenance.location, provenance.retrieved, rest)
    }

    #[test]
    fn finds_where_a_page_was_captured() {
        for text in [
            "<!-- https://a.example/Help/Api/GET-x, fetched 2024-10-15 -->\n# GET x\n",
            "\n<!-- kilde: <https://a.example/Help/Api/GET-x> · hentet 2024-10-15 -->\n# GET x\n",
            "---\ntitle: \"GET x\"\ntags:\n  - a\nsource: 'https://a.example/Help/Api/GET-x'\nfetched: 2024-10-15T10:00:00Z\n---\n# GET x\n",
            "Title: GET x\n\nURL Source: https://a.example/Help/Api/GET-x\n\nPublished Time: 2024-10-15\n\nMarkdown Content:\n# GET x\n",
        ] {
            let (location, day, rest) = read(text);
            assert_eq!(location, "https://a.example/Help/Api/GET-x", "{text}");
            assert_eq!(day.as_deref(), Some("2024-10-15"), "{text}");
            assert_eq!(rest.trim_start(), "# GET x\n", "{text}");
        }
    }

    #[test]
    fn keeps_the_title_of_a_page_without_heading() {
        let above = "URL Source: https://a.example/Help/Api/GET-x\n\nMarkdown Content:\n";
        let (_, _, rest) = read(&format!("Title: GET api/x\n\n{above}Gets it.\n"));
        assert_eq!(rest, "GET api/x\n\nGets it.\n");
        let (_, _, rest) = read(&format!("Title: The help page\n\n{above}Gets it.\n"));
        assert_eq!(rest, "Gets it.\n");
    }

    #[test]
    fn parts_pages_below_each_other() {
        let page = |path: &str| {
            format!(
                "Title: GET {path}\n\nURL Source: https://a.example/Help/Api/GET-{path}\n\nMarkdown Content:\nx\n\n"
            )
        };
        let text = format!("All of them.\n\n{}{}", page("a"), page("b"));
        assert_eq!(parts(&text), Some(vec![page("a").as_str(), page("b").as_str()]));
        assert_eq!(parts(&page("a")), None);
    }

    #[test]
    fn leaves_what_tells_nothing() {
        for text in [
            "<!-- see https://a.example/x and https://a.example/y -->\n# GET x",
            "<!-- a note -->\n# GET x",
            "---\nGET x | y\n---\n",
            "Title: GET x\nText",
            "URL: /x\nMethod: GET",
            "# GET x\n---\n",
        ] {
            assert_eq!(read(text), ("page.md".to_owned(), None, text.to_owned()), "{text}");
        }
        // What stands between the dashes is about the file, address or not.
        assert_eq!(
            read("---\ntitle: x\nsource: notes/x.html\n---\n# GET x"),
            ("page.md".to_owned(), None, "# GET x".to_owned())
        );
    }
}
