//! The attributes: what they refuse, and what they say.

use super::{data_types, length, pattern, range};
use crate::contract::{Annotation, AnnotationRule, Annotations, Contract, Member, Type};
use crate::value::View;

/// The members of an object.
#[derive(Clone, Copy)]
pub(super) struct Siblings<'v> {
    pub(super) contract: &'static Contract,
    /// Their values, those of the base class first.
    pub(super) views: &'v [View<'v>],
}

impl<'v> Siblings<'v> {
    /// Finds a member by C#'s name of it.
    fn find(self, name: &str) -> Option<(&'static Member, View<'v>)> {
        let mut members = self.contract.all_members().zip(self.views.iter().copied());
        members.find(|(member, _)| member.clr_name() == name)
    }
}

/// What an attribute knows besides the value.
pub(super) struct RuleContext<'v> {
    /// C#'s name of the member.
    pub(super) name: &'v str,
    pub(super) ty: &'v Type,
    pub(super) annotations: &'v Annotations,
    /// The members of the same object, this one too. A parameter has none.
    pub(super) siblings: Option<Siblings<'v>>,
}

impl<'v> RuleContext<'v> {
    fn display_name(&self) -> &str {
        self.annotations.display_name.unwrap_or(self.name)
    }

    fn sibling(&self, name: &str) -> Option<(&'static Member, View<'v>)> {
        self.siblings?.find(name)
    }
}

/// Returns whether a value breaks a rule.
pub(super) fn is_broken(rule: AnnotationRule, view: View<'_>, context: &RuleContext<'_>) -> bool {
    if let View::Converted(value) = view {
        return value.with(|view| is_broken(rule, view, context)).unwrap_or(false);
    }
    match rule {
        AnnotationRule::Required { allows_empty_strings } => match view {
            View::Null | View::Absent => true,
            View::Str(text) => !allows_empty_strings && text.trim().is_empty(),
            _ => false,
        },
        AnnotationRule::Compare(other) => {
            context.sibling(other).is_some_and(|(_, other)| !is_same(view, other))
        }
        _ if matches!(view, View::Null | View::Absent) => false,
        AnnotationRule::StringLength { min, max } => {
            length::of_text(view).is_some_and(|length| !(min as usize..=max as usize).contains(&length))
        }
        AnnotationRule::MinLength(min) => length::of(view).is_some_and(|length| length < min as usize),
        AnnotationRule::MaxLength(max) => length::of(view).is_some_and(|length| length > max as usize),
        AnnotationRule::Range { min, max } => !range::contains(min, max, view),
        AnnotationRule::RegularExpression(pattern) => !pattern::matches(pattern, view, context.ty),
        AnnotationRule::EmailAddress => text(view).is_some_and(|text| !data_types::is_email_address(text)),
        AnnotationRule::Url => text(view).is_some_and(|text| !data_types::is_url(text)),
        AnnotationRule::Phone => text(view).is_some_and(|text| !data_types::is_phone(text)),
        AnnotationRule::CreditCard => text(view).is_some_and(|text| !data_types::is_credit_card(text)),
    }
}

/// Returns whether a value may have been null in a request although it is none here: what has no null in Rust is
/// empty then.
pub(super) fn may_hide_null(rule: AnnotationRule, view: View<'_>) -> bool {
    let AnnotationRule::Required { allows_empty_strings } = rule else { return false };
    match view {
        View::Str(text) => allows_empty_strings && text.is_empty(),
        View::Bytes(bytes) => bytes.is_empty(),
        View::List(list) => list.is_empty(),
        View::Map(map) => map.is_empty(),
        View::Object(_) | View::Shared(_) | View::Converted(_) | View::Uri(_) => true,
        _ => false,
    }
}

fn text(view: View<'_>) -> Option<&str> {
    match view {
        View::Str(text) => Some(text),
        _ => None,
    }
}

/// `object.Equals`, as far as values of one type have it: objects and collections are the same if they are one.
fn is_same(one: View<'_>, other: View<'_>) -> bool {
    match (one, other) {
        (View::Null | View::Absent, View::Null | View::Absent) => true,
        (View::Bool(one), View::Bool(other)) => one == other,
        (View::Int(one), View::Int(other)) => one == other,
        (View::UInt(one), View::UInt(other)) => one == other,
        (View::Single(one), View::Single(other)) => is_equal(one.into(), other.into()),
        (View::Double(one), View::Double(other)) => is_equal(one, other),
        (View::Decimal(one), View::Decimal(other)) => one == other,
        (View::Char(one), View::Char(other)) => one == other,
        (View::Str(one), View::Str(other)) => one == other,
        (View::DateTime(one), View::DateTime(other)) => one == other,
        (View::DateTimeOffset(one), View::DateTimeOffset(other)) => one == other,
        (View::TimeSpan(one), View::TimeSpan(other)) => one == other,
        (View::Guid(one), View::Guid(other)) => one == other,
        (View::Uri(one), View::Uri(other)) => one == other,
        (View::Converted(one), other) => one.with(|one| is_same(one, other)).unwrap_or(true),
        (one, View::Converted(other)) => other.with(|other| is_same(one, other)).unwrap_or(true),
        _ => false,
    }
}

