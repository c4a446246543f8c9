//! Reads a page none of whose headings is known, by the order of its pieces: URI parameters, body, its
//! samples, response, its samples. The heading, the media types and the number of columns are the same in
//! every language.

use std::ops::Range;

use super::draft::{Draft, Which};
use super::samples::{self, Shape};
use super::section::{Section, doc, text_of};
use super::words::{self, Meaning};
use super::{Column, Item, Line, Table, codes, listed_statuses, own, rows};
use crate::page::{Ending, Sample, SampleContent, Sides};

pub(crate) fn fill(sections: Vec<Section>, draft: &mut Draft) {
    let mut items: Vec<Item> = Vec::new();
    for section in sections {
        if !section.title.is_empty() {
            items.push(Item::Heading { level: 1, text: section.title });
        }
        items.extend(section.items);
    }
    let groups = sample_groups(&items);
    let of_body = place_of_body(&items, draft);
    let mut sides = sides(&items, &groups, &of_body, draft);
    draft.page.sides = what_shows(&sides, &items, &groups, &of_body, draft);
    let is_taken = draft.page.sides == Sides::TakenForSent;
    if is_taken {
        draft.page.ending = Ending::CutOff;
        sides.fill(Which::Request);
    }
    let side_at = |at: usize| match side_at(at, &groups, &sides) {
        // The page ends before any samples.
        Which::Response if groups.is_empty() && (is_taken || of_body.contains(&at)) => Which::Request,
        which => which,
    };
    let summary = summary(&items);
    draft.page.summary = summary.text;
    let has_headings = items.iter().any(|item| matches!(item, Item::Heading { .. }));
    let has_forms = items.iter().any(|item| matches!(item, Item::Media(_) | Item::Table(_)));
    let mut title = "";
    let mut lines: Vec<&Line> = Vec::new();
    // The summary's lines are placed already.
    for (at, item) in items.iter().enumerate().skip(summary.items) {
        let which = side_at(at);
        let unplaced = match item {
            // A type that needs no table waits for its samples.
            Item::Heading { .. } if lines.iter().any(|line| words::is_stock_type(&line.text)) => continue,
            Item::Heading { text, .. } => {
                let unplaced = std::mem::take(&mut lines);
                own::keep(title, &unplaced, draft);
                title = text;
                continue;
            }
            Item::Line(line) => {
                lines.push(line);
                continue;
            }
            Item::Table(table) if listed_statuses::is_of_statuses(table) => {
                codes::table("", table, Some(Meaning::Status), draft);
                continue;
            }
            Item::Table(table) => take_table(table, std::mem::take(&mut lines), which, draft),
            Item::Sample(_) if example(&items, at).is_some() => {
                own::add(title, example(&items, at).unwrap_or_default(), draft);
                continue;
            }
            Item::Media(_) | Item::Sample(_) if groups.iter().any(|group| group.start == at) => {
                bare_type(std::mem::take(&mut lines), which, draft)
            }
            Item::Media(_) | Item::Sample(_) => {
                // Labels, and messages in place of samples.
                lines.clear();
                continue;
            }
        };
        let is_type = matches!(item, Item::Table(_)) || !draft.side(which).payload.ty.is_empty();
        // Nothing shows of lines on a page without the engine's forms that they are its headings.
        let (text, headings) = if has_headings || !has_forms {
            (unplaced.clone(), HeadingLines::None)
        } else {
            below_headings(unplaced.clone(), which)
        };
        let is_found = has_headings || headings == HeadingLines::Found;
        let side = draft.side(which);
        if is_found && is_type && side.present && side.payload.doc.is_empty() {
            side.payload.doc = doc(&text);
        } else if headings != HeadingLines::Alone || !matches!(item, Item::Media(_)) {
            own::keep("", &unplaced, draft);
        }
    }
    let last = groups.last().map_or(0, |group| group.end);
    let below: Vec<&Line> = items
        .iter()
        .skip(last)
        .filter_map(|item| if let Item::Line(line) = item { Some(line) } else { None })
        .collect();
    lines.retain(|line| below.iter().any(|other| std::ptr::eq(*line, *other)));
    own::keep(title, &lines, draft);
    for (group, which) in groups.iter().zip(&sides) {
        take_group(items.get(group.clone()).unwrap_or_default(), *which, draft);
    }
    if sides.last() == Some(&Which::Request) && is_heading_alone(items.get(last..).unwrap_or_default()) {
        draft.page.ending = Ending::CutOff;
    }
}

