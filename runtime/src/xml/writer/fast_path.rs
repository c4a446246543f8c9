//! The fast path of writing: objects where nothing but the root's declarations is in scope. Their tags are
//! made with the plan, and the end tag of one member and the start tag of the next are written at once. What
//! is not that simple is handed to the slow path.
//!
//! `EMPTY` says everywhere that an empty text is an empty element, as it is to `XmlSerializer`.
#![expect(clippy::inline_always, reason = "the calls between the functions of this module are recursive")]

use super::super::fast_tags::{Content, FastTags};
use super::super::prefixes::KeptScope;
use super::element::LastPrefix;
use super::{Writer, required_left_out};
use crate::clr;
use crate::contract::Serializer;
use crate::error::{Error, Result};
use crate::plan::Emission;
use crate::plan::{Body, ClassPlan, CollectionPlan, MemberPlan, ObjectPlan};
use crate::raw::{Batch, Literal};
use crate::value::{List, Object, View};
use std::borrow::Borrow;

/// What the fast path did with a root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FastPath {
    /// It is written.
    Done,
    /// Nothing is written of it: it is no object, or not just of the declared class.
    SwitchToSlow,
}

/// What is still to be written of an element whose content is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EndTag {
    /// Its end tag, perhaps together with the start tag of the next element.
    Due,
    /// Nothing.
    Written,
}

/// An object of a class, with the plan of that.
#[derive(Clone, Copy)]
struct ClassObject<'p, 'v> {
    plan: &'p ObjectPlan,
    class: &'p ClassPlan,
    object: &'v dyn Object,
}

