//! Base classes: which members of several classes are one class's.
//!
//! Samples show that members are a base class's, not what that class is called: its name never stands on the
//! wire. If pages show a class of just these members in just this namespace, it is taken to be that one.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use indexmap::IndexSet;

use crate::infer::{
    members::{
        counter::Nullable,
        facts::{FIELDS_OF_BASES, Fact, Facts, JSON_IGNORES, JSON_LACKS},
        order::{Why, ordinal},
    },
    model::{Remark, TAKES_NULL, TypeId, push_once},
    types::{
        each::{Known, SameBy, Type},
        registry::Registry,
        seen::{Kind, Seen, Slot},
    },
    wording::words::{PageType, Word},
};

/// The classes of a site with their bases.
#[derive(Debug, Default)]
pub(crate) struct Classes {
    /// Own members only.
    pub(crate) own: BTreeMap<TypeId, Vec<Fact>>,
    pub(crate) base: BTreeMap<TypeId, TypeId>,
    pub(crate) remarks: BTreeMap<TypeId, Vec<Remark>>,
    /// Bases that no page shows.
    pub(crate) made_up: BTreeSet<TypeId>,
}

/// What makes two bases the same: their base, namespace and members.
type Key = (Option<TypeId>, String, BTreeSet<String>);

/// Splits classes into their own members and base classes.
pub(crate) fn split(
    registry: &mut Registry,
    facts: &BTreeMap<TypeId, Facts>,
    order: &IndexSet<TypeId>,
) -> Classes {
    let mut result = Classes::default();
    let mut known: BTreeMap<Key, Vec<TypeId>> = BTreeMap::new();
    let mut derived: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    let by_content = contents(registry, facts);
    // The base classes whose orders a derived class has told.
    let mut ordered: BTreeSet<TypeId> = BTreeSet::new();
    // Of base classes: the places of their members.
    let mut places: HashMap<TypeId, HashMap<String, usize>> = HashMap::new();
    let pick = |of: &Facts, members: &[usize]| -> Vec<Fact> {
        members.iter().filter_map(|at| of.members.get(*at)).filter(|fact| fact.is_member()).cloned().collect()
    };
    // A base class can come after what is derived from it, whose table lists its members as well.
    for id in order {
        let Some(of) = facts.get(id) else { continue };
        let own = match of.layout.levels.last() {
            Some(own) => pick(of, &own.members),
            None => of.members.iter().filter(|fact| fact.is_member()).cloned().collect(),
        };
        result.own.insert(*id, own);
    }
    for id in order {
        let Some(of) = facts.get(id) else { continue };
        result.remarks.entry(*id).or_default().extend(of.remarks.iter().cloned());
        let bases = of.layout.levels.split_last().map_or(&[][..], |(_, bases)| bases);
        let mut above: Option<TypeId> = None;
        let mut names = Names::default();
        for level in bases {
            let members = pick(of, &level.members);
            let namespace = level.namespace.clone().unwrap_or_default();
            let own_names: BTreeSet<String> = members.iter().filter_map(|fact| fact.xml.clone()).collect();
            for name in &own_names {
                names.add(name);
            }
            let mut alike = by_content.get(&(namespace.clone(), names.digest)).into_iter().flatten().copied();
            let may_be_base = |other: &TypeId| other != id && may_be_base(of, facts.get(other), &members);
            let shown = alike.find(may_be_base);
            let base = shown.unwrap_or_else(|| {
                let alike = known.entry((above, namespace.clone(), own_names)).or_default();
                let is_one = |id: &&TypeId| {
                    let known = |name: &str| result.own.get(*id)?.get(*places.get(*id)?.get(name)?);
                    are_types_alike(known, &members)
                };
                alike.iter().take(MOST_ALIKE).find(is_one).copied().unwrap_or_else(|| {
                    let id = registry.add(Type::default());
                    if let Some(namespace) = &level.namespace {
                        registry.set_namespace(id, Known::Shown, namespace);
                    }
                    result.made_up.insert(id);
                    alike.push(id);
                    id
                })
            });
            if shown.is_none() {
                let before = result.own.entry(base).or_default();
                let places = places.entry(base).or_insert_with(|| places_of(before));
                for fact in members {
                    let place = places.get(identity(&fact)).copied();
                    if let Some(other) = place.and_then(|place| before.get_mut(place)) {
                        merge(other, fact);
                    } else {
                        places.insert(identity(&fact).to_owned(), before.len());
                        before.push(fact);
                    }
                }
                if let Some(above) = above {
                    result.base.insert(base, above);
                }
                let why = match level.why {
                    Why::Source => "first in XML, and last in the table and in JSON",
                    Why::Order => "first in XML, last in the table and in JSON, and out of order in between",
                    Why::Orders => "first in XML and last in the table, and out of order in between",
                    _ => "its elements are in another namespace than the derived class's",
                };
                let remarks = result.remarks.entry(base).or_default();
                let remark = Remark::inferred(format!("a base class whose name is made up: {why}"));
                push_once(remarks, remark);
                derived.entry(base).or_default().push(*id);
            } else if let Some(own) = result.own.get_mut(&base) {
                // Of orders the first derived class tells as much as any.
                let is_ordered = members.iter().any(|fact| fact.order.is_some()) && ordered.insert(base);
                let places = places.entry(base).or_insert_with(|| places_of(own));
                for fact in members {
                    let place = places.get(identity(&fact)).copied();
                    if let Some(other) = place.and_then(|place| own.get_mut(place)) {
                        take_place(other, &fact, is_ordered);
                        merge(other, fact);
                    }
                }
            }
            above = Some(base);
        }
        if let Some(above) = above {
            result.base.insert(*id, above);
            give_back(&mut result, *id, above);
        }
    }
    split_declared(registry, order, &mut result);
    put_fields_first(&mut result);
    name(registry, &derived);
    result
}

