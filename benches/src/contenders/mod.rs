//! The contenders, and the proof that each does the same work.

mod exclusions;
mod facet_xml;
mod floors;
mod hard_xml;
mod instant_xml;
mod json;
mod ours;
mod quick_xml;
mod xmlserde;
mod yaserde;

pub use exclusions::EXCLUSIONS;

use crate::group::{Direction, Group, Shape, Size};
use crate::harness::{Contender, Role};
use crate::mirror::{Mirror, Model};
use crate::shape::{Style, restyle};
use crate::values::{self, Filling};
use datacontract::contract::{Serializer, Type};
use datacontract::xml::ReadOptions;
use datacontract::{DataContract, Field, json as dc_json, xml};
use roxmltree::{Document, Node};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

pub const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";
pub const REQUEST: &str = "http://schemas.datacontract.org/2004/07/LCManagerPartner.Implementation.Request";
pub const ABSTRACTIONS: &str =
    "http://schemas.datacontract.org/2004/07/LCManagerPartner.Implementation.Abstractions";
pub const LEADBANK: &str = "http://schemas.datacontract.org/2004/07/";

/// The names of the contenders that goals speak of.
pub const OURS: &str = "datacontract";
pub const OURS_DATES: &str = "datacontract, real dates";
pub const OURS_COMPACT: &str = "datacontract, compact texts";
pub const OURS_DYNAMIC: &str = "datacontract, dynamic";
pub const OURS_STRICT: &str = "datacontract, strict";
pub const OURS_XML_SERIALIZER: &str = "datacontract, XmlSerializer";
pub const OURS_XML_SERIALIZER_DYNAMIC: &str = "datacontract, XmlSerializer, dynamic";
pub const OUR_JSON: &str = "datacontract::json";
pub const OUR_SERDE: &str = "serde_json over datacontract";
pub const OUR_JSON_DYNAMIC: &str = "datacontract::json, dynamic";
pub const SERDE_JSON: &str = "serde_json derive";
pub const SERDE_JSON_VALUE: &str = "serde_json::Value";
pub const CLONE: &str = "clone + drop";
pub const EVENTS: &str = "quick-xml events";
pub const MEMCPY: &str = "memcpy";

/// A group's contenders, ready to run.
pub struct Built {
    pub contenders: Vec<Contender>,
    /// The length of the XML document.
    pub bytes: usize,
}

/// Makes all contenders of a group, or the one that is asked for, and proves of each that it does what it is
/// said to.
pub fn build(group: Group, only: Option<&str>) -> Result<Built, String> {
    let filling = match group.shape {
        Shape::Nils => Filling::Nils,
        Shape::Escapes => Filling::Escapes,
        _ => Filling::Sample,
    };
    match group.size {
        Size::Small => Builder::new(group, only, values::update(filling))?.build(),
        Size::Medium => Builder::new(group, only, values::response(100, filling))?.build(),
        Size::Large => Builder::new(group, only, values::response(10_000, filling))?.build(),
    }
}

/// A value that is measured, and the types that hold it.
trait Payload: Model<Plain = Self> + Clone + PartialEq + Serialize + DeserializeOwned {
    type Ours: Model<Plain = Self> + DataContract + Default + Clone + Serialize + DeserializeOwned;
    /// The same with real dates.
    type Dates: Model<Plain = Self>;
    /// The same with texts that keep short ones in place.
    type Compact: Model<Plain = Self>;
    type QuickXmlReading: Model<Plain = Self>;
    type QuickXmlWriting: Model<Plain = Self>;
    type QuickXmlNillable: Model<Plain = Self>;
    type InstantXml: Model<Plain = Self>;
    type InstantXmlNillable: Model<Plain = Self>;
    type HardXmlReading: Model<Plain = Self>;
    type HardXmlWriting: Model<Plain = Self>;
    type HardXmlNillable: Model<Plain = Self>;
    type Xmlserde: Model<Plain = Self>;
    type XmlserdeNillable: Model<Plain = Self>;
    type Yaserde: Model<Plain = Self>;
    type YaserdeNillable: Model<Plain = Self>;
    type FacetXml: Model<Plain = Self>;
    type FacetXmlNillable: Model<Plain = Self>;
}

