//! The namespaces that are in scope.

use crate::infer::samples::xml::Element;

/// The namespaces that are in scope in an element, as far as they say something of contracts: those that it
/// and the elements around it declare, and those that they are in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scope<'a> {
    outer: Option<&'a Scope<'a>>,
    declared: &'a [String],
    own: Option<&'a str>,
}

impl<'a> Scope<'a> {
    /// Around the root.
    pub(crate) fn of_root(root: Option<&'a Element>) -> Self {
        Self { outer: None, declared: &[], own: root.map(|root| root.namespace.as_str()) }
    }

    /// In an element within this one.
    pub(crate) fn within(&'a self, element: Option<&'a Element>) -> Self {
        Scope {
            outer: Some(self),
            declared: element.map_or(&[], |element| &element.declared),
            own: element.map(|element| element.namespace.as_str()),
        }
    }

    pub(crate) fn contains(&self, namespace: &str) -> bool {
        self.levels().any(|level| {
            level.own == Some(namespace) || level.declared.iter().any(|declared| declared == namespace)
        })
    }

    /// Whether there is no other.
    pub(crate) fn has_only(&self, namespace: &str) -> bool {
        self.levels().all(|level| {
            level.own.is_none_or(|own| own == namespace)
                && level.declared.iter().all(|declared| declared == namespace)
        })
    }

    /// All of them, the outermost first.
    pub(crate) fn all(&self) -> Vec<&str> {
        let mut levels: Vec<&Scope<'_>> = self.levels().collect();
        levels.reverse();
        levels
            .into_iter()
            .flat_map(|level| level.declared.iter().map(String::as_str).chain(level.own))
            .collect()
    }

    fn levels(&self) -> impl Iterator<Item = &Scope<'_>> {
        std::iter::successors(Some(self), |level| level.outer)
    }
}
