//! A document along its type: where each value belongs in the spec.

use datacontract_codegen::spec::{Clr, Format, Spec, TypeExpr, TypeExprKind, TypeKind, wire_name};

use super::{
    actual_types::ActualTypes,
    document::{Node, Scalar, place_of},
    observed::{Look, Numbers, Observations, SlotOwner, count, entry},
    pairs::Trace,
};
use crate::site::Site;

/// How deep documents are followed. Those of services are rarely deeper than ten.
const MAX_DEPTH: usize = 64;

/// The namespaces in which .NET names elements by the type of their content.
const ELEMENTS_BY_TYPE: [&str; 2] = [
    "http://schemas.microsoft.com/2003/10/Serialization/Arrays",
    "http://schemas.microsoft.com/2003/10/Serialization/",
];

/// Goes through one document.
pub(super) struct Walk<'w, 's> {
    pub(super) site: &'s Site,
    pub(super) actual_types: &'w ActualTypes,
    pub(super) seen: &'w mut Observations<'s>,
    pub(super) trace: Trace,
    /// Whether an object named a class that the spec does not have.
    pub(super) has_unknown_class: bool,
}

impl<'s> Walk<'_, 's> {
    fn spec(&self) -> &'s Spec {
        self.site.spec()
    }

    /// Follows the root of a document.
    pub(super) fn root(&mut self, node: Node<'_>, ty: &'s TypeExpr, owner: SlotOwner) {
        // Of null .NET says no more than that it is null: the element is another one.
        if let (Some(index), Some((namespace, name))) = (self.spec().named(ty), node.element())
            && !node.is_null()
        {
            if ELEMENTS_BY_TYPE.contains(&namespace) {
                if let SlotOwner::Response(endpoint) = owner {
                    let others = &mut self.seen.endpoints.entry(endpoint).or_default().others;
                    count(others, name.to_owned());
                }
                return;
            }
            let root = (name.to_owned(), namespace.to_owned());
            match &self.spec().types[index].kind {
                TypeKind::Enum(_) => count(&mut self.seen.enums.entry(index).or_default().roots, root),
                _ => count(&mut self.seen.classes.entry(index).or_default().roots, root),
            }
        }
        self.value(node, ty, owner, MAX_DEPTH);
    }

    fn value(&mut self, node: Node<'_>, ty: &'s TypeExpr, owner: SlotOwner, depth: usize) {
        let slot = self.seen.slot(ty, owner);
        if node.is_null() {
            slot.nulls += 1;
            return;
        }
        slot.values += 1;
        if let Some((namespace, name)) = node.element()
            && ELEMENTS_BY_TYPE.contains(&namespace)
        {
            slot.element_names.insert(name.to_owned());
        }
        let Some(depth) = depth.checked_sub(1) else { return };
        match &ty.without_nullable().kind {
            TypeExprKind::Clr(Clr::Object) => {
                // It may be of any class.
                let named = node.actual_type().and_then(|named| self.actual_types.find(&named));
                if let Some(index) = named {
                    self.named(node, index, depth);
                }
            }
            TypeExprKind::Clr(_) | TypeExprKind::Word(_) => self.scalar(node, ty, owner),
            TypeExprKind::Named(name) => {
                if let Ok(index) = self.spec().resolve(name) {
                    self.named(node, index, depth);
                }
            }
            TypeExprKind::List(item) | TypeExprKind::Array(item) => self.items(node, item, owner, depth),
            TypeExprKind::Dictionary(_, value) => self.entries(node, value, owner, depth),
            TypeExprKind::ReadOnly(inner) => {
                let inner_node = match node {
                    Node::Json(_) => Some(node),
                    Node::Xml(_) => node.items().first().copied(),
                };
                match (&inner.kind, inner_node) {
                    (TypeExprKind::List(item), Some(node)) => self.items(node, item, owner, depth),
                    (TypeExprKind::Dictionary(_, value), Some(node)) => {
                        self.entries(node, value, owner, depth);
                    }
                    _ => {}
                }
            }
            // Their parts come in the order of the type, under names of .NET's own.
            TypeExprKind::Pair(key, value) => self.parts(node, &[key, value], owner, depth),
            TypeExprKind::Tuple(parts) => self.parts(node, &parts.iter().collect::<Vec<_>>(), owner, depth),
            TypeExprKind::Nullable(_) => {}
        }
    }

    fn items(&mut self, node: Node<'_>, item: &'s TypeExpr, owner: SlotOwner, depth: usize) {
        for (index, node) in node.items().into_iter().enumerate() {
            self.trace.enter(index);
            self.value(node, item, owner, depth);
            self.trace.leave();
        }
    }

    /// Follows the values of a dictionary. Its keys are names in JSON, and never null.
    fn entries(&mut self, node: Node<'_>, value: &'s TypeExpr, owner: SlotOwner, depth: usize) {
        match node {
            Node::Json(_) => {
                for (index, (_, node)) in node.members().into_iter().enumerate() {
                    self.trace.enter(index);
                    self.value(node, value, owner, depth);
                    self.trace.leave();
                }
            }
            Node::Xml(_) => {
                for (index, entry) in node.items().into_iter().enumerate() {
                    let parts = entry.items();
                    self.trace.enter(index);
                    if let [_, node] = parts.as_slice() {
                        self.value(*node, value, owner, depth);
                    }
                    self.trace.leave();
                }
            }
        }
    }

    fn parts(&mut self, node: Node<'_>, types: &[&'s TypeExpr], owner: SlotOwner, depth: usize) {
        let members = node.members();
        if members.len() != types.len() {
            return;
        }
        for (index, ((_, node), ty)) in members.into_iter().zip(types).enumerate() {
            self.trace.enter(index);
            self.value(node, ty, owner, depth);
            self.trace.leave();
        }
    }

    fn named(&mut self, node: Node<'_>, index: usize, depth: usize) {
        match &self.spec().types[index].kind {
            TypeKind::Class(_) if node.is_object() && !node.is_reference() => {
                if let Some(actual) = self.actual_class(node, index) {
                    self.class(node, actual, depth);
                }
            }
            TypeKind::Class(_) => {}
            TypeKind::Enum(of) => self.enumeration(node, index, of.flags),
            TypeKind::Collection(collection) => {
                self.items(node, &collection.item, SlotOwner::Items(index), depth);
            }
            TypeKind::Dictionary(dictionary) => {
                self.entries(node, &dictionary.value, SlotOwner::Items(index), depth);
            }
        }
    }

    /// Returns the class of an object where one is declared: its own, if it names one. `None` if the spec does not have that.
    fn actual_class(&mut self, node: Node<'_>, declared: usize) -> Option<usize> {
        let Some(named) = node.actual_type() else { return Some(declared) };
        let found =
            self.actual_types.find(&named).filter(|found| self.spec().types[*found].class().is_some());
        let class = self.seen.classes.entry(declared).or_default();
        match found {
            Some(actual) if actual != declared => *class.derived.entry(actual).or_default() += 1,
            Some(_) => {}
            None => {
                count(&mut class.unknown_classes, named.to_string());
                self.has_unknown_class = true;
            }
        }
        found
    }

    fn class(&mut self, node: Node<'_>, index: usize, depth: usize) {
        let (spec, format) = (self.spec(), node.format());
        let at = place_of(format);
        self.seen.classes.entry(index).or_default().objects[at] += 1;
        let mut there = node.members();
        for owner in spec.with_bases(index) {
            let Some(class) = spec.types[owner].class() else { continue };
            for (place, member) in class.members.iter().enumerate() {
                if member.only.is_some_and(|only| only != format) {
                    continue;
                }
                let name = wire_name(spec, format, owner, member);
                let found = there.iter().position(|(there, _)| *there == name);
                let presence = self.seen.members.entry((owner, place)).or_default();
                let Some(found) = found else {
                    presence.absent[at] += 1;
                    continue;
                };
                let (_, node) = there.remove(found);
                presence.there[at] += 1;
                presence.defaults += u64::from(node.is_null() || is_default(node));
                if let Some((namespace, _)) = node.element() {
                    count(&mut self.seen.classes.entry(owner).or_default().namespaces, namespace.to_owned());
                }
                self.trace.enter(owner * 1_000 + place);
                self.trace.enter_apart(member.only.is_some());
                self.value(node, &member.ty, SlotOwner::Member { ty: owner, member: place }, depth);
                self.trace.leave_apart(member.only.is_some());
                self.trace.leave();
            }
        }
        self.unknown(node, index, &there);
    }

    /// Remembers the members that the contract does not have.
    fn unknown(&mut self, object: Node<'_>, index: usize, members: &[(&str, Node<'_>)]) {
        if members.is_empty() {
            return;
        }
        let at = place_of(object.format());
        let all = object.members();
        for (name, node) in members {
            let class = self.seen.classes.entry(index).or_default();
            let Some(unknown) = entry(&mut class.unknown, name) else { continue };
            unknown.there[at] += 1;
            match look(*node) {
                None => unknown.nulls += 1,
                Some(look) => {
                    unknown.looks.insert(look);
                }
            }
            if object.format() == Format::Json {
                let place = all.iter().position(|(there, _)| there == name);
                let before = place.and_then(|place| all.get(place.checked_sub(1)?));
                unknown.after = before.map(|(name, _)| (*name).to_owned());
            }
        }
    }

    fn enumeration(&mut self, node: Node<'_>, index: usize, is_flags: bool) {
        let at = place_of(node.format());
        let seen = self.seen.enums.entry(index).or_default();
        match node.scalar() {
            Some(Scalar::Number(number)) => {
                let Some(number) = number.as_i64().map(i128::from).or(number.as_u64().map(i128::from)) else {
                    return;
                };
                count(&mut seen.numbers, number);
                self.trace.number(index, number);
            }
            Some(Scalar::Text(text)) => {
                if let Ok(number) = text.parse::<i128>() {
                    count(&mut seen.numbers, number);
                    self.trace.number(index, number);
                    return;
                }
                // Those of `[Flags]` stand side by side: blanks in XML, commas in JSON.
                let separator = if at == 0 { ',' } else { ' ' };
                let words: Vec<&str> =
                    if is_flags { text.split(separator).map(str::trim).collect() } else { vec![text] };
                for word in words.iter().filter(|word| !word.is_empty()) {
                    count(&mut seen.words[at], (*word).to_owned());
                }
                if let [word] = words.as_slice() {
                    self.trace.word(index, word);
                }
            }
            _ => {}
        }
    }

    fn scalar(&mut self, node: Node<'_>, ty: &'s TypeExpr, owner: SlotOwner) {
        let (Some(scalar), Some(clr)) = (node.scalar(), ty.clr()) else { return };
        self.trace.scalar(&scalar, clr);
        let slot = self.seen.slot(ty, owner);
        if is_number(clr) {
            number(&scalar, &mut slot.numbers);
        }
    }
}

