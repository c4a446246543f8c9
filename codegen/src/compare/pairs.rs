//! Which type of the old spec is which type of the new one.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use crate::spec::{Spec, TypeDef, TypeExpr, TypeExprKind, TypeKind};

/// How many pairs of types that have no partner by name are looked at for what they have in common.
const MAX_LOOKS: usize = 100_000;

/// Which of some old things is which of some new ones.
#[derive(Debug)]
pub(super) struct Matches {
    after: Vec<Option<usize>>,
    before: Vec<Option<usize>>,
}

impl Matches {
    /// Returns that nothing has a partner yet, of so many old things and so many new ones.
    pub(super) fn new(before: usize, after: usize) -> Self {
        Self { after: vec![None; before], before: vec![None; after] }
    }

    /// Joins things of the same key that have no partner yet; of several with one key the first with the first.
    pub(super) fn join(
        &mut self,
        before: impl Fn(usize) -> Option<String>,
        after: impl Fn(usize) -> Option<String>,
    ) {
        let mut free: HashMap<String, VecDeque<usize>> = HashMap::new();
        for index in (0..self.after.len()).filter(|index| self.after[*index].is_none()) {
            if let Some(key) = before(index) {
                free.entry(key).or_default().push_back(index);
            }
        }
        for index in 0..self.before.len() {
            if self.before[index].is_some() {
                continue;
            }
            let partner = after(index).and_then(|key| free.get_mut(&key)?.pop_front());
            if let Some(partner) = partner {
                self.before[index] = Some(partner);
                self.after[partner] = Some(index);
            }
        }
    }

    /// Returns what an old thing has become.
    pub(super) fn after(&self, before: usize) -> Option<usize> {
        self.after.get(before).copied().flatten()
    }

    /// Returns what a new thing was.
    pub(super) fn before(&self, after: usize) -> Option<usize> {
        self.before.get(after).copied().flatten()
    }

    /// Returns the pairs in the order of the new things.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, usize)> {
        self.before.iter().enumerate().filter_map(|(after, before)| Some(((*before)?, after)))
    }

    /// Returns whether the things that are in both have another order.
    pub(super) fn are_reordered(&self) -> bool {
        !self.before.iter().flatten().is_sorted()
    }
}

/// How two types were found to be the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// They have the same CLR name.
    Name,
    /// They have the same class name, in another namespace.
    ClassName,
    /// They have most of their members in common, under another name.
    Members,
}

/// Which type of the old spec is which type of the new one, by their indices.
#[derive(Debug, Default)]
pub(super) struct TypePairs {
    after: BTreeMap<usize, (usize, Likeness)>,
    before: BTreeMap<usize, usize>,
}

impl TypePairs {
    /// Pairs the types of two states of a spec: by name, then those that moved to another namespace, then those that
    /// have another name. A type that could be several is none of them.
    pub(super) fn new(before: &Spec, after: &Spec) -> Self {
        let mut pairs = Self::default();
        let by_name: BTreeMap<String, usize> =
            (0..after.types.len()).map(|index| (key(after, index), index)).collect();
        for index in 0..before.types.len() {
            if let Some(&other) = by_name.get(&key(before, index)) {
                pairs.join(index, other, Likeness::Name);
            }
        }
        pairs.join_by_class_name(before, after);
        pairs.join_by_members(before, after);
        pairs
    }

    fn join(&mut self, before: usize, after: usize, likeness: Likeness) {
        self.after.insert(before, (after, likeness));
        self.before.insert(after, before);
    }

    /// Returns the types of each state that have no partner yet.
    fn alone(&self, before: &Spec, after: &Spec) -> [Vec<usize>; 2] {
        let gone = (0..before.types.len()).filter(|index| !self.after.contains_key(index)).collect();
        let new = (0..after.types.len()).filter(|index| !self.before.contains_key(index)).collect();
        [gone, new]
    }

    /// Joins what has no partner yet by the names of classes, where they are those of one class on each side.
    fn join_by_class_name(&mut self, before: &Spec, after: &Spec) {
        let [gone, new] = self.alone(before, after);
        let by_name = |spec: &Spec, among: &[usize]| {
            let mut found: BTreeMap<(u8, String), Vec<usize>> = BTreeMap::new();
            for &index in among {
                let ty = &spec.types[index];
                found.entry((kind(ty), class_name(ty))).or_default().push(index);
            }
            found
        };
        let others = by_name(after, &new);
        for (name, old) in by_name(before, &gone) {
            if let ([old], Some([other])) = (&old[..], others.get(&name).map(Vec::as_slice)) {
                self.join(*old, *other, Likeness::ClassName);
            }
        }
    }

