//! The root.

use super::super::super::raw;
use super::super::Reader;
use super::super::class::Element;
use super::Names;
use crate::contract::XSI;
use crate::contract::plan::{Body, TypePlan};
use crate::error::Result;
use crate::value::Slot;
use std::borrow::Cow;

impl Reader<'_, '_> {
    /// The root element as .NET writes it: an object of just the declared class. Whether it was one.
    pub(in super::super) fn foretold_root(&mut self, slot: &mut Slot<'_>, ty: &TypePlan) -> Result<bool> {
        let Some(plan) = ty.object().filter(|plan| !plan.is_abstract) else { return Ok(false) };
        let Body::Class(class) = &plan.body else { return Ok(false) };
        let root = &class.root;
        if !root.has_plain_namespace || !raw::starts_with(self.rest(), &root.start) || !self.has_room() {
            return Ok(false);
        }
        let Some(object) = super::content::filled_object(slot, ty).filter(|object| plan.is_exactly(*object))
        else {
            return Ok(false);
        };
        let start = self.pos;
        self.pos += root.start.len();
        self.scope.push(("i", Cow::Borrowed(XSI)));
        let namespace = plan.name.namespace.len();
        if namespace > 0 {
            // `xmlns=".."` comes last.
            let end = self.pos - 2;
            self.scope.push(("", Cow::Borrowed(&self.text[end - namespace..end])));
        }
        let name = &self.text[start + 1..][..plan.name.name.len()];
        self.path.push(name);
        let names = if self.has_room() { Names::plain() } else { Names::none() };
        self.class_members((plan, class), object, Element { start, is_empty: false }, &names)?;
        if raw::starts_with(self.rest(), &root.end) {
            self.pos += root.end.len();
        } else {
            self.end_tag(name)?;
        }
        self.path.pop();
        Ok(true)
    }
}
