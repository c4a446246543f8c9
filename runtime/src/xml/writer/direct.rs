//! Objects where nothing but the root's declarations is in scope: their tags are ready made, and the end tag of one
//! member and the start tag of the next are written at once. What is not that simple is handed to the general writer.
#![expect(clippy::inline_always, reason = "the calls between the functions of this module are recursive")]

use super::super::direct::{Content, Direct};
use super::super::raw::{Batch, Literal};
use super::element::LastPrefix;
use super::{Writer, required_left_out};
use crate::clr;
use crate::error::{Error, Result};
use crate::plan::Emission;
use crate::plan::{Body, ClassPlan, CollectionPlan, MemberPlan, ObjectPlan};
use crate::value::{List, Object, View};
use std::borrow::Borrow;

impl<'p> Writer<'p, '_> {
    /// Writes a root that is an object of just the declared class; false if it is anything else.
    pub(super) fn direct_root(&mut self, plan: &'p ObjectPlan, object: &dyn Object) -> Result<bool> {
        let Body::Class(class) = &plan.body else { return Ok(false) };
        // The members have to fit in too.
        if !is_exactly(plan, object) || self.options.max_depth < 2 {
            return Ok(false);
        }
        self.prefixes.enter_root(&plan.name.namespace);
        match self.direct_object(&class.root.start, plan, class, object) {
            Ok(true) => self.out.push_literal(&class.root.end),
            Ok(false) => {}
            Err(error) => return Err(self.inside_of(&plan.name.name, error)),
        }
        Ok(true)
    }

    /// The start tag of an object and its members: whether its end tag is to be written then.
    #[inline(always)]
    fn direct_object(
        &mut self,
        start: &Literal,
        plan: &'p ObjectPlan,
        class: &'p ClassPlan,
        object: &dyn Object,
    ) -> Result<bool> {
        if plan.has_known_types {
            self.known.enter(plan.contract);
        }
        let mut result = Ok(false);
        object.views(&mut |views| result = self.direct_members(start, class, views));
        if plan.has_known_types {
            self.known.leave(plan.contract);
        }
        result
    }

    fn direct_members(&mut self, start: &Literal, class: &'p ClassPlan, views: &[View<'_>]) -> Result<bool> {
        let before = self.out.len() + start.len();
        let members = class.xml();
        let last = members.last().map_or(Literal::empty(), |last| &last.direct.end);
        let mut rest = members.iter();
        let mut head = start;
        let mut is_open = false;
        loop {
            let mut entries =
                rest.by_ref().map(|member| (member, views.get(member.index).unwrap_or(&View::Absent)));
            let other = self.simple_run(head, &mut is_open, &mut entries, last);
            let Some((member, view)) = other else { break };
            let place = members.len() - rest.len() - 1;
            let previous = place.checked_sub(1).and_then(|place| members.get(place));
            let end = previous.filter(|_| is_open).map(|previous| &previous.direct.end);
            (is_open, head) = match member.emission(*view) {
                Emission::Written => (self.direct_other(member, *view, end)?, Literal::empty()),
                Emission::LeftOut => (false, end.unwrap_or(Literal::empty())),
                Emission::RequiredLeftOut => {
                    return Err(self.inside_of(&member.name, required_left_out()));
                }
            };
        }
        Ok(self.has_content(before))
    }

    fn direct_items(&mut self, collection: &'p CollectionPlan, list: &dyn List) -> Result<()> {
        let item = &collection.item;
        let end = &item.direct.end;
        let mut is_open = false;
        let items = 0..list.len();
        match item.ty.object() {
            Some(plan @ ObjectPlan { body: Body::Class(class), .. })
                if item.direct.content == Content::Object && self.has_room() =>
            {
                for index in items {
                    let end = is_open.then_some(end);
                    is_open = match list.item(index) {
                        View::Object(object) if is_exactly(plan, object) => {
                            self.direct_member_object(item, end, (plan, class, object))?
                        }
                        view => self.direct_other(item, view, end)?,
                    };
                }
                if is_open {
                    self.out.push_literal(end);
                }
            }
            _ => {
                let mut entries = items.map(|index| (item, list.item(index)));
                while let Some((_, view)) = self.simple_run(Literal::empty(), &mut is_open, &mut entries, end)
                {
                    is_open = self.direct_other(item, view, is_open.then_some(end))?;
                }
            }
        }
        Ok(())
    }

    /// Behind `head`, writes members or items as long as each is of one of the most frequent kinds: the first that is not.
    /// If there is none, the end tag of the `last` is written too.
    ///
    /// `is_open` says, before and after, whether the end tag of the one before is still to be written.
    #[inline(always)]
    fn simple_run<'v, V: Borrow<View<'v>>>(
        &mut self,
        head: &Literal,
        is_open: &mut bool,
        members: &mut impl Iterator<Item = (&'p MemberPlan, V)>,
        last: &Literal,
    ) -> Option<(&'p MemberPlan, V)> {
        let mut batch = self.out.batch_behind(head);
        for (member, view) in members {
            let Some(is_open_now) = push_simple(&mut batch, member, view.borrow(), *is_open) else {
                batch.finish();
                return Some((member, view));
            };
            *is_open = is_open_now;
        }
        let has_room = !*is_open || batch.push(last);
        batch.finish();
        if !has_room {
            self.out.push_literal(last);
        }
        *is_open = false;
        None
    }

    /// What is written up to a member's content: the end tag before it, if that is still to be written, and its own start
    /// tag.
    #[inline(always)]
    fn start_behind(direct: &'p Direct, end: Option<&Literal>) -> &'p Literal {
        if end.is_some() { &direct.next } else { &direct.start }
    }

    /// Any member or item, behind the end tag of the one before if that is still to be written: whether its own is then.
    #[inline(never)]
    fn direct_other(
        &mut self,
        member: &'p MemberPlan,
        view: View<'_>,
        end: Option<&'p Literal>,
    ) -> Result<bool> {
        let direct = &member.direct;
        match (direct.content, view) {
            (Content::General, _) => {}
            (_, View::Null | View::Absent) if member.ty.is_nullable => {
                self.out.push_literal(if end.is_some() { &direct.next_nil } else { &direct.nil });
                return Ok(false);
            }
            (Content::Text, View::Str(text)) => {
                let start = Self::start_behind(direct, end);
                self.out.push_literal_and_text(start, text, self.options.line_end.as_str());
                return Ok(true);
            }
            (
                Content::Text | Content::Integer | Content::Unsigned | Content::Boolean | Content::Scalar,
                _,
            ) => {
                self.out.push_literal(Self::start_behind(direct, end));
                return match self.content(&member.ty, view) {
                    Ok(()) => Ok(true),
                    Err(error) => Err(self.inside_of(&member.name, error)),
                };
            }
            (Content::Object, View::Object(object)) if self.has_room() => match member.ty.object() {
                Some(plan @ ObjectPlan { body: Body::Class(class), .. }) if is_exactly(plan, object) => {
                    return self.direct_member_object(member, end, (plan, class, object));
                }
                _ => {}
            },
            (Content::List, View::List(list)) if self.has_room() => match member.ty.object() {
                Some(ObjectPlan { body: Body::Collection(collection), is_reference: false, .. })
                    if collection.declares.is_none() =>
                {
                    return self.direct_list(member, end, collection, list);
                }
                _ => {}
            },
            (Content::Object | Content::List, _) => {}
        }
        self.direct_general(member, view, end)?;
        Ok(false)
    }

    /// A member or an item that is an object: whether its end tag is to be written then.
    #[inline(always)]
    fn direct_member_object(
        &mut self,
        member: &'p MemberPlan,
        end: Option<&'p Literal>,
        (plan, class, object): (&'p ObjectPlan, &'p ClassPlan, &dyn Object),
    ) -> Result<bool> {
        self.prefixes.enter();
        match self.direct_object(Self::start_behind(&member.direct, end), plan, class, object) {
            Ok(has_content) => {
                self.prefixes.leave();
                Ok(has_content)
            }
            Err(error) => Err(self.inside_of(&member.name, error)),
        }
    }

    /// A member or an item that is a list: whether its end tag is to be written then.
    fn direct_list(
        &mut self,
        member: &'p MemberPlan,
        end: Option<&'p Literal>,
        collection: &'p CollectionPlan,
        list: &dyn List,
    ) -> Result<bool> {
        self.out.push_literal(Self::start_behind(&member.direct, end));
        let before = self.out.len();
        self.prefixes.enter();
        if let Err(error) = self.direct_items(collection, list) {
            return Err(self.inside_of(&member.name, error));
        }
        self.prefixes.leave();
        Ok(self.has_content(before))
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
        end: Option<&'p Literal>,
    ) -> Result<()> {
        if let Some(end) = end {
            self.out.push_literal(end);
        }
        self.prefixes.declare_root();
        self.element(member, view, &mut LastPrefix::default())
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

/// Appends a member or an item if it is of one of the most frequent kinds and there is room: whether its end tag is to be
/// written then. `is_open` says that of the one before it. If nothing is said, nothing is appended.
#[inline(always)]
fn push_simple(batch: &mut Batch<'_>, member: &MemberPlan, view: &View<'_>, is_open: bool) -> Option<bool> {
    let direct = &member.direct;
    let start = if is_open { &direct.next } else { &direct.start };
    match (direct.content, view) {
        (Content::Text, View::Str(text)) => batch.push_text(start, text).then_some(true),
        (Content::Integer, View::Int(value)) if member.emit_default_value || *value != 0 => {
            batch.push_integer(start, *value).then_some(true)
        }
        (Content::Boolean, View::Bool(value)) if member.emit_default_value || *value => {
            batch.push_text(start, clr::bool_text(*value)).then_some(true)
        }
        (_, View::Null) if member.is_direct_nil => {
            batch.push(if is_open { &direct.next_nil } else { &direct.nil }).then_some(false)
        }
        _ => None,
    }
}

/// Whether an object is of just this class, and is written where it stands.
fn is_exactly(plan: &ObjectPlan, object: &dyn Object) -> bool {
    !plan.is_reference && plan.is_exactly(object)
}
