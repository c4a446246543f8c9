//! What attributes say of a type as a whole.

use crate::{
    diagnostic::Code,
    spec::{
        check::Checker,
        model::{TypeDef, TypeKind},
    },
};

impl Checker<'_> {
    pub(super) fn type_attributes_fit(&mut self, ty: &TypeDef) {
        let is_nullable = ty.xml.root.as_ref().and_then(|root| root.is_nullable.as_ref());
        if let Some(is_nullable) = is_nullable.filter(|is_nullable| is_nullable.value && ty.is_value_type()) {
            let message = format!("`{}` is never null, so that it cannot be nil", ty.name.short());
            let diagnostic = self.error(Code::XmlNullable, is_nullable.span, message);
            self.report(diagnostic.label("a struct or an enum").help("take `isNullable` out"));
        }
        if let (TypeKind::Enum(_), Some(include)) = (&ty.kind, ty.xml.includes.first()) {
            let message = "no class is derived from an enum";
            let diagnostic = self.error(Code::Misplaced, include.span, message);
            self.report(diagnostic.related(ty.name.span, "an enum").help("take `xmlInclude` out"));
        }
    }
}
