//! XML to values: any document that says the same, or only what .NET reads.
//!
//! A [`Decoder`] puts what the [`Tokenizer`] finds into slots, by the plan of a contract. Objects and
//! collections are read by [`class`] and [`collection`]: these try the [`fast_path`] first, which compares
//! the document with tags that were made in advance, and read element by element where that says
//! [`FastPath::SwitchToSlow`].

mod attributes;
mod class;
mod collection;
mod fast_path;
mod item_wise;
mod notices;
mod out_of_order;
mod progress;
mod reference;
mod scalar;
mod value;
mod xml_serializer;

use super::known::KnownTypes;
use super::tokenizer::{Tag, Tokenizer};
use super::{Paths, ReadOptions};
use crate::contract::{ARRAYS, DC, Primitive, SER, SYSTEM, Serializer, Type, XSD, XSI};
use crate::engine::{Document, Positions};
use crate::error::{Error, ErrorKind, Result};
use crate::notice::NoticeBudget;
use crate::plan::xml_serializer::{self as xml_serializer_plan, KnownInDocument};
use crate::plan::{Shape, TypePlan};
use crate::value::Slot;
use fast_path::FastPath;
pub(crate) use item_wise::{Around, ItemReading, ListPath, find_list, read_items};
use reference::References;
use std::cell::OnceCell;

/// Reads one document into a value.
struct Decoder<'x, 'o> {
    tokens: Tokenizer<'x>,
    /// Texts that do not stand in the document as they are.
    scratch: String,
    notice_budget: NoticeBudget,
    /// Where the text that the tokenizer reads stands in the input.
    positions: Positions,
    options: ReadOptions<'o>,
    paths: Paths,
    /// The type of the root.
    root: Type,
    serializer: Serializer,
    /// The classes that `XmlSerializer` knows, once one is looked for.
    known_classes: OnceCell<KnownInDocument>,
    known: KnownTypes<'o>,
    /// The objects with `z:Id`, if there are any.
    references: Option<References<'x>>,
    /// Whether the text has items of a list without what is before them in the document.
    is_item_wise: bool,
    /// Whether what is being read stands out of order and was read before, by way of trial.
    is_tried: bool,
    /// How many bytes were read again because references to them had to be copied.
    copied: usize,
}

/// Reads a document whose root is of this type.
pub(crate) fn read_document(
    text: &str,
    slot: Slot<'_>,
    ty: &TypePlan,
    options: ReadOptions<'_>,
    paths: Paths,
) -> Result<()> {
    let document = Document::new(text, options.max_size)?;
    let budget = NoticeBudget::new(options.max_notices);
    read_text(document, slot, ty, options, (paths, budget))
}

/// Reads the text of a document whose root is of this type.
#[inline]
pub(crate) fn read_text(
    document: Document<'_>,
    slot: Slot<'_>,
    ty: &TypePlan,
    options: ReadOptions<'_>,
    (paths, notice_budget): (Paths, NoticeBudget),
) -> Result<()> {
    let mut decoder = Decoder::new(document, &ty.ty, options, (paths, notice_budget));
    let result = decoder.document(slot, ty);
    if let (Some(last), Some(notices)) = (decoder.notice_budget.last(), &mut decoder.options.notices) {
        notices(&last);
    }
    result.map_err(|error| decoder.locate(error))
}

/// Returns whether a document's root is nil. A document that cannot be read so far is not; what is wrong with
/// it is for those to say who read its value.
#[cfg(feature = "http")]
pub(crate) fn is_nil(text: &str) -> bool {
    let mut tokens = Tokenizer::new(text, ReadOptions::default().max_depth, false);
    tokens.prolog().and_then(|()| tokens.start_tag()).is_ok_and(|tag| tag.is_nil)
}

