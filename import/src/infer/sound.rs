//! What import writes passes the checks: the last look at what inference has found.
//!
//! Damaged pages say what no spec can have: a default of another type, a namespace that is no URI, two
//! parameters of one name. The checks of specs say what these are; here the part that is wrong is taken out,
//! the smallest one that does, and the report says so. What is taken out is nothing that a service could have
//! sent.

use std::collections::BTreeSet;

use datacontract_codegen::{
    diagnostic::{Diagnostics, Severity},
    spec::Clr,
};

use crate::{
    infer::{
        assemble::Assembled,
        model::{Api, Authentication, Class, Remark, Ty, TypeDef, TypeId, TypeKind},
        rust_names::meeting,
        wording::plain_names::pascal,
    },
    keys::Keys,
    report::CheckedSpec,
    spec_writer,
};

/// Each round takes something out; what is left after so many is left.
const MOST_ROUNDS: usize = 64;

/// Writes the spec, and takes out what the checks refuse.
pub(super) fn write(assembled: &mut Assembled) -> CheckedSpec {
    let mut rounds = 0;
    loop {
        let checked = CheckedSpec::parse(spec_writer::write(&assembled.api));
        rounds += 1;
        if !checked.diagnostics.has_errors()
            || rounds > MOST_ROUNDS
            || take_out(assembled, &checked.text, &checked.diagnostics) == Mended::No
        {
            return checked;
        }
        meeting::resolve_clashes(&mut assembled.api);
    }
}

