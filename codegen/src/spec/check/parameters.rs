//! Parameters in path and query.

use std::collections::{HashMap, HashSet};

use super::Checker;
use crate::{
    diagnostic::Code,
    spec::{
        model::{Endpoint, Parameter, ParameterPlace, TypeKind},
        similar::similar,
        template::Piece,
        type_expr::{Clr, TypeExpr, TypeExprKind},
    },
};

impl Checker<'_> {
    pub(super) fn parameters(&mut self, endpoint: &Endpoint) {
        self.parameters_declared(endpoint);
        self.parameters_differ(endpoint);
        self.path_order(endpoint);
        self.parameters_in_heading(endpoint);
        let pieces = endpoint.template.query.iter().filter(|piece| piece.item);
        let listed: HashSet<&str> = pieces.map(|piece| piece.parameter.as_str()).collect();
        for parameter in &endpoint.parameters {
            self.parameter_is_simple(parameter, listed.contains(parameter.name.as_str()));
            self.commas_separate_items(parameter, listed.contains(parameter.name.as_str()));
            self.default_fits(parameter);
            self.annotations(&parameter.annotations, &parameter.ty, None);
        }
    }

    fn parameters_declared(&mut self, endpoint: &Endpoint) {
        let declared: HashSet<&str> =
            endpoint.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
        for name in endpoint.template.parameters() {
            if declared.contains(name.as_str()) {
                continue;
            }
            let message = format!("the parameter `{}` is not declared", name.value);
            let diagnostic = self.error(Code::UndeclaredParameter, name.span, message);
            self.report(diagnostic.help(format!(
                "add its row of the page: `\"parameters\": {{\"{}\": {{\"type\": \"...\"}}}}`",
                name.value
            )));
        }
    }

    fn parameters_in_heading(&mut self, endpoint: &Endpoint) {
        let in_heading: Vec<&str> = endpoint.template.parameters().map(|name| name.as_str()).collect();
        let known: HashSet<&str> = in_heading.iter().copied().collect();
        let in_uri = endpoint.parameters.iter().filter(|parameter| parameter.place != ParameterPlace::Part);
        let names = in_uri.map(|parameter| &parameter.name);
        for name in names.filter(|name| !known.contains(name.as_str())) {
            let message = format!("the heading has no parameter `{}`", name.value);
            let diagnostic = self.error(Code::UnknownParameter, name.span, message);
            let diagnostic = diagnostic.related(endpoint.heading.span, "the heading");
            let meant = similar(name, self.searches.among(&in_heading).iter().copied());
            self.report(match meant {
                Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
                None => diagnostic
                    .help("the heading writes it in braces; what is sent in the body goes into `body`"),
            });
        }
    }

    /// Checks that a parameter's type can stand in a URI. `listed` says that the heading shows it as a list.
    fn parameter_is_simple(&mut self, parameter: &Parameter, listed: bool) {
        let ty = &parameter.ty;
        let item = match &ty.kind {
            TypeExprKind::List(item) | TypeExprKind::Array(item)
                if parameter.place != ParameterPlace::Path =>
            {
                item
            }
            _ => ty,
        };
        if !self.is_simple(item) {
            let is_list = matches!(ty.kind, TypeExprKind::List(_) | TypeExprKind::Array(_));
            let (place, help) = if is_list && parameter.place == ParameterPlace::Path {
                (
                    "the path",
                    "a list is in the query; a text in the path that stands for several values is a `string`",
                )
            } else {
                (
                    if parameter.place == ParameterPlace::Part { "a part of a body" } else { "a URI" },
                    "declare its properties as parameters of their own, named as in the heading",
                )
            };
            let message = format!("`{ty}` cannot stand in {place}");
            self.report(self.error(Code::ParameterType, ty.span, message).help(help));
        }
        if listed && !matches!(ty.kind, TypeExprKind::List(_) | TypeExprKind::Array(_)) {
            let message = format!("the heading shows `{}` as a list", parameter.name.value);
            let diagnostic = self.error(Code::ParameterType, ty.span, message);
            self.report(diagnostic.help(format!("write `List<{ty}>`")));
        }
    }

    /// Checks `commaSeparated`: only a list in the query has items to be separated, and not where the heading
    /// shows how they are sent.
    fn commas_separate_items(&mut self, parameter: &Parameter, listed: bool) {
        let span = parameter.comma_separated.span;
        if !parameter.comma_separated.value {
            return;
        }
        let name = &parameter.name.value;
        let is_list = matches!(parameter.ty.kind, TypeExprKind::List(_) | TypeExprKind::Array(_));
        let message = if parameter.place == ParameterPlace::Part {
            format!("`{name}` is a part of the body, and a list is a part for each item")
        } else if parameter.place == ParameterPlace::Path {
            format!("`{name}` is in the path, which has no lists")
        } else if !is_list {
            format!("`{name}` is no list, so it has no items with commas between them")
        } else if listed {
            format!("the heading shows the items of `{name}` one by one")
        } else {
            return;
        };
        let diagnostic =
            self.error(Code::ParameterType, span, message).related(parameter.ty.span, "the type");
        self.report(
            diagnostic.help("take `commaSeparated` out; it is for a list in the query, `?ids={ids}`"),
        );
    }

    /// Returns whether a type is built in, but not `object`, or an enum. An unknown name has a message
    /// already.
    fn is_simple(&self, ty: &TypeExpr) -> bool {
        match &ty.kind {
            TypeExprKind::Clr(clr) => !matches!(clr, Clr::Object | Clr::Bytes),
            TypeExprKind::Word(_) => true,
            TypeExprKind::Nullable(inner) => self.is_simple(inner),
            TypeExprKind::Named(_) => self
                .spec
                .named(ty)
                .is_none_or(|index| matches!(self.spec.types[index].kind, TypeKind::Enum(_))),
            _ => false,
        }
    }

    fn parameters_differ(&mut self, endpoint: &Endpoint) {
        // Of each name, in small letters: the first parameter, and the first one that is spelled otherwise.
        let mut seen: HashMap<String, (&Parameter, Option<&Parameter>)> = HashMap::new();
        for parameter in &endpoint.parameters {
            let (first, other) =
                seen.entry(parameter.name.to_lowercase()).or_insert_with(|| (parameter, None));
            // One name twice has its own message.
            let same = if first.name == parameter.name { *other } else { Some(*first) };
            if first.name != parameter.name && other.is_none() {
                *other = Some(parameter);
            }
            if let Some(first) = same {
                let message =
                    format!("`{}` and `{}` are one name to Web API", first.name.value, parameter.name.value);
                let diagnostic = self.error(Code::DuplicateParameter, parameter.name.span, message);
                self.report(diagnostic.related(first.name.span, "the first one").help("keep one of them"));
            }
        }
    }

    /// Checks that what may be left out, and what takes the rest, is at the end of the path.
    fn path_order(&mut self, endpoint: &Endpoint) {
        let last = match endpoint.template.path.last() {
            Some(Piece::Parameter(name)) => Some(name),
            _ => None,
        };
        let needed = endpoint.needed();
        for parameter in &endpoint.parameters {
            let name = &parameter.name;
            let takes_rest = parameter.catch_all.value;
            if takes_rest && parameter.place != ParameterPlace::Path {
                let message = format!("`{}` is no part of the path", name.value);
                let diagnostic = self.error(Code::PathOrder, parameter.catch_all.span, message);
                self.report(diagnostic.help("take `catchAll` out"));
            } else if takes_rest && last != Some(name) {
                let message = format!("`{}` takes the rest of the path, but the path goes on", name.value);
                let diagnostic = self.error(Code::PathOrder, parameter.catch_all.span, message);
                self.report(diagnostic.help("take `catchAll` out"));
            } else if parameter.is_optional()
                && parameter.place == ParameterPlace::Path
                && needed.contains(name.as_str())
            {
                let message = format!("`{}` cannot be left out: the path goes on", name.value);
                let diagnostic = self.warning(Code::PathOrder, name.span, message);
                self.report(diagnostic.help("it is taken to be required; say so by `\"required\": true`"));
            }
        }
    }

    fn default_fits(&mut self, parameter: &Parameter) {
        let Some(default) = &parameter.default else { return };
        let ty = &parameter.ty;
        if !self.spec.is_value(&default.value, ty) {
            let message = format!("this is no value of `{ty}`");
            let diagnostic = self.error(Code::BadDefault, default.span, message).related(ty.span, "the type");
            self.report(
                diagnostic.help("write numbers for numbers, texts for texts, and members' names for enums"),
            );
        }
    }
}
