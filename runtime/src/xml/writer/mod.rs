//! Values to XML, as `DataContractSerializer` writes it.

mod element;
mod fast_path;
mod item_wise;
mod object;
mod scalar;
mod xml_serializer;

use super::known::KnownTypes;
use super::output::Output;
use super::prefixes::{Prefix, Prefixes, ScopeStart};
use super::{Root, WriteOptions};
use crate::contract::{Primitive, SER, SYSTEM, Serializer, Type, type_name};
use crate::error::{Error, ErrorKind, Result};
use crate::plan::xml_serializer::{self as xml_serializer_plan, KnownInDocument};
use crate::plan::{Body, ObjectPlan, Shape, TypePlan};
use crate::value::View;
use crate::value::dynamic::Value;
use fast_path::FastPath;
use item_wise::ListMark;
pub(super) use item_wise::{ItemPlace, Numbers, write_around, write_items};
use std::borrow::Cow;
use std::cell::{Cell, OnceCell};
use std::collections::HashMap;

/// Plans of types that are met while writing (the root, the actual types of `object` members), and texts of values
/// that are namespaces and prefixes, kept until the end.
#[derive(Default)]
struct Plans {
    plan: OnceCell<TypePlan>,
    others: OnceCell<Box<Kept<TypePlan>>>,
    texts: OnceCell<Box<Kept<Box<str>>>>,
    /// The name of the root's element, where that is not its type's.
    root_name: OnceCell<Cow<'static, str>>,
}

impl Plans {
    fn keep(&self, ty: &Type) -> &TypePlan {
        self.keep_plan(|| TypePlan::new(ty))
    }

    fn keep_plan(&self, plan: impl FnOnce() -> TypePlan) -> &TypePlan {
        if self.plan.get().is_some() {
            return self.others.get_or_init(Box::default).keep(plan);
        }
        self.plan.get_or_init(plan)
    }

    fn keep_text(&self, text: &str) -> &str {
        self.texts.get_or_init(Box::default).keep(|| text.into())
    }
}

/// Values that stay where they are until the end, each found in constant time: every chunk has as much room as all
/// before it.
struct Kept<T> {
    count: Cell<usize>,
    chunks: [OnceCell<Box<[OnceCell<T>]>>; usize::BITS as usize],
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Kept { count: Cell::new(0), chunks: [const { OnceCell::new() }; usize::BITS as usize] }
    }
}

impl<T> Kept<T> {
    fn keep(&self, make: impl FnOnce() -> T) -> &T {
        let number = self.count.get() + 1;
        self.count.set(number);
        let chunk = number.ilog2();
        let room = 1 << chunk;
        let places = self.chunks[chunk as usize].get_or_init(|| (0..room).map(|_| OnceCell::new()).collect());
        places[number - room].get_or_init(make)
    }
}

/// An element whose start tag is written.
struct Element<'p> {
    prefix: Prefix<'p>,
    name: &'p str,
    scope_start: ScopeStart,
}

pub(crate) struct Writer<'p, 'o> {
    out: Output<'o>,
    prefixes: Prefixes<'p>,
    plans: &'p Plans,
    options: &'o WriteOptions<'o>,
    known: KnownTypes<'o>,
    /// Whether the last start tag still lacks its end.
    tag_is_open: bool,
    /// Whether the name in the last start tag is in a namespace, and has no prefix.
    tag_uses_default: bool,
    /// The numbers of the shared objects that were written, by their identities.
    references: Option<HashMap<usize, u32>>,
    /// The number of the last object of a contract with `IsReference`.
    last_reference: u32,
    /// The names of the open elements, for errors.
    path: Vec<&'p str>,
    serializer: Serializer,
    /// The classes that `XmlSerializer` knows, once one is looked for.
    known_classes: OnceCell<KnownInDocument>,
    /// The type of the root.
    root: &'o Type,
    /// The list whose items are written one by one, if there is one.
    list: Option<Box<ListMark>>,
}

/// Writes a document with this value as its root. The fast path is tried if the root's plan is given.
pub(crate) fn write_document(
    root: Root<'_>,
    view: View<'_>,
    options: &WriteOptions<'_>,
    out: &mut Vec<u8>,
) -> Result<()> {
    let plans = Plans::default();
    let mut writer = Writer::new(&plans, root, options, out);
    let result = writer.root(root.ty, root.plan, view);
    writer.finish(result)
}

#[cold]
fn required_left_out() -> Error {
    unrepresentable("the member is required, but EmitDefaultValue=false leaves out its default value")
}

fn unrepresentable(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Unrepresentable, message)
}

impl<'p, 'o> Writer<'p, 'o> {
    fn new(plans: &'p Plans, root: Root<'o>, options: &'o WriteOptions<'o>, out: &'o mut Vec<u8>) -> Self {
        let Root { ty, serializer, .. } = root;
        Writer {
            serializer,
            root: ty,
            known_classes: OnceCell::new(),
            out: Output::new(out),
            prefixes: Prefixes::new(serializer),
            plans,
            options,
            known: KnownTypes::new(options.known_types),
            tag_is_open: false,
            tag_uses_default: false,
            references: None,
            last_reference: 0,
            path: Vec::new(),
            list: None,
        }
    }

