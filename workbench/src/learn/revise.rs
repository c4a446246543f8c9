//! The spec's text, with what was learnt in it. Everything else stays as it is: comments, order and layout.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    path::Path,
};

use datacontract_codegen::diagnostic::Severity;
use datacontract_codegen::spec::{
    Span, Spec,
    format::formatted,
    remarks::{Remark, remarks},
    tokens::{Token, TokenKind, tokens},
};
use serde_json::Value;

use super::lesson::{Certainty, Edit, Lesson};
use super::wording::{begins_with, split_at};

/// How wide comments are.
const WIDTH: usize = 110;

/// A spec's text with what was learnt.
#[derive(Clone, Debug, PartialEq)]
pub struct Revised {
    /// The text.
    pub text: String,
    /// By lesson: whether it is in the text. What a person has to decide is not, nor what would be a mistake there.
    pub is_written: Vec<bool>,
}

/// Writes lessons into the text of the spec that they are of, each with its evidence as a comment.
#[must_use]
pub(super) fn revise(path: &Path, text: &str, lessons: &[Lesson], day: Option<&str>) -> Revised {
    if let Some(rest) = text.strip_prefix('\u{feff}') {
        // Places in a spec count without the byte-order mark.
        let revised = revise(path, rest, lessons, day);
        return Revised { text: format!("\u{feff}{}", revised.text), ..revised };
    }
    let wanted: Vec<bool> = lessons
        .iter()
        .map(|lesson| lesson.certainty != Certainty::Open && !lesson.edits.is_empty())
        .collect();
    let known = mistakes(path, text);
    let all = write(text, lessons, &wanted, day);
    if mistakes(path, &all) <= known {
        return Revised { text: all, is_written: wanted };
    }
    // Some make a mistake where they stand. They are found by halves, so that a few among many cost few tries.
    let mut is_written = vec![false; lessons.len()];
    let mut best = text.to_owned();
    let candidates: Vec<usize> = (0..lessons.len()).filter(|at| wanted[*at]).collect();
    let mut open = vec![candidates.as_slice()];
    while let Some(tried) = open.pop() {
        for at in tried {
            is_written[*at] = true;
        }
        let new = write(text, lessons, &is_written, day);
        if mistakes(path, &new) <= known {
            best = new;
            continue;
        }
        for at in tried {
            is_written[*at] = false;
        }
        if tried.len() > 1 {
            let (first, second) = tried.split_at(tried.len() / 2);
            open.extend([second, first]);
        }
    }
    Revised { text: best, is_written }
}

fn mistakes(path: &Path, text: &str) -> usize {
    let (_, diagnostics) = Spec::from_text_despite_errors(path, text);
    diagnostics.count(Severity::Error)
}

fn write(text: &str, lessons: &[Lesson], chosen: &[bool], day: Option<&str>) -> String {
    let mut changes = Changes::new(text);
    let mut settled: BTreeMap<(usize, &str), Vec<Option<&str>>> = BTreeMap::new();
    for lesson in lessons.iter().zip(chosen).filter_map(|(lesson, chosen)| chosen.then_some(lesson)) {
        let day = day.map(|day| format!("{day}, ")).unwrap_or_default();
        let mut comment = commented(&format!("seen: {day}{}", lesson.evidence));
        if let Some(guess) = &lesson.guess {
            comment = format!("{}\n{comment}", commented(&format!("inferred: {guess}")));
        }
        changes.lesson(lesson, &comment);
        for edit in &lesson.edits {
            if let Edit::Settle { entry, words, member } = edit {
                settled.entry((*entry, *words)).or_default().push(member.as_deref());
            }
        }
    }
    changes.settle(&settled);
    let new = changes.finish();
    if formatted(text) == text { formatted(&new) } else { new }
}

/// Returns the entries of a section of a spec, `endpoints` or `types`: their names, and their texts with the comments before
/// them.
pub(super) fn entries(text: &str, section: &str) -> Vec<(String, String)> {
    let source = Source::new(text);
    source.section(section).map_or_else(Vec::new, |(open, _)| source.entries(open))
}

/// A spec of one type, as far as is needed to find the type's members.
struct TypeAlone(String);

impl TypeAlone {
    const START: &str = "{ \"types\": {\n";

    fn of(entry: &str) -> Self {
        TypeAlone(format!("{}{entry}\n}} }}", Self::START))
    }

