//! Values to XML, as `DataContractSerializer` writes it.

use super::known::KnownTypes;
use super::prefixes::{Mark, Prefix, Prefixes};
use super::text::write_text;
use super::{Tags, WriteOptions};
use crate::clr;
use crate::contract::plan::{
    Body, ClassPlan, CollectionPlan, DictionaryPlan, MemberPlan, ObjectPlan, Shape, TypePlan,
};
use crate::contract::{Contract, EnumContract, Primitive, SER, SYSTEM, Type, XSI, type_name};
use crate::dynamic::Value;
use crate::error::{Error, ErrorKind, Result};
use crate::value::{Emission, List, Map, Object, SharedView, View};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::Arc;

/// Plans of types that are met while writing (the actual types of `object` members), kept until the end.
#[derive(Default)]
pub(crate) struct Plans {
    plan: OnceCell<TypePlan>,
    next: OnceCell<Box<Plans>>,
}

impl Plans {
    fn keep(&self, ty: &Type) -> &TypePlan {
        let mut last = self;
        while last.plan.get().is_some() {
            last = last.next.get_or_init(Box::default);
        }
        last.plan.get_or_init(|| TypePlan::new(ty))
    }
}

/// The prefix of the namespace that was looked for last. It stays the same for all elements of one object or list, whose
/// scope is the same.
#[derive(Default)]
struct Found<'p>(Option<(&'p Arc<str>, Option<Prefix>)>);

impl<'p> Found<'p> {
    #[inline]
    fn prefix(&mut self, namespace: &'p Arc<str>, prefixes: &Prefixes<'p>) -> Option<Prefix> {
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

/// An element whose start tag is written.
struct Element<'p> {
    prefix: Prefix,
    name: &'p str,
    mark: Mark,
}

pub(crate) struct Writer<'p, 'o> {
    out: &'o mut String,
    prefixes: Prefixes<'p>,
    plans: &'p Plans,
    options: &'o WriteOptions<'o>,
    known: KnownTypes<'o>,
    /// Whether the last start tag still lacks its end.
    tag_is_open: bool,
    /// Whether the name in the last start tag is in a namespace, and has no prefix.
    tag_uses_default: bool,
    /// The numbers of the shared objects that were written, by their identities.
    references: HashMap<usize, u32>,
    /// The number of the last object of a contract with `IsReference`.
    last_reference: u32,
    /// The names of the open elements, for errors.
    path: Vec<&'p str>,
}

/// Writes a document with this value of this type.
pub(crate) fn write_document<'p>(
    ty: &'p TypePlan,
    view: View<'_>,
    plans: &'p Plans,
    options: &WriteOptions<'_>,
    out: &mut String,
) -> Result<()> {
    let mut writer = Writer {
        out,
        prefixes: Prefixes::new(),
        plans,
        options,
        known: KnownTypes::new(options.known_types),
        tag_is_open: false,
        tag_uses_default: false,
        references: HashMap::new(),
        last_reference: 0,
        path: Vec::new(),
    };
    let result = writer.root(ty, view);
    let Writer { path, .. } = writer;
    result.map_err(|error| error.in_path(path))
}

fn unrepresentable(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Unrepresentable, message)
}

