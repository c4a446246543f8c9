//! What is no mistake in a spec, and still worth a look. Each rule can be switched on and off by its name.

mod rules;

use std::{collections::BTreeSet, fmt, str::FromStr};

use crate::{
    diagnostic::{Code, Diagnostics},
    spec::Spec,
};

/// A rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Comments on conflicts that nobody has settled.
    Conflicts,
    /// Comments on what nobody has decided.
    OpenFacts,
    /// Endpoints that have a body or a response, and no sample of it.
    EndpointsWithoutSamples,
    /// Types that no endpoint leads to.
    UnusedTypes,
    /// Enums whose members have no names, or are called `Value1` and the like.
    UnnamedEnums,
    /// Lists of responses that cannot be read item by item.
    FlatLists,
    /// Endpoints, types and members without a description.
    MissingDocs,
}

impl Rule {
    /// All rules.
    pub const ALL: [Self; 7] = [
        Self::Conflicts,
        Self::OpenFacts,
        Self::EndpointsWithoutSamples,
        Self::UnusedTypes,
        Self::UnnamedEnums,
        Self::FlatLists,
        Self::MissingDocs,
    ];

    /// The names by which rules are switched, in the order of [`Rule::ALL`].
    pub const NAMES: [&'static str; 7] = [
        "conflicts",
        "open-facts",
        "endpoints-without-samples",
        "unused-types",
        "unnamed-enums",
        "flat-lists",
        "missing-docs",
    ];

    /// Returns the name by which the rule is switched.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// Returns the code of what the rule finds.
    #[must_use]
    pub fn code(self) -> Code {
        match self {
            Self::Conflicts => Code::LintConflict,
            Self::OpenFacts => Code::LintOpenFact,
            Self::EndpointsWithoutSamples => Code::LintNoSample,
            Self::UnusedTypes => Code::LintUnusedType,
            Self::UnnamedEnums => Code::LintUnnamedEnum,
            Self::FlatLists => Code::LintFlatList,
            Self::MissingDocs => Code::LintNoDoc,
        }
    }
}

impl FromStr for Rule {
    type Err = UnknownRule;

    fn from_str(name: &str) -> Result<Self, UnknownRule> {
        Self::ALL.into_iter().find(|rule| rule.name() == name).ok_or_else(|| UnknownRule(name.to_owned()))
    }
}

/// A name that no rule has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownRule(String);

impl fmt::Display for UnknownRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = Rule::ALL.map(Rule::name).join(", ");
        write!(f, "`{}` is no rule; there are {names}", self.0)
    }
}

impl std::error::Error for UnknownRule {}

/// Which rules are on. By default all are but [`Rule::MissingDocs`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules(BTreeSet<Rule>);

impl Default for Rules {
    fn default() -> Self {
        Self(Rule::ALL.into_iter().filter(|rule| *rule != Rule::MissingDocs).collect())
    }
}

impl Rules {
    /// Switches a rule.
    pub fn switch(&mut self, rule: Rule, is_on: bool) {
        if is_on {
            self.0.insert(rule);
        } else {
            self.0.remove(&rule);
        }
    }

    /// Returns whether a rule is on.
    #[must_use]
    pub fn has(&self, rule: Rule) -> bool {
        self.0.contains(&rule)
    }
}

/// Returns what the rules find in a spec, in the order of the file.
#[must_use]
pub fn lint(spec: &Spec, rules: &Rules) -> Diagnostics {
    let mut found = rules::all(spec, rules);
    found.sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.code));
    let mut diagnostics = Diagnostics::new();
    for diagnostic in found {
        diagnostics.push(diagnostic);
    }
    diagnostics
}
