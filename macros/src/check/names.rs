//! Namespaces, and names of generic contracts.

use crate::attr::{AttributeValue, Container};
use crate::ctxt::Ctxt;
use datacontract_rules::{name, namespace};

pub(super) fn namespace(cx: &Ctxt, attrs: &Container) {
    if let (Some(_), Some(clr)) = (&attrs.namespace, &attrs.clr_namespace) {
        cx.error(&clr.word, "`namespace` and `clr_namespace` both say the namespace: keep one of them");
        return;
    }
    if let Some(given) = &attrs.namespace
        && let Some(error) = namespace::error(&given.value)
    {
        cx.error(&given.place, format!("this namespace {}", error.message));
    }
    if let Some(given) = &attrs.clr_namespace
        && let Some(error) = namespace::clr_error(&given.value)
    {
        cx.error(&given.place, error.message);
    }
}

/// Keys and values of a dictionary's entries have names of their own.
pub(super) fn entry(cx: &Ctxt, attrs: &Container) {
    let Some(names) = attrs.dictionary.as_ref().map(|given| &given.value) else { return };
    let text = |given: &Option<AttributeValue<String>>| given.as_ref().map(|given| given.value.clone());
    let error = name::entry_error(text(&names.key).as_deref(), text(&names.value).as_deref());
    if let (Some(error), Some(given)) = (error, names.value.as_ref().or(names.key.as_ref())) {
        cx.error(&given.place, error);
    }
}

/// The places in a generic name have to be closed, and to have an argument each.
pub(super) fn generic(cx: &Ctxt, attrs: &Container) {
    let Some(generic) = &attrs.generic else { return };
    let Some(name) = &attrs.name else {
        cx.error(
            &generic.word,
            "a generic contract has a name with places for its arguments: `name = \"PageOf{0}{#}\"`",
        );
        return;
    };
    if let Some(error) = name::generic_error(&name.value, generic.value.args.len()) {
        cx.error(&name.place, error.message);
    }
}