    fn finish(self, result: Result<()>) -> Result<()> {
        result.map_err(|error| error.in_path(self.path))
    }

    fn root(&mut self, ty: &Type, plan: Option<&'static ObjectPlan>, view: View<'_>) -> Result<()> {
        if self.serializer == Serializer::XmlSerializer {
            refuse(ty)?;
        }
        if let (Some(plan), View::Object(object)) = (plan, view) {
            let written = match self.serializer {
                Serializer::DataContractSerializer => self.fast_root::<false>(plan, object)?,
                Serializer::XmlSerializer => self.fast_root::<true>(plan, object)?,
            };
            if written == FastPath::Done {
                return Ok(());
            }
        }
        self.slow_root(ty, view)
    }

    fn slow_root(&mut self, ty: &Type, view: View<'_>) -> Result<()> {
        if self.serializer == Serializer::XmlSerializer {
            return self.xml_serializer_root(ty, view);
        }
        let ty = self.plans.keep(ty);
        let root = match &ty.shape {
            // The only root with a prefix.
            Shape::Object => {
                let scope_start = self.prefixes.begin_with(Prefix::Serialization, SER);
                self.out.push_str("<z:anyType");
                self.tag_is_open = true;
                self.path.push("anyType");
                Element { prefix: Prefix::Serialization, name: "anyType", scope_start }
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
            self.prefixes.declare_instance(&mut self.out);
        }
        self.content(ty, view)?;
        self.end(&root);
        Ok(())
    }

    /// Returns whether the root declares `xmlns:i` at once: not for a primitive, an enum or null.
    fn root_declares_instance(ty: &TypePlan, view: View<'_>) -> bool {
        match view {
            View::Null | View::Absent => false,
            View::Any(value) => match value.ty() {
                Some(Type::Primitive(primitive)) => primitive == Primitive::DateTimeOffset,
                Some(_) => !matches!(value, Value::Enum(_)),
                None => !matches!(value, Value::Null),
            },
            View::Converted(value) => {
                value.with(|view| Self::root_declares_instance(ty, view)).unwrap_or(false)
            }
            View::DateTimeOffset(_) | View::Object(_) | View::List(_) | View::Map(_) | View::Shared(_) => {
                true
            }
            _ => ty.object().is_some_and(|plan| !matches!(plan.body, Body::Enum(_))),
        }
    }

    fn start(&mut self, name: &'p str, namespace: &'p str) -> Result<Element<'p>> {
        self.open(name)?;
        let (prefix, scope_start) = self.prefixes.begin(namespace);
        self.tag_uses_default = prefix == Prefix::Default && !namespace.is_empty();
        Ok(self.start_tag(Element { prefix, name, scope_start }))
    }

    /// Begins an element whose name has this prefix.
    fn start_with(&mut self, prefix: Prefix<'p>, name: &'p str, namespace: &'p str) -> Result<Element<'p>> {
        self.open(name)?;
        let scope_start = self.prefixes.begin_with(prefix, namespace);
        self.tag_uses_default = false;
        Ok(self.start_tag(Element { prefix, name, scope_start }))
    }

    fn open(&mut self, name: &'p str) -> Result<()> {
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
        Ok(())
    }

    fn start_tag(&mut self, element: Element<'p>) -> Element<'p> {
        self.out.push('<');
        element.prefix.write_to(&mut self.out);
        self.out.push_str(element.name);
        self.tag_is_open = true;
        element
    }

    #[inline]
    fn close_tag(&mut self) {
        if self.tag_is_open {
            self.prefixes.finish_tag(&mut self.out);
            self.out.push('>');
            self.tag_is_open = false;
        }
    }

    fn end(&mut self, element: &Element<'p>) {
        if self.tag_is_open {
            self.prefixes.finish_tag(&mut self.out);
            self.out.push_str(" />");
            self.tag_is_open = false;
        } else {
            self.out.push_str("</");
            element.prefix.write_to(&mut self.out);
            self.out.push_str(element.name);
            self.out.push('>');
        }
        self.prefixes.end(element.scope_start);
        self.path.pop();
    }

    fn nil(&mut self) {
        if self.serializer == Serializer::XmlSerializer {
            self.instance_attribute("nil");
            self.out.push_str("true\"");
            return;
        }
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
            self.prefixes.declare_as(Prefix::Default, "", &mut self.out);
        } else {
            self.prefixes.declare(namespace, &mut self.out);
        }
        self.prefixes.use_in_attribute(Prefix::Instance);
        self.out.push_str(" i:type=\"");
        if let Some(prefix) = self.prefixes.find(namespace) {
            prefix.write_to(&mut self.out);
        }
        self.out.push_str(name);
        self.out.push('"');
        Ok(())
    }
}

/// Refuses a root that `XmlSerializer` does not take.
fn refuse(ty: &Type) -> Result<()> {
    match xml_serializer_plan::refusal(ty) {
        None => Ok(()),
        Some(why) => Err(unrepresentable(why)),
    }
}

fn mismatch(ty: &TypePlan) -> Error {
    unrepresentable(format!("the value is not of the contract's type {}", type_name(&ty.ty).name))
}
