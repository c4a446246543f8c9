//! Members, items and entries: one element each.

use super::super::prefixes::{Prefix, Prefixes};
use super::super::{Content, Tags};
use super::{Writer, required_left_out};
use crate::contract::Serializer;
use crate::error::Result;
use crate::plan::Emission;
use crate::plan::{ClassPlan, CollectionPlan, DictionaryPlan, MemberPlan, Placement};
use crate::raw::Literal;
use crate::value::{List, Map, Object, View};
use std::sync::Arc;

/// The prefix of the namespace that was looked for last. It stays the same for all elements of one object or
/// list, whose scope is the same.
#[derive(Default)]
pub(super) struct LastPrefix<'p>(Option<(&'p Arc<str>, Option<Prefix<'p>>)>);

impl<'p> LastPrefix<'p> {
    #[inline]
    fn prefix(&mut self, namespace: &'p Arc<str>, prefixes: &Prefixes<'p>) -> Option<Prefix<'p>> {
        match self.0 {
            Some((last, prefix)) if Arc::ptr_eq(last, namespace) => prefix,
            _ => {
                let prefix = prefixes.find(namespace);
                self.0 = Some((namespace, prefix));
                prefix
            }
        }
    }
}

impl<'p> Writer<'p, '_> {
    pub(super) fn members(&mut self, class: &'p ClassPlan, object: &dyn Object) -> Result<()> {
        let mut result = Ok(());
        let mut last_prefix = LastPrefix::default();
        object.views(&mut |views| {
            result = self.attributes(class, views).and_then(|()| {
                class.xml().iter().try_for_each(|member| match &member.linked {
                    None => {
                        let view = views.get(member.index).copied().unwrap_or(View::Absent);
                        self.member(member, view, &mut last_prefix)
                    }
                    Some(linked) => self.linked_member(member, linked, views, &mut last_prefix),
                })
            });
        });
        result
    }

    pub(super) fn member(
        &mut self,
        member: &'p MemberPlan,
        view: View<'_>,
        last_prefix: &mut LastPrefix<'p>,
    ) -> Result<()> {
        match member.emission(view) {
            Emission::Written => {}
            Emission::LeftOut => return Ok(()),
            Emission::RequiredLeftOut => {
                self.path.push(&member.name);
                return Err(required_left_out());
            }
        }
        self.element(member, view, last_prefix).map_err(|error| member.error_of_value(error))
    }

    /// An element of a member, an item, a key or a value. `last_prefix` is for all such elements of one
    /// object or list.
    #[inline]
    pub(super) fn element(
        &mut self,
        member: &'p MemberPlan,
        view: View<'_>,
        last_prefix: &mut LastPrefix<'p>,
    ) -> Result<()> {
        match &member.tags {
            Some(tags) if !matches!(view, View::Null | View::Absent) => {
                self.text_element(member, tags, view, last_prefix)
            }
            _ => self.any_element(member, view),
        }
    }

    /// An element whose content is text: its tags are ready made.
    fn text_element(
        &mut self,
        member: &'p MemberPlan,
        tags: &'p Tags,
        view: View<'_>,
        last_prefix: &mut LastPrefix<'p>,
    ) -> Result<()> {
        if self.prefixes.depth() >= self.options.max_depth {
            return self.any_element(member, view);
        }
        // It may turn out to be null, whose tag is another one.
        if let View::Converted(value) = view {
            return value.with(|view| self.element(member, view, last_prefix)).unwrap_or_else(|error| {
                self.path.push(&member.name);
                Err(error.when_written(&member.ty.ty))
            });
        }
        self.close_tag();
        let prefix = last_prefix.prefix(&member.namespace, &self.prefixes);
        let start = match prefix {
            Some(Prefix::Default) => &tags.start,
            None => {
                self.out.push_str(&tags.start_declared);
                Literal::empty()
            }
            Some(prefix) => {
                static START: Literal = Literal::short("<");
                self.out.push_literal(&START);
                prefix.write_bare(&mut self.out);
                &tags.prefixed
            }
        };
        if let (Content::Text, View::Str(text)) = (member.fast.content, view) {
            self.out.push_literal_and_text(start, text, self.options.line_end.as_str());
        } else {
            self.out.push_literal(start);
            if let Err(error) = self.content(&member.ty, view) {
                self.path.push(&member.name);
                return Err(error);
            }
        }
        match prefix {
            Some(Prefix::Default) | None => self.out.push_literal(&member.fast.end),
            Some(prefix) => {
                static END: Literal = Literal::short("</");
                self.out.push_literal(&END);
                prefix.write_bare(&mut self.out);
                self.out.push_literal(&tags.prefixed);
            }
        }
        Ok(())
    }

    /// Any element: it declares the namespace of its content.
    pub(super) fn any_element(&mut self, member: &'p MemberPlan, view: View<'_>) -> Result<()> {
        if !matches!(member.placement, Placement::Element) {
            return self.placed(member, view);
        }
        // What is left out of an object is not written anyway; of a collection are items that are null.
        if !member.takes_nil && !member.is_required && matches!(view, View::Null) {
            return Ok(());
        }
        if self.serializer == Serializer::XmlSerializer {
            let declared = self.namespaces_of(member.ty.object(), view)?;
            if !declared.is_empty() {
                return self.element_declaring(member, view, &declared);
            }
        }
        let element = self.start(&member.name, &member.namespace)?;
        if let Some(namespace) = &member.declares {
            self.prefixes.declare(namespace, &mut self.out);
        }
        self.content(&member.ty, view)?;
        self.end(&element);
        Ok(())
    }

    pub(super) fn collection(&mut self, collection: &'p CollectionPlan, list: &dyn List) -> Result<()> {
        // Once for all items; for a collection that is null the items' namespace is not declared.
        if let Some(namespace) = &collection.declares {
            self.prefixes.declare(namespace, &mut self.out);
        }
        if self.list.is_some() && self.is_marked(list) {
            self.find_items();
            return Ok(());
        }
        self.items(collection, list)
    }

    /// Writes the items of a collection, whose start tag may still lack its end.
    pub(super) fn items(&mut self, collection: &'p CollectionPlan, list: &dyn List) -> Result<()> {
        if !collection.choices.is_empty() {
            return (0..list.len()).try_for_each(|index| self.chosen(&collection.choices, list.item(index)));
        }
        let mut last_prefix = LastPrefix::default();
        (0..list.len())
            .try_for_each(|index| self.element(&collection.item, list.item(index), &mut last_prefix))
    }

    pub(super) fn dictionary(&mut self, dictionary: &'p DictionaryPlan, map: &dyn Map) -> Result<()> {
        map.entries(&mut |key, value| {
            let entry = self.start(&dictionary.entry_name, &dictionary.entry_namespace)?;
            let mut last_prefix = LastPrefix::default();
            self.element(&dictionary.key, key, &mut last_prefix)?;
            self.element(&dictionary.value, value, &mut last_prefix)?;
            self.end(&entry);
            Ok(())
        })
    }
}
