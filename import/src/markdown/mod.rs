//! Help pages that people and programs have turned into Markdown.
//!
//! Markdown is made HTML again, and read as that: headings, tables and fenced samples are what they were.
//! Samples without a fence become samples as well, and tags that HTML does not have are XML, not markup.

mod flattened;
mod half_header;
mod lines;

pub(crate) use flattened::text_of as text_of_flattened;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, html};

use crate::html::is_of_type;
use crate::outline::samples::{self, Shape};
use crate::outline::words;

/// The tags that Markdown of a page can have; they are written in small letters.
const TAGS: [&str; 44] = [
    "a", "abbr", "b", "body", "br", "code", "dd", "del", "details", "div", "dl", "dt", "em", "font", "h1",
    "h2", "h3", "h4", "h5", "h6", "head", "hr", "html", "i", "img", "li", "ol", "p", "pre", "section",
    "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "th", "thead", "tr", "u",
    "ul",
];

/// Returns whether a text is Markdown: it has a heading that is marked as one, and that help pages have; or
/// beside any heading a table or links in Markdown's way. Flattened texts have tables of pipes as well, and
/// lines such as `# of kites`, but not with empty lines around them, or not both.
pub(crate) fn is_markdown(text: &str) -> bool {
    let (mut heading, mut table, mut link) = (false, false, false);
    let (mut before, mut lines) = ("", text.lines().map(str::trim).peekable());
    while let Some(line) = lines.next() {
        let after = lines.peek().copied().unwrap_or_default();
        if let Some(title) = heading_of(line) {
            let title = title.trim_matches(['*', '_', '`', ' ']);
            if words::meaning(title).is_some()
                || words::operation(title).is_some()
                || words::media_types(title).is_some()
            {
                return true;
            }
            heading |= before.is_empty() && after.is_empty();
        }
        heading |= line.len() >= 3 && line.bytes().all(|b| b == b'=') && !before.is_empty();
        table |= line.contains("---|") || line.contains("--- |");
        link |= line.contains("](/") || line.contains("](http");
        before = line;
    }
    heading && (table || link)
}

/// Returns the text of `## Heading`.
fn heading_of(line: &str) -> Option<&str> {
    let title = line.trim_start_matches('#');
    let level = line.len() - title.len();
    ((1..=6).contains(&level) && title.starts_with([' ', '\t']))
        .then(|| title.trim().trim_end_matches('#').trim_end())
}

/// Returns the HTML of a page in Markdown.
pub(crate) fn to_html(text: &str) -> String {
    let text = half_header::completed(text);
    let text = lines::joined(&text);
    let mut events: Vec<Event> = Vec::new();
    // The block that is being read, and its text if it turns out to be a sample.
    let mut block: Option<Block> = None;
    let mut in_name = false;
    for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
        let event = as_text(event, &mut in_name);
        match (&mut block, event) {
            (None, start @ Event::Start(Tag::Paragraph | Tag::HtmlBlock)) => {
                block = Some(Block { events: vec![start], text: String::new(), kind: Kind::Empty });
            }
            (None, end @ Event::End(TagEnd::TableHead)) => {
                events.push(end);
                part_type_from_header(&mut events);
            }
            (None, Event::End(TagEnd::CodeBlock)) => {
                events.push(Event::End(TagEnd::CodeBlock));
                lines_of_indented(&mut events);
            }
            (None, event) => events.push(event),
            (Some(open), end @ Event::End(TagEnd::Paragraph | TagEnd::HtmlBlock)) => {
                open.events.push(end);
                events.extend(block.take().map(Block::finish).unwrap_or_default());
            }
            (Some(open), event) => open.push(event),
        }
    }
    leave_last_row_open(&text, &mut events);
    let mut out = String::with_capacity(text.len() * 2);
    html::push_html(&mut out, events.into_iter());
    out
}

/// Takes off the end of the last row where the page ends in the middle of it: Markdown fills such a row up with empty
/// cells.
fn leave_last_row_open(text: &str, events: &mut Vec<Event>) {
    let last = text.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default().trim();
    let is_in_row =
        matches!(events.as_slice(), [.., Event::End(TagEnd::TableRow), Event::End(TagEnd::Table)]);
    if !is_in_row || !last.starts_with('|') || last.ends_with('|') {
        return;
    }
    let is_of_text = |event: &Event| {
        !matches!(
            event,
            Event::End(TagEnd::Table | TagEnd::TableRow | TagEnd::TableCell) | Event::Start(Tag::TableCell)
        )
    };
    if let Some(end) =
        events.iter().rposition(is_of_text).filter(|at| !matches!(events.get(*at), Some(Event::Start(_))))
    {
        events.truncate(end + 1);
    }
}