/// `double.Equals`: what is no number is the same as itself.
fn is_equal(one: f64, other: f64) -> bool {
    one.partial_cmp(&other).is_none_or(std::cmp::Ordering::is_eq) && one.is_nan() == other.is_nan()
}

/// Returns the message for a value that breaks a rule.
pub(super) fn message(annotation: &Annotation, context: &RuleContext<'_>) -> String {
    let (own, arguments) = of_rule(annotation.rule, context);
    let format = annotation.message.unwrap_or(own);
    fill_in(format, &arguments)
}

/// Returns .NET's message, with numbers in braces, and what stands in their place.
fn of_rule(rule: AnnotationRule, context: &RuleContext<'_>) -> (&'static str, [String; 3]) {
    let name = || context.display_name().to_owned();
    let none = String::new;
    match rule {
        AnnotationRule::Required { .. } => ("The {0} field is required.", [name(), none(), none()]),
        AnnotationRule::StringLength { min: min @ 1.., max } => (
            "The field {0} must be a string with a minimum length of {2} and a maximum length of {1}.",
            [name(), max.to_string(), min.to_string()],
        ),
        AnnotationRule::StringLength { min, max } => (
            "The field {0} must be a string with a maximum length of {1}.",
            [name(), max.to_string(), min.to_string()],
        ),
        AnnotationRule::MinLength(min) => (
            "The field {0} must be a string or array type with a minimum length of '{1}'.",
            [name(), min.to_string(), none()],
        ),
        AnnotationRule::MaxLength(max) => (
            "The field {0} must be a string or array type with a maximum length of '{1}'.",
            [name(), max.to_string(), none()],
        ),
        AnnotationRule::Range { min, max } => {
            ("The field {0} must be between {1} and {2}.", [name(), range::shown(min), range::shown(max)])
        }
        AnnotationRule::RegularExpression(pattern) => {
            ("The field {0} must match the regular expression '{1}'.", [name(), pattern.to_owned(), none()])
        }
        AnnotationRule::EmailAddress => {
            ("The {0} field is not a valid e-mail address.", [name(), none(), none()])
        }
        AnnotationRule::Url => (
            "The {0} field is not a valid fully-qualified http, https, or ftp URL.",
            [name(), none(), none()],
        ),
        AnnotationRule::Phone => ("The {0} field is not a valid phone number.", [name(), none(), none()]),
        AnnotationRule::CreditCard => {
            ("The {0} field is not a valid credit card number.", [name(), none(), none()])
        }
        AnnotationRule::Compare(other) => {
            let annotations = context.sibling(other).and_then(|(member, _)| member.annotations);
            let shown = annotations.and_then(|annotations| annotations.display_name).unwrap_or(other);
            ("'{0}' and '{1}' do not match.", [name(), shown.to_owned(), none()])
        }
    }
}

/// `string.Format` without widths and formats: `{0}` is the first argument, `{{` a brace.
fn fill_in(format: &str, arguments: &[String; 3]) -> String {
    let mut filled = String::with_capacity(format.len() + 16);
    let mut rest = format;
    while let Some(place) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(place);
        filled.push_str(before);
        let number = from.strip_prefix('{').and_then(|inside| inside.split_once('}'));
        if from.starts_with("{{") || from.starts_with("}}") {
            filled.push_str(&from[..1]);
            rest = &from[2..];
        } else if let Some((number, after)) = number
            && let Some(argument) = number.parse().ok().and_then(|number: usize| arguments.get(number))
        {
            filled.push_str(argument);
            rest = after;
        } else {
            filled.push_str(&from[..1]);
            rest = &from[1..];
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::fill_in;

    #[test]
    fn messages_have_their_arguments() {
        let arguments = ["Name", "5", "2"].map(str::to_owned);
        for (format, expected) in [
            ("{0} is {2} to {1}", "Name is 2 to 5"),
            ("{{0}} {0}", "{0} Name"),
            ("{3} {x} { {0", "{3} {x} { {0"),
            ("", ""),
        ] {
            assert_eq!(fill_in(format, &arguments), expected);
        }
    }
}
