//! Objects with attributes or a text.

use super::any::AnyAttributes;
use super::set_flag;
use crate::clr;
use crate::contract::xml_serializer::DataType;
use crate::contract::{Primitive, SER, XML, XSI};
use crate::error::Result;
use crate::notice::{Notice, NoticeKind};
use crate::plan::{AttributePlan, Body, ClassPlan, MemberPlan, Placement, Shape, TypePlan};
use crate::value::{Object, Seen, Slot, View};
use crate::xml::reader::Decoder;
use crate::xml::reader::fast_path::NameForm;
use crate::xml::reader::progress::Progress;
use crate::xml::tokenizer::{Next, OtherAttribute, Pieces, Tag, WHITE_SPACE};

impl<'x> Decoder<'x, '_> {
    /// Reads an object that has attributes or a text.
    pub(in super::super) fn object_with_attributes(
        &mut self,
        class: &ClassPlan,
        object: &mut dyn Object,
        tag: &Tag<'x>,
    ) -> Result<()> {
        object.slots(&mut |slots| {
            self.attribute_members(class, slots, tag)?;
            self.own_namespaces(class, slots, tag)?;
            let takes_text = |member: &MemberPlan| match &member.placement {
                Placement::Text => true,
                Placement::Items(collection) => collection.is_mixed,
                Placement::AnyElements(any) => any.is_mixed,
                _ => false,
            };
            match class.xml().iter().position(takes_text) {
                None => self.members(class, slots, tag.into(), &NameForm::unknown()),
                Some(text) => self.members_and_text(class, text, slots, tag),
            }
        })
    }

    fn attribute_members(&mut self, class: &ClassPlan, slots: &mut [Slot<'_>], tag: &Tag<'x>) -> Result<()> {
        let any = class.attributes.iter().map(|attribute| &attribute.member);
        let mut any = any
            .into_iter()
            .find(|member| matches!(member.placement, Placement::AnyAttributes))
            .map(AnyAttributes::new);
        // As in .NET the one that names the type is among them.
        if let (Some(any), Some(ty), true) = (&mut any, &tag.ty, self.options.strict) {
            let prefix = self.tokens.find_prefix(XSI).unwrap_or("xsi");
            let ty = OtherAttribute { prefix, local: "type", namespace: XSI.to_owned(), value: ty.clone() };
            self.any_attribute(any, slots, &ty)?;
        }
        for other in &tag.others {
            let is_it = |attribute: &&AttributePlan| {
                let AttributePlan { member, is_qualified } = attribute;
                let namespace = if *is_qualified { &*member.namespace } else { "" };
                (member.name == other.local && namespace == other.namespace)
                    || (other.namespace == XML && member.name.strip_prefix("xml:") == Some(other.local))
            };
            let Some(AttributePlan { member, .. }) = class.attributes.iter().find(is_it) else {
                if let Some(any) = &mut any {
                    self.any_attribute(any, slots, other)?;
                    continue;
                }
                self.notify_of_attribute(other.local, &other.namespace, tag);
                continue;
            };
            let Some(slot) = slots.get_mut(member.index) else { continue };
            self.attribute_value(member, slot.reborrow(), tag, &other.value)?;
            set_flag(member, slots);
        }
        Ok(())
    }

    fn notify_of_attribute(&mut self, name: &str, namespace: &str, tag: &Tag<'x>) {
        if namespace == SER || self.options.notices.is_none() {
            return;
        }
        let depth = self.tokens.path.len();
        let (namespace, offset) = (Some(namespace), Some(tag.start));
        self.pass_on(
            depth,
            Notice { kind: NoticeKind::Unknown, path: "", name, namespace, value: None, offset },
        );
    }

    pub(super) fn attribute_value(
        &mut self,
        member: &MemberPlan,
        slot: Slot<'_>,
        tag: &Tag<'x>,
        text: &str,
    ) -> Result<()> {
        let outer = self.hide(member);
        self.simple_value(slot, &member.ty, tag, text)?;
        self.tokens.secret_depth = outer;
        Ok(())
    }

    /// Reads a value of which the text is known: that of an attribute, or the text of an object.
    fn simple_value(&mut self, mut slot: Slot<'_>, ty: &TypePlan, tag: &Tag<'x>, text: &str) -> Result<()> {
        match (slot.reborrow(), ty.object().map(|plan| &plan.body)) {
            (Slot::Nullable(nullable), Some(Body::Collection(_))) => {
                self.simple_value(nullable.fill(), ty, tag, text)
            }
            (Slot::Value(value), Some(Body::Collection(_))) => match value.fill(&ty.ty) {
                Some(slot) => self.simple_value(slot, ty, tag, text),
                None => Err(self.unfit(ty)),
            },
            (Slot::List(list), Some(Body::Collection(collection))) => {
                list.clear();
                // As in .NET single blanks separate the items, so that an empty text is an item.
                let is_text = matches!(collection.item.ty.shape, Shape::Primitive(Primitive::String));
                text.split(' ').try_for_each(|text| {
                    if text.is_empty() && !is_text && !self.options.strict {
                        return Ok(());
                    }
                    self.simple_value(list.push(), &collection.item.ty, tag, text)
                })
            }
            (Slot::Value(value), body) => {
                let is_enum = matches!(body, Some(Body::Enum(_)));
                match value.fill(&ty.ty) {
                    Some(slot) if is_enum || body.is_none() => self.simple_value(slot, ty, tag, text),
                    _ => Err(self.unfit(ty)),
                }
            }
            (_, Some(Body::Enum(contract))) => self.enumeration(&mut slot, ty, contract, tag, text),
            (_, None) => match (&ty.shape, ty.data_type) {
                // As in .NET half a byte at the end is lost here.
                (Shape::Primitive(_), Some(DataType::HexBinary))
                    if text.len() % 2 == 1 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) =>
                {
                    self.of_data_type(&mut slot, ty, DataType::HexBinary, &text[..text.len() - 1])
                }
                (Shape::Primitive(_), Some(data_type)) => self.of_data_type(&mut slot, ty, data_type, text),
                (Shape::Primitive(Primitive::String), None) => self.put(&mut slot, ty, View::Str(text)),
                // .NET has the whole text here, trims it, and takes it for base64 as JSON's: an element's it reads in
                // groups.
                (Shape::Primitive(Primitive::Bytes), None) => {
                    let bytes = clr::parse_base64(text.trim()).map_err(|error| self.no_value(&error))?;
                    self.put(&mut slot, ty, View::Bytes(&bytes))
                }
                (Shape::Primitive(primitive), None) => {
                    self.primitive(&mut slot, ty, *primitive, text).map_err(|error| self.no_value(&error))?
                }
                _ => Err(self.unfit(ty)),
            },
            _ => Err(self.unfit(ty)),
        }
    }

    /// Reads the elements of an object and the texts between them. Of a single value the last one counts; lists take
    /// them all.
    fn members_and_text(
        &mut self,
        class: &ClassPlan,
        place: usize,
        slots: &mut [Slot<'_>],
        tag: &Tag<'x>,
    ) -> Result<()> {
        let text = &class.xml()[place];
        let is_single = matches!(text.placement, Placement::Text) && !text.ty.is_collection();
        let is_string = is_single && matches!(text.ty.shape, Shape::Primitive(Primitive::String));
        let pieces = if is_string { Pieces::Last } else { Pieces::Joined };
        let mut seen = Seen::new(class.xml().len());
        let mut progress = Progress::new(&mut seen, 0);
        let mut last: Option<String> = None;
        loop {
            let mut piece = String::new();
            let next = if tag.is_empty { Next::End } else { self.tokens.text_piece(&mut piece, pieces)? };
            if !piece.trim_matches(WHITE_SPACE).is_empty() {
                if is_single {
                    last = Some(piece);
                } else {
                    self.text_item(text, slots, &piece, !progress.lacks(place))?;
                    progress.mark(place);
                }
            }
            match next {
                Next::Start => self.member(class, slots, &mut progress)?,
                Next::End => break,
            }
        }
        if let (Some(piece), Some(slot)) = (last, slots.get_mut(text.index)) {
            let piece = if is_string { piece.trim_start_matches(WHITE_SPACE) } else { piece.as_str() };
            self.attribute_value(text, slot.reborrow(), tag, piece)?;
            set_flag(text, slots);
        }
        self.missing_members(class, slots, &seen, tag.into())?;
        if self.options.strict {
            Self::fill_missing_lists(class, slots, &seen);
        }
        Ok(())
    }
}