impl<'p> Writer<'p, '_> {
    /// Writes a root that is an object of just the declared class.
    pub(super) fn fast_root<const EMPTY: bool>(
        &mut self,
        plan: &'p ObjectPlan,
        object: &dyn Object,
    ) -> Result<FastPath> {
        let Body::Class(class) = &plan.body else { return Ok(FastPath::SwitchToSlow) };
        // The members have to fit in too.
        if !is_exactly(plan, object) || !class.has_fast_root || self.options.max_depth < 2 {
            return Ok(FastPath::SwitchToSlow);
        }
        self.prefixes.enter_root(&plan.name.namespace);
        match self.fast_object::<EMPTY>(&class.root.start, ClassObject { plan, class, object }) {
            Ok(EndTag::Due) => self.out.push_literal(&class.root.end),
            Ok(EndTag::Written) => {}
            Err(error) => {
                self.path.insert(0, &plan.name.name);
                return Err(error);
            }
        }
        Ok(FastPath::Done)
    }

    /// Writes the start tag of an object and its members.
    #[inline(always)]
    fn fast_object<const EMPTY: bool>(&mut self, start: &Literal, of: ClassObject<'p, '_>) -> Result<EndTag> {
        let ClassObject { plan, class, object } = of;
        if plan.has_known_types {
            self.known.enter(plan.contract);
        }
        let mut result = Ok(EndTag::Written);
        object.views(&mut |views| result = self.fast_members::<EMPTY>(start, class, views));
        if plan.has_known_types {
            self.known.leave(plan.contract);
        }
        result
    }

    fn fast_members<const EMPTY: bool>(
        &mut self,
        start: &Literal,
        class: &'p ClassPlan,
        views: &[View<'_>],
    ) -> Result<EndTag> {
        let before = self.out.len() + start.len();
        let members = class.xml();
        let last = members.last().map_or(Literal::empty(), |last| &last.fast.end);
        let mut rest = members.iter();
        let mut head = start;
        let mut end_tag = EndTag::Written;
        loop {
            let mut entries =
                rest.by_ref().map(|member| (member, views.get(member.index).unwrap_or(&View::Absent)));
            let other = self.simple_row::<EMPTY, _>(head, &mut end_tag, &mut entries, last);
            let Some((member, view)) = other else { break };
            let index = members.len() - rest.len() - 1;
            let previous = index.checked_sub(1).and_then(|index| members.get(index));
            let end = previous.filter(|_| end_tag == EndTag::Due).map(|previous| &previous.fast.end);
            end_tag = self.fast_member::<EMPTY>(member, *view, end)?;
            head = Literal::empty();
        }
        Ok(self.end_of(before))
    }

    /// Writes the items of a list in a scope that was kept; `None`, and nothing, where something else than the root's
    /// declarations is in scope.
    pub(super) fn fast_items_of(
        &mut self,
        collection: &'p CollectionPlan,
        list: &dyn List,
        scope: &KeptScope,
    ) -> Option<Result<()>> {
        let item = &collection.item;
        let is_fast = collection.is_fast
            && item.fast.in_default
            && scope.depth() < self.options.max_depth
            && scope.is_of_root(&item.namespace, self.serializer);
        if !is_fast {
            return None;
        }
        self.prefixes.enter_kept_root(&item.namespace, scope);
        Some(match self.serializer {
            Serializer::DataContractSerializer => self.fast_items::<false>(collection, list),
            Serializer::XmlSerializer => self.fast_items::<true>(collection, list),
        })
    }

    fn fast_items<const EMPTY: bool>(
        &mut self,
        collection: &'p CollectionPlan,
        list: &dyn List,
    ) -> Result<()> {
        let item = &collection.item;
        let end = &item.fast.end;
        let mut end_tag = EndTag::Written;
        let items = 0..list.len();
        match item.ty.object() {
            Some(plan @ ObjectPlan { body: Body::Class(class), .. })
                if item.fast.content == Content::Object && self.has_room() =>
            {
                for index in items {
                    let end = (end_tag == EndTag::Due).then_some(end);
                    end_tag = match list.item(index) {
                        View::Object(object) if is_exactly(plan, object) => {
                            self.fast_member_object::<EMPTY>(item, end, ClassObject { plan, class, object })?
                        }
                        view => self.fast_other::<EMPTY>(item, view, end)?,
                    };
                }
                if end_tag == EndTag::Due {
                    self.out.push_literal(end);
                }
            }
            _ => {
                let mut entries = items.map(|index| (item, list.item(index)));
                while let Some((_, view)) =
                    self.simple_row::<EMPTY, _>(Literal::empty(), &mut end_tag, &mut entries, end)
                {
                    end_tag =
                        self.fast_other::<EMPTY>(item, view, (end_tag == EndTag::Due).then_some(end))?;
                }
            }
        }
        Ok(())
    }

    /// Writes members or items behind `head` for as long as each is of one of the most frequent kinds, and
    /// returns the first that is not. If there is none, the end tag of the `last` is written too.
    ///
    /// `end_tag` is, before and after, the one of the element before.
    #[inline(always)]
    fn simple_row<'v, const EMPTY: bool, V: Borrow<View<'v>>>(
        &mut self,
        head: &Literal,
        end_tag: &mut EndTag,
        members: &mut impl Iterator<Item = (&'p MemberPlan, V)>,
        last: &Literal,
    ) -> Option<(&'p MemberPlan, V)> {
        let mut batch = self.out.batch_behind(head);
        for (member, view) in members {
            let Some(now) = push_simple::<EMPTY>(&mut batch, member, view.borrow(), *end_tag) else {
                batch.finish();
                return Some((member, view));
            };
            *end_tag = now;
        }
        let has_room = *end_tag == EndTag::Written || batch.push(last);
        batch.finish();
        if !has_room {
            self.out.push_literal(last);
        }
        *end_tag = EndTag::Written;
        None
    }

    /// Returns what is written up to a member's content: the end tag before it, if that is due, and its own
    /// start tag.
    #[inline(always)]
    fn start_behind(tags: &'p FastTags, end: Option<&Literal>) -> &'p Literal {
        if end.is_some() { &tags.next } else { &tags.start }
    }

    /// Writes any member, unless it is left out, behind the `end` tag of the one before if that is due. It
    /// stands by itself so that the row of simple members has the registers.
    #[inline(never)]
    fn fast_member<const EMPTY: bool>(
        &mut self,
        member: &'p MemberPlan,
        view: View<'_>,
        end: Option<&'p Literal>,
    ) -> Result<EndTag> {
        match member.emission(view) {
            Emission::Written => self.fast_other::<EMPTY>(member, view, end),
            Emission::LeftOut => {
                if let Some(end) = end {
                    self.out.push_literal(end);
                }
                Ok(EndTag::Written)
            }
            Emission::RequiredLeftOut => Err(self.inside_of(member, required_left_out())),
        }
    }

    /// Writes any member or item, behind the `end` tag of the one before if that is due.
    #[inline(never)]
    fn fast_other<const EMPTY: bool>(
        &mut self,
        member: &'p MemberPlan,
        view: View<'_>,
        end: Option<&'p Literal>,
    ) -> Result<EndTag> {
        let tags = &member.fast;
        if let View::Converted(value) = view {
            return value
                .with(|view| self.fast_other::<EMPTY>(member, view, end))
                .unwrap_or_else(|error| Err(self.inside_of(member, error.when_written(&member.ty.ty))));
        }
        match (tags.content, view) {
            (Content::General, _) => {}
            (_, View::Null | View::Absent) if member.ty.is_nullable => {
                self.out.push_literal(if end.is_some() { &tags.next_nil } else { &tags.nil });
                return Ok(EndTag::Written);
            }
            (Content::Text, View::Str("")) if EMPTY => {
                self.out.push_literal(Self::start_behind(tags, end));
                return Ok(self.end_of(self.out.len()));
            }
            (Content::Text, View::Str(text)) => {
                let start = Self::start_behind(tags, end);
                self.out.push_literal_and_text(start, text, self.options.line_end.as_str());
                return Ok(EndTag::Due);
            }
            (
                Content::Text | Content::Integer | Content::Unsigned | Content::Boolean | Content::Scalar,
                _,
            ) => {
                self.out.push_literal(Self::start_behind(tags, end));
                return match self.content(&member.ty, view) {
                    Ok(()) => Ok(EndTag::Due),
                    Err(error) => Err(self.inside_of(member, error)),
                };
            }
            (Content::Object, View::Object(object)) if self.has_room() => match member.ty.object() {
                Some(plan @ ObjectPlan { body: Body::Class(class), .. }) if is_exactly(plan, object) => {
                    return self.fast_member_object::<EMPTY>(
                        member,
                        end,
                        ClassObject { plan, class, object },
                    );
                }
                _ => {}
            },
            (Content::List, View::List(list)) if self.has_room() => match member.ty.object() {
                Some(ObjectPlan { body: Body::Collection(collection), is_reference: false, .. })
                    if collection.is_fast =>
                {
                    return self.fast_list::<EMPTY>(member, end, collection, list);
                }
                _ => {}
            },
            (Content::Object | Content::List, _) => {}
        }
        self.fast_general(member, view, end)?;
        Ok(EndTag::Written)
    }

    /// Writes a member or an item that is an object.
    #[inline(always)]
    fn fast_member_object<const EMPTY: bool>(
        &mut self,
        member: &'p MemberPlan,
        end: Option<&'p Literal>,
        object: ClassObject<'p, '_>,
    ) -> Result<EndTag> {
        self.prefixes.enter();
        match self.fast_object::<EMPTY>(Self::start_behind(&member.fast, end), object) {
            Ok(end_tag) => {
                self.prefixes.leave();
                Ok(end_tag)
            }
            Err(error) => Err(self.inside_of(member, error)),
        }
    }

    /// Writes a member or an item that is a list.
    fn fast_list<const EMPTY: bool>(
        &mut self,
        member: &'p MemberPlan,
        end: Option<&'p Literal>,
        collection: &'p CollectionPlan,
        list: &dyn List,
    ) -> Result<EndTag> {
        self.out.push_literal(Self::start_behind(&member.fast, end));
        let before = self.out.len();
        self.prefixes.enter();
        if let Err(error) = self.fast_items::<EMPTY>(collection, list) {
            return Err(self.inside_of(member, error));
        }
        self.prefixes.leave();
        Ok(self.end_of(before))
    }

    /// Ends an element whose start tag ends at `start`: its end tag is due, or it is empty, and the start tag
    /// becomes that of an empty element.
    fn end_of(&mut self, start: usize) -> EndTag {
        if self.out.len() > start {
            return EndTag::Due;
        }
        self.out.pop();
        self.out.push_str(" />");
        EndTag::Written
    }

    /// Writes an element that declares namespaces or names its type: from here on the prefixes depend on the
    /// place.
    #[cold]
    fn fast_general(
        &mut self,
        member: &'p MemberPlan,
        view: View<'_>,
        end: Option<&'p Literal>,
    ) -> Result<()> {
        if let Some(end) = end {
            self.out.push_literal(end);
        }
        self.prefixes.declare_root();
        self.element(member, view, &mut LastPrefix::default()).map_err(|error| member.error_of_value(error))
    }

    /// Returns whether an element may have elements in it.
    fn has_room(&self) -> bool {
        self.prefixes.depth() + 1 < self.options.max_depth
    }

    /// Says where an error is: in this element, and in those that are said already.
    #[cold]
    fn inside_of(&mut self, member: &'p MemberPlan, error: Error) -> Error {
        self.path.insert(0, &member.name);
        member.error_of_value(error)
    }
}

/// Appends a member or an item if it is of one of the most frequent kinds and there is room. `before` is the
/// end tag of the one before it. Returns `None` if nothing is appended.
#[inline(always)]
fn push_simple<const EMPTY: bool>(
    batch: &mut Batch<'_>,
    member: &MemberPlan,
    view: &View<'_>,
    before: EndTag,
) -> Option<EndTag> {
    let tags = &member.fast;
    let start = if before == EndTag::Due { &tags.next } else { &tags.start };
    match (tags.content, view) {
        (Content::Text, View::Str(text)) if !EMPTY || !text.is_empty() => {
            batch.push_text(start, text).then_some(EndTag::Due)
        }
        (Content::Integer, View::Int(value)) if member.emit_default_value || *value != 0 => {
            batch.push_integer(start, *value).then_some(EndTag::Due)
        }
        (Content::Boolean, View::Bool(value)) if member.emit_default_value || *value => {
            batch.push_text(start, clr::bool_text(*value)).then_some(EndTag::Due)
        }
        (_, View::Null) if member.is_fast_nil => {
            let nil = if before == EndTag::Due { &tags.next_nil } else { &tags.nil };
            batch.push(nil).then_some(EndTag::Written)
        }
        _ => None,
    }
}

/// Returns whether an object is of just this class, and is written where it stands.
fn is_exactly(plan: &ObjectPlan, object: &dyn Object) -> bool {
    !plan.is_reference && !plan.is_slow && plan.is_exactly(object)
}