/// Returns whether nothing but the response's heading stands below the samples of the request: on all pages of the
/// engine its type or the word for none follows.
fn is_heading_alone(below: &[Item]) -> bool {
    let is_heading = |item: &Item| match item {
        Item::Heading { text, .. } => !own::is_frame(text),
        Item::Line(line) => {
            let is_title = own::is_title(&line.text) || is_title_without_capitals(&line.text);
            is_title && !own::is_frame(&line.text) && !words::is_none(&line.text)
        }
        Item::Table(_) | Item::Media(_) | Item::Sample(_) => false,
    };
    !below.is_empty() && below.iter().all(is_heading)
}

/// What lines that may be headings are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum HeadingLines {
    /// Nothing is known of them.
    None,
    /// Those above a comment.
    Found,
    /// One alone.
    Alone,
}

/// Takes the headings off the lines above a table or samples, where they are lines as all others: a side
/// begins with one or two of them, and what stands below is a comment.
fn below_headings(lines: Vec<&Line>, which: Which) -> (Vec<&Line>, HeadingLines) {
    let none = lines.iter().rposition(|line| words::is_none(&line.text)).map_or(0, |at| at + 1);
    let most = if which == Which::Response { 2 } else { 1 };
    let own = lines.get(none..).unwrap_or_default();
    let headings = own.iter().take(most).take_while(|line| own::is_title(&line.text)).count();
    match own.get(headings..) {
        Some([_, ..]) if headings == most => {
            (lines.get(none + headings..).unwrap_or_default().to_vec(), HeadingLines::Found)
        }
        Some([]) if own.len() == 1 && none == 0 => (lines, HeadingLines::Alone),
        _ => (lines, HeadingLines::None),
    }
}

/// Returns where media types and samples follow each other without anything else between them.
pub(super) fn sample_groups(items: &[Item]) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    let mut open: Option<usize> = None;
    let mut last = 0;
    for (at, item) in items.iter().enumerate() {
        match item {
            Item::Media(_) | Item::Sample(_) => {
                open.get_or_insert(at);
                last = at + 1;
            }
            // A message in place of a sample, or a label.
            Item::Line(line)
                if super::is_label(&line.text)
                    || matches!(items.get(at.wrapping_sub(1)), Some(Item::Media(_))) => {}
            Item::Line(line)
                if !matches!(crate::outline::samples::content(&line.text), SampleContent::Text(_)) => {}
            Item::Heading { .. } | Item::Line(_) | Item::Table(_) => {
                if let Some(start) = open.take() {
                    groups.push(start..last);
                }
            }
        }
    }
    if let Some(start) = open {
        groups.push(start..last);
    }
    groups
}

/// Two groups are request and response; one alone is the request's if it has a form, which no response has, or if the
/// operation takes a body and something was said after the samples.
fn sides(items: &[Item], groups: &[Range<usize>], of_body: &Range<usize>, draft: &Draft) -> Vec<Which> {
    if let [group] = groups {
        let form = items.get(group.clone()).unwrap_or_default().iter().any(
            |item| matches!(item, Item::Media(types) if types.iter().any(|media| samples::is_of_forms(media))),
        );
        let is_said =
            |item: &Item| matches!(item, Item::Table(_) | Item::Line(_) | Item::Heading { level: 1.., .. });
        let more = items.iter().skip(group.end).any(is_said);
        let is_of_request = form || (takes_body(draft) && more) || of_body.contains(&group.start);
        return vec![if is_of_request { Which::Request } else { Which::Response }];
    }
    (0..groups.len()).map(|at| if at == 0 { Which::Request } else { Which::Response }).collect()
}

