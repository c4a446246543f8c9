//! What no contract describes: `XmlAnyElement`, `XmlAnyAttribute`, `XmlNamespaceDeclarations`.

use super::super::{Element, Writer, unrepresentable};
use crate::contract::{Contract, XML};
use crate::error::{Error, Result};
use crate::plan::{AnyElements, ClassPlan, MemberPlan, ObjectPlan};
use crate::value::View;
use crate::xml::nodes::{self, Nodes, Target};
use crate::xml::prefixes::Prefix;
use std::collections::HashSet;

/// A namespace that a value declares.
#[derive(Clone, Copy)]
pub(in super::super) struct Namespace<'p> {
    prefix: Prefix<'p>,
    namespace: &'p str,
}

/// Shows all texts of a list of strings.
fn texts(view: View<'_>, show: &mut dyn FnMut(&str) -> Result<()>) -> Result<()> {
    match view {
        View::Null | View::Absent => Ok(()),
        View::Str(text) => show(text),
        View::List(list) => (0..list.len()).try_for_each(|index| texts(list.item(index), show)),
        View::Converted(value) => value
            .with(|view| texts(view, show))
            .unwrap_or_else(|error| Err(unrepresentable(error.to_string()))),
        View::Shared(shared) => {
            let mut result = Ok(());
            shared.view(&mut |view| result = texts(view, show));
            result
        }
        View::Any(value) => texts(value.content(), show),
        _ => Err(unrepresentable("XML that no contract describes is a text")),
    }
}

