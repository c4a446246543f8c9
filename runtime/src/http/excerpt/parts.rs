//! The parts of a document, however broken it is.

/// A part of a document.
pub(super) enum Part<'t> {
    /// `{`, `</`, ..
    Symbol(&'t str),
    /// White space between the others.
    Blank,
    /// A word where a name belongs.
    Name(&'t str),
    /// Anything else.
    Value(&'t str),
    /// A text in double quotes, the second of which may be missing.
    Quoted { content: &'t str, is_name: bool, is_closed: bool },
}

/// A document as it is taken apart: JSON, XML, or something that begins like XML or does not.
pub(super) struct Parts<'t> {
    text: &'t str,
    pos: usize,
    is_xml: bool,
    state: State,
}

/// The content of quotes.
struct Quoted<'t> {
    content: &'t str,
    is_closed: bool,
}

/// The part of an XML document that comes next.
enum State {
    Content,
    /// Behind `<`: a name comes.
    Element,
    /// Behind the name.
    Attributes,
}

impl<'t> Iterator for Parts<'t> {
    type Item = Part<'t>;

    fn next(&mut self) -> Option<Part<'t>> {
        if self.is_xml { self.xml() } else { self.json() }
    }
}

impl<'t> Parts<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let is_xml = text.trim_start().starts_with('<');
        Parts { text, pos: 0, is_xml, state: State::Content }
    }

    /// Returns the end of the last part.
    pub(super) fn place(&self) -> usize {
        self.pos
    }

    fn rest(&self) -> &'t str {
        &self.text[self.pos..]
    }

    /// Takes characters as long as they fit.
    fn take(&mut self, mut fits: impl FnMut(char) -> bool) -> &'t str {
        let rest = self.rest();
        let taken = &rest[..rest.find(|c| !fits(c)).unwrap_or(rest.len())];
        self.pos += taken.len();
        taken
    }

    /// Takes characters of one byte each.
    fn symbol(&mut self, length: usize) -> Part<'t> {
        let symbol = &self.rest()[..length];
        self.pos += length;
        Part::Symbol(symbol)
    }

    fn blank(&mut self) -> Part<'t> {
        self.take(char::is_whitespace);
        Part::Blank
    }

    /// Returns what stands in quotes, up to one that is not escaped or to a character where it ends in any
    /// case.
    fn quoted(&mut self, quote: char, escape: char, end: char) -> Quoted<'t> {
        self.pos += 1;
        let mut is_escaped = false;
        let content = self.take(|c| {
            let is_content = is_escaped || (c != quote && c != end);
            is_escaped = c == escape && !is_escaped;
            is_content
        });
        let is_closed = self.rest().starts_with(quote);
        self.pos += usize::from(is_closed);
        Quoted { content, is_closed }
    }

    fn json(&mut self) -> Option<Part<'t>> {
        Some(match self.rest().chars().next()? {
            '"' => {
                let Quoted { content, is_closed } = self.quoted('"', '\\', '"');
                let is_name = is_closed && self.rest().trim_start().starts_with(':');
                Part::Quoted { content, is_name, is_closed }
            }
            '{' | '}' | '[' | ']' | ':' | ',' => self.symbol(1),
            c if c.is_whitespace() => self.blank(),
            _ => match self.take(|c| !c.is_whitespace() && !"\"{}[]:,".contains(c)) {
                "null" => Part::Symbol("null"),
                word => Part::Value(word),
            },
        })
    }

    fn xml(&mut self) -> Option<Part<'t>> {
        let rest = self.rest();
        Some(match (&self.state, rest.chars().next()?) {
            (_, '<') => {
                self.state = State::Element;
                self.symbol(1 + usize::from(matches!(rest.as_bytes().get(1), Some(b'/' | b'?' | b'!'))))
            }
            (_, c) if c.is_whitespace() => self.blank(),
            (State::Content, _) => Part::Value(self.take(|c| c != '<' && !c.is_whitespace())),
            (_, '>') => {
                self.state = State::Content;
                self.symbol(1)
            }
            (_, '=' | '/' | '?') => self.symbol(1),
            (_, quote @ ('"' | '\'')) => {
                let Quoted { content, is_closed } = self.quoted(quote, quote, '<');
                Part::Quoted { content, is_name: false, is_closed }
            }
            (state, _) => {
                let is_element = matches!(state, State::Element);
                self.state = State::Attributes;
                let word = self.take(|c| !c.is_whitespace() && !"<>=/?\"'".contains(c));
                if is_element || self.rest().trim_start().starts_with('=') {
                    Part::Name(word)
                } else {
                    Part::Value(word)
                }
            }
        })
    }
}