    /// Returns the first and the last token of the type's members.
    fn members(source: &Source<'_>) -> Option<(usize, usize)> {
        let (open, _) = source.section("types")?;
        let (ty, _) = source.value(source.keys(open).first()?.1)?;
        source.value(source.key(ty, "members")?)
    }
}

/// Returns the names of the members of a type's entry, as [`entries`] has it.
pub(super) fn members(entry: &str) -> Vec<String> {
    let text = TypeAlone::of(entry);
    let source = Source::new(&text.0);
    let members = TypeAlone::members(&source);
    members.map_or_else(Vec::new, |(open, _)| source.keys(open).into_iter().map(|(name, _)| name).collect())
}

/// Returns the entry of a type, as [`entries`] has it, without the members for which `is_other` holds.
pub(super) fn without_members(entry: &str, is_other: impl Fn(&str) -> bool) -> String {
    let text = TypeAlone::of(entry);
    let source = Source::new(&text.0);
    let Some((open, close)) = TypeAlone::members(&source) else { return entry.to_owned() };
    let kept = source.entries(open).into_iter().filter(|(name, _)| !is_other(name)).map(|(_, text)| text);
    let kept: Vec<String> = kept.map(|text| format!("\n{text}")).collect();
    let before = TypeAlone::START.len();
    let (start, end) = (source.tokens[open].span.end - before, source.tokens[close].span.start - before);
    format!("{}{}\n{}", &entry[..start], kept.join(","), &entry[end..])
}

/// Returns the value of a key of an entry in a section of a spec, as a text.
pub(super) fn value_of<'t>(text: &'t str, section: &str, name: &str, key: &str) -> Option<&'t str> {
    let source = Source::new(text);
    let (open, _) = source.section(section)?;
    let (entry, _) = source.value(source.key(open, name)?)?;
    let (first, last) = source.value(source.key(entry, key)?)?;
    text.get(source.tokens[first].span.start..source.tokens[last].span.end)
}

/// Returns a spec in which no entry of a section has this key.
pub(super) fn without(text: &str, section: &str, key: &str) -> String {
    let mut changes = Changes::new(text);
    let Some((open, _)) = changes.source.section(section) else { return text.to_owned() };
    for (_, entry) in changes.source.keys(open) {
        changes.without(entry, key);
    }
    changes.finish()
}

/// What a remark of a spec says is not known of an entry.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Doubt {
    /// The token of the entry's key.
    key: Span,
    pub(super) text: String,
}

impl Doubt {
    /// Returns whether it is of the entry whose key stands at this offset.
    pub(super) fn is_of(&self, entry: usize) -> bool {
        self.key.range().contains(&entry)
    }
}

/// Returns what the remarks of a spec's text say is not known.
pub(super) fn doubts(text: &str) -> Vec<Doubt> {
    let source = Source::new(text);
    let doubt = |remark: Remark| {
        let entry = source.next(source.at(remark.span.end))?;
        Some(Doubt { key: source.tokens[entry].span, text: remark.text })
    };
    remarks(text).into_iter().filter_map(doubt).collect()
}

/// A text with its tokens.
struct Source<'t> {
    text: &'t str,
    tokens: Vec<Token>,
}

impl<'t> Source<'t> {
    fn new(text: &'t str) -> Self {
        Source { text, tokens: tokens(text) }
    }

    /// Returns the index of the token that holds an offset, or that is the first behind it.
    fn at(&self, offset: usize) -> usize {
        self.tokens.partition_point(|token| token.span.end <= offset)
    }

    /// Returns the index of the next token from `index` on that is no comment.
    fn next(&self, index: usize) -> Option<usize> {
        let is_comment =
            |token: &Token| matches!(token.kind, TokenKind::LineComment | TokenKind::BlockComment);
        let rest = self.tokens.get(index..)?;
        rest.iter().position(|token| !is_comment(token)).map(|offset| index + offset)
    }

    /// Returns the indices of the first and the last token of the value of the key at `key`.
    fn value(&self, key: usize) -> Option<(usize, usize)> {
        let first = self.next(self.next(key + 1)? + 1)?;
        Some((first, self.end(first)?))
    }

