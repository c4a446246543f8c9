//! From the tokens of HTML to the items of a page.

use std::{cell::RefCell, collections::HashSet};

use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use datacontract_codegen::spec::Bundle;

use super::guard;
use super::links::{LeadsTo, LineLink, Links};
use super::tables::{Builder, CellKind, LastText, TableEnd};
use super::tags::{attribute, has_attribute, is_added, is_block};
use crate::outline::{Item, Line, collapse, samples, text_of, words};
use crate::page::SampleContent;

/// A page's pieces, and what stands beside them.
#[derive(Debug, Default)]
pub(super) struct Flat {
    pub(super) items: Vec<Item>,
    pub(super) title: String,
    pub(super) links: Links,
    pub(super) notes: Vec<String>,
    pub(super) ending: HtmlEnd,
    /// It asks for a password.
    pub(super) password: bool,
}

/// How the HTML ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum HtmlEnd {
    /// It has no body: it is a fragment, which may end anywhere.
    #[default]
    Fragment,
    /// It has a body that nothing closes.
    Missing,
    /// Its body is closed.
    Met,
}

pub(super) fn flatten(html: &str) -> Flat {
    let bounded = guard::bounded(html);
    let is_bounded = bounded.len() < html.len();
    // The start of the tag in which the HTML ends is no text.
    let bounded = bounded.strip_suffix("</").or(bounded.strip_suffix('<')).unwrap_or(bounded);
    let bounded = without_half_character(bounded);
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    // In pieces: a tendril's length is bounded, and the tokenizer copies what it has not read yet.
    let mut rest = bounded;
    while !rest.is_empty() {
        let mut end = rest.len().min(64 * 1024);
        while !rest.is_char_boundary(end) {
            end += 1;
        }
        let (piece, more) = rest.split_at(end);
        input.push_back(piece.into());
        let _ = tokenizer.feed(&input);
        rest = more;
    }
    tokenizer.end();
    let mut flat = tokenizer.sink.state.into_inner().finish();
    if is_bounded {
        flat.notes.push("The page was read up to a tag with more than 500 attributes.".to_owned());
    }
    flat
}

/// Takes the start of a character that HTML writes by its name or number off the end of a text: `&quo` is no text.
fn without_half_character(html: &str) -> &str {
    const NAMES: &[&str] = &["quot", "amp", "lt", "gt", "apos", "nbsp"];
    // `&#1114111` is the longest.
    const LONGEST: usize = 9;
    let end = html.len().saturating_sub(LONGEST);
    let Some((before, half)) = html.rsplit_once('&').filter(|(before, _)| before.len() >= end) else {
        return html;
    };
    let number = half.strip_prefix('#').map(|number| number.strip_prefix(['x', 'X']).unwrap_or(number));
    let is_half = NAMES.iter().any(|name| name.starts_with(half))
        || number.is_some_and(|number| number.chars().all(|c| c.is_ascii_hexdigit()));
    if is_half { before } else { html }
}

#[derive(Default)]
struct Sink {
    state: RefCell<State>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        match token {
            Token::TagToken(tag) => return state.tag(&tag),
            Token::CharacterTokens(text) => state.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// What the last item is, captions aside.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum LastItem {
    Media,
    #[default]
    Other,
}

/// An element whose text is read otherwise.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Within {
    #[default]
    Page,
    /// The title of the HTML.
    Title,
    Button,
    /// The text above a table that says what it is.
    Caption,
    /// The small text behind the operation in a heading, which is no part of it.
    BesideOperation,
}

/// What is being read.
#[derive(Default)]
struct State {
    flat: Flat,
    line: String,
    /// The link with which the line ends so far.
    link: Option<LineLink>,
    /// Inside of a paragraph or something like it: its text is a comment, not a type.
    paragraph: bool,
    /// Inside of an item of a list.
    list_item: bool,
    heading: Option<u8>,
    pre: Option<String>,
    tables: Vec<Builder>,
    last: LastItem,
    /// An element that is passed over, and how often it is open.
    skipped: Option<(String, usize)>,
    /// Inside of an element whose content is no text of the page: a script, a style.
    raw: bool,
    /// The texts of links in lists that lead to other places of the page.
    places: Vec<String>,
    within: Within,
}

