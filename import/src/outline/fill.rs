//! Fills a page of one operation from its sections.

use std::borrow::Cow;

use super::draft::{Draft, Stands, Which, which};
use super::rows::rows;
use super::section::{Section, doc, tables, texts};
use super::words::{self, Meaning};
use super::{
    Column, Item, Line, codes, cut, is_label, lacking, listed_statuses, own, parameters, samples,
    status_headings,
};
use crate::address::begins_address;
use crate::page::{Ending, Sample, SampleContent};

/// `POST https://host/api/x` is method and path, and the service's address.
pub(crate) fn heading(text: &str, draft: &mut Draft) {
    let Some((method, path)) = words::operation(text) else {
        draft.page.heading = words::in_braces(text).into_owned();
        return;
    };
    let mut path = path;
    if begins_address(path) {
        let after = path.find("://").map_or(0, |at| at + 3);
        let host_end = path.get(after..).and_then(|rest| rest.find('/')).map_or(path.len(), |at| after + at);
        if let Some((base, rest)) = path.split_at_checked(host_end) {
            if words::is_public_host(base.get(after..).unwrap_or_default()) {
                draft.page.base_url = Some(base.to_owned());
            } else {
                draft.notes.push(format!("The heading's address `{base}` is no service's: it is left out."));
            }
            path = rest.trim_start_matches('/');
        }
    }
    draft.page.heading = format!("{method} {}", words::in_braces(path));
}

/// What stands before the heading: menus, mostly, but samples and tables too where a scraper has put them
/// first.
pub(crate) fn preamble(items: Vec<Item>, draft: &mut Draft) {
    for item in items {
        match item {
            Item::Table(table) => draft.loose_tables.push(table),
            Item::Sample(content) => loose_sample(content, Stands::Anywhere, draft),
            Item::Heading { .. } | Item::Line(_) | Item::Media(_) => {}
        }
    }
}

fn loose_sample(content: SampleContent, stands: Stands, draft: &mut Draft) {
    if let SampleContent::Text(text) = &content
        && matches!(samples::Shape::of(text), samples::Shape::Json | samples::Shape::Xml)
    {
        draft.loose_samples.push((stands, Sample { media_types: Vec::new(), content }));
    }
}

pub(crate) fn sections(sections: Vec<Section>, draft: &mut Draft) {
    draft.announced = sections.iter().filter_map(|section| section.meaning).collect();
    draft.ends_in = sections.last().and_then(|section| section.meaning);
    draft.last_row = sections.last().and_then(|section| cut::last_row(&section.items));
    let last = sections.len().saturating_sub(1);
    for (at, mut section) in sections.into_iter().enumerate() {
        draft.is_last = at == last;
        // What a site has below the response under such a heading once more, forms for calls say, is its own.
        if section.meaning.is_some_and(|meaning| is_of_request(meaning) && draft.met.contains(&meaning))
            && draft.has_headings(Which::Response)
        {
            section.meaning = Some(Meaning::Own);
        }
        if let Some(meaning) = section.meaning.filter(|meaning| meaning.is_stock()) {
            draft.met.push(meaning);
        }
        one(section, draft);
    }
}

fn is_of_request(meaning: Meaning) -> bool {
    matches!(meaning, Meaning::BodyParameters | Meaning::UriParameters | Meaning::Parameters)
}

