//! The layout of a spec: only white space changes, and comments stay where they are.
//!
//! An object or a list stands on one line if it stood on one, has no comment and fits; else each of its entries has a line
//! of its own. One that begins a line of its own after its bracket stays so, which makes the layout stable.

use super::{
    span::Span,
    tokens::{Token, TokenKind, tokens},
};

/// The width of lines. What `import` writes, in narrower ones, stays as it is.
const WIDTH: usize = 120;

const INDENT: &str = "  ";

/// Returns a text of JSON with comments, laid out. A text that is not well-formed may come out in any layout.
///
/// ```
/// use datacontract_codegen::spec::format::formatted;
/// let text = "{\"name\":\"Shop\",\n // mine\n\"formatters\":{\"json\" : [ \"text/json\" ]}}";
/// let expected = "{\n  \"name\": \"Shop\",\n  // mine\n  \"formatters\": { \"json\": [\"text/json\"] }\n}\n";
/// assert_eq!(formatted(text), expected);
/// assert_eq!(formatted(expected), expected);
/// ```
#[must_use]
pub fn formatted(text: &str) -> String {
    let tokens = tokens(text);
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let closes = closes(&tokens);
    let mut layout =
        Layout { text, tokens: &tokens, closes: &closes, newline, out: String::new(), depth: 0, column: 0 };
    if text.starts_with('\u{feff}') {
        layout.out.push('\u{feff}');
    }
    layout.run();
    layout.out
}

/// Returns, for each opening bracket, the index of the bracket that closes it.
fn closes(tokens: &[Token]) -> Vec<usize> {
    let mut closes = vec![usize::MAX; tokens.len()];
    let mut open = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token.kind {
            TokenKind::Open => open.push(at),
            TokenKind::Close => {
                if let Some(opening) = open.pop() {
                    closes[opening] = at;
                }
            }
            _ => {}
        }
    }
    closes
}

struct Layout<'a> {
    text: &'a str,
    tokens: &'a [Token],
    closes: &'a [usize],
    newline: &'static str,
    out: String,
    depth: usize,
    /// How many characters stand on the line.
    column: usize,
}

impl Layout<'_> {
    fn run(&mut self) {
        let mut at = 0;
        // Whether each open bracket has its entries on lines of their own.
        let mut open: Vec<bool> = Vec::new();
        let mut before: Option<TokenKind> = None;
        while let Some(token) = self.tokens.get(at).copied() {
            let is_broken = open.last().copied().unwrap_or(true);
            match token.kind {
                TokenKind::LineComment | TokenKind::BlockComment => {
                    let ends_line = token.lines_before == 0 && before.is_some();
                    let lines = if before == Some(TokenKind::Open) { 1 } else { token.lines_before };
                    self.separate(if ends_line { Gap::Blank } else { Gap::Line(lines) });
                    self.put(token.span);
                }
                TokenKind::Comma | TokenKind::Colon => {
                    let after_line_comment = before == Some(TokenKind::LineComment);
                    self.separate(if after_line_comment { Gap::Line(1) } else { Gap::None });
                    self.put(token.span);
                }
                TokenKind::Close => {
                    let was_broken = open.pop().unwrap_or(true);
                    self.depth = open.iter().filter(|is_broken| **is_broken).count();
                    self.separate(match (was_broken, before) {
                        (_, Some(TokenKind::Open)) => Gap::None,
                        (true, _) => Gap::Line(1),
                        (false, _) if self.text.get(token.span.range()) == Some("]") => Gap::None,
                        (false, _) => Gap::Blank,
                    });
                    self.put(token.span);
                }
                TokenKind::Value | TokenKind::Open => {
                    let gap = match before {
                        None => Gap::None,
                        Some(TokenKind::Colon) => Gap::Blank,
                        Some(TokenKind::LineComment) => Gap::Line(token.lines_before),
                        Some(TokenKind::BlockComment) if token.lines_before == 0 => Gap::Blank,
                        Some(TokenKind::Open) if is_broken => Gap::Line(1),
                        Some(TokenKind::Open) => {
                            let is_list = self.tokens.get(at - 1).map(|open| &self.text[open.span.range()])
                                == Some("[");
                            if is_list { Gap::None } else { Gap::Blank }
                        }
                        _ if is_broken => Gap::Line(token.lines_before),
                        _ => Gap::Blank,
                    };
                    self.separate(gap);
                    if token.kind == TokenKind::Open {
                        let is_broken = is_broken && self.has_to_break(at);
                        self.put(token.span);
                        open.push(is_broken);
                        self.depth += usize::from(is_broken);
                    } else {
                        self.put(token.span);
                    }
                }
            }
            before = Some(token.kind);
            at += 1;
        }
        if before.is_some() {
            self.out.push_str(self.newline);
        }
    }

    /// Returns whether the entries between the bracket at a place and its end need lines of their own.
    fn has_to_break(&self, at: usize) -> bool {
        let Some(inner) = self.closes.get(at).and_then(|close| self.tokens.get(at + 1..*close)) else {
            return true;
        };
        if inner.is_empty() {
            return false;
        }
        let is_comment =
            |token: &Token| matches!(token.kind, TokenKind::LineComment | TokenKind::BlockComment);
        let all = self.tokens.get(at..).unwrap_or_default();
        let is_broken = |pair: &[Token]| matches!(pair, [open, next] if open.kind == TokenKind::Open && next.kind != TokenKind::Close && next.lines_before > 0);
        if inner.iter().any(is_comment) || all.windows(2).take(inner.len()).any(is_broken) {
            return true;
        }
        // A comma may follow.
        self.column + self.flat_width(at) + 1 > WIDTH
    }

    /// Returns how wide an object or a list is on one line; no more than needed to know that it is too wide.
    fn flat_width(&self, at: usize) -> usize {
        let tokens = self.tokens.get(at..=self.closes[at]).unwrap_or_default();
        let mut width = 0;
        let mut before: Option<&str> = None;
        for token in tokens {
            let text = &self.text[token.span.range()];
            let has_blank = !matches!(
                (before, text),
                (None | Some("[" | "{"), "]" | "}") | (None | Some("["), _) | (_, "]" | "," | ":")
            );
            width += text.chars().count() + usize::from(has_blank);
            before = Some(text);
            if width > WIDTH {
                break;
            }
        }
        width
    }

    fn separate(&mut self, gap: Gap) {
        match gap {
            Gap::None => {}
            Gap::Blank => {
                self.out.push(' ');
                self.column += 1;
            }
            Gap::Line(_) if self.out.trim_start_matches('\u{feff}').is_empty() => {}
            Gap::Line(lines) => {
                // One empty line is kept.
                for _ in 0..lines.clamp(1, 2) {
                    self.out.push_str(self.newline);
                }
                self.out.push_str(&INDENT.repeat(self.depth));
                self.column = INDENT.len() * self.depth;
            }
        }
    }

    fn put(&mut self, span: Span) {
        let text = &self.text[span.range()];
        self.out.push_str(text);
        self.column = match text.rsplit_once('\n') {
            Some((_, last)) => last.chars().count(),
            None => self.column + text.chars().count(),
        };
    }
}

/// What stands between two tokens.
#[derive(Clone, Copy)]
enum Gap {
    None,
    Blank,
    /// As many line breaks as there were.
    Line(usize),
}
