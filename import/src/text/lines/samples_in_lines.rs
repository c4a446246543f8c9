//! The samples in the lines of a text: below their media types, below a label, or by themselves.

use super::Reader;
use crate::{
    outline::{
        Item, collapse, samples,
        words::{self, SampleOf},
    },
    page::SampleContent,
    text::{
        extents::{is_words, words_above_sample},
        instead,
        labels::{is_bare_label, is_own_label, is_sample_label},
        multipart,
        tables::RawItem,
    },
};

impl<'t> Reader<'t> {
    /// A line that ends a sample: of a table it can be a row.
    pub(super) fn ends_sample(&self, at: usize) -> bool {
        self.is_boundary(at) || self.line(at).is_some_and(|line| line.trim() == "Parameters")
    }

    /// The sample below its media types.
    pub(super) fn sample(&mut self) {
        let start = self.at;
        if let Some(parts) = multipart::find(self.lines.get(start..).unwrap_or_default()) {
            let lines = self.lines.get(start + parts.start..start + parts.end).unwrap_or_default();
            self.out.push(RawItem::Item(Item::Sample(SampleContent::Text(lines.join("\n")))));
            self.at = start + parts.end;
            self.sampled = true;
            return;
        }
        while self.at < self.lines.len() && !self.ends_sample(self.at) {
            self.at += 1;
        }
        let mut body = self.lines.get(start..self.at).unwrap_or_default();
        // The label, where there is one; some extractors leave blanks after it.
        while let Some(first) = body.iter().position(|line| !line.trim().is_empty())
            && body.get(first).is_some_and(|line| {
                is_sample_label(line.trim()) || is_bare_label(line, body.get(first + 1..).unwrap_or_default())
            })
        {
            body = body.get(first + 1..).unwrap_or_default();
        }
        let has_label = body.len() < self.at - start;
        let words = words_above_sample(body);
        let (above, body) = body.split_at_checked(words).unwrap_or((&[], body));
        // They are the site's own, and belong above the media types.
        let media = self.out.pop();
        let above: Vec<String> =
            above.iter().map(|line| collapse(line)).filter(|line| !line.is_empty()).collect();
        self.out.extend(above.into_iter().map(|line| RawItem::Item(Item::line(line))));
        self.out.extend(media);
        let text = body.join("\n");
        let text = text.trim_start_matches('\n');
        self.sampled = true;
        // What stands in place of a sample has the label above it: without one the text ends here.
        if text.trim().is_empty() && !has_label && self.at == self.lines.len() {
            return;
        }
        self.push_sample(text);
    }

    /// A sample ends with its value: what follows is the site's own.
    pub(super) fn push_sample(&mut self, text: &str) {
        // Where lines of braces are lost, a sample begins with the name of a member.
        let whole = |rest: &str| {
            !text.trim_start().starts_with('"')
                || rest.trim_start_matches(' ').starts_with('\n')
                || rest.trim().is_empty()
        };
        if let Some((sample, rest)) = samples::split_complete(text).filter(|(_, rest)| whole(rest)) {
            self.out.push(RawItem::Item(Item::Sample(samples::content(sample))));
            self.after_sample(rest);
            return;
        }
        let first = text.trim_start().lines().next().unwrap_or_default().trim();
        let scalar = samples::Shape::of(text.trim_start()) != samples::Shape::Other
            || samples::Shape::of(first) == samples::Shape::Json
            || !matches!(samples::content(first), SampleContent::Text(_));
        if scalar && !text.trim_start().starts_with(['{', '[', '<', '"']) {
            let rest = text.trim_start().strip_prefix(first).unwrap_or_default();
            self.out.push(RawItem::Item(Item::Sample(samples::content(first))));
            self.after_sample(rest);
        } else {
            let (sample, rest) = instead::before_own_heading(text);
            self.out.push(RawItem::Item(Item::Sample(samples::content(sample))));
            self.after_sample(rest);
        }
    }

    pub(super) fn after_sample(&mut self, rest: &str) {
        let mut rest = rest;
        while let Some(at) = rest.find(|c: char| !c.is_whitespace()) {
            let (_, text) = rest.split_at_checked(at).unwrap_or_default();
            // One more value of the same media types.
            if text.starts_with(['{', '[', '<'])
                && let Some((sample, more)) = samples::split_complete(text)
            {
                self.out.push(RawItem::Item(Item::Sample(samples::content(sample))));
                rest = more;
                continue;
            }
            let inner = text.trim_start_matches(['{', '[', ' ', '\n', '\r', '\t']);
            if inner.len() < text.len() && inner.starts_with('"') && samples::is_cut_off(text) {
                self.out.push(RawItem::Item(Item::Sample(samples::content(text))));
                return;
            }
            let (line, more) = text.split_once('\n').unwrap_or((text, ""));
            let line = line.trim();
            if is_own_label(line) && more.trim_start().starts_with(['{', '[', '<']) {
                rest = more;
                continue;
            }
            if words::meaning(line).is_some() || (line.ends_with(':') && line.split_whitespace().count() <= 6)
            {
                self.out.push(RawItem::Item(Item::Heading { level: 0, text: line.to_owned() }));
                self.formats = false;
            } else {
                self.plain(line);
            }
            rest = more;
        }
    }

