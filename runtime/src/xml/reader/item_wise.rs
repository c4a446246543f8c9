//! A list that is read item by item, from the parts of the document in which it comes.
//!
//! The list is found once ([`find_list`]); what is around it then stands in [`Around`], by which a decoder can
//! begin anywhere among the items ([`read_items`]).

use super::super::known::KnownTypes;
use super::super::tokenizer::{Next, Tag};
use super::super::{Paths, ReadOptions};
use super::Decoder;
use super::fast_path::{FastPath, NameForm};
use crate::contract::{Contract, Serializer, Type};
use crate::engine::Document;
use crate::error::{ErrorKind, Result};
use crate::items::Limit;
use crate::notice::NoticeBudget;
use crate::plan::{Body, ClassPlan, CollectionPlan, TypePlan};
use crate::value::List;
use std::borrow::Cow;

/// What is around the items of a list.
#[derive(Debug, Default)]
pub(crate) struct Around {
    /// The namespace declarations in scope, outermost first: each prefix with what it means.
    scope: Vec<(String, String)>,
    /// The names of the elements that are open, outermost first.
    path: Vec<String>,
    /// These names as they stand in the document, with their prefixes.
    tags: Vec<String>,
    /// The contracts of the objects that are open.
    contracts: Vec<&'static Contract>,
    /// Whether the list stands out of order, or something that it is in.
    is_out_of_order: bool,
}

impl Around {
    /// Returns the end tags of the elements that are open.
    pub(crate) fn closing(&self) -> String {
        self.tags.iter().rev().fold(String::new(), |closing, name| closing + "</" + name + ">")
    }
}

/// The elements from the root to a list, with the contracts of those around it.
#[derive(Default)]
struct OpenElements<'x> {
    tags: Vec<&'x str>,
    contracts: Vec<&'static Contract>,
    is_out_of_order: bool,
}

/// A member's element that was opened.
struct OpenMember<'x> {
    tag: Tag<'x>,
    is_out_of_order: bool,
}

/// A list that was found in a document.
pub(crate) struct FoundList {
    /// The position behind its start tag.
    pub(crate) pos: usize,
    pub(crate) around: Around,
}

/// The root of a document, and the members that lead from it to the list: each by its index in the contract's order.
#[derive(Clone, Copy)]
pub(crate) struct ListPath<'p> {
    pub(crate) root: &'p TypePlan,
    pub(crate) members: &'p [usize],
}

/// What a list is read with.
pub(crate) struct ItemReading<'r, 'o> {
    pub(crate) around: &'r Around,
    pub(crate) collection: &'r CollectionPlan,
    pub(crate) root: &'r Type,
    pub(crate) options: ReadOptions<'o>,
    pub(crate) max_item_size: usize,
    /// How many notices the hook may still get.
    pub(crate) notice_budget: &'r mut NoticeBudget,
}

/// How the items of a part of a document ended.
pub(crate) struct ItemsEnd {
    /// The position behind the last item that was read.
    pub(crate) pos: usize,
    /// `Ok` at the end tag of the list. The text may also end within an item: that is an error like any other.
    pub(crate) result: Result<()>,
}

/// Finds the list in a document; `None` if the document has no list there that has items.
pub(crate) fn find_list(
    document: Document<'_>,
    path: ListPath<'_>,
    options: ReadOptions<'_>,
) -> Result<Option<FoundList>> {
    let mut decoder =
        Decoder::new(document, &path.root.ty, options, (Paths::FastAndSlow, NoticeBudget::default()));
    match decoder.find_list(path) {
        Ok(None) => Ok(None),
        Ok(Some(OpenElements { tags, contracts, is_out_of_order })) => {
            let tokens = decoder.tokens;
            let scope =
                tokens.scope.iter().map(|(prefix, namespace)| ((*prefix).to_owned(), namespace.to_string()));
            let path = tokens.path.iter().map(|name| (*name).to_owned());
            let tags = tags.iter().map(|name| (*name).to_owned()).collect();
            let (scope, path) = (scope.collect(), path.collect());
            let around = Around { scope, path, tags, contracts, is_out_of_order };
            Ok(Some(FoundList { pos: tokens.pos, around }))
        }
        Err(error) => Err(decoder.locate(error)),
    }
}