fn one(section: Section, draft: &mut Draft) {
    if status_headings::read(&section, draft) {
        return;
    }
    let side = section.meaning.and_then(which);
    let at = |meaning: Meaning| draft.announced.iter().position(|announced| *announced == meaning);
    let formats = (at(Meaning::RequestFormats), at(Meaning::ResponseFormats));
    let is_sure = matches!(section.meaning, Some(Meaning::RequestFormats | Meaning::ResponseFormats))
        && matches!(formats, (Some(request), Some(response)) if request < response);
    let stands = match side {
        Some(which) if is_sure => Stands::Below(which),
        Some(which)
            if matches!(section.meaning, Some(Meaning::BodyParameters | Meaning::ResourceDescription)) =>
        {
            Stands::WithMembers(which)
        }
        Some(which) => Stands::On(which),
        None => Stands::Anywhere,
    };
    let is_above_media = matches!(section.items.as_slice(), [Item::Line(_), Item::Media(_), ..]);
    let rest = take_samples(section.items, stands, draft);
    let title = section.title.as_str();
    let is_of_comments =
        section.meaning.map_or(title.is_empty(), |meaning| meaning.is_stock() || meaning == Meaning::Summary);
    if listed_statuses::is_announced(section.meaning, title, &rest) {
        codes::read(title, &rest, Some(Meaning::Status), draft);
        return;
    }
    let rest = if is_of_comments { listed_statuses::take(&rest, side, draft) } else { rest };
    match section.meaning {
        // A heading that nobody knows is the site's own; without one it is what stands below the operation.
        None if draft.met.is_empty() && draft.page.summary.is_empty() && title.is_empty() => {
            summary(rest, draft);
        }
        Some(Meaning::Summary) if draft.met.is_empty() && draft.page.summary.is_empty() => {
            summary(rest, draft);
        }
        // Below the response's heading it is the response's.
        Some(Meaning::Summary)
            if draft.met.last() == Some(&Meaning::ResponseInfo)
                && !draft.announced.contains(&Meaning::ResourceDescription) =>
        {
            payload(title, &rest, Which::Response, draft);
        }
        None | Some(Meaning::Status | Meaning::EnumValues | Meaning::Summary | Meaning::Own) => {
            let own =
                if section.meaning == Some(Meaning::Status) { response_below(&rest, draft) } else { &rest };
            codes::read(title, own, section.meaning, draft);
        }
        Some(Meaning::UriParameters) => {
            for table in tables(&rest) {
                let rows = rows(table);
                parameters::note_lack_of_requirements(table, &rows, draft);
                parameters::of_uri(rows, draft);
            }
            let mut lines = texts(&rest);
            lines.retain(|line| !take_query(&line.text, draft));
            own::keep_rest(title, &lines, draft);
        }
        Some(Meaning::RequestInfo | Meaning::Parameters) => request(title, &rest, draft),
        Some(Meaning::BodyParameters) => payload(title, &rest, Which::Request, draft),
        Some(Meaning::ResourceDescription) => payload(title, &rest, Which::Response, draft),
        Some(Meaning::ResponseInfo) => response(title, &rest, draft),
        Some(Meaning::RequestFormats | Meaning::ResponseFormats) => {
            draft.loose_tables.extend(tables(&rest).cloned());
            let lines: Vec<&Line> = texts(&rest).into_iter().filter(|line| !is_label(&line.text)).collect();
            if section.meaning == Some(Meaning::RequestFormats) {
                form_without_media_type(&lines, draft);
            }
            // Some views of 1.x have the comment of what comes back here.
            match lines.as_slice() {
                [line]
                    if is_comment_of_response(section.meaning, &line.text, draft)
                        && (is_above_media || line.text.ends_with('.')) =>
                {
                    draft.response.payload.doc.clone_from(&line.text);
                    draft.response.present = true;
                }
                _ => own::keep_rest(title, &lines, draft),
            }
        }
    }
}

/// Takes a form among the lines below the heading of the request's samples for one of them; its text stays a remark as
/// well, since specs keep no forms. A query whose names stand in the operation's heading is none.
fn form_without_media_type(lines: &[&Line], draft: &mut Draft) {
    let is_query = |text: &str, draft: &Draft| {
        text.split('&').filter_map(|pair| pair.split('=').next()).all(|name| draft.in_heading(name))
    };
    let form = lines.iter().map(|line| line.text.as_str()).find(|text| samples::is_form(text));
    if let Some(form) = form.filter(|form| !draft.is_bodiless() && !is_query(form, draft)) {
        let media_types = vec![samples::FORM.to_owned()];
        let content = SampleContent::Text(form.to_owned());
        draft.request.payload.samples.push(Sample { media_types, content });
    }
}

/// Returns whether words below the heading of the response's samples say what comes back, if they are a sentence or
/// stand directly between the heading and the media types.
fn is_comment_of_response(meaning: Option<Meaning>, text: &str, draft: &Draft) -> bool {
    meaning == Some(Meaning::ResponseFormats)
        && draft.response.payload.doc.is_empty()
        && !draft.announced.contains(&Meaning::ResourceDescription)
        && !text.ends_with(':')
        && text.split_whitespace().count() >= 3
        && !words::is_none(text)
        && draft.page.summary != text
}