macro_rules! payload {
    ($root:ident, $ours:ty, $dates:ty, $compact:ty) => {
        impl Payload for values::$root {
            type Ours = $ours;
            type Dates = $dates;
            type Compact = $compact;
            type QuickXmlReading = quick_xml::reading::$root;
            type QuickXmlWriting = quick_xml::writing::$root;
            type QuickXmlNillable = quick_xml::nillable::$root;
            type InstantXml = instant_xml::plain::$root;
            type InstantXmlNillable = instant_xml::nillable::$root;
            type HardXmlReading = hard_xml::reading::$root;
            type HardXmlWriting = hard_xml::writing::$root;
            type HardXmlNillable = hard_xml::nillable::$root;
            type Xmlserde = xmlserde::plain::$root;
            type XmlserdeNillable = xmlserde::nillable::$root;
            type Yaserde = yaserde::plain::$root;
            type YaserdeNillable = yaserde::nillable::$root;
            type FacetXml = facet_xml::plain::$root;
            type FacetXmlNillable = facet_xml::nillable::$root;
        }
    };
}

payload!(
    Update,
    datacontract_apis::lcmanager::LeadUpdateRequest,
    datacontract_apis::lcmanager::LeadUpdateRequest,
    datacontract_apis::lcmanager::LeadUpdateRequest
);
payload!(Response, ours::texts::Response, ours::dates::Response, ours::compact::Response);

struct Builder<P: Payload> {
    group: Group,
    /// The full name of the only contender that is wanted.
    only: Option<String>,
    value: Rc<P>,
    ours: Rc<P::Ours>,
    /// The document in the group's shape.
    text: Rc<str>,
    json: Rc<str>,
    contenders: Vec<Contender>,
}

impl<P: Payload> Builder<P> {
    fn new(group: Group, only: Option<&str>, value: P) -> Result<Self, String> {
        let ours = P::Ours::of(&value);
        let compact = ours.write()?;
        let style = match group.shape {
            Shape::Compact | Shape::Nils | Shape::Escapes => None,
            Shape::Indented => Some(Style { indented: true, ..Style::default() }),
            Shape::Prefixed => Some(Style { prefixed: true, ..Style::default() }),
            Shape::Reordered => Some(Style { reversed: true, ..Style::default() }),
        };
        let text = match style {
            None => compact,
            Some(style) => restyle(&compact, style).map_err(|error| error.to_string())?,
        };
        let json = value.write()?;
        Ok(Builder {
            group,
            only: only.map(str::to_owned),
            value: Rc::new(value),
            ours: Rc::new(ours),
            text: text.into(),
            json: json.into(),
            contenders: Vec::new(),
        })
    }

    fn build(mut self) -> Result<Built, String> {
        match self.group.direction {
            Direction::Write => self.writers()?,
            Direction::Read => self.readers()?,
        }
        Ok(Built { contenders: self.contenders, bytes: self.text.len() })
    }

    fn wants(&self, name: &str) -> bool {
        self.only.as_ref().is_none_or(|only| *only == self.group.full_name(name))
    }

    fn add<R>(&mut self, name: &str, role: Role, f: impl FnMut() -> R + 'static) {
        if self.wants(name) {
            self.contenders.push(Contender::new(name, role, f));
        }
    }

