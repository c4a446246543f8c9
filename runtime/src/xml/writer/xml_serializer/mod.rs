//! What `XmlSerializer` writes otherwise than `DataContractSerializer`: roots, attributes, texts, choices, `xsi:type`.

mod any;

use super::super::prefixes::Prefix;
use super::super::text::write_attribute;
use super::element::LastPrefix;
use super::object::unknown;
use super::{Element, Writer, mismatch, unrepresentable};
use crate::contract::xml_serializer::DataType;
use crate::contract::{Contract, ContractRef, Primitive, Type, XSD, XSI, encode_name};
use crate::error::Result;
use crate::plan::xml_serializer::{
    KnownClasses, KnownInDocument, Place, included, primitive_name, primitive_namespace, root_name,
    root_namespace, type_name,
};
use crate::plan::{
    AttributePlan, Body, Chooser, ClassPlan, CollectionPlan, Emission, Linked, MemberPlan, ObjectPlan,
    Placement, Shape, TypePlan,
};
use crate::value::View;
use crate::value::dynamic::Value;
use std::ptr;

/// Returns whether the flag `{name}Specified` lets a member be written, if there is one.
fn is_specified(linked: &Linked, views: &[View<'_>]) -> bool {
    let flag = linked.specified.and_then(|flag| views.get(flag));
    !matches!(flag, Some(View::Bool(false)))
}

impl<'p> Writer<'p, '_> {
    /// Writes the root. That of a class or collection declares `xsi` and `xsd`.
    pub(super) fn xml_serializer_root(&mut self, ty: &Type, view: View<'_>) -> Result<()> {
        let plan = match ty {
            Type::Contract(contract) => &contract.get().xml_serializer_root(ty).ty,
            _ => self.plans.keep_plan(|| TypePlan::root_for_xml_serializer(ty)),
        };
        let name = self.plans.root_name.get_or_init(|| root_name(ty));
        let namespace = root_namespace(ty);
        let declared = self.namespaces_of(plan.object(), view)?;
        let element = match [(XSD, Prefix::Schema), (XSI, Prefix::SchemaInstance)]
            .into_iter()
            .find(|(declared, _)| *declared == namespace)
        {
            // A root in a namespace that it declares itself.
            Some((_, prefix)) => {
                let scope_start = self.prefixes.begin_with(prefix, namespace);
                self.out.push('<');
                prefix.write_to(&mut self.out);
                self.out.push_str(name);
                self.tag_is_open = true;
                self.path.push(name);
                Element { prefix, name, scope_start }
            }
            None => self.start_declaring(name, namespace, &declared)?,
        };
        let is_null = matches!(view, View::Null | View::Absent);
        if root_has_declarations(plan, view) {
            self.prefixes.declare_instance(&mut self.out);
        }
        self.declare_namespaces(&element, &declared)?;
        let is_nullable = match ty {
            Type::Contract(contract) => contract.get().xml_serializer().root_is_nullable,
            _ => None,
        };
        // Without IsNullable a null is an empty element.
        if !(is_null && is_nullable == Some(false)) {
            self.content(plan, view)?;
        }
        self.end(&element);
        Ok(())
    }

    /// Begins an attribute of the serializer's own.
    pub(super) fn instance_attribute(&mut self, name: &str) {
        let prefix = self.prefixes.of_attribute(XSI);
        self.out.push(' ');
        prefix.write_to(&mut self.out);
        self.out.push_str(name);
        self.out.push_str("=\"");
    }

    /// `xsi:type`: the actual type where it is not the declared one.
    fn xsi_type(&mut self, name: &str, namespace: &'p str) {
        // A type in no namespace has its bare name, even where that means another one.
        let prefix = (!namespace.is_empty()).then(|| self.prefixes.of_type(namespace, &mut self.out));
        self.instance_attribute("type");
        if let Some(prefix) = prefix {
            prefix.write_to(&mut self.out);
        }
        self.out.push_str(name);
        self.out.push('"');
    }

    fn known_classes(&self) -> &KnownClasses {
        self.known_classes.get_or_init(|| KnownInDocument::new(self.root))
    }

    /// Returns the plan of an object's actual class, which `xsi:type` names.
    pub(super) fn known_class(
        &mut self,
        actual: &'static Contract,
        declared: &ObjectPlan,
        is_known: bool,
    ) -> Result<&'p ObjectPlan> {
        let found = self.known_classes().find(actual, Some(declared));
        let found = found.or_else(|| included(actual, Some(declared)).filter(|_| is_known));
        let Some(plan) = found else { return Err(unknown(&type_name_of(actual))) };
        self.xsi_type(&plan.name.name, &plan.name.namespace);
        Ok(plan)
    }

    /// A value of `System.Object`: its actual type is named, but for `new object()`.
    pub(super) fn any_for_xml_serializer(&mut self, declared: &TypePlan, value: &Value) -> Result<()> {
        let Some(ty) = value.ty() else { return Ok(()) };
        match ty {
            Type::Primitive(Primitive::DateTimeOffset | Primitive::Uri) => Err(unknown(&type_name(&ty))),
            Type::Primitive(primitive) => {
                self.xsi_type(primitive_name(primitive), primitive_namespace(primitive));
                let plan = self.plans.keep(&ty);
                self.primitive(primitive, plan, value.content())
            }
            Type::Contract(contract) => {
                let contract = contract.get();
                let Some(plan) = self.known_classes().find(contract, None) else {
                    return self.any_collection(declared, &ty, value);
                };
                self.xsi_type(&plan.name.name, &plan.name.namespace);
                let content = self.plans.keep_plan(|| {
                    TypePlan::for_xml_serializer(&ty, Place::in_object(&plan.name.namespace, plan))
                });
                match value {
                    Value::Shared(shared) => self.inside(plan, content, shared.pointer()),
                    value => self.body(plan, content, value.content()),
                }
            }
            _ => self.any_collection(declared, &ty, value),
        }
    }

    /// A collection where `object` is declared: only if `XmlInclude` names it.
    fn any_collection(&mut self, declared: &TypePlan, ty: &Type, value: &Value) -> Result<()> {
        let name = type_name(ty);
        let is_known = self.known_classes().collections().iter().any(|known| type_name(known) == name);
        if !is_known {
            return Err(unknown(&name));
        }
        self.xsi_type(&name, "");
        let plan = self.plans.keep_plan(|| TypePlan::for_xml_serializer(ty, Place::new("")));
        match plan.object() {
            Some(object) => self.body(object, plan, value.content()),
            None => Err(mismatch(declared)),
        }
    }

    /// Writes the attributes of an object.
    #[inline]
    pub(super) fn attributes(&mut self, class: &'p ClassPlan, views: &[View<'_>]) -> Result<()> {
        let is_written = |attribute: &&AttributePlan| {
            attribute.member.linked.as_ref().is_none_or(|linked| is_specified(linked, views))
        };
        class.attributes.iter().filter(is_written).try_for_each(|attribute| {
            let view = views.get(attribute.member.index).copied().unwrap_or(View::Absent);
            match attribute.member.placement {
                Placement::AnyAttributes => self.any_attributes(class, &attribute.member, view),
                _ => self.attribute(attribute, view),
            }
        })
    }

    /// Writes a member of which others say whether it is there, or which of several elements it is.
    #[inline(never)]
    pub(super) fn linked_member(
        &mut self,
        member: &'p MemberPlan,
        linked: &'p Linked,
        views: &[View<'_>],
        last_prefix: &mut LastPrefix<'p>,
    ) -> Result<()> {
        if !is_specified(linked, views) {
            return Ok(());
        }
        let view = |index: usize| views.get(index).copied().unwrap_or(View::Absent);
        let Some(chooser) = &linked.chooser else {
            return self.member(member, view(member.index), last_prefix);
        };
        self.identified(member, chooser, view(member.index), view(chooser.index)).map_err(|error| {
            self.path.push(&member.name);
            member.error_of_value(error)
        })
    }

    /// Writes a value as the one of several elements that another member chooses.
    fn identified(
        &mut self,
        member: &'p MemberPlan,
        chooser: &'p Chooser,
        view: View<'_>,
        chosen: View<'_>,
    ) -> Result<()> {
        if let View::Converted(chosen) = chosen {
            return chosen
                .with(|chosen| self.identified(member, chooser, view, chosen))
                .unwrap_or_else(|error| Err(error.when_written(&chooser.ty)));
        }
        match (&member.placement, view, chosen) {
            (_, View::Null | View::Absent, _) => Ok(()),
            (_, View::Converted(value), _) => value
                .with(|view| self.identified(member, chooser, view, chosen))
                .unwrap_or_else(|error| Err(error.when_written(&member.ty.ty))),
            (Placement::Items(collection), View::List(list), View::List(chosen))
                if chosen.len() >= list.len() =>
            {
                (0..list.len()).try_for_each(|index| match list.item(index) {
                    View::Null | View::Absent => Ok(()),
                    item => self.of_number(&collection.choices, chooser, item, chosen.item(index)),
                })
            }
            (Placement::Items(_), View::List(list), _) if list.is_empty() => Ok(()),
            (Placement::Items(_), View::List(_), _) => Err(unrepresentable(
                "the member that chooses the elements of the items has fewer than there are",
            )),
            (Placement::Choice(choices), view, chosen) => self.of_number(choices, chooser, view, chosen),
            _ => Err(mismatch(&member.ty)),
        }
    }

    /// Writes a value as the element that a number of the choosing enum stands for.
    fn of_number(
        &mut self,
        choices: &'p [MemberPlan],
        chooser: &Chooser,
        view: View<'_>,
        chosen: View<'_>,
    ) -> Result<()> {
        if let View::Converted(chosen) = chosen {
            return chosen
                .with(|chosen| self.of_number(choices, chooser, view, chosen))
                .unwrap_or_else(|error| Err(error.when_written(&chooser.ty)));
        }
        let place = match chosen {
            View::Int(number) => chooser.numbers.iter().position(|of| *of == number),
            _ => None,
        };
        let Some(choice) = place.and_then(|place| choices.get(place)) else {
            return Err(unrepresentable("the member that chooses the element says none of them"));
        };
        let (actual, view) = actual_type(view);
        let fits =
            actual.is_none_or(|actual| choice_of(std::slice::from_ref(choice), Some(&actual)).is_some());
        if !fits {
            return Err(unrepresentable(format!(
                "the value is not of the type of the element `{}` that another member chooses",
                choice.name
            )));
        }
        self.any_element(choice, view)
    }

    fn attribute(&mut self, attribute: &'p AttributePlan, view: View<'_>) -> Result<()> {
        let AttributePlan { member, is_qualified } = attribute;
        if let View::Converted(value) = view {
            return value.with(|view| self.attribute(attribute, view)).unwrap_or_else(|error| {
                self.path.push(&member.name);
                Err(error.when_written(&member.ty.ty))
            });
        }
        if matches!(view, View::Null) || member.emission(view) != Emission::Written {
            return Ok(());
        }
        let prefix = is_qualified.then(|| self.prefixes.of_attribute(&member.namespace));
        self.out.push(' ');
        if let Some(prefix) = prefix {
            prefix.write_to(&mut self.out);
        }
        self.out.push_str(&member.name);
        self.out.push_str("=\"");
        // What is written now stands inside of the tag.
        let outer = std::mem::replace(&mut self.tag_is_open, false);
        let result = self.attribute_value(&member.ty, view);
        self.tag_is_open = outer;
        if result.is_err() {
            self.path.push(&member.name);
        }
        self.out.push('"');
        result
    }

    fn attribute_value(&mut self, ty: &'p TypePlan, view: View<'_>) -> Result<()> {
        match (view, ty.object().map(|plan| &plan.body)) {
            (View::List(list), Some(Body::Collection(collection))) => {
                for index in 0..list.len() {
                    if index > 0 {
                        self.out.push(' ');
                    }
                    if !matches!(list.item(index), View::Null) {
                        self.attribute_value(&collection.item.ty, list.item(index))?;
                    }
                }
                Ok(())
            }
            (View::Str(text), None) if !ty.data_type.is_some_and(DataType::is_name) => {
                write_attribute(&mut self.out, text);
                Ok(())
            }
            (view, Some(Body::Enum(contract))) => {
                let text = self.enumeration_text(contract, ty, view)?;
                write_attribute(&mut self.out, &text);
                Ok(())
            }
            (View::Bytes([]), _) => Ok(()),
            (view, _) => self.content(ty, view),
        }
    }

    /// Writes a member that is no element of its own.
    pub(super) fn placed(&mut self, member: &'p MemberPlan, view: View<'_>) -> Result<()> {
        match (&member.placement, view) {
            (_, View::Null | View::Absent) | (Placement::OneOf { .. } | Placement::AnyAttributes, _) => {
                Ok(())
            }
            (_, View::Converted(value)) => {
                value.with(|view| self.placed(member, view)).unwrap_or_else(|error| {
                    self.path.push(&member.name);
                    Err(error.when_written(&member.ty.ty))
                })
            }
            (Placement::Items(collection), View::List(list)) => {
                (0..list.len()).try_for_each(|index| self.flat_item(collection, list.item(index)))
            }
            (Placement::Items(_), View::Shared(shared)) => {
                let mut result = Ok(());
                shared.view(&mut |view| {
                    if matches!(view, View::List(_)) {
                        result = self.placed(member, view);
                    }
                });
                result
            }
            (Placement::Choice(choices), view) => self.chosen(choices, view),
            (Placement::Text, view) => self.text_of_object(&member.ty, view),
            (Placement::AnyElements(any), view) => self.any_nodes(member, any, view),
            (Placement::Items(_), _) => Err(mismatch(&member.ty)),
            (Placement::Element, view) => self.any_element(member, view),
        }
    }

    fn flat_item(&mut self, collection: &'p CollectionPlan, view: View<'_>) -> Result<()> {
        if collection.choices.is_empty() {
            return self.any_element(&collection.item, view);
        }
        if collection.is_mixed
            && let (Some(Type::Primitive(Primitive::String)), View::Str(text)) = actual_type(view)
            && choice_of(&collection.choices, Some(&Type::Primitive(Primitive::String))).is_none()
        {
            self.close_tag();
            self.text(text);
            return Ok(());
        }
        self.chosen(&collection.choices, view)
    }

    fn text_of_object(&mut self, ty: &'p TypePlan, view: View<'_>) -> Result<()> {
        match (view, ty.object().map(|plan| &plan.body)) {
            (View::List(list), Some(Body::Collection(collection))) => (0..list.len()).try_for_each(|index| {
                let item = list.item(index);
                if matches!(item, View::Null) {
                    Ok(())
                } else {
                    self.text_of_object(&collection.item.ty, item)
                }
            }),
            (View::Str(""), _) => {
                self.close_tag();
                Ok(())
            }
            // Even the empty text of no flags is a text.
            (View::Int(_), Some(Body::Enum(_))) => {
                self.close_tag();
                self.content(ty, view)
            }
            (view, _) => self.content(ty, view),
        }
    }

    /// Writes a value as the one of several elements that is for its type.
    pub(super) fn chosen(&mut self, choices: &'p [MemberPlan], view: View<'_>) -> Result<()> {
        let (actual, view) = match view {
            // Of several elements none is for null.
            View::Null | View::Absent => match choices {
                [choice] => return self.any_element(choice, View::Null),
                _ => return Ok(()),
            },
            view => actual_type(view),
        };
        if let Some(choice) = choice_of(choices, actual.as_ref()) {
            return self.any_element(choice, view);
        }
        let name = actual.map_or_else(|| "object".to_owned(), |actual| type_name(&actual));
        Err(unrepresentable(format!("no element of the choice is for the type {name}")))
    }

    /// Writes a text in the form of an XML Schema type.
    pub(super) fn as_data_type(&mut self, data_type: DataType, ty: &TypePlan, view: View<'_>) -> Result<()> {
        let text = match (data_type, view) {
            (DataType::Date | DataType::Time, View::DateTime(value)) => {
                let mut text = String::new();
                value.write_xml(&mut text);
                let (date, time) = text.split_once('T').unwrap_or((&text, ""));
                if data_type == DataType::Date { date.to_owned() } else { seven_digits(time) }
            }
            (DataType::HexBinary, View::Bytes(bytes)) => {
                bytes.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02X}"))
            }
            (data_type, View::Str(text)) if data_type.is_name() => {
                self.out.push_str(&encode_name(text));
                return Ok(());
            }
            (_, View::Str(text)) => {
                self.text(text);
                return Ok(());
            }
            _ => return Err(mismatch(ty)),
        };
        self.out.push_str(&text);
        Ok(())
    }
}

