//! Objects where nothing but the root's declarations is in scope: their tags are ready made, and the end tag of one
//! member and the start tag of the next are written at once. What is not that simple is handed to the general writer.
#![expect(clippy::inline_always, reason = "the calls between the functions of this module are recursive")]

use super::super::direct::{Content, Direct};
use super::super::raw::Literal;
use super::element::Found;
use super::{Writer, required_left_out};
use crate::clr;
use crate::contract::plan::{Body, ClassPlan, CollectionPlan, MemberPlan, ObjectPlan};
use crate::error::{Error, Result};
use crate::value::{Emission, List, Object, View};

/// Where a member or an item stands among the others of its object or list.
#[derive(Clone, Copy)]
struct Siblings<'p> {
    /// The one just before it.
    previous: Option<&'p Direct>,
    /// The one whose end tag is still to be written.
    open: Option<&'p Direct>,
}

impl Siblings<'_> {
    /// Whether the end tag that is to be written is that of the one just before.
    #[inline(always)]
    fn are_adjacent(self) -> bool {
        match (self.previous, self.open) {
            (Some(previous), Some(open)) => std::ptr::eq(previous, open),
            (previous, open) => previous.is_none() && open.is_none(),
        }
    }
}

impl<'p> Writer<'p, '_> {
    /// Writes a root that is an object of just the declared class; false if it is anything else.
    pub(super) fn direct_root(&mut self, plan: &'p ObjectPlan, object: &dyn Object) -> Result<bool> {
        let Body::Class(class) = &plan.body else { return Ok(false) };
        // The members have to fit in too.
        if !is_exactly(plan, object) || self.options.max_depth < 2 {
            return Ok(false);
        }
        self.prefixes.enter_root(&plan.name.namespace);
        self.out.push_literal(&class.root.start);
        let before = self.out.len();
        if let Err(error) = self.direct_object(plan, class, object) {
            return Err(self.inside_of(&plan.name.name, error));
        }
        if self.has_content(before) {
            self.out.push_literal(&class.root.end);
        }
        Ok(true)
    }

    /// The members of an object.
    fn direct_object(
        &mut self,
        plan: &'p ObjectPlan,
        class: &'p ClassPlan,
        object: &dyn Object,
    ) -> Result<()> {
        if plan.has_known_types {
            self.known.enter(plan.contract);
        }
        let mut result = Ok(());
        object.views(&mut |views| result = self.direct_members(class, views));
        result?;
        if plan.has_known_types {
            self.known.leave(plan.contract);
        }
        Ok(())
    }

    fn direct_members(&mut self, class: &'p ClassPlan, views: &[View<'_>]) -> Result<()> {
        let mut siblings = Siblings { previous: None, open: None };
        for member in class.xml() {
            let view = views.get(member.index).unwrap_or(&View::Absent);
            if !self.direct_simple(member, view, &mut siblings) {
                siblings.open = self.direct_member(member, *view, siblings)?;
            }
            siblings.previous = Some(&member.direct);
        }
        self.close(siblings);
        Ok(())
    }

    fn direct_items(&mut self, collection: &'p CollectionPlan, list: &dyn List) -> Result<()> {
        let item = &collection.item;
        let mut siblings = Siblings { previous: Some(&item.direct), open: None };
        for index in 0..list.len() {
            let view = list.item(index);
            if !self.direct_simple(item, &view, &mut siblings) {
                siblings.open = self.direct_other(item, view, siblings)?;
            }
        }
        self.close(siblings);
        Ok(())
    }

    /// The end tag that is still to be written.
    #[inline]
    fn close(&mut self, siblings: Siblings<'p>) {
        if let Some(open) = siblings.open {
            self.out.push_literal(&open.end);
        }
    }

    /// What is written up to a member's content: the end tag before it, and its own start tag.
    #[inline(always)]
    fn direct_start(&mut self, direct: &'p Direct, siblings: Siblings<'p>) -> &'p Literal {
        if siblings.are_adjacent() {
            return &direct.next;
        }
        self.close(siblings);
        &direct.start
    }

    /// A member or an item of one of the most frequent kinds, whose emission is no question: whether it is one. All others
    /// are written by [`direct_other`](Self::direct_other), so that this can be a part of the loop over the members.
    #[inline(always)]
    fn direct_simple(
        &mut self,
        member: &'p MemberPlan,
        view: &View<'_>,
        siblings: &mut Siblings<'p>,
    ) -> bool {
        let direct = &member.direct;
        match (direct.content, view) {
            (Content::Text, View::Str(text)) => {
                let start = self.direct_start(direct, *siblings);
                self.out.push_literal_and_text(start, text, self.options.line_end.as_str());
            }
            (Content::Integer, View::Int(value)) if member.emit_default_value || *value != 0 => {
                let start = self.direct_start(direct, *siblings);
                self.out.push_literal_and_integer(start, *value);
            }
            (_, View::Null) if member.is_direct_nil => {
                self.direct_nil(direct, *siblings);
                siblings.open = None;
                return true;
            }
            _ => return false,
        }
        siblings.open = Some(direct);
        true
    }

    #[inline(never)]
    fn direct_nil(&mut self, direct: &'p Direct, siblings: Siblings<'p>) {
        self.close(siblings);
        self.out.push_literal(&direct.nil);
    }

    /// Any member, if it is written at all; the one whose end tag is to be written then.
    #[inline(never)]
    fn direct_member(
        &mut self,
        member: &'p MemberPlan,
        view: View<'_>,
        siblings: Siblings<'p>,
    ) -> Result<Option<&'p Direct>> {
        match member.emission(view) {
            Emission::Written => self.direct_other(member, view, siblings),
            Emission::LeftOut => Ok(siblings.open),
            Emission::RequiredLeftOut => Err(self.inside_of(&member.name, required_left_out())),
        }
    }

    /// Any member or item; the one whose end tag is to be written then.
    #[inline(never)]
    fn direct_other(
        &mut self,
        member: &'p MemberPlan,
        view: View<'_>,
        siblings: Siblings<'p>,
    ) -> Result<Option<&'p Direct>> {
        let direct = &member.direct;
        match (direct.content, view) {
            (Content::General, _) => {}
            (_, View::Null | View::Absent) if member.ty.is_nullable => {
                self.direct_nil(direct, siblings);
                return Ok(None);
            }
            (Content::Boolean, View::Bool(value)) => {
                let start = self.direct_start(direct, siblings);
                self.out.push_literal_and_str(start, clr::bool_text(value));
                return Ok(Some(direct));
            }
            (
                Content::Text | Content::Integer | Content::Unsigned | Content::Boolean | Content::Scalar,
                _,
            ) => {
                let start = self.direct_start(direct, siblings);
                self.out.push_literal(start);
                return match self.content(&member.ty, view) {
                    Ok(()) => Ok(Some(direct)),
                    Err(error) => Err(self.inside_of(&member.name, error)),
                };
            }
            (Content::Object, View::Object(object)) if self.has_room() => match member.ty.object() {
                Some(plan @ ObjectPlan { body: Body::Class(class), .. }) if is_exactly(plan, object) => {
                    return self.direct_content(member, siblings, |writer| {
                        writer.direct_object(plan, class, object)
                    });
                }
                _ => {}
            },
            (Content::List, View::List(list)) if self.has_room() => match member.ty.object() {
                Some(ObjectPlan { body: Body::Collection(collection), is_reference: false, .. })
                    if collection.declares.is_none() =>
                {
                    return self
                        .direct_content(member, siblings, |writer| writer.direct_items(collection, list));
                }
                _ => {}
            },
            (Content::Object | Content::List, _) => {}
        }
        self.direct_general(member, view, siblings)?;
        Ok(None)
    }

    /// A member or an item with elements in it, which may have an end tag that is still to be written.
    #[inline(always)]
    fn direct_content(
        &mut self,
        member: &'p MemberPlan,
        siblings: Siblings<'p>,
        content: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<Option<&'p Direct>> {
        let direct = &member.direct;
        let start = self.direct_start(direct, siblings);
        self.out.push_literal(start);
        let before = self.out.len();
        self.prefixes.enter();
        if let Err(error) = content(self) {
            return Err(self.inside_of(&member.name, error));
        }
        self.prefixes.leave();
        Ok(self.has_content(before).then_some(direct))
    }

    /// Whether something was written since the output was that long. If not, the start tag there becomes an empty element.
    fn has_content(&mut self, before: usize) -> bool {
        let has_content = self.out.len() > before;
        if !has_content {
            self.out.pop();
            self.out.push_str(" />");
        }
        has_content
    }

    /// An element that declares namespaces or names its type: from here on the prefixes depend on the place.
    #[cold]
    fn direct_general(
        &mut self,
        member: &'p MemberPlan,
        view: View<'_>,
        siblings: Siblings<'p>,
    ) -> Result<()> {
        self.close(siblings);
        self.prefixes.declare_root();
        self.element(member, view, &mut Found::default())
    }

    /// Whether an element may have elements in it.
    fn has_room(&self) -> bool {
        self.prefixes.depth() + 1 < self.options.max_depth
    }

    /// Says where an error is: in this element, and in those that are said already.
    #[cold]
    fn inside_of(&mut self, name: &'p str, error: Error) -> Error {
        self.path.insert(0, name);
        error
    }
}

/// Whether an object is of just this class, and is written where it stands.
fn is_exactly(plan: &ObjectPlan, object: &dyn Object) -> bool {
    !plan.is_reference && plan.is_exactly(object)
}
