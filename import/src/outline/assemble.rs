//! Puts a page together from its items.

use super::arguments;
use super::draft::{self, Assembled, Draft, Which};
use super::fill;
use super::lacking::{self, Lacking};
use super::lost_headings::TakesBody;
use super::section::{Section, is_api_heading, sections, text_of};
use super::words::{self, Meaning};
use super::{
    Column, Item, Line, Table, bullets, cut, finish, float, formats_headings, headers, inline_headings,
    labelled, listed, listed_members, listed_statuses, lost_headings, method_column, model, own, place,
    sample_lines, samples, status_headings, subheadings, table_titles, tabs,
    title::{self, Markup, Title},
    title_behind, title_labels,
};
use crate::page::{Content, Ending, IndexEntry, IndexPage, OwnText, SampleContent};

/// What a page says outside its items.
#[derive(Default)]
pub(crate) struct PageMetadata {
    /// The HTML's title.
    pub(crate) title: String,
    /// The links to pages of types.
    pub(crate) model_links: Vec<String>,
}

/// The note on a page of an operation without its heading.
pub(crate) const NO_HEADING: &str =
    "The page has lost its heading: looked for `VERB path`, as `GET api/leads/{id}`.";

/// The page that the items make, or none if they make no help page.
pub(crate) fn assemble(items: &[Item], metadata: &PageMetadata) -> Option<Assembled> {
    let items = bullets::without(items);
    let items = inline_headings::settle(&items);
    let items = sample_lines::settle(&items);
    let items = title_labels::settle(listed::settle(labelled::settle(with_headings(method_column::settle(
        tabs::settle(&items),
    )))));
    let items = title_behind::settle(items);
    let known = items.iter().filter(|item| is_api_heading(item)).count();
    let media = items.iter().any(|item| matches!(item, Item::Media(_)));
    let items = table_titles::settle(items);
    let title = title::find(&items, &metadata.title);
    let indexed = items.iter().any(|item| matches!(item, Item::Table(t) if !operations(t).is_empty()));

    if indexed && known == 0 && !media {
        return Some(index(&items, metadata));
    }
    if title.is_none() && lists_all_above_sections(&items) {
        let mut assembled = index(&items, metadata);
        assembled.notes.push(sections_not_kept(&items));
        return Some(assembled);
    }
    // One known heading alone can be any page's ("Parameters"); with an operation, a sample or a second one
    // it is ours.
    let has_version =
        |heading: &str| words::operation(heading).is_some_and(|(_, path)| words::is_version(path));
    let is_path = title.as_ref().is_some_and(|t| t.heading.contains('/') || has_version(&t.heading));
    // A path can be one word; then a heading of several words above nothing else tells.
    let is_first = title.as_ref().is_some_and(|t| t.first);
    let is_sure = is_first && items.iter().any(|item| is_api_heading(item) && has_words(item));
    if known >= 2 || media || (known >= 1 && (is_path || is_sure)) {
        return Some(api(items, title));
    }
    // A menu can begin with an operation; the page's own heading says then what it is about.
    let is_others =
        |item: &Item| matches!(item, Item::Heading { level: 1, text } if words::operation(text).is_none());
    let begins = title
        .as_ref()
        .is_some_and(|t| t.markup == Markup::Labelled || (t.at == Some(0) && !items.iter().any(is_others)));
    let samples = items.iter().any(|item| matches!(item, Item::Sample(SampleContent::Text(text)) if samples::Shape::of(text) != samples::Shape::Other));
    // `GET started` is a title of many a page, so a title without a path needs samples below it.
    let path = title.as_ref().is_some_and(|t| is_path || (t.markup >= Markup::Heading && samples));
    // No page of a type has an operation for its heading, whatever language its sections are in.
    let is_headed = title.as_ref().is_some_and(|t| is_path && t.markup == Markup::OwnHeading);
    if let Some(model) = model::model(&items).filter(|_| !(is_headed || path && begins)) {
        // The table may be the one of the parameters, on a page that has lost its operation or has it farther
        // below.
        return Some(if items.iter().any(is_of_uri_parameters) { api(items, title) } else { model });
    }
    // Cut off right after its heading, or a page of one operation and its bare samples.
    (path && (samples || is_headed || title.as_ref().is_some_and(|t| t.first))).then(|| api(items, title))
}

