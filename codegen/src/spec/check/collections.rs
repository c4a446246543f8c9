//! Lists and dictionaries of their own name.

use super::Checker;
use crate::diagnostic::Code;
use crate::spec::model::TypeKind;
use crate::spec::type_expr::TypeExpr;

impl Checker<'_> {
    pub(super) fn collections(&mut self) {
        for index in 0..self.spec.types.len() {
            self.holds_itself(index);
        }
    }

    /// What a collection holds directly, without a class in between.
    fn held(&self, index: usize) -> Vec<&TypeExpr> {
        match self.spec.types.get(index).map(|ty| &ty.kind) {
            Some(TypeKind::Collection(of)) => vec![&of.item],
            Some(TypeKind::Dictionary(of)) => vec![&of.key, &of.value],
            Some(TypeKind::Class(_) | TypeKind::Enum(_)) | None => Vec::new(),
        }
    }

    fn holds_itself(&mut self, index: usize) {
        let mut seen = vec![false; self.spec.types.len()];
        let mut open = vec![index];
        while let Some(current) = open.pop() {
            let mut inner = Vec::new();
            for held in self.held(current) {
                held.each_part(&mut |part| inner.extend(self.spec.named(part)));
            }
            if inner.contains(&index) {
                let ty = &self.spec.types[index];
                let message = format!("`{}` is a collection of itself", ty.name.short());
                self.report(
                    self.error(Code::CyclicCollection, ty.name.span, message).help(
                        "let it hold a class that holds the collection, if that is what the sample shows",
                    ),
                );
                return;
            }
            open.extend(inner.into_iter().filter(|&place| !std::mem::replace(&mut seen[place], true)));
        }
    }
}