    /// Returns whether a sample stands below a line.
    pub(super) fn is_sample_below(&self, at: usize) -> bool {
        let Some(next) = self.below(at).next() else { return false };
        next.starts_with(['{', '[', '<', '"']) || samples::Shape::of(next) == samples::Shape::Json
    }

    /// Returns whether the last line with a text above a line is the label of a sample.
    pub(super) fn is_label_above(&self, at: usize) -> bool {
        let above = self.lines.get(..at).unwrap_or_default().iter().rev().map(|line| line.trim());
        above.take(4).find(|line| !line.is_empty()).is_some_and(is_own_label)
    }

    /// A sample without media types, at the beginning of a line.
    pub(super) fn is_bare_sample(&self, text: &str, at: usize) -> bool {
        match samples::Shape::of(text) {
            samples::Shape::Xml => true,
            // Code has lines that begin with a brace as well; a sample's first line goes on in JSON's way.
            samples::Shape::Json if text.starts_with(['{', '[']) => {
                // A text that goes on behind a value is a text: `{ "a": 1 } for example`, `[    ]Search`.
                if samples::split_complete(text).is_some_and(|(_, rest)| is_words(rest)) {
                    return false;
                }
                let inner = text.trim_start_matches(['{', '[', ' ', '\t']);
                let next =
                    if inner.is_empty() { self.line(at + 1).unwrap_or_default().trim() } else { inner };
                let is_scalar = || {
                    let first = next.split([',', ']']).next().unwrap_or_default();
                    text.starts_with('[') && samples::Shape::of(first) == samples::Shape::Json
                };
                next.starts_with(['"', '}', ']', '{', '[']) || is_scalar()
            }
            samples::Shape::Json if text.starts_with('"') => {
                self.formats && text.len() > 1 && text.ends_with('"')
            }
            // A number or a word is a sample only below its label.
            samples::Shape::Json => self.formats && self.is_label_above(at),
            samples::Shape::Other => false,
        }
    }

    /// Returns whether a sample stands below a line that says no more than whose it is: `Request in JSON`.
    pub(super) fn is_label_of_sample(&self, at: usize) -> bool {
        let Some(label) = self.line(at) else { return false };
        words::label_of_sample(label).is_some_and(|of| of != SampleOf::Unsaid) && self.is_sample_below(at)
    }

    /// A sample with the words before it that say what it is: `REQUEST { .. }`.
    pub(super) fn labelled_sample(&mut self, of: SampleOf, sample: &'t str) {
        // The word above several of them.
        self.out.pop_if(
            |above| matches!(above, RawItem::Item(Item::Line(line)) if words::is_sample_label(&line.text)),
        );
        match of {
            SampleOf::Request => self.heading("Sample Request"),
            SampleOf::Response => self.heading("Sample Response"),
            SampleOf::Unsaid => {}
        }
        if let Some(line) = self.lines.get_mut(self.at) {
            *line = sample;
        }
        self.bare_sample();
    }

    pub(super) fn bare_sample(&mut self) {
        let start = self.at;
        let first = self.line(start).unwrap_or_default().trim();
        if samples::Shape::of(first) == samples::Shape::Json && !first.starts_with(['{', '[', '"']) {
            self.at += 1;
            self.sampled = true;
            self.push_sample(first);
            return;
        }
        let mut reader = samples::Reader::default();
        while let Some(line) = self.line(self.at) {
            if self.at > start && self.ends_sample(self.at) {
                break;
            }
            self.at += 1;
            if reader.feed(line).is_some() || reader.feed("\n").is_some() {
                break;
            }
        }
        let text = self.lines.get(start..self.at).unwrap_or_default().join("\n");
        self.sampled = true;
        self.push_sample(&text);
    }

    /// The sample below a heading that names no media types.
    pub(super) fn unlabelled_sample(&mut self) {
        while self.line(self.at).is_some_and(|line| line.trim().is_empty()) {
            self.at += 1;
        }
        if self.line(self.at).is_some_and(|line| line.trim_start().starts_with(['{', '[', '<'])) {
            self.bare_sample();
        }
    }
}