/// Makes headings of the lines that have the words of headings, where a site marks them up as something else:
/// no heading of the page has such words then.
fn with_headings(mut items: Vec<Item>) -> Vec<Item> {
    const LEAST: usize = 2;
    let is_announced = |item: &Item| matches!(item, Item::Line(line) if words::line_meaning(&line.text).is_some_and(Meaning::is_stock));
    if !items.iter().any(is_api_heading) && items.iter().filter(|item| is_announced(item)).count() >= LEAST {
        let mut below_media_types = false;
        for item in &mut items {
            if let Item::Line(line) = item
                && line.type_link.is_none()
                && words::meaning(&line.text).is_some()
                && !(below_media_types && words::is_sample_label(&line.text))
            {
                *item = Item::heading_of_line(std::mem::take(&mut line.text));
            }
            below_media_types = matches!(item, Item::Media(_));
        }
    }
    items
}

/// Returns whether an item is the heading of the parameters of an address, which no page of a type has.
fn is_of_uri_parameters(item: &Item) -> bool {
    let meaning = |text: &str| words::meaning(text) == Some(Meaning::UriParameters);
    matches!(item, Item::Heading { text, .. } if meaning(text)) && has_words(item)
}

fn has_words(item: &Item) -> bool {
    text_of(item).is_some_and(|text| words::undecorated(text).contains(' '))
}

/// Returns where the words begin that say above a labelled address what its operation does: at the last heading, or
/// where there is none with the first sentence.
fn words_begin(above: &[Item]) -> usize {
    const MOST: usize = 3;
    const FEWEST_WORDS: usize = 3;
    // A menu has more than one line.
    if let [Item::Line(line)] = above
        && !own::is_frame(&line.text)
        && !(line.text.contains('/') && title::is_path(&line.text))
    {
        return 0;
    }
    let is_said = |item: &&Item| {
        let is_long = |text: &str| text.split_whitespace().count() >= FEWEST_WORDS && !own::is_frame(text);
        matches!(item, Item::Line(_)) && text_of(item).is_some_and(is_long)
    };
    let heading = above.iter().rposition(|item| matches!(item, Item::Heading { level: 1.., .. }));
    heading.unwrap_or_else(|| above.len() - above.iter().rev().take(MOST).take_while(is_said).count())
}

/// Returns the only line above the operation, the last of these items, if it says what that does: a menu has more
/// lines, and what a site is called has fewer words, or one of these.
fn said_above(items: &[Item]) -> Option<&str> {
    const FEWEST_WORDS: usize = 3;
    const OF_SITES: &[&str] = &[
        "api",
        "apis",
        "help",
        "page",
        "pages",
        "home",
        "web",
        "documentation",
        "docs",
        "reference",
        "portal",
        "service",
        "services",
        "guide",
        "developer",
        "developers",
        "asp.net",
        "rest",
    ];
    let [above, operation] = items else { return None };
    words::operation(text_of(operation)?)?;
    let text = text_of(above).filter(|text| text.split_whitespace().count() >= FEWEST_WORDS)?;
    let is_of_site = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        OF_SITES.contains(&word.as_str())
    };
    let is_said = !own::is_frame(text)
        && words::operation(text).is_none()
        && !text.contains(['/', '|', '>', '»', '›'])
        && !text.split_whitespace().any(is_of_site);
    is_said.then_some(text)
}