fn is_number(clr: Clr) -> bool {
    use Clr::{Byte, Decimal, Double, Float, Int, Long, SByte, Short, UInt, ULong, UShort};
    matches!(clr, SByte | Byte | Short | UShort | Int | UInt | Long | ULong | Float | Double | Decimal)
}

fn number(scalar: &Scalar<'_>, numbers: &mut Numbers) {
    let text = match scalar {
        Scalar::Text(text) => (*text).to_owned(),
        Scalar::Number(number) => number.to_string(),
        Scalar::Bool(_) => return,
    };
    if let Ok(whole) = text.parse::<i128>() {
        numbers.add_whole(whole);
        return;
    }
    // serde_json spells numbers as it likes, so that only XML shows how the service did.
    let is_as_written = matches!(scalar, Scalar::Text(_));
    if let Some(whole) = text.parse().ok().filter(|_| !is_as_written).and_then(beyond_integers) {
        numbers.add_whole(whole);
        return;
    }
    numbers.fractions += u64::from(text.parse::<f64>().is_ok());
    if matches!(text.as_str(), "NaN" | "INF" | "-INF" | "Infinity" | "-Infinity")
        || (is_as_written && text.contains(['e', 'E']))
    {
        numbers.floating += 1;
        return;
    }
    numbers.scaled += u64::from(is_as_written && text.contains('.') && text.ends_with('0'));
    let Ok(value) = text.parse::<f64>() else { return };
    #[expect(clippy::cast_possible_truncation, reason = "whether digits are lost is the question")]
    let short = value as f32;
    numbers.finer_than_float += u64::from(short.to_string() != value.to_string());
}

