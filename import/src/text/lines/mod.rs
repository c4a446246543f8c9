//! From the lines of a text to the items of a page.

mod samples_in_lines;

use std::collections::{BTreeMap, BTreeSet};

use crate::outline::words::{self, Meaning};
use crate::outline::{Column, Item, collapse, is_footer, is_image, samples};
use crate::page::SampleContent;
use crate::text::echo;
use crate::text::ending::{self, Half};
use crate::text::extents::before_gap;
use crate::text::half_header;
use crate::text::header::{self, Header, Layout};
use crate::text::labels::{is_own_label, is_sample_label};
use crate::text::tables::{self, End, RawItem};
use crate::text::{labelled_rows, mended, menu, type_labels};

/// What the lines of a text are.
pub(in crate::text) struct Read {
    pub(in crate::text) items: Vec<Item>,
    /// The last line, if the text ends within it.
    pub(in crate::text) half: Option<Half>,
    /// The words of a menu behind the line with method and path, which are none of the page's own.
    pub(in crate::text) menu: Option<String>,
}

pub(in crate::text) fn read(text: &str) -> Read {
    let ends_line = text.ends_with('\n');
    let text = &mended::lines(&type_labels::without(text));
    let lines: Vec<&str> = text.lines().map(|line| line.trim_end_matches('\r')).collect();
    let mut lines = echo::without(&lines);
    let mut half = ending::take_half_line(&mut lines).map(|line| Half::Heading(line.to_owned()));
    let parted = menu::find(&lines);
    if let Some(parted) = &parted
        && let Some(line) = lines.get_mut(parted.at)
    {
        *line = parted.operation;
    }
    let menu = parted.map(|parted| parted.menu.to_owned());
    let names = names_in(&lines);
    let half_header = if half.is_none() { half_header::take(&mut lines, &names) } else { None };
    half = half.or_else(|| half_header.as_ref().map(|taken| Half::Heading(taken.line.to_owned())));
    let last_header = half_header.and_then(|taken| taken.behind_class);
    // The stock pages have one more heading between the response's and its type.
    let has_resource =
        lines.iter().any(|line| words::line_meaning(line) == Some(Meaning::ResourceDescription));
    let announce_type: &[Meaning] = if has_resource {
        &[Meaning::BodyParameters, Meaning::ResourceDescription]
    } else {
        &[Meaning::BodyParameters, Meaning::ResponseInfo]
    };
    let repeated = repeated(&lines);
    let mut reader = Reader {
        lines,
        names,
        repeated,
        known_headers: BTreeMap::new(),
        last_header,
        at: 0,
        dangling: None,
        out: Vec::new(),
        formats: false,
        sampled: false,
        awaits_type: false,
        type_at: None,
        announce_type,
    };
    reader.read();
    if half.is_none()
        && let Some(line) = reader.half_type().or_else(|| reader.half_failure())
    {
        // No comment begins with the engine's words for a list, and a line end behind them shows rather that the type
        // is whole; but whatever stores a text may have put it there.
        if !(ends_line && ending::is_list_of_class(&line)) {
            reader.out.pop();
        }
        half = Some(Half::Words(line));
    }
    // `Requ` may be half an annotation.
    let is_heading =
        half.as_ref().map(Half::text).is_some_and(|half| half.len() > 2 && !"Required".starts_with(half));
    let end = if is_heading { End::HalfLine } else { End::OfPage(reader.dangling) };
    Read { items: tables::settle(reader.out, end), half, menu }
}

/// The names of members in all samples of a text and of parameters in headings, folded; a first look, before
/// it is known where samples are.
fn names_in(lines: &[&str]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for line in lines.iter().map(|line| line.trim()) {
        if line.starts_with(['<', '{', '[', '"']) {
            samples::names(line, &mut names);
        } else if words::operation(line).is_some() {
            tables::add_parameters(line, &mut names);
        }
    }
    names
}

/// The lines of several words that have run together and that stand more than once, as the headings of tables
/// do.
fn repeated<'t>(lines: &[&'t str]) -> BTreeSet<&'t str> {
    let mut seen = BTreeSet::new();
    let is_glued = |text: &&str| {
        !text.contains(char::is_whitespace) && text.chars().skip(1).filter(|c| c.is_uppercase()).count() >= 2
    };
    lines.iter().map(|line| line.trim()).filter(is_glued).filter(|text| !seen.insert(*text)).collect()
}

