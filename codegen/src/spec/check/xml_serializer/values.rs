//! What attributes say of values: `isNullable` and `dataType`.

use crate::{
    diagnostic::Code,
    spec::{
        Spec,
        check::Checker,
        model::{Member, XmlElement},
        span::Spanned,
        type_expr::{Clr, Nullability, TypeExpr, TypeExprKind, Word},
        xml_serializer::{data_type::clr as clr_of_data_type, names::Element, shape::Shape},
    },
};
use datacontract_rules::DataType;

impl Checker<'_> {
    pub(super) fn null_and_data_type_fit(&mut self, member: &Member) {
        let xml = &member.xml;
        let elements = self.spec.xml_elements(member, "");
        for (element, Element { ty, .. }) in xml.elements.iter().zip(elements) {
            let nullability = if std::ptr::eq(ty, &raw const member.ty) {
                self.spec.nullability(member)
            } else {
                self.spec.nullability_of_type(ty)
            };
            self.true_is_for_null(element, ty, nullability);
            self.false_is_not_for_nullable(element, ty);
            self.data_type_fits(element.data_type.as_ref(), ty);
        }
        for item in &xml.items {
            let Some(ty) = self.spec.type_of_item(&member.ty, item.nesting_level, &item.element) else {
                self.nesting_level(item.nesting_level, &item.element, member);
                continue;
            };
            self.true_is_for_null(&item.element, ty, self.spec.nullability_of_type(ty));
            self.data_type_fits(item.element.data_type.as_ref(), ty);
        }
        let of_attribute = xml.attribute.as_ref().and_then(|attribute| attribute.data_type.as_ref());
        let of_text = xml.text.as_ref().and_then(|text| text.data_type.as_ref());
        let ty = match self.spec.shape(&member.ty) {
            Shape::List(item) => item,
            _ => &member.ty,
        };
        self.data_type_fits(of_attribute.or(of_text), ty);
    }

    fn true_is_for_null(&mut self, element: &XmlElement, ty: &TypeExpr, nullability: Nullability) {
        let Some(is_nullable) = element.is_nullable.as_ref().filter(|is_nullable| is_nullable.value) else {
            return;
        };
        if nullability == Nullability::Never {
            let message = format!("`{ty}` is never null, so that it cannot be nil");
            let diagnostic = self.error(Code::XmlNullable, is_nullable.span, message);
            self.report(
                diagnostic
                    .related(ty.span, "the type")
                    .help(format!("take `isNullable` out, or write `{ty}?`")),
            );
        }
    }

    fn false_is_not_for_nullable(&mut self, element: &XmlElement, ty: &TypeExpr) {
        let Some(is_nullable) = element.is_nullable.as_ref().filter(|is_nullable| !is_nullable.value) else {
            return;
        };
        if self.spec.is_nullable_of_dot_net(ty) {
            let message = format!("`{ty}` that is null is nil, always");
            let diagnostic = self.error(Code::XmlNullable, is_nullable.span, message);
            let inner = ty.without_nullable();
            self.report(
                diagnostic
                    .related(ty.span, "the type")
                    .help(format!("take `isNullable` out, or write `{inner}`")),
            );
        }
    }

    fn data_type_fits(&mut self, name: Option<&Spanned<String>>, ty: &TypeExpr) {
        let Some(name) = name else { return };
        if let Some(error) = DataType::error(name) {
            self.report(self.error(Code::XmlBadDataType, name.span, error));
            return;
        }
        let clr = clr_of_data_type(name);
        let take_out = "take `dataType` out";
        let (message, help) = match (&ty.without_nullable().kind, clr) {
            (TypeExprKind::Clr(own), clr) if clr == Some(*own) => return,
            (TypeExprKind::Word(word), clr) if may_be(*word, clr) => return,
            (TypeExprKind::Clr(_) | TypeExprKind::Word(_), clr) => (
                format!("values of `{ty}` are not written as `{}`", name.value),
                clr.map(|clr| {
                    let of = clr.name();
                    format!(
                        "XML Schema's `{}` is for C#'s `{of}`: correct one of the two, or {take_out}",
                        name.value
                    )
                }),
            ),
            _ => (format!("`{ty}` is no simple type, so that it has no `dataType`"), None),
        };
        let diagnostic = self.error(Code::XmlBadDataType, name.span, message).related(ty.span, "the type");
        self.report(diagnostic.help(help.unwrap_or_else(|| take_out.to_owned())));
    }

    fn nesting_level(&mut self, level: u8, element: &XmlElement, member: &Member) {
        if !matches!(self.spec.shape(&member.ty), Shape::List(_)) {
            // That it is no list is said already.
            return;
        }
        let message = format!("`{}` has no lists at level {level}", member.ty);
        let diagnostic = self.error(Code::XmlAttributeClash, element.span, message);
        self.report(
            diagnostic
                .related(member.ty.span, "the type")
                .help("level 0 is for the items of the member, 1 for the items of these, if they are lists"),
        );
    }
}

impl Spec {
    /// Returns the type of the items in the lists of a member at this level; `None` if there are none.
    fn type_of_item<'s>(
        &'s self,
        ty: &'s TypeExpr,
        level: u8,
        element: &'s XmlElement,
    ) -> Option<&'s TypeExpr> {
        let mut item = ty;
        for _ in 0..=level {
            let Shape::List(inner) = self.shape(item) else { return None };
            item = inner;
        }
        Some(element.ty.as_ref().unwrap_or(item))
    }
}

/// Returns whether what the page calls so may be of a type.
fn may_be(word: Word, clr: Option<Clr>) -> bool {
    let Some(clr) = clr else { return false };
    match word {
        Word::Integer => matches!(clr, Clr::Short | Clr::Int | Clr::Long),
        Word::UnsignedInteger => matches!(clr, Clr::UShort | Clr::UInt | Clr::ULong),
        Word::DecimalNumber => matches!(clr, Clr::Float | Clr::Double | Clr::Decimal),
        other => other.clr() == clr,
    }
}