/// Gives a class that stands in the place of another one that one as its base: a value of another class could
/// not stand there. What it has of the base's members is not its own.
fn split_declared(registry: &Registry, order: &IndexSet<TypeId>, classes: &mut Classes) {
    for id in order {
        let declared = registry.types.get(*id).and_then(|ty| ty.derives).map(|base| registry.actual(base));
        let Some(base) = declared.filter(|_| !classes.base.contains_key(id)) else { continue };
        let line: Vec<TypeId> =
            std::iter::successors(Some(base), |above| classes.base.get(above).copied()).collect();
        let inherited: Vec<&Fact> =
            line.iter().filter_map(|above| classes.own.get(above)).flatten().collect();
        let Some(own) = classes.own.get(id).filter(|_| !line.contains(id)) else { continue };
        let has = |fact: &&Fact| own.iter().any(|other| is_same_member(fact, other));
        // `XmlSerializer` takes a derived class alone there, whether or not samples show what it inherits.
        let is_proven =
            registry.types.get(*id).is_some_and(|ty| ty.seen.iter().any(Seen::is_of_xml_serializer));
        // So does `DataContractSerializer` where XML names the declared class: of an abstract class no sample
        // can show more.
        let is_named = registry.types.get(base).is_some_and(|ty| ty.contract.is_some());
        if (inherited.is_empty() && !is_proven && !is_named) || !inherited.iter().all(has) {
            continue;
        }
        let is_own = |fact: &&Fact| !inherited.iter().any(|other| is_same_member(other, fact));
        let mut own: Vec<Fact> = own.iter().filter(is_own).cloned().collect();
        without_needless_orders(&mut own);
        classes.own.insert(*id, own);
        classes.base.insert(*id, base);
    }
}

/// Gives fields the orders by which JSON has them where it does: the fields of all classes of a chain before
/// the properties of all, those of a derived class first. Only a derived class needs that.
fn put_fields_first(classes: &mut Classes) {
    let mut chains: Vec<Vec<TypeId>> = Vec::new();
    for id in classes.base.keys().filter(|id| !classes.base.values().any(|base| base == *id)) {
        let mut chain: Vec<TypeId> =
            std::iter::successors(Some(*id), |above| classes.base.get(above).copied()).collect();
        chain.reverse();
        chains.push(chain);
    }
    for chain in chains {
        // What has no order counts as -1.
        let mut before = -1;
        for (at, id) in chain.iter().enumerate() {
            let Some(own) = classes.own.get_mut(id) else { continue };
            let is_base = at + 1 < chain.len();
            let is_free = |fact: &&mut Fact| fact.field && fact.json_order.is_none() && fact.order.is_none();
            for fact in own.iter_mut().filter(is_free).filter(|_| is_base || before < -1) {
                fact.json_order = Some(before - 1);
                fact.remarks.push(Remark::inferred(FIELDS_OF_BASES));
            }
            before = own
                .iter()
                .filter(|fact| fact.field)
                .filter_map(|fact| fact.json_order)
                .fold(before, i32::min);
        }
    }
}