/// Returns whether the root declares `xsi` and `xsd`: not for a simple value.
fn root_has_declarations(plan: &TypePlan, view: View<'_>) -> bool {
    let is_null = matches!(view, View::Null | View::Absent);
    match &plan.shape {
        Shape::Primitive(Primitive::DateTimeOffset) => true,
        Shape::Primitive(primitive) => is_null && !matches!(primitive, Primitive::String | Primitive::Bytes),
        Shape::Object => match view {
            View::Any(value) => !matches!(value.ty(), Some(Type::Primitive(_))),
            _ => true,
        },
        Shape::Contract(_) | Shape::Library(_) => {
            is_null || !plan.object().is_some_and(|plan| matches!(plan.body, Body::Enum(_)))
        }
    }
}

/// Returns the actual type of a value, where that is its own to say, and the value.
fn actual_type(view: View<'_>) -> (Option<Type>, View<'_>) {
    match view {
        View::Any(value) => (value.ty(), value.content()),
        View::Object(object) => {
            (object.actual_contract().map(|actual| Type::Contract(ContractRef::Known(actual))), view)
        }
        view => (None, view),
    }
}

/// Returns the choice that is for a type: its own one, else that of a base class. What has no type of its own to say
/// is of the first one's.
fn choice_of<'p>(choices: &'p [MemberPlan], actual: Option<&Type>) -> Option<&'p MemberPlan> {
    let Some(actual) = actual else { return choices.first() };
    let is_it = |choice: &&MemberPlan| match (actual, &choice.ty.ty) {
        (Type::Contract(actual), Type::Contract(of)) => ptr::eq(actual.get(), of.get()),
        (Type::Contract(_), _) | (_, Type::Contract(_)) => false,
        (actual, of) => type_name(actual) == type_name(of),
    };
    let is_base = |choice: &&MemberPlan| match (actual, &choice.ty.ty) {
        (Type::Contract(actual), Type::Contract(of)) => actual.get().is_a(of.get()),
        _ => false,
    };
    choices.iter().find(is_it).or_else(|| choices.iter().find(is_base))
}

fn type_name_of(contract: &'static Contract) -> String {
    type_name(&Type::Contract(ContractRef::Known(contract)))
}

/// Returns a time with seven digits behind the second.
fn seven_digits(time: &str) -> String {
    let zone = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (time, zone) = time.split_at(zone);
    let (seconds, fraction) = time.split_once('.').unwrap_or((time, ""));
    format!("{seconds}.{fraction:0<7}{zone}")
}
