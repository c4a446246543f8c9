//! How deeply types are within each other. rustc follows them to prove that a value can go to another thread (`Send`),
//! and gives up at its recursion limit.

use crate::spec::{
    model::{Spec, TypeKind},
    type_expr::{Clr, TypeExpr, TypeExprKind},
};

/// What rustc follows by itself.
const DEFAULT: usize = 128;

/// What is around an endpoint's types: the endpoint's own struct, the future of a call or a handler, what a program
/// puts around these.
const AROUND: usize = 24;

/// How many steps from type to type are made for one spec at most. Few specs need a hundredth of it.
const MOST_STEPS: usize = 10_000_000;

/// More than rustc follows by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecursionLimit {
    /// What `#![recursion_limit = ".."]` has to be.
    pub limit: usize,
    /// The type at which what is deepest begins: its place in [`Spec::types`].
    pub from: usize,
}

/// Returns the limit that the types of a spec need; `None` if the usual one does.
pub(super) fn recursion_limit(spec: &Spec) -> Option<RecursionLimit> {
    let graph = Graph::new(spec);
    let (depth, from) = graph.deepest(spec)?;
    let needed = depth + AROUND;
    // With some room, and only in large steps, so that a new member seldom changes it.
    (needed > DEFAULT).then(|| RecursionLimit { limit: (needed + AROUND).next_multiple_of(DEFAULT), from })
}

/// The types of a spec, each with those that it holds.
struct Graph {
    edges: Vec<Vec<Edge>>,
    /// The depth of what a type holds besides types of the spec.
    leaves: Vec<usize>,
    /// Whether other classes derive from a class: then an enum of them stands where it is declared.
    has_derived: Vec<bool>,
}

/// From a type to one that it holds.
#[derive(Clone, Copy)]
struct Edge {
    to: usize,
    /// How many types of Rust are in between, the target included.
    weight: usize,
}

/// Where a type word stands.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    /// How many types of Rust are around it.
    depth: usize,
    /// Whether a list or a dictionary is among them.
    is_on_heap: bool,
}

impl Place {
    fn deeper(self, depth: usize) -> Self {
        Self { depth: self.depth + depth, ..self }
    }

    /// In a `Vec`: with what it is made of, three types.
    fn in_list(self) -> Self {
        Self { depth: self.depth + 3, is_on_heap: true }
    }

    /// In a `Dictionary`: a list of pairs.
    fn in_dictionary(self) -> Self {
        Self { depth: self.depth + 5, is_on_heap: true }
    }
}

impl Graph {
    fn new(spec: &Spec) -> Self {
        let count = spec.types.len();
        let mut graph =
            Self { edges: vec![Vec::new(); count], leaves: vec![0; count], has_derived: vec![false; count] };
        for base in (0..count).filter_map(|index| spec.base(index)) {
            graph.has_derived[base] = true;
        }
        for (index, ty) in spec.types.iter().enumerate() {
            match &ty.kind {
                TypeKind::Class(class) => {
                    if let Some(base) = spec.base(index) {
                        // Constants are added up from class to class too, and each takes two steps.
                        graph.edges[index].push(Edge { to: base, weight: 2 });
                        // Where the base is declared, the derived class may stand.
                        graph.edges[base].push(Edge { to: index, weight: 1 });
                    }
                    for member in &class.members {
                        // An `Option`, and `Secret`.
                        let around = 1 + usize::from(member.secret);
                        graph.add(spec, index, &member.ty, Place { depth: around, is_on_heap: false });
                    }
                }
                TypeKind::Enum(_) => graph.leaves[index] = 6,
                TypeKind::Collection(of) => graph.add(spec, index, &of.item, Place::default().in_list()),
                TypeKind::Dictionary(of) => {
                    graph.add(spec, index, &of.key, Place::default().in_dictionary());
                    graph.add(spec, index, &of.value, Place::default().in_dictionary());
                }
            }
        }
        graph
    }