/// Returns a number of JSON that no integer of .NET holds, as a whole number: whether it was spelled as one nobody knows any more.
fn beyond_integers(number: f64) -> Option<i128> {
    const LEAST: f64 = 18_446_744_073_709_551_616.0;
    const MOST: f64 = 1e38;
    let is_beyond = (LEAST..MOST).contains(&number.abs());
    #[expect(clippy::cast_possible_truncation, reason = "it is within the bounds, and has no fraction")]
    is_beyond.then_some(number as i128)
}

/// Returns whether a value is the default of any type: .NET leaves these out where it is told to.
fn is_default(node: Node<'_>) -> bool {
    match node.scalar() {
        Some(Scalar::Bool(value)) => !value,
        Some(Scalar::Number(number)) => number.as_f64() == Some(0.0),
        Some(Scalar::Text(text)) => {
            matches!(text, "0" | "false" | "0001-01-01T00:00:00" | "PT0S" | "00:00:00")
                || text.bytes().all(|byte| matches!(byte, b'0' | b'-' | b'.')) && text.contains('0')
        }
        None => false,
    }
}

/// Returns what a value looks like; `None` for null.
fn look(node: Node<'_>) -> Option<Look> {
    if node.is_null() {
        return None;
    }
    Some(match node.scalar() {
        None => Look::Parts,
        Some(Scalar::Bool(_)) => Look::Bool,
        Some(Scalar::Number(number)) if number.is_f64() => Look::Fraction,
        Some(Scalar::Number(_)) => Look::Whole,
        Some(Scalar::Text(text)) => look_of_text(text, node.format()),
    })
}