/// Reads the items that a text begins with, up to the end tag of their list or the first one that cannot be read.
pub(crate) fn read_items(
    document: Document<'_>,
    list: &mut dyn List,
    reading: ItemReading<'_, '_>,
) -> ItemsEnd {
    let ItemReading { around, collection, root, options, max_item_size, notice_budget } = reading;
    let mut known = KnownTypes::new(options.known_types);
    for contract in &around.contracts {
        known.enter(Some(contract));
    }
    let budget = std::mem::take(notice_budget);
    let mut decoder = Decoder::new(document, root, options, (Paths::FastAndSlow, budget));
    decoder.is_item_wise = true;
    // The ordinary reader tries what stands out of order.
    decoder.is_tried = around.is_out_of_order;
    decoder.known = known;
    decoder.tokens.path.extend(around.path.iter().map(String::as_str));
    let scope =
        around.scope.iter().map(|(prefix, namespace)| (prefix.as_str(), Cow::Borrowed(namespace.as_str())));
    decoder.tokens.scope.extend(scope);
    let names = decoder.name_form(&collection.item.namespace);
    loop {
        let (pos, count) = (decoder.tokens.pos, list.len());
        let read = decoder.next_item(collection, list, &names).and_then(|next| {
            let length = decoder.tokens.pos - pos;
            if length > max_item_size { Err(Limit::Item.error(max_item_size)) } else { Ok(next) }
        });
        let result = match read {
            Ok(Next::Start) => {
                // What refers to another object refers to one of the same item.
                decoder.references = None;
                decoder.copied = 0;
                continue;
            }
            Ok(Next::End) => Ok(decoder.tokens.pos),
            Err(error) => Err(error),
        };
        *notice_budget = std::mem::take(&mut decoder.notice_budget);
        if result.is_err() {
            while list.len() > count {
                list.pop();
            }
        }
        return match result {
            Ok(end) => ItemsEnd { pos: end, result: Ok(()) },
            Err(error) => ItemsEnd { pos, result: Err(decoder.locate(error)) },
        };
    }
}

impl<'x> Decoder<'x, '_> {
    /// Reads up to the first item of a list; `None` if there is no such list, or none that has items.
    fn find_list(&mut self, path: ListPath<'_>) -> Result<Option<OpenElements<'x>>> {
        let mut open = OpenElements::default();
        self.tokens.prolog()?;
        let mut tag = self.tokens.start_tag()?;
        self.check_root(&tag, path.root)?;
        let mut ty = path.root;
        for &step in path.members {
            let Some(plan) = ty.object() else { return Ok(None) };
            let Body::Class(class) = &plan.body else { return Ok(None) };
            if !self.has_content(&tag, ty)? {
                return Ok(None);
            }
            open.tags.push(tag.name());
            open.contracts.extend(plan.contract);
            match self.find_member_element(class, step)? {
                Some(found) => {
                    tag = found.tag;
                    open.is_out_of_order |= found.is_out_of_order;
                }
                None => return Ok(None),
            }
            ty = &class.xml()[step].ty;
        }
        open.tags.push(tag.name());
        Ok(self.has_content(&tag, ty)?.then_some(open))
    }

    /// Returns whether an element has content that its declared type describes.
    fn has_content(&mut self, tag: &Tag<'x>, ty: &TypePlan) -> Result<bool> {
        if tag.is_empty || tag.is_nil || tag.reference.is_some() || tag.invalid.is_some() {
            return Ok(false);
        }
        let actual = match self.serializer {
            Serializer::DataContractSerializer => self.actual_type(ty, tag)?.is_some(),
            Serializer::XmlSerializer => self.actual_for_xml_serializer(ty, tag)?.is_some(),
        };
        if actual {
            let message = "`i:type` names another type than the declared one, in which no list can be read item by \
                           item";
            return Err(self.tokens.error(ErrorKind::UnknownType, message));
        }
        Ok(true)
    }

    /// Opens the element of a member, and skips those that are before it. Returns `None` where the document has it not,
    /// or where the ordinary reader would skip it.
    fn find_member_element(&mut self, class: &ClassPlan, member: usize) -> Result<Option<OpenMember<'x>>> {
        let is_ordered = self.options.strict && self.knows_order();
        let is_sequence = self.options.strict && !self.knows_order() && class.is_sequence;
        let mut expected = 0;
        while let Next::Start = self.tokens.next()? {
            let tag = self.tokens.start_tag()?;
            let found = self.find_member(class, &tag, expected);
            if found == Some(member) {
                let is_out_of_order =
                    self.knows_order() && expected > member && !class.xml()[member].is_required;
                return Ok(Some(OpenMember { tag, is_out_of_order }));
            }
            match found {
                Some(found) if (is_ordered || is_sequence) && found > member => return Ok(None),
                None if is_sequence => return Ok(None),
                Some(found) => expected = expected.max(found + 1),
                None => {}
            }
            self.tokens.skip_content(&tag)?;
            self.tokens.finish(&tag)?;
        }
        Ok(None)
    }

    /// Reads the next item of a list, or skips what is none; finds the end tag of the list if no more follow.
    fn next_item(
        &mut self,
        collection: &CollectionPlan,
        list: &mut dyn List,
        names: &NameForm<'x>,
    ) -> Result<Next> {
        match self.fast_item(collection, list, names)? {
            FastPath::Done => return Ok(Next::Start),
            FastPath::SwitchToSlow => {}
        }
        let next = self.tokens.next()?;
        if let Next::Start = next {
            self.item(collection, list)?;
        }
        Ok(next)
    }
}
