//! Paths of members: outcomes, and credentials in the body.

use std::collections::HashSet;

use super::Checker;
use crate::{
    diagnostic::{Code, Diagnostic},
    spec::{
        model::{Authentication, Enum, Literal, Outcome, TypeKind},
        similar::similar,
        span::{Span, Spanned},
        type_expr::{Clr, TypeExpr},
        walk::PathError,
    },
};

/// So many members of a class are listed.
const SHOWN: usize = 50;

impl Checker<'_> {
    pub(super) fn outcomes(&mut self) {
        for (index, ty) in self.spec.types.iter().enumerate() {
            let Some(outcome) = ty.class().and_then(|class| class.outcome.as_ref()) else { continue };
            self.code_and_message(index, outcome);
        }
        self.credentials();
    }

    fn code_and_message(&mut self, index: usize, outcome: &Outcome) {
        let spec = self.spec;
        if let Some(message) = &outcome.message {
            match spec.member_at(index, message) {
                Ok(_) => {}
                Err(error) => self.unknown_member(message, &error),
            }
        }
        match spec.member_at(index, &outcome.code) {
            Ok(member) => {
                let enumeration = spec.named(&member.ty).and_then(|index| match &spec.types[index].kind {
                    TypeKind::Enum(of) => Some(names(of)),
                    _ => None,
                });
                let enumeration = enumeration.as_ref();
                for value in outcome.success.iter().flatten() {
                    if !is_value(&value.value, &member.ty, enumeration) {
                        self.no_code(&value.value, value.span, &member.ty);
                    }
                }
                for code in &outcome.codes {
                    if !is_spelled(&code.code, &member.ty, enumeration) {
                        self.no_code(&Literal::Text(code.code.value.clone()), code.code.span, &member.ty);
                    }
                }
            }
            Err(error) => self.unknown_member(&outcome.code, &error),
        }
    }

    fn no_code(&mut self, value: &Literal, span: Span, ty: &TypeExpr) {
        let value = match value {
            Literal::Null => "null".to_owned(),
            Literal::Bool(value) => value.to_string(),
            Literal::Number(text) => text.clone(),
            Literal::Text(text) => format!("`{text}`"),
        };
        let message = format!("{value} is no value of `{ty}`");
        let diagnostic = self.error(Code::BadOutcome, span, message).related(ty.span, "the type of the code");
        self.report(
            diagnostic.help("write numbers for numbers, texts for texts, and members' names for enums"),
        );
    }

    /// Each path leads to a member of some endpoint's body.
    fn credentials(&mut self) {
        let spec = self.spec;
        let Authentication::Body(paths) = &spec.authentication else { return };
        let mut seen = HashSet::new();
        let bodies = spec.endpoints.iter().filter_map(|endpoint| spec.named(&endpoint.body.as_ref()?.ty));
        let bodies: Vec<usize> = bodies.filter(|body| seen.insert(*body)).collect();
        for path in paths {
            let mut error = None;
            let found = bodies.iter().any(|&body| match spec.member_at(body, path) {
                Ok(_) => true,
                Err(why) => {
                    error.get_or_insert(why);
                    false
                }
            });
            if found {
                continue;
            }
            match error {
                Some(error) => self.unknown_member(path, &error),
                None => self.report(
                    self.error(Code::UnknownMember, path.span, "no endpoint has a body with members")
                        .help("give the type of the body as `body`"),
                ),
            }
        }
    }

    pub(super) fn unknown_member(&mut self, path: &Spanned<String>, error: &PathError) {
        // The path may be spelled with escapes: then the whole text is shown.
        let part = Span::new(path.span.start + error.at, path.span.start + error.at + error.part.len());
        let spelled = self.spec.file.text().get(part.range()) == Some(error.part.as_str());
        let span = if spelled && !error.part.is_empty() { part } else { path.span };
        let diagnostic =
            |message: String| Diagnostic::error(Code::UnknownMember, &self.spec.file, span, message);
        let diagnostic = match error.owner {
            None => diagnostic(format!("what stands before `{}` has no members", error.part))
                .help("a path goes through classes, by the CLR names of their members"),
            Some(owner) => {
                let name = self.spec.types[owner].name.short();
                let diagnostic = diagnostic(format!("`{name}` has no member `{}`", error.part));
                let members: Vec<&str> =
                    self.spec.all_members(owner).map(|member| member.name.as_str()).collect();
                match similar(&error.part, self.searches.among(&members).iter().copied()) {
                    Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
                    None if members.is_empty() => diagnostic.help("it has no members at all"),
                    None => {
                        let (shown, more) = members.split_at(members.len().min(SHOWN));
                        let more = if more.is_empty() { "" } else { ", .." };
                        diagnostic.help(format!("its members are {}{more}", shown.join(", ")))
                    }
                }
            }
        };
        self.report(diagnostic);
    }
}

/// Returns the names of an enum's members.
fn names(of: &Enum) -> HashSet<&str> {
    of.members.iter().map(|member| member.name.as_str()).collect()
}

/// Returns whether a literal is a value of a type that codes can have; `enumeration` are the names of the
/// enum, if it is one.
fn is_value(value: &Literal, ty: &TypeExpr, enumeration: Option<&HashSet<&str>>) -> bool {
    match (value, ty.clr()) {
        (Literal::Text(text), None) => enumeration.is_some_and(|names| names.contains(text.as_str())),
        (Literal::Number(text), None) => enumeration.is_some() && text.parse::<i128>().is_ok(),
        (Literal::Number(text), Some(clr)) => clr.is_integer() && text.parse::<i128>().is_ok(),
        (Literal::Text(_), Some(Clr::String)) | (Literal::Bool(_), Some(Clr::Bool)) => true,
        (Literal::Null, _) => !ty.clr().is_some_and(Clr::is_value_type) || ty.without_nullable() != ty,
        _ => false,
    }
}

/// Returns whether a text spells a value of a type that codes can have.
fn is_spelled(text: &str, ty: &TypeExpr, enumeration: Option<&HashSet<&str>>) -> bool {
    let literals =
        [Literal::Text(text.to_owned()), Literal::Number(text.to_owned()), Literal::Bool(text == "true")];
    let [name, number, truth] = literals.map(|literal| is_value(&literal, ty, enumeration));
    name || number || (truth && matches!(text, "true" | "false"))
}