/// Takes the title out of the sections above and below it. What the page is called says then what the
/// operation does.
fn without_title(items: Vec<Item>, at: usize) -> Vec<Item> {
    let is_part = |item: &Item| {
        let text = text_of(item).unwrap_or_default();
        let label = text.trim_end().trim_end_matches(words::LABEL_ENDS);
        words::method(text).is_some() || words::method(&format!("{label}: GET")).is_some()
    };
    let mut start = at;
    while start > 0 && items.get(start - 1).is_some_and(is_part) {
        start -= 1;
    }
    let mut out: Vec<Item> = Vec::with_capacity(items.len());
    for (place, item) in items.into_iter().enumerate() {
        match item {
            _ if (start..=at).contains(&place) => {}
            Item::Heading { level: 1, text } if !out.iter().any(is_api_heading) && !own::is_frame(&text) => {
                out.push(Item::line(text));
            }
            item => out.push(item),
        }
    }
    out
}

fn api(items: Vec<Item>, title: Option<Title>) -> Assembled {
    let mut draft = Draft::default();
    lacking::note_torn(&items, &mut draft.notes);
    if !draft.notes.is_empty() {
        draft.page.ending = Ending::CutOff;
    }
    let mut plain: Vec<String> = items.iter().filter_map(text_of).map(str::to_owned).collect();
    let mut items = items;
    let mut after_title = title.as_ref().map_or(0, |t| t.at.map_or(0, |at| at + 1));
    let above = items.get(..after_title.saturating_sub(1)).unwrap_or_default();
    if above.iter().any(is_api_heading) {
        items = without_title(items, after_title - 1);
        after_title = 0;
    } else if title.as_ref().is_some_and(|title| title.markup == Markup::Labelled) {
        // Where the address has a label, what the operation does stands above it.
        let start = words_begin(above);
        let words: Vec<Item> = above.iter().skip(start).filter_map(text_of).map(Item::line).collect();
        items.splice(start..after_title, words);
        after_title = start;
    }
    let is_path = |item: &Item| text_of(item).is_some_and(|text| text.contains('/') && title::is_path(text));
    let mut behind = String::new();
    if let Some(title) = title {
        behind = title.words;
        fill::heading(&title.heading, &mut draft);
    } else if let Some(at) = items.iter().take(3).position(is_path) {
        // The remark that it has no method is made where one is chosen.
        let path = items.remove(at);
        draft.page.heading = words::in_braces(text_of(&path).unwrap_or_default()).into_owned();
    } else {
        draft.notes.push(NO_HEADING.to_owned());
    }
    let mut before: Vec<Item> = items;
    let mut after = before.split_off(after_title.min(before.len()));
    if !behind.is_empty() {
        after.insert(0, Item::line(behind));
    }
    let headers::Taken { items: mut after, texts: of_headers, authentication, members_end } =
        headers::take(after);
    draft.page.members_end = members_end;
    plain.extend(authentication);
    let argument = arguments::take(&mut after);
    let after = status_headings::settle(formats_headings::settle(after));
    let mut sections = sections(subheadings::settle(after));
    listed_statuses::settle_headings(&mut sections);
    listed_members::settle(&mut sections);
    own::add("", said_above(&before).unwrap_or_default(), &mut draft);
    for OwnText { title, text } in &of_headers {
        own::add(title, text, &mut draft);
    }
    let is_of_response = |section: &Section| section.meaning.and_then(draft::which) == Some(Which::Response);
    draft.page.lists_request_formats = sections
        .iter()
        .position(|section| section.meaning == Some(Meaning::RequestFormats))
        .is_some_and(|at| sections.iter().skip(at).any(is_of_response));
    let is_of_formats = |section: &Section| section.meaning == Some(Meaning::ResponseFormats);
    // Headings of statuses are those of samples as well.
    let is_of_site = |section: &Section| words::status_of_heading(&section.title).is_none();
    let of_formats = sections.iter().rposition(is_of_formats);
    // In front of the request's parameters a site names its format; the samples follow at the end.
    let is_of_request = |section: &Section| section.meaning.and_then(draft::which) == Some(Which::Request);
    draft.page.lists_response_formats = of_formats.is_some_and(|at| {
        let mut behind = sections.iter().skip(at + 1);
        behind.clone().any(is_of_site) && !behind.any(is_of_request)
    });
    // The engine writes the heading of samples only where there are some, and below media types what it has for them.
    let is_of_samples = |section: &Section| {
        matches!(section.meaning, Some(Meaning::RequestFormats | Meaning::ResponseFormats))
    };
    let ends_early = |last: &Section| match last.items.last() {
        None => is_of_samples(last),
        Some(item) => matches!(item, Item::Media(_)),
    };
    if sections.last().is_some_and(ends_early) {
        draft.page.ending = Ending::CutOff;
    }
    if sections.iter().any(|s| s.meaning.is_some_and(Meaning::is_stock)) {
        fill::preamble(before, &mut draft);
        let behind_members = cut::section_behind_members(&sections);
        let takes_body = if draft.is_bodiless() { TakesBody::No } else { TakesBody::Yes };
        fill::sections(lost_headings::complete(sections, takes_body), &mut draft);
        float::settle(&mut draft);
        if let Some(behind) = behind_members {
            behind.settle(&mut draft);
        }
    } else {
        // No heading has a known word: the order of the page, which is the same in every language, must do.
        place::fill(sections, &mut draft);
        float::settle(&mut draft);
    }
    if let Some(argument) = argument {
        arguments::settle(argument, &mut draft);
    }
    let lacking = finish::finish(&mut draft, &plain);
    let Draft { page, notes, .. } = draft;
    Assembled { content: Content::Api(Box::new(page)), notes, lacking }
}