/// Takes out the orders of a class's own members that only the base class's before them seemed to need.
fn without_needless_orders(own: &mut [Fact]) {
    let in_xml = own.iter().filter_map(|fact| Some((fact.order, fact.xml.as_deref()?)));
    let mut in_xml: Vec<_> = in_xml.collect();
    in_xml.sort_by(|(order, name), (other_order, other)| {
        order.cmp(other_order).then_with(|| ordinal(name, other))
    });
    if in_xml.is_sorted_by(|(_, name), (_, next)| ordinal(name, next).is_le()) {
        for fact in own {
            fact.order = None;
        }
    }
}

/// Returns whether two classes call a member the same on the wire.
fn is_same_member(a: &Fact, b: &Fact) -> bool {
    match (&a.xml, &b.xml) {
        (Some(a), Some(b)) => a == b,
        _ => a.json.is_some() && a.json == b.json,
    }
}

/// Takes the members that a base class is known to have out of the derived class. XML shows whose a member
/// is; what JSON alone shows between the two can be either's, and is the base's if a page of the base has it.
fn give_back(classes: &mut Classes, derived: TypeId, base: TypeId) {
    let bases: Vec<TypeId> =
        std::iter::successors(Some(base), |base| classes.base.get(base).copied()).collect();
    let mut known: HashMap<String, (TypeId, usize)> = HashMap::new();
    for base in bases {
        let own = classes.own.get(&base).into_iter().flatten().enumerate();
        for (place, fact) in own.filter(|(_, fact)| fact.xml.is_none()) {
            known.entry(identity(fact).to_owned()).or_insert((base, place));
        }
    }
    let is_of_base = |fact: &Fact| fact.xml.is_none() && known.contains_key(identity(fact));
    let Some(own) = classes.own.get_mut(&derived).filter(|_| !known.is_empty()) else { return };
    let (given, kept) = std::mem::take(own).into_iter().partition(is_of_base);
    *own = kept;
    let given: Vec<Fact> = given;
    for fact in given {
        let place = known.get(identity(&fact)).copied();
        // The base's own sample in XML may be cut off.
        if let Some((base, place)) = place
            && let Some(of_base) = classes.own.get_mut(&base).and_then(|own| own.get_mut(place))
            && of_base.only.is_none()
            && fact.only == Some("json")
        {
            of_base.only = fact.only;
            of_base.remarks.extend(fact.remarks);
        }
    }
}

/// The first place of each member.
fn places_of(facts: &[Fact]) -> HashMap<String, usize> {
    let mut places = HashMap::new();
    for (place, fact) in facts.iter().enumerate() {
        places.entry(identity(fact).to_owned()).or_insert(place);
    }
    places
}

/// What a member is known by in all classes that have it: its name in XML. Its key is the table's name, which
/// a class without a table lacks.
fn identity(fact: &Fact) -> &str {
    fact.xml.as_deref().unwrap_or(&fact.key)
}

/// Returns whether a class that samples show can be the base class that these members are of.
fn may_be_base(derived: &Facts, base: Option<&Facts>, members: &[Fact]) -> bool {
    let are_alike = |base: &Facts| {
        let known: HashMap<&str, &Fact> = base.members.iter().map(|fact| (identity(fact), fact)).collect();
        are_types_alike(|name| known.get(name).copied(), members)
    };
    has_all_of(derived, base) && base.is_none_or(are_alike)
}

/// So many bases of one namespace and the same members are compared by the types of these.
const MOST_ALIKE: usize = 64;

/// Returns whether members may have the types of those that are `known` by their names, by what tables say of them.
fn are_types_alike<'f>(known: impl Fn(&str) -> Option<&'f Fact>, members: &[Fact]) -> bool {
    fn words(fact: &Fact) -> impl Iterator<Item = Word> + Clone {
        fact.slots.iter().filter_map(|slot| match slot.page {
            PageType::Word(word) => Some(word),
            _ => None,
        })
    }
    members.iter().all(|fact| {
        let Some(known) = known(identity(fact)).map(words) else { return true };
        words(fact).all(|word| !known.clone().any(|known| known.is_unlike(word)))
    })
}

/// Whether types were found to be others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unity {
    Changed,
    AsBefore,
}