/// Takes the type or the table of the response that stands below a list in its comment; hands back the list.
fn response_below<'i>(items: &'i [Item], draft: &mut Draft) -> &'i [Item] {
    let side = &draft.response;
    let is_below_response = draft.met.last() == Some(&Meaning::ResponseInfo);
    let is_open = (is_below_response || draft.met.last() == Some(&Meaning::ResourceDescription))
        && side.payload.ty.is_empty()
        && side.payload.members.is_none()
        && side.says_none.is_none();
    let is_of_members = |item: &Item| matches!(item, Item::Table(table) if table.column(&Column::Type).is_some() && table.column(&Column::Name).is_some());
    let is_type = |item: &Item| matches!(item, Item::Line(line) if words::is_stock_type(&line.text));
    let table = items.iter().position(is_of_members);
    let start =
        table.or_else(|| items.len().checked_sub(1).filter(|last| items.get(*last).is_some_and(is_type)));
    let Some(mut start) = start.filter(|_| is_open) else { return items };
    // A heading such as `Standard Responses` in place of the engine's own: its comment says what comes back.
    let is_comment =
        |item: &Item| matches!(item, Item::Line(line) if !line.text.contains(|c: char| c.is_ascii_digit()));
    if is_below_response && items.iter().take(start).all(is_comment) {
        start = 0;
    }
    let is_class = |item: &Item| matches!(item, Item::Line(line) if words::is_class_name(&line.text) || words::is_stock_type(&line.text));
    if table.is_some() && start > 0 && items.get(start - 1).is_some_and(is_class) {
        start -= 1;
    }
    let (own, below) = items.split_at_checked(start).unwrap_or((items, &[]));
    payload("", below, Which::Response, draft);
    own
}

/// What the operation does. Tables here have lost their headings: the line above one is its type, if it can
/// be.
fn summary(items: Vec<Item>, draft: &mut Draft) {
    let mut lines: Vec<Line> = Vec::new();
    for item in items {
        match item {
            Item::Line(line) => lines.push(line),
            Item::Table(mut table) => {
                let is_type =
                    |line: &Line| words::is_stock_type(&line.text) || words::is_class_name(&line.text);
                if table.title.is_empty()
                    && lines.len() > 1
                    && let Some(line) = lines.pop_if(|line| is_type(line))
                {
                    table.title = line.text;
                }
                draft.loose_tables.push(table);
            }
            Item::Heading { .. } | Item::Media(_) | Item::Sample(_) => {}
        }
    }
    let mut lines: Vec<&Line> = lines.iter().collect();
    // Below such a caption the heading's path is repeated.
    if let Some(at) = lines.iter().position(|line| words::is_caption_of_path(&line.text))
        && lines.get(at + 1).is_some_and(|line| take_query(&line.text, draft))
    {
        lines.drain(at..=at + 1);
    }
    let end = own::first_title(&lines).unwrap_or(lines.len());
    let (comment, own) = lines.split_at_checked(end).unwrap_or((&lines, &[]));
    draft.page.summary = doc(comment);
    own::keep_titled(own, draft);
}

/// The request's own heading, which stands above others on the pages of 5.1: the tables below it are
/// parameters, or the body's where the site has no heading for that.
fn request(title: &str, items: &[Item], draft: &mut Draft) {
    let mut lines: Vec<&Line> = Vec::new();
    for item in items {
        match item {
            Item::Line(line) if take_query(&line.text, draft) => {}
            Item::Line(line) => lines.push(line),
            Item::Table(table) => {
                let typed = table.column(&Column::Type).is_some();
                let named = rows(table).iter().any(|row| draft.in_heading(&row.name));
                let bodiless = draft.is_bodiless();
                let is_first = draft.request.payload.members.is_none()
                    && !draft.announced.contains(&Meaning::BodyParameters);
                if typed && !named && !bodiless && is_first {
                    let above = type_above_table(std::mem::take(&mut lines));
                    let ty = if table.title.is_empty() { above.ty } else { table.title.clone() };
                    let side = &mut draft.request;
                    side.present = true;
                    side.payload.members = Some(rows(table));
                    let comment = doc(&above.comment);
                    if !comment.is_empty() {
                        side.payload.doc = comment;
                    }
                    // The row of the body's argument has the name of its class.
                    if side.payload.ty.is_empty() {
                        side.payload.ty = ty;
                    } else if side.payload.ty != ty {
                        own::add(title, &ty, draft);
                    }
                } else {
                    parameters::of_all(table, draft);
                }
            }
            Item::Heading { .. } | Item::Media(_) | Item::Sample(_) => {}
        }
    }
    own::keep_rest(title, &lines, draft);
}

