//! Objects where nothing but the root's declarations is in scope: their tags are ready made, and the end tag of one
//! member and the start tag of the next are written at once. What is not that simple is handed to the general writer.

use super::super::direct::{Content, Direct};
use super::super::raw::Literal;
use super::element::Found;
use super::{Writer, required_left_out};
use crate::clr;
use crate::contract::plan::{Body, ClassPlan, CollectionPlan, MemberPlan, ObjectPlan, TypePlan};
use crate::error::{Error, Result};
use crate::value::{Emission, List, Object, View};

/// The end tag that is still to be written.
#[derive(Clone, Copy)]
enum Open<'p> {
    None,
    /// Of the member just before the one that comes.
    Previous(&'p Literal),
    /// Of one further before.
    Earlier(&'p Literal),
}

impl<'p> Writer<'p, '_> {
    /// Writes a root that is an object of just the declared class; false if it is anything else.
    pub(super) fn direct_root(&mut self, ty: &'p TypePlan, view: View<'_>) -> Result<bool> {
        let Some(plan) = ty.object() else { return Ok(false) };
        let (View::Object(object), Body::Class(class)) = (view, &plan.body) else { return Ok(false) };
        // The members have to fit in too.
        if !is_exactly(plan, object) || self.options.max_depth < 2 {
            return Ok(false);
        }
        self.prefixes.enter_root(&plan.name.namespace);
        let tags = (&class.root.start, &class.root.end);
        self.direct_nested(&plan.name.name, tags, |writer| writer.direct_object(plan, class, object))?;
        Ok(true)
    }

    /// An element with elements in it; an empty one has no end tag.
    fn direct_nested(
        &mut self,
        name: &'p str,
        (start, end): (&Literal, &Literal),
        content: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<()> {
        self.out.push_literal(start);
        let before = self.out.len();
        content(self).map_err(|error| self.inside_of(name, error))?;
        if self.out.len() == before {
            self.out.pop();
            self.out.push_str(" />");
        } else {
            self.out.push_literal(end);
        }
        Ok(())
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
        let mut open = Open::None;
        for member in class.xml() {
            let view = views.get(member.index).copied().unwrap_or(View::Absent);
            match member.emission(view) {
                Emission::Written => self.direct_element(member, view, &mut open)?,
                Emission::LeftOut => {
                    if let Open::Previous(end) = open {
                        open = Open::Earlier(end);
                    }
                }
                Emission::RequiredLeftOut => {
                    return Err(self.inside_of(&member.name, required_left_out()));
                }
            }
        }
        self.close(&mut open);
        Ok(())
    }

    /// The end tag that is still to be written.
    #[inline]
    fn close(&mut self, open: &mut Open<'p>) {
        if let Open::Previous(end) | Open::Earlier(end) = open {
            self.out.push_literal(end);
            *open = Open::None;
        }
    }

    /// What is written up to a member's content: the end tag before it, and its own start tag.
    #[inline]
    fn direct_start(&mut self, direct: &'p Direct, open: &mut Open<'p>) -> &'p Literal {
        match open {
            Open::Previous(_) => &direct.next,
            Open::None => &direct.start,
            Open::Earlier(_) => {
                self.close(open);
                &direct.start
            }
        }
    }

    /// A member or an item. Of its content only the two most frequent kinds are written here, so that this can be a part of the
    /// loop over the members.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the calls between the functions of this module are recursive")]
    fn direct_element(&mut self, member: &'p MemberPlan, view: View<'_>, open: &mut Open<'p>) -> Result<()> {
        let direct = &member.direct;
        match (direct.content, view) {
            (Content::Text, View::Str(text)) => {
                let start = self.direct_start(direct, open);
                self.out.push_literal_and_text(start, text, self.options.line_end.as_str());
            }
            (Content::Integer, View::Int(value)) => {
                let start = self.direct_start(direct, open);
                let mut digits = itoa::Buffer::new();
                self.out.push_literal_and_str(start, digits.format(value));
            }
            (content, view) => return self.direct_other(member, content, view, open),
        }
        *open = Open::Previous(&direct.end);
        Ok(())
    }

    #[inline(never)]
    fn direct_other(
        &mut self,
        member: &'p MemberPlan,
        content: Content,
        view: View<'_>,
        open: &mut Open<'p>,
    ) -> Result<()> {
        let direct = &member.direct;
        match (content, view) {
            (Content::General, _) => return self.direct_general(member, view, open),
            (_, View::Null | View::Absent) if member.ty.is_nullable => {
                self.close(open);
                self.out.push_literal(&direct.nil);
                return Ok(());
            }
            (Content::Boolean, View::Bool(value)) => {
                let start = self.direct_start(direct, open);
                self.out.push_literal_and_str(start, clr::bool_text(value));
            }
            (Content::Boolean | Content::Unsigned | Content::Scalar, _) => {
                let start = self.direct_start(direct, open);
                self.out.push_literal(start);
                if let Err(error) = self.content(&member.ty, view) {
                    return Err(self.inside_of(&member.name, error));
                }
            }
            (Content::Object, View::Object(object)) if self.has_room() => match member.ty.object() {
                Some(plan @ ObjectPlan { body: Body::Class(class), .. }) if is_exactly(plan, object) => {
                    return self
                        .direct_content(member, open, |writer| writer.direct_object(plan, class, object));
                }
                _ => return self.direct_general(member, view, open),
            },
            (Content::List, View::List(list)) if self.has_room() => match member.ty.object() {
                Some(ObjectPlan { body: Body::Collection(collection), is_reference: false, .. })
                    if collection.declares.is_none() =>
                {
                    return self.direct_content(member, open, |writer| writer.direct_items(collection, list));
                }
                _ => return self.direct_general(member, view, open),
            },
            _ => return self.direct_general(member, view, open),
        }
        *open = Open::Previous(&direct.end);
        Ok(())
    }

    /// A member or an item with elements in it.
    fn direct_content(
        &mut self,
        member: &'p MemberPlan,
        open: &mut Open<'p>,
        content: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<()> {
        let start = self.direct_start(&member.direct, open);
        *open = Open::None;
        self.prefixes.enter();
        self.direct_nested(&member.name, (start, &member.direct.end), content)?;
        self.prefixes.leave();
        Ok(())
    }

    fn direct_items(&mut self, collection: &'p CollectionPlan, list: &dyn List) -> Result<()> {
        let mut open = Open::None;
        for index in 0..list.len() {
            self.direct_element(&collection.item, list.item(index), &mut open)?;
        }
        self.close(&mut open);
        Ok(())
    }

    /// An element that declares namespaces or names its type: from here on the prefixes depend on the place.
    #[cold]
    fn direct_general(&mut self, member: &'p MemberPlan, view: View<'_>, open: &mut Open<'p>) -> Result<()> {
        self.close(open);
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
