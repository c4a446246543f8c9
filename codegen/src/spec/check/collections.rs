//! Lists and dictionaries of their own name.

use super::Checker;
use crate::diagnostic::Code;
use crate::spec::model::TypeKind;
use crate::spec::type_expr::TypeExpr;

impl Checker<'_> {
    pub(super) fn collections(&mut self) {
        let held: Vec<Vec<usize>> = (0..self.spec.types.len()).map(|index| self.types_held(index)).collect();
        for index in on_cycles(&held) {
            let ty = &self.spec.types[index];
            let message = format!("`{}` is a collection of itself", ty.name.short());
            self.report(
                self.error(Code::CyclicCollection, ty.name.span, message)
                    .help("let it hold a class that holds the collection, if that is what the sample shows"),
            );
        }
    }

    /// Returns what a collection holds directly, without a class in between.
    fn held(&self, index: usize) -> Vec<&TypeExpr> {
        match self.spec.types.get(index).map(|ty| &ty.kind) {
            Some(TypeKind::Collection(of)) => vec![&of.item],
            Some(TypeKind::Dictionary(of)) => vec![&of.key, &of.value],
            Some(TypeKind::Class(_) | TypeKind::Enum(_)) | None => Vec::new(),
        }
    }

    /// Returns the indexes of the types of the spec that a collection holds directly.
    fn types_held(&self, index: usize) -> Vec<usize> {
        let mut types = Vec::new();
        for held in self.held(index) {
            held.each_part(&mut |part| types.extend(self.spec.named(part)));
        }
        types
    }
}

/// Returns the nodes that lie on a cycle, in order. `successors` has those of each node.
///
/// This is Tarjan's algorithm: it follows each edge once, and an edge back to a node on the current path
/// closes a cycle.
fn on_cycles(successors: &[Vec<usize>]) -> Vec<usize> {
    /// A node on the current path.
    struct Visit {
        node: usize,
        /// How many of its successors have been visited.
        done: usize,
    }
    let mut numbers: Vec<Option<usize>> = vec![None; successors.len()];
    let mut lowest = vec![0; successors.len()];
    let mut is_open = vec![false; successors.len()];
    let mut open = Vec::new();
    let mut count = 0;
    let mut found = Vec::new();
    for start in 0..successors.len() {
        let mut path =
            if numbers[start].is_none() { vec![Visit { node: start, done: 0 }] } else { Vec::new() };
        while let Some(Visit { node, done }) = path.last_mut() {
            let node = *node;
            if *done == 0 && numbers[node].is_none() {
                numbers[node] = Some(count);
                lowest[node] = count;
                count += 1;
                is_open[node] = true;
                open.push(node);
            }
            if let Some(&next) = successors[node].get(*done) {
                *done += 1;
                match numbers[next] {
                    None => path.push(Visit { node: next, done: 0 }),
                    Some(number) if is_open[next] => lowest[node] = lowest[node].min(number),
                    Some(_) => {}
                }
                continue;
            }
            path.pop();
            if let Some(parent) = path.last() {
                lowest[parent.node] = lowest[parent.node].min(lowest[node]);
            }
            if numbers[node] == Some(lowest[node]) {
                let from = open.iter().rposition(|other| *other == node).unwrap_or(0);
                let component = open.split_off(from);
                for &member in &component {
                    is_open[member] = false;
                }
                if component.len() > 1 || successors[node].contains(&node) {
                    found.extend(component);
                }
            }
        }
    }
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::on_cycles;

    #[test]
    fn only_what_leads_back_to_itself_is_on_a_cycle() {
        // 0 leads to the cycle of 1, 2 and 3; that leads to 4, which leads to itself; 5 leads nowhere.
        let next = [vec![1], vec![2, 4], vec![3], vec![1], vec![4, 5], vec![]];
        assert_eq!(on_cycles(&next), [1, 2, 3, 4]);
        assert_eq!(on_cycles(&[vec![1], vec![2, 3], vec![0], vec![]]), [0, 1, 2]);
        assert!(on_cycles(&[vec![1, 2], vec![2], vec![]]).is_empty());
    }

    #[test]
    fn long_chains_cost_little() {
        let mut next: Vec<Vec<usize>> = (1..=200_000).map(|after| vec![after]).collect();
        next.push(Vec::new());
        assert!(on_cycles(&next).is_empty());
        next[200_000].push(0);
        assert_eq!(on_cycles(&next).len(), 200_001);
    }
}
