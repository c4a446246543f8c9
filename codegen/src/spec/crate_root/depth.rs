//! How deeply types are within each other. rustc follows them to prove that a value can go to another thread
//! (`Send`), and gives up at its recursion limit.

use crate::spec::{
    model::{Spec, TypeKind},
    type_expr::{Clr, TypeExpr, TypeExprKind},
};

/// What rustc follows by itself.
const DEFAULT: usize = 128;

/// What is around an endpoint's types: the endpoint's own struct, the future of a call or a handler, what a
/// program puts around these.
const AROUND: usize = 24;

/// How many steps from type to type are made for one spec at most; few specs need a hundredth of it. With
/// more, the bound counts that no way can exceed.
const MOST_STEPS: usize = 5_000_000;

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
    let (depth, from) = Graph::new(spec).deepest()?;
    let needed = depth + AROUND;
    // With some room, and only in large steps, so that a new member seldom changes it.
    (needed > DEFAULT).then(|| RecursionLimit { limit: (needed + AROUND).next_multiple_of(DEFAULT), from })
}

/// The types of a spec, each with those that it holds, in the order in which rustc follows them.
struct Graph {
    /// By the places of the spec's types; after these come families and the payloads of endpoints.
    edges: Vec<Vec<Edge>>,
    /// Where to begin, and the type that stands for it in messages.
    roots: Vec<(usize, usize)>,
    /// The depth of what a type holds besides types of the spec.
    leaves: Vec<usize>,
    /// By the places of the spec's types: the enum that stands where a class is declared that others derive
    /// from.
    families: Vec<Option<usize>>,
}

/// From a type to one that it holds.
#[derive(Clone, Copy)]
struct Edge {
    to: usize,
    /// How many types of Rust are in between, the target included.
    weight: usize,
    /// Whether `Shared` is between: it can go to another thread only if what is in it can be used by several.
    is_shared: bool,
}

/// Where a type word stands.
#[derive(Clone, Copy, Debug, Default)]
struct Nesting {
    /// How many types of Rust are around it.
    depth: usize,
    /// Whether a list or a dictionary is among them.
    is_on_heap: bool,
}

impl Nesting {
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
        let mut graph = Self {
            edges: vec![Vec::new(); count],
            roots: Vec::new(),
            leaves: vec![0; count],
            families: vec![None; count],
        };
        let bases: Vec<Option<usize>> = (0..count).map(|index| spec.base(index)).collect();
        for base in bases.iter().flatten() {
            if graph.families[*base].is_none() {
                graph.families[*base] = Some(graph.add_node());
            }
        }
        for (index, ty) in spec.types.iter().enumerate() {
            match &ty.kind {
                TypeKind::Class(_) => {
                    if let Some(base) = bases[index] {
                        // Constants are added up from class to class too, and each takes two steps.
                        graph.edges[index].push(Edge { to: base, weight: 2, is_shared: false });
                    }
                    for (_, member) in ty.members_in_order() {
                        // An `Option`, and `Secret`.
                        let depth = 1 + usize::from(member.secret);
                        graph.add(spec, index, &member.ty, Nesting { depth, is_on_heap: false });
                    }
                }
                TypeKind::Enum(_) => graph.leaf(index, 6),
                TypeKind::Collection(of) => graph.add(spec, index, &of.item, Nesting::default().in_list()),
                TypeKind::Dictionary(of) => {
                    graph.add(spec, index, &of.key, Nesting::default().in_dictionary());
                    graph.add(spec, index, &of.value, Nesting::default().in_dictionary());
                }
            }
        }
        for (index, family) in graph.families.clone().into_iter().enumerate() {
            if let Some(family) = family {
                graph.edges[family].push(Edge { to: index, weight: 1, is_shared: false });
            }
        }
        for (index, base) in bases.iter().enumerate() {
            if let Some(family) = base.and_then(|base| graph.families[base]) {
                // Those that derive from a derived class may stand there too.
                let to = graph.families[index].unwrap_or(index);
                graph.edges[family].push(Edge { to, weight: 1, is_shared: false });
            }
        }
        graph.add_roots(spec);
        graph
    }

    fn add_node(&mut self) -> usize {
        self.edges.push(Vec::new());
        self.leaves.push(0);
        self.edges.len() - 1
    }

    /// Adds where to begin: what endpoints send and answer; all types where there are no endpoints.
    fn add_roots(&mut self, spec: &Spec) {
        if spec.endpoints.is_empty() {
            self.roots = (0..spec.types.len()).map(|index| (index, index)).collect();
            return;
        }
        let mut is_root = vec![false; spec.types.len()];
        for payload in
            spec.endpoints.iter().flat_map(|endpoint| endpoint.body.iter().chain(&endpoint.response))
        {
            let mut names = Vec::new();
            payload.ty.each_name(&mut |name| names.extend(spec.resolve(name)));
            let Some(first) = names.first() else { continue };
            let is_named = spec.named(&payload.ty).is_some();
            if is_named && std::mem::replace(&mut is_root[*first], true) {
                continue;
            }
            let root = self.add_node();
            self.add(spec, root, &payload.ty, Nesting::default());
            self.roots.push((root, *first));
        }
    }

    /// Adds what a type word holds, which is this deep in the type `from`.
    fn add(&mut self, spec: &Spec, from: usize, ty: &TypeExpr, at: Nesting) {
        match &ty.kind {
            TypeExprKind::Clr(clr) => self.leaf(from, at.depth + depth_of_clr(*clr)),
            TypeExprKind::Word(word) => self.leaf(from, at.depth + depth_of_clr(word.clr())),
            TypeExprKind::Nullable(inner) | TypeExprKind::ReadOnly(inner) => {
                self.add(spec, from, inner, at.deeper(1));
            }
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
                for item in items {
                    self.add(spec, from, item, at.deeper(2));
                }
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
                let weight = at.depth + shared + boxed + 1;
                let to = self.families[to].unwrap_or(to);
                self.edges[from].push(Edge { to, weight, is_shared: is_reference });
            }
        }
    }

    fn leaf(&mut self, index: usize, depth: usize) {
        self.leaves[index] = self.leaves[index].max(depth);
    }

    /// Returns how deep rustc follows the types, and at which type it begins then.
    fn deepest(&self) -> Option<(usize, usize)> {
        // No way goes twice through a type.
        let longest = |edges: &Vec<Edge>| edges.iter().map(|edge| edge.weight).max().unwrap_or(0);
        let leaf = self.leaves.iter().max().copied().unwrap_or(0);
        let bound = self.edges.iter().map(longest).sum::<usize>() * LAYERS + leaf;
        if bound + AROUND <= DEFAULT {
            return None;
        }
        let mut deepest = None;
        let mut steps = 0;
        let mut search = Search::new(self);
        for &(root, ty) in &self.roots {
            let depth = search.depth_from(root, &mut steps).unwrap_or(bound);
            if deepest.is_none_or(|(most, _)| depth > most) {
                deepest = Some((depth, ty));
            }
            if steps > MOST_STEPS {
                break;
            }
        }
        deepest
    }
}

