//! Finds objects that were answered in JSON and in XML: the word of an enum in one is the name of its number in the other.
//!
//! Two answers of one endpoint are the same object if all that can be compared in them is the same, and that is enough to
//! tell objects apart. Then the word that XML has for an enum is the name of the number that JSON has.

use std::{
    collections::{BTreeMap, hash_map::DefaultHasher},
    hash::{Hash, Hasher},
};

use datacontract_codegen::spec::{Clr, Format};

use super::{document::Scalar, observed::Observations};

/// How many values have to be the same that are neither empty nor a default: an object with fewer could be another one.
pub(super) const MIN_SHARED_VALUES: usize = 2;

/// How many objects are remembered until their counterparts come.
const MAX_OPEN: usize = 100_000;

/// How many values of a document are compared.
const MAX_VALUES: usize = 10_000;

/// The values of a document by their places, without those of enums.
#[derive(Debug, Default)]
pub(super) struct Trace {
    path: Vec<usize>,
    values: BTreeMap<Vec<usize>, String>,
    enums: BTreeMap<Vec<usize>, (usize, EnumValue)>,
    is_too_large: bool,
    /// How many members of one format alone it is in.
    apart: usize,
}

/// What stands for a value of an enum.
#[derive(Clone, Debug, PartialEq, Eq)]
enum EnumValue {
    Number(i128),
    Word(String),
}

impl Trace {
    pub(super) fn enter(&mut self, place: usize) {
        self.path.push(place);
    }

    pub(super) fn leave(&mut self) {
        self.path.pop();
    }

    /// Returns the place in the document: the same in all formats.
    pub(super) fn path(&self) -> &[usize] {
        &self.path
    }

    /// Leaves out what follows, since the other format does not have it.
    pub(super) fn enter_apart(&mut self, is_apart: bool) {
        self.apart += usize::from(is_apart);
    }

    pub(super) fn leave_apart(&mut self, is_apart: bool) {
        self.apart -= usize::from(is_apart);
    }

    pub(super) fn number(&mut self, ty: usize, number: i128) {
        self.enums.insert(self.path.clone(), (ty, EnumValue::Number(number)));
    }

    pub(super) fn word(&mut self, ty: usize, word: &str) {
        self.enums.insert(self.path.clone(), (ty, EnumValue::Word(word.to_owned())));
    }

    /// Adds a value in the form that it has in both formats. Dates and times have not.
    pub(super) fn scalar(&mut self, scalar: &Scalar<'_>, clr: Clr) {
        if self.apart > 0 {
            return;
        }
        if self.values.len() >= MAX_VALUES {
            self.is_too_large = true;
            return;
        }
        let text = match (scalar, clr) {
            (_, Clr::DateTime | Clr::DateTimeOffset | Clr::TimeSpan | Clr::Char | Clr::Object) => return,
            (Scalar::Bool(value), _) => value.to_string(),
            (Scalar::Number(number), _) => number.as_f64().unwrap_or_default().to_string(),
            (Scalar::Text(text), Clr::String | Clr::Uri | Clr::Bytes) => (*text).to_owned(),
            (Scalar::Text(text), Clr::Guid) => text.to_ascii_lowercase(),
            (Scalar::Text(text), _) => {
                text.parse::<f64>().map_or_else(|_| (*text).to_owned(), |number| number.to_string())
            }
        };
        self.values.insert(self.path.clone(), text);
    }

    /// Returns how many values tell this object from others.
    fn weight(&self) -> usize {
        let tells = |text: &&String| !matches!(text.as_str(), "" | "0" | "1" | "true" | "false" | "[secret]");
        self.values.values().filter(tells).collect::<std::collections::BTreeSet<_>>().len()
    }
}

/// The objects whose counterparts in the other format have not come yet.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// By endpoint and what the values are: the enums of the object in JSON and in XML.
    open: BTreeMap<(usize, u64), [Option<Enums>; 2]>,
}

/// The enums of an object; `None` where two objects have all values in common but these.
type Enums = Option<BTreeMap<Vec<usize>, (usize, EnumValue)>>;

impl Pairs {
    /// Takes an answer, to be compared with what comes later.
    pub(super) fn add(&mut self, endpoint: usize, format: Format, trace: Trace) {
        if trace.is_too_large || trace.enums.is_empty() || trace.weight() < MIN_SHARED_VALUES {
            return;
        }
        let mut hasher = DefaultHasher::new();
        trace.values.hash(&mut hasher);
        let key = (endpoint, hasher.finish());
        if self.open.len() >= MAX_OPEN && !self.open.contains_key(&key) {
            return;
        }
        let side = &mut self.open.entry(key).or_default()[usize::from(format == Format::Xml)];
        match side {
            None => *side = Some(Some(trace.enums)),
            Some(known) if known.as_ref() == Some(&trace.enums) => {}
            Some(known) => *known = None,
        }
    }

    /// Counts which number goes with which word.
    pub(super) fn count(&self, seen: &mut Observations<'_>) {
        for [json, xml] in self.open.values() {
            let (Some(Some(json)), Some(Some(xml))) = (json, xml) else { continue };
            for (path, (ty, value)) in json {
                if let (EnumValue::Number(number), Some((_, EnumValue::Word(word)))) = (value, xml.get(path))
                {
                    let pairs = &mut seen.enums.entry(*ty).or_default().pairs;
                    *pairs.entry((word.clone(), *number)).or_default() += 1;
                }
            }
        }
    }
}
