//! The rules of annotations in the order in which a service checks them, for contracts and for Rust.

use super::{Annotations, Literal, Spec, TextRule, TypeKind};

/// One attribute of `System.ComponentModel.DataAnnotations` that a value may break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Rule<'a> {
    Required { allows_empty_strings: bool },
    StringLength { min: u32, max: u32 },
    MinLength(u32),
    MaxLength(u32),
    Range { min: String, max: String },
    RegularExpression(&'a str),
    Text(TextRule),
    Compare(&'a str),
}

impl Annotations {
    /// Returns the rules with their messages, in the order in which they stand in the spec. `dataType` is none: it
    /// refuses nothing.
    pub(crate) fn rules(&self) -> Vec<(Rule<'_>, Option<&str>)> {
        let keys = self.order.iter();
        keys.filter_map(|key| {
            let message = self.messages.iter().find(|(of, _)| of.value == *key);
            Some((self.rule(key)?, message.map(|(_, message)| message.as_str())))
        })
        .collect()
    }

    /// Returns the rule that stands under a key.
    fn rule(&self, key: &str) -> Option<Rule<'_>> {
        Some(match key {
            "required" if self.required => Rule::Required { allows_empty_strings: self.allows_empty_strings },
            "length" => {
                let (min, max) = self.length.as_ref()?;
                Rule::StringLength { min: min.value, max: max.value }
            }
            "minLength" => Rule::MinLength(self.min_length.as_ref()?.value),
            "maxLength" => Rule::MaxLength(self.max_length.as_ref()?.value),
            "range" => {
                let (min, max) = self.range.as_ref()?;
                Rule::Range { min: text_of(&min.value), max: text_of(&max.value) }
            }
            "pattern" => Rule::RegularExpression(self.pattern.as_ref()?),
            "compare" => Rule::Compare(self.compare.as_ref()?),
            key => Rule::Text(self.texts.iter().copied().find(|rule| rule.key() == key)?),
        })
    }
}

impl Spec {
    /// Returns whether a service checks any member of the spec's classes.
    pub(crate) fn has_annotations(&self) -> bool {
        self.types.iter().any(|ty| match &ty.kind {
            TypeKind::Class(class) => {
                class.members.iter().any(|member| !member.annotations.rules().is_empty())
            }
            _ => false,
        })
    }
}

fn text_of(literal: &Literal) -> String {
    match literal {
        Literal::Null => String::new(),
        Literal::Bool(value) => value.to_string(),
        Literal::Number(text) | Literal::Text(text) => text.clone(),
    }
}