    fn writers(&mut self) -> Result<(), String> {
        self.write::<P::Ours>(OURS, Role::Ours)?;
        if std::any::TypeId::of::<P::Dates>() != std::any::TypeId::of::<P::Ours>() {
            self.write::<P::Dates>(OURS_DATES, Role::Ours)?;
            self.write::<P::Compact>(OURS_COMPACT, Role::Ours)?;
        }
        self.write_dynamic()?;
        self.write_for_xml_serializer()?;
        if self.group.shape == Shape::Nils {
            self.peer_writes::<P::QuickXmlNillable>("quick-xml", false)?;
            self.peer_writes::<P::InstantXmlNillable>("instant-xml", true)?;
            self.peer_writes::<P::HardXmlNillable>("hard-xml", false)?;
            self.peer_writes::<P::XmlserdeNillable>("xmlserde", false)?;
            self.peer_writes::<P::YaserdeNillable>("yaserde", true)?;
            self.peer_writes::<P::FacetXmlNillable>("facet-xml", true)?;
        } else {
            self.peer_writes::<P::QuickXmlWriting>("quick-xml", false)?;
            self.peer_writes::<P::InstantXml>("instant-xml", true)?;
            self.peer_writes::<P::HardXmlWriting>("hard-xml", false)?;
            self.peer_writes::<P::Xmlserde>("xmlserde", false)?;
            self.peer_writes::<P::Yaserde>("yaserde", true)?;
            self.peer_writes::<P::FacetXml>("facet-xml", true)?;
        }
        self.write_json()?;
        let (text, mut out) = (self.text.clone(), String::new());
        self.add(MEMCPY, Role::Floor, move || {
            out.clear();
            out.push_str(std::hint::black_box(&text));
            out.len()
        });
        let text = self.text.clone();
        self.add("memcpy into fresh memory", Role::Floor, move || std::hint::black_box(&*text).to_owned());
        Ok(())
    }

    fn readers(&mut self) -> Result<(), String> {
        self.read::<P::Ours>(OURS, Role::Ours)?;
        if std::any::TypeId::of::<P::Dates>() != std::any::TypeId::of::<P::Ours>() {
            self.read::<P::Dates>(OURS_DATES, Role::Ours)?;
            self.read::<P::Compact>(OURS_COMPACT, Role::Ours)?;
        }
        if self.group.shape != Shape::Reordered && self.wants(OURS_STRICT) {
            let text = self.text.clone();
            let read = move || xml::from_str_with::<P::Ours>(&text, ReadOptions::strict());
            self.same(OURS_STRICT, read().map_err(|error| error.to_string())?.back())?;
            self.add(OURS_STRICT, Role::Ours, read);
        }
        self.read_dynamic()?;
        self.read_for_xml_serializer()?;
        self.peer_reads::<P::QuickXmlReading>("quick-xml", false)?;
        if self.group.shape == Shape::Nils {
            self.peer_reads::<P::InstantXmlNillable>("instant-xml", true)?;
            self.peer_reads::<P::HardXmlNillable>("hard-xml", false)?;
            self.peer_reads::<P::XmlserdeNillable>("xmlserde", false)?;
            self.peer_reads::<P::YaserdeNillable>("yaserde", true)?;
            self.peer_reads::<P::FacetXmlNillable>("facet-xml", true)?;
        } else {
            self.peer_reads::<P::InstantXml>("instant-xml", true)?;
            self.peer_reads::<P::HardXmlReading>("hard-xml", false)?;
            self.peer_reads::<P::Xmlserde>("xmlserde", false)?;
            self.peer_reads::<P::Yaserde>("yaserde", true)?;
            self.peer_reads::<P::FacetXml>("facet-xml", true)?;
        }
        if matches!(self.group.shape, Shape::Compact | Shape::Nils | Shape::Escapes) {
            self.read_json()?;
        }
        let ours = self.ours.clone();
        self.add(CLONE, Role::Floor, move || P::Ours::clone(&ours));
        let text = self.text.clone();
        self.add(EVENTS, Role::Floor, move || floors::events(&text));
        let text = self.text.clone();
        self.add("quick-xml events with namespaces", Role::Floor, move || floors::resolved_events(&text));
        let text = self.text.clone();
        self.add("roxmltree", Role::Floor, move || {
            Document::parse(&text).map(|document| document.root_element().has_children())
        });
        Ok(())
    }