/// Returns what shows the sides: nothing does where the page has one type, a table of members above samples that are no
/// request's for sure, or above none. The engine describes the body first, so that it is taken for that.
fn what_shows(
    sides: &[Which],
    items: &[Item],
    groups: &[Range<usize>],
    of_body: &Range<usize>,
    draft: &Draft,
) -> Sides {
    let above = match (groups, sides) {
        ([], _) if of_body.is_empty() => items,
        ([group], [Which::Response]) => items.get(..group.start).unwrap_or_default(),
        _ => return Sides::Shown,
    };
    if takes_body(draft) && has_members(above, draft) { Sides::TakenForSent } else { Sides::Shown }
}

/// Returns whether the only table of some items lists members: what is in the URI, the heading has in braces.
fn has_members(items: &[Item], draft: &Draft) -> bool {
    let mut tables =
        items.iter().filter_map(|item| if let Item::Table(table) = item { Some(table) } else { None });
    let (Some(table), None) = (tables.next(), tables.next()) else { return false };
    let rows = rows::rows(table);
    let in_uri = if rows.is_empty() {
        draft.page.heading.contains('{')
    } else {
        rows.iter().all(|row| draft.in_heading(&row.name))
    };
    table.columns.len() >= 3 && !in_uri
}

fn takes_body(draft: &Draft) -> bool {
    matches!(draft.method(), "POST" | "PUT" | "PATCH")
}

/// Returns where what is said of the body stands for sure: below the word that there are no parameters in the URI, on a
/// page that has no other such word above. The engine says as much of the body before it comes to the response.
fn place_of_body(items: &[Item], draft: &Draft) -> Range<usize> {
    let is_none = |item: &Item| matches!(item, Item::Line(line) if words::is_none(&line.text));
    let mut none = items.iter().enumerate().filter(|(_, item)| is_none(item)).map(|(at, _)| at);
    let Some(start) = none.next().filter(|_| takes_body(draft)) else { return 0..0 };
    // Below the table of such parameters it is the word for no body.
    if items.iter().take(start).any(|item| matches!(item, Item::Table(_))) {
        return 0..0;
    }
    start..none.next().unwrap_or(items.len())
}

/// Returns whether a line looks like a heading in a script without capitals: `返回对象`.
fn is_title_without_capitals(text: &str) -> bool {
    const LONGEST: usize = 12;
    text.chars().count() <= LONGEST
        && text.chars().all(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase())
}

/// The side of what stands at a place: the next group's, after the last one the response's.
fn side_at(at: usize, groups: &[Range<usize>], sides: &[Which]) -> Which {
    let next = groups.iter().position(|group| at < group.end);
    next.and_then(|next| sides.get(next)).copied().unwrap_or(Which::Response)
}

/// What a page says before the first heading of its middle.
struct Summary {
    text: String,
    /// How many items it takes.
    items: usize,
}

fn summary(items: &[Item]) -> Summary {
    let lines = items.iter().take_while(|item| matches!(item, Item::Line(_)));
    let texts: Vec<(usize, &str)> = lines
        .enumerate()
        .filter_map(|(at, item)| Some((at, text_of(item)?)))
        .filter(|(_, text)| !words::is_no_documentation(text) && !own::is_frame(text))
        .collect();
    // Without headings of the HTML nobody knows where the summary ends; one line is the rule.
    let has_headings = items.iter().any(|item| matches!(item, Item::Heading { .. }));
    let texts = texts.get(..if has_headings { texts.len() } else { 1 }).unwrap_or_default();
    let summary: Vec<&str> = texts.iter().map(|(_, text)| *text).collect();
    Summary { text: summary.join("\n"), items: texts.last().map_or(0, |(at, _)| at + 1) }
}