    /// Returns the index of the last token of the value that begins at `first`.
    fn end(&self, first: usize) -> Option<usize> {
        let mut depth = 0_usize;
        for (offset, token) in self.tokens.get(first..)?.iter().enumerate() {
            match token.kind {
                TokenKind::Open => depth += 1,
                TokenKind::Close => depth = depth.checked_sub(1)?,
                _ => {}
            }
            if depth == 0 {
                return Some(first + offset);
            }
        }
        None
    }

    /// Returns the keys of the object that begins at `open`, each with the index of its token.
    fn keys(&self, open: usize) -> Vec<(String, usize)> {
        let mut keys = Vec::new();
        let mut at = self.next(open + 1);
        while let Some(key) = at.filter(|key| self.tokens[*key].kind == TokenKind::Value) {
            let text = &self.text[self.tokens[key].span.range()];
            keys.push((serde_json::from_str(text).unwrap_or_else(|_| text.to_owned()), key));
            let Some((_, last)) = self.value(key) else { break };
            at = self.next(last + 1).filter(|comma| self.tokens[*comma].kind == TokenKind::Comma);
            at = at.and_then(|comma| self.next(comma + 1));
        }
        keys
    }

    /// Returns the entries of the object that begins at `open`: their names, and their texts with the comments before them.
    fn entries(&self, open: usize) -> Vec<(String, String)> {
        let entry = |(name, key): (String, usize)| {
            let (_, last) = self.value(key)?;
            let is_comment =
                |token: &Token| matches!(token.kind, TokenKind::LineComment | TokenKind::BlockComment);
            let comments = self.tokens[..key].iter().rev().take_while(|token| is_comment(token)).count();
            let start = self.tokens[key - comments].span.start;
            Some((name, self.text.get(start..self.tokens[last].span.end)?.to_owned()))
        };
        self.keys(open).into_iter().filter_map(entry).collect()
    }

    /// Returns the indices of the first and the last token of a section of the spec.
    fn section(&self, name: &str) -> Option<(usize, usize)> {
        let root = self.next(0).filter(|root| self.is_object(*root))?;
        self.value(self.key(root, name)?)
    }

    fn key(&self, open: usize, name: &str) -> Option<usize> {
        self.keys(open).into_iter().find(|(key, _)| key == name).map(|(_, index)| index)
    }

    fn is_object(&self, first: usize) -> bool {
        let token = self.tokens[first];
        token.kind == TokenKind::Open && self.text[token.span.range()].starts_with('{')
    }
}

/// What is to be changed, in places of the text as it is.
struct Changes<'t> {
    source: Source<'t>,
    splices: Vec<(Range<usize>, String)>,
    /// The tokens of keys that are taken out.
    removed: BTreeSet<usize>,
    /// New keys of entries, by the token of the entry's key: they come into one object.
    keys: BTreeMap<usize, Vec<String>>,
    /// What comes into objects that entries do not have yet, by the token of the entry's key and the object's own key.
    objects: BTreeMap<(usize, &'static str), Vec<String>>,
}

impl<'t> Changes<'t> {
    fn new(text: &'t str) -> Self {
        Changes {
            source: Source::new(text),
            splices: Vec::new(),
            removed: BTreeSet::new(),
            keys: BTreeMap::new(),
            objects: BTreeMap::new(),
        }
    }

    fn lesson(&mut self, lesson: &Lesson, comment: &str) {
        let entry = self.source.at(lesson.entry);
        // What changes an entry is told there, and not again where it needs a type.
        let is_of_entry =
            lesson.edits.iter().any(|edit| matches!(edit, Edit::Key { .. } | Edit::Inner { .. }));
        if is_of_entry {
            self.comment(entry, comment);
        }
        let mut is_told = is_of_entry;
        for edit in &lesson.edits {
            match edit {
                Edit::Word { span, text } => self.splices.push((span.range(), text.clone())),
                Edit::Nullable { span } => self.splices.push((span.end..span.end, "?".to_owned())),
                Edit::Key { key, value } => self.key(entry, key, value),
                Edit::Without { key } => self.without(entry, key),
                Edit::Inner { object, key, value } => self.inner(entry, object, key, value),
                Edit::WithoutInner { object, key } => {
                    if let Some((open, _)) = self.object(entry, object) {
                        self.without_key(open, key);
                    }
                }
                Edit::Insert { object, name, value, behind } => {
                    let comment = if is_told { String::new() } else { format!("\n{comment}") };
                    is_told = true;
                    let text = format!("{comment}\n{}: {value}", Value::from(name.as_str()));
                    self.insert(entry, object, &text, behind.as_deref());
                }
                Edit::Entry { section, text } => {
                    let comment = if is_told { String::new() } else { format!("\n{comment}") };
                    is_told = true;
                    self.section(section, &format!("{comment}\n{text}"));
                }
                Edit::Settle { .. } => {}
            }
        }
        if !is_told {
            self.comment(entry, comment);
        }
    }

