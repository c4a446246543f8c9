//! How a client calls an endpoint: by a method that takes its arguments or its struct, and setters for the others.

use proc_macro2::Ident;

use super::Operation;
use crate::emit::model::{Scope, ident};

/// The methods that every call has. The setter of an argument with one of these names gets an underscore.
const OWN: [&str; 11] = [
    "format",
    "header",
    "ignore_outcome",
    "items",
    "max_response_size",
    "pages",
    "repeatable",
    "retry",
    "send",
    "send_with_response",
    "timeout",
];

/// Methods with more arguments than this take the endpoint's struct, where each argument has its name.
const MOST_ARGUMENTS: usize = 6;

impl Operation<'_> {
    /// Returns whether the client's method takes the endpoint's struct instead of single arguments.
    pub(crate) fn takes_struct(&self) -> bool {
        // With files the arguments are best named.
        !self.files.is_empty() || self.required().count() + self.body.iter().count() > MOST_ARGUMENTS
    }

    /// Returns the names of the setters of the arguments that may be left out, in the order of these.
    pub(crate) fn setters(&self) -> Vec<Ident> {
        let mut scope = Scope::new(OWN.map(str::to_owned));
        let names = self.optional().map(|argument| argument.name.to_string());
        names.map(|name| ident(&scope.take(&name, "_"))).collect()
    }
}
