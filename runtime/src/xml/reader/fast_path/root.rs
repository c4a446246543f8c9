//! The root element.

use super::super::Decoder;
use super::super::progress::{ClassType, Element};
use super::{FastPath, NameForm};
use crate::contract::{Serializer, XSD, XSI};
use crate::error::Result;
use crate::plan::{Body, TypePlan};
use crate::raw::{self, Literal};
use crate::value::Slot;
use std::borrow::Cow;

impl Decoder<'_, '_> {
    /// Reads a root as .NET writes it: an object of just the declared class.
    pub(in super::super) fn fast_root(&mut self, slot: &mut Slot<'_>, ty: &TypePlan) -> Result<FastPath> {
        let Some(plan) = ty.object().filter(|plan| !plan.is_abstract) else {
            return Ok(FastPath::SwitchToSlow);
        };
        let Body::Class(class) = &plan.body else { return Ok(FastPath::SwitchToSlow) };
        let root = &class.root;
        let is_it = |start: &&Literal| raw::starts_with(self.tokens.rest(), start);
        let found = [Some(&root.start), root.other_start.as_ref()].into_iter().flatten().find(is_it);
        let Some(tag) = found.filter(|_| root.has_plain_namespace && class.has_fast_root) else {
            return Ok(FastPath::SwitchToSlow);
        };
        if !self.may_nest() {
            return Ok(FastPath::SwitchToSlow);
        }
        let object = super::element::filled_object(slot, ty).filter(|object| plan.is_exactly(*object));
        let Some(object) = object else { return Ok(FastPath::SwitchToSlow) };
        let tokens = &mut self.tokens;
        let start = tokens.pos;
        tokens.pos += tag.len();
        match self.serializer {
            Serializer::DataContractSerializer => tokens.scope.push(("i", Cow::Borrowed(XSI))),
            Serializer::XmlSerializer => {
                tokens.scope.push(("xsi", Cow::Borrowed(XSI)));
                tokens.scope.push(("xsd", Cow::Borrowed(XSD)));
            }
        }
        let namespace = plan.name.namespace.len();
        if namespace > 0 {
            // `xmlns=".."` comes last.
            let end = tokens.pos - 2;
            tokens.scope.push(("", Cow::Borrowed(&tokens.text[end - namespace..end])));
        }
        let name = &tokens.text[start + 1..][..root.end.len() - "</>".len()];
        tokens.path.push(name);
        let names = if self.may_nest() { NameForm::plain() } else { NameForm::unknown() };
        let element = Element { start, is_empty: false };
        self.class_members(ClassType { plan, class }, object, element, &names)?;
        if raw::starts_with(self.tokens.rest(), &root.end) {
            self.tokens.pos += root.end.len();
        } else {
            self.tokens.end_tag(name)?;
        }
        self.tokens.path.pop();
        Ok(FastPath::Done)
    }
}