/// The response's own heading, which stands above others on the pages of 5.1.
fn response(title: &str, items: &[Item], draft: &mut Draft) {
    let lines = texts(items);
    let is_type = |line: &&&Line| words::is_stock_type(&line.text) || words::is_class_name(&line.text);
    if draft.announced.contains(&Meaning::ResourceDescription) && tables(items).next().is_none() {
        own::keep_rest(title, &lines, draft);
    } else if tables(items).next().is_some()
        || lines.iter().rev().find(|line| !words::is_none(&line.text)).is_some_and(|line| is_type(&line))
    {
        payload(title, items, Which::Response, draft);
    } else {
        // The comment of 5.0's pages, which have no type.
        let doc = doc(&lines);
        if words::is_none(&doc) {
            draft.response.says_none.get_or_insert_with(|| title.to_owned());
        } else if !doc.is_empty() {
            draft.response.payload.doc = doc;
            draft.response.present = true;
        }
    }
}

/// Takes the query from a line that repeats the heading's path with it, as some sites write the heading: the
/// path alone on top, the whole below. Returns whether the line is such a one.
fn take_query(line: &str, draft: &mut Draft) -> bool {
    let line = words::operation(line).map_or(line.trim(), |(_, path)| path);
    let Some((method, heading)) = draft.page.heading.split_once(' ') else { return false };
    let path = |text: &str| text.split('?').next().unwrap_or_default().trim_matches('/').to_lowercase();
    if line.contains(char::is_whitespace) || !line.contains('/') || path(line) != path(heading) {
        return false;
    }
    if let Some((_, query)) = line.split_once('?').filter(|_| !heading.contains('?')) {
        draft.page.heading = format!("{method} {}?{query}", heading.trim_end_matches('/'));
    }
    true
}

/// Moves the samples of a section to its side; hands back everything else.
fn take_samples(items: Vec<Item>, stands: Stands, draft: &mut Draft) -> Vec<Item> {
    let side = stands.side();
    let mut rest = Vec::new();
    let mut media: Option<Vec<String>> = None;
    let mut pending = false;
    let above_samples = above_samples(&items);
    let mut items = items.into_iter().zip(above_samples).peekable();
    while let Some((item, line_stands)) = items.next() {
        match item {
            Item::Media(types) => {
                close(&mut pending, media.as_deref(), side, draft);
                // The label of the samples below.
                rest.pop_if(|above| matches!(above, Item::Line(line) if words::is_sample_label(&line.text)));
                media = Some(types);
                pending = true;
            }
            Item::Sample(content) => match (&media, side) {
                (Some(types), Some(which)) => {
                    pending = false;
                    let content = samples::below(types, content);
                    draft.side(which).payload.samples.push(Sample { media_types: types.clone(), content });
                }
                // Code in a section of the site's own is no sample, nor is an address above no media types.
                (_, None) | (None, _) if is_code(&content) => rest.extend(as_line(content)),
                _ => loose_sample(content, stands, draft),
            },
            Item::Line(line) if pending && is_button(&line.text, items.peek().map(|(below, _)| below)) => {}
            // A sentence about the sample.
            Item::Line(line)
                if pending && line_stands == LineStands::AboveSample && is_sentence(&line.text) =>
            {
                rest.push(Item::Line(line));
            }
            // The words in place of a sample; the label before it is none.
            Item::Line(line) if pending && !is_label(&line.text) => {
                pending = false;
                let content = match samples::content(&line.text) {
                    SampleContent::Text(text) if samples::Shape::of(&text) == samples::Shape::Other => {
                        SampleContent::Failed(text)
                    }
                    content => content,
                };
                if let (Some(types), Some(which)) = (&media, side) {
                    draft.side(which).payload.samples.push(Sample { media_types: types.clone(), content });
                }
            }
            Item::Line(line) if pending && is_label(&line.text) => {}
            other => rest.push(other),
        }
    }
    close(&mut pending, media.as_deref(), side, draft);
    rest
}