/// The rows of a table that are operations.
fn operations(table: &Table) -> Vec<(usize, String)> {
    // Only the first column: descriptions quote other operations.
    let first = |row: &Vec<super::Cell>| row.first().map(super::Cell::text);
    let found: Vec<_> = table
        .rows
        .iter()
        .enumerate()
        .filter_map(|(at, row)| {
            let text = first(row).filter(|text| words::operation(text).is_some())?;
            Some((at, words::in_braces(&text).into_owned()))
        })
        .collect();
    let listed = table.columns.first() == Some(&Column::Api) || found.len() * 2 > table.rows.len();
    if listed { found } else { Vec::new() }
}

/// Returns whether a list of several operations stands above the sections of a page that has no other title. Nothing
/// shows then which section is about which of them.
fn lists_all_above_sections(items: &[Item]) -> bool {
    const LEAST: usize = 2;
    let is_of_section = |item: &Item| is_api_heading(item) || matches!(item, Item::Media(_));
    let above = items.iter().take_while(|item| !is_of_section(item));
    above.into_iter().any(|item| matches!(item, Item::Table(table) if operations(table).len() >= LEAST))
}

/// The note on the sections below a list of operations.
fn sections_not_kept(items: &[Item]) -> String {
    let mut titles: Vec<&str> = Vec::new();
    for item in items.iter().filter(|item| is_api_heading(item)) {
        let title = text_of(item).unwrap_or_default();
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    format!(
        "Not kept: what stands below the list of operations, under `{}`: nothing shows which operation it is about.",
        titles.join("`, `")
    )
}

/// What the index calls itself: what stands before its introduction, else the page's title.
fn index_title(items: &[Item], metadata: &PageMetadata) -> String {
    let mut before = None;
    for item in items {
        match item {
            Item::Heading { text, .. } | Item::Line(Line { text, .. }) => {
                if let Some(title) = before.filter(|_| text.eq_ignore_ascii_case("Introduction")) {
                    return String::clone(title);
                }
                before = Some(text);
            }
            _ => break,
        }
    }
    metadata.title.clone()
}

fn index(items: &[Item], metadata: &PageMetadata) -> Assembled {
    let mut page = IndexPage {
        title: index_title(items, metadata),
        entries: Vec::new(),
        model_links: metadata.model_links.clone(),
    };
    let mut group = String::new();
    let mut lines: Vec<&str> = Vec::new();
    let mut said: Vec<String> = Vec::new();
    for item in items {
        match item {
            Item::Heading { level, text } if *level > 0 => {
                group.clone_from(text);
                lines.clear();
            }
            Item::Heading { text, .. } | Item::Line(Line { text, .. }) => lines.push(text),
            Item::Table(table) => {
                // In flattened text the group's name and comment are the lines before the table.
                let name = group_name(&lines);
                if let Some(name) = name {
                    name.clone_into(&mut group);
                }
                said.extend(comment_on_group(&lines, name, &group));
                lines.clear();
                for (at, heading) in operations(table) {
                    page.entries.push(entry(table, at, heading, &group));
                }
            }
            Item::Media(_) | Item::Sample(_) => {}
        }
    }
    let mut notes = Vec::new();
    if !said.is_empty() {
        notes.push(format!("Not kept: what the list says of controllers: {}.", said.join("; ")));
    }
    lacking::note_torn(items, &mut notes);
    Assembled { content: Content::Index(page), notes, lacking: Lacking::default() }
}

/// Returns what a list says of a controller, for which specs have no place. `name` is the line with the controller's name, if
/// one of the lines is that; else they stand below its heading.
fn comment_on_group(lines: &[&str], name: Option<&str>, group: &str) -> Option<String> {
    let comment = match (name, lines) {
        (Some(name), [.., last]) if *last != name => (*last).to_owned(),
        (None, [..]) if !group.is_empty() => lines.join(" "),
        _ => return None,
    };
    let is_said = !comment.is_empty() && !words::is_no_documentation(&comment);
    is_said.then(|| format!("`{group}`: {}", comment.trim_end_matches('.')))
}

/// A controller's name among the lines before its table: the last line but its comment.
fn group_name<'a>(lines: &[&'a str]) -> Option<&'a str> {
    match lines {
        [only] => words::is_identifier(only).then_some(*only),
        [.., name, comment] if words::is_identifier(name) && !words::is_identifier(comment) => Some(name),
        [.., name] if words::is_identifier(name) => Some(name),
        _ => None,
    }
}