impl State {
    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        if tag.kind == TagKind::EndTag {
            self.end(name);
            return TokenSinkResult::Continue;
        }
        match name {
            "script" => {
                self.raw = true;
                return TokenSinkResult::RawData(RawKind::ScriptData);
            }
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => {
                self.raw = true;
                return TokenSinkResult::RawData(RawKind::Rawtext);
            }
            "textarea" => {
                // What can be written into is a form's; what can only be read shows something.
                if has_attribute(tag, "readonly") || has_attribute(tag, "disabled") {
                    self.start_pre();
                } else {
                    self.raw = true;
                }
                return TokenSinkResult::RawData(RawKind::Rcdata);
            }
            // An SVG's title is no page's.
            "title" if self.skipped.is_none() => {
                self.within = Within::Title;
                return TokenSinkResult::RawData(RawKind::Rcdata);
            }
            _ => self.start(name, tag),
        }
        TokenSinkResult::Continue
    }

    fn start(&mut self, name: &str, tag: &Tag) {
        if let Some((skipped, depth)) = &mut self.skipped {
            // A heading or table inside of what is passed over means that its end is missing.
            if !matches!(name, "h1" | "h2" | "h3" | "table" | "body") {
                if *skipped == name && !tag.self_closing {
                    *depth += 1;
                }
                return;
            }
            self.skipped = None;
        }
        if is_added(tag) && !tag.self_closing {
            self.skipped = Some((name.to_owned(), 1));
            return;
        }
        match name {
            "svg" | "select" | "template" | "datalist" if !tag.self_closing => {
                self.skipped = Some((name.to_owned(), 1));
            }
            "body" => {
                self.flush();
                if self.flat.ending == HtmlEnd::Fragment {
                    self.flat.ending = HtmlEnd::Missing;
                }
            }
            "p" | "li" | "dt" | "dd" | "blockquote" | "label" => {
                self.flush();
                self.paragraph = true;
                self.list_item |= name == "li";
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                self.paragraph = false;
                // No cell has a heading.
                self.frame();
                self.heading = name.get(1..).and_then(|level| level.parse().ok());
            }
            "br" => match &mut self.pre {
                Some(pre) => pre.push('\n'),
                None => self.flush(),
            },
            "pre" | "listing" => self.start_pre(),
            "button" => {
                self.flush();
                self.paragraph = false;
                self.within = Within::Button;
            }
            "caption" => {
                self.flush();
                self.paragraph = true;
                self.within = Within::Caption;
            }
            "small" if self.heading.is_some() && words::operation(&self.line).is_some() => {
                self.flush();
                self.heading = None;
                self.within = Within::BesideOperation;
            }
            "table" => self.start_table(),
            "tr" => {
                self.flush();
                if let Some(table) = self.tables.last_mut() {
                    table.row();
                }
            }
            "td" | "th" => {
                self.flush();
                self.paragraph = false;
                let kind = if name == "th" { CellKind::Header } else { CellKind::Data };
                if let Some(table) = self.tables.last_mut() {
                    table.cell(kind, &attribute(tag, "class"));
                }
            }
            "a" => self.link(attribute(tag, "href")),
            // The first one counts.
            "base" if self.flat.links.base.is_none() => {
                self.flat.links.base = Some(attribute(tag, "href")).filter(|base| !base.is_empty());
            }
            "link" if attribute(tag, "type").eq_ignore_ascii_case(Bundle::MEDIA_TYPE) => {
                self.flat.links.spec.get_or_insert_with(|| attribute(tag, "href"));
            }
            "img" => self.image(),
            "input" => self.flat.password |= attribute(tag, "type").eq_ignore_ascii_case("password"),
            _ if is_block(name) => {
                self.flush();
                self.paragraph = false;
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        // Nothing but its own end is a tag in there.
        if std::mem::take(&mut self.raw) {
            return;
        }
        if let Some((skipped, depth)) = &mut self.skipped {
            if *skipped == name {
                *depth -= 1;
                if *depth == 0 {
                    self.skipped = None;
                }
            }
            return;
        }
        match name {
            "title" => self.within = Within::Page,
            "a" => {
                if let Some(link) = &mut self.link {
                    link.end = link.end.or(Some(self.line.len()));
                }
            }
            "body" | "html" => {
                self.flush();
                self.flat.ending = HtmlEnd::Met;
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                self.heading = None;
            }
            "pre" | "listing" | "textarea" => self.end_pre(),
            "button" => {
                self.flush();
                self.within = Within::Page;
            }
            "caption" => {
                self.flush();
                self.paragraph = false;
                self.within = Within::Page;
            }
            "small" if self.within == Within::BesideOperation => {
                self.flush();
                self.within = Within::Page;
            }
            "td" | "th" => {
                self.flush();
                if let Some(table) = self.tables.last_mut() {
                    table.end_cell();
                }
            }
            "table" => {
                self.flush();
                self.end_table(TableEnd::Met);
            }
            "p" | "li" | "dt" | "dd" | "blockquote" | "label" => {
                self.flush();
                self.paragraph = false;
                self.list_item &= name != "li";
            }
            _ if is_block(name) || name == "tr" => {
                self.flush();
                self.paragraph = false;
                // The end of an item may be left out.
                self.list_item &= !matches!(name, "ul" | "ol");
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.within == Within::Title {
            self.flat.title.push_str(text);
        } else if self.skipped.is_some() || self.raw {
        } else if let Some(pre) = &mut self.pre {
            pre.push_str(text);
        } else {
            // Words behind the link mean that it stands within a sentence; a bracket may close.
            if text.contains(char::is_alphanumeric) && self.link.is_some_and(|link| link.end.is_some()) {
                self.link = None;
            }
            self.line.push_str(text);
        }
    }

    /// Ends the line that is being read.
    fn flush(&mut self) {
        if self.pre.is_some() || self.line.is_empty() {
            return;
        }
        let line = std::mem::take(&mut self.line);
        let link = self.link.take();
        let text = collapse(&line);
        if text.is_empty() {
            return;
        }
        let is_stock = || words::meaning(&text).is_some_and(words::Meaning::is_stock);
        if self.within == Within::Button && self.heading.is_none() && !says_something(&text) {
            // It does something in a browser.
            if !is_stock() {
                return;
            }
            self.push(Item::Heading { level: 6, text });
        } else if self.within == Within::Caption && words::meaning(&text).is_some() {
            // The section's heading says so already.
        } else if let Some(cell) = self.tables.last_mut().and_then(Builder::current) {
            cell.parts.push(text);
        } else if let Some(types) = words::media_types(&text) {
            self.push(Item::Media(types));
        } else if let Some(level) = self.heading {
            self.push(Item::Heading { level, text });
        } else {
            let is_to_place = link.is_some_and(|link| {
                link.leads_to == LeadsTo::Anchor
                    && line.get(..link.start).is_some_and(|before| before.trim().is_empty())
            });
            // A list of the places of the page says no more than its headings; an operation in it does.
            if is_to_place && self.list_item && words::operation(&text).is_none() {
                self.places.push(text);
                return;
            }
            let type_link = link
                .filter(|link| link.leads_to == LeadsTo::Type)
                .and_then(|link| line.get(link.start..link.end.unwrap_or(line.len())))
                .map(collapse);
            self.push(Item::Line(Line { text, loose: !self.paragraph, type_link }));
        }
    }

    fn start_pre(&mut self) {
        self.flush();
        self.pre = Some(String::new());
    }

    fn end_pre(&mut self) {
        let Some(text) = self.pre.take() else { return };
        let is_sample = matches!(samples::Shape::of(&text), samples::Shape::Json | samples::Shape::Xml)
            && text.trim_start().starts_with(['{', '[', '<']);
        if let Some(table) = self.tables.last_mut() {
            if table.current().is_some() && (!is_sample || table.is_in_comment()) {
                // 5.0's pages write comments so.
                self.line.push_str(&text);
                self.flush();
                return;
            }
            if is_sample {
                self.frame();
            }
        }
        self.push(Item::Sample(samples::content(&text)));
    }

    /// The innermost table turns out to be a frame around other things.
    fn frame(&mut self) {
        if let Some(table) = self.tables.last_mut()
            && !table.layout
        {
            for text in table.become_layout() {
                let item = match words::media_types(&text) {
                    Some(types) => Item::Media(types),
                    None => Item::line(text),
                };
                self.push(item);
            }
        }
    }

    fn start_table(&mut self) {
        self.flush();
        self.paragraph = false;
        self.frame();
        self.tables.push(Builder::default());
    }

    fn end_table(&mut self, end: TableEnd) {
        if let Some(table) = self.tables.pop()
            && !table.layout
            && let Some(table) = table.finish(end)
        {
            self.push(Item::Table(table));
        }
    }

    fn link(&mut self, address: String) {
        if address.is_empty() {
            return;
        }
        let leads_to = LeadsTo::of(&address);
        self.link = Some(LineLink { start: self.line.len(), end: None, leads_to });
        if leads_to == LeadsTo::Anchor {
            return;
        }
        if let Some(cell) = self.tables.last_mut().and_then(Builder::current)
            && cell.link.is_none()
        {
            cell.link = Some(address.clone());
        }
        self.flat.links.addresses.push(address);
    }

    fn push(&mut self, item: Item) {
        match &item {
            Item::Media(_) => self.last = LastItem::Media,
            Item::Line(line) if line.text.ends_with(':') => {}
            _ => self.last = LastItem::Other,
        }
        self.flat.items.push(item);
    }

    /// A picture in place of a sample.
    fn image(&mut self) {
        if self.last == LastItem::Media {
            self.flush();
            self.push(Item::Sample(SampleContent::Failed("The sample is an image.".to_owned())));
        }
    }

    /// Notes what a list of the page's places says that does not stand elsewhere on the page.
    fn note_places(&mut self) {
        let texts: HashSet<&str> =
            self.flat.items.iter().filter_map(text_of).map(words::undecorated).collect();
        let is_new = |place: &String| {
            words::media_types(place).is_none() && !texts.contains(words::undecorated(place))
        };
        let mut places: Vec<String> = std::mem::take(&mut self.places).into_iter().filter(is_new).collect();
        places.dedup();
        if !places.is_empty() {
            let note = format!(
                "The page links to places of its own that it does not show: `{}`.",
                places.join("`, `")
            );
            self.flat.notes.push(note);
        }
    }

    fn finish(mut self) -> Flat {
        if self.pre.is_some() {
            self.end_pre();
        }
        let is_closed_link = self.link.is_some_and(|link| link.end == Some(self.line.len()));
        let last_text = if is_closed_link { LastText::Whole } else { LastText::of(&self.line) };
        self.flush();
        // It stands in the innermost table.
        let mut end = TableEnd::Missing(last_text);
        while !self.tables.is_empty() {
            self.end_table(end);
            end = TableEnd::Missing(LastText::Whole);
        }
        self.note_places();
        self.flat.title = collapse(&self.flat.title);
        if self.flat.ending == HtmlEnd::Missing {
            self.flat.notes.push("The HTML has no end: the page may be cut off.".to_owned());
        }
        self.flat
    }
}

/// Returns whether a button's text is a part of the page: a tab's media types, an operation or its method.
fn says_something(text: &str) -> bool {
    words::media_types(text).is_some() || words::operation(text).is_some() || words::method(text).is_some()
}