    /// Adds a writer whose output is proven to mean the value.
    fn write<M: Model<Plain = P>>(&mut self, name: &str, role: Role) -> Result<(), String> {
        let reused = format!("{name}, reused buffer");
        if !self.wants(name) && !self.wants(&reused) {
            return Ok(());
        }
        let model = Rc::new(M::of(&self.value));
        self.means_the_same(name, &model.write()?)?;
        let shared = model.clone();
        self.add(name, role, move || shared.write());
        if M::REWRITES {
            let mut out = M::Buffer::default();
            model.rewrite(&mut out)?;
            let text = String::from_utf8_lossy(out.as_ref()).into_owned();
            self.means_the_same(&reused, &text)?;
            self.add(&reused, Role::Reused, move || {
                M::clear(&mut out);
                model.rewrite(&mut out)
            });
        }
        Ok(())
    }

    fn peer_writes<M: Model<Plain = P>>(
        &mut self,
        name: &'static str,
        namespaces: bool,
    ) -> Result<(), String> {
        let count = self.contenders.len();
        if self.only.is_some() {
            return self.write::<M>(name, Role::Peer { namespaces });
        }
        let result = quietly(|| self.write::<M>(name, Role::Peer { namespaces }));
        self.excluded(name, count, result)
    }

    /// Adds a reader that is proven to read the value.
    fn read<M: Model<Plain = P>>(&mut self, name: &str, role: Role) -> Result<(), String> {
        if !self.wants(name) {
            return Ok(());
        }
        let text = self.text.clone();
        self.same(name, M::read(&text)?.back())?;
        self.add(name, role, move || M::read(&text));
        Ok(())
    }

    fn peer_reads<M: Model<Plain = P>>(
        &mut self,
        name: &'static str,
        namespaces: bool,
    ) -> Result<(), String> {
        let count = self.contenders.len();
        if self.only.is_some() {
            return self.read::<M>(name, Role::Peer { namespaces });
        }
        let result = quietly(|| self.read::<M>(name, Role::Peer { namespaces }));
        self.excluded(name, count, result)
    }

    /// Whether a peer fails if and only if it is said to.
    fn excluded(&mut self, name: &str, count: usize, result: Result<(), String>) -> Result<(), String> {
        let exclusion = EXCLUSIONS.iter().find(|exclusion| exclusion.holds(name, self.group));
        match (result, exclusion) {
            (Ok(()), None) => Ok(()),
            (Err(_), Some(_)) => {
                self.contenders.truncate(count);
                Ok(())
            }
            (Ok(()), Some(exclusion)) => {
                Err(format!("{}: {name} can do this now, and is said not to: {}", self.group, exclusion.why))
            }
            (Err(error), None) => Err(format!("{}: {name} fails: {error}", self.group)),
        }
    }

    fn write_dynamic(&mut self) -> Result<(), String> {
        if !self.wants(OURS_DYNAMIC) {
            return Ok(());
        }
        let ty: Type = P::Ours::TYPE;
        let value = xml::read_value(&self.text, &ty).map_err(|error| error.to_string())?;
        let write = move || xml::write_value(&value, &ty, &xml::WriteOptions::default());
        self.means_the_same(OURS_DYNAMIC, &write().map_err(|error| error.to_string())?)?;
        self.add(OURS_DYNAMIC, Role::Ours, write);
        Ok(())
    }

    fn read_dynamic(&mut self) -> Result<(), String> {
        if !self.wants(OURS_DYNAMIC) {
            return Ok(());
        }
        let (ty, text): (Type, _) = (P::Ours::TYPE, self.text.clone());
        let read = move || xml::read_value(&text, &ty);
        let value = read().map_err(|error| error.to_string())?;
        let written = xml::write_value(&value, &P::Ours::TYPE, &xml::WriteOptions::default());
        self.means_the_same(OURS_DYNAMIC, &written.map_err(|error| error.to_string())?)?;
        self.add(OURS_DYNAMIC, Role::Ours, read);
        Ok(())
    }

