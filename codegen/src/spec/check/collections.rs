//! Lists and dictionaries of their own name.

use super::Checker;
use crate::diagnostic::Code;
use crate::spec::model::TypeKind;
use crate::spec::type_expr::TypeExpr;

impl Checker<'_> {
    pub(super) fn collections(&mut self) {
        let held: Vec<Vec<usize>> = (0..self.spec.types.len()).map(|index| self.places_held(index)).collect();
        for index in in_circles(&held) {
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

    /// Returns the types of the spec among these.
    fn places_held(&self, index: usize) -> Vec<usize> {
        let mut places = Vec::new();
        for held in self.held(index) {
            held.each_part(&mut |part| places.extend(self.spec.named(part)));
        }
        places
    }
}

/// Returns the places from which a way leads back to themselves, in order. `next` are the places after each.
///
/// This is Tarjan's algorithm: it goes each way once, and what leads back to a place on the way closes a
/// circle.
fn in_circles(next: &[Vec<usize>]) -> Vec<usize> {
    /// A place on the way.
    struct Visit {
        place: usize,
        /// How many of the places after it have been gone to.
        done: usize,
    }
    let mut numbers: Vec<Option<usize>> = vec![None; next.len()];
    let mut lowest = vec![0; next.len()];
    let mut is_open = vec![false; next.len()];
    let mut open = Vec::new();
    let mut count = 0;
    let mut found = Vec::new();
    for start in 0..next.len() {
        let mut way =
            if numbers[start].is_none() { vec![Visit { place: start, done: 0 }] } else { Vec::new() };
        while let Some(Visit { place, done }) = way.last_mut() {
            let place = *place;
            if *done == 0 && numbers[place].is_none() {
                numbers[place] = Some(count);
                lowest[place] = count;
                count += 1;
                is_open[place] = true;
                open.push(place);
            }
            if let Some(&after) = next[place].get(*done) {
                *done += 1;
                match numbers[after] {
                    None => way.push(Visit { place: after, done: 0 }),
                    Some(number) if is_open[after] => lowest[place] = lowest[place].min(number),
                    Some(_) => {}
                }
                continue;
            }
            way.pop();
            if let Some(before) = way.last() {
                lowest[before.place] = lowest[before.place].min(lowest[place]);
            }
            if numbers[place] == Some(lowest[place]) {
                let from = open.iter().rposition(|other| *other == place).unwrap_or(0);
                let circle = open.split_off(from);
                for &member in &circle {
                    is_open[member] = false;
                }
                if circle.len() > 1 || next[place].contains(&place) {
                    found.extend(circle);
                }
            }
        }
    }
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::in_circles;

    #[test]
    fn only_what_leads_back_to_itself_is_in_a_circle() {
        // 0 leads to the circle of 1, 2 and 3; that leads to 4, which leads to itself; 5 leads nowhere.
        let next = [vec![1], vec![2, 4], vec![3], vec![1], vec![4, 5], vec![]];
        assert_eq!(in_circles(&next), [1, 2, 3, 4]);
        assert_eq!(in_circles(&[vec![1], vec![2, 3], vec![0], vec![]]), [0, 1, 2]);
        assert!(in_circles(&[vec![1, 2], vec![2], vec![]]).is_empty());
    }

    #[test]
    fn long_chains_cost_little() {
        let mut next: Vec<Vec<usize>> = (1..=200_000).map(|after| vec![after]).collect();
        next.push(Vec::new());
        assert!(in_circles(&next).is_empty());
        next[200_000].push(0);
        assert_eq!(in_circles(&next).len(), 200_001);
    }
}
