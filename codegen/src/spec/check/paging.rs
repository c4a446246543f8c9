//! Lists that come in pages.

use super::Checker;
use crate::{
    diagnostic::Code,
    spec::{
        model::{Endpoint, PageStep, Payload, Spec, TypeKind},
        similar::similar,
        span::{Span, Spanned},
        type_expr::{Clr, TypeExpr, TypeExprKind},
    },
};

/// What a parameter or a member has to be.
#[derive(Clone, Copy)]
enum Wanted {
    Number,
    Flag,
    Link,
    List,
}

impl Wanted {
    fn fits(self, spec: &Spec, ty: &TypeExpr) -> bool {
        let ty = ty.without_nullable();
        let clr = match &ty.kind {
            TypeExprKind::Clr(clr) => Some(*clr),
            TypeExprKind::Word(word) => Some(word.clr()),
            _ => None,
        };
        match self {
            Self::Number => clr.is_some_and(Clr::is_integer),
            Self::Flag => clr == Some(Clr::Bool),
            Self::Link => matches!(clr, Some(Clr::String | Clr::Uri)),
            Self::List => spec.is_list(ty),
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Number => "a whole number",
            Self::Flag => "a `bool`",
            Self::Link => "a `string` or a `Uri`",
            Self::List => "a list",
        }
    }
}

impl Checker<'_> {
    /// Parameters and members that `paging` names are there, and are what they have to be.
    pub(super) fn paging(&mut self, endpoint: &Endpoint) {
        let Some(paging) = &endpoint.paging else { return };
        for name in [paging.step.parameter(), paging.size.as_ref()].into_iter().flatten() {
            self.page_argument(endpoint, name);
        }
        let Some(response) = &endpoint.response else {
            let error = self.error(Code::BadPaging, paging.span, "nothing comes back that could be a page");
            self.report(error.help("write the type of the `response`, or take `paging` out"));
            return;
        };
        let next = match &paging.step {
            PageStep::Next(path) => Some(path),
            PageStep::Page { .. } | PageStep::Skip(_) => None,
        };
        let members = [
            (paging.items.as_ref(), Wanted::List),
            (paging.total.as_ref(), Wanted::Number),
            (paging.pages.as_ref(), Wanted::Number),
            (paging.more.as_ref(), Wanted::Flag),
            (next, Wanted::Link),
        ];
        if paging.items.is_none() {
            self.page_list(response, paging.span);
        }
        for (path, wanted) in members {
            if let Some(path) = path {
                self.page_member(&response.ty, path, wanted);
            }
        }
        self.one_list(response, paging.items.as_ref());
    }

    /// A page that does not say where its list is has one, or is one.
    fn page_list(&mut self, response: &Payload, span: Span) {
        let spec = self.spec;
        let ty = response.ty.without_nullable();
        if Wanted::List.fits(spec, ty) {
            return;
        }
        let classes = spec.named(ty).into_iter().flat_map(|class| spec.with_bases(class));
        let members = classes.filter_map(|class| match &spec.types[class].kind {
            TypeKind::Class(class) => Some(&class.members),
            _ => None,
        });
        let lists = members.flatten().filter(|member| Wanted::List.fits(spec, &member.ty));
        let names: Vec<&str> = lists.map(|member| member.name.value.as_str()).collect();
        let (message, help) = match &names[..] {
            [only] => return self.same_list(response, span, only),
            [] => (
                format!("a page is `{ty}`, which is no list and has none"),
                "name the member that leads to the list: `\"items\": \"Data.Items\"`".to_owned(),
            ),
            [first, ..] => (
                format!("a page is `{ty}`, which has several lists: `{}`", names.join("`, `")),
                format!("name the one with the items: `\"items\": \"{first}\"`"),
            ),
        };
        self.report(self.error(Code::BadPaging, span, message).help(help));
    }

    /// A class that is a page has one list, whichever endpoint answers it: generated types have one word for it.
    fn one_list(&mut self, response: &Payload, items: Option<&Spanned<String>>) {
        if let Some(items) = items {
            self.same_list(response, items.span, &items.value);
        }
    }

    /// No other endpoint, above this one where both say it, has another list of the response.
    fn same_list(&mut self, response: &Payload, span: Span, items: &str) {
        let spec = self.spec;
        let class = |payload: &Payload| spec.named(payload.ty.without_nullable());
        let before = spec.endpoints.iter().filter_map(|endpoint| {
            let other = endpoint.paging.as_ref()?.items.as_ref()?;
            (class(endpoint.response.as_ref()?) == class(response)).then_some(other)
        });
        let Some(other) = before.take_while(|other| other.span != span).find(|other| other.value != items)
        else {
            return;
        };
        let message =
            format!("the list of `{}` is `{}` already, and not `{items}`", response.ty, other.value);
        let error = self.error(Code::BadPaging, span, message).related(other.span, "where it is said");
        self.report(error.help("give one of the endpoints a response of its own"));
    }

    fn page_argument(&mut self, endpoint: &Endpoint, name: &Spanned<String>) {
        let mut parameters = endpoint.parameters.iter();
        let Some(parameter) = parameters.find(|parameter| parameter.name.value == name.value) else {
            let message = format!("the endpoint has no parameter `{}`", name.value);
            let error = self.error(Code::BadPaging, name.span, message);
            let names: Vec<&str> =
                endpoint.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
            let meant = similar(name, self.searches.among(&names).iter().copied());
            self.report(match meant {
                Some(meant) => error.help(format!("did you mean `{meant}`?")),
                None => error.help("pages are asked for by parameters that the heading has"),
            });
            return;
        };
        if !Wanted::Number.fits(self.spec, &parameter.ty) {
            self.page_type(name, &parameter.ty, Wanted::Number);
        }
    }

    fn page_member(&mut self, response: &TypeExpr, path: &Spanned<String>, wanted: Wanted) {
        let spec = self.spec;
        let class = spec
            .named(response.without_nullable())
            .filter(|index| matches!(spec.types[*index].kind, TypeKind::Class(_)));
        let Some(class) = class else {
            let message = format!("`{response}` has no members, and no `{}`", path.value);
            let error = self.error(Code::BadPaging, path.span, message);
            self.report(error.help("take the key out: what a page says stands in members of the response"));
            return;
        };
        match spec.member_at(class, path) {
            Ok(member) if wanted.fits(spec, &member.ty) => {}
            Ok(member) => self.page_type(path, &member.ty, wanted),
            Err(error) => self.unknown_member(path, &error),
        }
    }

    fn page_type(&mut self, name: &Spanned<String>, ty: &TypeExpr, wanted: Wanted) {
        let message = format!("`{}` is `{ty}`, and not {}", name.value, wanted.words());
        let error = self.error(Code::BadPaging, name.span, message).related(ty.span, "its type");
        self.report(error.help("see `paging` in the specs' README for what each key names"));
    }
}