    /// Adds writers of the same value in the form of `XmlSerializer`.
    fn write_for_xml_serializer(&mut self) -> Result<(), String> {
        let options = || {
            let mut options = xml::WriteOptions::default();
            options.serializer = Serializer::XmlSerializer;
            options
        };
        if self.wants(OURS_XML_SERIALIZER) {
            let ours = self.ours.clone();
            self.add(OURS_XML_SERIALIZER, Role::Ours, move || xml::to_string_with(&*ours, &options()));
        }
        if self.wants(OURS_XML_SERIALIZER_DYNAMIC) {
            let ty: Type = P::Ours::TYPE;
            let value = xml::read_value(&self.text, &ty).map_err(|error| error.to_string())?;
            let write = move || xml::write_value(&value, &ty, &options());
            self.add(OURS_XML_SERIALIZER_DYNAMIC, Role::Ours, write);
        }
        Ok(())
    }

    /// Adds readers of the same value in the form of `XmlSerializer`.
    fn read_for_xml_serializer(&mut self) -> Result<(), String> {
        if self.group.shape == Shape::Prefixed {
            return Ok(());
        }
        let mut options = xml::WriteOptions::default();
        options.serializer = Serializer::XmlSerializer;
        let text = xml::to_string_with(&*self.ours, &options).map_err(|error| error.to_string())?;
        let style = Style {
            indented: self.group.shape == Shape::Indented,
            reversed: self.group.shape == Shape::Reordered,
            ..Style::default()
        };
        let text: Rc<str> = match self.group.shape {
            Shape::Indented | Shape::Reordered => {
                restyle(&text, style).map_err(|error| error.to_string())?.into()
            }
            _ => text.into(),
        };
        let options = || {
            let mut options = ReadOptions::default();
            options.serializer = Serializer::XmlSerializer;
            options
        };
        if self.wants(OURS_XML_SERIALIZER) {
            let text = text.clone();
            let read = move || xml::from_str_with::<P::Ours>(&text, options());
            self.same(OURS_XML_SERIALIZER, read().map_err(|error| error.to_string())?.back())?;
            self.add(OURS_XML_SERIALIZER, Role::Ours, read);
        }
        if self.wants(OURS_XML_SERIALIZER_DYNAMIC) {
            let ty: Type = P::Ours::TYPE;
            let read = move || xml::read_value_with(&text, &ty, options());
            read().map_err(|error| error.to_string())?;
            self.add(OURS_XML_SERIALIZER_DYNAMIC, Role::Ours, read);
        }
        Ok(())
    }

    fn write_json(&mut self) -> Result<(), String> {
        if self.only.as_ref().is_some_and(|only| !only.contains("json")) {
            return Ok(());
        }
        let ours = self.ours.clone();
        let write = move || dc_json::to_string(&*ours);
        self.same_json(OUR_JSON, &write().map_err(|error| error.to_string())?)?;
        self.add(OUR_JSON, Role::Json, write);
        let ours = self.ours.clone();
        let write = move || serde_json::to_string(&*ours);
        self.same_json(OUR_SERDE, &write().map_err(|error| error.to_string())?)?;
        self.add(OUR_SERDE, Role::Json, write);
        let (ours, mut out) = (self.ours.clone(), Vec::new());
        self.add("serde_json over datacontract, reused buffer", Role::Json, move || {
            out.clear();
            serde_json::to_writer(&mut out, &*ours)
        });
        let ty: Type = P::Ours::TYPE;
        let value = dc_json::read_value(&self.json, &ty).map_err(|error| error.to_string())?;
        let write = move || dc_json::write_value(&value, &ty, &dc_json::WriteOptions::default());
        self.same_json(OUR_JSON_DYNAMIC, &write().map_err(|error| error.to_string())?)?;
        self.add(OUR_JSON_DYNAMIC, Role::Json, write);
        let value = self.value.clone();
        self.add(SERDE_JSON, Role::Json, move || value.write());
        let (value, mut out) = (self.value.clone(), Default::default());
        self.add("serde_json derive, reused buffer", Role::Json, move || {
            P::clear(&mut out);
            value.rewrite(&mut out)
        });
        let value = serde_json::to_value(&*self.value).map_err(|error| error.to_string())?;
        self.add(SERDE_JSON_VALUE, Role::Json, move || serde_json::to_string(&value));
        Ok(())
    }

