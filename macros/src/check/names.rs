//! Namespaces, and names of generic contracts.

use crate::ast::{Input, Kind};
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
pub(super) fn generic(cx: &Ctxt, input: &Input<'_>) {
    let attrs = &input.attrs;
    if input.parameters.is_generic() {
        return of_parameters(cx, input);
    }
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

/// Of a generic type the parameters are the arguments.
fn of_parameters(cx: &Ctxt, input: &Input<'_>) {
    let attrs = &input.attrs;
    if let Some(generic) = &attrs.generic {
        cx.error(&generic.word, "the arguments of a generic struct are its parameters: remove `generic`");
    }
    if let Some(name) = &attrs.name
        && let Some(error) = name::generic_error(&name.value, input.parameters.types.len())
    {
        cx.error(&name.place, error.message);
    }
    let what = match &input.kind {
        Kind::Class(fields) if fields.iter().all(|field| field.attrs.base.is_none()) => return,
        Kind::Collection(_) | Kind::Dictionary(_) | Kind::Transparent(_) | Kind::Converted => return,
        Kind::Class(_) => "a class with a base class",
        Kind::Flags(_) | Kind::Enum(_) => "an enum",
        Kind::Polymorphic(_) => "a polymorphic enum",
    };
    cx.error(
        input.ident,
        format!(
            "{what} has no parameters here: derive on one type for each instantiation, `struct PageOfLead` with \
             `#[contract(name = \"PageOf{{0}}{{#}}\", generic(args(Lead)))]`"
        ),
    );
}