/// Where a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineStands {
    /// Nothing but lines stands between it and a sample.
    AboveSample,
    Elsewhere,
}

/// Returns where each of the items stands.
fn above_samples(items: &[Item]) -> Vec<LineStands> {
    let mut stands = LineStands::Elsewhere;
    let mut found: Vec<LineStands> = items
        .iter()
        .rev()
        .map(|item| {
            let own = stands;
            stands = match item {
                Item::Sample(_) => LineStands::AboveSample,
                Item::Line(_) => stands,
                Item::Heading { .. } | Item::Table(_) | Item::Media(_) => LineStands::Elsewhere,
            };
            own
        })
        .collect();
    found.reverse();
    found
}

/// Returns whether a line is a text of the site's own, and neither a value nor what the engine says in place of one.
fn is_sentence(text: &str) -> bool {
    !is_label(text)
        && matches!(samples::content(text), SampleContent::Text(text) if samples::Shape::of(&text) == samples::Shape::Other)
}

/// Returns whether a few words between media types and a sample, or the engine's words in place of one, are
/// those of a site's button: `Click to copy!`.
fn is_button(text: &str, below: Option<&Item>) -> bool {
    const MOST: usize = 4;
    let is_said = |line: &Line| !matches!(samples::content(&line.text), SampleContent::Text(_));
    text.split_whitespace().count() <= MOST
        && matches!(samples::content(text), SampleContent::Text(_))
        && match below {
            Some(Item::Sample(_)) => true,
            Some(Item::Line(line)) => is_said(line),
            _ => false,
        }
}

/// Returns whether what stands like a sample is neither JSON nor XML.
fn is_code(content: &SampleContent) -> bool {
    matches!(content, SampleContent::Text(text) if samples::Shape::of(text) == samples::Shape::Other)
}

fn as_line(content: SampleContent) -> Option<Item> {
    match content {
        SampleContent::Text(text) => Some(Item::line(text)),
        SampleContent::NotAvailable | SampleContent::Failed(_) => None,
    }
}

/// Media types with nothing below them: some layouts drop the warning box in which the engine says why.
fn close(pending: &mut bool, media: Option<&[String]>, side: Option<Which>, draft: &mut Draft) {
    if *pending && let (Some(types), Some(which)) = (media, side) {
        let sample = Sample { media_types: types.to_vec(), content: SampleContent::NotAvailable };
        draft.side(which).payload.samples.push(sample);
    }
    *pending = false;
}

/// Comment, type and members of a body or response; what stands below them is the site's own.
fn payload(title: &str, items: &[Item], which: Which, draft: &mut Draft) {
    let items = &type_on_its_line(items);
    let at = items.iter().position(|item| matches!(item, Item::Table(_)));
    let lines = texts(items.get(..at.unwrap_or(items.len())).unwrap_or_default());
    let table =
        at.and_then(|at| items.get(at)).and_then(|i| if let Item::Table(t) = i { Some(t) } else { None });
    let below = items.get(at.map_or(items.len(), |at| at + 1)..).unwrap_or_default();
    // More tables below the first are another's (status codes, headers) unless nothing else can be.
    draft.loose_tables.extend(tables(below).cloned());
    let Typed { mut comment, ty, mut rest } = match table {
        Some(table) if !table.title.is_empty() => {
            Typed { comment: lines, ty: table.title.clone(), rest: Vec::new() }
        }
        Some(_) => type_above_table(lines),
        None if which == Which::Request && draft.is_cut_in_request() && begins_comment(&lines) => {
            for line in lines {
                lacking::note_half_line(&line.text, &mut draft.notes);
            }
            draft.page.ending = Ending::CutOff;
            Typed::default()
        }
        None => type_alone(lines, draft.is_last),
    };
    // Where a site says what comes back, what the action itself declares says nothing more.
    if table.is_some() {
        comment.retain(|line| !words::is_framework_result(&line.text));
    }
    rest.extend(texts(below));
    let side = draft.side(which);
    if ty.is_empty() && table.is_none() && rest.iter().any(|line| words::is_none(&line.text)) {
        side.says_none.get_or_insert_with(|| title.to_owned());
    }
    let comment = doc(&comment);
    if side.payload.doc.is_empty() {
        side.payload.doc = comment;
    } else if side.payload.doc != comment {
        own::add(title, &comment, draft);
    }
    let side = draft.side(which);
    if !ty.is_empty() {
        side.payload.ty = ty;
        side.present = true;
    }
    if let Some(table) = table {
        side.payload.members = Some(rows(table));
        side.present = true;
    }
    side.present |= !side.payload.doc.is_empty();
    own::keep_rest(title, &rest, draft);
}

