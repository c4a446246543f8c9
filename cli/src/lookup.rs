//! Types and endpoints by the names that people give them.

use datacontract_codegen::spec::{
    Endpoint, Spec, Template, TypeExpr, TypeExprKind, Unresolved, similar::similar,
};

use crate::failure::Failure;

/// Returns the type of this name or notation.
pub(crate) fn type_named(spec: &Spec, text: &str) -> Result<TypeExpr, Failure> {
    let ty = TypeExpr::parse(text, 0).map_err(|error| {
        Failure::usage(format!("`{text}` is no type: {}", error.message))
            .help("such as 'Lead' or 'List<Lead>'")
    })?;
    let mut failure = None;
    ty.each_name(&mut |name| {
        let Err(error) = spec.resolve(name) else { return };
        failure.get_or_insert_with(|| match error {
            Unresolved::Unknown => {
                let names: Vec<&str> = spec.types.iter().map(|ty| ty.name.short()).collect();
                let failure = Failure::usage(format!("{} has no type `{name}`", spec.name.value));
                failure.help(suggestion(name.short(), &names, "its types are"))
            }
            Unresolved::Ambiguous(types) => {
                let names = types.iter().filter_map(|&index| spec.types.get(index));
                let names: Vec<String> = names.map(|ty| format!("`{}`", ty.name.value)).collect();
                let failure = Failure::usage(format!("{} has several types `{name}`", spec.name.value));
                failure.help(format!("write one of {}", names.join(", ")))
            }
        });
    });
    match failure {
        Some(failure) => Err(failure),
        None => Ok(ty),
    }
}

/// Returns the endpoint of this method and path, with its query or without. The case of letters and the names
/// of parameters in the path do not count.
pub(crate) fn endpoint_named<'s>(spec: &'s Spec, heading: &str) -> Result<&'s Endpoint, Failure> {
    let wanted = Wanted::new(heading);
    let found: Vec<&Endpoint> = spec.endpoints.iter().filter(|endpoint| wanted.is(endpoint)).collect();
    match found.as_slice() {
        [one] => Ok(one),
        [] => {
            let failure = Failure::usage(format!("{} has no endpoint `{heading}`", spec.name.value));
            let names: Vec<&str> = spec.endpoints.iter().map(|endpoint| endpoint.heading.as_str()).collect();
            Err(failure.help(suggestion(heading, &names, "its endpoints are")))
        }
        several => {
            let names: Vec<String> =
                several.iter().map(|endpoint| format!("`{}`", endpoint.heading.value)).collect();
            Err(Failure::usage(format!("`{heading}` means several endpoints"))
                .help(format!("write one of {}", names.join(", "))))
        }
    }
}

/// A heading as far as it is given.
struct Wanted {
    method: String,
    path: String,
    query: Option<Vec<String>>,
}

impl Wanted {
    fn new(heading: &str) -> Self {
        let (method, uri) = heading.trim().split_once(char::is_whitespace).unwrap_or(("", heading.trim()));
        let (path, query) = match uri.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (uri, None),
        };
        let mut query: Option<Vec<String>> = query.map(|query| {
            let pairs = query.split('&').filter(|pair| !pair.is_empty());
            pairs.map(|pair| pair.split('=').next().unwrap_or("").to_lowercase()).collect()
        });
        if let Some(keys) = &mut query {
            keys.sort();
        }
        Self { method: method.to_owned(), path: plain_path(path), query }
    }

    fn is(&self, endpoint: &Endpoint) -> bool {
        endpoint.method.eq_ignore_ascii_case(&self.method)
            && plain_path(&endpoint.template.path_text()) == self.path
            && self.query.as_ref().is_none_or(|query| *query == keys(&endpoint.template))
    }
}

fn keys(template: &Template) -> Vec<String> {
    let mut keys: Vec<String> = template.query.iter().map(|piece| piece.key.to_lowercase()).collect();
    keys.sort();
    keys
}

/// Returns a path in small letters, without the names of its parameters.
fn plain_path(path: &str) -> String {
    let mut plain = String::new();
    let mut rest = path.trim_matches('/');
    while let Some((before, after)) = rest.split_once('{') {
        plain.push_str(before);
        plain.push_str("{}");
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    plain.push_str(rest);
    plain.to_lowercase()
}

/// Returns what was probably meant, or else what there is.
fn suggestion(text: &str, names: &[&str], all: &str) -> String {
    const MOST: usize = 12;
    if let Some(meant) = similar(text, names.iter().copied()) {
        return format!("did you mean `{meant}`?");
    }
    if names.is_empty() {
        return "it has none at all".to_owned();
    }
    let mut shown: Vec<String> = names.iter().take(MOST).map(|name| format!("`{name}`")).collect();
    if names.len() > MOST {
        shown.push("..".to_owned());
    }
    format!("{all} {}", shown.join(", "))
}

/// Returns how a type is called in messages.
pub(crate) fn name_of(ty: &TypeExpr) -> String {
    match &ty.kind {
        TypeExprKind::Named(name) => name.short().to_owned(),
        _ => ty.to_string(),
    }
}