/// Takes out what the errors are about, one thing of each entry.
fn take_out(assembled: &mut Assembled, text: &str, diagnostics: &Diagnostics) -> Mended {
    let keys = Keys::of(text);
    let mut looked_at = BTreeSet::new();
    let mut mended = Mended::No;
    for error in diagnostics.iter().filter(|found| found.severity == Severity::Error) {
        let path = keys.path_at(error.span.start);
        // One mistake of an entry may be the cause of its others.
        let entry: Vec<String> = path.iter().take(2).cloned().collect();
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        if looked_at.insert(entry) && mend(assembled, &path, &error.message) == Mended::Yes {
            mended = Mended::Yes;
        }
    }
    mended
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mended {
    Yes,
    No,
}

/// Takes out what is wrong at a place.
fn mend(assembled: &mut Assembled, path: &[&str], message: &str) -> Mended {
    let why = |what: &str| Remark::open(format!("{what} is left out: {message}"));
    match path {
        ["endpoints", heading, rest @ ..] => {
            let Some(index) =
                assembled.api.endpoints.iter().position(|endpoint| endpoint.heading == *heading)
            else {
                return Mended::No;
            };
            if let (["parameters", name, rest @ ..] | ["body", "parts", name, rest @ ..], Some(endpoint)) =
                (rest, assembled.api.endpoints.get_mut(index))
                && let Some(parameter) = endpoint.values_mut().find(|value| value.name == *name)
            {
                match rest {
                    ["default", ..] if parameter.default.is_some() => {
                        parameter.remarks.push(why(&format!(
                            "the default `{}`",
                            parameter.default.take().unwrap_or_default()
                        )));
                        return Mended::Yes;
                    }
                    _ if takes_texts(&parameter.ty) || message.contains("one name") => {}
                    _ => {
                        let text = Ty::Clr(Clr::String);
                        let is_list = matches!(parameter.ty, Ty::List(_));
                        parameter.ty = if is_list { Ty::List(Box::new(text)) } else { text };
                        parameter.default = None;
                        parameter.remarks.push(why("the page's type"));
                        return Mended::Yes;
                    }
                }
            }
            if let (["paging", ..], Some(endpoint)) = (rest, assembled.api.endpoints.get_mut(index))
                && endpoint.paging.take().is_some()
            {
                endpoint.remarks.push(why("`paging`"));
                return Mended::Yes;
            }
            let endpoint = assembled.api.endpoints.remove(index);
            let names: Vec<&String> = endpoint.samples.iter().flatten().collect();
            assembled.samples.retain(|(name, _)| !names.contains(&name));
            assembled
                .notes
                .push((endpoint.source.location, format!("`{}` is left out: {message}", endpoint.heading)));
            Mended::Yes
        }
        ["types", name, rest @ ..] => {
            let Some(index) = assembled.api.types.iter().position(|def| def.full_name() == *name) else {
                return Mended::No;
            };
            of_type(assembled, index, rest, message)
        }
        ["formatters" | "authentication" | "baseUrl", ..] => {
            let api = &mut assembled.api;
            match path {
                ["formatters", ..] => api.formatters = None,
                ["authentication", ..] => api.authentication = Authentication::None,
                ["baseUrl", ..] => api.base_url = None,
                _ => return Mended::No,
            }
            api.notes.push(format!("`{}` of the pages is left out: {message}", path.first().unwrap_or(&"")));
            Mended::Yes
        }
        _ => Mended::No,
    }
}

fn takes_texts(ty: &Ty) -> bool {
    match ty {
        Ty::List(item) => takes_texts(item),
        ty => *ty == Ty::Clr(Clr::String),
    }
}

fn of_type(assembled: &mut Assembled, index: usize, rest: &[&str], message: &str) -> Mended {
    let why = |what: &str| Remark::open(format!("{what} is left out: {message}"));
    let Some(def) = assembled.api.types.get_mut(index) else { return Mended::No };
    match rest {
        ["namespace", ..] if def.contract_namespace.is_some() => {
            def.remarks
                .push(why(&format!("the namespace `{}`", def.contract_namespace.take().unwrap_or_default())));
            return Mended::Yes;
        }
        ["page", ..] if def.page.is_some() => {
            def.remarks.push(why(&format!("the page's name `{}`", def.page.take().unwrap_or_default())));
            return Mended::Yes;
        }
        [] if !def.class.contains("Type") => {
            // Built-in names, and what cannot be one at all.
            let old = def.full_name();
            let own = std::mem::take(&mut def.class);
            let name: String = own.chars().filter(|c| c.is_alphanumeric()).collect();
            def.class = format!("{}Type", pascal(&name));
            if def.page.is_none() {
                def.page = Some(own.clone());
            }
            def.remarks.push(Remark::open(format!(
                "the pages call it `{own}`, which no class is called: {message}"
            )));
            let new = def.full_name();
            if let Some(pages) = assembled.origins.types.remove(&old) {
                assembled.origins.types.insert(new, pages);
            }
            return Mended::Yes;
        }
        _ => {}
    }
    if let ["base", ..] = rest
        && let TypeKind::Class(Class { base: base @ Some(_), .. }) = &mut def.kind
    {
        *base = None;
        def.remarks.push(why("its base class"));
        return Mended::Yes;
    }
    if let Some(mended) = of_part(def, rest, message) {
        return mended;
    }
    let def = assembled.api.types.remove(index);
    let name = def.full_name();
    without_type(&mut assembled.api, def.id);
    let note = format!("the type `{name}` is left out, and is `object` where it stands: {message}");
    assembled.notes.push((def.source.location, note));
    Mended::Yes
}

/// Takes out what is wrong with a member, an annotation, the outcome or a value of an enum.
fn of_part(def: &mut TypeDef, rest: &[&str], message: &str) -> Option<Mended> {
    let why = |what: &str| Remark::open(format!("{what} is left out: {message}"));
    match (rest, &mut def.kind) {
        (["members", name, rest @ ..], TypeKind::Class(class)) => {
            let index = class.members.iter().position(|member| member.name == *name)?;
            let member = class.members.get_mut(index)?;
            if let ["annotations", key, ..] = rest {
                let annotations = &mut member.annotations;
                match *key {
                    "range" => annotations.range = None,
                    "length" => annotations.length = None,
                    "minLength" => annotations.min_length = None,
                    "maxLength" => annotations.max_length = None,
                    "pattern" => annotations.pattern = None,
                    _ => annotations.data_type = None,
                }
                member.remarks.push(why(&format!("`{key}`")));
            } else {
                class.members.remove(index);
                def.remarks.push(why(&format!("the member `{name}`")));
            }
            Some(Mended::Yes)
        }
        (["outcome", ..], TypeKind::Class(Class { outcome: outcome @ Some(_), .. })) => {
            *outcome = None;
            def.remarks.push(why("what its codes mean"));
            Some(Mended::Yes)
        }
        (["enum", name, ..], TypeKind::Enum { members, .. }) => {
            let index = members.iter().position(|member| member.name == *name)?;
            members.remove(index);
            def.remarks.push(why(&format!("the value `{name}`")));
            Some(Mended::Yes)
        }
        _ => None,
    }
}

/// Puts `object` in the place of a type that is none.
fn without_type(api: &mut Api, id: TypeId) {
    fn replace(ty: &mut Ty, id: TypeId) {
        match ty {
            Ty::Type(other) if *other == id => *ty = Ty::Clr(Clr::Object),
            Ty::Clr(_) | Ty::Word(_) | Ty::Type(_) => {}
            Ty::Nullable(inner) => {
                replace(inner, id);
                // `object` takes null.
                if **inner == Ty::Clr(Clr::Object) {
                    *ty = Ty::Clr(Clr::Object);
                }
            }
            Ty::List(inner) | Ty::Array(inner) | Ty::ReadOnly(inner) => replace(inner, id),
            Ty::Dictionary(key, value) | Ty::Pair(key, value) => {
                replace(key, id);
                replace(value, id);
            }
            Ty::Tuple(items) => items.iter_mut().for_each(|item| replace(item, id)),
        }
    }
    for endpoint in &mut api.endpoints {
        let payloads = endpoint.body.iter_mut().chain(&mut endpoint.response).map(|(ty, _)| ty);
        payloads.for_each(|ty| replace(ty, id));
        endpoint.values_mut().for_each(|value| replace(&mut value.ty, id));
    }
    for def in &mut api.types {
        if let TypeKind::Class(class) = &mut def.kind {
            class.base = class.base.filter(|base| *base != id);
            class.known.retain(|known| *known != id);
            class.members.iter_mut().for_each(|member| replace(&mut member.ty, id));
        } else if let TypeKind::List(list) = &mut def.kind {
            replace(&mut list.item, id);
        }
    }
}