/// Parts comment and type where a site or a converter has both in one paragraph: the link to the type's page
/// ends the last line above the table of its members, or without a table the engine's words for a list do.
fn type_on_its_line(items: &[Item]) -> Cow<'_, [Item]> {
    let end = items.iter().position(|item| matches!(item, Item::Table(_))).unwrap_or(items.len());
    let is_said = |item: &Item| matches!(item, Item::Line(line) if !words::is_none(&line.text));
    let Some(at) = items.iter().take(end).rposition(is_said) else { return items.into() };
    let Some(Item::Line(line)) = items.get(at) else { return items.into() };
    let at_end = words::type_at_end(&line.text);
    let linked = line.type_link.as_deref().filter(|link| words::is_type(link));
    let linked = linked.map(|link| at_end.unwrap_or(link));
    let is_labelled = |ty: &str| line.text.strip_suffix(ty).is_some_and(|before| is_label(before.trim_end()));
    let listed =
        at_end.filter(|ty| end == items.len() && words::begins_composed_type(ty) && !is_labelled(ty));
    let Some(ty) = linked.or(listed) else { return items.into() };
    let comment = line.text.strip_suffix(ty).unwrap_or_default().trim_end();
    if comment.is_empty() {
        return items.into();
    }
    let (comment, ty) = match words::before_words_of_list(comment) {
        Some(comment) => (comment, format!("Collection of {ty}")),
        None => (comment, ty.to_owned()),
    };
    // `The Order` says no more than its type.
    let comment = (!words::is_lead(comment)).then(|| Line::of(comment));
    let ty = Line::loose(ty);
    let mut out = items.to_vec();
    out.splice(at..=at, comment.into_iter().chain([ty]).map(Item::Line));
    out.into()
}

/// The lines of a section, taken apart.
#[derive(Default)]
struct Typed<'a> {
    comment: Vec<&'a Line>,
    ty: String,
    /// What stands below, which is the site's own.
    rest: Vec<&'a Line>,
}

/// Finds the type directly above the table of its members.
fn type_above_table(mut lines: Vec<&Line>) -> Typed<'_> {
    let is_text = |text: &str| text.ends_with(['.', ':', '!', '?']) || text.split_whitespace().count() > 6;
    if let Some(at) =
        lines.iter().rposition(|line| line.loose && (words::is_type(&line.text) || !is_text(&line.text)))
    {
        let ty = lines.remove(at).text.clone();
        return Typed { comment: lines, ty, rest: Vec::new() };
    }
    let ty = lines.pop_if(|line| words::is_type(&line.text)).map(|line| line.text.clone());
    let ty = ty.or_else(|| {
        let text = &lines.last()?.text;
        let ty = words::type_behind_label(text).map(str::to_owned).or_else(|| words::type_in_words(text))?;
        lines.pop();
        Some(ty)
    });
    Typed { comment: lines, ty: ty.unwrap_or_default(), rest: Vec::new() }
}