impl<'x, 'o> Decoder<'x, 'o> {
    /// Returns a decoder at the start of a text, in a document whose root is of this type.
    #[inline]
    fn new(
        document: Document<'x>,
        root: &Type,
        options: ReadOptions<'o>,
        (paths, notice_budget): (Paths, NoticeBudget),
    ) -> Self {
        let Document { text, positions } = document;
        let serializer = super::serializer_of(root, options.serializer);
        let mut tokens = Tokenizer::new(text, options.max_depth, options.strict);
        tokens.serializer = serializer;
        Decoder {
            tokens,
            scratch: String::new(),
            notice_budget,
            positions,
            known: KnownTypes::new(options.known_types),
            options,
            paths,
            root: *root,
            serializer,
            known_classes: OnceCell::new(),
            references: None,
            is_item_wise: false,
            is_tried: false,
            copied: 0,
        }
    }

    /// Says of an error where in the document it is.
    #[cold]
    fn locate(self, error: Error) -> Error {
        let Tokenizer { text, pos, path, secret_depth, .. } = self.tokens;
        let shown = secret_depth.unwrap_or(usize::MAX);
        self.positions.locate(error.at(pos).in_path(path.into_iter().take(shown)), text)
    }

    fn document(&mut self, mut slot: Slot<'_>, ty: &TypePlan) -> Result<()> {
        if self.fast_root(&mut slot, ty)? == FastPath::SwitchToSlow {
            self.tokens.prolog()?;
            let tag = self.tokens.start_tag()?;
            self.check_root(&tag, ty)?;
            self.root_value(slot, ty, &tag)?;
            self.tokens.finish(&tag)?;
        }
        self.tokens.epilog()
    }

    /// Refuses a root that does not have the contract's name.
    fn check_root(&self, tag: &Tag<'x>, ty: &TypePlan) -> Result<()> {
        let root_name;
        let (name, namespace) = match &ty.shape {
            _ if self.serializer == Serializer::XmlSerializer => {
                root_name = xml_serializer_plan::root_name(&ty.ty);
                (&*root_name, xml_serializer_plan::root_namespace(&ty.ty))
            }
            Shape::Object => ("anyType", SER),
            Shape::Primitive(Primitive::DateTimeOffset) => ("DateTimeOffset", SYSTEM),
            Shape::Primitive(primitive) => (primitive.contract_name(), SER),
            Shape::Contract(_) | Shape::Library(_) => match ty.object() {
                Some(plan) => (plan.name.name.as_str(), plan.name.namespace.as_str()),
                None => return Err(self.tokens.error(ErrorKind::Root, "the root's type has no contract")),
            },
        };
        let found = self.tokens.namespace_of(tag);
        if tag.local == name && found == namespace {
            return Ok(());
        }
        let other = match self.serializer {
            Serializer::XmlSerializer if is_of_data_contracts(found) => {
                "; DataContractSerializer writes such roots, so check which serializer is set"
            }
            Serializer::DataContractSerializer if is_of_xml_serializer(tag.local, found, &ty.ty) => {
                if self.declares_as_xml_serializer() || ty.object().is_none() {
                    "; XmlSerializer writes this root, so check which serializer is set"
                } else {
                    "; XmlSerializer would read this root, so check which serializer is set"
                }
            }
            _ => "",
        };
        let message = format!(
            "the root element is `{}` in the namespace `{found}`, but the contract's is `{name}` in `{namespace}`{other}",
            tag.local
        );
        Err(Error::new(ErrorKind::Root, message).at(tag.start))
    }

    /// Returns whether a namespace is in scope that `XmlSerializer` declares in each root that has members.
    fn declares_as_xml_serializer(&self) -> bool {
        [XSI, XSD].into_iter().any(|namespace| self.tokens.find_prefix(namespace).is_some())
    }
}

/// Returns whether a root's namespace is one that `DataContractSerializer` gives by itself.
fn is_of_data_contracts(namespace: &str) -> bool {
    [SER, ARRAYS].contains(&namespace) || namespace.starts_with(DC)
}

/// Returns whether a root is the one that `XmlSerializer` writes for a type.
fn is_of_xml_serializer(name: &str, namespace: &str, ty: &Type) -> bool {
    namespace == xml_serializer_plan::root_namespace(ty) && name == xml_serializer_plan::root_name(ty)
}