/// The two questions of rustc, each of which is asked of each type once: can it go to another thread, can it
/// be used by several.
const LAYERS: usize = 2;

/// What is known of a type while the types within another one are followed, as rustc does: depth first; what
/// is known for sure is not followed again, and neither, for as long as it is being followed itself, what
/// depends on that.
struct Search<'a> {
    graph: &'a Graph,
    states: Vec<State>,
    /// Whose states may be others than unknown.
    touched: Vec<usize>,
    /// What depends on something that is still being followed.
    provisional: Vec<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Unknown,
    /// It is being followed, as the `n`th.
    Open(usize),
    /// It was followed, but depends on the `n`th, which still is.
    Provisional(usize),
    Known,
}

/// A type that is being followed.
struct Frame {
    node: usize,
    /// How many types are around it.
    depth: usize,
    /// The next of its edges.
    next: usize,
    /// Its number.
    number: usize,
    /// The lowest number that it depends on.
    lowest: usize,
    /// How many provisional ones there were before it.
    provisional: usize,
}

impl<'a> Search<'a> {
    fn new(graph: &'a Graph) -> Self {
        let states = vec![State::Unknown; graph.edges.len() * LAYERS];
        Self { graph, states, touched: Vec::new(), provisional: Vec::new() }
    }

    /// Returns the depth that is reached from a type; `None` if that takes too many steps.
    fn depth_from(&mut self, root: usize, steps: &mut usize) -> Option<usize> {
        // From each root rustc begins anew. There may be as many roots as types, so only what was met is
        // forgotten.
        for node in self.touched.drain(..) {
            self.states[node] = State::Unknown;
        }
        self.provisional.clear();
        let mut stack = vec![self.open(root * LAYERS, 0, 0)];
        let mut deepest = 0;
        while let Some(frame) = stack.last_mut() {
            *steps += 1;
            if *steps > MOST_STEPS {
                return None;
            }
            let (index, layer) = (frame.node / LAYERS, frame.node % LAYERS);
            deepest = deepest.max(frame.depth + self.graph.leaves[index]);
            // Each edge is there twice, for both questions; the second counts where one leads to the other.
            let edge = self.graph.edges[index].get(frame.next / LAYERS).copied();
            let is_other = frame.next % LAYERS == 1;
            frame.next += 1;
            let Some(edge) = edge else {
                self.close(&mut stack);
                continue;
            };
            if is_other && !edge.is_shared {
                continue;
            }
            let to = edge.to * LAYERS + if is_other { LAYERS - 1 - layer } else { layer };
            let (depth, number) = (frame.depth + edge.weight, frame.number + 1);
            match self.states[to] {
                State::Unknown => {
                    let frame = self.open(to, depth, number);
                    stack.push(frame);
                }
                State::Open(other) | State::Provisional(other) => {
                    frame.lowest = frame.lowest.min(other);
                    deepest = deepest.max(depth);
                }
                State::Known => deepest = deepest.max(depth),
            }
        }
        Some(deepest)
    }