/// A type without a table, or `None.` for no type at all.
fn type_alone(lines: Vec<&Line>, is_last: bool) -> Typed<'_> {
    let mut lines = without_column_words(lines, is_last);
    let none = lines.iter().position(|line| words::is_none(&line.text));
    let is_loose_type =
        |line: &&Line| line.loose && words::is_type(&line.text) && !words::is_none(&line.text);
    // What stands farther below `None.` is at the foot of the page.
    let foot = none.map_or(lines.len(), |none| none + 2);
    if let Some(at) = lines.iter().take(foot).rposition(is_loose_type) {
        let mut rest = lines.split_off(at);
        let ty = rest.remove(0).text.clone();
        lines.retain(|line| !words::is_none(&line.text));
        return Typed { comment: lines, ty, rest };
    }
    if let Some(at) = none {
        let rest = lines.split_off(at);
        // `IHttpActionResult`, `Object`: complex, but without members. A comment of one plain word is a
        // comment.
        let ty = lines.pop_if(|line| words::is_stock_type(&line.text) || words::is_class_name(&line.text));
        return Typed { comment: lines, ty: ty.map(|line| line.text.clone()).unwrap_or_default(), rest };
    }
    if let Some(at) = lost_rows(&lines, is_last) {
        let rest = lines.split_off(at);
        return Typed { comment: lines, ty: String::new(), rest };
    }
    let stock = lines.iter().rposition(|line| words::is_stock_type(&line.text));
    // `Optional` is a comment rather than a class.
    let named =
        lines.iter().rposition(|line| words::is_type(&line.text) && !words::is_annotation(&line.text));
    let Some(at) = stock.or(named) else {
        return Typed { comment: lines, ty: String::new(), rest: Vec::new() };
    };
    if is_last && begins_list(&lines, at) {
        let rest = lines.split_off(at - 1);
        return Typed { comment: lines, ty: String::new(), rest };
    }
    let mut rest = lines.split_off(at);
    // Where the page ends below a word, that may be the comment, and the line below it the type's start.
    if is_last
        && rest.len() > 1
        && rest.first().is_some_and(|line| !line.loose && cut::may_be_comment(&line.text))
    {
        lines.push(rest.remove(0));
        return Typed { comment: lines, ty: String::new(), rest };
    }
    // Lines below the type are the site's own.
    let ty = rest.remove(0).text.clone();
    Typed { comment: lines, ty, rest }
}

/// Returns whether the page ends with a type below a name: both may be the first member in a view that lists
/// members in place of a table, as well as a comment of one word and the type.
fn begins_list(lines: &[&Line], at: usize) -> bool {
    let is_name = |line: &&Line| words::is_identifier(&line.text) && !words::is_stock_type(&line.text);
    let above = at.checked_sub(1).and_then(|above| lines.get(above));
    let is_type = |line: &&Line| !line.loose && words::is_stock_type(&line.text);
    at + 1 == lines.len() && lines.get(at).is_some_and(is_type) && above.is_some_and(is_name)
}

/// Returns whether the only line of the page's last section may be the first word of a comment as well as the name of a
/// class.
fn begins_comment(lines: &[&Line]) -> bool {
    let [line] = lines else { return false };
    !line.loose && cut::may_be_comment(&line.text)
}

/// Takes out the headings of the columns of a table that the page has lost: several of them below each other are no
/// classes.
fn without_column_words(lines: Vec<&Line>, is_last: bool) -> Vec<&Line> {
    let is_column =
        |at: usize| lines.get(at).is_some_and(|line| words::column(&line.text).is_some() && !line.loose);
    // Where the page ends with one, the others may have stood behind it.
    let is_end = |at: usize| is_last && at + 1 == lines.len();
    let is_beside = |at: usize| is_column(at + 1) || at.checked_sub(1).is_some_and(is_column) || is_end(at);
    let kept: Vec<bool> = (0..lines.len()).map(|at| !(is_column(at) && is_beside(at))).collect();
    lines.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(line, _)| line).collect()
}

/// Returns where the rows of a table begin that nobody has found as one: several words stand there each of
/// which could be the type. On a page that ends there two of them are too many.
fn lost_rows(lines: &[&Line], is_last: bool) -> Option<usize> {
    const MOST: usize = 3;
    let types: Vec<(usize, &str)> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| (at, line.text.as_str()))
        .filter(|(_, text)| words::is_type(text))
        .collect();
    let (first, text) = *types.first()?;
    let differ = types.iter().any(|(_, other)| *other != text);
    let ends_in_stock = types.len() == 2 && lines.last().is_some_and(|line| words::is_stock_type(&line.text));
    let is_lost = types.len() > MOST || (is_last && differ && !ends_in_stock);
    is_lost.then_some(first)
}
