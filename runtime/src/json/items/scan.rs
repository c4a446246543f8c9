//! Where a value ends, without a look at what it is.

/// Finds the end of a value in a text that grows, and looks at no byte twice.
///
/// It does not check whether the document is JSON: that is for the reader, which gets a value once its end has come.
#[derive(Clone, Copy, Debug)]
pub(super) struct ValueScan {
    /// How far the text was looked at.
    pos: usize,
    /// How many objects and arrays are open.
    depth: usize,
    /// Whether the position is inside a text.
    in_text: bool,
}

impl ValueScan {
    /// Returns a scan that begins with the first byte of a value.
    pub(super) fn at(pos: usize) -> Self {
        ValueScan { pos, depth: 0, in_text: false }
    }

    /// Returns the position behind the value, if its end has come.
    pub(super) fn end(&mut self, text: &str) -> Option<usize> {
        let bytes = text.as_bytes();
        loop {
            let rest = bytes.get(self.pos..)?;
            if self.in_text {
                let Some(found) = rest.iter().position(|byte| matches!(byte, b'"' | b'\\')) else {
                    self.pos = bytes.len();
                    return None;
                };
                if rest[found] == b'\\' {
                    // What is escaped has to have come as well.
                    self.pos += found;
                    rest.get(found + 1)?;
                    self.pos += 2;
                    continue;
                }
                self.pos += found + 1;
                self.in_text = false;
            } else {
                let found = match self.depth {
                    0 => rest.iter().position(|byte| !is_in_word(*byte)),
                    _ => rest.iter().position(|byte| matches!(byte, b'"' | b'{' | b'[' | b'}' | b']')),
                };
                let Some(found) = found else {
                    self.pos = bytes.len();
                    return None;
                };
                self.pos += found;
                match rest[found] {
                    // Behind a number or a word.
                    _ if self.depth == 0 && found > 0 => return Some(self.pos),
                    b'"' => self.in_text = true,
                    b'{' | b'[' => self.depth += 1,
                    b'}' | b']' if self.depth > 0 => self.depth -= 1,
                    // No value begins like this.
                    _ => return Some(self.pos),
                }
                self.pos += 1;
            }
            if self.depth == 0 && !self.in_text {
                return Some(self.pos);
            }
        }
    }

    /// Notes that the first bytes of the text are not there any more.
    pub(super) fn forget(&mut self, len: usize) {
        self.pos = self.pos.saturating_sub(len);
    }
}

/// Returns whether a byte can be a part of a number, `true`, `false` or `null`, or of anything that is none of these.
fn is_in_word(byte: u8) -> bool {
    !matches!(byte, b'"' | b'{' | b'[' | b'}' | b']' | b',' | b':' | b' ' | b'\t' | b'\n' | b'\r')
}

#[cfg(test)]
mod tests {
    use super::ValueScan;

    #[test]
    fn values_end_where_they_are_closed() {
        for value in
            ["5", "-1.5e+7", "null", "\"\"", r#""a\"]}""#, r#""\\""#, "{}", r#"[1,{"a":"]\"}"},[]]"#, "[[]]"]
        {
            for behind in [",", "]", "}", " ", "\n", ":"] {
                let text = format!("{value}{behind}");
                assert_eq!(ValueScan::at(0).end(&text), Some(value.len()), "{text}");
                let mut scan = ValueScan::at(0);
                let found = (0..=text.len()).find_map(|len| scan.end(&text[..len]));
                assert_eq!(found, Some(value.len()), "{text} byte by byte");
            }
        }
        for text in ["", "{", "[1", "\"a", "\"\\", "tru", "5", "{\"a\":1"] {
            assert_eq!(ValueScan::at(0).end(text), None, "{text}");
        }
        for text in [",", "]", "}", ":"] {
            assert_eq!(ValueScan::at(0).end(text), Some(0), "{text}");
        }
    }
}