/// The text of an example in the site's own words, which is none of the engine's samples: it has no media
/// types and no form of theirs.
fn example(items: &[Item], at: usize) -> Option<&str> {
    let Some(Item::Sample(SampleContent::Text(text))) = items.get(at) else { return None };
    let is_labelled = matches!(at.checked_sub(1).and_then(|above| items.get(above)), Some(Item::Media(_)));
    let has_words = text.trim().contains(char::is_whitespace);
    (!is_labelled && has_words && Shape::of(text) == Shape::Other).then_some(text)
}

/// Takes a table with its type, which is one of the lines above it; hands back the other lines.
fn take_table<'a>(table: &Table, mut lines: Vec<&'a Line>, which: Which, draft: &mut Draft) -> Vec<&'a Line> {
    // The engine's tables have three columns at least.
    if table.column(&Column::Name).is_none() || table.columns.len() < 3 {
        own::add("", &codes::text_of(table), draft);
        return lines;
    }
    let rows = rows::rows(table);
    let in_uri = !rows.is_empty() && rows.iter().all(|row| draft.in_heading(&row.name));
    if in_uri && draft.page.uri_parameters.is_empty() {
        draft.page.uri_parameters = rows;
        return lines;
    }
    let side = draft.side(which);
    if side.payload.members.is_some() {
        own::add("", &codes::text_of(table), draft);
        return lines;
    }
    side.present = true;
    side.payload.members = Some(rows);
    if !table.title.is_empty() {
        side.payload.ty.clone_from(&table.title);
        return lines;
    }
    let above = lines.iter().rposition(|line| line.loose).or(lines.len().checked_sub(1));
    if let Some(at) = above.filter(|at| lines.get(*at).is_some_and(|line| words::is_type(&line.text))) {
        side.payload.ty.clone_from(&lines.remove(at).text);
    }
    lines
}

/// Takes a type that needs no table, which stands before its samples; hands back the other lines.
fn bare_type<'a>(mut lines: Vec<&'a Line>, which: Which, draft: &mut Draft) -> Vec<&'a Line> {
    let side = draft.side(which);
    if !side.payload.ty.is_empty() || side.payload.members.is_some() {
        return lines;
    }
    let loose = lines
        .iter()
        .rposition(|line| line.loose && words::is_type(&line.text) && !words::is_none(&line.text));
    // Several are those of a table's rows, whose headings nobody knows.
    let is_stock = |line: &&&Line| words::is_stock_type(&line.text);
    let are_of_rows = lines.iter().filter(is_stock).count() > 1;
    let stock = lines.iter().rposition(|line| words::is_stock_type(&line.text)).filter(|_| !are_of_rows);
    if let Some(at) = loose.or(stock) {
        side.payload.ty.clone_from(&lines.remove(at).text);
        side.present = true;
    }
    lines
}

fn take_group(items: &[Item], which: Which, draft: &mut Draft) {
    let mut media: Vec<String> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        match item {
            Item::Media(types) => {
                media.clone_from(types);
                if matches!(items.get(at + 1), None | Some(Item::Media(_))) {
                    let sample = Sample { media_types: types.clone(), content: SampleContent::NotAvailable };
                    draft.side(which).payload.samples.push(sample);
                }
            }
            Item::Sample(_) if example(items, at).is_some() => {}
            Item::Sample(content) => {
                let media_types = if media.is_empty() { guess(content) } else { media.clone() };
                draft.side(which).payload.samples.push(Sample { media_types, content: content.clone() });
            }
            Item::Line(line)
                if !super::is_label(&line.text)
                    && matches!(items.get(at.wrapping_sub(1)), Some(Item::Media(_) | Item::Line(_))) =>
            {
                let content = super::samples::content(&line.text);
                draft.side(which).payload.samples.push(Sample { media_types: media.clone(), content });
            }
            Item::Heading { .. } | Item::Line(_) | Item::Table(_) => {}
        }
    }
}

fn guess(content: &SampleContent) -> Vec<String> {
    let SampleContent::Text(text) = content else { return Vec::new() };
    super::samples::Shape::of(text).media_type().map(str::to_owned).into_iter().collect()
}
