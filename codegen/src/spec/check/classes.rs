//! Base classes, contracts, and attributes on the right kind of type.

use std::collections::HashSet;

use datacontract::contract::DC as CLR_NAMESPACES;

use super::Checker;
use crate::{
    diagnostic::Code,
    spec::{
        model::{Class, Contract, TypeDef, TypeKind},
        span::{Span, Spanned},
        type_expr::TypeExprKind,
    },
};

impl Checker<'_> {
    pub(super) fn classes(&mut self) {
        let circles = self.circles();
        for (index, ty) in self.spec.types.iter().enumerate() {
            if let Some(class) = ty.class() {
                self.base_is_class(class);
                self.base_is_contract(index, ty, class);
                if circles.contains(&index) {
                    self.circle(index);
                }
                self.fits_class(ty, class);
            }
            self.contract_name(ty);
            self.namespace(ty);
            self.fits_contract(index, ty);
        }
    }

    fn base_is_class(&mut self, class: &Class) {
        let Some(base) = &class.base else { return };
        let kind = self.spec.named(base).map(|index| &self.spec.types[index].kind);
        let what = match (&base.kind, kind) {
            (TypeExprKind::Named(_), Some(TypeKind::Class(class))) if class.is_struct => "a struct",
            (TypeExprKind::Named(_), Some(TypeKind::Enum(_))) => "an enum",
            (TypeExprKind::Named(_), Some(TypeKind::Collection(_))) => "a list",
            (TypeExprKind::Named(_), Some(TypeKind::Dictionary(_))) => "a dictionary",
            // An unknown name has its own message.
            (TypeExprKind::Named(_), Some(TypeKind::Class(_)) | None) => return,
            _ => "no class of this spec",
        };
        let message = format!("`{base}` is {what}, so nothing can be derived from it");
        let diagnostic = self.error(Code::BaseIsNoClass, base.span, message);
        self.report(match what {
            "no class of this spec" => diagnostic
                .help("a class derived from a list or a dictionary of .NET is declared by `collection` or `dictionary`"),
            _ => diagnostic.help("name a class, or leave `base` out"),
        });
    }

    fn base_is_contract(&mut self, index: usize, ty: &TypeDef, class: &Class) {
        let Some(written) = &class.base else { return };
        let Some(base) = self.spec.base(index).map(|base| &self.spec.types[base]) else { return };
        if ty.contract != Contract::Plain && base.contract == Contract::Plain && base.class().is_some() {
            let word = if ty.contract == Contract::DataContract { "a data contract" } else { "serializable" };
            let message = format!("`{}` is {word}, its base class is a plain class", ty.name.short());
            self.report(
                self.error(Code::PlainBase, written.span, message)
                    .label("DataContractSerializer refuses this")
                    .related(base.name.span, "a plain class")
                    .help(
                        "give the base `\"contract\": \"dataContract\"`, or take it from the derived class",
                    ),
            );
        }
    }

    /// Returns the first class of each circle of base classes.
    fn circles(&self) -> HashSet<usize> {
        let bases: Vec<Option<usize>> =
            (0..self.spec.types.len()).map(|index| self.spec.base(index)).collect();
        // Which walk came by each class first.
        let mut walks: Vec<Option<usize>> = vec![None; bases.len()];
        let mut circles = HashSet::new();
        for start in 0..bases.len() {
            let mut current = start;
            while walks[current].is_none()
                && let Some(next) = bases[current]
            {
                walks[current] = Some(start);
                current = next;
            }
            if walks[current] == Some(start) {
                let around = std::iter::successors(bases[current], |&class| bases[class]);
                circles.insert(around.take_while(|&class| class != current).fold(current, usize::min));
            }
        }
        circles
    }

    /// Reported once, at the first class of the circle.
    fn circle(&mut self, index: usize) {
        let chain = self.spec.with_bases(index);
        let ty = &self.spec.types[index];
        let span = ty.class().and_then(|class| class.base.as_ref()).map_or(ty.name.span, |base| base.span);
        let names: Vec<&str> = chain.iter().map(|&index| self.spec.types[index].name.short()).collect();
        let message = format!("`{}` is its own base class", ty.name.short());
        let mut diagnostic = self.error(Code::CyclicBase, span, message);
        if names.len() > 1 {
            diagnostic =
                diagnostic.note(format!("the circle is {} -> {}", names.join(" -> "), ty.name.short()));
        }
        self.report(diagnostic.help("take `base` from the class that is at the root"));
    }

    fn fits_class(&mut self, ty: &TypeDef, class: &Class) {
        if !class.is_struct {
            return;
        }
        let refused = [
            (class.is_reference.value, "`isReference` is for classes"),
            (class.is_abstract, "a struct cannot be abstract"),
            (class.base.is_some(), "a struct has no base class"),
        ];
        for (_, message) in refused.into_iter().filter(|(wrong, _)| *wrong) {
            self.report(
                self.error(Code::Misplaced, ty.name.span, message)
                    .label("a struct")
                    .help("take one of the two out"),
            );
        }
    }

    fn contract_name(&mut self, ty: &TypeDef) {
        let Some(name) = &ty.contract_name else { return };
        if name.is_empty() {
            self.report(
                self.error(Code::BadContractName, name.span, "a contract's name is not empty")
                    .help("leave `name` out if the contract is called as the class"),
            );
            return;
        }
        let count = ty.name.arguments().count();
        if count == 0 {
            return;
        }
        if let Some(error) = datacontract_rules::name::generic_error(name, count) {
            let help = "`{0}`, `{1}` .. are the type's arguments, `{#}` is the hash; other braces cannot be in the name";
            let message = format!("`{}` is no name of a generic type: {}", name.value, error.message);
            self.report(self.error(Code::BadContractName, name.span, message).help(help));
        }
    }

    fn namespace(&mut self, ty: &TypeDef) {
        let Some(namespace) = &ty.namespace else { return };
        if let Some(error) = datacontract_rules::namespace::error(namespace) {
            let message = format!("`{}` {}", namespace.value, error.message);
            self.report(self.error(Code::BadNamespace, namespace.span, message).help(format!(
                "write the `xmlns` of the XML sample; leave it out if that is `{CLR_NAMESPACES}` and the CLR namespace"
            )));
        } else if !namespace.is_empty() && namespace.value == ty.name.namespace {
            let message = format!("`{}` is a CLR namespace", namespace.value);
            self.report(self.warning(Code::BadNamespace, namespace.span, message).help(format!(
                "leave `namespace` out: `{CLR_NAMESPACES}{}` follows from the type's name",
                ty.name.namespace
            )));
        }
    }

    /// Attributes that .NET looks at only under `[DataContract]`.
    fn fits_contract(&mut self, index: usize, ty: &TypeDef) {
        if ty.contract == Contract::DataContract {
            return;
        }
        let mut misplaced: Vec<(&str, Span)> = Vec::new();
        let mut add = |key, span: Option<Span>| misplaced.extend(span.map(|span| (key, span)));
        let set = |flag: &Spanned<bool>| flag.value.then_some(flag.span);
        let place = |text: &Option<Spanned<String>>| text.as_ref().map(|text| text.span);
        add("name", place(&ty.contract_name));
        match &ty.kind {
            TypeKind::Class(class) => {
                // A plain class inherits it.
                let base = self.spec.base(index).and_then(|base| self.spec.types[base].class());
                if !base.is_some_and(|base| base.is_reference.value) {
                    add("isReference", set(&class.is_reference));
                }
                for member in &class.members {
                    add("name", place(&member.contract_name));
                    add("order", member.order.as_ref().map(|order| order.span));
                    add("required", set(&member.required));
                    add("emitDefault", (!member.emit_default.value).then_some(member.emit_default.span));
                }
            }
            TypeKind::Enum(_) => {}
            TypeKind::Collection(collection) => {
                add("itemName", place(&collection.item_name));
                add("isReference", set(&collection.is_reference));
            }
            TypeKind::Dictionary(dictionary) => {
                add("itemName", place(&dictionary.item_name));
                add("keyName", place(&dictionary.key_name));
                add("valueName", place(&dictionary.value_name));
                add("isReference", set(&dictionary.is_reference));
            }
        }
        for (key, span) in misplaced {
            let message = format!("`{key}` has no effect in a type that is no data contract");
            let diagnostic = self.error(Code::Misplaced, span, message).related(ty.name.span, "the type");
            self.report(diagnostic.help(format!(
                "give the type `\"contract\": \"dataContract\"`, or take `{key}` out{}",
                if key == "name" || key == "order" {
                    "; for JSON alone there are `json` and `jsonOrder`"
                } else {
                    ""
                }
            )));
        }
    }
}
