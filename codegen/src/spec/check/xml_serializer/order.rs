//! `Order`: of all elements, or of none.

use std::collections::BTreeMap;

use super::members;
use crate::{
    diagnostic::Code,
    spec::{
        check::Checker,
        model::{Member, TypeDef},
        span::Span,
    },
};

impl Checker<'_> {
    pub(super) fn is_in_order(&mut self, index: usize) {
        let spec = self.spec;
        let ty = &spec.types[index];
        self.one_order(ty);
        self.orders_differ(ty);
        let own = Sequence::of(ty);
        // What is wrong with a base class is said there.
        let bases = spec.with_bases(index).into_iter().skip(1);
        let of_bases: Vec<Sequence<'_>> = bases.map(|base| Sequence::of(&spec.types[base])).collect();
        let ordered = |sequence: &Sequence<'_>| sequence.ordered;
        if let (Some(ordered), Some(plain)) = (own.ordered, own.plain) {
            self.missing(plain, ordered);
        } else if let (Some(plain), Some(ordered)) = (own.plain, of_bases.iter().find_map(ordered)) {
            self.missing(plain, ordered);
        } else if let (Some(ordered), Some(plain)) = (
            own.ordered,
            of_bases.iter().find_map(|sequence| sequence.plain.filter(|_| sequence.ordered.is_none())),
        ) {
            self.missing(plain, ordered);
        }
    }

    fn missing(&mut self, plain: &Member, ordered: Span) {
        let message = format!("`{}` has no `order`, though other elements have one", plain.name.value);
        self.report(
            self.error(Code::XmlOrder, plain.name.span, message)
                .related(ordered, "one of those that have")
                .help(
                    "write `order` in the `xmlElement` or `xmlArray` of each element of the class, of its bases and of the \
                     classes derived from it; or of none",
                ),
        );
    }

    /// Several elements of a member have one place.
    fn one_order(&mut self, ty: &TypeDef) {
        for member in members(ty) {
            let Some(first) = member.xml.order() else { continue };
            let orders = member.xml.elements.iter().filter_map(|element| element.order.as_ref());
            for other in orders.filter(|order| order.value != first.value) {
                let message = format!("the elements of `{}` have one place", member.name.value);
                let diagnostic = self.error(Code::XmlOrder, other.span, message);
                self.report(diagnostic.related(first.span, "another `order`").help("write the same number"));
            }
        }
    }

    fn orders_differ(&mut self, ty: &TypeDef) {
        let mut seen = BTreeMap::new();
        for order in members(ty).filter_map(|member| member.xml.order()) {
            if let Some(first) = seen.insert(order.value, order.span) {
                let message = format!("two elements have the order {}", order.value);
                let diagnostic = self.error(Code::XmlOrder, order.span, message);
                self.report(diagnostic.related(first, "the first one").help("give each a number of its own"));
            }
        }
    }
}

/// What a class has with and without an order.
struct Sequence<'s> {
    /// Where the first `order` stands.
    ordered: Option<Span>,
    /// The first element without one.
    plain: Option<&'s Member>,
}

impl<'s> Sequence<'s> {
    fn of(ty: &'s TypeDef) -> Self {
        let is_element = |member: &&Member| member.xml.is_element();
        let elements = || members(ty).filter(is_element);
        Self {
            ordered: elements().find_map(|member| member.xml.order()).map(|order| order.span),
            plain: elements().find(|member| member.xml.order().is_none()),
        }
    }
}