fn look_of_text(text: &str, format: Format) -> Look {
    let is_guid = text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        });
    let is_date = text.len() >= 19
        && text.bytes().take(19).enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            10 => byte == b'T',
            13 | 16 => byte == b':',
            _ => byte.is_ascii_digit(),
        });
    match (is_guid, is_date, format) {
        (true, ..) => Look::Guid,
        (_, true, _) => Look::Date,
        // In XML everything is a text.
        (.., Format::Xml) if matches!(text, "true" | "false") => Look::Bool,
        (.., Format::Xml) if is_whole(text) => Look::Whole,
        (.., Format::Xml) if is_fraction(text) => Look::Fraction,
        _ => Look::Text,
    }
}

/// Returns whether a text is a whole number as .NET writes it: `007` and `+5` are texts.
fn is_whole(text: &str) -> bool {
    text.parse::<i128>().is_ok_and(|number| number.to_string() == text)
}

/// Returns whether a text is a number as .NET writes it that may have a fraction.
fn is_fraction(text: &str) -> bool {
    let digits = text.trim_start_matches('-');
    let whole = digits.split(['.', 'E']).next().unwrap_or_default();
    let is_number = is_whole(whole) && text.parse::<f64>().is_ok();
    is_number || matches!(text, "INF" | "-INF" | "NaN")
}