    fn read_json(&mut self) -> Result<(), String> {
        if self.only.as_ref().is_some_and(|only| !only.contains("json")) {
            return Ok(());
        }
        let json = self.json.clone();
        let read = move || dc_json::from_str::<P::Ours>(&json);
        self.same(OUR_JSON, read().map_err(|error| error.to_string())?.back())?;
        self.add(OUR_JSON, Role::Json, read);
        let json = self.json.clone();
        let read = move || serde_json::from_str::<P::Ours>(&json);
        self.same(OUR_SERDE, read().map_err(|error| error.to_string())?.back())?;
        self.add(OUR_SERDE, Role::Json, read);
        let (ty, json): (Type, _) = (P::Ours::TYPE, self.json.clone());
        let read = move || dc_json::read_value(&json, &ty);
        let written = dc_json::write_value(
            &read().map_err(|error| error.to_string())?,
            &P::Ours::TYPE,
            &dc_json::WriteOptions::default(),
        );
        self.same_json(OUR_JSON_DYNAMIC, &written.map_err(|error| error.to_string())?)?;
        self.add(OUR_JSON_DYNAMIC, Role::Json, read);
        let json = self.json.clone();
        self.same(SERDE_JSON, P::read(&json)?)?;
        self.add(SERDE_JSON, Role::Json, move || P::read(&json));
        let json = self.json.clone();
        self.add(SERDE_JSON_VALUE, Role::Json, move || serde_json::from_str::<serde_json::Value>(&json));
        Ok(())
    }

    fn same(&self, name: &str, value: P) -> Result<(), String> {
        if value == *self.value { Ok(()) } else { Err(format!("{name} reads another value")) }
    }

    fn same_json(&self, name: &str, json: &str) -> Result<(), String> {
        if *json == *self.json { Ok(()) } else { Err(format!("{name} writes {}", start(json))) }
    }

    /// Whether a document says what ours does: the same elements in the same namespaces and order, the same
    /// texts, the same nulls. Its prefixes are its own.
    fn means_the_same(&self, name: &str, text: &str) -> Result<(), String> {
        let ours = if self.group.direction == Direction::Write {
            self.text.to_string()
        } else {
            self.ours.write()?
        };
        match same_document(text, &ours) {
            Ok(true) => Ok(()),
            Ok(false) => Err(format!("{name} writes {}", start(text))),
            Err(error) => Err(format!("{name} writes what cannot be read: {error}: {}", start(text))),
        }
    }
}

/// Whether two documents say the same.
fn same_document(one: &str, other: &str) -> Result<bool, roxmltree::Error> {
    let (one, other) = (Document::parse(one)?, Document::parse(other)?);
    let elements = |document| Document::descendants(document).filter(Node::is_element);
    let is_nil = |node: Node<'_, '_>| matches!(node.attribute((INSTANCE, "nil")), Some("true" | "1"));
    let same = |(one, other): (Node<'_, '_>, Node<'_, '_>)| {
        one.tag_name() == other.tag_name()
            && one.parent_element().map(|parent| parent.tag_name())
                == other.parent_element().map(|parent| parent.tag_name())
            && is_nil(one) == is_nil(other)
            && one.text().unwrap_or_default() == other.text().unwrap_or_default()
    };
    let count = elements(&one).count();
    Ok(count == elements(&other).count() && elements(&one).zip(elements(&other)).all(same))
}

/// The start of a text, for an error.
fn start(text: &str) -> String {
    text.chars().take(1500).collect()
}

/// Catches a panic: `xmlserde` has no errors.
fn quietly(f: impl FnOnce() -> Result<(), String>) -> Result<(), String> {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let result = catch_unwind(AssertUnwindSafe(f)).unwrap_or_else(|_| Err("it panics".to_owned()));
    std::panic::set_hook(hook);
    result
}
