//! Annotations of a spec as those of the runtime.

use super::keep::keep_one;
use crate::spec::annotations::Rule;
use crate::spec::{Annotations as SpecAnnotations, TextRule};
use datacontract::contract::{Annotation, AnnotationRule, Annotations};
use datacontract::dynamic::ContractSet;

/// Returns what a service demands of a value, if that is anything. It lives as long as the program.
pub(super) fn annotations(spec: &SpecAnnotations) -> Option<&'static Annotations> {
    let rules: Vec<Annotation> = spec.rules().into_iter().map(annotation).collect();
    if rules.is_empty() {
        return None;
    }
    let mut annotations = Annotations::new(ContractSet::keep(rules));
    annotations.display_name = spec.display_name.as_ref().map(|name| ContractSet::keep_text(name.as_str()));
    Some(keep_one(annotations))
}

fn annotation((rule, message): (Rule<'_>, Option<&str>)) -> Annotation {
    let rule = match rule {
        Rule::Required { allows_empty_strings } => AnnotationRule::Required { allows_empty_strings },
        Rule::StringLength { min, max } => AnnotationRule::StringLength { min, max },
        Rule::MinLength(min) => AnnotationRule::MinLength(min),
        Rule::MaxLength(max) => AnnotationRule::MaxLength(max),
        Rule::Range { min, max } => {
            AnnotationRule::Range { min: ContractSet::keep_text(min), max: ContractSet::keep_text(max) }
        }
        Rule::RegularExpression(pattern) => {
            AnnotationRule::RegularExpression(ContractSet::keep_text(pattern))
        }
        Rule::Text(TextRule::EmailAddress) => AnnotationRule::EmailAddress,
        Rule::Text(TextRule::Url) => AnnotationRule::Url,
        Rule::Text(TextRule::Phone) => AnnotationRule::Phone,
        Rule::Text(TextRule::CreditCard) => AnnotationRule::CreditCard,
        Rule::Compare(other) => AnnotationRule::Compare(ContractSet::keep_text(other)),
    };
    let mut annotation = Annotation::new(rule);
    annotation.message = message.map(ContractSet::keep_text);
    annotation
}