    /// Adds what a type word holds, which is this deep in the type `from`.
    fn add(&mut self, spec: &Spec, from: usize, ty: &TypeExpr, at: Place) {
        match &ty.kind {
            TypeExprKind::Clr(clr) => self.leaf(from, at.depth + depth_of_clr(*clr)),
            TypeExprKind::Word(word) => self.leaf(from, at.depth + depth_of_clr(word.clr())),
            TypeExprKind::Nullable(inner) => self.add(spec, from, inner, at.deeper(1)),
            TypeExprKind::List(item) | TypeExprKind::Array(item) => self.add(spec, from, item, at.in_list()),
            TypeExprKind::Dictionary(key, value) => {
                self.add(spec, from, key, at.in_dictionary());
                self.add(spec, from, value, at.in_dictionary());
            }
            // A struct of `Option`s.
            TypeExprKind::Pair(key, value) => {
                self.add(spec, from, key, at.deeper(2));
                self.add(spec, from, value, at.deeper(2));
            }
            TypeExprKind::Tuple(items) => {
                items.iter().for_each(|item| self.add(spec, from, item, at.deeper(2)))
            }
            TypeExprKind::Named(_) => {
                let Some(to) = spec.named(ty) else { return };
                let is_reference = match &spec.types[to].kind {
                    TypeKind::Class(class) => class.is_reference.value,
                    TypeKind::Collection(of) => of.is_reference.value,
                    TypeKind::Dictionary(of) => of.is_reference.value,
                    TypeKind::Enum(_) => false,
                };
                let shared = if is_reference { 5 } else { 0 };
                // A class that holds itself is in a box.
                let is_inline = !at.is_on_heap && spec.types[to].class().is_some();
                let boxed = if is_inline { 2 } else { 0 };
                let family = usize::from(self.has_derived[to]);
                self.edges[from].push(Edge { to, weight: at.depth + shared + boxed + family + 1 });
            }
        }
    }

    fn leaf(&mut self, index: usize, depth: usize) {
        self.leaves[index] = self.leaves[index].max(depth);
    }

    /// Returns how deep the deepest type is, seen from one that stands in an endpoint (or from any type, where there are
    /// no endpoints), and that one. rustc takes the shortest way to each type.
    fn deepest(&self, spec: &Spec) -> Option<(usize, usize)> {
        let all: usize = self.edges.iter().flatten().map(|edge| edge.weight).sum();
        let deepest_leaf = self.leaves.iter().max().copied().unwrap_or(0);
        if all + deepest_leaf + AROUND <= DEFAULT {
            return None;
        }
        let mut deepest = None;
        let mut steps = 0;
        for root in roots(spec) {
            if steps > MOST_STEPS {
                break;
            }
            let depth = self.depth_from(root, &mut steps);
            if deepest.is_none_or(|(most, _)| depth > most) {
                deepest = Some((depth, root));
            }
        }
        deepest
    }

    fn depth_from(&self, root: usize, steps: &mut usize) -> usize {
        // By distance: weights are small, so that a bucket for each distance serves.
        let mut distances = vec![usize::MAX; self.edges.len()];
        let mut buckets: Vec<Vec<usize>> = vec![vec![root]];
        distances[root] = 0;
        let mut deepest = 0;
        let mut at = 0;
        while at < buckets.len() {
            for index in std::mem::take(&mut buckets[at]) {
                if distances[index] != at {
                    continue;
                }
                deepest = deepest.max(at + self.leaves[index]);
                for edge in &self.edges[index] {
                    *steps += 1;
                    let distance = at + edge.weight;
                    if distance < distances[edge.to] {
                        distances[edge.to] = distance;
                        if buckets.len() <= distance {
                            buckets.resize(distance + 1, Vec::new());
                        }
                        buckets[distance].push(edge.to);
                    }
                }
            }
            at += 1;
        }
        deepest
    }
}

/// The types that endpoints name, each once; all types where there are no endpoints.
fn roots(spec: &Spec) -> Vec<usize> {
    if spec.endpoints.is_empty() {
        return (0..spec.types.len()).collect();
    }
    let mut is_root = vec![false; spec.types.len()];
    spec.each_type_of_endpoints(&mut |ty| {
        ty.each_name(&mut |name| spec.resolve(name).into_iter().for_each(|index| is_root[index] = true));
    });
    (0..spec.types.len()).filter(|index| is_root[*index]).collect()
}

/// How many types of Rust a value of a built-in type is made of, within each other.
fn depth_of_clr(clr: Clr) -> usize {
    match clr {
        Clr::String | Clr::Bytes => 5,
        Clr::Uri => 6,
        Clr::Object => 16,
        _ => 3,
    }
}
