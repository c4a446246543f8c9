//! Comments in texts that .NET refuses.

use crate::contract::{Primitive, Type};
use crate::error::{ErrorKind, Result};
use crate::plan::{Shape, TypePlan};
use crate::xml::reader::Decoder;

/// Where a comment stands in a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Comment {
    None,
    /// Nothing but white space is behind it.
    AtEnd,
    BeforeText,
}

impl Decoder<'_, '_> {
    /// Refuses a comment in the text of a root that is a simple value, which .NET reads by simpler means than others.
    pub(super) fn refuse_comment(&self, ty: &TypePlan) -> Result<()> {
        let is_simple = matches!(ty.ty, Type::Primitive(primitive) if !matches!(primitive, Primitive::DateTimeOffset | Primitive::Bytes));
        if self.options.strict && is_simple && self.comment() != Comment::None {
            return Err(self.tokens.error(ErrorKind::Unexpected, "a comment stands in the text of the root"));
        }
        Ok(())
    }

    /// Refuses text behind a comment in a simple value whose type `xsi:type` says.
    pub(in super::super) fn refuse_text_behind_comment(&self, ty: &TypePlan) -> Result<()> {
        let is_simple = matches!(ty.shape, Shape::Primitive(primitive) if primitive != Primitive::Bytes);
        if self.options.strict && is_simple && self.comment() == Comment::BeforeText {
            return Err(self.tokens.error(ErrorKind::Unexpected, "a text stands behind a comment"));
        }
        Ok(())
    }

    /// Returns where a comment stands in the text that begins here.
    fn comment(&self) -> Comment {
        let mut rest = self.tokens.rest();
        let mut found = Comment::None;
        while let Some(place) = rest.iter().position(|byte| *byte == b'<') {
            let (text, markup) = rest.split_at(place);
            if found != Comment::None && !text.trim_ascii().is_empty() {
                return Comment::BeforeText;
            }
            let end: &[u8] = if markup.starts_with(b"<!--") {
                found = Comment::AtEnd;
                b"-->"
            } else if markup.starts_with(b"<![CDATA[") {
                if found != Comment::None {
                    return Comment::BeforeText;
                }
                b"]]>"
            } else {
                break;
            };
            let end = markup.windows(3).position(|three| three == end);
            rest = end.map_or(&[], |end| &markup[end + 3..]);
        }
        found
    }
}