impl<'p> Writer<'p, '_> {
    /// Returns the namespaces that a value declares by itself, where its class has a member for them.
    pub(in super::super) fn namespaces_of(
        &self,
        declared: Option<&ObjectPlan>,
        view: View<'_>,
    ) -> Result<Vec<Namespace<'p>>> {
        match view {
            View::Object(object) => {
                let contract = object.actual_contract().or_else(|| declared.and_then(|plan| plan.contract));
                let Some(index) = contract.and_then(Contract::namespaces_member) else {
                    return Ok(Vec::new());
                };
                let mut result = Ok(Vec::new());
                object.views(&mut |views| {
                    result = self.namespaces(views.get(index).copied().unwrap_or(View::Absent));
                });
                result
            }
            View::Converted(value) => {
                value.with(|view| self.namespaces_of(declared, view)).unwrap_or_else(|_| Ok(Vec::new()))
            }
            View::Shared(shared) => {
                let mut result = Ok(Vec::new());
                shared.view(&mut |view| result = self.namespaces_of(declared, view));
                result
            }
            View::Any(value) => self.namespaces_of(None, value.content()),
            _ => Ok(Vec::new()),
        }
    }

    fn namespaces(&self, view: View<'_>) -> Result<Vec<Namespace<'p>>> {
        let mut namespaces = Vec::new();
        texts(view, &mut |text| {
            nodes::attributes(text, |_, attributes| {
                for attribute in attributes {
                    let Some(prefix) = attribute.declares() else {
                        return Err(unrepresentable(
                            "XmlNamespaceDeclarations has declarations alone: `xmlns:p=\"urn:p\"`",
                        ));
                    };
                    let prefix = Prefix::named(self.plans.keep_text(prefix));
                    namespaces.push(Namespace { prefix, namespace: self.plans.keep_text(&attribute.value) });
                }
                Ok(())
            })
            .map_err(|error| nodes::no_xml(&error))
        })?;
        Ok(namespaces)
    }

    /// Begins an element that declares namespaces: its own name takes the prefix of the first that fits.
    pub(in super::super) fn start_declaring(
        &mut self,
        name: &'p str,
        namespace: &'p str,
        declared: &[Namespace<'p>],
    ) -> Result<Element<'p>> {
        let fits = |own: &&Namespace<'_>| own.prefix != Prefix::Default && own.namespace == namespace;
        match declared.iter().find(fits) {
            Some(own) => self.start_with(own.prefix, name, namespace),
            None => self.start(name, namespace),
        }
    }

    /// Writes an element that declares namespaces.
    pub(in super::super) fn element_declaring(
        &mut self,
        member: &'p MemberPlan,
        view: View<'_>,
        declared: &[Namespace<'p>],
    ) -> Result<()> {
        let element = self.start_declaring(&member.name, &member.namespace, declared)?;
        self.declare_namespaces(&element, declared)?;
        self.content(&member.ty, view)?;
        self.end(&element);
        Ok(())
    }

    /// Declares namespaces on an element as the value says.
    pub(in super::super) fn declare_namespaces(
        &mut self,
        element: &Element<'p>,
        declared: &[Namespace<'p>],
    ) -> Result<()> {
        for Namespace { prefix, namespace } in declared {
            // The name of the element stands without a prefix already.
            let is_of_element = *prefix == Prefix::Default
                && element.prefix == Prefix::Default
                && !self.prefixes.means("", namespace);
            if is_of_element || !self.prefixes.declare_named(*prefix, namespace, &mut self.out) {
                return Err(unrepresentable(
                    "XmlNamespaceDeclarations declares a prefix that the element has for another namespace",
                ));
            }
        }
        Ok(())
    }

    /// Writes the attributes that no other member is.
    pub(super) fn any_attributes(
        &mut self,
        class: &'p ClassPlan,
        member: &'p MemberPlan,
        view: View<'_>,
    ) -> Result<()> {
        let own = class.attributes.iter().filter(|own| !own.member.name.is_empty());
        let mut names: HashSet<(&str, &str)> = own
            .map(|own| (own.member.name.as_str(), if own.is_qualified { &*own.member.namespace } else { "" }))
            .collect();
        let result = texts(view, &mut |text| {
            nodes::attributes(text, |tokens, attributes| {
                for attribute in attributes.iter().filter(|attribute| attribute.declares().is_none()) {
                    let prefix = attribute.prefix;
                    let namespace =
                        if prefix.is_empty() { "" } else { tokens.find_namespace(prefix).unwrap_or("") };
                    let [prefix, local, namespace] =
                        [prefix, attribute.local, namespace].map(|text| self.plans.keep_text(text));
                    if !names.insert((local, namespace)) {
                        return Err(unrepresentable("an attribute stands twice"));
                    }
                    let prefix = self.prefix_of_any(prefix, namespace);
                    self.out.push(' ');
                    prefix.write_to(&mut self.out);
                    nodes::write_value(&mut self.out, &[local], &attribute.value);
                }
                Ok(())
            })
            .map_err(|error| nodes::no_xml(&error))
        });
        result.map_err(|error| self.in_member(member, error))
    }

    fn prefix_of_any(&mut self, prefix: &'p str, namespace: &'p str) -> Prefix<'p> {
        if namespace.is_empty() {
            return Prefix::Default;
        }
        if namespace == XML {
            return Prefix::Xml;
        }
        self.prefixes
            .of_named_attribute(Prefix::named(prefix), namespace)
            .unwrap_or_else(|| self.prefixes.declare_counted(namespace))
    }

    /// Writes the elements that no other member is, and the texts between them if the member has these.
    pub(super) fn any_nodes(
        &mut self,
        member: &'p MemberPlan,
        any: &AnyElements,
        view: View<'_>,
    ) -> Result<()> {
        let kind = if any.is_mixed { Nodes::Any } else { Nodes::Element };
        let max_depth = self.options.max_depth.saturating_sub(self.prefixes.depth());
        let takes = |name: &str, namespace: &str| any.takes_all || any.has_name(name, namespace);
        let result = texts(view, &mut |text| {
            self.close_tag();
            let prefixes = &self.prefixes;
            let means = |prefix: &str, namespace: &str| prefixes.means(prefix, namespace);
            let line_end = self.options.line_end.as_str();
            nodes::write(text, kind, max_depth, takes, &mut Target { out: &mut self.out, line_end, means })
                .map_err(|error| nodes::no_xml(&error))
        });
        result.map_err(|error| self.in_member(member, error))
    }

    #[cold]
    fn in_member(&mut self, member: &'p MemberPlan, error: Error) -> Error {
        self.path.push(&member.name);
        member.error_of_value(error)
    }
}