impl<'p> Writer<'p, '_> {
    fn root(&mut self, ty: &'p TypePlan, view: View<'_>) -> Result<()> {
        let root = match &ty.shape {
            // The only root with a prefix.
            Shape::Object => {
                let mark = self.prefixes.begin_with(Prefix::Serialization, SER);
                self.out.push_str("<z:anyType");
                self.tag_is_open = true;
                self.path.push("anyType");
                Element { prefix: Prefix::Serialization, name: "anyType", mark }
            }
            // `<string xmlns="SER">`, but `<DateTimeOffset xmlns="DC..System">`.
            Shape::Primitive(Primitive::DateTimeOffset) => self.start("DateTimeOffset", SYSTEM)?,
            Shape::Primitive(primitive) => self.start(primitive.contract_name(), SER)?,
            Shape::Contract(_) | Shape::Library(_) => {
                let plan = ty.object().ok_or_else(|| unrepresentable("the root has no contract"))?;
                self.start(&plan.name.name, &plan.name.namespace)?
            }
        };
        if Self::root_declares_instance(ty, view) {
            self.prefixes.declare_as(Prefix::Instance, XSI, self.out);
        }
        self.content(ty, view)?;
        self.end(&root);
        Ok(())
    }

    /// Whether the root declares `xmlns:i` at once: not for a primitive, an enum or null.
    fn root_declares_instance(ty: &TypePlan, view: View<'_>) -> bool {
        match view {
            View::Null | View::Absent => false,
            View::Any(value) => match value.ty() {
                Some(Type::Primitive(primitive)) => primitive == Primitive::DateTimeOffset,
                Some(_) => !matches!(value, Value::Enum(_)),
                None => !matches!(value, Value::Null),
            },
            View::DateTimeOffset(_) | View::Object(_) | View::List(_) | View::Map(_) | View::Shared(_) => {
                true
            }
            _ => ty.object().is_some_and(|plan| !matches!(plan.body, Body::Enum(_))),
        }
    }

    // ---- tags

    fn start(&mut self, name: &'p str, namespace: &'p str) -> Result<Element<'p>> {
        self.close_tag();
        self.path.push(name);
        if self.prefixes.depth() >= self.options.max_depth {
            let depth = self.options.max_depth;
            return Err(Error::new(
                ErrorKind::Limit,
                format!(
                    "the value nests more than {depth} elements deep, which .NET would not read either; WriteOptions::max_depth raises the limit"
                ),
            ));
        }
        let (prefix, mark) = self.prefixes.begin(namespace);
        self.out.push('<');
        prefix.write_to(self.out);
        self.out.push_str(name);
        self.tag_is_open = true;
        self.tag_uses_default = prefix == Prefix::Default && !namespace.is_empty();
        Ok(Element { prefix, name, mark })
    }

    #[inline]
    fn close_tag(&mut self) {
        if self.tag_is_open {
            self.prefixes.finish_tag(self.out);
            self.out.push('>');
            self.tag_is_open = false;
        }
    }

    fn end(&mut self, element: &Element<'p>) {
        if self.tag_is_open {
            self.prefixes.finish_tag(self.out);
            self.out.push_str(" />");
            self.tag_is_open = false;
        } else {
            self.out.push_str("</");
            element.prefix.write_to(self.out);
            self.out.push_str(element.name);
            self.out.push('>');
        }
        self.prefixes.end(element.mark);
        self.path.pop();
    }

    fn nil(&mut self) {
        self.prefixes.use_in_attribute(Prefix::Instance);
        self.out.push_str(" i:nil=\"true\"");
    }

    /// `i:type`: the actual type where it is not the declared one.
    fn type_attribute(&mut self, name: &'p str, namespace: &'p str) -> Result<()> {
        if namespace.is_empty() {
            // .NET declares no namespace as the default, whatever is in scope.
            if self.tag_uses_default {
                return Err(unrepresentable(
                    "a type in no namespace cannot be named by `i:type` on an element without prefix in a namespace",
                ));
            }
            self.prefixes.declare_as(Prefix::Default, "", self.out);
        } else {
            self.prefixes.declare(namespace, self.out);
        }
        self.prefixes.use_in_attribute(Prefix::Instance);
        self.out.push_str(" i:type=\"");
        if let Some(prefix) = self.prefixes.find(namespace) {
            prefix.write_to(self.out);
        }
        self.out.push_str(name);
        self.out.push('"');
        Ok(())
    }

    // ---- content

    /// Writes the attributes and the content of an element whose tag is open.
    fn content(&mut self, ty: &'p TypePlan, view: View<'_>) -> Result<()> {
        match (&ty.shape, view) {
            (_, View::Null | View::Absent) => {
                if !ty.is_nullable {
                    return Err(unrepresentable("null, but the type has no null"));
                }
                self.nil();
                Ok(())
            }
            (Shape::Object, View::Any(value)) => self.any(ty, value),
            (Shape::Object, _) => Err(mismatch(ty)),
            (Shape::Primitive(Primitive::DateTimeOffset), View::DateTimeOffset(value)) => {
                let date_time = self.start("DateTime", SYSTEM)?;
                self.close_tag();
                value.utc_date_time().write_xml(self.out);
                self.end(&date_time);
                let offset = self.start("OffsetMinutes", SYSTEM)?;
                self.close_tag();
                self.int(i64::from(value.offset_minutes()));
                self.end(&offset);
                Ok(())
            }
            (Shape::Primitive(primitive), view) => self.primitive(*primitive, ty, view),
            (Shape::Contract(_) | Shape::Library(_), view) => {
                let plan = ty.object().ok_or_else(|| mismatch(ty))?;
                self.contract(plan, ty, view)
            }
        }
    }

    fn contract(&mut self, plan: &'p ObjectPlan, ty: &'p TypePlan, view: View<'_>) -> Result<()> {
        match view {
            View::Shared(shared) if plan.is_reference => {
                if self.reference(Some(shared.identity())) {
                    self.inside(plan, ty, shared)
                } else {
                    Ok(())
                }
            }
            // Shared in memory, but the contract does not keep that: each place has a copy of its own.
            View::Shared(shared) => self.inside(plan, ty, shared),
            view => {
                if plan.is_reference {
                    self.reference(None);
                }
                self.body(plan, ty, view)
            }
        }
    }

    fn inside(&mut self, plan: &'p ObjectPlan, ty: &'p TypePlan, shared: &dyn SharedView) -> Result<()> {
        let mut result = Ok(());
        shared.view(&mut |view| {
            result = match view {
                View::Null => {
                    Err(unrepresentable("the object that is referred to is gone: its last owner was dropped"))
                }
                view => self.body(plan, ty, view),
            };
        });
        result
    }

    /// Numbers an object of a contract with `IsReference`; whether its content is to be written, since it was not yet.
    fn reference(&mut self, identity: Option<usize>) -> bool {
        let known = identity.and_then(|identity| self.references.get(&identity).copied());
        self.prefixes.use_in_attribute(Prefix::Serialization);
        let (name, number) = if let Some(number) = known {
            ("Ref", number)
        } else {
            self.last_reference += 1;
            ("Id", self.last_reference)
        };
        if let Some(identity) = identity {
            self.references.insert(identity, number);
        }
        let _ = write!(self.out, " z:{name}=\"i{number}\"");
        known.is_none()
    }

    fn body(&mut self, plan: &'p ObjectPlan, ty: &'p TypePlan, view: View<'_>) -> Result<()> {
        match (&plan.body, view) {
            (Body::Enum(contract), view) => self.enumeration(contract, ty, view),
            (Body::Class(_), View::Object(object)) => {
                let plan = self.actual(plan, object)?;
                let Body::Class(class) = &plan.body else { return Err(mismatch(ty)) };
                self.known.enter(plan.contract);
                let result = self.members(class, object);
                self.known.leave(plan.contract);
                result
            }
            (Body::Collection(collection), View::List(list)) => self.collection(collection, list),
            (Body::Dictionary(dictionary), View::Map(map)) => self.dictionary(dictionary, map),
            _ => Err(mismatch(ty)),
        }
    }

    /// The plan of an object's actual type; where that is not the declared one, `i:type` says so.
    fn actual(&mut self, declared: &'p ObjectPlan, object: &dyn Object) -> Result<&'p ObjectPlan> {
        let Some(actual) = object.actual_contract() else { return Ok(declared) };
        if declared.contract.is_some_and(|declared| std::ptr::eq(declared, actual)) {
            return Ok(declared);
        }
        self.known.enter(declared.contract);
        let plan = self.named(actual, object.is_known());
        self.known.leave(declared.contract);
        plan
    }

    /// The plan of a type that `i:type` has to name.
    fn named(&mut self, actual: &'static Contract, is_known: bool) -> Result<&'p ObjectPlan> {
        let name = actual.qualified_name();
        // .NET looks among the attributes of the actual type too, its base classes' included.
        self.known.enter(Some(actual));
        let is_known = is_known || self.known.contains_contract(actual);
        self.known.leave(Some(actual));
        if !is_known {
            return Err(unknown(&name.name));
        }
        self.type_attribute(&name.name, &name.namespace)?;
        Ok(actual.plan())
    }

    /// A value of `System.Object`: its actual type is named, but for `new object()`.
    fn any(&mut self, declared: &TypePlan, value: &Value) -> Result<()> {
        let Some(ty) = value.ty() else { return Ok(()) };
        let plan = self.plans.keep(&ty);
        let object = match &plan.shape {
            Shape::Primitive(Primitive::DateTimeOffset) if !self.known.contains(&ty) => {
                return Err(unknown("DateTimeOffset"));
            }
            Shape::Primitive(primitive) => {
                self.type_attribute(primitive.contract_name(), primitive.namespace())?;
                return self.content(plan, value.content());
            }
            Shape::Contract(contract) => contract.get().plan(),
            Shape::Library(library) => {
                if !self.known.contains(&ty) {
                    return Err(unknown(&library.name.name));
                }
                library
            }
            Shape::Object => return Err(mismatch(declared)),
        };
        match value {
            Value::Shared(shared) => {
                let pointer = shared.pointer();
                if object.is_reference && !self.reference(Some(pointer.identity())) {
                    return Ok(());
                }
                self.name_type(object)?;
                self.inside(object, plan, pointer)
            }
            value => {
                if object.is_reference {
                    self.reference(None);
                }
                self.name_type(object)?;
                self.body(object, plan, value.content())
            }
        }
    }

    fn name_type(&mut self, object: &'p ObjectPlan) -> Result<()> {
        match object.contract {
            Some(contract) => self.named(contract, false).map(|_| ()),
            None => self.type_attribute(&object.name.name, &object.name.namespace),
        }
    }

    fn members(&mut self, class: &'p ClassPlan, object: &dyn Object) -> Result<()> {
        let mut result = Ok(());
        let mut found = Found::default();
        object.views(&mut |views| {
            result = class.xml().iter().try_for_each(|member| {
                let view = views.get(member.index).copied().unwrap_or(View::Absent);
                self.member(member, view, &mut found)
            });
        });
        result
    }

    fn member(&mut self, member: &'p MemberPlan, view: View<'_>, found: &mut Found<'p>) -> Result<()> {
        match member.emission(view) {
            Emission::Written => {}
            Emission::LeftOut => return Ok(()),
            Emission::RequiredLeftOut => {
                self.path.push(&member.name);
                return Err(unrepresentable(
                    "the member is required, but EmitDefaultValue=false leaves out its default value",
                ));
            }
        }
        self.element(member, view, found)
    }

    /// An element of a member, an item, a key or a value. `found` is for all such elements of one object or list.
    #[inline]
    fn element(&mut self, member: &'p MemberPlan, view: View<'_>, found: &mut Found<'p>) -> Result<()> {
        match &member.tags {
            Some(tags) if !matches!(view, View::Null | View::Absent) => {
                self.text_element(member, tags, view, found)
            }
            _ => self.general_element(member, view),
        }
    }

    /// An element whose content is text: its tags are ready made.
    fn text_element(
        &mut self,
        member: &'p MemberPlan,
        tags: &'p Tags,
        view: View<'_>,
        found: &mut Found<'p>,
    ) -> Result<()> {
        if self.prefixes.depth() >= self.options.max_depth {
            return self.general_element(member, view);
        }
        self.close_tag();
        let prefix = found.prefix(&member.namespace, &self.prefixes);
        match prefix {
            Some(Prefix::Default) => self.out.push_str(&tags.start),
            None => self.out.push_str(&tags.start_declared),
            Some(prefix) => {
                self.out.push('<');
                prefix.write_to(self.out);
                self.out.push_str(&member.name);
                self.out.push('>');
            }
        }
        if let Err(error) = self.content(&member.ty, view) {
            self.path.push(&member.name);
            return Err(error);
        }
        match prefix {
            Some(Prefix::Default) | None => self.out.push_str(&tags.end),
            Some(prefix) => {
                self.out.push_str("</");
                prefix.write_to(self.out);
                self.out.push_str(&member.name);
                self.out.push('>');
            }
        }
        Ok(())
    }

    /// Any element: it declares the namespace of its content.
    fn general_element(&mut self, member: &'p MemberPlan, view: View<'_>) -> Result<()> {
        let element = self.start(&member.name, &member.namespace)?;
        if let Some(namespace) = &member.declares {
            self.prefixes.declare(namespace, self.out);
        }
        self.content(&member.ty, view)?;
        self.end(&element);
        Ok(())
    }

    fn collection(&mut self, collection: &'p CollectionPlan, list: &dyn List) -> Result<()> {
        // Once for all items; for a collection that is null the items' namespace is not declared.
        if let Some(namespace) = &collection.declares {
            self.prefixes.declare(namespace, self.out);
        }
        let mut found = Found::default();
        (0..list.len()).try_for_each(|index| self.element(&collection.item, list.item(index), &mut found))
    }

    fn dictionary(&mut self, dictionary: &'p DictionaryPlan, map: &dyn Map) -> Result<()> {
        map.entries(&mut |key, value| {
            let entry = self.start(&dictionary.entry_name, &dictionary.entry_namespace)?;
            let mut found = Found::default();
            self.element(&dictionary.key, key, &mut found)?;
            self.element(&dictionary.value, value, &mut found)?;
            self.end(&entry);
            Ok(())
        })
    }

    // ---- text

    fn enumeration(&mut self, contract: &EnumContract, ty: &TypePlan, view: View<'_>) -> Result<()> {
        let text = match view {
            View::Int(number) => match contract.name_of(number) {
                Some(name) => Cow::Borrowed(name),
                None => Cow::Owned(contract.text_of(number, " ").ok_or_else(|| {
                    unrepresentable(format!(
                        "the enum has no member for the number {number}; only JSON can hold it"
                    ))
                })?),
            },
            View::Str(text) => Cow::Borrowed(text),
            _ => return Err(mismatch(ty)),
        };
        // .NET writes the names of flags one by one: without any the element stays empty.
        if !(contract.is_flags && text.is_empty()) {
            self.close_tag();
            write_text(self.out, &text, self.options.line_end.as_str());
        }
        Ok(())
    }

    fn primitive(&mut self, primitive: Primitive, ty: &TypePlan, view: View<'_>) -> Result<()> {
        // An empty byte[] leaves the element empty, an empty text does not.
        if let View::Bytes([]) = view {
            return if primitive == Primitive::Bytes { Ok(()) } else { Err(mismatch(ty)) };
        }
        self.close_tag();
        let out = &mut *self.out;
        match (primitive, view) {
            (Primitive::String, View::Str(text)) => write_text(out, text, self.options.line_end.as_str()),
            (Primitive::Boolean, View::Bool(value)) => out.push_str(if value { "true" } else { "false" }),
            (Primitive::SByte | Primitive::Int16 | Primitive::Int32 | Primitive::Int64, View::Int(value)) => {
                self.int(value);
            }
            (
                Primitive::Byte | Primitive::UInt16 | Primitive::UInt32 | Primitive::UInt64,
                View::UInt(value),
            ) => {
                out.push_str(itoa::Buffer::new().format(value));
            }
            (Primitive::Single, View::Single(value)) => clr::write_f32(out, value),
            (Primitive::Double, View::Double(value)) => clr::write_f64(out, value),
            (Primitive::Decimal, View::Decimal(value)) => value.write_xml(out),
            (Primitive::Char, View::Char(value)) => value.write_xml(out),
            (Primitive::DateTime, View::DateTime(value)) => value.write_xml(out),
            (Primitive::TimeSpan, View::TimeSpan(value)) => value.write_xml(out),
            (Primitive::Guid, View::Guid(value)) => value.write_xml(out),
            (Primitive::Uri, View::Uri(value)) => {
                write_text(out, &value.to_xml_text(), self.options.line_end.as_str());
            }
            (Primitive::Bytes, View::Bytes(value)) => clr::write_base64(out, value),
            _ => return Err(mismatch(ty)),
        }
        Ok(())
    }

    #[inline]
    fn int(&mut self, value: i64) {
        self.out.push_str(itoa::Buffer::new().format(value));
    }
}

fn unknown(name: &str) -> Error {
    Error::new(
        ErrorKind::UnknownType,
        format!("the type {name} is not among the known types; add it to them"),
    )
}

fn mismatch(ty: &TypePlan) -> Error {
    unrepresentable(format!("the value is not of the contract's type {}", type_name(&ty.ty).name))
}