    /// Joins what has no partner yet by what members they have in common, where that is so of one type alone.
    fn join_by_members(&mut self, before: &Spec, after: &Spec) {
        let [gone, new] = self.alone(before, after);
        if gone.len().saturating_mul(new.len()) > MAX_LOOKS {
            return;
        }
        let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
        for &old in &gone {
            for &other in &new {
                let (a, b) = (&before.types[old], &after.types[other]);
                if kind(a) == kind(b) && are_alike(a, b) {
                    found.entry(old).or_default().push(other);
                    *taken.entry(other).or_default() += 1;
                }
            }
        }
        for (old, others) in found {
            if let [other] = others[..]
                && taken.get(&other) == Some(&1)
            {
                self.join(old, other, Likeness::Members);
            }
        }
    }

    /// Returns the type that a type of the old spec has become.
    pub(super) fn after(&self, before: usize) -> Option<usize> {
        self.after.get(&before).map(|(after, _)| *after)
    }

    /// Returns the type that a type of the new spec was.
    pub(super) fn before(&self, after: usize) -> Option<usize> {
        self.before.get(&after).copied()
    }

    /// Returns the pairs in the order of the new spec.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, usize, Likeness)> {
        self.before.iter().filter_map(|(&after, &before)| {
            let (_, likeness) = self.after.get(&before)?;
            Some((before, after, *likeness))
        })
    }

    /// Returns a text for a type word of the new spec that is the same for the same type in the old one.
    pub(super) fn word_after(&self, spec: &Spec, ty: &TypeExpr) -> String {
        word(spec, ty, &|index| match self.before(index) {
            Some(before) => format!("#{before}"),
            None => format!("#new{index}"),
        })
    }
}

/// Returns a text for a type word of the old spec that is the same for the same type in the new one
/// ([`TypePairs::word_after`]).
pub(super) fn word_before(spec: &Spec, ty: &TypeExpr) -> String {
    word(spec, ty, &|index| format!("#{index}"))
}

/// Returns the name of a type as it is declared.
pub(super) fn full_name(spec: &Spec, index: usize) -> String {
    spec.types.get(index).map(|ty| ty.name.value.to_string()).unwrap_or_default()
}

/// Returns one text for all spellings of a type's name.
fn key(spec: &Spec, index: usize) -> String {
    let Some(ty) = spec.types.get(index) else { return String::new() };
    let name = TypeExpr { kind: TypeExprKind::Named(ty.name.value.clone()), span: ty.name.span };
    spec.names.canonical(&name)
}

fn class_name(ty: &TypeDef) -> String {
    let name = ty.name.to_string();
    name.strip_prefix(&format!("{}.", ty.name.namespace)).unwrap_or(&name).to_owned()
}

fn kind(ty: &TypeDef) -> u8 {
    match &ty.kind {
        TypeKind::Class(_) => 0,
        TypeKind::Enum(_) => 1,
        TypeKind::Collection(_) => 2,
        TypeKind::Dictionary(_) => 3,
    }
}

/// Returns whether two classes or enums have more than half of all their members in common, by name, and at least two.
fn are_alike(a: &TypeDef, b: &TypeDef) -> bool {
    let (a, b) = (member_names(a), member_names(b));
    let common = a.intersection(&b).count();
    common >= 2 && 2 * common > a.union(&b).count()
}

fn member_names(ty: &TypeDef) -> BTreeSet<&str> {
    match &ty.kind {
        TypeKind::Class(class) => class.members.iter().map(|member| member.name.as_str()).collect(),
        TypeKind::Enum(of) => of.members.iter().map(|member| member.name.as_str()).collect(),
        TypeKind::Collection(_) | TypeKind::Dictionary(_) => BTreeSet::new(),
    }
}

/// Writes a type word with each of the spec's types as `named` calls it, and with what is the same on the wire spelled
/// alike.
fn word(spec: &Spec, ty: &TypeExpr, named: &dyn Fn(usize) -> String) -> String {
    let inner = |ty: &TypeExpr| word(spec, ty, named);
    match &ty.kind {
        TypeExprKind::Clr(_) | TypeExprKind::Word(_) => ty.to_string(),
        TypeExprKind::Nullable(of) => format!("{}?", inner(of)),
        TypeExprKind::Named(name) => spec.resolve(name).map_or_else(|_| name.to_string(), named),
        TypeExprKind::List(item) => format!("List<{}>", inner(item)),
        TypeExprKind::Array(item) => format!("{}[]", inner(item)),
        TypeExprKind::Dictionary(key, value) => format!("Dictionary<{}, {}>", inner(key), inner(value)),
        TypeExprKind::ReadOnly(of) => format!("ReadOnly<{}>", inner(of)),
        TypeExprKind::Pair(key, value) => format!("KeyValuePair<{}, {}>", inner(key), inner(value)),
        TypeExprKind::Tuple(items) => {
            format!("Tuple<{}>", items.iter().map(inner).collect::<Vec<_>>().join(", "))
        }
    }
}