/// Makes a paragraph of lines that are code by their indentation alone, if they are no sample: converters
/// leave the indentation of the HTML, and people indent paths and media types.
fn lines_of_indented(events: &mut Vec<Event>) {
    let Some(start) = events.iter().rposition(|event| matches!(event, Event::Start(Tag::CodeBlock(_))))
    else {
        return;
    };
    if !matches!(events.get(start), Some(Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)))) {
        return;
    }
    let code = events.get(start..).unwrap_or_default();
    let text: String = code
        .iter()
        .filter_map(|event| if let Event::Text(text) = event { Some(&**text) } else { None })
        .collect();
    // A sample may follow in the same block: empty lines do not end it.
    let mut sample = 0;
    for line in text.split_inclusive('\n') {
        if !matches!(Shape::of(text.get(sample..).unwrap_or_default().trim()), Shape::Other) {
            break;
        }
        sample += line.len();
    }
    if sample == 0 {
        return;
    }
    let (lines, code) = text.split_at(sample);
    events.truncate(start);
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let line = line.trim_matches(['*', '`']).to_owned();
        events.extend([
            Event::Start(Tag::Paragraph),
            Event::Text(line.into()),
            Event::End(TagEnd::Paragraph),
        ]);
    }
    if !code.is_empty() {
        events.push(Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)));
        events.push(Event::Text(code.to_owned().into()));
        events.push(Event::End(TagEnd::CodeBlock));
    }
}

/// Parts the type from the header of the table of its members, if a converter has put both on one line:
/// `[Box](..) Name| Description`.
fn part_type_from_header(events: &mut Vec<Event>) {
    let Some(table) = events.iter().rposition(|event| matches!(event, Event::Start(Tag::Table(_)))) else {
        return;
    };
    let header = events.get(table..).unwrap_or_default();
    let Some(end) = header.iter().position(|event| matches!(event, Event::End(TagEnd::TableCell))) else {
        return;
    };
    let text: String = header
        .iter()
        .take(end)
        .filter_map(|event| if let Event::Text(text) = event { Some(&**text) } else { None })
        .collect();
    let Some((ty, name)) = text.trim().rsplit_once(' ') else { return };
    if words::column(text.trim()).is_some() || words::column(name).is_none() {
        return;
    }
    let mut escaped = String::new();
    html::push_html(&mut escaped, std::iter::once(Event::Text(CowStr::from(ty.to_owned()))));
    // Of the cell, its tag and the name stay: it follows the tags of the table and of its head.
    let name = Event::Text(CowStr::from(name.to_owned()));
    events.splice(table + 3..table + end, [name]);
    events.insert(table, Event::Html(format!("<div>{escaped}</div>\n").into()));
}

/// Makes text of tags that HTML does not have. Names with a prefix (`<d2p1:int>`) are links by Markdown's
/// rules: `in_name` is whether one is open.
fn as_text<'a>(event: Event<'a>, in_name: &mut bool) -> Event<'a> {
    match event {
        Event::Html(markup) | Event::InlineHtml(markup) if is_xml(&markup) => Event::Text(markup),
        Event::Start(Tag::Link { link_type: LinkType::Autolink, dest_url, .. })
            if !dest_url.starts_with("http") && !dest_url.starts_with("mailto") =>
        {
            *in_name = true;
            Event::Text("<".into())
        }
        Event::End(TagEnd::Link) if std::mem::take(in_name) => Event::Text(">".into()),
        event => event,
    }
}

fn is_xml(markup: &str) -> bool {
    let name = markup.trim_start().trim_start_matches(['<', '/']);
    let name = name.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    !name.is_empty() && !TAGS.contains(&name)
}

/// A paragraph.
struct Block<'a> {
    events: Vec<Event<'a>>,
    /// What a reader sees, line by line.
    text: String,
    kind: Kind,
}

/// What stands in a paragraph.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Empty,
    /// A link to the page of a type, and nothing else.
    Type,
    Other,
}

impl<'a> Block<'a> {
    fn push(&mut self, event: Event<'a>) {
        match &event {
            Event::Text(text) | Event::Code(text) => {
                self.text.push_str(text);
                if self.kind == Kind::Empty && !text.trim().is_empty() {
                    self.kind = Kind::Other;
                }
            }
            Event::SoftBreak | Event::HardBreak => self.text.push('\n'),
            Event::Start(Tag::Link { dest_url, .. }) if self.kind == Kind::Empty && is_of_type(dest_url) => {
                self.kind = Kind::Type;
            }
            _ => {}
        }
        self.events.push(event);
    }

    fn finish(self) -> Vec<Event<'a>> {
        let text = self.text.trim();
        // Converters escape what they take for text, and a block of tags has no escapes.
        let unescaped = matches!(self.events.first(), Some(Event::Start(Tag::HtmlBlock)))
            .then(|| text.replace("\\_", "_").replace("\\[", "[").replace("\\]", "]").replace("\\*", "*"));
        let text = samples::without_bullets(unescaped.unwrap_or_else(|| text.to_owned()));
        let text = text.as_str();
        let is_sample = text.starts_with(['{', '[', '<'])
            && matches!(Shape::of(text), Shape::Json | Shape::Xml)
            && samples::split_complete(text).is_some_and(|(_, rest)| rest.trim().is_empty());
        if is_sample {
            let mut escaped = String::new();
            html::push_html(&mut escaped, std::iter::once(Event::Text(CowStr::from(text.to_owned()))));
            return vec![Event::Html(format!("<pre>{escaped}</pre>\n").into())];
        }
        let mut events = self.events;
        let linked = events.len() >= 2
            && matches!(events.get(events.len() - 2), Some(Event::End(TagEnd::Link)))
            && self.kind == Kind::Type;
        if linked {
            // A type stands outside of any paragraph, a comment inside of one.
            if let Some(edge) = events.first_mut() {
                *edge = Event::Html("<div>".into());
            }
            if let Some(edge) = events.last_mut() {
                *edge = Event::Html("</div>\n".into());
            }
        }
        events
    }
}
