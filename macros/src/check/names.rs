//! Namespaces, and names of generic contracts.

use crate::attr::Container;
use crate::ctxt::Ctxt;

pub(super) fn namespace(cx: &Ctxt, attrs: &Container) {
    if let (Some(_), Some(clr)) = (&attrs.namespace, &attrs.clr_namespace) {
        cx.error(&clr.word, "`namespace` and `clr_namespace` both say the namespace: keep one of them");
        return;
    }
    if let Some(given) = &attrs.namespace
        && let Some(fault) = fault(&given.value)
    {
        cx.error(&given.place, format!("this namespace {fault}"));
    }
    if let Some(given) = &attrs.clr_namespace
        && given.value.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '/' | ':'))
    {
        cx.error(&given.place, "this is no C# namespace, as `Shop.Models` is; a URI is given by `namespace`");
    }
}

/// What `DataContractSerializer` has against a namespace.
fn fault(namespace: &str) -> Option<&'static str> {
    let is_blank = |c: char| c.is_whitespace() || c.is_control();
    let has_no_scheme = namespace.starts_with(':');
    let has_no_host =
        namespace.split_once("://").is_some_and(|(scheme, rest)| rest.is_empty() && scheme != "file");
    if namespace.starts_with(is_blank) || namespace.ends_with(is_blank) {
        Some("begins or ends with white space or a control character")
    } else if has_no_scheme || has_no_host || namespace.contains("##") {
        Some("is no URI, and DataContractSerializer refuses it")
    } else if namespace == "http://schemas.microsoft.com/2003/10/Serialization/" {
        Some("is DataContractSerializer's own, and refused by it")
    } else {
        None
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
    let args = generic.value.args.len();
    let mut rest = name.value.as_str();
    while let Some(start) = rest.find(['{', '}']) {
        let Some((place, after)) = rest[start..].strip_prefix('{').and_then(|place| place.split_once('}'))
        else {
            cx.error(&name.place, "a brace without the other: places are written `{0}` and `{#}`");
            return;
        };
        if place != "#" && place.parse::<usize>().ok().is_none_or(|place| place >= args) {
            let s = if args == 1 { "" } else { "s" };
            let message =
                format!("there is no place `{{{place}}}`: `generic` has {args} argument{s}, counted from 0");
            cx.error(&name.place, message);
        }
        rest = after;
    }
}
