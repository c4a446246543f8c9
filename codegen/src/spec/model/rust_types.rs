//! The Rust types that built-in types of .NET become.

use std::collections::{BTreeMap, BTreeSet};

use crate::spec::{Choice, Clr, ValueType, span::Spanned};

/// The Rust types that built-in types of .NET become, where somebody has chosen others than this project's
/// own.
#[derive(Clone, Debug, Default)]
pub struct RustTypes {
    choices: BTreeMap<Clr, Spanned<Choice>>,
}

impl RustTypes {
    /// Returns the type that was chosen for a type of .NET; `None` for this project's own.
    #[must_use]
    pub fn of(&self, clr: Clr) -> Option<ValueType> {
        match self.choices.get(&clr)?.value {
            Choice::Own => None,
            Choice::Other(ty) => Some(ty),
        }
    }

    /// Returns the types that were chosen, in the order of the types of .NET.
    pub fn iter(&self) -> impl Iterator<Item = ValueType> {
        self.choices.keys().filter_map(|clr| self.of(*clr))
    }

    /// Returns the features of `datacontract` that these types need.
    #[must_use]
    pub fn features(&self) -> BTreeSet<&'static str> {
        self.iter().filter_map(ValueType::feature).collect()
    }

    /// Returns where the choice for a type of .NET was made.
    pub(crate) fn get(&self, clr: Clr) -> Option<&Spanned<Choice>> {
        self.choices.get(&clr)
    }

    /// Makes a choice, which counts more than an earlier one.
    pub(crate) fn choose(&mut self, clr: Clr, choice: Spanned<Choice>) {
        self.choices.insert(clr, choice);
    }

    /// Makes the choices of `other`, which count more than the own ones.
    pub(crate) fn choose_all(&mut self, other: Self) {
        self.choices.extend(other.choices);
    }

    /// Takes the choices of `general` for the types that none was made for.
    #[cfg(feature = "project")]
    pub(crate) fn fill_in(&mut self, general: &Self) {
        for (clr, choice) in &general.choices {
            self.choices.entry(*clr).or_insert(*choice);
        }
    }
}