    fn open(&mut self, node: usize, depth: usize, number: usize) -> Frame {
        self.states[node] = State::Open(number);
        self.touched.push(node);
        Frame { node, depth, next: 0, number, lowest: number, provisional: self.provisional.len() }
    }

    /// Ends a type all of whose edges were followed.
    fn close(&mut self, stack: &mut Vec<Frame>) {
        let Some(frame) = stack.pop() else { return };
        if frame.lowest < frame.number {
            self.states[frame.node] = State::Provisional(frame.lowest);
            self.provisional.push(frame.node);
            if let Some(around) = stack.last_mut() {
                around.lowest = around.lowest.min(frame.lowest);
            }
            return;
        }
        self.states[frame.node] = State::Known;
        // What was found out in between held only as long as this was open.
        for node in self.provisional.drain(frame.provisional..) {
            self.states[node] = State::Unknown;
        }
    }
}

/// Returns how many types of Rust a value of a built-in type is made of, within each other.
fn depth_of_clr(clr: Clr) -> usize {
    match clr {
        Clr::String | Clr::Bytes => 5,
        Clr::Uri => 6,
        Clr::Object => 16,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use std::{fmt::Write as _, path::Path};

    use crate::spec::Spec;

    /// Returns the recursion limit of classes with these members each, of which the first is answered.
    fn limit(members: impl Iterator<Item = Vec<String>>) -> Option<usize> {
        let mut types = String::new();
        for (class, members) in members.enumerate() {
            let members: Vec<String> =
                members.iter().enumerate().map(|(at, ty)| format!("\"M{at}\": \"{ty}\"")).collect();
            let comma = if class == 0 { "" } else { "," };
            let _ = write!(types, "{comma} \"N.C{class}\": {{ \"members\": {{ {} }} }}", members.join(", "));
        }
        let text = format!(
            r#"{{ "version": 1, "name": "A", "module": "a", "endpoints": {{ "GET a": {{ "response": "C0" }} }}, "types": {{ {types} }} }}"#
        );
        let (spec, diagnostics) = Spec::from_text(Path::new("api.json"), &text);
        let spec = spec.unwrap_or_else(|| panic!("{diagnostics:?}"));
        spec.crate_root().recursion_limit.map(|needed| needed.limit)
    }

    /// As found by trial: of classes in a chain of lists rustc 1.95 takes 23, one around the other.
    #[test]
    fn chains_and_rings_are_deep() {
        let chain = |count: usize| {
            limit(
                (0..count).map(|at| if at + 1 < count { vec![format!("List<C{}>", at + 1)] } else { vec![] }),
            )
        };
        assert_eq!(chain(20), None);
        assert_eq!(chain(23), Some(256));
        assert_eq!(chain(60), Some(384));
        let ring = |count: usize| limit((0..count).map(|at| vec![format!("List<C{}>", (at + 1) % count)]));
        assert_eq!(ring(20), None);
        assert_eq!(ring(26), Some(256));
    }

    /// Many types around one are not deep, but many that all hold each other are.
    #[test]
    fn rustc_goes_depth_first() {
        let count = 60;
        let star = (0..count).map(|at| {
            if at == 0 {
                (1..count).map(|at| format!("List<C{at}>")).collect()
            } else {
                vec!["List<C0>".to_owned()]
            }
        });
        assert_eq!(limit(star), None);
        let dense = (0..40).map(|_| (0..40).map(|at| format!("List<C{at}>")).collect());
        assert_eq!(limit(dense), Some(256));
    }

    #[test]
    fn too_many_steps_are_not_made() {
        // Each class twice in the next one, in loops within loops.
        let count = 2_000;
        let tangle = (0..count).map(|at: usize| {
            [at + 1, at / 2, at.saturating_sub(7), (at * 31) % count]
                .map(|to| format!("List<C{}>", to % count))
                .to_vec()
        });
        assert!(limit(tangle).is_some_and(|limit| limit > 1_000));
    }
}
