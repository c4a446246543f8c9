//! What `DataContractSerializer` refuses as a whole: the service has no XML of such types.

use std::collections::BTreeMap;

use super::Checker;
use crate::{
    diagnostic::Code,
    spec::{
        model::{Class, Contract, Dictionary, TypeDef, TypeKind},
        span::Spanned,
        type_expr::{ClrName, TypeExpr, TypeExprKind},
        wire::{contract_namespace, contract_pattern},
    },
};

impl Checker<'_> {
    pub(super) fn refused(&mut self) {
        let spec = self.spec;
        for (index, ty) in spec.types.iter().enumerate() {
            match &ty.kind {
                TypeKind::Class(class) => {
                    self.references_are_inherited(index, class);
                    self.known_types_differ(index, class);
                }
                TypeKind::Dictionary(of) => self.key_is_not_value(of),
                TypeKind::Collection(_) | TypeKind::Enum(_) => {}
            }
        }
    }

    /// `IsReference` is inherited, and a derived class cannot say otherwise.
    fn references_are_inherited(&mut self, index: usize, class: &Class) {
        let spec = self.spec;
        let Some(base) = spec.base(index).map(|base| &spec.types[base]) else { return };
        let Some(base_class) = base.class() else { return };
        let (keeps, base_keeps) = (class.is_reference.value, base_class.is_reference.value);
        if keeps == base_keeps {
            return;
        }
        let ty = &spec.types[index];
        let (name, base_name) = (ty.name.short(), base.name.short());
        let (message, help) = if base_keeps {
            (
                format!(
                    "`{name}` derives from `{base_name}`, whose objects keep their identity, so its own do too"
                ),
                format!("give `{name}` `\"isReference\": true` as well, which .NET lets it inherit"),
            )
        } else {
            (
                format!("`{name}` has `isReference`, its base class `{base_name}` has not"),
                "give it to both or to neither".to_owned(),
            )
        };
        let span = if keeps { class.is_reference.span } else { ty.name.span };
        let diagnostic = self.error(Code::ReferenceClash, span, message);
        self.report(diagnostic.related(base.name.span, "the base class").help(help));
    }

    /// Of the known types of a class and its bases no two have one contract name.
    fn known_types_differ(&mut self, index: usize, class: &Class) {
        if class.known_types.is_empty() {
            return;
        }
        let spec = self.spec;
        let mut seen: BTreeMap<String, &TypeExpr> = BTreeMap::new();
        // From the root down, so that what is reported is the class's own.
        for of in spec.with_bases(index).into_iter().rev() {
            for known in spec.types[of].class().into_iter().flat_map(|class| &class.known_types) {
                let Some(identity) = self.contract_identity(known) else { continue };
                let first = *seen.entry(identity).or_insert(known);
                if of != index || spec.names.canonical(first) == spec.names.canonical(known) {
                    continue;
                }
                let message = format!("`{first}` and `{known}` have one contract name");
                let diagnostic = self.error(Code::ContractClash, known.span, message);
                self.report(
                    diagnostic
                        .label("DataContractSerializer refuses the class")
                        .related(first.span, "the first one")
                        .help("keep the one that the service has under `knownTypes`"),
                );
            }
        }
    }

    /// Returns one text for all types of one contract name; `None` of an unknown name.
    fn contract_identity(&self, ty: &TypeExpr) -> Option<String> {
        let of = |inner: &TypeExpr| self.contract_identity(inner);
        let all = |items: &mut dyn Iterator<Item = &TypeExpr>| {
            items.map(of).collect::<Option<Vec<_>>>().map(|items| items.join(", "))
        };
        Some(match &ty.kind {
            TypeExprKind::Clr(_) | TypeExprKind::Word(_) => ty.clr()?.name().to_owned(),
            TypeExprKind::Nullable(inner) => format!("{}?", of(inner)?),
            TypeExprKind::List(item) | TypeExprKind::Array(item) => format!("List<{}>", of(item)?),
            TypeExprKind::ReadOnly(inner) => format!("ReadOnly<{}>", of(inner)?),
            TypeExprKind::Dictionary(key, value) => format!("Dictionary<{}, {}>", of(key)?, of(value)?),
            TypeExprKind::Pair(key, value) => format!("KeyValuePair<{}, {}>", of(key)?, of(value)?),
            TypeExprKind::Tuple(items) => format!("Tuple<{}>", all(&mut items.iter())?),
            TypeExprKind::Named(name) => self.identity_of_name(name, &all)?,
        })
    }

    fn identity_of_name(
        &self,
        name: &ClrName,
        all: &dyn Fn(&mut dyn Iterator<Item = &TypeExpr>) -> Option<String>,
    ) -> Option<String> {
        let ty: &TypeDef = self.spec.types.get(self.spec.resolve(name).ok()?)?;
        match &ty.kind {
            // Without the attribute the class is a list or dictionary of .NET on the wire.
            TypeKind::Collection(of) if ty.contract != Contract::DataContract => {
                Some(format!("List<{}>", all(&mut std::iter::once(&of.item))?))
            }
            TypeKind::Dictionary(of) if ty.contract != Contract::DataContract => {
                Some(format!("Dictionary<{}>", all(&mut [&of.key, &of.value].into_iter())?))
            }
            _ => {
                let namespace = contract_namespace(ty);
                let arguments = all(&mut ty.name.arguments())?;
                Some(format!("{{{namespace}}}{}<{arguments}>", contract_pattern(ty)))
            }
        }
    }

    /// Key and value of an entry have different names.
    fn key_is_not_value(&mut self, of: &Dictionary) {
        let text = |name: &Option<Spanned<String>>| name.as_ref().map(|name| name.value.clone());
        let error = datacontract_rules::name::entry_error(
            text(&of.key_name).as_deref(),
            text(&of.value_name).as_deref(),
        );
        let (Some(error), Some(given)) = (error, of.value_name.as_ref().or(of.key_name.as_ref())) else {
            return;
        };
        let diagnostic = self.error(Code::DuplicateWireName, given.span, error);
        self.report(
            diagnostic.help("write the names that the XML sample shows as `keyName` and `valueName`"),
        );
    }
}