fn entry(table: &Table, at: usize, heading: String, group: &str) -> IndexEntry {
    let row = table.rows.get(at);
    let cell = row.and_then(|row| row.first());
    let description = table
        .column(&Column::Description)
        .and_then(|c| row?.get(c))
        .map(super::Cell::text)
        .filter(|text| !words::is_no_documentation(text))
        .unwrap_or_default();
    IndexEntry {
        group: group.to_owned(),
        heading,
        description,
        link: cell.and_then(|cell| cell.link.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::ApiPage;

    fn line(text: &str) -> Item {
        Item::line(text)
    }

    #[test]
    fn nothing_is_no_page() {
        assert!(assemble(&[], &PageMetadata::default()).is_none());
        assert!(assemble(&[line("Welcome"), line("Log in")], &PageMetadata::default()).is_none());
    }

    #[test]
    fn the_operation_before_the_sections_counts() {
        let items = vec![
            line("GET api/other"),
            line("POST api/mine"),
            line("Like GET the other."),
            Item::Heading { level: 0, text: "Request Information".to_owned() },
            Item::Heading { level: 0, text: "Body Parameters".to_owned() },
            line("None."),
        ];
        let Some(Assembled { content: Content::Api(page), .. }) = assemble(&items, &PageMetadata::default())
        else {
            panic!("no operation");
        };
        let ApiPage { heading, summary, request, .. } = *page;
        assert_eq!(
            (heading.as_str(), summary.as_str(), request),
            ("POST api/mine", "Like GET the other.", None)
        );
    }
}