struct Reader<'t> {
    lines: Vec<&'t str>,
    /// The names of members in all samples, folded.
    names: BTreeSet<String>,
    /// Lines of several words that have run together and that stand more than once.
    repeated: BTreeSet<&'t str>,
    /// The columns of the tables below such lines, as far as they have been met.
    known_headers: BTreeMap<&'t str, Vec<Column>>,
    /// The headings of a table behind its class, if the last line ends in them.
    last_header: Option<Header>,
    at: usize,
    /// The last line, below a table's last pipe.
    dangling: Option<&'t str>,
    out: Vec<RawItem<'t>>,
    /// Below a heading that announces samples.
    formats: bool,
    /// A sample has been met.
    sampled: bool,
    /// Below a heading that announces a type which has not come yet.
    awaits_type: bool,
    /// The last item that may be the type.
    type_at: Option<usize>,
    /// The headings below which a type stands.
    announce_type: &'static [Meaning],
}

impl<'t> Reader<'t> {
    fn line(&self, at: usize) -> Option<&'t str> {
        self.lines.get(at).copied()
    }

    fn read(&mut self) {
        while let Some(line) = self.line(self.at) {
            let text = line.trim();
            if text.is_empty() {
                self.at += 1;
            } else if let Some(rows) = labelled_rows::find(self.lines.get(self.at..).unwrap_or_default()) {
                self.at += rows.lines;
                self.out.extend(rows.texts.into_iter().map(|text| RawItem::Item(Item::line(text))));
            } else if let Some(header) = header::find(self.lines.get(self.at..).unwrap_or_default()) {
                self.table(header);
            } else if self.at + 1 == self.lines.len()
                && let Some(header) = self.last_header.take()
            {
                self.table(header);
            } else if self.is_below_enum_values()
                && let Some(header) = header::of_values(self.lines.get(self.at..).unwrap_or_default())
            {
                self.table(header);
            } else if let Some(header) = self.unknown_header(self.at) {
                self.known_headers.insert(text, header.columns.clone());
                self.table(header);
            } else if let Some(types) = words::media_types(text) {
                self.at += 1;
                self.out.push(RawItem::Item(Item::Media(types)));
                self.sample();
            } else if self.formats && is_own_label(text) && self.is_sample_below(self.at) {
                // Labels of samples whose media types an extractor has dropped.
                self.at += 1;
            } else if self.is_heading(self.at) {
                self.at += 1;
                self.heading(text);
            } else if let Some((before, heading)) = words::glued_heading(text) {
                // A type without a table runs into the heading below it: `integerRequest Formats`.
                self.at += 1;
                if before.ends_with(':') && before.split_whitespace().count() <= 4 {
                    // A site's own label: `Successful Response:Resource Description`.
                    self.out.push(RawItem::Item(Item::Heading { level: 0, text: before.to_owned() }));
                } else {
                    self.plain(before);
                }
                self.heading(heading);
            } else if self.is_bare_sample(text, self.at) {
                self.bare_sample();
            } else if let Some((of, sample)) = words::sample_label(text)
                && self.is_bare_sample(sample, self.at)
            {
                self.labelled_sample(of, sample);
            } else if self.sampled
                && text.ends_with(':')
                && text.split_whitespace().count() <= 6
                && !self.is_above_samples()
            {
                // Headings of the site's own, below the samples.
                self.at += 1;
                self.out.push(RawItem::Item(Item::Heading { level: 0, text: text.to_owned() }));
                self.formats = false;
            } else if let Some(header) = header::headless(text)
                && self.below(self.at).next().is_some()
            {
                // The last line of a text may be the heading of a table as well.
                self.table(header);
            } else {
                self.at += 1;
                self.plain(text);
            }
        }
    }

    /// Returns whether the last item is the heading of samples: what stands directly below it is about these.
    fn is_above_samples(&self) -> bool {
        self.formats && matches!(self.out.last(), Some(RawItem::Item(Item::Heading { .. })))
    }

    /// Returns whether the last item announces the values of an enum.
    fn is_below_enum_values(&self) -> bool {
        matches!(self.out.last(), Some(RawItem::Item(Item::Heading { text, .. } )) if words::meaning(text) == Some(Meaning::EnumValues))
    }

    /// The heading of a table in words that nobody knows: it stands below the class or the heading of a section, or
    /// above other tables too.
    fn unknown_header(&self, at: usize) -> Option<Header> {
        if self.is_repeated_header(at) {
            let known = self.line(at).and_then(|line| self.known_headers.get(line.trim()));
            return known.map(|columns| header::of_columns(columns)).or_else(|| self.found_header(at));
        }
        let begins_as_header = || {
            self.awaits_type
                && self.line(at).is_some_and(|line| words::begins_as_columns_of_members(line.trim()))
        };
        if self.is_below_class() || begins_as_header() { self.found_header(at) } else { None }
    }

    /// Returns whether the heading of another table stands at a line, in words that nobody knows.
    fn is_repeated_header(&self, at: usize) -> bool {
        self.line(at).is_some_and(|line| self.repeated.contains(line.trim()))
            && (self.line(at).is_some_and(|line| self.known_headers.contains_key(line.trim()))
                || self.found_header(at).is_some())
    }

    fn found_header(&self, at: usize) -> Option<Header> {
        header::unknown(self.lines.get(at..).unwrap_or_default(), &self.names)
    }

    /// Returns whether the line above is the class that a heading announces.
    fn is_below_class(&self) -> bool {
        self.awaits_type
            && matches!(self.out.last(), Some(RawItem::Item(Item::Line(line))) if words::is_type(&line.text))
    }

    /// The lines below a line that have a text, as they stand.
    fn below(&self, at: usize) -> impl Iterator<Item = &'t str> {
        self.lines
            .get(at + 1..)
            .unwrap_or_default()
            .iter()
            .map(|line| line.trim())
            .filter(|line| !line.is_empty())
    }

    /// Returns whether a line is a heading where it stands. One word alone can be the type that a heading
    /// announces: then its table follows, or the word for no members, or the next heading.
    fn is_heading(&self, at: usize) -> bool {
        let Some(text) = self.line(at) else { return false };
        if words::line_meaning(text).is_some() {
            return true;
        }
        if words::meaning(text).is_none() {
            return false;
        }
        // The comment of a body can be one word: `request`. Headings begin with a capital.
        if self.awaits_type && text.trim_start().starts_with(char::is_lowercase) && !text.ends_with(':') {
            return false;
        }
        let Some(next) = self.below(at).next() else { return !self.awaits_type };
        let is_type = words::is_none(next)
            || words::line_meaning(next).is_some_and(Meaning::is_stock)
            || words::media_types(next).is_some()
            || header::find(&self.after(at)).is_some_and(|header| {
                // A type that is glued to the headings of its table leaves no other above it.
                header.title.is_empty() && header.columns.contains(&Column::Type)
            });
        !(self.awaits_type && is_type)
    }

    /// The next lines with a text, as many as a heading of a table can have.
    fn after(&self, at: usize) -> Vec<&'t str> {
        self.below(at).take(16).collect()
    }

    /// Returns whether a word that is known as a heading ends a table of one cell a line: a member can be
    /// called so, but then the samples know it, or a type comes after it.
    fn ends_table(&self, at: usize, columns: &[Column]) -> bool {
        let typed = columns.contains(&Column::Type);
        let Some(text) = self.line(at).map(str::trim) else { return true };
        let is_named = |text: &str| self.names.contains(&samples::folded(text));
        let is_above_heading = || {
            let next = self.below(at).next().filter(|next| !is_named(next));
            next.is_some_and(|next| words::meaning(next).is_some_and(Meaning::is_stock))
        };
        if words::meaning(text).is_none() || (is_named(text) && !is_above_heading()) {
            return false;
        }
        let is_heading = |text: &str| words::meaning(text).is_some();
        // Below a name, or a name and its description, it is a type.
        let is_name =
            |text: &str| words::is_identifier(text) && !words::is_note(text) && !words::is_stock_type(text);
        let above = self.lines.get(..at).unwrap_or_default().iter().rev().map(|line| line.trim());
        let mut above = above.take(8).filter(|line| !line.is_empty());
        let (first, second) = (above.next().unwrap_or_default(), above.next().unwrap_or_default());
        let is_below_name =
            is_name(first) || (!words::is_note(first) && !words::is_stock_type(first) && is_name(second));
        if is_below_name && (typed || columns.contains(&Column::Value)) {
            return false;
        }
        let next: Vec<&str> = self.below(at).take(3).collect();
        // A description can be a word for an annotation: `Optional`. Annotations stand below a type, and names below
        // the row above.
        let begins_row =
            above.next().is_none_or(|above| words::is_note(above) || words::glued_columns(above).is_some());
        let is_described = words::is_note(first) && !words::is_none(first) && is_name(second) && begins_row;
        if is_described && next.first().is_some_and(|next| words::is_note(next)) {
            return false;
        }
        let is_row = match next.as_slice() {
            [first, ..] if words::is_none(first) => false,
            [first, ..] if words::is_stock_type(first) || words::is_note(first) => true,
            // The page ends in the type: of `HttpResponseMessage` in that of `Headers`.
            [last] if words::may_become_stock_type(last) => true,
            [first, second, ..] if words::is_note(second) && (words::is_identifier(first) || !typed) => true,
            [first, ..] if is_heading(first) => false,
            [_, second, ..] if words::is_stock_type(second) => true,
            [_, second, third, ..] => {
                words::is_identifier(second)
                    && words::is_note(third)
                    && (!is_heading(second) || *second == text)
            }
            _ => false,
        };
        !is_row
    }

    /// Returns whether the line in a table that begins at `start` is the name of a row, though two words for columns
    /// make it: `PropertyType`. Above a heading something stands that says what its table is of.
    fn is_named_like_header(&self, start: usize) -> bool {
        let Some(text) = self.line(self.at).map(str::trim) else { return false };
        let is_name = words::is_identifier(text)
            && words::glued_columns(text)
                .is_some_and(|(before, columns)| before.is_empty() && columns.len() == 2);
        let rows = self.lines.get(start..self.at).unwrap_or_default();
        let above = rows.iter().rev().map(|line| line.trim()).find(|line| !line.is_empty());
        is_name
            && above.is_none_or(|above| {
                words::is_note(above) || (words::is_stock_type(above) && !above.contains(" of "))
            })
    }

    /// Takes the one line below the last pipe of a table if the page ends with it: it may be half a cell.
    fn take_dangling(&mut self, below: &[&'t str], end: usize) {
        let mut texts = below.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
        if let (Some(text), None) = (texts.next(), texts.next())
            && end == self.lines.len()
        {
            self.dangling = Some(text);
            self.at = end;
        }
    }

    /// Returns the type on the last line if more of its name may have stood behind the end of the page.
    fn half_type(&self) -> Option<String> {
        let Some(RawItem::Item(Item::Line(line))) = self.out.last() else { return None };
        let (_, others) = self.lines.split_last()?;
        let is_type = self.type_at.is_some_and(|at| at + 1 == self.out.len());
        (is_type && ending::may_go_on(&line.text, others)).then(|| line.text.clone())
    }

    /// Returns what stands in place of the last sample if it ends early.
    fn half_failure(&self) -> Option<String> {
        match self.out.last() {
            Some(RawItem::Item(Item::Sample(SampleContent::Failed(why)))) if ending::is_half_failure(why) => {
                Some(why.clone())
            }
            _ => None,
        }
    }

    fn heading(&mut self, text: &str) {
        let meaning = words::meaning(text);
        if let Some(meaning) = meaning.filter(|meaning| meaning.is_stock()) {
            self.awaits_type = self.announce_type.contains(&meaning);
        }
        self.formats = matches!(meaning, Some(Meaning::RequestFormats | Meaning::ResponseFormats));
        self.out.push(RawItem::Item(Item::Heading { level: 0, text: text.to_owned() }));
        if self.formats && text.ends_with(':') {
            // `Sample Request:` needs no media types.
            self.unlabelled_sample();
        }
    }

    fn plain(&mut self, text: &str) {
        // A type without members runs into the words below it: `IHttpActionResultNone.`.
        let glued = text.strip_suffix("None.").filter(|before| {
            words::is_stock_type(before)
                || words::is_class_name(before)
                || (self.awaits_type && words::is_identifier(before))
        });
        for part in glued.map_or(vec![text], |before| vec![before, "None."]) {
            let text = collapse(part);
            if !text.is_empty() && !is_image(&text) {
                if self.awaits_type {
                    self.type_at = Some(self.out.len());
                }
                self.awaits_type &= !words::is_none(&text) && !words::is_stock_type(&text);
                self.out.push(RawItem::Item(Item::line(text)));
            }
        }
    }

    /// A line that ends a sample or a table whatever is in it.
    fn is_boundary(&self, at: usize) -> bool {
        let Some(line) = self.line(at) else { return true };
        let text = line.trim();
        words::media_types(text).is_some()
            || words::line_meaning(text).is_some_and(|m| m != Meaning::Parameters || text.contains(' '))
            || words::glued_heading(text).is_some()
            || self.is_header(at)
    }

    /// Returns whether the heading of a table stands at a line.
    fn is_header(&self, at: usize) -> bool {
        header::find(self.lines.get(at..).unwrap_or_default()).is_some() || self.is_repeated_header(at)
    }

    fn table(&mut self, header: Header) {
        self.awaits_type = false;
        self.at += header.lines;
        let start = self.at;
        let mut end = self.at;
        let has_pipes = matches!(header.layout, Layout::Pipes { .. });
        while self.at < self.lines.len()
            && !(if has_pipes {
                self.ends_sample(self.at)
            } else {
                self.is_boundary(self.at) && !self.is_named_like_header(start)
            })
            && (has_pipes || self.at == start || !self.ends_table(self.at, &header.columns))
        {
            self.at += 1;
            end = self.at;
        }
        // Directly above another table stands its type.
        if !has_pipes
            && end > start + 1
            && self.line(end - 1).is_some_and(|line| words::is_type(line.trim()))
            && self.line(end).is_some_and(|line| !line.trim().is_empty())
            && self.is_header(end)
        {
            end -= 1;
            self.at = end;
        }
        let mut body: Vec<&'t str> = self.lines.get(start..end).unwrap_or_default().to_vec();
        // Cells end with a pipe: lines below the last one are no cells.
        if has_pipes {
            let mut last = body.iter().rposition(|line| line.contains('|')).map_or(0, |at| at + 1);
            // The last cell of a text can have lost its pipe.
            if end == self.lines.len()
                && body.len() == last + 1
                && body.last().is_some_and(|line| words::is_none(line))
            {
                last += 1;
            }
            self.at = start + last;
            self.take_dangling(body.get(last..).unwrap_or_default(), end);
            body.truncate(last);
        }
        // A sample that a scraper has put below a table is none of its rows.
        let sample = body.iter().enumerate().position(|(at, line)| {
            let text = line.trim();
            text.starts_with(['<', '{', '[']) && self.is_bare_sample(text, start + at)
        });
        if let Some(sample) = sample {
            let above = body.get(..sample).unwrap_or_default();
            let label = above.iter().rposition(|line| !line.trim().is_empty());
            let label = label.filter(|at| self.is_label_of_sample(start + at));
            let sample = label.unwrap_or(sample);
            self.at = start + sample;
            body.truncate(sample);
            while body.pop_if(|line| line.trim().is_empty() || is_sample_label(line.trim())).is_some() {}
        }
        if !has_pipes {
            let table = before_gap(&body);
            if table < body.len() {
                self.at = start + table;
                body.truncate(table);
            }
        }
        // The site's foot is no cell.
        if let Some(foot) = body.iter().position(|line| is_footer(line.trim())) {
            let is_last = self
                .lines
                .get(start + foot..)
                .unwrap_or_default()
                .iter()
                .filter(|line| !line.trim().is_empty())
                .count()
                <= 3;
            if is_last {
                body.truncate(foot);
            }
        }
        // Of a table that the page has lost, the words of its columns say nothing.
        let is_lost = header.is_stacked() && body.iter().all(|line| line.trim().is_empty());
        if !is_lost {
            self.out.push(RawItem::Table(header, body));
        }
    }
}
