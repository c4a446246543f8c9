//! Items that follow each other.

use super::super::Decoder;
use super::super::progress::{ClassType, Element};
use super::element::{filled_object, set_null};
use super::{FastPath, Following, Lookahead, NameForm, RowEnd};
use crate::error::Result;
use crate::plan::{CollectionPlan, MemberPlan};
use crate::value::List;

impl<'x> Decoder<'x, '_> {
    /// Reads items for as long as they are predicted.
    pub(in super::super) fn fast_items(
        &mut self,
        collection: &CollectionPlan,
        list: &mut dyn List,
        names: &NameForm<'x>,
    ) -> Result<FastPath> {
        let item = &collection.item;
        let class = self.class_of(item);
        let lookahead = Lookahead { next: Some(item), names };
        while !self.is_at_end() {
            if self.fast_row_of_items(item, class, list, lookahead)? == FastPath::SwitchToSlow {
                return Ok(FastPath::SwitchToSlow);
            }
        }
        Ok(FastPath::Done)
    }

    /// Reads one item, if it is predicted.
    pub(in super::super) fn fast_item(
        &mut self,
        collection: &CollectionPlan,
        list: &mut dyn List,
        names: &NameForm<'x>,
    ) -> Result<FastPath> {
        if self.is_at_end() {
            return Ok(FastPath::SwitchToSlow);
        }
        let item = &collection.item;
        self.fast_row_of_items(item, self.class_of(item), list, Lookahead { next: None, names })
    }

    /// Reads the item at the position, and those that follow it at once if `lookahead` says so.
    #[inline(always)]
    fn fast_row_of_items(
        &mut self,
        item: &MemberPlan,
        class: Option<ClassType<'_>>,
        list: &mut dyn List,
        lookahead: Lookahead<'_, 'x>,
    ) -> Result<FastPath> {
        let names = lookahead.names;
        if names.prefix.is_none() {
            return Ok(FastPath::SwitchToSlow);
        }
        let Some(tag) = self.match_start_tag(item, names) else { return Ok(FastPath::SwitchToSlow) };
        if tag.is_nil {
            if !set_null(&mut list.push()) {
                list.pop();
                return Ok(FastPath::SwitchToSlow);
            }
            self.tokens.pos += tag.len;
            return Ok(FastPath::Done);
        }
        let start = self.tokens.pos;
        self.tokens.pos += tag.len;
        let end = match class {
            Some(class) => self.fast_objects(item, class, list, start, lookahead)?,
            None => self.fast_values(item, list, lookahead)?,
        };
        if end == RowEnd::Unreadable {
            self.tokens.pos -= tag.len;
            return Ok(FastPath::SwitchToSlow);
        }
        Ok(FastPath::Done)
    }

    /// Reads items for as long as one follows the other at once; the start tag of the first was read. The
    /// position is behind the last item, or behind the start tag of the one that cannot be read here.
    #[inline]
    fn fast_values(
        &mut self,
        item: &MemberPlan,
        list: &mut dyn List,
        lookahead: Lookahead<'_, 'x>,
    ) -> Result<RowEnd> {
        let mut content = self.tokens.pos;
        loop {
            let mut slot = list.push();
            let following = if let Some(end) = self.fast_scalar::<false>(item, &mut slot, content, lookahead)
            {
                content = end.pos;
                end.following
            } else {
                self.tokens.pos = content;
                let Some(following) = self.fast_content(item, &mut slot, lookahead)? else {
                    list.pop();
                    self.tokens.pos = content;
                    return Ok(RowEnd::Unreadable);
                };
                content = self.tokens.pos;
                following
            };
            if following == Following::Other {
                self.tokens.pos = content;
                return Ok(RowEnd::Read);
            }
        }
    }

    /// Reads items that are objects of one class, as above. The first one's start tag is at `start`.
    fn fast_objects(
        &mut self,
        item: &MemberPlan,
        class: ClassType<'_>,
        list: &mut dyn List,
        start: usize,
        lookahead: Lookahead<'_, 'x>,
    ) -> Result<RowEnd> {
        let names = lookahead.names;
        let len = self.tokens.pos - start;
        let name = &self.tokens.text[start + 1..self.tokens.pos - 1];
        // All of them have the same name, so it is the path of each.
        self.tokens.path.push(&name[names.prefix_len()..]);
        loop {
            let element = Element { start: self.tokens.pos - len, is_empty: false };
            let mut slot = list.push();
            let object = filled_object(&mut slot, &item.ty).filter(|object| class.plan.is_exactly(*object));
            let Some(object) = object else {
                list.pop();
                self.tokens.path.pop();
                return Ok(RowEnd::Unreadable);
            };
            self.class_members(class, object, element, names)?;
            if self.end_of_nested(item, name, lookahead)? == Following::Other {
                break;
            }
        }
        self.tokens.path.pop();
        Ok(RowEnd::Read)
    }
}
