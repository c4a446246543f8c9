//! What `XmlSerializer` reads otherwise than `DataContractSerializer`: members in any order, attributes, texts,
//! choices, lists without an element around them, and actual types by their places.

use super::super::tokenizer::{Next, Tag};
use super::Decoder;
use super::fast_path::NameForm;
use super::progress::Progress;
use crate::clr;
use crate::contract::xml_serializer::DataType;
use crate::contract::{Contract, ContractRef, Primitive, Serializer, Type, WSDL, XML, XSD};
use crate::error::{ErrorKind, Result};
use crate::notice::{Notice, NoticeKind};
use crate::plan::xml_serializer::{KnownClasses, Place, included, primitive_name, type_name};
use crate::plan::{
    AttributePlan, Body, ClassPlan, CollectionPlan, MemberPlan, ObjectPlan, Placement, Shape, TypePlan,
};
use crate::value::{List, Object, Seen, Slot, View};

impl<'x> Decoder<'x, '_> {
    /// Returns whether the order of members means anything.
    pub(super) fn knows_order(&self) -> bool {
        self.serializer == Serializer::DataContractSerializer
    }

    /// Reads the root. .NET makes an empty list of one that is nil.
    pub(super) fn root_for_xml_serializer(
        &mut self,
        mut slot: Slot<'_>,
        ty: &TypePlan,
        tag: &Tag<'x>,
    ) -> Result<()> {
        if !tag.is_nil || ty.ty.is_value_type() {
            self.refuse_comment(ty)?;
        }
        let is_nullable = match ty.ty {
            Type::Contract(contract) => {
                ty.is_nullable && contract.get().xml_serializer().root_is_nullable != Some(false)
            }
            _ => ty.is_nullable,
        };
        // An empty one is zero, nil or not.
        if matches!(ty.ty, Type::Primitive(Primitive::TimeSpan)) {
            return self.checked_value(slot, ty, &tag.without_attributes());
        }
        if matches!(ty.shape, Shape::Primitive(_)) && ty.ty.is_value_type() {
            return self.value_without_attributes(slot, ty, tag);
        }
        let ignores_nil = tag.invalid.is_some() || (tag.is_nil && self.options.strict);
        if ignores_nil && !is_nullable {
            return self.checked_value(slot, ty, &tag.without_nil());
        }
        self.refuse_invalid(tag)?;
        self.checked_value(slot.reborrow(), ty, tag)?;
        let is_list = matches!(ty.object(), Some(ObjectPlan { body: Body::Collection(_), .. }));
        if self.options.strict && is_list && !matches!(ty.ty, Type::Array(_)) {
            fill_list(slot, ty);
        }
        Ok(())
    }

    /// Refuses an `object` without a type that has anything in it: .NET makes XML nodes of that, which no value here
    /// can be.
    pub(super) fn refuse_nodes(&mut self, tag: &Tag<'x>) -> Result<()> {
        let start = self.tokens.pos;
        let mut text = String::new();
        let next = if tag.is_empty { Next::End } else { self.tokens.text_piece(&mut text)? };
        self.tokens.pos = start;
        let is_blank = text.trim_matches([' ', '\t', '\r', '\n']).is_empty();
        if tag.others.is_empty() && is_blank && matches!(next, Next::End) {
            return Ok(());
        }
        let message = "an `object` with content needs `xsi:type`, which says what the content is";
        Err(self.tokens.error(ErrorKind::UnknownType, message))
    }

    fn known_classes(&self) -> &KnownClasses {
        self.known_classes.get_or_init(|| Box::new(KnownClasses::of_root(&self.root)))
    }

    /// Reads an object that has attributes or a text.
    pub(super) fn object_with_attributes(
        &mut self,
        class: &ClassPlan,
        object: &mut dyn Object,
        tag: &Tag<'x>,
    ) -> Result<()> {
        object.slots(&mut |slots| {
            self.attribute_members(class, slots, tag)?;
            let text = class.xml().iter().find(|member| matches!(member.placement, Placement::Text));
            match text {
                None => self.members(class, slots, tag.into(), &NameForm::unknown()),
                Some(text) => self.members_and_text(class, text, slots, tag),
            }
        })
    }

    fn attribute_members(&mut self, class: &ClassPlan, slots: &mut [Slot<'_>], tag: &Tag<'x>) -> Result<()> {
        for other in &tag.others {
            let is_it = |attribute: &&AttributePlan| {
                let AttributePlan { member, is_qualified } = attribute;
                let namespace = if *is_qualified { &*member.namespace } else { "" };
                (member.name == other.local && namespace == other.namespace)
                    || (other.namespace == XML && member.name.strip_prefix("xml:") == Some(other.local))
            };
            let Some(AttributePlan { member, .. }) = class.attributes.iter().find(is_it) else {
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
        if namespace == crate::contract::SER || self.options.notices.is_none() {
            return;
        }
        let depth = self.tokens.path.len();
        let (namespace, offset) = (Some(namespace), Some(tag.start));
        self.pass_on(
            depth,
            Notice { kind: NoticeKind::Unknown, path: "", name, namespace, value: None, offset },
        );
    }

    fn attribute_value(
        &mut self,
        member: &MemberPlan,
        slot: Slot<'_>,
        tag: &Tag<'x>,
        text: &str,
    ) -> Result<()> {
        let outer = self.tokens.secret_depth;
        if member.is_secret {
            self.tokens.secret_depth = outer.or(Some(self.tokens.path.len()));
        }
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
                (Shape::Primitive(primitive), None) => {
                    self.primitive(&mut slot, ty, *primitive, text).map_err(|error| self.no_value(&error))?
                }
                _ => Err(self.unfit(ty)),
            },
            _ => Err(self.unfit(ty)),
        }
    }

    /// Reads the elements of an object and the text between them, of which the last piece counts.
    fn members_and_text(
        &mut self,
        class: &ClassPlan,
        text: &MemberPlan,
        slots: &mut [Slot<'_>],
        tag: &Tag<'x>,
    ) -> Result<()> {
        let mut seen = Seen::new(class.xml().len());
        let mut progress = Progress::new(&mut seen, 0);
        let mut last: Option<String> = None;
        loop {
            let mut piece = String::new();
            let next = if tag.is_empty { Next::End } else { self.tokens.text_piece(&mut piece)? };
            if !piece.trim_matches([' ', '\t', '\r', '\n']).is_empty() {
                last = Some(piece);
            }
            match next {
                Next::Start => self.member(class, slots, &mut progress)?,
                Next::End => break,
            }
        }
        if let (Some(piece), Some(slot)) = (last, slots.get_mut(text.index)) {
            let piece = match &text.ty.shape {
                Shape::Primitive(Primitive::String) => piece.trim_start_matches([' ', '\t', '\r', '\n']),
                _ => piece.as_str(),
            };
            self.attribute_value(text, slot.reborrow(), tag, piece)?;
            set_flag(text, slots);
        }
        self.missing_members(class, slots, &seen, tag.into())
    }

    /// Reads one member, whichever stands here, or skips an element that is none.
    pub(super) fn member_for_xml_serializer(
        &mut self,
        class: &ClassPlan,
        slots: &mut [Slot<'_>],
        progress: &mut Progress<'_>,
    ) -> Result<()> {
        let tag = self.tokens.start_tag()?;
        let expected = progress.expected();
        let found = self.find_member(class, &tag, expected);
        let is_sequence = self.options.strict && class.is_sequence;
        let Some(place) = found else {
            self.skip_with_notice(&tag, NoticeKind::Unknown)?;
            return if is_sequence { self.lose_the_rest() } else { Ok(()) };
        };
        let named = &class.xml()[place];
        // The member behind one of its names, and which of its elements it is.
        let (place, element) = match named.placement {
            Placement::OneOf { member, place } => (member, place),
            _ => (place, 0),
        };
        let member = &class.xml()[place];
        let repeats = matches!(member.placement, Placement::Items(_));
        let is_again = !progress.lacks(place);
        if is_sequence && (place < expected) && !(repeats && place + 1 == expected) {
            self.skip_with_notice(&tag, NoticeKind::OutOfOrder)?;
            return self.lose_the_rest();
        }
        let Some(slot) = slots.get_mut(member.index).filter(|slot| !matches!(slot, Slot::Absent)) else {
            return Err(self.tokens.error(ErrorKind::Value, "the value has no place for this member"));
        };
        let is_list = member.ty.object().is_some_and(|plan| matches!(plan.body, Body::Collection(_)));
        match &member.placement {
            Placement::Items(collection) => {
                let outer = self.hide(member);
                self.flat_item(collection, element, slot.reborrow(), member, is_again, &tag)?;
                self.tokens.secret_depth = outer;
            }
            _ if is_again && !is_list => return self.skip_with_notice(&tag, NoticeKind::Duplicate),
            // As in .NET the value that is there already stays where one with a default is empty.
            Placement::Element
                if tag.is_empty && member.default_value.is_some() && member.ty.ty.is_value_type() =>
            {
                self.tokens.skip_content(&tag)?;
            }
            Placement::Choice(choices) => {
                let choice = choices.get(element).unwrap_or(member);
                let outer = self.hide(member);
                self.member_or_nil(choice, slot.reborrow(), &tag)?;
                self.tokens.secret_depth = outer;
            }
            // A list takes what stands there again; an array begins anew.
            _ if is_again && !matches!(member.ty.ty, Type::Array(_)) => {
                if tag.is_nil {
                    self.tokens.skip_content(&tag)?;
                } else {
                    self.more_items(slot.reborrow(), &member.ty, &tag)?;
                }
            }
            _ => self.member_or_nil(member, slot.reborrow(), &tag)?,
        }
        self.tokens.finish(&tag)?;
        progress.mark(place);
        set_flag(member, slots);
        Ok(())
    }

    /// Hides what is read from here on, if the member is secret; returns what was hidden before.
    fn hide(&mut self, member: &MemberPlan) -> Option<usize> {
        let outer = self.tokens.secret_depth;
        if member.is_secret {
            self.tokens.secret_depth = outer.or(Some(self.tokens.path.len()));
        }
        outer
    }

    /// Reads a member's value. In strict mode nil counts only where .NET would write it.
    pub(super) fn member_or_nil(&mut self, member: &MemberPlan, slot: Slot<'_>, tag: &Tag<'x>) -> Result<()> {
        let is_list = member.ty.object().is_some_and(|plan| matches!(plan.body, Body::Collection(_)));
        // A value type has no null; as in .NET what is nil is as good as empty then.
        let is_value = !member.ty.is_nullable;
        if tag.invalid.is_some() && (!member.takes_nil || is_value) && !is_list {
            // .NET does not look at nil here, whatever it may say.
            return self.member_value(member, slot, &tag.without_nil());
        }
        if !tag.is_nil || (!self.options.strict && !is_value) {
            return self.member_value(member, slot, tag);
        }
        if is_list {
            if !matches!(member.ty.ty, Type::Array(_)) {
                fill_list(slot, &member.ty);
            }
            return self.tokens.skip_content(tag);
        }
        if member.takes_nil {
            return self.member_value(member, slot, tag);
        }
        self.member_value(member, slot, &tag.without_nil())
    }

    /// Refuses what is nil and of a type that is not known: .NET looks at the type first.
    pub(super) fn check_type_of_nil(&self, ty: &TypePlan, tag: &Tag<'x>) -> Result<()> {
        let looks_at_type = !matches!(ty.shape, Shape::Object);
        if self.options.strict && self.serializer == Serializer::XmlSerializer && looks_at_type {
            self.actual_for_xml_serializer(ty, tag)?;
        }
        Ok(())
    }

    /// Refuses a comment in the text of a root that is a simple value, which .NET reads by simpler means than others.
    fn refuse_comment(&self, ty: &TypePlan) -> Result<()> {
        let is_simple = matches!(ty.ty, Type::Primitive(primitive) if !matches!(primitive, Primitive::DateTimeOffset | Primitive::Bytes));
        if self.options.strict && is_simple && self.comment() != Comment::None {
            return Err(self.tokens.error(ErrorKind::Unexpected, "a comment stands in the text of the root"));
        }
        Ok(())
    }

    /// Refuses text behind a comment in a simple value whose type `xsi:type` says.
    pub(super) fn refuse_text_behind_comment(&self, ty: &TypePlan) -> Result<()> {
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

    /// Skips all that follows in an object: what .NET loses once a sequence is broken.
    fn lose_the_rest(&mut self) -> Result<()> {
        while let Next::Start = self.tokens.next()? {
            let tag = self.tokens.start_tag()?;
            self.skip_with_notice(&tag, NoticeKind::OutOfOrder)?;
        }
        Ok(())
    }

    /// Reads one item of a list that has no element around its items.
    fn flat_item(
        &mut self,
        collection: &CollectionPlan,
        element: usize,
        slot: Slot<'_>,
        member: &MemberPlan,
        is_again: bool,
        tag: &Tag<'x>,
    ) -> Result<()> {
        match slot {
            Slot::Nullable(nullable) => {
                let slot = if is_again { nullable.keep() } else { nullable.fill() };
                self.flat_item(collection, element, slot, member, is_again, tag)
            }
            Slot::Value(value) => {
                if !is_again && value.fill(&member.ty.ty).is_none() {
                    return Err(self.unfit(&member.ty));
                }
                self.flat_item(collection, element, value.content_slot(), member, true, tag)
            }
            Slot::List(list) => {
                if !is_again {
                    list.clear();
                }
                let item = collection.choices.get(element).unwrap_or(&collection.item);
                self.member_or_nil(item, list.push(), tag)
            }
            _ => Err(self.unfit(&member.ty)),
        }
    }

    /// Reads the items of a list that stands a second time, behind those that it has.
    fn more_items(&mut self, slot: Slot<'_>, ty: &TypePlan, tag: &Tag<'x>) -> Result<()> {
        match (slot, ty.object().map(|plan| &plan.body)) {
            (Slot::Nullable(nullable), _) => self.more_items(nullable.keep(), ty, tag),
            (Slot::Value(value), _) => {
                if value.ty().is_none() {
                    value.fill(&ty.ty);
                }
                self.more_items(value.content_slot(), ty, tag)
            }
            (Slot::List(list), Some(Body::Collection(collection))) => {
                let names = self.name_form(&collection.item.namespace);
                self.items(collection, list, tag.into(), &names)
            }
            _ => Err(self.unfit(ty)),
        }
    }

    /// Reads an item that is one of several elements, or skips an element that is none.
    #[cold]
    #[inline(never)]
    pub(super) fn chosen_item(
        &mut self,
        collection: &CollectionPlan,
        list: &mut dyn List,
        tag: &Tag<'x>,
    ) -> Result<()> {
        let namespace = self.tokens.namespace_of(tag);
        let is_it = |choice: &&MemberPlan| choice.name == tag.local && *choice.namespace == *namespace;
        match collection.choices.iter().find(is_it) {
            Some(choice) => {
                self.value(list.push(), &choice.ty, tag)?;
                self.tokens.finish(tag)
            }
            None => self.skip_with_notice(tag, NoticeKind::Unknown),
        }
    }

    /// Gives lists that are missing no items: .NET makes them before it reads.
    pub(super) fn fill_missing_lists(class: &ClassPlan, slots: &mut [Slot<'_>], seen: &Seen) {
        for place in seen.unmarked(class.xml().len()) {
            let member = &class.xml()[place];
            let is_list = member.ty.object().is_some_and(|plan| matches!(plan.body, Body::Collection(_)));
            if is_list
                && !matches!(member.ty.ty, Type::Array(_))
                && !matches!(member.placement, Placement::OneOf { .. })
                && let Some(slot) = slots.get_mut(member.index)
            {
                fill_list(slot.reborrow(), &member.ty);
            }
        }
        for AttributePlan { member, .. } in &class.attributes {
            let is_list = member.ty.object().is_some_and(|plan| matches!(plan.body, Body::Collection(_)));
            if is_list
                && !matches!(member.ty.ty, Type::Array(_))
                && let Some(slot) = slots.get_mut(member.index)
            {
                fill_list(slot.reborrow(), &member.ty);
            }
        }
    }

    /// Returns the plan of an object's class where a type is declared.
    pub(super) fn plan_at<'p>(&self, contract: &'static Contract, ty: &'p TypePlan) -> &'p ObjectPlan {
        match ty.object() {
            Some(declared) if declared.is_of(contract) => declared,
            declared => {
                let known = self.known_classes().find(contract, declared);
                let place = match declared {
                    Some(declared) => Place::in_object(&declared.name.namespace, declared),
                    None => Place::new(""),
                };
                known.unwrap_or_else(|| contract.xml_serializer_plan(place))
            }
        }
    }

    /// Returns the contract that `xsi:type` names, of those that a Rust type can be.
    pub(super) fn known_contract(
        &self,
        declared: &TypePlan,
        known: &[ContractRef],
        name: &str,
        namespace: &str,
    ) -> Option<&'static Contract> {
        known.iter().map(|known| known.get()).find(|contract| {
            let plan = self
                .known_classes()
                .find(contract, declared.object())
                .or_else(|| included(contract, declared.object()));
            let namespaces = if self.options.strict { [namespace, namespace] } else { [namespace, ""] };
            plan.is_some_and(|plan| {
                plan.name.name == name && namespaces.contains(&plan.name.namespace.as_str())
            })
        })
    }

    /// Returns the plan of the type that `xsi:type` names, where it is not the declared one.
    pub(super) fn actual_for_xml_serializer(
        &self,
        declared: &TypePlan,
        tag: &Tag<'x>,
    ) -> Result<Option<TypePlan>> {
        let Some(name) = &tag.ty else { return Ok(None) };
        let (name, namespace) = self.tokens.resolve_type(name);
        let object = declared.object();
        match (&declared.shape, object.map(|plan| &plan.body)) {
            // To .NET it is a class without members that it could read.
            (Shape::Primitive(Primitive::DateTimeOffset), _) => {
                let is_own = name == type_name(&declared.ty) || !self.options.strict;
                return if is_own { Ok(None) } else { Err(self.unknown_type(&name, &namespace)) };
            }
            // .NET does not look at the types of these.
            (Shape::Primitive(_), _) | (_, Some(Body::Enum(_) | Body::Collection(_))) => return Ok(None),
            (Shape::Object, _) => {
                if namespace == XSD && name == "anyType" {
                    return Ok(None);
                }
                if let Some((primitive, data_type)) = primitive(&name, &namespace) {
                    let plan = TypePlan::for_xml_serializer(&Type::Primitive(primitive), Place::new(""));
                    return Ok(Some(TypePlan { data_type, ..plan }));
                }
                let collection = self.known_classes().collections().iter().find(|ty| type_name(ty) == name);
                if let Some(ty) = collection {
                    return Ok(Some(TypePlan::for_xml_serializer(ty, Place::new(""))));
                }
            }
            _ => {
                let is_own = |plan: &ObjectPlan| plan.name.name == name && plan.name.namespace == namespace;
                let has_prefix = !self.tokens.has_unknown_prefix(tag.ty.as_deref().unwrap_or_default());
                if object.is_some_and(is_own) && (has_prefix || !self.options.strict) {
                    return Ok(None);
                }
            }
        }
        if self.options.strict && self.tokens.has_unknown_prefix(tag.ty.as_deref().unwrap_or_default()) {
            return Err(self.unknown_type(&name, &namespace));
        }
        // A bare name means no namespace to those who write, whatever is the default here.
        let namespaces = if self.options.strict { [namespace.as_str(); 2] } else { [namespace.as_str(), ""] };
        let find = |namespace: &&str| self.known_classes().find_name(&name, namespace, object);
        match namespaces.iter().find_map(find).and_then(|plan| Some((plan, plan.contract?))) {
            Some((plan, contract)) => {
                let ty = Type::Contract(ContractRef::Known(contract));
                Ok(Some(TypePlan::for_xml_serializer(&ty, Place::in_object(&plan.name.namespace, plan))))
            }
            None => Err(self.unknown_type(&name, &namespace)),
        }
    }

    /// Reads a text in the form of an XML Schema type.
    pub(super) fn of_data_type(
        &mut self,
        slot: &mut Slot<'_>,
        ty: &TypePlan,
        data_type: DataType,
        text: &str,
    ) -> Result<()> {
        let wrong = |expected| self.tokens.error(ErrorKind::Value, format!("the text is not {expected}"));
        match (data_type, &ty.shape) {
            (DataType::Date, _) => {
                let date = clr::parse_date(text).ok_or_else(|| wrong("a date, such as `2024-10-15`"))?;
                self.put(slot, ty, View::DateTime(&date))
            }
            (DataType::Time, _) => {
                let time = clr::parse_time(text).ok_or_else(|| wrong("a time, such as `05:29:19`"))?;
                self.put(slot, ty, View::DateTime(&time))
            }
            (DataType::HexBinary, _) => {
                let bytes = hex(text).ok_or_else(|| wrong("an even number of hexadecimal digits"))?;
                self.put(slot, ty, View::Bytes(&bytes))
            }
            (data_type, _) if data_type.is_name() => {
                let text = crate::contract::decode_name(text.trim_matches([' ', '\t', '\r', '\n']));
                self.put(slot, ty, View::Str(&text))
            }
            _ => self.put(slot, ty, View::Str(text.trim_matches([' ', '\t', '\r', '\n']))),
        }
    }
}

/// Where a comment stands in a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Comment {
    None,
    /// Nothing but white space is behind it.
    AtEnd,
    BeforeText,
}

/// Notes that a member is there, where its class has a flag for that.
fn set_flag(member: &MemberPlan, slots: &mut [Slot<'_>]) {
    if let Some(slot) = member.specified.and_then(|flag| slots.get_mut(flag)) {
        match slot {
            Slot::Value(value) => **value = crate::value::dynamic::Value::Boolean(true),
            slot => {
                slot.set(View::Bool(true));
            }
        }
    }
}

/// Makes a list that is null an empty one.
fn fill_list(slot: Slot<'_>, ty: &TypePlan) {
    match slot {
        Slot::Nullable(nullable) => {
            nullable.keep();
        }
        Slot::Value(value) if value.ty().is_none() => {
            value.fill(&ty.ty);
        }
        _ => {}
    }
}

/// Returns the primitive that `xsi:type` names, and the type of XML Schema where that is another.
fn primitive(name: &str, namespace: &str) -> Option<(Primitive, Option<DataType>)> {
    let of = |primitive: &Primitive| match primitive {
        Primitive::Guid | Primitive::Char | Primitive::TimeSpan => WSDL,
        _ => XSD,
    };
    Primitive::ALL
        .into_iter()
        .filter(|primitive| !matches!(primitive, Primitive::DateTimeOffset | Primitive::Uri))
        .find(|primitive| primitive_name(*primitive) == name && of(primitive) == namespace)
        .map(|primitive| (primitive, None))
        .or_else(|| {
            let data_type = DataType::from_name(name).filter(|_| namespace == XSD)?;
            let primitive = match data_type {
                DataType::Date | DataType::Time => Primitive::DateTime,
                DataType::HexBinary => Primitive::Bytes,
                _ => Primitive::String,
            };
            Some((primitive, Some(data_type)))
        })
}

fn hex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text
        .chars()
        .filter(|c| !c.is_ascii_whitespace())
        .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect::<Option<_>>()?;
    digits.len().is_multiple_of(2).then(|| digits.chunks(2).map(|two| two[0] << 4 | two[1]).collect())
}
