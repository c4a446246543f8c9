//! Names of types: in one document each name is of one type.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    diagnostic::Code,
    spec::{XmlSerializerUse, check::Checker, model::TypeKind, xml_serializer::names::name_of_type},
};

impl Checker<'_> {
    pub(super) fn type_names_differ(&mut self, used: &XmlSerializerUse) {
        let spec = self.spec;
        let mut named: BTreeMap<(String, &str), Vec<usize>> = BTreeMap::new();
        for (index, ty) in spec.types.iter().enumerate() {
            // Of lists with one name .NET numbers the second.
            if used.has(index) && matches!(ty.kind, TypeKind::Class(_) | TypeKind::Enum(_)) {
                named.entry((name_of_type(spec, index), spec.xml_namespace(index))).or_default().push(index);
            }
        }
        named.retain(|_, types| types.len() > 1);
        if named.is_empty() {
            return;
        }
        // Only what one document has counts.
        let mut reported = BTreeSet::new();
        let mut reached = vec![false; spec.types.len()];
        for &root in used.roots() {
            reached.fill(false);
            spec.reach(&[root], &mut reached);
            for (place, types) in named.values().enumerate() {
                let mut together = types.iter().copied().filter(|&index| reached[index]);
                if let (Some(first), Some(second)) = (together.next(), together.next())
                    && reported.insert(place)
                {
                    self.one_name(first, second, root);
                }
            }
        }
    }

    fn one_name(&mut self, first: usize, second: usize, root: usize) {
        let types = &self.spec.types;
        let name = name_of_type(self.spec, second);
        let message = format!(
            "XmlSerializer calls two types `{name}`, so the service has no XML of `{}`, which leads to both",
            types[root].name.short()
        );
        let diagnostic = self.warning(Code::XmlTypeClash, types[second].name.span, message);
        self.report(diagnostic.related(types[first].name.span, "the first one").help(
            "if the page has an XML sample, one of them has another name or namespace by `xmlType`; else there is nothing \
             to do: the service answers in another format",
        ));
    }
}