/// Finds what types the members of base classes have. A member has one type, whichever class shows it: one
/// that no page names is the one that the table of another class says.
pub(crate) fn unite_inherited(
    registry: &mut Registry,
    facts: &BTreeMap<TypeId, Facts>,
    order: &IndexSet<TypeId>,
) -> Unity {
    let by_content = contents(registry, facts);
    let mut bases: HashMap<(String, u128), HashMap<&str, &Fact>> = HashMap::new();
    let mut unity = Unity::AsBefore;
    for of in order.iter().filter_map(|id| facts.get(id)) {
        let inherited = of.layout.levels.split_last().map_or(&[][..], |(_, bases)| bases);
        let mut names = Names::default();
        for level in inherited {
            let members: Vec<&Fact> = level.members.iter().filter_map(|at| of.members.get(*at)).collect();
            for name in members.iter().filter_map(|fact| fact.xml.as_ref()) {
                names.add(name);
            }
            let key = (level.namespace.clone().unwrap_or_default(), names.digest);
            let alike = by_content.get(&key).into_iter().flatten();
            let shown = alike.filter_map(|id| facts.get(id)).find(|base| has_all_of(of, Some(base)));
            let known = bases.entry(key).or_insert_with(|| {
                shown.into_iter().flat_map(|of| &of.members).map(|fact| (identity(fact), fact)).collect()
            });
            for fact in members {
                if let Some(other) = known.get(identity(fact)) {
                    unity = unity.or(unite_types(registry, other, fact));
                } else {
                    known.insert(identity(fact), fact);
                }
            }
        }
    }
    unity
}

impl Unity {
    fn or(self, other: Self) -> Self {
        if self == Self::Changed { self } else { other }
    }
}

fn unite_types(registry: &mut Registry, fact: &Fact, other: &Fact) -> Unity {
    let typed = |fact: &'_ Fact| {
        fact.slots.iter().find(|slot| !matches!(slot.kind, Kind::Unknown | Kind::Simple)).cloned()
    };
    match (typed(fact), typed(other)) {
        (Some(a), Some(b)) => unite_slots(registry, &a, &b),
        _ => Unity::AsBefore,
    }
}

fn unite_slots(registry: &mut Registry, a: &Slot, b: &Slot) -> Unity {
    match (&a.kind, &b.kind) {
        (Kind::Type(a), Kind::Type(b)) => {
            let (a, b) = (registry.actual(*a), registry.actual(*b));
            let (Some(one), Some(other)) = (registry.types.get(a), registry.types.get(b)) else {
                return Unity::AsBefore;
            };
            let is_named = |ty: &Type| ty.page.is_some() || ty.contract.is_some();
            let (unnamed, named) = match (is_named(one), is_named(other)) {
                (true, false) => (b, a),
                (false, true) => (a, b),
                _ => return Unity::AsBefore,
            };
            if !one.can_be(other) {
                return Unity::AsBefore;
            }
            registry.is_same(unnamed, named, SameBy::Look);
            Unity::Changed
        }
        (Kind::List(a), Kind::List(b)) => match (a.first(), b.first()) {
            (Some(a), Some(b)) => unite_slots(registry, a, b),
            _ => Unity::AsBefore,
        },
        (Kind::Dictionary(a, _), Kind::Dictionary(b, _)) => match (a.first(), b.first()) {
            (Some((_, a)), Some((_, b))) => unite_slots(registry, a, b),
            _ => Unity::AsBefore,
        },
        _ => Unity::AsBefore,
    }
}

/// A set of names that grows, as a number that says which it is whatever their order: the bases of a class
/// are looked up by all members so far, which are not to be gone through again for each.
#[derive(Debug, Default)]
struct Names {
    all: HashSet<String>,
    digest: u128,
}

impl Names {
    fn add(&mut self, name: &str) {
        if !self.all.contains(name) {
            self.all.insert(name.to_owned());
            self.digest = self.digest.wrapping_add(u128::from_be_bytes(md5::compute(name).0));
        }
    }
}

/// Returns whether a class has all members that JSON or a table shows of another one, as it has of its base
/// class: XML lacks those that cannot be set.
fn has_all_of(derived: &Facts, base: Option<&Facts>) -> bool {
    let is_json_alone = |fact: &&Fact| fact.only == Some("json") && fact.row.is_some();
    let keys: HashSet<&str> = derived.members.iter().map(|fact| fact.key.as_str()).collect();
    // A class without a table has what its samples show, which may be cut off.
    let has_table = derived.members.iter().any(|fact| fact.row.is_some());
    let mut members = base.into_iter().flat_map(|base| &base.members).filter(is_json_alone);
    !has_table || members.all(|fact| keys.contains(fact.key.as_str()))
}