    /// Puts a comment before an entry.
    fn comment(&mut self, entry: usize, comment: &str) {
        let start = self.source.tokens[entry].span.start;
        let line = self.source.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let indent = &self.source.text[line..start];
        let text = if indent.trim().is_empty() {
            format!("{}\n{indent}", comment.replace('\n', &format!("\n{indent}")))
        } else {
            format!("\n{comment}\n")
        };
        self.splices.push((start..start, text));
    }

    fn key(&mut self, entry: usize, key: &str, value: &Value) {
        let Some((first, _)) = self.source.value(entry) else { return };
        let known = self.source.is_object(first).then(|| self.source.key(first, key)).flatten();
        if let Some((first, last)) = known.and_then(|known| self.source.value(known)) {
            let range = self.source.tokens[first].span.start..self.source.tokens[last].span.end;
            self.splices.push((range, value.to_string()));
            return;
        }
        self.keys.entry(entry).or_default().push(format!("\"{key}\": {value}"));
    }

    /// Returns the object under a key of an entry, by its first and its last token.
    fn object(&self, entry: usize, key: &str) -> Option<(usize, usize)> {
        let (first, _) = self.source.value(entry)?;
        let key = self.source.is_object(first).then(|| self.source.key(first, key)).flatten()?;
        self.source.value(key)
    }

    fn inner(&mut self, entry: usize, object: &'static str, key: &str, value: &Value) {
        let known =
            self.object(entry, object).and_then(|(open, _)| self.source.value(self.source.key(open, key)?));
        let Some((first, last)) = known else {
            self.insert(entry, object, &format!("\"{key}\": {value}"), None);
            return;
        };
        let range = self.source.tokens[first].span.start..self.source.tokens[last].span.end;
        self.splices.push((range, value.to_string()));
    }

    fn without(&mut self, entry: usize, key: &str) {
        let Some((first, _)) = self.source.value(entry) else { return };
        if self.source.is_object(first) {
            self.without_key(first, key);
        }
    }

    /// Takes a key out of the object that begins at `open`.
    fn without_key(&mut self, open: usize, key: &str) {
        let Some(key) = self.source.key(open, key) else { return };
        let Some((_, last)) = self.source.value(key) else { return };
        self.removed.insert(key);
        let tokens = &self.source.tokens;
        let (mut start, mut end) = (tokens[key].span.start, tokens[last].span.end);
        // The comma behind it goes with it, or the one before it.
        match self.source.next(last + 1).map(|next| tokens[next]) {
            Some(next) if next.kind == TokenKind::Comma => end = next.span.end,
            _ => {
                if let Some(before) = key.checked_sub(1).map(|before| tokens[before])
                    && before.kind == TokenKind::Comma
                {
                    start = before.span.start;
                }
            }
        }
        self.splices.push((start..end, String::new()));
    }

    fn insert(&mut self, entry: usize, object: &'static str, text: &str, behind: Option<&str>) {
        let Some(object) = self.object(entry, object) else {
            self.objects.entry((entry, object)).or_default().push(text.to_owned());
            return;
        };
        self.insert_into(object, text, behind);
    }

    /// Puts an entry into a section of the spec.
    fn section(&mut self, section: &str, text: &str) {
        if let Some(object) = self.source.section(section) {
            self.insert_into(object, text, None);
        }
    }

    /// Puts an entry into an object, given by its first and its last token: behind another entry, or at the end.
    fn insert_into(&mut self, (open, close): (usize, usize), text: &str, behind: Option<&str>) {
        let keys = self.source.keys(open);
        let found = keys.iter().find(|(key, _)| Some(key.as_str()) == behind).or(keys.last());
        let Some(last) = found.and_then(|(_, key)| self.source.value(*key)).map(|(_, last)| last) else {
            let at = self.source.tokens[close].span.start;
            // Several may come into an object that has nothing yet.
            let comma = if self.splices.iter().any(|(range, _)| *range == (at..at)) { "," } else { "" };
            self.splices.push((at..at, format!("{comma}{text}")));
            return;
        };
        let at = self.source.tokens[last].span.end;
        self.splices.push((at..at, format!(",{text}")));
    }

