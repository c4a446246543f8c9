//! What is neither element nor text: the declaration, comments, CDATA sections, processing instructions.

use super::Tokenizer;
use crate::error::{Error, Result};

impl<'x> Tokenizer<'x> {
    /// Reads `<?xml version="1.0" encoding="utf-8" standalone="yes"?>`, of which all but the version may be
    /// missing.
    pub(super) fn declaration(&mut self) -> Result<()> {
        let Some(end) = self.text[self.pos..].find("?>") else {
            return Err(self.syntax("the XML declaration has no end"));
        };
        let mut rest = &self.text[self.pos + "<?xml".len()..self.pos + end];
        if pseudo_attribute(&mut rest, "version") != Some("1.0") {
            return Err(self.syntax("the XML declaration has to name version 1.0"));
        }
        // The text is UTF-8 by now; what claims to be anything else was decoded wrongly, or will be.
        let is_other = |encoding: &str| !encoding.eq_ignore_ascii_case("utf-8");
        if pseudo_attribute(&mut rest, "encoding").is_some_and(is_other) {
            return Err(self.syntax("the declared encoding is not UTF-8, the only one that is read"));
        }
        let is_fine = matches!(pseudo_attribute(&mut rest, "standalone"), None | Some("yes" | "no"));
        if !is_fine || !rest.trim_start_matches(WHITE_SPACE).is_empty() {
            let message =
                "the XML declaration has only `version`, `encoding` and `standalone`, in this order";
            return Err(self.syntax(message));
        }
        self.pos += end + 2;
        Ok(())
    }

    /// Skips `<?target data?>`, which .NET refuses; refused in strict mode.
    pub(super) fn processing_instruction(&mut self) -> Result<()> {
        if self.is_strict {
            return Err(self.syntax("processing instructions are refused"));
        }
        let start = self.pos;
        let Some(end) = self.text[start..].find("?>") else {
            return Err(self.syntax("the processing instruction has no end"));
        };
        self.pos = start + 2;
        let target = self.nc_name()?;
        if target.eq_ignore_ascii_case("xml") {
            self.pos = start;
            return Err(self.syntax("an XML declaration is allowed only at the very start"));
        }
        if self.pos < start + end && !self.text[self.pos..].starts_with(WHITE_SPACE) {
            return Err(self.syntax("white space is expected behind the target of a processing instruction"));
        }
        self.check_characters(self.pos, start + end)?;
        self.pos = start + end + 2;
        Ok(())
    }

    pub(super) fn comment(&mut self) -> Result<()> {
        let body = &self.text[self.pos + 4..];
        match body.find("--") {
            Some(end) if body[end..].starts_with("-->") => {
                let after = self.pos + 4 + end + 3;
                self.check_characters(self.pos + 4, after)?;
                self.pos = after;
                Ok(())
            }
            Some(_) => Err(self.syntax("`--` is not allowed inside a comment")),
            None => Err(self.syntax("the comment has no end")),
        }
    }

    pub(super) fn cdata(&mut self) -> Result<&'x str> {
        let rest = &self.text[self.pos..];
        let Some(body) = rest.strip_prefix("<![CDATA[") else {
            return Err(self.syntax("`<![CDATA[` is expected here"));
        };
        let Some(end) = body.find("]]>") else { return Err(self.syntax("the CDATA section has no end")) };
        let start = self.pos + "<![CDATA[".len();
        self.check_characters(start, start + end)?;
        self.pos = start + end + 3;
        Ok(&body[..end])
    }

    pub(super) fn check_characters(&mut self, start: usize, end: usize) -> Result<()> {
        let forbidden =
            |c: char| (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}');
        match self.text[start..end].find(forbidden) {
            None => Ok(()),
            Some(place) => {
                self.pos = start + place;
                self.allowed_character()
            }
        }
    }

    pub(super) fn dtd(&self) -> Error {
        self.syntax(
            "document type declarations are refused, since they can make a document grow without bounds",
        )
    }
}

/// What XML takes as white space.
pub(in super::super) const WHITE_SPACE: [char; 4] = [' ', '\t', '\r', '\n'];

/// Takes ` name="value"` from the start of a text, if it begins so.
fn pseudo_attribute<'t>(rest: &mut &'t str, name: &str) -> Option<&'t str> {
    let behind = rest.trim_start_matches(WHITE_SPACE);
    if behind.len() == rest.len() {
        return None;
    }
    let behind = behind.strip_prefix(name)?.trim_start_matches(WHITE_SPACE).strip_prefix('=')?;
    let behind = behind.trim_start_matches(WHITE_SPACE);
    let quote = behind.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let (value, behind) = behind[1..].split_once(quote)?;
    *rest = behind;
    Some(value)
}