/// Classes that samples show, by namespace and elements.
fn contents(registry: &Registry, facts: &BTreeMap<TypeId, Facts>) -> HashMap<(String, u128), Vec<TypeId>> {
    let mut found: HashMap<(String, u128), Vec<TypeId>> = HashMap::new();
    for (id, of) in facts {
        let namespace = registry.types.get(*id).and_then(|ty| ty.namespace.as_ref());
        let namespace = namespace.map(|(_, namespace)| namespace);
        let is_flat = of.layout.levels.last().is_some_and(|level| level.namespace.as_ref() == namespace);
        let namespace = namespace.cloned().unwrap_or_default();
        let mut names = Names::default();
        for name in of.members.iter().filter_map(|fact| fact.xml.as_ref()) {
            names.add(name);
        }
        if is_flat && !names.all.is_empty() {
            found.entry((namespace, names.digest)).or_default().push(*id);
        }
    }
    found
}

/// Takes over what a derived class shows of the place of a base class's member in JSON: among those of the derived class
/// an order or a field counts, where the base class alone does not need it.
fn take_place(fact: &mut Fact, of_derived: &Fact, is_ordered: bool) {
    if is_ordered {
        fact.order = of_derived.order;
    }
    if of_derived.json_order.is_some() && fact.json_order.is_none() {
        fact.field |= of_derived.field;
        fact.json_order = of_derived.json_order;
        let new = of_derived.remarks.iter().filter(|remark| !fact.remarks.contains(remark)).cloned();
        let new: Vec<Remark> = new.collect();
        fact.remarks.extend(new);
    }
}

/// What another derived class shows of the same member.
fn merge(fact: &mut Fact, other: Fact) {
    // The table of a derived class distinguishes what JSON leaves out from what it never has.
    if fact.only == Some("xml") && other.only.is_none() && other.nullable == Nullable::Never {
        fact.only = None;
        fact.remarks.retain(|remark| remark.text != JSON_IGNORES && remark.text != JSON_LACKS);
    }
    fact.nullable = match (fact.nullable, other.nullable) {
        (known, Nullable::Unknown) | (Nullable::Unknown, known) => known,
        (a, b) if a == b => a,
        _ => {
            let text = "one sample says that it takes null, another that it does not";
            fact.remarks.push(Remark::open(text).advise(TAKES_NULL).decided_by(&["type", "nullable"]));
            Nullable::Unknown
        }
    };
    let known: HashSet<&Slot> = fact.slots.iter().collect();
    let new: Vec<Slot> = other.slots.into_iter().filter(|slot| !known.contains(slot)).collect();
    fact.slots.extend(new);
    if fact.row.as_ref().is_none_or(|row| row.description.is_empty()) && other.row.is_some() {
        fact.row = other.row;
    }
    fact.json = fact.json.take().or(other.json);
    fact.in_request |= other.in_request;
}

/// Names for bases that have none: `BaseResponse` of what ends in `Response`, else `{Derived}Base`.
fn name(registry: &mut Registry, derived: &BTreeMap<TypeId, Vec<TypeId>>) {
    for (base, classes) in derived {
        let names: Vec<String> = classes
            .iter()
            .filter_map(|id| registry.types.get(*id))
            .map(|ty| ty.page.clone().unwrap_or_else(|| ty.made_up.clone()))
            .collect();
        let first = names.first().cloned().unwrap_or_default();
        let word = last_word(&first).to_owned();
        let shared = names.iter().all(|name| last_word(name) == word);
        let wrapper = ["Request", "Response", "Result", "Resp", "Req", "Reply", "Model", "Dto", "Entity"];
        let mut wanted = if shared && (names.len() > 1 || wrapper.contains(&word.as_str())) {
            format!("Base{word}")
        } else {
            format!("{first}Base")
        };
        if registry.is_taken(&wanted) {
            wanted = format!("{first}Base");
            if registry.is_taken(&wanted) {
                wanted = registry.numbered(&wanted);
            }
        }
        registry.rename(*base, wanted);
    }
}

/// `LeadUpdateResponse` ends in `Response`.
fn last_word(name: &str) -> &str {
    let at = name.char_indices().rev().find(|(_, c)| c.is_uppercase()).map_or(0, |(at, _)| at);
    name.get(at..).unwrap_or(name)
}