    /// Takes away what remarks say of what is known now.
    fn settle(&mut self, settled: &BTreeMap<(usize, &str), Vec<Option<&str>>>) {
        if settled.is_empty() {
            return;
        }
        for remark in remarks(self.source.text) {
            let Some(entry) = self.source.next(self.source.at(remark.span.end)) else { continue };
            let known = settled
                .iter()
                .find(|((at, words), _)| self.source.at(*at) == entry && begins_with(&remark.text, words));
            if let Some(((_, words), members)) = known {
                self.settle_remark(&remark, words, members);
            }
        }
    }

    fn settle_remark(&mut self, remark: &Remark, words: &str, members: &[Option<&str>]) {
        let (words, behind) = split_at(&remark.text, words).unwrap_or_default();
        let listed: Vec<&str> = behind.split('`').skip(1).step_by(2).collect();
        let is_left = |name: &&str| !members.iter().any(|member| member.is_none_or(|member| member == *name));
        let left: Vec<String> =
            listed.iter().copied().filter(is_left).map(|name| format!("`{name}`")).collect();
        let text = self.source.text;
        let line = text[..remark.span.start].rfind('\n').map_or(0, |at| at + 1);
        let indent = &text[line..remark.span.start];
        if left.is_empty() {
            let end = text[remark.span.end..].find('\n').map_or(text.len(), |at| remark.span.end + at + 1);
            let is_alone = indent.trim().is_empty() && text[remark.span.end..end].trim().is_empty();
            let range = if is_alone { line..end } else { remark.span.range() };
            self.splices.push((range, String::new()));
            return;
        }
        let comment = commented(&format!("{}: {words}: {}", remark.kind.word(), left.join(", ")));
        self.splices.push((remark.span.range(), comment.replace('\n', &format!("\n{indent}"))));
    }

    fn finish(mut self) -> String {
        for ((entry, object), texts) in &self.objects {
            let object = format!("\"{object}\": {{{}\n}}", texts.join(","));
            self.keys.entry(*entry).or_default().push(object);
        }
        for (entry, keys) in &self.keys {
            let Some((first, last)) = self.source.value(*entry) else { continue };
            let (start, end) = (self.source.tokens[first].span.start, self.source.tokens[last].span);
            let keys = keys.join(", ");
            if !self.source.is_object(first) {
                // The short form of a member or a payload is its type.
                self.splices.push((start..start, "{ \"type\": ".to_owned()));
                self.splices.push((end.end..end.end, format!(", {keys} }}")));
                continue;
            }
            let inner = self.source.keys(first);
            let mut kept = inner.iter().filter(|(_, key)| !self.removed.contains(key));
            let behind = kept.next_back().and_then(|(_, key)| self.source.value(*key)).map(|(_, last)| last);
            match behind {
                Some(last) => {
                    let at = self.source.tokens[last].span.end;
                    self.splices.push((at..at, format!(", {keys}")));
                }
                None => self.splices.push((end.start..end.start, keys)),
            }
        }
        self.splices.sort_by_key(|(range, _)| (range.start, range.end));
        let newline = if self.source.text.contains("\r\n") { "\r\n" } else { "\n" };
        let mut text = String::with_capacity(self.source.text.len() * 2);
        let mut at = 0;
        for (range, new) in &self.splices {
            // Of two changes of one place the first counts.
            if range.start < at {
                continue;
            }
            text.push_str(&self.source.text[at..range.start]);
            text.push_str(&new.replace('\n', newline));
            at = range.end;
        }
        text.push_str(&self.source.text[at..]);
        text
    }
}

/// Returns a comment's lines, without indentation.
fn commented(text: &str) -> String {
    let mut lines = vec![String::from("//")];
    for word in text.split_whitespace() {
        let last = lines.last_mut().expect("there is a line");
        if last.len() + word.len() > WIDTH {
            lines.push(format!("// {word}"));
        } else {
            last.push(' ');
            last.push_str(word);
        }
    }
    lines.join("\n")
}
