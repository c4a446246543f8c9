//! Lists that come in pages.

use crate::spec::span::{Span, Spanned};

/// How the pages of a list are asked for, and what a page says of the list.
#[derive(Clone, Debug)]
pub struct Paging {
    /// The value of the key.
    pub span: Span,
    /// How one page leads to the next.
    pub step: PageStep,
    /// The parameter that says how many items a page is to have.
    pub size: Option<Spanned<String>>,
    /// The path of the member that is the list; the response itself if there is none.
    pub items: Option<Spanned<String>>,
    /// The path of the member that says how many items the list has.
    pub total: Option<Spanned<String>>,
    /// The path of the member that says how many pages the list has.
    pub pages: Option<Spanned<String>>,
    /// The path of the member that says whether there are more pages.
    pub more: Option<Spanned<String>>,
}

/// How one page leads to the next.
#[derive(Clone, Debug)]
pub enum PageStep {
    /// By the parameter that is the number of the page.
    Page {
        /// The parameter.
        parameter: Spanned<String>,
        /// The number of the first page.
        first: u64,
    },
    /// By the parameter that says how many items to skip.
    Skip(Spanned<String>),
    /// By the path of the member that has the address of the next page.
    Next(Spanned<String>),
}

impl PageStep {
    /// Returns the parameter that says where a page begins.
    #[must_use]
    pub fn parameter(&self) -> Option<&Spanned<String>> {
        match self {
            Self::Page { parameter, .. } | Self::Skip(parameter) => Some(parameter),
            Self::Next(_) => None,
        }
    }
}
