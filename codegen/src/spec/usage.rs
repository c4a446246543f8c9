//! Which types endpoints lead to.

use super::{
    model::{Endpoint, Spec},
    type_expr::TypeExpr,
};

impl Spec {
    /// Returns, for each type of the spec, whether these type words lead to it: they name it, or a type that names it.
    pub(crate) fn reached<'a>(&self, words: impl IntoIterator<Item = &'a TypeExpr>) -> Vec<bool> {
        self.reached_with(words, |_| &[])
    }

    /// Returns, for each type of the spec, whether these endpoints lead to it.
    ///
    /// What stands for a class in C# may stand for it on the wire: a class that is derived from one that is used counts as
    /// used.
    #[must_use]
    pub fn used_types<'a>(&self, endpoints: impl IntoIterator<Item = &'a Endpoint>) -> Vec<bool> {
        let mut derived: Vec<Vec<usize>> = vec![Vec::new(); self.types.len()];
        for index in 0..self.types.len() {
            if let Some(of_base) = self.base(index).and_then(|base| derived.get_mut(base)) {
                of_base.push(index);
            }
        }
        let words = endpoints.into_iter().flat_map(Endpoint::type_words);
        self.reached_with(words, |index| derived.get(index).map_or(&[], Vec::as_slice))
    }

    /// Follows type words to types, and from each type to those that it names and to `others`.
    fn reached_with<'a, 'o>(
        &self,
        words: impl IntoIterator<Item = &'a TypeExpr>,
        others: impl Fn(usize) -> &'o [usize],
    ) -> Vec<bool> {
        let mut reached = vec![false; self.types.len()];
        let mut open = Vec::new();
        let follow = |word: &TypeExpr, open: &mut Vec<usize>| {
            word.each_name(&mut |name| open.extend(self.resolve(name)));
        };
        for word in words {
            follow(word, &mut open);
        }
        while let Some(index) = open.pop() {
            let Some(slot) = reached.get_mut(index) else { continue };
            if std::mem::replace(slot, true) {
                continue;
            }
            open.extend(others(index));
            // The arguments of a generic type are a part of its name.
            self.types[index].name.arguments().for_each(|word| follow(word, &mut open));
            self.each_type_of(index, &mut |word| follow(word, &mut open));
        }
        reached
    }
}
